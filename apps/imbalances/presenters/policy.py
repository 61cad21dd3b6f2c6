"""The detector's numbers in plain words, each with its unit and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from apps.exercises.domain.symmetry import gap_pct
from apps.imbalances.domain.policy import DetectorPolicy
from apps.imbalances.presenters.words import NBSP, percent


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """One number: what it decides, the number with its unit, and its source."""

    what: str
    value: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleGroupView:
    """Numbers that belong together."""

    title: str
    intro: str
    rules: tuple[RuleView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyView:
    """How Levelset decides, under one version of the numbers."""

    version: str
    groups: tuple[RuleGroupView, ...]


def policy_view(policy: DetectorPolicy) -> PolicyView:
    """Lay the policy out for reading; nothing is typed twice, all figures come from it."""
    return PolicyView(
        version=policy.version,
        groups=(_verdicts(policy), _sets(policy), _noise(policy), _time(policy)),
    )


def _verdicts(policy: DetectorPolicy) -> RuleGroupView:
    ten = percent(gap_pct(policy.imbalance_log_pct))
    five = percent(gap_pct(policy.level_log_pct))
    ours = _("Our own rule.")
    return RuleGroupView(
        title=_("When something is said"),
        intro=_(
            "A percentage is always of the stronger side. First comes whether both sides were "
            "logged, then whether there is enough, then these, in order."
        ),
        rules=(
            RuleView(
                what=_("Least workouts and days with both sides before any verdict"),
                value=_("%(workouts)s workouts on %(days)s days")
                % {"workouts": policy.min_occasions, "days": policy.min_days},
                source=_(
                    "Our own rule: in one study 21 to 38 of 100 people swapped their stronger leg "
                    "from one week to the next (quadriceps, 29 people, 2025)."
                ),
            ),
            RuleView(
                what=_("No verdict while the estimate is less sharp than this"),
                value=_("SD %(sd)s log-%%") % {"sd": f"{policy.max_sd_log_pct:g}"},
                source=ours,
            ),
            RuleView(
                what=_("The line between level and imbalance"),
                value=ten,
                source=_(
                    "A convention of the field, not a medical line: 15 of 18 studies used 10 to "
                    "15 percent (Parkinson and others, 2021)."
                ),
            ),
            RuleView(
                what=_("Imbalance: sure of a difference over %(ten)s") % {"ten": ten},
                value=_("over %(from)s, until under %(until)s")
                % {
                    "from": percent(100 * policy.imbalance_from),
                    "until": percent(100 * policy.imbalance_until),
                },
                source=ours,
            ),
            RuleView(what=_("Level: the 80 percent range lies within"), value=ten, source=ours),
            RuleView(
                what=_("Leaning: sure of the side"),
                value=_("over %(from)s") % {"from": percent(100 * policy.direction_from)},
                source=ours,
            ),
            RuleView(
                what=_("Gap closed: sure of under %(five)s, at checks in a row") % {"five": five},
                value=_("%(sure)s, %(count)s checks")
                % {
                    "sure": percent(100 * (1 - policy.closed_below)),
                    "count": policy.closed_checks,
                },
                source=ours,
            ),
        ),
    )


def _sets(policy: DetectorPolicy) -> RuleGroupView:
    effort = policy.effort
    return RuleGroupView(
        title=_("What one set says"),
        intro=_(
            "Load, reps and reps in reserve give each side's strength. Only sets of the same "
            "exercise in the same workout are compared."
        ),
        rules=(
            RuleView(
                what=_("Added to the reps in reserve you report"),
                value=_("%(reps)s reps") % {"reps": f"{effort.reported_bias_reps:g}"},
                source=_(
                    "People stop about one rep earlier than they say (Halperin and others, 2022), "
                    "hardly at all near failure (Refalo and others, 2024)."
                ),
            ),
            RuleView(
                what=_("Assumed when reps in reserve are not given"),
                value=_("%(reps)s reps, give or take %(sd)s")
                % {
                    "reps": f"{effort.unknown_bias_reps:g}",
                    "sd": f"{effort.unknown_sd_reps:g}",
                },
                source=_("An assumption, and the reason why such sets say little."),
            ),
            RuleView(
                what=_("Most reps, and reps with reserve, that give an estimate"),
                value=_("%(reps)s and %(all)s reps")
                % {"reps": policy.max_reps, "all": f"{policy.max_effective_reps:g}"},
                source=_("Beyond that, estimates of a maximum drift apart."),
            ),
            RuleView(
                what=_("Pain from which a set is left out"),
                value=_("%(pain)s of 10") % {"pain": policy.pain_from},
                source=_("Pain holds strength back."),
            ),
            RuleView(
                what=_("Given back to the side that went second"),
                value=_("%(training)s log-%%; grip %(grip)s log-%%")
                % {
                    "training": f"{policy.order_log_pct:g}",
                    "grip": f"{policy.grip_order_log_pct:g}",
                },
                source=_("Grip: NHANES 2013 to 2014, 4,953 adults. Training: an assumption."),
            ),
        ),
    )


def _noise(policy: DetectorPolicy) -> RuleGroupView:
    return RuleGroupView(
        title=_("What is noise"),
        intro=_(
            "A symmetric person tested once a side shows over 10 percent about one time in "
            "thirteen. So every estimate carries its error."
        ),
        rules=(
            RuleView(
                what=_("One side's good or bad day"),
                value=_("SD %(sd)s log-%%") % {"sd": f"{policy.side_sd_log_pct:g}"},
                source=_(
                    "Half of a one-rep maximum's error of 4.2 percent (Grgic and others, 2020, 32 studies)."
                ),
            ),
            RuleView(
                what=_("From one set to the next"),
                value=_("SD %(sd)s log-%%") % {"sd": f"{policy.set_sd_log_pct:g}"},
                source=_("An assumption from work on bar speed."),
            ),
            RuleView(
                what=_("One exercise around its pattern"),
                value=_("SD %(sd)s log-%%") % {"sd": f"{policy.exercise_sd_log_pct:g}"},
                source=_("Tests of one pattern agree only modestly."),
            ),
            RuleView(
                what=_("A set that stands far from the others counts less from"),
                value=_("%(log)s log-%%") % {"log": f"{policy.outlier_log_pct:g}"},
                source=_("Typing errors."),
            ),
        ),
    )


def _time(policy: DetectorPolicy) -> RuleGroupView:
    return RuleGroupView(
        title=_("How it changes over time"),
        intro=_("Recent workouts count more, because strength drifts."),
        rules=(
            RuleView(
                what=_("Drift of a difference"),
                value=_("%(sd)s log-%% per square root of a week")
                % {"sd": f"{policy.drift_sd_log_pct:g}"},
                source=_("An assumption: about 3.6 a year."),
            ),
            RuleView(
                what=_("A trend is estimated from"),
                value=_("%(workouts)s workouts over %(weeks)s weeks")
                % {
                    "workouts": policy.trend_min_occasions,
                    "weeks": f"{policy.trend_min_weeks:g}",
                },
                source=_("Our own rule."),
            ),
            RuleView(
                what=_("Time to level is told when closing is at least this sure"),
                value=_("%(sure)s, within %(weeks)s weeks")
                % {
                    "sure": percent(100 * policy.closing_from),
                    "weeks": f"{policy.horizon_weeks:g}",
                },
                source=_("Our own rule. It means within 5%(space)s%%.") % {"space": NBSP},
            ),
            RuleView(
                what=_("After a break of more than"),
                value=_("%(weeks)s weeks the estimate widens")
                % {"weeks": f"{policy.layoff_weeks:g}"},
                source=_("An assumption."),
            ),
        ),
    )

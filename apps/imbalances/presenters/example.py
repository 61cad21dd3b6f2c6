"""How one verdict came about, question by question: the reader's own, or a worked example."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache

from django.utils.translation import gettext as _
from msgspec import Struct

from apps.core.axes import mass_text
from apps.core.numbers import number_text
from apps.exercises.domain.symmetry import gap_pct, log_ratio_pct
from apps.exercises.domain.vocabulary import MovementPattern, SetKind, SetSide, SideSource
from apps.imbalances.domain.assessment import assess_pattern
from apps.imbalances.domain.policy import DEFAULT_POLICY
from apps.imbalances.domain.sets import LoggedSet
from apps.imbalances.domain.verdicts import Finding, Verdict
from apps.imbalances.presenters.levels import LevelView, exercise_names, level_view, pattern_url
from apps.imbalances.presenters.saying import NBSP
from apps.imbalances.presenters.verdicts import (
    HeadlineView,
    VerdictChipView,
    headline_view,
    verdict_chip_view,
)
from apps.imbalances.presenters.words import (
    difference_words,
    pattern_label,
    percent,
    sureness,
)
from apps.profiles.domain.people import Handedness

EXAMPLE_EXERCISE = "split-squat"
_BEGAN = datetime(2026, 1, 5, 18, tzinfo=UTC)


class QuestionView(Struct, frozen=True, kw_only=True):
    """One question on the way to a verdict, the answer in figures, and whether it decided."""

    question: str
    answer: str
    outcome: str
    decides: bool


class ExampleView(Struct, frozen=True, kw_only=True):
    """A verdict taken apart; ``url`` is empty where it is not the reader's own."""

    title: str
    url: str
    story: tuple[str, ...]
    level: LevelView
    chip: VerdictChipView
    headline: HeadlineView
    questions: tuple[QuestionView, ...]


def example_view(
    findings: Iterable[Finding], *, names: Mapping[str, str], unit: str
) -> ExampleView:
    """The most important finding that has an estimate; without any, six workouts made up for it."""
    own = next((one for one in findings if one.verdict.has_estimate), None)
    finding = worked_example() if own is None else own
    title = (
        _("An example: six workouts of split squats")
        if own is None
        else _("Your own example: %(pattern)s") % {"pattern": pattern_label(finding.pattern)}
    )
    return ExampleView(
        title=title,
        url="" if own is None else pattern_url(finding.pattern),
        story=_invented(finding) if own is None else _lived(finding, names, unit),
        level=level_view(finding),
        chip=verdict_chip_view(finding),
        headline=headline_view(finding),
        questions=questions_about(finding),
    )


@cache
def worked_example() -> Finding:
    """Six workouts of split squats, three turns each, judged by the detector itself."""
    sets = [
        LoggedSet(
            set_id=f"{workout}-{turn}-{side}",
            exercise_id=EXAMPLE_EXERCISE,
            occasion_id=f"workout-{workout}",
            pattern=MovementPattern.KNEE_DOMINANT,
            performed_at=_BEGAN + timedelta(days=3 * workout, minutes=6 * turn + 2 * place),
            local_date=(_BEGAN + timedelta(days=3 * workout)).date(),
            set_index=turn,
            side=side,
            side_source=SideSource.LOGGED,
            kind=SetKind.WORK,
            pair_order=place,
            load_kg=20.0,
            reps=reps,
            rir=2.0,
            slope=0.03,
        )
        for workout in range(6)
        for turn in (1, 2, 3)
        for place, side, reps in ((1, SetSide.LEFT, 8.0), (2, SetSide.RIGHT, 13.0))
    ]
    return assess_pattern(
        sets,
        pattern=MovementPattern.KNEE_DOMINANT,
        handedness=Handedness.UNKNOWN,
        as_of=_BEGAN + timedelta(days=16),
    ).finding


def questions_about(finding: Finding) -> tuple[QuestionView, ...]:
    """The questions in the order in which they are asked, up to the one that decided."""
    policy = DEFAULT_POLICY
    ten = percent(gap_pct(policy.imbalance_log_pct))
    is_imbalance = finding.verdict is Verdict.IMBALANCE
    stands = is_imbalance and finding.p_over_10 <= policy.imbalance_from
    asked = [
        QuestionView(
            question=_("Were both sides logged, often enough?"),
            answer=_(
                "%(workouts)s workouts on %(days)s days; it takes %(least)s on %(least_days)s."
            )
            % {
                "workouts": finding.n_occasions,
                "days": finding.n_days,
                "least": policy.min_occasions,
                "least_days": policy.min_days,
            },
            outcome=_("yes"),
            decides=False,
        ),
        QuestionView(
            question=_("Is the estimate sharp enough?"),
            answer=_("Usually off by %(sd)s log-%%; it may be %(most)s.")
            % {
                "sd": number_text(round(finding.sd_log_pct, 1)),
                "most": number_text(policy.max_sd_log_pct),
            },
            outcome=_("yes"),
            decides=False,
        ),
        QuestionView(
            question=_("Is it over %(ten)s?") % {"ten": ten},
            answer=_("%(sure)s sure; it takes over %(from)s, and then stays until under %(until)s.")
            % {
                "sure": sureness(finding.p_over_10),
                "from": percent(100 * policy.imbalance_from),
                "until": percent(100 * policy.imbalance_until),
            },
            outcome=_("yes: imbalance, still")
            if stands
            else _yes_or_no(_("yes: imbalance"), if_so=is_imbalance),
            decides=is_imbalance,
        ),
    ]
    if finding.verdict is Verdict.CLOSED:
        asked.append(
            QuestionView(
                question=_("Was it an imbalance, and is it within %(five)s now?")
                % {"five": percent(gap_pct(policy.level_log_pct))},
                answer=_(
                    "%(sure)s sure that it is wider; less than %(below)s at %(checks)s checks."
                )
                % {
                    "sure": sureness(finding.p_over_5),
                    "below": percent(100 * policy.closed_below),
                    "checks": policy.closed_checks,
                },
                outcome=_("yes: closed"),
                decides=True,
            )
        )
    asked += [
        QuestionView(
            question=_("Does the whole %(eighty)s range lie within %(ten)s?")
            % {"eighty": f"80{NBSP}%", "ten": ten},
            answer=_("It reaches %(high)s.") % {"high": percent(finding.high80_pct)},
            outcome=_yes_or_no(_("yes: level"), if_so=finding.verdict is Verdict.LEVEL),
            decides=finding.verdict is Verdict.LEVEL,
        ),
        QuestionView(
            question=_("Is it clear which side is weaker?"),
            answer=_("%(sure)s sure; it takes over %(from)s.")
            % {
                "sure": sureness(finding.p_direction),
                "from": percent(100 * policy.direction_from),
            },
            outcome=_("yes: leaning")
            if finding.verdict is Verdict.LEANING
            else _("no: not sure yet"),
            decides=True,
        ),
    ]
    end = next(place for place, one in enumerate(asked) if one.decides)
    return tuple(asked[: end + 1])


def _yes_or_no(yes: str, *, if_so: bool) -> str:
    return yes if if_so else _("no")


def _invented(finding: Finding) -> tuple[str, ...]:
    return (
        _(
            "In each workout the left leg did 8 reps and the right 13, three times, at the same "
            "20 kg and both with two reps left."
        ),
        _together(finding),
    )


def _lived(finding: Finding, names: Mapping[str, str], unit: str) -> tuple[str, ...]:
    story = []
    compared = exercise_names(finding, names)
    left, right = finding.left_e1rm_kg, finding.right_e1rm_kg
    difference = None if left is None or right is None else log_ratio_pct(left=left, right=right)
    if compared and left is not None and right is not None and difference is not None:
        story.append(
            _(
                "The last workout that could be compared, in %(exercise)s: left %(left)s, right "
                "%(right)s for one rep, estimated. By itself that reads: %(difference)s."
            )
            % {
                "exercise": compared[0],
                "left": mass_text(left, unit),
                "right": mass_text(right, unit),
                "difference": difference_words(difference),
            }
        )
    return (*story, _together(finding))


def _together(finding: Finding) -> str:
    return _("All %(count)s workouts together say: %(level)s.") % {
        "count": finding.n_occasions,
        "level": level_view(finding).label,
    }

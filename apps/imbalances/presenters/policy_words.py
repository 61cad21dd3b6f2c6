"""What each number of the policy decides, in what it is counted, and where it comes from.

A number without words here fails a test; it is still shown, by its name in the code.
"""

from __future__ import annotations

from enum import StrEnum, auto

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from msgspec import Struct

type Text = str | Promise


class Unit(StrEnum):
    """What a number is counted in."""

    WORKOUTS = auto()
    DAYS = auto()
    CHECKS = auto()
    COMPARISONS = auto()
    WEEKS = auto()
    REPS = auto()
    OF_TEN = auto()
    TIMES = auto()
    SHARE = auto()
    """A share or a probability, 0 to 1, shown as percent."""
    GAP = auto()
    """Log-% of a threshold, shown as percent of the stronger side."""
    LOG_PCT = auto()
    LOG_PCT_A_WEEK = auto()
    LOG_PCT_A_ROOT_WEEK = auto()
    PER_REP = auto()
    DEVIATIONS = auto()
    KG = auto()
    BY_AGE = auto()
    """Log-% from an age in years on."""
    PLAIN = auto()


class Origin(StrEnum):
    """Why a number is what it is."""

    CONVENTION = auto()
    RULE = auto()
    STUDY = auto()
    ASSUMPTION = auto()
    TUNED = auto()


class Source(Struct, frozen=True, kw_only=True):
    """A paper or a data set; ``url`` is empty where none is known for sure."""

    text: Text
    url: str = ""


class Words(Struct, frozen=True):
    """One number's words; ``why`` says what its origin alone does not."""

    what: Text
    unit: Unit
    origin: Origin
    why: Text = ""
    source: Source | None = None


PARKINSON = Source(
    text=_("Parkinson and others 2021, J Sports Sci Med 20:594"),
    url="https://doi.org/10.52082/jssm.2021.594",
)
GRGIC = Source(
    text=_("Grgic and others 2020, Sports Med Open 6:31, 32 studies"),
    url="https://pmc.ncbi.nlm.nih.gov/articles/PMC7367986/",
)
NUZZO = Source(
    text=_("Nuzzo and others 2024, Sports Med 54:303"),
    url="https://doi.org/10.1007/s40279-023-01937-7",
)
MITTER = Source(
    text=_("Mitter and others 2022, PLoS One 17:e0268074"),
    url="https://doi.org/10.1371/journal.pone.0268074",
)
SWAPPING = Source(
    text=_("Front Sports Act Living 2025, 1635685, quadriceps of 29 people"),
    url="https://doi.org/10.3389/fspor.2025.1635685",
)
HALPERIN = Source(text=_("Halperin and others 2022, Sports Med 52:377, 12 studies"))
REFALO = Source(text=_("Refalo and others 2024, J Strength Cond Res"))
NHANES = Source(text=_("NHANES 2011 to 2014, grip of adults, our own analysis"))

_RULE, _ASSUMED, _TUNED = Origin.RULE, Origin.ASSUMPTION, Origin.TUNED

WORDS: dict[str, Words] = {
    "min_occasions": Words(
        _("Least workouts with both sides before any verdict"),
        Unit.WORKOUTS,
        _RULE,
        _("Of 100 people 21 to 38 swapped their stronger leg from one week to the next."),
        SWAPPING,
    ),
    "min_days": Words(_("Least days on which they were"), Unit.DAYS, _RULE),
    "max_sd_log_pct": Words(
        _("No verdict while the estimate is usually off by more than"), Unit.LOG_PCT, _RULE
    ),
    "imbalance_log_pct": Words(
        _("The line between level and imbalance"),
        Unit.GAP,
        Origin.CONVENTION,
        _("No medical line: 15 of 18 studies used 10 to 15 percent."),
        PARKINSON,
    ),
    "imbalance_from": Words(
        _("Imbalance, once this sure that the difference is over that line"), Unit.SHARE, _RULE
    ),
    "imbalance_until": Words(
        _("It stays one until less sure than this"),
        Unit.SHARE,
        _RULE,
        _("So that one odd workout does not flip the verdict."),
    ),
    "direction_from": Words(
        _("Leaning, and a side is named, once this sure which side is weaker"), Unit.SHARE, _RULE
    ),
    "level_log_pct": Words(
        _("The gap counts as closed, and time to level is told, for a difference within"),
        Unit.GAP,
        Origin.CONVENTION,
    ),
    "closed_below": Words(
        _("Closed, when less sure than this that it is wider"), Unit.SHARE, _RULE
    ),
    "closed_checks": Words(_("At so many checks in a row"), Unit.CHECKS, _RULE),
    "large_log_pct": Words(_("A difference is called large over"), Unit.GAP, Origin.CONVENTION),
    "check_from_sd_log_pct": Words(
        _("A check is proposed while the estimate is usually off by more than"),
        Unit.LOG_PCT,
        _RULE,
    ),
    "closing_from": Words(
        _("Time to level is told once this sure that the gap is closing"), Unit.SHARE, _RULE
    ),
    "horizon_weeks": Words(_("And only if it is nearer than"), Unit.WEEKS, _RULE),
    "effort.reported_bias_reps": Words(
        _("Added to the reps in reserve you report"),
        Unit.REPS,
        Origin.STUDY,
        _("People stop about one rep earlier than they say, hardly at all near failure."),
        HALPERIN,
    ),
    "effort.reported_sd_reps": Words(
        _("Reported reps in reserve are usually off by"), Unit.REPS, Origin.STUDY, "", REFALO
    ),
    "effort.reported_sd_per_rir": Words(
        _("And by so much more for each rep left"), Unit.REPS, Origin.STUDY, "", REFALO
    ),
    "effort.unknown_bias_reps": Words(
        _("Assumed to be left when nobody said"), Unit.REPS, _ASSUMED
    ),
    "effort.unknown_sd_reps": Words(
        _("Which is usually off by"),
        Unit.REPS,
        _ASSUMED,
        _("The reason why such sets say little."),
    ),
    "effort.failure_sd_reps": Words(
        _("Reps to failure differ within a workout by"), Unit.REPS, _ASSUMED
    ),
    "unknown_sd_reps": Words(
        _("Of what is unknown, what differs between the two sides of a day"),
        Unit.REPS,
        _ASSUMED,
        _("Most of it is common to both sides and cancels."),
    ),
    "failure_sd_reps": Words(
        _("Reps to failure are usually off by"),
        Unit.REPS,
        Origin.STUDY,
        _("Within a day; from day to day it is 0.7."),
        MITTER,
    ),
    "max_reps": Words(
        _("Most reps that give an estimate"),
        Unit.REPS,
        _RULE,
        _("Beyond, estimates of a maximum drift apart: at least that much was reached."),
    ),
    "max_effective_reps": Words(_("And most reps with those in reserve"), Unit.REPS, _RULE),
    "pain_from": Words(
        _("A set is left out from this much pain on"),
        Unit.OF_TEN,
        _RULE,
        _("Pain holds strength back."),
    ),
    "load_ratio_max": Words(
        _("Loads this much apart are asked about, not used"),
        Unit.TIMES,
        _RULE,
        _("A unit or the sides may have been mixed up."),
    ),
    "order_log_pct": Words(_("Given back to the side that went second"), Unit.LOG_PCT, _ASSUMED),
    "grip_order_log_pct": Words(
        _("The same for grip, which gains when it goes second"),
        Unit.LOG_PCT,
        Origin.STUDY,
        "",
        NHANES,
    ),
    "order_sd_log_pct": Words(
        _("How much that differs between athletes; yours is learned"), Unit.LOG_PCT, _ASSUMED
    ),
    "fatigue_log_pct": Words(
        _("Each earlier set of the exercise costs"),
        Unit.LOG_PCT,
        _ASSUMED,
        _("It matters only where the sides have sets of different turns."),
    ),
    "fatigue_sd_log_pct": Words(_("Which is usually off by"), Unit.LOG_PCT, _ASSUMED),
    "side_sd_log_pct": Words(
        _("One side's good or bad day"),
        Unit.LOG_PCT,
        Origin.STUDY,
        _("Half of a one-rep maximum's error of 4.2 percent: the rest is common to both sides."),
        GRGIC,
    ),
    "shared_day_share": Words(
        _("Of that, what all exercises of the day have in common"), Unit.SHARE, _ASSUMED
    ),
    "set_sd_log_pct": Words(
        _("From one set to the next"),
        Unit.LOG_PCT,
        _ASSUMED,
        _("From work on bar speed."),
    ),
    "grip_set_sd_log_pct": Words(
        _("The same for one grip trial"), Unit.LOG_PCT, Origin.STUDY, "", NHANES
    ),
    "grip_light_kg": Words(_("Which grows for a grip under"), Unit.KG, Origin.STUDY, "", NHANES),
    "grip_spread_log_pct": Words(
        _("People's grips differ between sides by, from an age on"),
        Unit.BY_AGE,
        Origin.STUDY,
        _("Fitted to half of the people, so that ranges hold for the other half."),
        NHANES,
    ),
    "slope_sd": Words(
        _("How much an exercise's strength per rep may differ from the usual"),
        Unit.PER_REP,
        Origin.STUDY,
        "",
        NUZZO,
    ),
    "slope_share": Words(_("Of that, what more workouts do not average out"), Unit.SHARE, _ASSUMED),
    "floor_share": Words(
        _("A workout is never trusted more than its best sets, beyond"),
        Unit.SHARE,
        _ASSUMED,
        _("Sets of one day are not independent."),
    ),
    "bound_variance_factor": Words(
        _("A set past the range of reps counts as if its error were larger"), Unit.TIMES, _TUNED
    ),
    "outlier_log_pct": Words(
        _("A set counts less if it stands from the others by more than"),
        Unit.LOG_PCT,
        _RULE,
        _("Typing errors."),
    ),
    "outlier_divisor": Words(_("And then so many times less"), Unit.TIMES, _RULE),
    "exercise_sd_log_pct": Words(
        _("One exercise differs from its pattern by"),
        Unit.LOG_PCT,
        _ASSUMED,
        _("Tests of one pattern agree only modestly."),
    ),
    "noise_prior_weight": Words(
        _("Your own noise is learned; the usual noise counts for"), Unit.COMPARISONS, _TUNED
    ),
    "noise_correction": Words(
        _("Made up for, because odd workouts are cut off"), Unit.TIMES, _TUNED
    ),
    "noise_least": Words(_("Your noise is never taken for less than"), Unit.SHARE, _TUNED),
    "robust_from": Words(
        _("A surprise is doubted from"),
        Unit.DEVIATIONS,
        _TUNED,
        _("One wild workout moves little; several that agree move much."),
    ),
    "drift_sd_log_pct": Words(
        _("A difference drifts by"),
        Unit.LOG_PCT_A_ROOT_WEEK,
        _ASSUMED,
        _("About 3.6 in a year."),
    ),
    "exercise_drift_sd_log_pct": Words(
        _("One exercise drifts around its pattern by"), Unit.LOG_PCT_A_ROOT_WEEK, _ASSUMED
    ),
    "trend_sd_log_pct": Words(
        _("A trend is usually within"),
        Unit.LOG_PCT_A_WEEK,
        _ASSUMED,
        _("Gaps that a program closes move by 0.4 to 1.2 a week."),
    ),
    "trend_memory_weeks": Words(_("It fades to a third within"), Unit.WEEKS, _ASSUMED),
    "trend_min_occasions": Words(_("It is told after"), Unit.WORKOUTS, _RULE),
    "trend_min_weeks": Words(_("Over at least"), Unit.WEEKS, _RULE),
    "jump_limit": Words(
        _("A sudden change is believed when surprises one way add up to"),
        Unit.DEVIATIONS,
        _TUNED,
        _("An injury shows within days; one typing error cannot reach it."),
    ),
    "jump_drift": Words(_("Each surprise counting from"), Unit.DEVIATIONS, _TUNED),
    "jump_clip": Words(_("And for at most"), Unit.DEVIATIONS, _TUNED),
    "jump_sd_log_pct": Words(_("What was believed is then open by"), Unit.LOG_PCT, _TUNED),
    "layoff_weeks": Words(_("After a break of more than"), Unit.WEEKS, _ASSUMED),
    "layoff_sd_log_pct": Words(_("The estimate widens by"), Unit.LOG_PCT_A_WEEK, _ASSUMED),
    "layoff_max_weeks": Words(_("For at most"), Unit.WEEKS, _ASSUMED),
}
"""By the field's name in :class:`DetectorPolicy`; an effort's after a dot."""

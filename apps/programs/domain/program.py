"""What a program is made of: the inputs it rests on, its sessions, and a reason for every line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct, field

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.programs.domain.inputs import DailyDose, Target
from apps.programs.domain.serialising import Serialisable

type ReasonParam = str | int | float | bool | None


class Evidence(StrEnum):
    """How well a rule is known.

    ``trial``: training studies point this way. ``consensus``: position stands and experts agree.
    ``convention``: a sensible choice that nobody has tested.
    """

    TRIAL = "trial"
    CONSENSUS = "consensus"
    CONVENTION = "convention"


class Block(StrEnum):
    """Part of a session, in the order in which they are done."""

    MOBILITY = "mobility"
    WARM_UP = "warm_up"
    CHECK = "check"
    BALANCE = "balance"
    STRENGTH = "strength"

    @property
    def is_hard(self) -> bool:
        """Whether its sets count as hard ones, where the exercise is one of force."""
        return self in (Block.CHECK, Block.STRENGTH)


class ReasonCode(StrEnum):
    """Why a line stands in a program, or why something does not."""

    # A line
    TARGET = "target"
    PLANE = "plane"
    ANTAGONIST = "antagonist"
    BILATERAL_KEPT = "bilateral_kept"
    MAINTENANCE = "maintenance"
    MOBILITY_FIRST = "mobility_first"
    BALANCE_WITH_AGE = "balance_with_age"
    CHECK_DUE = "check_due"
    CHECK_WARM_UP = "check_warm_up"
    RETEST = "retest"
    FAMILIAR = "familiar"
    # Its sides
    WEAKER_SIDE_FIRST = "weaker_side_first"
    WEAKER_SIDE_SETS_THE_DOSE = "weaker_side_sets_the_dose"
    EQUAL_SETS = "equal_sets"
    SIDES_ALTERNATE = "sides_alternate"
    CHOSEN_SIDE_FIRST = "chosen_side_first"
    STRONGER_SIDE_FIRST = "stronger_side_first"
    CHECK_ORDER_ALTERNATES = "check_order_alternates"
    STRONGER_SIDE_HELD = "stronger_side_held"
    CHECK_IS_ITS_SET = "check_is_its_set"
    WEAKER_SIDE_MORE = "weaker_side_more"
    ONE_SIDE_RESTS = "one_side_rests"
    TIGHT_SIDE_MORE = "tight_side_more"
    # Its dose
    LOAD_FROM_HISTORY = "load_from_history"
    FIND_A_LOAD = "find_a_load"
    FIND_A_LOAD_TO_HOLD = "find_a_load_to_hold"
    EFFORT_RAMP = "effort_ramp"
    LIGHT_WEEK = "light_week"
    LIGHT_START = "light_start"
    SETS_GROW = "sets_grow"
    NOVICE_DOSE = "novice_dose"
    YOUNG_DOSE = "young_dose"
    OLDER_DOSE = "older_dose"
    CAUTIOUS_DOSE = "cautious_dose"
    # The whole program
    NO_FINDING = "no_finding"
    TARGET_TAKEN = "target_taken"
    TARGET_WAITS = "target_waits"
    TARGET_BLOCKED = "target_blocked"
    TARGET_WITHOUT_EXERCISE = "target_without_exercise"
    PLANE_LEFT_OUT = "plane_left_out"
    ANTAGONIST_LEFT_OUT = "antagonist_left_out"
    BILATERAL_LEFT_OUT = "bilateral_left_out"
    BALANCE_LEFT_OUT = "balance_left_out"
    ONCE_A_WEEK = "once_a_week"
    CHECK_NOT_POSSIBLE = "check_not_possible"
    DAYS_LEFT_FREE = "days_left_free"
    DAILY_DOSE = "daily_dose"
    WEEKS_PLANNED = "weeks_planned"
    # No program
    UNDER_AGE = "under_age"
    NO_TRAINING_DAYS = "no_training_days"
    TOO_FEW_MINUTES = "too_few_minutes"
    REGIONS_BLOCKED = "regions_blocked"
    NOTHING_AT_HAND = "nothing_at_hand"
    # What changes after a session
    LOAD_UP = "load_up"
    REPS_UP = "reps_up"
    SECONDS_UP = "seconds_up"
    LOAD_FOUND = "load_found"
    TOP_REACHED = "top_reached"
    HELD_BELOW_RANGE = "held_below_range"
    HELD_EFFORT_HIGH = "held_effort_high"
    HELD_EFFORT_UNKNOWN = "held_effort_unknown"
    HELD_SIDE_MISSED = "held_side_missed"
    HELD_SETS_MISSED = "held_sets_missed"
    HELD_PAIN = "held_pain"
    EASED_PAIN = "eased_pain"
    PAIN_FREE_SIDE_FIRST = "pain_free_side_first"
    LOAD_DOWN_MISSED_REPS = "load_down_missed_reps"
    LOAD_DOWN_PAIN = "load_down_pain"
    SWAP_FOR_PAIN = "swap_for_pain"
    OTHER_EQUIPMENT = "other_equipment"
    # What the athlete changes
    YOUR_CHOICE = "your_choice"
    YOUR_FIRST_SIDE = "your_first_side"
    YOUR_SWAP = "your_swap"
    YOUR_REMOVAL = "your_removal"
    YOUR_RETURN = "your_return"
    YOUR_EXCLUSION = "your_exclusion"
    # What changes after a week
    GAP_MOVES = "gap_moves"
    HOLD_STRONGER_NOW = "hold_stronger_now"
    MORE_FOR_WEAKER_NOW = "more_for_weaker_now"
    GAP_CLOSED = "gap_closed"
    GAP_REOPENED = "gap_reopened"
    HOLD_AND_MONITOR = "hold_and_monitor"
    EARLY_LIGHT_WEEK = "early_light_week"
    AFTER_DAYS_OFF = "after_days_off"
    PREDICTED_AND_CAME = "predicted_and_came"


class Reason(Struct, Serialisable, frozen=True, kw_only=True):
    """Why, as a code with parameters; the words belong to whoever shows it.

    Parameters
    ----------
    params
        Values the sentence needs; enum members by their value, loads in kg, percentages 0 to 100.
    grade
        How well the rule is known.
    source
        Authors, year and journal, or empty for a convention.
    """

    code: ReasonCode
    params: Mapping[str, ReasonParam] = field(default_factory=dict)
    grade: Evidence = Evidence.CONVENTION
    source: str = ""


class SideDose(Struct, Serialisable, frozen=True, kw_only=True):
    """What one side, or both together, is asked to do.

    Parameters
    ----------
    sets
        Number of sets.
    reps_low, reps_high
        Range of reps in a set; both None where seconds count.
    seconds
        Length of a hold or a stretch, s; None where reps count.
    load_kg
        Load in the exercise's own load basis, kg. None means nothing to load, or a weight that is
        still to be found (then the line has the reason ``find_a_load`` or ``find_a_load_to_hold``); 0 means body weight alone.
    rir_target
        Reps to leave in reserve; 0 is all-out; None where effort is not asked (stretches).
    is_capped
        This side stops where the other one stopped, so that its reps say nothing of its strength.
    """

    sets: int
    reps_low: int | None = None
    reps_high: int | None = None
    seconds: int | None = None
    load_kg: float | None = None
    rir_target: int | None = None
    is_capped: bool = False


class Prescription(Struct, Serialisable, frozen=True, kw_only=True):
    """One line of a session.

    Either ``left`` and ``right`` are given, with ``first_side``, or ``both`` alone. Where one side
    has to rest, the other one alone is given and is the first.

    Parameters
    ----------
    position
        0-based place in the session.
    rest_between_sides_s
        Rest from the first side to the second, s.
    rest_after_pair_s
        Rest after both sides have done a set (or after a bilateral set), s.
    tempo
        Seconds down, held, up: "2-0-2"; empty for holds.
    is_check
        A measurement and not training: each side does what it can.
    is_light
        A line of a light week: it takes part in no progress.
    """

    exercise_slug: str
    pattern: MovementPattern
    block: Block
    position: int
    rest_between_sides_s: int
    rest_after_pair_s: int
    first_side: Side | None = None
    left: SideDose | None = None
    right: SideDose | None = None
    both: SideDose | None = None
    tempo: str = ""
    is_check: bool = False
    is_light: bool = False
    reasons: tuple[Reason, ...] = ()

    @property
    def doses(self) -> tuple[SideDose, ...]:
        """Doses that ask for a set, left before right."""
        doses = (self.dose_for(Side.LEFT), self.dose_for(Side.RIGHT), self.both)
        return tuple(dose for dose in doses if dose is not None)

    def dose_for(self, side: Side | None) -> SideDose | None:
        """Dose of a side, or of both together for None; None where it is asked for no set."""
        if side is None:
            return self.both
        dose = self.left if side is Side.LEFT else self.right
        return dose if dose is not None and dose.sets else None


class PlannedSession(Struct, Serialisable, frozen=True, kw_only=True):
    """One training day.

    Parameters
    ----------
    week
        1 to the number of weeks.
    day_index
        0-based place in its week; sessions with the same index have the same exercises.
    focus
        Patterns that lead the session, most important first; what a title is made of.
    estimated_minutes
        By the time model, rounded up.
    """

    week: int
    day_index: int
    date: date
    focus: tuple[MovementPattern, ...]
    estimated_minutes: int
    prescriptions: tuple[Prescription, ...]
    is_check_session: bool = False


class ProgramPlan(Struct, Serialisable, frozen=True, kw_only=True):
    """A program for some weeks, and why it is so.

    Parameters
    ----------
    targets
        The targets it works on, most important first; empty for a balanced program.
    reasons
        What holds for the whole, and what was left out.
    daily
        Short doses for every day.
    """

    weeks: int
    starts_on: date
    targets: tuple[Target, ...]
    sessions: tuple[PlannedSession, ...]
    reasons: tuple[Reason, ...]
    policy_version: str
    daily: tuple[DailyDose, ...] = ()


class NoProgram(Struct, Serialisable, frozen=True, kw_only=True):
    """No program can be made; the reasons say what to change."""

    reasons: tuple[Reason, ...]
    policy_version: str

"""A broken rule, and the facts that rules are judged on."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property

from msgspec import Struct, field

from apps.assessments.domain.pain import Status
from apps.exercises.domain.anatomy import Muscle
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import ExerciseKind, Laterality, MovementPattern
from apps.profiles.domain.people import Experience, Goal
from apps.programs.domain.courses import Course
from apps.programs.domain.inputs import ProgramInputs, Target
from apps.programs.domain.policy import DoseTemplate, ProgramPolicy
from apps.programs.domain.program import (
    Block,
    PlannedSession,
    Prescription,
    ProgramPlan,
    ReasonCode,
    ReasonParam,
)
from apps.programs.domain.serialising import Serialisable

ENDED_BY_PAIN = frozenset({Status.CHANGE, Status.BLOCK, Status.REFER})
"""What pain asks for that takes an exercise out of a program."""

type Line = tuple[PlannedSession, Prescription, ExerciseSpec]


class Rule(StrEnum):
    """Rules that a program may break."""

    UNKNOWN_EXERCISE = "unknown_exercise"
    EXCLUDED_EXERCISE = "excluded_exercise"
    EQUIPMENT_MISSING = "equipment_missing"
    CAUTION_IGNORED = "caution_ignored"
    REGION_BLOCKED = "region_blocked"
    LEVEL_TOO_HIGH = "level_too_high"
    OVER_TIME = "over_time"
    TIME_UNDERSTATED = "time_understated"
    NOT_A_TRAINING_DAY = "not_a_training_day"
    OUTSIDE_ITS_WEEK = "outside_its_week"
    TWO_SESSIONS_A_DAY = "two_sessions_a_day"
    TOO_MANY_SESSIONS = "too_many_sessions"
    NO_DAY_OFF = "no_day_off"
    POSITIONS_BROKEN = "positions_broken"
    MOBILITY_NOT_FIRST = "mobility_not_first"
    CHECK_NOT_FRESH = "check_not_fresh"
    BILATERAL_TOO_EARLY = "bilateral_too_early"
    NO_REASON = "no_reason"
    SIDE_MISSING = "side_missing"
    WEAKER_SIDE_NOT_FIRST = "weaker_side_not_first"
    UNEQUAL_SETS = "unequal_sets"
    RATIO_TOO_WIDE = "ratio_too_wide"
    RESTING_SIDE_WORKED = "resting_side_worked"
    STRETCH_RATIO = "stretch_ratio"
    STRONGER_SIDE_AHEAD = "stronger_side_ahead"
    TOO_HARD = "too_hard"
    MAXIMAL_TOO_OFTEN = "maximal_too_often"
    STARTS_TOO_HEAVY = "starts_too_heavy"
    UNREAL_LOAD = "unreal_load"
    LOAD_JUMP = "load_jump"
    NO_LIGHT_WEEK = "no_light_week"
    LIGHT_WEEK_HARD = "light_week_hard"
    REST_TOO_SHORT = "rest_too_short"
    REPS_OUT_OF_RANGE = "reps_out_of_range"
    PAIN_IGNORED = "pain_ignored"
    DAILY_BLOCKED = "daily_blocked"
    STRONGER_SIDE_DROPPED = "stronger_side_dropped"
    SESSION_VOLUME = "session_volume"
    WEEK_VOLUME = "week_volume"
    VOLUME_JUMP = "volume_jump"
    MUSCLE_WITHOUT_REST = "muscle_without_rest"
    PLANE_MISSING = "plane_missing"
    TARGET_ONCE_A_WEEK = "target_once_a_week"
    NO_BILATERAL = "no_bilateral"
    PUSHES_OVER_PULLS = "pushes_over_pulls"
    CHECK_MISSING = "check_missing"
    RETEST_MISSING = "retest_missing"
    CHECK_ORDER_FIXED = "check_order_fixed"
    NO_BALANCE = "no_balance"


class Breach(Struct, Serialisable, frozen=True, kw_only=True):
    """One rule that is broken, and where.

    Parameters
    ----------
    week, day_index, position
        Where in the program; None where it is not about one week, session or line.
    """

    rule: Rule
    week: int | None = None
    day_index: int | None = None
    position: int | None = None
    params: Mapping[str, ReasonParam] = field(default_factory=dict)


# Without slots: what many rules ask for is worked out once and kept.
class Case(Struct, frozen=True, kw_only=True, dict=True):
    """A program with all that is needed to judge it."""

    plan: ProgramPlan
    inputs: ProgramInputs
    specs: Mapping[str, ExerciseSpec]
    policy: ProgramPolicy

    @cached_property
    def age_range(self) -> tuple[int, int] | None:
        """Youngest and oldest that the athlete can be on the first day, years; None if unknown."""
        if self.inputs.birth_year is None:
            return None
        oldest = self.inputs.starts_on.year - self.inputs.birth_year
        return oldest - 1, oldest

    @property
    def is_young(self) -> bool:
        """May be under 18."""
        return self.age_range is not None and self.age_range[0] < 18  # noqa: PLR2004 - legal age

    @property
    def is_older(self) -> bool:
        """May be 65 or more, and is no minor."""
        return self.age_range is not None and self.age_range[1] >= 65 and not self.is_young  # noqa: PLR2004 - named in the docstring

    @cached_property
    def template(self) -> DoseTemplate:
        """Limits of the athlete's group."""
        if self.is_young:
            return self.policy.young
        if self.is_older:
            return self.policy.older
        return {
            Experience.NOVICE: self.policy.novice,
            Experience.ONE_YEAR: self.policy.one_year,
            Experience.TRAINED: self.policy.trained,
        }[self.inputs.experience]

    def finding_in(self, pattern: MovementPattern) -> Target | None:
        """The surest of the targets in a pattern, or None."""
        found = [target for target in self.inputs.targets if target.pattern is pattern]
        return min(
            found,
            key=lambda t: (t.is_leaning, -t.p_over_10, -t.gap_pct, t.weaker_side),
            default=None,
        )

    def course_in(self, pattern: MovementPattern) -> Course | None:
        """How the plan shares sets between the sides in a pattern; None where it works no target."""
        for target in self.plan.targets:
            if target.pattern is pattern:
                return target.course
        return None

    @cached_property
    def weekly_minutes(self) -> int:
        """Minutes a week that the sessions may take in all."""
        return self.inputs.session_minutes * max(
            (self.sessions_in(week) for week in range(1, self.plan.weeks + 1)), default=0
        )

    def sessions_in(self, week: int) -> int:
        """Number of sessions in a week."""
        return sum(session.week == week for session in self.plan.sessions)

    def needs_care_with(self, spec: ExerciseSpec) -> bool:
        """Whether an exercise must stay well away from failure for this athlete."""
        return (
            self.inputs.needs_caution
            or self.inputs.birth_year is None
            or self.inputs.goal is Goal.COME_BACK
            or not spec.regions.isdisjoint(self.inputs.caution_regions)
        )

    @cached_property
    def _lines(self) -> tuple[Line, ...]:
        return tuple(
            (session, line, self.specs[line.exercise_slug])
            for session in self.plan.sessions
            for line in session.prescriptions
            if line.exercise_slug in self.specs
        )

    @cached_property
    def _lines_by_week(self) -> Mapping[int, tuple[Line, ...]]:
        weeks = {session.week for session in self.plan.sessions}
        return {week: tuple(x for x in self._lines if x[0].week == week) for week in weeks}

    def lines(self, week: int | None = None) -> tuple[Line, ...]:
        """Lines of known exercises, of one week or of all."""
        return self._lines if week is None else self._lines_by_week.get(week, ())

    def said(self, code: ReasonCode, **params: str) -> bool:
        """Whether the program itself admits something, with these parameters."""
        return any(
            reason.code is code
            and all(reason.params.get(name) == value for name, value in params.items())
            for reason in self.plan.reasons
        )

    @cached_property
    def usable(self) -> tuple[ExerciseSpec, ...]:
        """Exercises of the catalogue that this athlete may be given."""
        unwelcome = self.inputs.blocked_regions | self.inputs.caution_regions
        return tuple(
            spec
            for spec in self.specs.values()
            if spec.fits(self.inputs.equipment)
            and spec.slug not in self.inputs.excluded_exercises
            and spec.level in self.template.levels
            and unwelcome.isdisjoint(spec.cautions)
            and self.inputs.blocked_regions.isdisjoint(spec.regions)
            and self._has_a_side(spec)
            and self.inputs.hurts(spec.slug) not in ENDED_BY_PAIN
        )

    def _has_a_side(self, spec: ExerciseSpec) -> bool:
        """Whether resting sides leave one that can do it."""
        resting = self.inputs.rests(spec.regions)
        return not resting or (is_one_sided(spec) and len(resting) == 1)


def at(
    rule: Rule,
    session: PlannedSession,
    line: Prescription | None = None,
    **params: ReasonParam,
) -> Breach:
    """A breach in a session, or in one of its lines."""
    return Breach(
        rule=rule,
        week=session.week,
        day_index=session.day_index,
        position=None if line is None else line.position,
        params=params if line is None else {"exercise": line.exercise_slug, **params},
    )


def is_one_sided(spec: ExerciseSpec) -> bool:
    """Whether one side finishes its set before the other begins."""
    return spec.laterality is Laterality.UNILATERAL


def is_hard(line: Prescription, spec: ExerciseSpec) -> bool:
    """Whether a line counts as hard sets: work or a check, of strength or a hold."""
    return line.block in (Block.STRENGTH, Block.CHECK) and spec.kind in (
        ExerciseKind.STRENGTH,
        ExerciseKind.ISOMETRIC,
    )


def hard_sets(line: Prescription) -> tuple[int, int]:
    """Sets that a line gives to the left and to the right side."""
    if line.both is not None:
        return line.both.sets, line.both.sets
    return (
        0 if line.left is None else line.left.sets,
        0 if line.right is None else line.right.sets,
    )


def muscle_shares(spec: ExerciseSpec, policy: ProgramPolicy) -> Mapping[Muscle, float]:
    """How much of a set counts for each muscle."""
    return {
        **dict.fromkeys(spec.secondary_muscles, policy.secondary_share),
        **dict.fromkeys(spec.primary_muscles, 1.0),
    }

"""What can stand in for an exercise: the same work, with what is at hand and allowed."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec.structs import replace

from apps.assessments.domain.pain import Hold
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import (
    Equipment,
    ExerciseKind,
    Level,
    MeasurementClass,
    Metric,
    Region,
)
from apps.programs.domain.policy import POLICY, ProgramPolicy
from apps.programs.domain.program import Block, Prescription, Reason, ReasonCode, SideDose
from apps.programs.domain.selecting import FORCE_KINDS, TRAINABLE_METRICS

_LEVELS = tuple(Level)
_TIMED = frozenset({Metric.SECONDS, Metric.LOAD_SECONDS})
_KEPT_REASONS = frozenset(
    {
        ReasonCode.TARGET,
        ReasonCode.PLANE,
        ReasonCode.ANTAGONIST,
        ReasonCode.BILATERAL_KEPT,
        ReasonCode.MAINTENANCE,
        ReasonCode.MOBILITY_FIRST,
        ReasonCode.BALANCE_WITH_AGE,
        ReasonCode.WEAKER_SIDE_FIRST,
        ReasonCode.WEAKER_SIDE_SETS_THE_DOSE,
        ReasonCode.EQUAL_SETS,
        ReasonCode.SIDES_ALTERNATE,
        ReasonCode.CHOSEN_SIDE_FIRST,
        ReasonCode.STRONGER_SIDE_FIRST,
    }
)
"""What is as true of the exercise that stands in."""

_MEASUREMENTS = {
    MeasurementClass.GOOD: 0,
    MeasurementClass.FAIR: 1,
    MeasurementClass.NONE: 2,
}


def equivalents(
    spec: ExerciseSpec,
    catalogue: Iterable[ExerciseSpec],
    *,
    equipment: Collection[Equipment],
    blocked: Collection[Region],
    cautions: Collection[Region],
    levels: Collection[Level],
    excluded: Collection[str],
) -> tuple[ExerciseSpec, ...]:
    """Exercises that do the same work as another one, the likeliest first.

    Parameters
    ----------
    spec
        The exercise to stand in for; never among the answers.
    catalogue
        Where to look. Whether it holds the athlete's own exercises is the caller's choice.
    equipment
        What is at hand; one's own body always is.
    blocked
        Regions that must not be worked: nothing that works or warns of them.
    cautions
        Regions to be careful with: nothing that warns of them.
    levels
        Levels that suit the athlete.
    excluded
        Slugs that are not wanted, or that hurt.

    Returns
    -------
    tuple of ExerciseSpec
        All with the same pattern, the same logic of sides, a plane in common, and the same sort
        of work (force stays force, a stretch a stretch); empty where nothing does.

    Notes
    -----
    What must not change is what the program counts on: the pattern is what a difference is found
    in, one side at a time is how it is trained, and the plane is why the line stands there. Limb,
    kind, counting and the worth as a measurement are wished for in this order, then shared muscles
    and a near level. Ties are broken by slug, so that the same question has the same answer.
    """
    unwelcome = frozenset(blocked) | frozenset(cautions)
    return tuple(
        sorted(
            (
                other
                for other in catalogue
                if _does_the_same(spec, other)
                and other.fits(equipment)
                and other.level in levels
                and other.slug not in excluded
                and unwelcome.isdisjoint(other.cautions)
                and other.regions.isdisjoint(blocked)
            ),
            key=lambda other: _distance(spec, other),
        )
    )


def _does_the_same(spec: ExerciseSpec, other: ExerciseSpec) -> bool:
    return (
        other.slug != spec.slug
        and other.pattern is spec.pattern
        and other.laterality is spec.laterality
        and not set(other.planes).isdisjoint(spec.planes)
        and _sort_of_work(other.kind) == _sort_of_work(spec.kind)
        and other.metric in TRAINABLE_METRICS
        and Equipment.DYNAMOMETER not in other.equipment
    )


def _sort_of_work(kind: ExerciseKind) -> frozenset[ExerciseKind]:
    """Kinds whose doses can take each other's place."""
    return FORCE_KINDS if kind in FORCE_KINDS else frozenset({kind})


def _distance(
    spec: ExerciseSpec, other: ExerciseSpec
) -> tuple[bool, bool, bool, int, int, int, int, str]:
    """How far another exercise is from this one, most important first."""
    lost = _MEASUREMENTS[other.measurement] - _MEASUREMENTS[spec.measurement]
    return (
        other.limb is not spec.limb,
        other.kind is not spec.kind,
        other.metric is not spec.metric,
        max(lost, 0),
        -len(set(other.planes) & set(spec.planes)),
        -len(set(other.primary_muscles) & set(spec.primary_muscles)),
        abs(_LEVELS.index(other.level) - _LEVELS.index(spec.level)),
        other.slug,
    )


def stand_in(
    line: Prescription, other: ExerciseSpec, reason: Reason, policy: ProgramPolicy = POLICY
) -> Prescription:
    """A line with another exercise in its place, and why.

    Sides, sets and reserve stay as they were. A load is another one in another exercise, so it is
    to be found; a test is none any more, since it is compared with tests of the same exercise.
    """
    timed = other.metric in _TIMED
    low, high = policy.easier_reps
    shortest = Hold().seconds[0]

    def dose(asked: SideDose | None) -> SideDose | None:
        if asked is None:
            return None
        return replace(
            asked,
            reps_low=None if timed else asked.reps_low or low,
            reps_high=None if timed else asked.reps_high or high,
            seconds=(asked.seconds or shortest) if timed else None,
            load_kg=None,
            rir_target=None if timed else _reserve(line, asked, policy),
        )

    find = ReasonCode.FIND_A_LOAD_TO_HOLD if timed else ReasonCode.FIND_A_LOAD
    search = (Reason(code=find, params={"rir": policy.careful_rir}),) if other.takes_load else ()
    kept = tuple(old for old in line.reasons if old.code in _KEPT_REASONS)
    is_test = line.block is Block.CHECK
    return replace(
        line,
        exercise_slug=other.slug,
        pattern=other.pattern,
        block=Block.STRENGTH if is_test else line.block,
        is_check=False,
        left=dose(line.left),
        right=dose(line.right),
        both=dose(line.both),
        tempo="" if timed else line.tempo or policy.tempo,
        reasons=(reason, *kept, *search),
    )


def _reserve(line: Prescription, asked: SideDose, policy: ProgramPolicy) -> int | None:
    """Reps in reserve: as asked, but never all-out with a load that nobody has tried."""
    if line.block is Block.MOBILITY:
        return asked.rir_target
    return max(asked.rir_target or 0, policy.careful_rir)

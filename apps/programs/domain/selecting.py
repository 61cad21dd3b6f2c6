"""Which exercises may be used, and which of them is best for a purpose."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from apps.assessments.domain.pain import Status
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import (
    Equipment,
    ExerciseKind,
    Laterality,
    Level,
    MeasurementClass,
    Metric,
    MovementPattern,
    Plane,
    Side,
)
from apps.programs.domain.inputs import ProgramInputs, Target
from apps.programs.domain.patterns import LIMB_OF, PULLS, REGIONS_OF
from apps.programs.domain.policy import DoseTemplate

TRAINABLE_METRICS = frozenset({Metric.LOAD_REPS, Metric.REPS, Metric.SECONDS, Metric.LOAD_SECONDS})
FORCE_KINDS = frozenset({ExerciseKind.STRENGTH, ExerciseKind.ISOMETRIC})
SUPPORTED_BY = frozenset(
    {
        Equipment.LEG_PRESS,
        Equipment.LEG_EXTENSION,
        Equipment.LEG_CURL,
        Equipment.LAT_PULLDOWN,
        Equipment.CHEST_PRESS,
        Equipment.ROW_MACHINE,
    }
)
ENDED_BY_PAIN = frozenset({Status.CHANGE, Status.BLOCK, Status.REFER})
_LEVEL_RANK = {Level.BEGINNER: 0, Level.INTERMEDIATE: 1, Level.ADVANCED: 2}
_MEASUREMENT_RANK = {
    MeasurementClass.GOOD: 0,
    MeasurementClass.FAIR: 1,
    MeasurementClass.NONE: 2,
}


class Purpose(StrEnum):
    """What an exercise is in a program for."""

    MOBILITY = "mobility"
    TARGET = "target"
    PLANE = "plane"
    ANTAGONIST = "antagonist"
    BALANCE = "balance"
    MAINTENANCE = "maintenance"
    BILATERAL = "bilateral"


class Choice(Struct, frozen=True, kw_only=True):
    """One exercise on one day of every week.

    Parameters
    ----------
    target
        The target it serves, or None.
    plane
        The plane it was taken for, or None.
    sets
        Sets a side each week (a check counts as one of them).
    is_checked
        Whether its checks are done on this day.
    """

    spec: ExerciseSpec
    purpose: Purpose
    sets: int
    target: Target | None = None
    plane: Plane | None = None
    is_checked: bool = False

    @property
    def is_force(self) -> bool:
        """Whether it counts as hard work for its muscles."""
        return self.spec.kind in FORCE_KINDS


class Shelf(Struct, frozen=True, kw_only=True):
    """Exercises that this athlete may do, with what orders them.

    Parameters
    ----------
    last_block
        Slugs of the block before this one; accessories of it take turns with others.
    keeps_measured
        Whether what measured the sides in that block stays, as no target does it.
    spared
        Patterns of targets, which both sides together are to work last of all.
    """

    specs: tuple[ExerciseSpec, ...]
    familiar: frozenset[str]
    template: DoseTemplate
    last_block: frozenset[str] = frozenset()
    keeps_measured: bool = False
    spared: frozenset[MovementPattern] = frozenset()

    def best(
        self, candidates: Iterable[ExerciseSpec], *, to_measure: bool = False, is_own: bool = False
    ) -> tuple[ExerciseSpec, ...]:
        """Candidates with the best first; every tie is broken by slug.

        Parameters
        ----------
        to_measure
            Prefer what measures sides well, before anything else.
        is_own
            Whether they are for a target's own pattern, which takes no turns.
        """
        return tuple(
            sorted(
                candidates,
                key=lambda spec: (
                    to_measure and not spec.measures_sides,
                    not is_own and self.takes_turns(spec),
                    spec.slug not in self.familiar,
                    not _is_supported(spec)
                    if self.template.prefers_support
                    else not _is_loadable(spec),
                    _MEASUREMENT_RANK[spec.measurement],
                    not is_compound(spec),
                    _level_distance(spec, self.template),
                    not _is_loadable(spec),
                    spec.slug,
                ),
            )
        )

    def takes_turns(self, spec: ExerciseSpec) -> bool:
        """Whether an accessory had its turn in the last block, so that an equivalent comes first."""
        is_kept = self.keeps_measured and spec.measures_sides
        return spec.slug in self.last_block and not is_kept

    def regret(self, spec: ExerciseSpec, *, is_own: bool = False) -> int:
        """How far an exercise is from the best imaginable one, in hundredths of a point.

        The same order as :meth:`best`, save for the slug.

        Parameters
        ----------
        is_own
            Whether it serves a target's own pattern, so that it never takes turns.
        """
        ranks = (
            (3200, not spec.measures_sides),
            (2400, not is_own and self.takes_turns(spec)),
            (1600, spec.slug not in self.familiar),
            (
                800,
                not (_is_supported(spec) if self.template.prefers_support else _is_loadable(spec)),
            ),
            (200, _MEASUREMENT_RANK[spec.measurement]),
            (100, not is_compound(spec)),
            (50, _level_distance(spec, self.template)),
            (50, not _is_loadable(spec)),
        )
        return sum(points * rank for points, rank in ranks)

    @property
    def has_pulls(self) -> bool:
        """Whether any one-sided pull is possible."""
        return any(self.one_sided(pattern) for pattern in PULLS)

    def one_sided(
        self, pattern: MovementPattern, *, is_own: bool = False
    ) -> tuple[ExerciseSpec, ...]:
        """Force exercises of a pattern that work one side at a time, best first."""
        return self.best(
            (s for s in self.specs if s.pattern is pattern and _is_one_sided(s) and _is_force(s)),
            to_measure=True,
            is_own=is_own,
        )

    def bilateral(self, patterns: Iterable[MovementPattern]) -> tuple[ExerciseSpec, ...]:
        """Bilateral strength exercises: over several joints first, then by the patterns given.

        Those of a target's own pattern only where there is nothing else: they would feed the very
        side that is held later.
        """
        first: dict[MovementPattern, int] = {}
        for pattern in patterns:
            first.setdefault(pattern, len(first))
        candidates = self.best(
            s
            for s in self.specs
            if s.laterality is Laterality.BILATERAL
            and s.kind is ExerciseKind.STRENGTH
            and s.pattern.has_verdict
        )
        return tuple(
            sorted(
                candidates,
                key=lambda s: (
                    s.pattern in self.spared,
                    not is_compound(s),
                    first.get(s.pattern, len(first)),
                ),
            )
        )

    def mobility(self) -> tuple[ExerciseSpec, ...]:
        """Mobility exercises, best first."""
        return self.best(
            s for s in self.specs if s.kind is ExerciseKind.MOBILITY and _is_one_sided(s)
        )

    def balance(self) -> tuple[ExerciseSpec, ...]:
        """Balance exercises, best first."""
        return self.best(
            s for s in self.specs if s.kind is ExerciseKind.BALANCE and _is_one_sided(s)
        )

    def tasks_in(self, plane: Plane, target: Target) -> tuple[ExerciseSpec, ...]:
        """One-sided tasks in a plane that serve the target's part of the body; force first."""
        candidates = self.best(
            s for s in self.specs if plane in s.planes and _is_one_sided(s) and serves(s, target)
        )
        return tuple(
            sorted(
                candidates,
                key=lambda s: (
                    not _is_force(s),
                    s.pattern is not target.pattern,
                    s.limb is not LIMB_OF[target.pattern],
                ),
            )
        )


def shelf_for(
    catalogue: Iterable[ExerciseSpec], inputs: ProgramInputs, template: DoseTemplate
) -> Shelf:
    """Exercises that fit the athlete: at hand, allowed, and of a level that suits them."""
    unwelcome = inputs.blocked_regions | inputs.caution_regions
    return Shelf(
        specs=tuple(
            spec
            for spec in sorted(catalogue, key=lambda s: s.slug)
            if spec.fits(inputs.equipment)
            and spec.slug not in inputs.excluded_exercises
            and spec.level in template.levels
            and spec.metric in TRAINABLE_METRICS
            and Equipment.DYNAMOMETER not in spec.equipment
            and not unwelcome & set(spec.cautions)
            and not (inputs.blocked_regions and inputs.blocked_regions & spec.regions)
            and _may_rest(spec, inputs)
            and inputs.hurts(spec.slug) not in ENDED_BY_PAIN
        ),
        familiar=frozenset(line.exercise_slug for line in inputs.history),
        spared=frozenset(target.pattern for target in inputs.targets),
        template=template,
        last_block=inputs.last_block,
        keeps_measured=not inputs.targets,
    )


def _may_rest(spec: ExerciseSpec, inputs: ProgramInputs) -> bool:
    """Whether the sides that must rest can: none, or one while the other works alone."""
    resting = inputs.rests(spec.regions)
    return not resting or (_is_one_sided(spec) and len(resting) < len(Side))


def serves(spec: ExerciseSpec, target: Target) -> bool:
    """Whether an exercise works the part of the body that a target lies in."""
    return spec.limb is LIMB_OF[target.pattern] or bool(spec.regions & REGIONS_OF[target.pattern])


def _is_one_sided(spec: ExerciseSpec) -> bool:
    """Whether one side can finish its set before the other begins; alternating work cannot."""
    return spec.laterality is Laterality.UNILATERAL


def _is_force(spec: ExerciseSpec) -> bool:
    return spec.kind in FORCE_KINDS


def _is_supported(spec: ExerciseSpec) -> bool:
    return bool(SUPPORTED_BY & set(spec.equipment))


def _is_loadable(spec: ExerciseSpec) -> bool:
    """Whether a weight is part of it, so that it can grow in steps."""
    return spec.takes_load and Equipment.BODYWEIGHT not in spec.equipment


def is_compound(spec: ExerciseSpec) -> bool:
    """Whether an exercise works over several joints."""
    return len(spec.joints) > 1


def _level_distance(spec: ExerciseSpec, template: DoseTemplate) -> int:
    """How far a level is from the highest that suits the template, or from the lowest."""
    wanted = 0 if template.prefers_support else max(_LEVEL_RANK[level] for level in template.levels)
    return abs(_LEVEL_RANK[spec.level] - min(wanted, 1))

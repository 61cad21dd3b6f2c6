"""How much a filled week is worth to an athlete: the one figure that choosing tries to raise.

All points are conventions. They follow the order in which a week is filled: what the surest
difference needs comes before what the next one needs, and that before the rest of a balanced week.
Within a need, the better exercise decides. Points say nothing of safety: what a week may not do is
a limit of :class:`~apps.programs.domain.scheduling.WeekBuilder` and no matter of points.
"""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct, field

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import ExerciseKind, Laterality, MovementPattern, Plane
from apps.profiles.domain.people import Goal
from apps.programs.domain.inputs import ProgramInputs, Target
from apps.programs.domain.patterns import ANTAGONIST_OF, BALANCED_ORDER, PUSHES
from apps.programs.domain.policy import DoseTemplate, ProgramPolicy
from apps.programs.domain.selecting import FORCE_KINDS, Choice, Shelf, is_compound, serves

WHOLE = 100
"""Shares are in percent and points times shares are whole numbers, so that nothing is rounded."""


class Points(Struct, frozen=True, kw_only=True):
    """What each part of a week is worth; all of them conventions.

    Parameters
    ----------
    share_of_sets
        Worth of an exercise with fewer sets than wanted, % of the whole, by (sets, wanted).
    factors
        Weight of the first, second and third target, %.
    once, once_step
        The first pattern of a balanced week on its first day, and how much less each next one is.
    twice, twice_step
        The same for its second day.
    target_once, target_twice, target_checked, target_plane
        What a target adds on its first and second day, with checks, and in each plane.
    antagonist_once, antagonist_twice
        What the pattern that works the other way adds; twice counts for a push alone.
    checked
        The first pattern with a check where no side is weaker; once_step less for each next one.
    short_task
        A task for a plane with no set at all would cost this.
    """

    share_of_sets: dict[tuple[int, int], int] = field(
        default_factory=lambda: {(1, 2): 40, (1, 3): 30, (2, 3): 65}
    )
    factors: tuple[int, ...] = (100, 75, 55)
    once: int = 300
    once_step: int = 10
    twice: int = 150
    twice_step: int = 5
    target_once: int = 600
    target_twice: int = 450
    target_checked: int = 500
    target_plane: int = 350
    antagonist_once: int = 150
    antagonist_twice: int = 100
    checked: int = 400
    bilateral: int = 400
    balance_once: int = 350
    balance_twice: int = 120
    stretch: int = 160
    stretch_again: int = 6
    short_task: int = 300


POINTS = Points()


class PatternPoints(Struct, frozen=True, kw_only=True):
    """What one pattern is worth on its first day beyond any other, and on each of two days."""

    first: int = 0
    each: int = 0
    checked: int = 0


class Aims(Struct, frozen=True, kw_only=True, dict=True):
    """What an athlete's week should hold, and what each part of it is worth."""

    inputs: ProgramInputs
    policy: ProgramPolicy
    template: DoseTemplate
    shelf: Shelf
    targets: tuple[Target, ...]
    points: Points = POINTS

    @cached_property
    def target_of(self) -> dict[MovementPattern, int]:
        """Rank of the target in each pattern that has one."""
        return {target.pattern: rank for rank, target in enumerate(self.targets)}

    @cached_property
    def stretches_a_day(self) -> int:
        """Stretches that a day has."""
        has_time = self.inputs.session_minutes >= self.policy.second_stretch_from_minutes
        return 2 if has_time and self.inputs.goal is Goal.EASE_ACHES else 1

    def factor(self, rank: int) -> int:
        """Weight of a target by its rank, %."""
        factors = self.points.factors
        return factors[min(rank, len(factors) - 1)]

    @cached_property
    def pattern_points(self) -> dict[MovementPattern, PatternPoints]:
        """What each pattern is worth when one exercise works it one side at a time."""
        return {pattern: self._pattern_points(pattern) for pattern in MovementPattern}

    def _pattern_points(self, pattern: MovementPattern) -> PatternPoints:
        points, once, twice, checked = self.points, 0, 0, 0
        if pattern in BALANCED_ORDER:
            rank = BALANCED_ORDER.index(pattern)
            once = (points.once - points.once_step * rank) * WHOLE
            twice = (points.twice - points.twice_step * rank) * WHOLE
            checked = 0 if self.targets else (points.checked - points.once_step * rank) * WHOLE
        if pattern in self.target_of:
            factor = self.factor(self.target_of[pattern])
            once += points.target_once * factor
            twice += points.target_twice * factor
            checked = points.target_checked * factor
        return PatternPoints(first=once - twice, each=twice, checked=checked)

    def wanted_sets(self, pattern: MovementPattern) -> int:
        """Sets a side that an exercise of a pattern should have."""
        opposed = ANTAGONIST_OF.get(pattern)
        is_wanted = pattern in self.target_of or (opposed in self.target_of and opposed in PUSHES)
        return self.template.target_sets if is_wanted else self.template.other_sets

    def share(self, sets: int, wanted: int) -> int:
        """Worth of a choice with these sets, % of one with all that are wanted."""
        return WHOLE if sets >= wanted else self.points.share_of_sets[sets, wanted]

    def share_of(self, spec: ExerciseSpec, sets: int) -> int:
        """Worth of an exercise that stands for its pattern, % of one with all its sets."""
        return self.share(sets, self.wanted_sets(spec.pattern))

    def short_of(self, spec: ExerciseSpec, sets: int) -> int:
        """Points that a task loses because it has fewer sets than others."""
        missing = WHOLE - self.share(sets, self.template.other_sets)
        return self.points.short_task * missing if is_task(spec) else 0

    @cached_property
    def planes_of(self) -> dict[str, tuple[tuple[int, Plane], ...]]:
        """Targets, by rank, and planes that each exercise covers."""
        return {
            spec.slug: tuple(
                (rank, plane)
                for rank, target in enumerate(self.targets)
                if serves(spec, target)
                for plane in spec.planes
            )
            if spec.laterality is Laterality.UNILATERAL
            else ()
            for spec in self.shelf.specs
        }

    @cached_property
    def regrets(self) -> dict[str, int]:
        """Points that each exercise loses to the best imaginable one."""
        return {spec.slug: self._regret(spec) for spec in self.shelf.specs}

    def _regret(self, spec: ExerciseSpec) -> int:
        is_own = spec.pattern in self.target_of
        regret = self.shelf.regret(spec, is_own=is_own)
        if is_bilateral(spec):
            known = spec.pattern in BALANCED_ORDER
            rank = BALANCED_ORDER.index(spec.pattern) if known else len(BALANCED_ORDER)
            is_spared = spec.pattern in self.shelf.spared
            loss = 120 * is_spared + 60 * (not is_compound(spec)) + 4 * rank
            return loss * WHOLE + regret // 10
        if spec.kind is ExerciseKind.MOBILITY:
            served = next((i for i, t in enumerate(self.targets) if serves(spec, t)), 3)
            return (3 * served + 2 * (Plane.SAGITTAL in spec.planes)) * WHOLE + regret // 100
        return regret

    def most_of(self, choice: Choice, *, is_again: bool = False) -> int:
        """Points, in hundredths, that no week gains more than by one choice.

        Parameters
        ----------
        is_again
            Whether its exercise already stands for its pattern on another day, and goes on to.
        """
        points, spec = self.points, choice.spec
        plane = points.target_plane
        most = sum(plane * self.factor(rank) for rank, _ in self.planes_of[spec.slug])
        most -= self.regrets[spec.slug]
        if not is_task(spec):
            best = max(points.bilateral, points.balance_once, points.stretch)
            return most + best * WHOLE
        share = self.share_of(spec, choice.sets)
        worth = self.pattern_points[spec.pattern]
        if is_again:
            # A plane that is still open is open to this exercise no more than to its first day.
            most = -self.regrets[spec.slug] + worth.each * share // WHOLE
            most += worth.first * (WHOLE - self.share_of(spec, 1)) // WHOLE
        else:
            most += (worth.first + worth.each) * share // WHOLE
        most += worth.checked * choice.is_checked
        for rank, target in enumerate(self.targets):
            antagonist = points.antagonist_once + points.antagonist_twice
            if spec.pattern is target.pattern and not is_again:
                most += (len(Plane) * plane + antagonist) * self.factor(rank)
            if spec.pattern is ANTAGONIST_OF.get(target.pattern):
                most += antagonist * self.factor(rank)
        return most


def is_bilateral(spec: ExerciseSpec) -> bool:
    """Whether an exercise is a lift with both sides at once."""
    return spec.laterality is Laterality.BILATERAL


def is_task(spec: ExerciseSpec) -> bool:
    """Whether an exercise is work of one side at a time against a resistance."""
    return spec.laterality is Laterality.UNILATERAL and spec.kind in FORCE_KINDS

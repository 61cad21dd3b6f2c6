"""What could stand in a week beside what is there, the best of each kind first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import ExerciseKind, MovementPattern, Plane
from apps.programs.domain.patterns import BALANCED_ORDER
from apps.programs.domain.scheduling import Burden, WeekBuilder, bits_of
from apps.programs.domain.selecting import Choice, Purpose
from apps.programs.domain.tallying import Tally
from apps.programs.domain.worth import Aims, is_bilateral, is_task

KINDS_A_PATTERN = 4
LIFTS, LIFTS_TRIED = 8, 3
STRETCHES_TRIED = 3
DAYS_A_PATTERN = 2


class Option(Struct, frozen=True, eq=False):
    """A choice that could be made.

    Parameters
    ----------
    burden
        What it takes of a day.
    muscles
        Bits of the muscles that it works hard.
    most
        No week gains more points from it, in hundredths.
    day
        The only day that is meant, or None for any.
    """

    choice: Choice
    burden: Burden
    muscles: int
    most: int
    day: int | None = None


type Sizes = tuple[Option, ...]
"""The same exercise with all its sets, and then with fewer and fewer."""


class Options:
    """Everything that an athlete's week could hold, read once from the shelf."""

    def __init__(self, aims: Aims, week: WeekBuilder) -> None:
        self.aims = aims
        self.week = week
        self._known: dict[tuple[str, Purpose, bool, bool, int | None], Sizes] = {}
        specs = sorted(aims.shelf.specs, key=lambda spec: (aims.regrets[spec.slug], spec.slug))
        tasks = [spec for spec in specs if is_task(spec)]
        self._tasks = {
            pattern: self._kinds(spec for spec in tasks if spec.pattern is pattern)
            for pattern in sorted(BALANCED_ORDER, key=lambda p: -aims.pattern_points[p].each)
        }
        self._stretches = sorted(
            aims.shelf.mobility(), key=lambda s: (aims.regrets[s.slug], s.slug)
        )
        self._balance = aims.shelf.balance()[:KINDS_A_PATTERN]
        self._lifts = self._kinds(
            sorted(aims.shelf.bilateral(()), key=lambda s: (aims.regrets[s.slug], s.slug)),
            most=LIFTS,
        )
        in_any = (*tasks, *self._balance, *self._stretches)
        self._in_plane = {
            (rank, plane): self._kinds(s for s in in_any if (rank, plane) in aims.planes_of[s.slug])
            for rank in range(len(aims.targets))
            for plane in Plane
        }

    def _kinds(
        self, specs: Iterable[ExerciseSpec], *, most: int = KINDS_A_PATTERN
    ) -> tuple[ExerciseSpec, ...]:
        """The best of each kind of work: the same muscles, planes and measuring are one kind."""
        kinds: dict[object, ExerciseSpec] = {}
        for spec in specs:
            muscles = (frozenset(spec.primary_muscles), frozenset(spec.secondary_muscles))
            planes = self.aims.planes_of[spec.slug]
            seconds = self.week.burden_of(
                Choice(spec=spec, purpose=Purpose.MAINTENANCE, sets=self.aims.template.other_sets)
            ).seconds
            kinds.setdefault((*muscles, planes, self.aims.inputs.measures(spec), seconds), spec)
        return tuple(kinds.values())[:most]

    def open(self, tally: Tally) -> Iterator[Sizes]:
        """Choices that could add something to the week as it stands."""
        tasks: dict[MovementPattern, list[Choice]] = {}
        balance: list[ExerciseSpec] = []
        uses: dict[str, int] = {}
        has_lift, checks = False, 0
        for day in self.week.days:
            for choice in day:
                spec = choice.spec
                if is_task(spec):
                    tasks.setdefault(spec.pattern, []).append(choice)
                    checks += choice.is_checked
                elif is_bilateral(spec):
                    has_lift = True
                elif spec.kind is ExerciseKind.BALANCE:
                    balance.append(spec)
                else:
                    uses[spec.slug] = uses.get(spec.slug, 0) + 1
        for pattern, specs in self._tasks.items():
            yield from self._of_pattern(pattern, specs, tasks.get(pattern, []), checks)
        yield from self._for_planes(tally)
        if not has_lift:
            yield from (self._sizes(spec, Purpose.BILATERAL) for spec in self._lifts)
        if self.aims.template.does_balance and len(balance) < DAYS_A_PATTERN:
            for spec in balance[:1] or self._balance:
                yield self._sizes(spec, Purpose.BALANCE)
        yield from self._stretches_of(uses)

    def best_of_all(self) -> Iterator[Sizes]:
        """The best of each kind, whether the week as it stands asks for it or not."""
        aims = self.aims
        for pattern, specs in self._tasks.items():
            for spec in specs[:1]:
                if pattern in aims.target_of and aims.inputs.measures(spec):
                    yield self._sizes(spec, Purpose.MAINTENANCE, is_checked=True)
                yield self._sizes(spec, Purpose.MAINTENANCE)
        for specs in self._in_plane.values():
            yield from (self._sizes(spec, Purpose.PLANE) for spec in specs[:1])
        yield from (self._sizes(spec, Purpose.BILATERAL) for spec in self._lifts[:LIFTS_TRIED])

    def _of_pattern(
        self,
        pattern: MovementPattern,
        specs: tuple[ExerciseSpec, ...],
        placed: list[Choice],
        checks: int,
    ) -> Iterator[Sizes]:
        """The exercise that stands for a pattern once more, or any that could begin to."""
        aims = self.aims
        standing = tuple({choice.spec.slug: choice.spec for choice in placed}.values())
        if len(placed) - len(standing) >= DAYS_A_PATTERN - 1:
            return
        if aims.targets:
            may_check = pattern in aims.target_of
        else:
            may_check = checks < aims.policy.balanced_checks
        may_check = may_check and not any(choice.is_checked for choice in placed)
        for spec in standing or specs:
            if may_check and aims.inputs.measures(spec):
                yield self._sizes(
                    spec, Purpose.MAINTENANCE, is_checked=True, is_again=bool(standing)
                )
            yield self._sizes(spec, Purpose.MAINTENANCE, is_again=bool(standing))

    def _for_planes(self, tally: Tally) -> Iterator[Sizes]:
        for (rank, plane), specs in self._in_plane.items():
            is_worked = tally.is_worked(self.aims.targets[rank].pattern)
            if is_worked and not tally.covers(rank, plane):
                yield from (self._sizes(spec, Purpose.PLANE) for spec in specs)

    def _stretches_of(self, uses: dict[str, int]) -> Iterator[Sizes]:
        """The least used stretches on each day that has room for one more."""
        most = self.aims.stretches_a_day
        short = [
            day
            for day, choices in enumerate(self.week.days)
            if [choice.spec.kind for choice in choices].count(ExerciseKind.MOBILITY) < most
        ]
        if not short:
            return
        best = sorted(self._stretches, key=lambda spec: uses.get(spec.slug, 0))[:STRETCHES_TRIED]
        for day in short:
            yield from (self._sizes(spec, Purpose.MOBILITY, day=day) for spec in best)

    def _sizes(
        self,
        spec: ExerciseSpec,
        purpose: Purpose,
        *,
        is_checked: bool = False,
        is_again: bool = False,
        day: int | None = None,
    ) -> Sizes:
        key = (spec.slug, purpose, is_checked, is_again, day)
        known = self._known.get(key)
        if known is None:
            most = self._most_sets(spec, purpose)
            choice = Choice(spec=spec, purpose=purpose, sets=most, is_checked=is_checked)
            known = self._known[key] = tuple(
                self._option(replace(choice, sets=sets), is_again=is_again, day=day)
                for sets in range(most, 0, -1)
            )
        return known

    def _option(self, choice: Choice, *, is_again: bool, day: int | None) -> Option:
        return Option(
            choice=choice,
            burden=self.week.burden_of(choice),
            muscles=muscle_bits(choice),
            most=self.aims.most_of(choice, is_again=is_again),
            day=day,
        )

    def _most_sets(self, spec: ExerciseSpec, purpose: Purpose) -> int:
        if purpose is Purpose.MOBILITY:
            return self.aims.policy.mobility_sets
        if purpose is Purpose.MAINTENANCE:
            return self.aims.wanted_sets(spec.pattern)
        return self.aims.template.other_sets


def muscle_bits(choice: Choice) -> int:
    """Bits of all muscles that a choice works hard."""
    if not choice.is_force:
        return 0
    spec = choice.spec
    return bits_of((*spec.primary_muscles, *spec.secondary_muscles))

"""Counts up the points of a week, one choice in or out at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from apps.exercises.domain.vocabulary import ExerciseKind, MovementPattern, Plane
from apps.programs.domain.patterns import ANTAGONIST_OF, PUSHES
from apps.programs.domain.selecting import Choice
from apps.programs.domain.worth import WHOLE, Aims, PatternPoints, is_bilateral, is_task

type _Group = MovementPattern | ExerciseKind | tuple[str, int]

type _Entries = list[tuple[int, _Reading]]

_BILATERAL = ("bilateral", 0)
_PLANES = tuple(Plane)


class _Reading(Struct, eq=False):
    """What counts of a choice, on whichever day it stands."""

    group: _Group
    slug: str
    share: int
    short: int
    is_checked: bool
    regret: int
    planes: tuple[tuple[int, Plane], ...]
    ranks: tuple[int, ...]
    opposed: tuple[int, ...]


def worth_of(aims: Aims, days: Sequence[Iterable[Choice]]) -> int:
    """Points of a week, in hundredths.

    Parameters
    ----------
    days
        The choices of each day that is used.
    """
    tally = Tally(aims)
    for day, choices in enumerate(days):
        for choice in choices:
            tally.add(day, choice)
    return tally.total


class Tally:
    """Running points of a week; only what a change touches is counted again."""

    def __init__(self, aims: Aims) -> None:
        self.aims = aims
        self.total = 0
        self._entries: dict[_Group, list[tuple[int, _Reading]]] = {}
        self._points: dict[_Group, int] = {}
        self._covered: Counter[tuple[int, Plane]] = Counter()
        self._known: dict[tuple[str, int, bool], _Reading] = {}

    def add(self, day: int, choice: Choice) -> None:
        """Count a choice in."""
        reading = self._read(choice)
        self._entries.setdefault(reading.group, []).append((day, reading))
        for place in reading.planes:
            self._covered[place] += 1
        self.total -= reading.regret
        self._renew(reading)

    def remove(self, day: int, choice: Choice) -> None:
        """Count a choice out."""
        reading = self._read(choice)
        self._entries[reading.group].remove((day, reading))
        for place in reading.planes:
            self._covered[place] -= 1
        self.total += reading.regret
        self._renew(reading)

    def is_worked(self, pattern: MovementPattern) -> bool:
        """Whether a pattern is worked one side at a time."""
        return bool(self._entries.get(pattern))

    def covers(self, rank: int, plane: Plane) -> bool:
        """Whether a target has a task in a plane."""
        return self._covered[rank, plane] > 0

    def _read(self, choice: Choice) -> _Reading:
        key = (choice.spec.slug, choice.sets, choice.is_checked)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._first_reading(choice)
        return known

    def _first_reading(self, choice: Choice) -> _Reading:
        aims, spec, sets = self.aims, choice.spec, choice.sets
        group: _Group
        short = 0
        if is_task(spec):
            group, share = spec.pattern, aims.share_of(spec, sets)
            short = aims.short_of(spec, sets)
        elif spec.kind is ExerciseKind.MOBILITY:
            group, share = ExerciseKind.MOBILITY, aims.share(sets, aims.policy.mobility_sets)
        else:
            group = _BILATERAL if is_bilateral(spec) else ExerciseKind.BALANCE
            share = aims.share(sets, aims.template.other_sets)
        planes = aims.planes_of[spec.slug]
        ranks = {rank for rank, _ in planes}
        opposed: list[int] = []
        if isinstance(group, MovementPattern):
            for rank, target in enumerate(aims.targets):
                if group is target.pattern:
                    ranks.add(rank)
                if group in (target.pattern, ANTAGONIST_OF.get(target.pattern)):
                    opposed.append(rank)
        return _Reading(
            group=group,
            slug=spec.slug,
            share=share,
            short=short,
            is_checked=choice.is_checked,
            regret=aims.regrets[spec.slug],
            planes=planes,
            ranks=tuple(sorted(ranks)),
            opposed=tuple(opposed),
        )

    def _renew(self, reading: _Reading) -> None:
        group = reading.group
        entries = self._entries[group]
        if isinstance(group, MovementPattern):
            self._set(group, self._of_pattern(group, entries))
        elif group is ExerciseKind.MOBILITY:
            self._set(group, self._stretched(entries))
        elif group == _BILATERAL:
            best = max((entry.share for _, entry in entries), default=0)
            self._set(group, self.aims.points.bilateral * best)
        else:
            self._set(group, self._balanced(entries))
        for rank in reading.opposed:
            self._set(("opposed", rank), self._opposed(rank))
        for rank in reading.ranks:
            self._set(("planes", rank), self._planes(rank))

    def _set(self, group: _Group, points: int) -> None:
        self.total += points - self._points.get(group, 0)
        self._points[group] = points

    def _of_pattern(self, pattern: MovementPattern, entries: _Entries) -> int:
        """Points of a pattern: one exercise stands for it, the others are tasks beside it."""
        if not entries:
            return 0
        points = self.aims.pattern_points[pattern]
        slugs = {entry.slug for _, entry in entries}
        if len(entries) == 1:
            share = entries[0][1].share
            return (
                points.first * share // WHOLE
                + points.each * share // WHOLE
                + points.checked * entries[0][1].is_checked
            )
        best = max(self._standing(points, slug, entries) for slug in slugs)
        return best + points.checked * any(entry.is_checked for _, entry in entries)

    @staticmethod
    def _standing(points: PatternPoints, slug: str, entries: _Entries) -> int:
        """Points when one exercise stands for the pattern on its two best days."""
        own = sorted(
            ((entry.share, -entry.short) for _, entry in entries if entry.slug == slug),
            reverse=True,
        )
        beside = sum(entry.short for _, entry in entries if entry.slug != slug)
        short = beside - sum(short for _, short in own[2:])
        shares = [share for share, _ in own[:2]]
        return points.first * shares[0] // WHOLE + points.each * sum(shares) // WHOLE - short

    def _opposed(self, rank: int) -> int:
        aims, target = self.aims, self.aims.targets[rank]
        opposite = ANTAGONIST_OF.get(target.pattern)
        if opposite is None or not self.is_worked(target.pattern):
            return 0
        days = len({day for day, _ in self._entries.get(opposite, ())})
        twice = target.pattern in PUSHES and days > 1
        points = aims.points.antagonist_once * (days > 0) + aims.points.antagonist_twice * twice
        return points * aims.factor(rank)

    def _planes(self, rank: int) -> int:
        aims = self.aims
        if not self.is_worked(aims.targets[rank].pattern):
            return 0
        planes = sum(self._covered[rank, plane] > 0 for plane in _PLANES)
        return aims.points.target_plane * aims.factor(rank) * planes

    def _stretched(self, entries: _Entries) -> int:
        points, most = self.aims.points, self.aims.stretches_a_day
        by_day: dict[int, list[int]] = {}
        for day, entry in entries:
            by_day.setdefault(day, []).append(entry.share)
        kept = sum(sum(sorted(shares, reverse=True)[:most]) for shares in by_day.values())
        again = len(entries) - len({entry.slug for _, entry in entries})
        return points.stretch * kept - points.stretch_again * again * WHOLE

    def _balanced(self, entries: _Entries) -> int:
        points = self.aims.points
        if not self.aims.template.does_balance:
            return 0
        best = 0
        for slug in {entry.slug for _, entry in entries}:
            first, *more = sorted((e.share for _, e in entries if e.slug == slug), reverse=True)
            then = more[0] if more else 0
            best = max(best, points.balance_once * first + points.balance_twice * then)
        return best

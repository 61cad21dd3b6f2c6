"""Makes a filled week better: takes something out or puts something in, fills what came free, keeps what is worth more.

Every step is tried in a fixed order and the number of tries is limited, so that equal weeks become
equal weeks. Limits are those of the builder; what the checker demands of a week and the order of
rules gave to it is never taken away again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import combinations

from msgspec import Struct

from apps.exercises.domain.vocabulary import MovementPattern, Plane
from apps.programs.domain.options import DAYS_A_PATTERN, Option, Options, Sizes, muscle_bits
from apps.programs.domain.patterns import PULLS, PUSHES
from apps.programs.domain.scheduling import WeekBuilder
from apps.programs.domain.selecting import Choice
from apps.programs.domain.tallying import Tally
from apps.programs.domain.worth import Aims, is_bilateral, is_task

TRIES = 14_000
"""How often it may be asked whether a choice fits a day; some hundredths of a second."""

type Placed = tuple[int, Choice]


class _Scope(Struct):
    """What may have become possible since nothing more was: on some days, or for some work."""

    days: set[int]
    muscles: int = 0
    patterns: frozenset[MovementPattern] = frozenset()

    @classmethod
    def freed_by(cls, out: Iterable[Placed]) -> _Scope:
        """What taking these out may have made possible."""
        scope = cls(set())
        for day, choice in out:
            scope.days.add(day)
            scope.muscles |= muscle_bits(choice)
            scope.open_up(choice)
        return scope

    def open_up(self, choice: Choice) -> None:
        """Count in what a change of one choice may make possible on any day."""
        self.patterns |= {choice.spec.pattern}
        if choice.spec.pattern in PULLS | PUSHES:
            self.patterns |= PUSHES

    def reaches(self, option: Option) -> bool:
        """Whether an option may have become possible on any day."""
        return bool(
            option.muscles & self.muscles
            or option.choice.spec.pattern in self.patterns
            or is_bilateral(option.choice.spec)
        )


class _Ruin(Struct, frozen=True, kw_only=True):
    """What is taken out of a week together.

    Parameters
    ----------
    out
        The choices, with their days.
    checks_no_more
        Whether their exercises must come back without a check, which takes three lines of a day.
    """

    out: tuple[Placed, ...]
    checks_no_more: bool = False

    def gone(self, days: int, most_sets: int) -> frozenset[tuple[int, str, int, bool]]:
        """What may not come back at once, in a week of so many days and so many sets a line."""
        just = {(day, c.spec.slug, c.sets, c.is_checked) for day, c in self.out}
        if self.checks_no_more:
            slugs = {choice.spec.slug for _, choice in self.out}
            sets = range(1, most_sets + 1)
            just |= {(day, s, n, True) for day in range(days) for s in slugs for n in sets}
        return frozenset(just)


class Improver:
    """One week under improvement.

    Parameters
    ----------
    tries
        How often it may be asked whether a choice fits a day.
    """

    def __init__(self, aims: Aims, week: WeekBuilder, *, tries: int) -> None:
        self.aims = aims
        self.week = week
        self.tries = tries
        self.options = Options(aims, week)
        self.tally = Tally(aims)
        for day, choices in enumerate(week.days):
            for choice in choices:
                self.tally.add(day, choice)
        self._done: list[tuple[bool, int, Choice]] = []
        self._kept = self._essentials()
        self._most_ahead = max(0, self._ahead())

    def improve(self) -> None:
        """Try everything until nothing helps or the tries are used up."""
        everything = _Scope(set(range(len(self.week.days))))
        self._fill(everything, frozenset())
        self._done.clear()
        while self._ruin() or self._intrude():
            pass

    def _ruin(self) -> bool:
        """Take out whatever could come back better; True if anything helped."""
        return sum(self._try(ruin) for ruin in list(self._ruins())) > 0

    def _intrude(self) -> bool:
        """Put in whatever could be worth more than what it displaces; True if anything helped."""
        days = range(len(self.week.days))
        wanted = [option for sizes in self.options.best_of_all() for option in sizes]
        return sum(self._make_way(option, day) for option in wanted for day in days) > 0

    def _ruins(self) -> Iterator[_Ruin]:
        """What to take out together: each choice, each pattern's, two of a day, its checks, all of it."""
        placed = [(day, c) for day, choices in enumerate(self.week.days) for c in choices]
        yield from (_Ruin(out=(item,)) for item in reversed(placed))
        for pattern in dict.fromkeys(
            c.spec.pattern for _, c in reversed(placed) if is_task(c.spec)
        ):
            own = tuple(i for i in placed if is_task(i[1].spec) and i[1].spec.pattern is pattern)
            if len(own) > 1:
                yield _Ruin(out=own)
        days = [
            [item for item in reversed(placed) if item[0] == day]
            for day in range(len(self.week.days))
        ]
        for of_day in days:
            yield from (_Ruin(out=pair) for pair in combinations(of_day, 2))
        for of_day in days:
            checked = [item for item in of_day if item[1].is_checked]
            for count in range(1, len(checked) + 1):
                for some in combinations(checked, count):
                    yield _Ruin(out=some, checks_no_more=True)
        yield from (_Ruin(out=tuple(of_day)) for of_day in days)

    def _try(self, ruin: _Ruin) -> bool:
        """Take some choices out and fill what is free; True if that is better and all is kept."""
        out = ruin.out
        if self.tries <= 0 or any(choice not in self.week.days[day] for day, choice in out):
            return False
        before = self.tally.total
        for day, choice in out:
            self._take(day, choice)
        gone = ruin.gone(len(self.week.days), self.aims.template.target_sets)
        self._fill(_Scope.freed_by(out), gone)
        return self._is_better(before)

    def _make_way(self, option: Option, day: int) -> bool:
        """Put something on a day in place of what is worth least there, and fill what is left."""
        choice = option.choice
        alike = [c for c in self.week.days[day] if c.spec.slug == choice.spec.slug]
        if self.tries <= 0 or any(
            (c.sets, c.is_checked) == (choice.sets, choice.is_checked) for c in alike
        ):
            return False
        before = self.tally.total
        out = [(day, c) for c in alike]
        for _, placed in out:
            self._take(day, placed)
        while not self._bears(day, option):
            least = self._least(day)
            if least is None:
                self._undo()
                return False
            self._take(day, least)
            out.append((day, least))
        self._put(day, choice)
        scope = _Scope.freed_by(out)
        scope.open_up(choice)
        self._fill(scope, frozenset())
        return self._is_better(before)

    def _bears(self, day: int, option: Option) -> bool:
        self.tries -= 1
        return self.week.bears(day, option.burden)

    def _least(self, day: int) -> Choice | None:
        """What a day would lose the least by, or None if it is empty."""
        here = self.week.days[day]
        self.tries -= len(here)
        return min(here, key=lambda c: (self._loss(day, c), c.spec.slug), default=None)

    # --- filling ---

    def _fill(self, scope: _Scope, gone: frozenset[tuple[int, str, int, bool]]) -> None:
        """Put in what adds the most, again and again, but not what is just gone."""
        while self.tries > 0:
            found = self._best(scope, gone)
            if found is None:
                return
            self._put(*found)
            scope.open_up(found[1])

    def _best(self, scope: _Scope, gone: frozenset[tuple[int, str, int, bool]]) -> Placed | None:
        best: Placed | None = None
        most = 0
        room = self._most_ahead - self._ahead()
        for sizes in self.options.open(self.tally):
            if sizes[0].most <= most:
                continue
            for option, day in self._fitting(sizes, scope, gone, room):
                if option.most <= most:
                    break
                gain = self._gain(day, option.choice)
                if gain > most:
                    best, most = (day, option.choice), gain
                break
        return best

    def _fitting(
        self,
        sizes: Sizes,
        scope: _Scope,
        gone: frozenset[tuple[int, str, int, bool]],
        room: int,
    ) -> Iterator[tuple[Option, int]]:
        """Each number of sets on its best day, as far as there is one; the most sets first."""
        first = sizes[0]
        is_push = self.week.has_pulls and first.choice.spec.pattern in PUSHES
        days: Collection[int] = range(len(self.week.days)) if scope.reaches(first) else scope.days
        if first.day is not None:
            days = (first.day,) if first.day in days else ()
        for option in sizes:
            choice = option.choice
            if is_push and choice.sets > room:
                continue
            self.tries -= len(days)
            fitting = [
                day
                for day in days
                if self.week.bears(day, option.burden)
                and (day, choice.spec.slug, choice.sets, choice.is_checked) not in gone
            ]
            if fitting:
                yield option, min(fitting, key=lambda day: self.week.order(day, choice))

    def _gain(self, day: int, choice: Choice) -> int:
        before = self.tally.total
        self.tally.add(day, choice)
        gain = self.tally.total - before
        self.tally.remove(day, choice)
        return gain

    def _loss(self, day: int, choice: Choice) -> int:
        before = self.tally.total
        self.tally.remove(day, choice)
        loss = before - self.tally.total
        self.tally.add(day, choice)
        return loss

    # --- what must stay ---

    def _is_better(self, before: int) -> bool:
        """Whether the week is worth more than before and all is kept; it stays so, or as it was."""
        if self.tally.total > before and self._is_sound():
            self._done.clear()
            return True
        self._undo()
        return False

    def _is_sound(self) -> bool:
        return self._ahead() <= self._most_ahead and self._kept <= self._essentials()

    def _ahead(self) -> int:
        """Sets of pushes beyond those of pulls, where a pull is possible."""
        if not self.week.has_pulls:
            return 0
        return self.week.sets_of(PUSHES) - self.week.sets_of(PULLS)

    def _essentials(self) -> set[object]:
        """What must stay: a lift, the first target's days and checks and, with time, its planes."""
        week, found = self.week, set[object]()
        if any(is_bilateral(choice.spec) for choice in week.choices):
            found.add("bilateral")
        if not self.aims.targets:
            return found
        lead = self.aims.targets[0]
        if week.has_plenty:
            found |= {plane for plane in Plane if self.tally.covers(0, plane)}
        own = [c for c in week.choices if is_task(c.spec) and c.spec.pattern is lead.pattern]
        for slug in {choice.spec.slug for choice in own}:
            days = sum(choice.spec.slug == slug for choice in own)
            found |= {("days", number) for number in range(1, min(DAYS_A_PATTERN, days) + 1)}
        measures = self.aims.inputs.measures
        if any(c.is_checked for c in own) or not any(measures(c.spec) for c in own):
            found.add("checked")
        return found

    # --- steps, and back ---

    def _put(self, day: int, choice: Choice) -> None:
        self.week.put(day, choice)
        self.tally.add(day, choice)
        self._done.append((True, day, choice))

    def _take(self, day: int, choice: Choice) -> None:
        self.week.take(day, choice)
        self.tally.remove(day, choice)
        self._done.append((False, day, choice))

    def _undo(self) -> None:
        while self._done:
            was_put, day, choice = self._done.pop()
            if was_put:
                self.week.take(day, choice)
                self.tally.remove(day, choice)
            else:
                self.week.put(day, choice)
                self.tally.add(day, choice)


def improve_week(aims: Aims, week: WeekBuilder, *, tries: int = TRIES) -> None:
    """Raise the worth of a filled week within a number of tries."""
    Improver(aims, week, tries=tries).improve()

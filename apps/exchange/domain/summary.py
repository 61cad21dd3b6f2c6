"""What a file holds, counted line by line, for the athlete to look at before saying yes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from msgspec import Struct, field, to_builtins

from apps.exchange.domain.hints import NameHints
from apps.exchange.domain.pain_notes import PainNotes
from apps.exchange.domain.registry import Item
from apps.exchange.domain.rows import NumberedRow, Problem, SetRow
from apps.exercises.domain.vocabulary import SetKind, SetSide, SideSource

SHOWN_PROBLEMS = 200


class NameCount(Struct, kw_only=True):
    """The rows of one exercise name.

    Parameters
    ----------
    name
        As the file says it, without a side.
    slug
        The exercise it means, or None where only the athlete can tell.
    rows, loaded, timed
        All rows of this name, those with a load, and those with seconds alone.
    sided
        Rows of one known side that are no warm-up.
    both
        Rows of one load shared by both sides.
    unsided
        Rows whose side the file does not say, or says for each side alike.
    helped
        Rows with a load under zero.
    kinds
        Kinds of sets that occur.
    hints
        What names and notes let one suppose.
    """

    name: str
    slug: str | None = None
    rows: int = 0
    loaded: int = 0
    timed: int = 0
    sided: int = 0
    both: int = 0
    unsided: int = 0
    helped: int = 0
    kinds: list[str] = field(default_factory=list)
    hints: NameHints = field(default_factory=NameHints)

    def add(self, row: SetRow) -> None:
        """Count one row."""
        self.rows += 1
        self.loaded += row.load is not None
        self.timed += row.reps is None
        self.sided += _is_sided(row)
        self.both += row.side is SetSide.BOTH
        self.unsided += _is_unsided(row)
        self.helped += row.load is not None and row.load < 0
        if row.kind.value not in self.kinds:
            self.kinds.append(row.kind.value)
        self.hints.add(self.name, row.note)


class Survey(Struct, kw_only=True):
    """Counts of a whole file; holds names and workouts, and no rows.

    ``pain_notes`` looks for notes that may be about pain, where anybody wants them.
    """

    pain_notes: PainNotes | None = None
    rows: int = 0
    first_day: date | None = None
    last_day: date | None = None
    with_pain: int = 0
    without_unit: int = 0
    names: dict[str, NameCount] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    refused: int = 0
    _workouts: set[tuple[object, ...]] = field(default_factory=set)
    _refused_line: int = -1

    def add(self, item: Item) -> None:
        """Count one line."""
        if isinstance(item, Problem):
            self.add_problem(item)
            return
        row = item.row
        self.rows += 1
        self.first_day = row.day if self.first_day is None else min(self.first_day, row.day)
        self.last_day = row.day if self.last_day is None else max(self.last_day, row.day)
        self.with_pain += row.pain is not None
        self.without_unit += row.load is not None and row.unit is None
        self._workouts.add((row.day, row.started_at, row.workout))
        name = self.names.get(row.exercise)
        if name is None:
            name = self.names[row.exercise] = NameCount(name=row.exercise)
        name.add(row)
        if self.pain_notes is not None:
            self.pain_notes.add(row)

    def add_problem(self, problem: Problem) -> None:
        """Count what was not taken, and keep the first of them."""
        # Problems of one line follow each other.
        self.refused += problem.line != self._refused_line
        self._refused_line = problem.line
        if len(self.problems) < SHOWN_PROBLEMS:
            self.problems.append(problem)

    def as_data(self) -> dict[str, Any]:
        """Plain values, most frequent names first."""
        names = sorted(self.names.values(), key=lambda count: (-count.rows, count.name))
        return {
            "rows": self.rows,
            "first_day": self.first_day.isoformat() if self.first_day else None,
            "last_day": self.last_day.isoformat() if self.last_day else None,
            "workouts": len(self._workouts),
            "with_pain": self.with_pain,
            "pain_notes": self.pain_notes.newest() if self.pain_notes is not None else [],
            "without_unit": self.without_unit,
            "names": [to_builtins(count) for count in names],
            "refused": self.refused,
            "problems": [to_builtins(p) for p in sorted(self.problems, key=lambda p: p.line)],
        }


def rows_of(items: Iterable[Item]) -> Iterable[NumberedRow]:
    """The rows alone."""
    return (item for item in items if isinstance(item, NumberedRow))


def _is_unsided(row: SetRow) -> bool:
    return row.side is not SetSide.BOTH and (
        row.side is SetSide.EACH or row.side_source is SideSource.ASSUMED
    )


def _is_sided(row: SetRow) -> bool:
    return (
        row.side.body_side is not None
        and row.side_source is not SideSource.ASSUMED
        and row.kind is not SetKind.WARM_UP
    )

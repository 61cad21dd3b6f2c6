"""What a file holds, counted, for the athlete to look at before saying yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from apps.exchange.domain.rows import ParsedFile, SetRow
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import SetKind, SetSide, SideSource


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCount:
    """The rows of one exercise name.

    Parameters
    ----------
    name
        As the file says it.
    slug
        The exercise it means, or None where only the athlete can tell.
    rows
        All rows of this name.
    sided
        Rows of one known side that are no warm-up.
    both
        Rows of one load shared by both sides.
    unsided
        Rows whose side the file does not say, or says for each side alike.
    """

    name: str
    slug: str | None
    rows: int
    sided: int
    both: int
    unsided: int


def count_names(
    parsed: ParsedFile, matched: Mapping[str, ExerciseSpec | None]
) -> tuple[NameCount, ...]:
    """Count the rows of each name, most rows first."""
    rows_of: dict[str, list[SetRow]] = {}
    for row in parsed.rows:
        rows_of.setdefault(row.exercise, []).append(row)
    counts = [
        NameCount(
            name=name,
            slug=spec.slug if (spec := matched[name]) else None,
            rows=len(rows),
            sided=sum(map(_is_sided, rows)),
            both=sum(row.side is SetSide.BOTH for row in rows),
            unsided=sum(_is_unsided(row) for row in rows),
        )
        for name, rows in rows_of.items()
    ]
    return tuple(sorted(counts, key=lambda count: (-count.rows, count.name)))


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

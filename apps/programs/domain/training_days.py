"""Which days of the week are used."""

from __future__ import annotations

from itertools import combinations

from apps.programs.domain.inputs import ProgramInputs
from apps.programs.domain.policy import DoseTemplate

DAYS_A_WEEK = 7


def day_offsets(inputs: ProgramInputs, template: DoseTemplate) -> tuple[int, ...]:
    """Days of the week that are used, as days after the first of the week.

    As many of the athlete's days as suit the population, spread as evenly as they can be; where a
    day off between sessions is needed, as many as leave one.
    """
    start = inputs.starts_on.weekday()
    offered = sorted({(day - start) % DAYS_A_WEEK for day in inputs.training_days})
    for size in range(min(len(offered), template.most_sessions), 0, -1):
        best = min(combinations(offered, size), key=lambda days: (_unevenness(days), days))
        if not template.needs_rest_day or not _has_neighbours(best):
            return best
    return ()


def are_neighbours(first: int, second: int) -> bool:
    """Whether two days follow each other, also from the last of a week to the first of the next.

    Examples
    --------
    >>> are_neighbours(0, 6), are_neighbours(0, 2)
    (True, False)
    """
    return (first - second) % DAYS_A_WEEK in (1, DAYS_A_WEEK - 1)


def _has_neighbours(days: tuple[int, ...]) -> bool:
    return any(are_neighbours(a, b) for a, b in combinations(days, 2))


def _unevenness(days: tuple[int, ...]) -> int:
    gaps = [
        (after - before) % DAYS_A_WEEK
        for before, after in zip(days, (*days[1:], days[0]), strict=True)
    ]
    return sum(gap * gap for gap in gaps)

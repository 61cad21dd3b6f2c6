"""The catalogue as a list: rows under their movement pattern."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from msgspec import Struct

from ..domain.vocabulary import Equipment, Laterality, MeasurementClass, MovementPattern
from .names import exercise_name, name_order
from .vocabulary import EQUIPMENT_WORDS, LATERALITY_WORDS, PATTERN_WORDS

if TYPE_CHECKING:
    from ..models import Exercise

PAGE_LENGTH = 40
_PATTERN_ORDER = {pattern.value: place for place, pattern in enumerate(MovementPattern)}


class ExerciseRow(Struct, frozen=True, kw_only=True):
    """One line of the list."""

    key: str
    name: str
    url: str
    sides: str
    equipment: str
    measures: bool
    is_own: bool


class ExerciseGroup(Struct, frozen=True, kw_only=True):
    """The exercises of one movement pattern."""

    key: str
    name: str
    rows: tuple[ExerciseRow, ...]


class ExerciseListView(Struct, frozen=True, kw_only=True):
    """What the list page prints."""

    groups: tuple[ExerciseGroup, ...]
    count: int


def equipment_words(equipment: Iterable[str]) -> str:
    """What an exercise needs, as a list in words."""
    return ", ".join(str(EQUIPMENT_WORDS[Equipment(item)]) for item in equipment)


def present_page(
    exercises: Iterable[Exercise], number: str | None
) -> tuple[ExerciseListView, Page[Exercise]]:
    """One page of the list, and where it lies; a page that is not there is the nearest one."""
    page = Paginator(_in_order(exercises), PAGE_LENGTH).get_page(number)
    return present_exercises(page), page


def _in_order(exercises: Iterable[Exercise]) -> list[Exercise]:
    return sorted(
        exercises,
        key=lambda each: (_PATTERN_ORDER[each.pattern], name_order(each.name)),
    )


def present_exercises(exercises: Iterable[Exercise]) -> ExerciseListView:
    """Group exercises by movement pattern, in the order the patterns are named everywhere."""
    ordered = _in_order(exercises)
    groups = tuple(
        ExerciseGroup(
            key=pattern,
            name=str(PATTERN_WORDS[MovementPattern(pattern)]),
            rows=tuple(_row(exercise) for exercise in members),
        )
        for pattern, members in groupby(ordered, key=lambda each: each.pattern)
    )
    return ExerciseListView(groups=groups, count=len(ordered))


def _row(exercise: Exercise) -> ExerciseRow:
    return ExerciseRow(
        key=str(exercise.pk),
        name=exercise_name(exercise.name),
        url=exercise.get_absolute_url(),
        sides=str(LATERALITY_WORDS[Laterality(exercise.laterality)]),
        equipment=equipment_words(exercise.equipment),
        measures=MeasurementClass(exercise.measurement) is not MeasurementClass.NONE,
        is_own=exercise.athlete_id is not None,
    )


def count_words(count: int) -> str:
    """How many were found."""
    if count == 0:
        return _("Nothing found")
    return _("1 exercise") if count == 1 else _("%(count)s exercises") % {"count": count}

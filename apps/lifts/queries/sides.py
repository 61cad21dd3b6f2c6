"""Which side starts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from django.db.models import (
    Q,
)
from msgspec import Struct

from apps.exercises.domain.vocabulary import (
    Side,
)
from apps.lifts.models import (
    SidePreference,
)

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


class Patterned(Protocol):
    """An exercise, as a row or as a value."""

    id: UUID
    pattern: str


class FirstSide(Struct, frozen=True, kw_only=True):
    """The side that starts, and who said so: the athlete, a finding, or nobody."""

    side: Side
    chosen_by: str


def first_sides_for(
    athlete: Athlete, exercises: Iterable[Patterned], *, unasked: bool = False
) -> dict[UUID, FirstSide]:
    """By exercise, which side starts: the athlete's word, else the pattern's finding, else as usual.

    A finding counts for those who want their weaker side first; that is a convention, and a switch.
    ``unasked`` leaves the athlete's word about single exercises out.
    """
    exercises = tuple(exercises)
    preferences = SidePreference.objects.filter(athlete=athlete).filter(
        Q(exercise__in=[exercise.id for exercise in exercises])
        | Q(pattern__in={str(exercise.pattern) for exercise in exercises}, exercise=None)
    )
    if not athlete.weaker_first:
        preferences = preferences.exclude(chosen_by=SidePreference.ChosenBy.FINDING)
    if unasked:
        preferences = preferences.exclude(chosen_by=SidePreference.ChosenBy.ATHLETE)
    said = {row.exercise_id or row.pattern: row for row in preferences}
    usual = usual_first_side(athlete)
    sides: dict[UUID, FirstSide] = {}
    for exercise in exercises:
        row = said.get(exercise.id) or said.get(str(exercise.pattern))
        sides[exercise.id] = (
            FirstSide(side=Side(row.first_side), chosen_by=row.chosen_by)
            if row is not None
            else usual
        )
    return sides


def usual_first_side(athlete: Athlete) -> FirstSide:
    """The side that starts where neither the athlete nor a finding names one for the exercise."""
    return FirstSide(side=Side(athlete.first_side), chosen_by="")


def first_side_for(athlete: Athlete, exercise: Patterned) -> Side:
    """Which side starts this exercise."""
    return first_sides_for(athlete, [exercise])[exercise.id].side

"""One exercise over the years, as its page prints it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec import Struct

from apps.core.axes import mass_text
from apps.core.units import shown_load, to_kg
from apps.exercises.domain.vocabulary import SetKind, SetSide
from apps.exercises.presenters import exercise_name
from apps.lifts.domain.bests import Best, SideBests
from apps.lifts.forms import count_field, logged_sides

from .history_chart import HistoryChart, history_chart
from .words import basis_words, effort_text, set_text, side_name, signed_number

if TYPE_CHECKING:
    from apps.lifts.models import LiftSet
    from apps.lifts.queries import ExerciseHistory


class BestView(Struct, frozen=True, kw_only=True):
    """One best of one side."""

    label: str
    value: str
    day: str


class SideBestsView(Struct, frozen=True, kw_only=True):
    """The bests of one side."""

    side: str
    name: str
    bests: tuple[BestView, ...]


class PastSetsView(Struct, frozen=True, kw_only=True):
    """What was done with the exercise in one workout; a side without sets says so."""

    day: str
    url: str
    title: str
    sides: tuple[tuple[str, str], ...]


class ExerciseHistoryView(Struct, frozen=True, kw_only=True):
    """The page of an exercise's history."""

    name: str
    slug: str
    url: str
    basis: str
    count: str
    chart: HistoryChart | None
    bests: tuple[SideBestsView, ...]
    workouts: tuple[PastSetsView, ...]
    older: str


def present_exercise_history(history: ExerciseHistory, *, unit: str) -> ExerciseHistoryView:
    """Everything in words and pixels."""
    exercise = history.exercise
    sides = logged_sides(exercise)
    return ExerciseHistoryView(
        name=exercise_name(exercise.name),
        slug=exercise.slug,
        url=exercise.get_absolute_url(),
        basis=basis_words(exercise, unit),
        count=ngettext("%(n)s set", "%(n)s sets", history.set_count) % {"n": history.set_count},
        chart=history_chart(history, unit=unit),
        bests=tuple(
            SideBestsView(
                side=side.value,
                name=side_name(side.value),
                bests=_bests(history.bests[side], exercise, unit),
            )
            for side in SetSide
            if side in history.bests
        ),
        workouts=tuple(_past_sets(rows, sides, unit) for rows in history.workouts),
        older=_oldest(history) if history.has_older else "",
    )


def _bests(bests: SideBests, exercise: Any, unit: str) -> tuple[BestView, ...]:
    timed = count_field(exercise) == "seconds"
    found = []
    if bests.load is not None:
        found.append(_best(_("Heaviest"), bests.load, exercise, unit))
    if bests.estimate is not None:
        value = mass_text(bests.estimate.e1rm_kg, unit)
        day = _day(bests.estimate.day)
        found.append(BestView(label=_("One-rep maximum, estimated"), value=value, day=day))
    if bests.count is not None and bests.count != bests.load:
        found.append(_best(_("Longest") if timed else _("Most reps"), bests.count, exercise, unit))
    return tuple(found)


def _best(label: str, best: Best, exercise: Any, unit: str) -> BestView:
    """The count, the load as typed, and what was moved in all where the body counts too."""
    timed = count_field(exercise) == "seconds"
    text = _("%(count)s s") % {"count": best.count} if timed else str(best.count)
    if best.typed_load:
        load_kg = to_kg(best.typed_load, best.typed_unit)
        load = signed_number(shown_load(load_kg, best.typed_load, best.typed_unit, unit))
        text = f"{text} × {load}\u00a0{unit}"
    if exercise.body_mass_share and best.moved_kg is not None:
        whole = {"set": text, "mass": mass_text(best.moved_kg, unit)}
        text = _("%(set)s, %(mass)s in all") % whole
    return BestView(label=label, value=text, day=_day(best.day))


def _oldest(history: ExerciseHistory) -> str:
    return min(row.performed_at for row in history.workouts[-1]).isoformat()


def _past_sets(rows: Sequence[LiftSet], sides: Sequence[SetSide], unit: str) -> PastSetsView:
    workout = rows[0].workout
    by_side: dict[str, list[str]] = {side.value: [] for side in sides}
    for row in rows:
        if row.kind != SetKind.WARM_UP:
            words = (set_text(row, unit), effort_text(row.rir))
            by_side.setdefault(row.side, []).append(" ".join(word for word in words if word))
    return PastSetsView(
        day=_day(workout.local_date),
        url=workout.get_absolute_url(),
        title=workout.title or _("Workout"),
        sides=tuple(
            (side, " · ".join(texts) if texts else _("Not logged"))
            for side, texts in by_side.items()
        ),
    )


def _day(day: dt.date) -> str:
    return formats.date_format(day, "j M Y")

"""One exercise of a workout as a card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec import Struct

from apps.core.identifiers import new_uuid7
from apps.exercises.domain.vocabulary import (
    ExerciseKind,
    MeasurementClass,
    SetKind,
    SetSide,
)
from apps.exercises.presenters import exercise_name
from apps.lifts.domain.prefill import Silence
from apps.lifts.forms import (
    NextSetForm,
    SetEditForm,
    logged_sides,
)

from .next_set import EditView, NextSetView, present_edit, present_next_set
from .words import basis_words, effort_text, first_side_words, set_text, side_name

if TYPE_CHECKING:
    from apps.lifts.models import LiftSet, Workout
    from apps.lifts.queries import ExerciseLog


RIR_CHOICES = (0, 1, 2, 3, 4)


class SetCellView(Struct, frozen=True, kw_only=True):
    """One logged set of one side."""

    pk: str
    side: str
    text: str
    effort: str
    mark: str
    label: str
    url: str
    is_editing: bool


class SetRowView(Struct, frozen=True, kw_only=True):
    """All sides of one set."""

    index: int
    cells: tuple[SetCellView | None, ...]


class EffortChoice(Struct, frozen=True, kw_only=True):
    """One tap that says how many reps were left."""

    value: int
    text: str
    label: str


class EffortView(Struct, frozen=True, kw_only=True):
    """The question about effort that stays open on a saved set."""

    pk: UUID
    side: str
    name: str
    url: str
    op_id: UUID
    choices: tuple[EffortChoice, ...]


class UndoView(Struct, frozen=True, kw_only=True):
    """What was just taken out, and how to bring it back."""

    text: str
    url: str
    op_id: UUID


class ExerciseCardView(Struct, frozen=True, kw_only=True):
    """One exercise of a workout."""

    dom_id: str
    exercise_id: UUID
    slug: str
    name: str
    url: str
    pattern: str
    basis: str
    is_one_sided: bool
    is_measured: bool
    first_side: str
    first_side_words: str
    other_side: str
    side_url: str
    last_time: str
    columns: tuple[str, ...]
    rows: tuple[SetRowView, ...]
    efforts: tuple[EffortView, ...]
    effort_title: str
    silence: str
    next_set: NextSetView
    is_past: bool
    is_superset: bool
    log_url: str
    edit: EditView | None
    undo: UndoView | None
    focus: str
    remove_url: str
    op_id: UUID


def present_card(
    log: ExerciseLog,
    *,
    unit: str,
    form: NextSetForm | None = None,
    edit_form: SetEditForm | None = None,
    editing: LiftSet | None = None,
    undo: UndoView | None = None,
    focus: str = "",
) -> ExerciseCardView:
    """A card with what was done, what is next, and whatever is being corrected on it.

    ``focus`` is the key of the set the reader comes from, when its own control is gone.
    """
    exercise, workout = log.line.exercise, log.line.workout
    ids = [workout.pk, exercise.pk]
    sides = logged_sides(exercise)
    is_running = workout.ended_at is None
    efforts = _efforts(log) if is_running else ()
    return ExerciseCardView(
        dom_id=f"exercise-card-{exercise.pk}",
        exercise_id=exercise.pk,
        slug=exercise.slug,
        name=exercise_name(exercise.name),
        url=exercise.get_absolute_url(),
        pattern=exercise.pattern,
        basis=basis_words(exercise, unit),
        is_one_sided=len(sides) > 1,
        is_measured=exercise.measurement != MeasurementClass.NONE,
        first_side=log.first_side.side.value,
        first_side_words=first_side_words(log.first_side),
        other_side=log.first_side.side.opposite.value,
        side_url=reverse("lifts:side_preference_update", args=ids),
        last_time=_last_time(log, unit),
        columns=tuple(side.value for side in sides),
        rows=_rows(log, sides, unit, editing),
        efforts=efforts,
        effort_title=_effort_title(efforts, log),
        silence=_silence(log),
        next_set=present_next_set(log, unit, form),
        is_past=not is_running,
        is_superset=log.line.superset is not None,
        log_url=reverse("lifts:lift_set_create", args=ids),
        edit=present_edit(editing, edit_form, unit) if editing is not None else None,
        undo=undo,
        focus=focus,
        remove_url=(
            reverse("lifts:workout_exercise_delete", args=ids)
            if log.line.position and not log.sets
            else ""
        ),
        op_id=new_uuid7(),
    )


def undo_of_deletion(row: LiftSet, *, op_id: UUID, name: str = "") -> UndoView:
    """The offer to bring a deleted set back; ``name`` says of what, away from its card."""
    text = _("Set %(index)s, %(side)s, is deleted.")
    words = {"index": row.set_index, "side": side_name(row.side).lower()}
    return UndoView(
        text=" ".join(part for part in (f"{name}:" if name else "", text % words) if part),
        url=reverse("lifts:operation_undo", args=[op_id]),
        op_id=new_uuid7(),
    )


def undo_of_workout_deletion(workout: Workout, *, op_id: UUID) -> UndoView:
    """The offer to bring a deleted workout back."""
    return UndoView(
        text=_("%(title)s of %(day)s is deleted.")
        % {
            "title": workout.title or _("Workout"),
            "day": date_format(workout.local_date, "l j F Y"),
        },
        url=reverse("lifts:operation_undo", args=[op_id]),
        op_id=new_uuid7(),
    )


def _last_time(log: ExerciseLog, unit: str) -> str:
    last = [row for row in log.last_sets if row.kind != SetKind.WARM_UP]
    if not last:
        return ""
    reached = max((row.set_index for row in log.sets), default=0)
    known = {row.set_index for row in last}
    index = min((i for i in known if i > reached), default=max(known))
    letters = {"left": _("L"), "right": _("R")}
    parts = []
    order = [SetSide.LEFT, SetSide.RIGHT, SetSide.BOTH, SetSide.EACH]
    for row in sorted(last, key=lambda row: order.index(SetSide(row.side))):
        if row.set_index == index:
            words = (letters.get(row.side, ""), set_text(row, unit), effort_text(row.rir))
            parts.append(" ".join(word for word in words if word))
    return " · ".join(parts)


def _rows(
    log: ExerciseLog, sides: Sequence[SetSide], unit: str, editing: LiftSet | None
) -> tuple[SetRowView, ...]:
    by_index: dict[int, list[LiftSet]] = {}
    for row in log.sets:
        by_index.setdefault(row.set_index, []).append(row)
    rows = []
    for index, done in sorted(by_index.items()):
        cells: list[SetCellView | None] = []
        for side in sides:
            mine = [row for row in done if row.side == side]
            cells.append(_cell(mine[0], unit, editing) if mine else None)
        others = [row for row in done if row.side not in sides]
        extra = [row for side in sides for row in [r for r in done if r.side == side][1:]]
        if any(cells):
            rows.append(SetRowView(index=index, cells=tuple(cells)))
        rows.extend(
            SetRowView(index=index, cells=(_cell(row, unit, editing, alone=True),))
            for row in others + extra
        )
    return tuple(rows)


def _cell(row: LiftSet, unit: str, editing: LiftSet | None, *, alone: bool = False) -> SetCellView:
    marks = {
        SetKind.WARM_UP: _("warm-up"),
        SetKind.CHECK: _("check"),
        SetKind.FAILURE: _("failure"),
    }
    text, effort = set_text(row, unit), effort_text(row.rir)
    said = [side_name(row.side) if alone else "", marks.get(SetKind(row.kind), "")]
    where = {"side": side_name(row.side).lower(), "index": row.set_index}
    return SetCellView(
        pk=str(row.pk),
        side=row.side,
        text=text,
        effort=effort,
        mark=", ".join(word for word in said if word),
        label=_("Edit %(side)s, set %(index)s:") % where,
        url=reverse("lifts:lift_set_update", args=[row.pk]),
        is_editing=editing is not None and editing.pk == row.pk,
    )


def _efforts(log: ExerciseLog) -> tuple[EffortView, ...]:
    """The question stays open on the latest set of each side until it is answered.

    A stretch or a balance task has no reps in reserve.
    """
    if log.line.exercise.kind != ExerciseKind.STRENGTH:
        return ()
    counted = [row for row in log.sets if row.reps is not None and row.kind != SetKind.WARM_UP]
    latest = max((row.set_index for row in counted), default=0)
    order = [SetSide.LEFT, SetSide.RIGHT, SetSide.BOTH]
    asked = [row for row in counted if row.set_index == latest and SetSide(row.side) in order]
    if all(row.rir is not None for row in asked):
        return ()
    return tuple(
        EffortView(
            pk=row.pk,
            side=row.side,
            name=side_name(row.side),
            url=reverse("lifts:lift_set_rir_update", args=[row.pk]),
            op_id=new_uuid7(),
            choices=tuple(
                EffortChoice(
                    value=rir,
                    text=_("%(count)s+") % {"count": rir} if rir == RIR_CHOICES[-1] else str(rir),
                    label=ngettext(
                        "%(side)s: %(count)s rep left", "%(side)s: %(count)s reps left", rir
                    )
                    % {"side": side_name(row.side), "count": rir},
                )
                for rir in RIR_CHOICES
            ),
        )
        for row in sorted(asked, key=lambda row: order.index(SetSide(row.side)))
        if row.rir is None
    )


def _silence(log: ExerciseLog) -> str:
    """What to say, once a workout, of a pair that cannot tell the sides apart."""
    if log.line.exercise.measurement == MeasurementClass.NONE:
        return ""
    match log.silence:
        case Silence.MATCHED:
            return _(
                "Both sides did the same, so this set alone cannot tell them apart."
                " How many reps were left on each side can."
            )
        case Silence.PLANNED:
            return _(
                "A set that goes as planned cannot tell your sides apart."
                " How many reps were left on each side can."
            )
        case None:
            return ""


def _effort_title(efforts: Sequence[EffortView], log: ExerciseLog) -> str:
    if not efforts:
        return ""
    latest = max(row.set_index for row in log.sets if row.pk == efforts[0].pk)
    return _("Set %(index)s: how many reps were left?") % {"index": latest}

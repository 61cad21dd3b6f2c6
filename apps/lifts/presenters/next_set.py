"""The set that comes next, and the one that is being corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from msgspec import Struct

from apps.core.identifiers import new_uuid7
from apps.core.numbers import field_text
from apps.core.units import WeightUnit
from apps.lifts.domain.prefill import next_set_index, planned_values
from apps.lifts.forms import (
    MeasuredForm,
    NextSetForm,
    SetEditForm,
    SideSetForm,
    logged_sides,
    next_set_initial,
)
from apps.lifts.queries import done_set

from .words import side_name

if TYPE_CHECKING:
    from apps.lifts.models import LiftSet
    from apps.lifts.queries import ExerciseLog


_STEP_KG = Decimal("2.5")


_STEP_LB = Decimal(5)


_STEP_S = 5


class StepperView(Struct, frozen=True, kw_only=True):
    """One number to type or to step."""

    name: str
    element_id: str
    label: str
    value: str
    unit: str
    step: str
    min: str
    error: str


class SideFormView(Struct, frozen=True, kw_only=True):
    """The next set of one side."""

    side: str
    name: str
    set_index: int
    hidden: tuple[tuple[str, str], ...]
    steppers: tuple[StepperView, ...]
    button: str


class NextSetView(Struct, frozen=True, kw_only=True):
    """The next set of all sides, and the buttons that log it."""

    sides: tuple[SideFormView, ...]
    first_side: str
    together: str
    adjust: str
    op_fields: str
    is_open: bool
    has_errors: bool
    is_current: bool


class EditView(Struct, frozen=True, kw_only=True):
    """A set that is being corrected."""

    pk: UUID
    title: str
    url: str
    delete_url: str
    cancel_url: str
    delete_op_id: UUID
    steppers: tuple[StepperView, ...]
    form: SetEditForm


def next_set_form(log: ExerciseLog, *, unit: str) -> NextSetForm:
    """The next set's form, prefilled with what is likely."""
    exercise = log.line.exercise
    now = [done_set(row) for row in log.sets]
    last = [done_set(row) for row in log.last_sets]
    initial = {}
    for side in logged_sides(exercise):
        index = next_set_index(now, side)
        initial[side] = next_set_initial(
            planned=planned_values(side=side, set_index=index, now=now, last=last),
            set_index=index,
            goes_second=any(row.set_index == index and row.side is not side for row in now),
            unit=unit,
        )
    return NextSetForm(exercise=exercise, unit=unit, initial=initial)


def present_next_set(log: ExerciseLog, unit: str, form: NextSetForm | None) -> NextSetView:
    """The next set's form as it is drawn; a form that was refused keeps what was typed."""
    shown = form if form is not None else next_set_form(log, unit=unit)
    sent = shown.sent if form is not None else ()
    sides = tuple(
        _side_form(side_form, log, unit, judged=side_form in sent) for side_form in shown.sides
    )
    level = len({side.set_index for side in sides}) == 1
    names = [name for side in sides for name in (f"{side.side}-op_id", f"{side.side}-set_id")]
    return NextSetView(
        sides=sides,
        first_side=log.first_side.side.value,
        together=_together(sides) if len(sides) > 1 and level else "",
        adjust=_adjust(shown.sides[0]),
        is_current=log.is_current,
        op_fields=" ".join(names),
        has_errors=form is not None,
        is_open=log.is_current or any(_needs_typing(side) for side in sides),
    )


def _together(sides: Sequence[SideFormView]) -> str:
    planned = all(field.value for side in sides for field in side.steppers)
    return _("Both as planned") if planned else _("Both sides")


def _adjust(form: SideSetForm) -> str:
    """What can be changed before the set is logged."""
    timed, loaded = form.count_field == "seconds", "load" in form.fields
    if timed:
        return _("Seconds and weight") if loaded else _("Seconds")
    return _("Reps and weight") if loaded else _("Reps")


def _needs_typing(side: SideFormView) -> bool:
    return any(field.error or field.value == "" for field in side.steppers)


def _side_form(form: SideSetForm, log: ExerciseLog, unit: str, *, judged: bool) -> SideFormView:
    exercise = log.line.exercise
    hidden = tuple(
        (form.add_prefix(name), str(shown_value(form, name)))
        for name in ("op_id", "set_id", "set_index", "goes_second", "offered")
    )
    steppers = measured_steppers(form, unit, key=f"{exercise.pk}-{form.side.value}", judged=judged)
    index = str(shown_value(form, "set_index"))
    return SideFormView(
        side=form.side.value,
        name=side_name(form.side.value),
        set_index=int(index) if index.isdigit() else 1,
        hidden=hidden,
        steppers=steppers,
        button=side_name(form.side.value) if len(logged_sides(exercise)) > 1 else _("Done"),
    )


def measured_steppers(
    form: MeasuredForm, unit: str, *, key: str, judged: bool
) -> tuple[StepperView, ...]:
    """The numbers of one side: how many, and with what."""
    errors: Mapping[str, Any] = form.errors if judged else {}
    exercise = form.exercise
    timed = form.count_field == "seconds"
    wanted: list[tuple[str, str, Decimal | int, str]] = [
        (form.count_field, _("Seconds") if timed else _("Reps"), _STEP_S if timed else 1, "0"),
    ]
    if "load" in form.fields:
        lowest = "" if exercise.is_assisted else "0"
        wanted.append(
            ("load", _("Weight, %(unit)s") % {"unit": unit}, load_step(exercise, unit), lowest)
        )
    return tuple(
        StepperView(
            name=form.add_prefix(name),
            element_id=f"{name}-{key}",
            label=label,
            value=_text(shown_value(form, name)),
            unit="",
            step=str(step),
            min=lowest,
            error=str(errors[name][0]) if name in errors else "",
        )
        for name, label, step, lowest in wanted
    )


def load_step(exercise: Any, unit: str) -> Decimal:
    """How far one press of the button goes, in the athlete's unit."""
    step_kg = exercise.load_step_kg if exercise.load_step_kg is not None else _STEP_KG
    if unit == WeightUnit.KG:
        return Decimal(step_kg).normalize()
    return _STEP_LB if step_kg >= _STEP_KG else _STEP_KG


def shown_value(form: Any, name: str) -> Any:
    """What a field shows: what was typed, else what it opened with."""
    value = form[name].value()
    return "" if value is None else value


def _text(value: Any) -> str:
    return field_text(value) if isinstance(value, Decimal) else str(value)


def present_edit(row: LiftSet, form: SetEditForm | None, unit: str) -> EditView:
    """A logged set as a form."""
    shown = form if form is not None else SetEditForm(lift_set=row, unit=unit)
    return EditView(
        pk=row.pk,
        title=_("%(side)s, set %(index)s") % {"side": side_name(row.side), "index": row.set_index},
        url=reverse("lifts:lift_set_update", args=[row.pk]),
        delete_url=reverse("lifts:lift_set_delete", args=[row.pk]),
        cancel_url=_cancel_url(row),
        delete_op_id=new_uuid7(),
        steppers=measured_steppers(shown, unit, key=str(row.pk), judged=form is not None),
        form=shown,
    )


def _cancel_url(row: LiftSet) -> str:
    page = reverse("lifts:workout_exercise_detail", args=[row.workout_id, row.exercise_id])
    return f"{page}?set={row.pk}"

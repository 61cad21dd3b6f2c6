"""The log as it is printed: one card an exercise, one cell a side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core.identifiers import new_uuid7
from apps.core.units import WeightUnit
from apps.exercises.domain.vocabulary import (
    MeasurementClass,
    MovementPattern,
    SetKind,
    SetSide,
    Side,
)
from apps.exercises.presenters import PATTERN_WORDS, load_basis_words, rep_convention_words

from .domain.prefill import next_set_index, planned_values
from .forms import (
    MeasuredForm,
    NextSetForm,
    OperationForm,
    SetEditForm,
    SideSetForm,
    StartForm,
    WorkoutForm,
    has_load,
    logged_sides,
    next_set_initial,
    shown_or_none,
)
from .queries import done_set

if TYPE_CHECKING:
    from .models import LiftSet, Workout
    from .queries import ExerciseChoice, ExerciseLog

RIR_CHOICES = (0, 1, 2, 3, 4)
_STEP_KG = Decimal("2.5")
_STEP_LB = Decimal(5)
_STEP_S = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class StepperView:
    """One number to type or to step."""

    name: str
    element_id: str
    label: str
    value: str
    unit: str
    step: str
    min: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SideFormView:
    """The next set of one side."""

    side: str
    name: str
    set_index: int
    hidden: tuple[tuple[str, str], ...]
    steppers: tuple[StepperView, ...]
    button: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSetView:
    """The next set of all sides, and the buttons that log it."""

    sides: tuple[SideFormView, ...]
    first_side: str
    together: str
    op_fields: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCellView:
    """One logged set of one side."""

    pk: UUID
    side: str
    text: str
    effort: str
    mark: str
    label: str
    url: str
    is_editing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRowView:
    """All sides of one set."""

    index: int
    cells: tuple[SetCellView | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortChoice:
    """One tap that says how many reps were left."""

    value: int
    text: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortView:
    """The question about effort that stays open on a saved set."""

    pk: UUID
    side: str
    name: str
    url: str
    op_id: UUID
    choices: tuple[EffortChoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditView:
    """A set that is being corrected."""

    pk: UUID
    title: str
    url: str
    delete_url: str
    cancel_url: str
    delete_op_id: UUID
    steppers: tuple[StepperView, ...]
    form: SetEditForm


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoView:
    """What was just taken out, and how to bring it back."""

    text: str
    url: str
    op_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseCardView:
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
    says_nothing: bool
    next_set: NextSetView | None
    log_url: str
    edit: EditView | None
    undo: UndoView | None
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
) -> ExerciseCardView:
    """A card with what was done, what is next, and whatever is being corrected on it."""
    exercise, workout = log.line.exercise, log.line.workout
    ids = [workout.pk, exercise.pk]
    sides = logged_sides(exercise)
    is_running = workout.ended_at is None
    efforts = _efforts(log) if is_running else ()
    return ExerciseCardView(
        dom_id=f"exercise-card-{exercise.pk}",
        exercise_id=exercise.pk,
        slug=exercise.slug,
        name=exercise.name,
        url=exercise.get_absolute_url(),
        pattern=exercise.pattern,
        basis=_basis(exercise, unit),
        is_one_sided=len(sides) > 1,
        is_measured=exercise.measurement != MeasurementClass.NONE,
        first_side=log.first_side.side.value,
        first_side_words=_first_side_words(log),
        other_side=log.first_side.side.opposite.value,
        side_url=reverse("lifts:side_preference_update", args=ids),
        last_time=_last_time(log, unit),
        columns=tuple(side.value for side in sides),
        rows=_rows(log, sides, unit, editing),
        efforts=efforts,
        effort_title=_effort_title(efforts, log),
        says_nothing=log.is_first_without_effort and exercise.measurement != MeasurementClass.NONE,
        next_set=_next_set(log, unit, form) if is_running else None,
        log_url=reverse("lifts:lift_set_create", args=ids),
        edit=_edit(editing, edit_form, unit) if editing is not None else None,
        undo=undo,
        remove_url=(
            reverse("lifts:workout_exercise_delete", args=ids)
            if is_running and not log.sets
            else ""
        ),
        op_id=new_uuid7(),
    )


def side_name(side: str) -> str:
    """The side's name in words."""
    names = {SetSide.LEFT.value: _("Left"), SetSide.RIGHT.value: _("Right")}
    return names.get(side, _("Both sides") if side == SetSide.BOTH else _("Each side"))


def set_text(row: LiftSet, unit: str) -> str:
    """What was done, short: reps or seconds, and the load in the athlete's unit."""
    counted = f"{row.reps}" if row.reps is not None else _("%(count)s s") % {"count": row.seconds}
    load = shown_or_none(row.load_kg, row.typed_load, row.typed_unit, unit)
    return counted if load is None or load == 0 else f"{counted} × {_signed(load)}"


def effort_text(rir: Decimal | None) -> str:
    """Reps in reserve, short; nothing when they were not given."""
    return "" if rir is None else _("RIR %(rir)s") % {"rir": _plain(rir)}


def first_side_name(side: Side) -> str:
    """Which side starts, in words."""
    return _("Left first") if side is Side.LEFT else _("Right first")


def undo_of_deletion(row: LiftSet, *, op_id: UUID) -> UndoView:
    """The offer to bring a deleted set back."""
    return UndoView(
        text=_("Set %(index)s, %(side)s, is deleted.")
        % {"index": row.set_index, "side": side_name(row.side).lower()},
        url=reverse("lifts:operation_undo", args=[op_id]),
        op_id=new_uuid7(),
    )


def _signed(value: Decimal) -> str:
    return _plain(value).replace("-", "−")


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f") if value else "0"


def _basis(exercise: Any, unit: str) -> str:
    if not has_load(exercise):
        return rep_convention_words(exercise)
    words = load_basis_words(exercise)
    return f"{unit}, {words}" if words else _("%(unit)s added to your body") % {"unit": unit}


def _first_side_words(log: ExerciseLog) -> str:
    reasons = {
        "finding": _("Weaker side first"),
        "athlete": _("Your choice"),
    }
    return reasons.get(str(log.first_side.chosen_by), "")


def _last_time(log: ExerciseLog, unit: str) -> str:
    if not log.last_sets:
        return ""
    reached = max((row.set_index for row in log.sets), default=0)
    known = {row.set_index for row in log.last_sets}
    index = min((i for i in known if i > reached), default=max(known))
    letters = {"left": _("L"), "right": _("R")}
    parts = []
    order = [SetSide.LEFT, SetSide.RIGHT, SetSide.BOTH, SetSide.EACH]
    for row in sorted(log.last_sets, key=lambda row: order.index(SetSide(row.side))):
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
            SetRowView(index=index, cells=(_cell(row, unit, editing),)) for row in others + extra
        )
    return tuple(rows)


def _cell(row: LiftSet, unit: str, editing: LiftSet | None) -> SetCellView:
    marks = {
        SetKind.WARM_UP: _("warm-up"),
        SetKind.CHECK: _("check"),
        SetKind.FAILURE: _("failure"),
    }
    text, effort = set_text(row, unit), effort_text(row.rir)
    mark = marks.get(SetKind(row.kind), "")
    words = [side_name(row.side), _("set %(index)s") % {"index": row.set_index}, text, effort, mark]
    return SetCellView(
        pk=row.pk,
        side=row.side,
        text=text,
        effort=effort,
        mark=mark,
        label=_("Edit: %(what)s") % {"what": ", ".join(word for word in words if word)},
        url=reverse("lifts:lift_set_update", args=[row.pk]),
        is_editing=editing is not None and editing.pk == row.pk,
    )


def _efforts(log: ExerciseLog) -> tuple[EffortView, ...]:
    """The question stays open on the latest set of each side until it is answered."""
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


def _effort_title(efforts: Sequence[EffortView], log: ExerciseLog) -> str:
    if not efforts:
        return ""
    latest = max(row.set_index for row in log.sets if row.pk == efforts[0].pk)
    return _("Set %(index)s: how many reps were left?") % {"index": latest}


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


def _next_set(log: ExerciseLog, unit: str, form: NextSetForm | None) -> NextSetView:
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
        together=_("Both as planned") if len(sides) > 1 and level else "",
        op_fields=" ".join(names),
    )


def _side_form(form: SideSetForm, log: ExerciseLog, unit: str, *, judged: bool) -> SideFormView:
    exercise = log.line.exercise
    hidden = tuple(
        (form.add_prefix(name), str(_shown(form, name)))
        for name in ("op_id", "set_id", "set_index", "goes_second")
    )
    steppers = measured_steppers(form, unit, key=f"{exercise.pk}-{form.side.value}", judged=judged)
    index = str(_shown(form, "set_index"))
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
    wanted = [
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
            value=_text(_shown(form, name)),
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


def _shown(form: Any, name: str) -> Any:
    value = form[name].value()
    return "" if value is None else value


def _text(value: Any) -> str:
    return _plain(value) if isinstance(value, Decimal) else str(value)


def _edit(row: LiftSet, form: SetEditForm | None, unit: str) -> EditView:
    shown = form if form is not None else SetEditForm(lift_set=row, unit=unit)
    return EditView(
        pk=row.pk,
        title=_("%(side)s, set %(index)s") % {"side": side_name(row.side), "index": row.set_index},
        url=reverse("lifts:lift_set_update", args=[row.pk]),
        delete_url=reverse("lifts:lift_set_delete", args=[row.pk]),
        cancel_url=reverse("lifts:workout_exercise_detail", args=[row.workout_id, row.exercise_id]),
        delete_op_id=new_uuid7(),
        steppers=measured_steppers(shown, unit, key=str(row.pk), judged=form is not None),
        form=shown,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkoutView:
    """A workout's head, and what can be done with it."""

    pk: UUID
    title: str
    day: date
    started_at: datetime
    ended_at: datetime | None
    minutes: int | None
    notes: str
    revision: int
    is_running: bool
    url: str
    summary: str


def present_workout(workout: Workout, *, now: datetime | None = None) -> WorkoutView:
    """The workout's head; ``now`` tells how long a running one has taken."""
    until = workout.ended_at if workout.ended_at is not None else now
    minutes = None if until is None else int((until - workout.started_at).total_seconds() // 60)
    return WorkoutView(
        pk=workout.pk,
        title=workout.title or _("Workout"),
        day=workout.local_date,
        started_at=workout.started_at,
        ended_at=workout.ended_at,
        minutes=minutes,
        notes=workout.notes,
        revision=workout.revision,
        is_running=workout.ended_at is None,
        url=workout.get_absolute_url(),
        summary=_summary(workout),
    )


def _summary(workout: Workout) -> str:
    exercises = getattr(workout, "exercise_count", None)
    sets = getattr(workout, "set_count", None)
    if exercises is None or sets is None:
        return ""
    return " · ".join(
        (
            ngettext("%(n)s exercise", "%(n)s exercises", exercises) % {"n": exercises},
            ngettext("%(n)s set", "%(n)s sets", sets) % {"n": sets},
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthView:
    """A month's workouts, latest first."""

    first_day: date
    workouts: tuple[WorkoutView, ...]


def present_history(workouts: Iterable[Workout]) -> tuple[MonthView, ...]:
    """Workouts under the month they were done in."""
    shown = [present_workout(workout) for workout in workouts]
    return tuple(
        MonthView(first_day=first_day, workouts=tuple(of_month))
        for first_day, of_month in groupby(shown, key=lambda one: one.day.replace(day=1))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceView:
    """An exercise that can be put on the list."""

    pk: UUID
    name: str
    detail: str
    is_recent: bool
    is_listed: bool
    op_id: UUID


def present_choices(choices: Iterable[ExerciseChoice]) -> tuple[ChoiceView, ...]:
    """Exercises to add, with what tells them apart."""
    return tuple(
        ChoiceView(
            pk=choice.exercise.pk,
            name=choice.exercise.name,
            detail=_choice_detail(choice.exercise),
            is_recent=choice.is_recent,
            is_listed=choice.is_listed,
            op_id=new_uuid7(),
        )
        for choice in choices
    )


def _choice_detail(exercise: Any) -> str:
    pattern = str(PATTERN_WORDS[MovementPattern(exercise.pattern)])
    sides = len(logged_sides(exercise)) > 1
    return f"{pattern} · {_('left and right') if sides else _('both sides together')}"


def start_form() -> StartForm:
    """The form that begins a workout, with ids for browsers that make none."""
    return StartForm(initial={"op_id": new_uuid7(), "workout_id": new_uuid7()})


def finish_form() -> OperationForm:
    """A form that needs an id and nothing else."""
    return OperationForm(initial={"op_id": new_uuid7()})


def workout_form(workout: Workout) -> WorkoutForm:
    """The workout's name and notes as they are."""
    return WorkoutForm(
        initial={
            "title": workout.title,
            "notes": workout.notes,
            "op_id": new_uuid7(),
            "base_revision": workout.revision,
        }
    )

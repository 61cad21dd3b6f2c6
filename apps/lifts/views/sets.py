"""Logging, correcting, deleting sets."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.htmx import redirect_to
from apps.core.requests import AthleteRequest
from apps.lifts import services
from apps.lifts.domain.operations import Entity, OperationStatus
from apps.lifts.forms import EffortForm, NextSetForm, OperationForm, SetEditForm
from apps.lifts.presenters import undo_of_deletion
from apps.lifts.queries import (
    lift_set_for,
    listed_exercise_for,
    operation_for,
    workout_and_exercise_of,
)
from apps.lifts.views.cards import card_response, changed, reused
from apps.lifts.views.refusals import answering_refusals
from apps.profiles.domain.consent import Purpose
from apps.profiles.queries import has_consent
from apps.profiles.services import give_consent

if TYPE_CHECKING:
    from apps.lifts.models import LiftSet, WorkoutExercise
    from apps.lifts.services import OperationResult


@require_POST
@answering_refusals
def lift_set_create(request: AthleteRequest, workout_pk: UUID, exercise_pk: UUID) -> HttpResponse:
    """Log the next set of one side, or of both."""
    line = listed_exercise_for(request.athlete, workout_pk, exercise_pk)
    unit = request.athlete.weight_unit
    form = NextSetForm(request.POST, exercise=line.exercise, unit=unit)
    if not form.is_valid():
        return card_response(request, line, status=422, form=form)
    try:
        services.log_sets(
            athlete=request.athlete,
            line=line,
            entries=form.entries(from_memory=line.workout.ended_at is not None),
            # What was forgotten was done before that workout ended.
            made_at=line.workout.ended_at or timezone.now(),
        )
    except services.OperationKeyReused:
        return reused(request, line)
    return changed(request, line)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def lift_set_update(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Correct one side of a set."""
    row = lift_set_for(request.athlete, pk)
    line = _line_of(request, row)
    form = SetEditForm(
        request.POST or None,
        lift_set=row,
        unit=request.athlete.weight_unit,
        may_keep_pain=has_consent(request.athlete, Purpose.PAIN),
    )
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return card_response(request, line, status=status, editing=row, edit_form=form)
    if form.gives_consent:
        give_consent(athlete=request.athlete, purpose=Purpose.PAIN, given_at=timezone.now())
    try:
        result = services.edit_set(
            athlete=request.athlete,
            lift_set_id=row.pk,
            fields=form.changes(),
            base_revision=form.cleaned_data["base_revision"],
            op_id=form.cleaned_data["op_id"],
        )
    except services.OperationKeyReused:
        return reused(request, line)
    return changed(request, line, toast=_notice(result), focus=str(row.pk))


@require_POST
@answering_refusals
def lift_set_rir_update(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Say how many reps were left, by one tap."""
    row = lift_set_for(request.athlete, pk)
    line = _line_of(request, row)
    form = EffortForm(request.POST)
    if not form.is_valid():
        return card_response(request, line, status=422, editing=row)
    try:
        services.edit_set(
            athlete=request.athlete,
            lift_set_id=row.pk,
            fields={"rir": form.cleaned_data["rir"]},
            op_id=form.cleaned_data["op_id"],
        )
    except services.InvalidOperation:
        return card_response(request, line, status=422, editing=row)
    except services.OperationKeyReused:
        return reused(request, line)
    return changed(request, line, focus=str(row.pk))


@require_POST
@answering_refusals
def lift_set_delete(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Take a set out, with the way back beside it."""
    form = OperationForm(request.POST)
    op_id = form.cleaned_data["op_id"] if form.is_valid() else None
    row = lift_set_for(request.athlete, pk, deleted_by=op_id)
    line = _line_of(request, row)
    if op_id is None:
        return card_response(request, line, status=422, editing=row)
    result = services.delete_set(athlete=request.athlete, lift_set_id=row.pk, op_id=op_id)
    undo = undo_of_deletion(row, op_id=result.op_id)
    return changed(request, line, deleted=result.op_id, undo=undo)


@require_POST
@answering_refusals
def operation_undo(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Take an earlier change back."""
    operation = operation_for(request.athlete, pk)
    form = OperationForm(request.POST)
    if not form.is_valid():
        raise Http404
    result = services.undo_operation(
        athlete=request.athlete, operation_id=operation.pk, op_id=form.cleaned_data["op_id"]
    )
    if result.entity is Entity.WORKOUT:
        return redirect_to(request, reverse("lifts:workout_detail", args=[result.entity_id]))
    line = listed_exercise_for(request.athlete, *workout_and_exercise_of(result.row))
    return changed(request, line, focus=str(result.entity_id))


def _line_of(request: AthleteRequest, row: LiftSet) -> WorkoutExercise:
    return listed_exercise_for(request.athlete, row.workout_id, row.exercise_id)


def _notice(result: OperationResult) -> str:
    if result.status is OperationStatus.CONFLICT:
        return _(
            "This set was changed elsewhere meanwhile. Yours is kept; the other is in its history."
        )
    if result.status is OperationStatus.MERGED:
        return _("This set was changed elsewhere meanwhile. Both changes are kept.")
    return ""

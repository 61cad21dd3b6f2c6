"""Starting, finishing, reading workouts."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core.htmx import redirect_to, render_page
from apps.core.requests import AthleteRequest
from apps.core.shells import render_shell
from apps.lifts import services
from apps.lifts.forms import OperationForm, StartForm, WorkoutForm, local_now
from apps.lifts.presenters import (
    finish_form,
    present_card,
    present_history,
    present_shell,
    present_workout,
    start_form,
    workout_form,
)
from apps.lifts.queries import (
    exercise_logs_for,
    last_workout_for,
    running_workout_for,
    session_link_for,
    workout_for,
    workouts_for,
)
from apps.lifts.views.cards import after_deletion, undo_offered
from apps.lifts.views.refusals import answering_refusals

WORKOUTS_A_PAGE = 20


@login_not_required
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """The running workout; the browser fills this shell from what the device keeps."""
    return render_shell(request, "lifts/log.html", present_shell())


@require_safe
def log_plain(request: AthleteRequest) -> HttpResponse:
    """The running workout on plain pages, or how to start one there."""
    workout = running_workout_for(request.athlete)
    if workout is not None:
        return redirect_to(request, workout.get_absolute_url())
    last = last_workout_for(request.athlete)
    start = {"form": start_form(), "last": present_workout(last) if last else None}
    return render_page(request, "lifts/log_start.html", start)


@require_POST
@answering_refusals
def workout_create(request: AthleteRequest) -> HttpResponse:
    """Start a workout, empty or with the exercises of an earlier one."""
    form = StartForm(request.POST)
    if not form.is_valid():
        return redirect_to(request, reverse("lifts:log_plain"))
    if running_workout_for(request.athlete) is not None:
        messages.warning(request, _("A workout is running already. Finish it first."))
        return redirect_to(request, form.after)
    zone = form.zone(otherwise=request.athlete.time_zone)
    started_at, local_date = local_now(zone)
    begun = {
        "started_at": started_at,
        "local_date": local_date,
        "time_zone": zone,
        "workout_id": form.cleaned_data["workout_id"],
        "op_id": form.cleaned_data["op_id"],
    }
    repeated = form.cleaned_data["repeat"]
    if repeated:
        workout = workout_for(request.athlete, repeated)
        services.repeat_workout(athlete=request.athlete, repeated=workout, **begun)
    else:
        services.start_workout(athlete=request.athlete, **begun)
    return redirect_to(request, form.after)


@require_safe
def workout_detail(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """What was done in one workout; each set can be corrected."""
    workout = workout_for(request.athlete, pk)
    logs = exercise_logs_for(request.athlete, workout)
    running = workout if workout.ended_at is None else None
    context = {
        "session": session_link_for(request.athlete, running),
        "workout": present_workout(workout, now=timezone.now()),
        "cards": [present_card(one, unit=request.athlete.weight_unit) for one in logs],
        "finish": finish_form(),
        "again": start_form(),
        "undo": undo_offered(request),
    }
    return render_page(request, "lifts/workout_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def workout_update(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Name a workout, and note how it went."""
    workout = workout_for(request.athlete, pk)
    form = workout_form(workout) if request.method != "POST" else WorkoutForm(request.POST)
    if request.method == "POST" and form.is_valid():
        services.edit_workout(
            athlete=request.athlete,
            workout_id=workout.pk,
            fields={name: form.cleaned_data[name] for name in ("title", "notes")},
            base_revision=form.cleaned_data["base_revision"],
            op_id=form.cleaned_data["op_id"],
        )
        return redirect_to(request, workout.get_absolute_url())
    context = {"workout": present_workout(workout), "form": form}
    status = 422 if request.method == "POST" else 200
    return render_page(request, "lifts/workout_update.html", context, status=status)


@require_POST
@answering_refusals
def workout_finish(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """End the workout; pressing twice ends it once."""
    workout = workout_for(request.athlete, pk)
    form = OperationForm(request.POST)
    if workout.ended_at is None and form.is_valid():
        services.finish_workout(
            athlete=request.athlete, workout_id=workout.pk, op_id=form.cleaned_data["op_id"]
        )
    response = redirect_to(request, workout.get_absolute_url())
    response.headers["HX-Trigger"] = "levelset:findings-changed"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def workout_delete(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Ask, then take a workout with its sets out of the log."""
    form = OperationForm(request.POST) if request.method == "POST" else finish_form()
    op_id = form.cleaned_data["op_id"] if form.is_valid() else None
    workout = workout_for(request.athlete, pk, deleted_by=op_id)
    if op_id is not None:
        services.delete_workout(athlete=request.athlete, workout_id=workout.pk, op_id=op_id)
        return redirect_to(request, after_deletion(reverse("lifts:history"), op_id))
    context = {"workout": present_workout(workout), "form": form}
    status = 422 if request.method == "POST" else 200
    return render_page(request, "lifts/workout_delete.html", context, status=status)


@require_safe
def history(request: AthleteRequest) -> HttpResponse:
    """Every workout, latest first."""
    pages = Paginator(workouts_for(request.athlete), WORKOUTS_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "months": present_history(page.object_list),
        "again": start_form(),
        "undo": undo_offered(request),
    }
    return render_page(request, "lifts/history.html", context)

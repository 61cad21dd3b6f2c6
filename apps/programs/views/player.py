"""The player: one set of one side at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import trigger_client_event

from apps.core.htmx import redirect_to, render_page
from apps.lifts.services import InvalidOperation, OperationKeyReused
from apps.programs import presenters, queries, services
from apps.programs.forms import PainForm, SessionSetForm, StepForm

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from apps.core.requests import AthleteRequest
    from apps.programs.models import Session


@require_POST
def session_start(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Begin, or go on with, a session."""
    session = queries.session_row_for(request.athlete, pk)
    try:
        services.start_session(session=session, athlete=request.athlete, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect_to(request, "programs:today")
    return redirect_to(request, "programs:session_player", pk)


@require_safe
def session_player(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """The set to do now."""
    session = queries.session_for(request.athlete, pk)
    if session.status != session.Status.RUNNING:
        return redirect_to(request, "programs:session_detail", pk)
    return _player(request, session)


@require_POST
def session_set_create(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Log one set of one side and go on to the next."""
    session = queries.running_session_for(request.athlete, pk)
    form = SessionSetForm(request.POST)
    if not form.is_valid():
        return _player(request, session, form=form, status=422)
    try:
        services.log_step(
            session=session, athlete=request.athlete, key=form.step_key(), **form.measures()
        )
    except InvalidOperation as error:
        form.add_problems(error.problems)
        return _player(request, session, form=form, status=422)
    except (OperationKeyReused, services.StepAlreadyDone):
        return _player(request, session, status=409)
    return _next(request, pk, "levelset:lift-set-logged")


@require_POST
def session_set_skip(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Leave out one set of one side; everything else goes on."""
    session = queries.running_session_for(request.athlete, pk)
    form = StepForm(request.POST)
    if not form.is_valid():
        return _player(request, session, status=422)
    key = form.step_key()
    row = queries.line_at(session, str(key.position))
    if not queries.has_step(row, key):
        raise Http404
    services.skip_step(row=row, key=key)
    return _next(request, pk)


@require_http_methods(["GET", "POST"])
def session_pain(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Where it hurts; the exercise ends for today."""
    session = queries.running_session_for(request.athlete, pk)
    row = queries.line_at(session, request.GET.get("position", ""))
    form = PainForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.stop_for_pain(row=row, athlete=request.athlete, **form.answer())
        return redirect_to(request, "programs:session_player", pk)
    context = {"form": form, "exercise": row.exercise.name, "session": session}
    status = 422 if form.is_bound else 200
    return render_page(request, "programs/session_pain.html", context, status=status)


@require_POST
def session_finish(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Close the session: the log, the levels and the next loads follow."""
    session = queries.session_row_for(request.athlete, pk)
    session = services.finish_session(session=session, athlete=request.athlete, now=timezone.now())
    if not request.htmx or session.status != session.Status.DONE:
        return redirect_to(request, "programs:session_detail", pk)
    done = queries.session_for(request.athlete, pk)
    context = {
        "session": presenters.session_view(
            done, unit=request.athlete.weight_unit, today=timezone.localdate()
        ),
        "changes": presenters.change_views(
            queries.changes_after(done), unit=request.athlete.weight_unit
        ),
    }
    response = render_page(request, "programs/session_finish.html", context)
    return trigger_client_event(response, "levelset:findings-changed")


def _player(
    request: AthleteRequest,
    session: Session,
    *,
    form: SessionSetForm | None = None,
    status: int = 200,
) -> HttpResponse:
    standing = queries.standing_of(session)
    initial = presenters.step_initial(standing)
    if form is None or not form.is_about(initial):
        form = SessionSetForm(initial=initial)
    view = presenters.player_view(
        session,
        standing,
        unit=request.athlete.weight_unit,
        started_at=queries.started_at_of(session),
        refused=form.refused(),
    )
    context = {"player": view, "form": form}
    return render_page(
        request,
        "programs/session_player.html",
        context,
        partials=("session_player",),
        status=status,
    )


def _next(request: AthleteRequest, pk: UUID, event: str = "") -> HttpResponse:
    if not request.htmx:
        return redirect_to(request, "programs:session_player", pk)
    response = _player(request, queries.session_for(request.athlete, pk))
    return trigger_client_event(response, event) if event else response

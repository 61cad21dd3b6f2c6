"""The calendar: what is on which day, and how that is changed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core.htmx import redirect_to, render_page
from apps.core.identifiers import new_uuid7
from apps.programs import presenters, queries, services
from apps.programs.forms import MoveForm, PauseForm, TripForm

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpResponse

    from apps.core.requests import AthleteRequest
    from apps.programs.models import Session


@require_safe
def calendar(request: AthleteRequest) -> HttpResponse:
    """A month of sessions, pauses and trips, and what is still to be decided."""
    return _calendar_page(request, PauseForm(today=timezone.localdate()))


def _calendar_page(request: AthleteRequest, pause: PauseForm, *, status: int = 200) -> HttpResponse:
    athlete, today = request.athlete, timezone.localdate()
    program = queries.calendar_program_for(athlete)
    month = presenters.month_asked(request.GET.get("month", ""), today=today)
    context = {
        "calendar": presenters.calendar_view(
            queries.calendar_sessions_of(program) if program else (),
            queries.absences_of(program) if program else (),
            month=month,
            today=today,
        ),
        "program": program,
        "pause": pause,
        "feed": queries.feed_for(athlete),
        "op_id": new_uuid7(),
    }
    return render_page(request, "programs/calendar.html", context, status=status)


@require_safe
def session_plan(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """One session: another day, left out, brought back, once more."""
    session = queries.session_row_for(request.athlete, pk)
    return _plan_page(request, session, MoveForm(today=timezone.localdate()))


def _plan_page(
    request: AthleteRequest, session: Session, form: MoveForm, *, status: int = 200
) -> HttpResponse:
    entry = presenters.entry_view(session, today=timezone.localdate())
    context = {
        "entry": entry,
        "form": form,
        "is_open": session.status == "planned" and session.program.status == "active",
        "may_repeat": session.status in ("done", "skipped") and session.program.status != "stopped",
    }
    return render_page(request, "programs/session_plan.html", context, status=status)


@require_POST
def session_move(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Do a session on another day: the one that is asked for, or tomorrow."""
    session, today = queries.session_row_for(request.athlete, pk), timezone.localdate()
    asked = request.POST if "date" in request.POST else {"date": today + dt.timedelta(days=1)}
    return _on_day(request, session, MoveForm(asked, today=today), services.move_session)


@require_POST
def session_repeat(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Plan a session once more."""
    session = queries.session_row_for(request.athlete, pk)
    form = MoveForm(request.POST, today=timezone.localdate())
    return _on_day(request, session, form, services.repeat_session)


def _on_day(
    request: AthleteRequest, session: Session, form: MoveForm, act: Callable[..., Session]
) -> HttpResponse:
    if form.is_valid():
        try:
            changed = act(
                session=session,
                athlete=request.athlete,
                to=form.cleaned_data["date"],
                is_sure=form.is_sure,
            )
        except services.RestMissingError as error:
            form.warn(presenters.rest_words(error.muscles))
        except services.DayRefusedError as error:
            form.add_error("date", error)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect_to(request, "programs:session_plan", session.pk)
        else:
            day = presenters.day_words(changed.date, today=timezone.localdate())
            messages.success(request, _("Planned for %(day)s.") % {"day": day})
            if "date" not in request.POST:
                return redirect_to(request, "programs:today")
            return _to_month(request, changed.date)
    return _plan_page(request, session, form, status=422)


def _to_month(request: AthleteRequest, day: dt.date) -> HttpResponse:
    return redirect_to(request, presenters.calendar_url(day))


@require_POST
def session_skip(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Leave a session out, and show the way back."""
    session = queries.session_row_for(request.athlete, pk)
    return _decided(request, session, services.skip_session, _("Left out. Nothing is lost by it."))


@require_POST
def session_bring_back(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Plan a session again that was left out."""
    session = queries.session_row_for(request.athlete, pk)
    return _decided(request, session, services.bring_back_session, _("It is planned again."))


def _decided(
    request: AthleteRequest, session: Session, act: Callable[..., Session], said: str
) -> HttpResponse:
    try:
        act(session=session, athlete=request.athlete)
        messages.success(request, said)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect_to(request, "programs:session_plan", session.pk)


@require_POST
def pause_create(request: AthleteRequest) -> HttpResponse:
    """Put off what is planned."""
    form = PauseForm(request.POST, today=timezone.localdate())
    if form.is_valid():
        try:
            services.pause_program(athlete=request.athlete, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("starts_on", error)
        else:
            messages.success(request, _("Paused. Your sessions wait behind it."))
            return _to_month(request, form.cleaned_data["starts_on"])
    return _calendar_page(request, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def trip_create(request: AthleteRequest) -> HttpResponse:
    """Say from when until when other things are at hand, and which."""
    posted = request.method == "POST"
    form = TripForm(request.POST if posted else None, today=timezone.localdate())
    if posted and form.is_valid():
        try:
            services.plan_trip(athlete=request.athlete, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("starts_on", error)
        else:
            messages.success(
                request, _("Saved. The sessions of these days use what you have there.")
            )
            return _to_month(request, form.cleaned_data["starts_on"])
    status = 422 if posted else 200
    return render_page(request, "programs/trip_create.html", {"form": form}, status=status)


@require_POST
def absence_end(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Go on today, or be home today; what has not begun is taken back."""
    absence = queries.absence_for(request.athlete, pk)
    services.end_absence(absence=absence, athlete=request.athlete, today=timezone.localdate())
    messages.success(request, _("Done. The calendar is as it would be without these days."))
    return redirect_to(request, "programs:calendar")

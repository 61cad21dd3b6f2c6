"""The program page and one session of it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.core.htmx import redirect_to, render_page
from apps.programs import presenters, queries, services
from apps.programs.domain.program import NoProgram
from apps.programs.forms import WishForm

from .inputs import preview_page

logger = logging.getLogger(__name__)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from django.http import HttpResponse

    from apps.core.requests import AthleteRequest
    from apps.profiles.models import Athlete
    from apps.programs.models import Session


@require_safe
def program_detail(request: AthleteRequest) -> HttpResponse:
    """The weeks of the active program, or what stands before one."""
    athlete = request.athlete
    program = queries.active_program_for(athlete)
    sessions = queries.sessions_of(program) if program else ()
    changes = queries.changes_of(program) if program else ()
    breaches = [breach for change in changes for breach in change.breaches]
    safety = queries.safety_for(athlete, today=timezone.localdate())
    context = {
        "program": presenters.program_view(
            program,
            sessions=sessions,
            changes=changes,
            names=queries.names_in(athlete, breaches),
            unit=athlete.weight_unit,
            today=timezone.localdate(),
        ),
        "adherence": _adherence_lines(athlete, sessions),
        "standing": presenters.block_view(program) if program else None,
        "outcome": presenters.outcome_view(None if program else queries.last_program_for(athlete)),
        "screening": presenters.gate_view(safety),
    }
    return render_page(
        request, "programs/program_detail.html", context, partials=("program_weeks",)
    )


def _adherence_lines(athlete: Athlete, sessions: Iterable[Session]) -> tuple[str, ...]:
    """What was done of what was due, for information."""
    found = queries.adherence_of(sessions, athlete, today=timezone.localdate())
    return presenters.adherence_lines(found)


@require_POST
def program_create(request: AthleteRequest) -> HttpResponse:
    """Make a program from today's findings, and from what is wished of it if anything is."""
    form = WishForm(request.POST) if "weeks" in request.POST else None
    if form is not None and not form.is_valid():
        return preview_page(request, form, status=422)
    try:
        made = services.create_program(
            athlete=request.athlete,
            starts_on=timezone.localdate(),
            wish=form.wish() if form is not None else None,
        )
    except services.NotScreenedError:
        return redirect_to(request, "assessments:screening_detail")
    except services.UnsafePlanError:
        logger.exception("A generated program broke a rule and was not kept.")
        return render_page(request, "programs/program_impossible.html", {"reasons": ()}, status=422)
    if isinstance(made, NoProgram):
        context = {"reasons": presenters.reason_views(made.reasons)}
        return render_page(request, "programs/program_impossible.html", context, status=422)
    services.keep_absences(athlete=request.athlete, today=timezone.localdate())
    messages.success(request, _("Your program is ready."))
    return redirect_to(request, "programs:program_detail")


@require_POST
def program_stop(request: AthleteRequest) -> HttpResponse:
    """End the active program."""
    program = queries.active_program_for(request.athlete)
    if program is not None:
        services.stop_program(program=program)
        messages.success(request, _("The program is stopped. Your log is untouched."))
    return redirect_to(request, "programs:program_detail")


@require_safe
def session_detail(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Every line of a session with its reasons, and what the athlete changed in it."""
    return session_page(request, pk)


def session_page(
    request: AthleteRequest,
    pk: UUID,
    *,
    refused: Sequence[presenters.WarningView] = (),
    status: int = 200,
) -> HttpResponse:
    """The page of a session; ``refused`` says why something asked on it was not done."""
    athlete, unit = request.athlete, request.athlete.weight_unit
    session, today = queries.session_for(athlete, pk), timezone.localdate()
    blocked = queries.safety_for(athlete, today=today).blocked_regions
    own = queries.own_changes_of(session)
    names = queries.names_in(athlete, [breach for change in own for breach in change.breaches])
    context = {
        "session": presenters.session_view(
            session,
            unit=unit,
            today=today,
            left_alone=queries.left_alone_in(session, blocked),
        ),
        "changes": presenters.change_views(queries.changes_after(session), unit=unit),
        "own_changes": presenters.change_views(own, unit=unit, names=names),
        "taken_out": presenters.taken_out_views(
            queries.taken_out_of(session), excluded=queries.excluded_for(athlete) if own else ()
        ),
        "refused": refused,
    }
    return render_page(request, "programs/session_detail.html", context, status=status)

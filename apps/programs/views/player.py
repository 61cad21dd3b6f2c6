"""The player: a page without anybody's data, and the two presses that work without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.core.htmx import redirect_to
from apps.core.shells import render_shell
from apps.programs import queries, services

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from apps.core.requests import AthleteRequest


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


@login_not_required
@require_safe
def player(request: HttpRequest, **_which: UUID) -> HttpResponse:
    """The set to do now; the browser fills this shell from what the device keeps.

    It is the same page for everybody and for every session: the browser reads which from the
    address.
    """
    return render_shell(request, "programs/session_player.html")


@require_POST
def session_finish(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Close the session from its own page: the log, the levels and the next loads follow."""
    session = queries.session_row_for(request.athlete, pk)
    services.finish_session(session=session, athlete=request.athlete, now=timezone.now())
    return redirect_to(request, "programs:session_detail", pk)

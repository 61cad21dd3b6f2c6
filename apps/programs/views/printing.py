"""Sessions on paper: a week, or one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.core.htmx import redirect_to, render_page
from apps.programs import presenters, queries

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.http import HttpResponse

    from apps.core.requests import AthleteRequest
    from apps.programs.models import Session


@require_safe
def program_print(request: AthleteRequest) -> HttpResponse:
    """One week of the active program: the one that is asked for, else the one to do now."""
    program = queries.active_program_for(request.athlete)
    if program is None:
        return redirect_to(request, "programs:program_detail")
    week = presenters.week_asked(
        request.GET.get("week", ""),
        weeks=program.weeks,
        now=queries.week_to_do(program),
    )
    title = _("Week %(week)s of %(weeks)s") % {"week": week, "weeks": program.weeks}
    others = [n for n in range(1, program.weeks + 1) if n != week]
    return _sheet(request, queries.sessions_to_print(program, week=week), title, others=others)


@require_safe
def session_print(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """One session."""
    session = queries.session_for(request.athlete, pk)
    return _sheet(request, (session,), presenters.session_title(session.focus))


def _sheet(
    request: AthleteRequest, sessions: Iterable[Session], title: str, *, others: Iterable[int] = ()
) -> HttpResponse:
    unit = request.athlete.weight_unit
    context = {
        "title": title,
        "unit": unit,
        "sessions": presenters.print_sessions(sessions, unit=unit),
        "others": tuple(others),
    }
    return render_page(request, "programs/program_print.html", context)

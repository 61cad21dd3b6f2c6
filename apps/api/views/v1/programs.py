"""Programs: what was made, from which reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from apps.api import queries
from apps.api.domain.scopes import Scope
from apps.api.forms.queries import ListQuery
from apps.api.presenters.programs import ProgramOut, ProgramPage, program_data
from apps.programs import queries as plans

from . import changing
from .access import ApiRequest
from .routing import operation

if TYPE_CHECKING:
    from apps.programs.models import Program

TAG = "programs"
router = Router()


@operation(
    router,
    "GET",
    "programs",
    scope=Scope.PROGRAMS_READ,
    answers={200: ProgramPage},
    summary=_("List programs"),
    description=_("The newest first, without their sessions."),
)
def list_programs(request: ApiRequest, asked: Query[ListQuery]) -> dict[str, Any]:
    """Every program there ever was."""
    athlete = request.auth.athlete
    rows = plans.programs_for(athlete)
    page = queries.page_of(rows, by="created_at", limit=asked.limit, after=asked.after_moment())
    with_pain = changing.reads_pain(request)
    items = [program_data(row, unit=athlete.weight_unit, with_pain=with_pain) for row in page.rows]
    return {"items": items, "next": page.next}


@operation(
    router,
    "GET",
    "programs/current",
    scope=Scope.PROGRAMS_READ,
    answers={200: ProgramOut},
    refusals=(404,),
    summary=_("The running program"),
    description=_("With its sessions, their lines and the reason for each; 404 when none runs."),
)
def get_current_program(request: ApiRequest) -> dict[str, Any]:
    """The active program."""
    active = plans.active_program_for(request.auth.athlete)
    if active is None:
        raise Http404
    return _whole(request, active.pk)


@operation(
    router,
    "GET",
    "programs/{uuid:program_id}",
    scope=Scope.PROGRAMS_READ,
    answers={200: ProgramOut},
    refusals=(404,),
    summary=_("One program"),
    description=_("With its sessions, their lines and the reason for each."),
)
def get_program(request: ApiRequest, program_id: UUID) -> dict[str, Any]:
    """One program."""
    return _whole(request, program_id)


def _whole(request: ApiRequest, program_id: UUID) -> dict[str, Any]:
    athlete = request.auth.athlete
    program: Program = plans.program_with_lines_for(athlete, program_id)
    blocked = plans.safety_for(athlete, today=timezone.localdate()).blocked_regions
    return program_data(
        program,
        unit=athlete.weight_unit,
        with_pain=changing.reads_pain(request),
        left_alone={
            session.pk: plans.left_alone_in(session, blocked) for session in program.sessions.all()
        },
    )

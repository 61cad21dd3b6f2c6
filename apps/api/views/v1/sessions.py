"""Sessions: which day asks for what, and changes of the days."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from apps.api import queries
from apps.api.domain.problems import Code, FieldProblem, Refusal
from apps.api.domain.scopes import Scope
from apps.api.forms.bodies import SessionMove
from apps.api.forms.queries import SessionQuery
from apps.api.presenters.programs import (
    SessionOut,
    SessionPage,
    lines_data,
    obstacle_data,
    session_data,
)
from apps.programs import queries as plans
from apps.programs import services
from apps.programs.forms import MoveForm
from apps.programs.presenters import rest_words

from . import changing
from .access import ApiRequest
from .routing import operation

if TYPE_CHECKING:
    from apps.programs.models import Session

TAG = "sessions"
router = Router()


@operation(
    router,
    "GET",
    "sessions",
    scope=Scope.PROGRAMS_READ,
    answers={200: SessionPage},
    summary=_("List sessions"),
    description=_(
        "The calendar: the earliest first; `since` and `until` are days, both included. Sessions of "
        "programs that were stopped are told too: ask for one program by `program_id`."
    ),
)
def list_sessions(request: ApiRequest, asked: Query[SessionQuery]) -> dict[str, Any]:
    """Sessions of some days."""
    rows = plans.every_session_for(request.auth.athlete)
    asked_for = {
        "date__gte": asked.since,
        "date__lte": asked.until,
        "program": asked.program_id,
    }
    rows = rows.filter(**{name: value for name, value in asked_for.items() if value is not None})
    page = queries.page_of(
        rows, by="date", limit=asked.limit, after=asked.after_day(), newest_first=False
    )
    return {"items": [session_data(row) for row in page.rows], "next": page.next}


@operation(
    router,
    "GET",
    "sessions/{uuid:session_id}",
    scope=Scope.PROGRAMS_READ,
    answers={200: SessionOut},
    refusals=(404,),
    summary=_("One session with its lines"),
    description=_(
        "`obstacle` says why it cannot begin now: whoever leads an athlete through a session stops there. "
        "A line with `is_left_alone` works an area that is to be left alone and is not to be done."
    ),
)
def get_session(request: ApiRequest, session_id: UUID) -> dict[str, Any]:
    """One session, whether it may begin, and what each line asks."""
    athlete, today = request.auth.athlete, timezone.localdate()
    session = plans.session_for(athlete, session_id)
    safety = plans.safety_for(athlete, today=today)
    obstacle = None
    if session.status == "planned":
        obstacle = plans.obstacle_to(athlete, session, today=today, safety=safety)
    return session_data(session) | {
        "obstacle": obstacle_data(obstacle),
        "lines": lines_data(
            session,
            unit=athlete.weight_unit,
            with_pain=changing.reads_pain(request),
            left_alone=plans.left_alone_in(session, safety.blocked_regions),
        ),
    }


@operation(
    router,
    "POST",
    "sessions/{uuid:session_id}/skip",
    scope=Scope.PROGRAMS_WRITE,
    answers={200: SessionOut},
    refusals=(404, 409),
    summary=_("Leave a session out"),
    description=_("Nothing is made up for later. Twice is once."),
)
def skip_session(request: ApiRequest, session_id: UUID) -> dict[str, Any]:
    """Leave it out."""
    return _decided(request, session_id, services.skip_session)


@operation(
    router,
    "POST",
    "sessions/{uuid:session_id}/bring-back",
    scope=Scope.PROGRAMS_WRITE,
    answers={200: SessionOut},
    refusals=(404, 409),
    summary=_("Plan a session again that was left out"),
    description=_("On the day it had. Twice is once."),
)
def bring_back_session(request: ApiRequest, session_id: UUID) -> dict[str, Any]:
    """Plan it again."""
    return _decided(request, session_id, services.bring_back_session)


@operation(
    router,
    "POST",
    "sessions/{uuid:session_id}/move",
    scope=Scope.PROGRAMS_WRITE,
    answers={200: SessionOut},
    refusals=(404, 409),
    summary=_("Do a session on another day"),
    description=_(
        "From today on. A day that gives the same muscles no rest is refused with `no-rest-between` until "
        "`is_sure` is true: let the athlete decide. The same day twice is once."
    ),
)
def move_session(request: ApiRequest, session_id: UUID, body: SessionMove) -> dict[str, Any]:
    """Plan it for another day, by the rules of the calendar's own form."""
    form = MoveForm({"date": body.date.isoformat()}, today=timezone.localdate())
    if not form.is_valid():
        wrong = FieldProblem(field="date", code="day", message=str(form.errors["date"][0]))
        raise Refusal(Code.INVALID, errors=(wrong,))

    def move(*, session: Session, athlete: Any) -> Session:
        return services.move_session(
            session=session, athlete=athlete, to=body.date, is_sure=body.is_sure
        )

    return _decided(request, session_id, move)


def _decided(request: ApiRequest, session_id: UUID, act: Callable[..., Session]) -> dict[str, Any]:
    session = plans.session_row_for(request.auth.athlete, session_id)
    try:
        return session_data(act(session=session, athlete=request.auth.athlete))
    except services.RestMissingError as error:
        raise Refusal(Code.NO_REST, rest_words(error.muscles)) from None
    except ValidationError as error:
        raise Refusal(Code.REFUSED, " ".join(error.messages)) from None

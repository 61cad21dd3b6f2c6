"""Sets: one row a set and a side."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Status

from apps.api import queries
from apps.api.domain.problems import Code, FieldProblem, Refusal
from apps.api.domain.scopes import Scope
from apps.api.forms.bodies import SetChange, SetCreate
from apps.api.forms.fields import SeenRevision
from apps.api.forms.queries import SetQuery
from apps.api.presenters.log import SetOut, SetPage, set_data
from apps.exercises.queries import exercise_for
from apps.lifts.domain.operations import Entity
from apps.lifts.queries import lift_set_for, sets_for, workout_behind, workout_for

from . import changing
from .access import ApiRequest
from .changing import KeyHeader
from .routing import operation

TAG = "sets"
router = Router()


@operation(
    router,
    "GET",
    "sets",
    scope=Scope.TRAINING_READ,
    answers={200: SetPage},
    summary=_("List sets"),
    description=_(
        "The latest first, one row a side. A side that has no row was not logged: that is neither a zero "
        "nor a tie. `rir` null is unknown, 0 the last rep there was."
    ),
)
def list_sets(request: ApiRequest, asked: Query[SetQuery]) -> dict[str, Any]:
    """Sets of a workout, of an exercise, of some time."""
    rows = sets_for(request.auth.athlete)
    asked_for = {
        "workout": asked.workout_id,
        "exercise": asked.exercise_id,
        "side": asked.side,
        "kind": asked.kind,
        "performed_at__gte": asked.since,
        "performed_at__lte": asked.until,
    }
    rows = rows.filter(**{name: value for name, value in asked_for.items() if value is not None})
    page = queries.page_of(rows, by="performed_at", limit=asked.limit, after=asked.after_moment())
    with_pain = changing.reads_pain(request)
    return {"items": [set_data(row, with_pain=with_pain) for row in page.rows], "next": page.next}


@operation(
    router,
    "POST",
    "sets",
    scope=Scope.TRAINING_WRITE,
    answers={201: SetOut, 200: SetOut},
    refusals=(404, 409),
    summary=_("Log a set"),
    description=_(
        "One side at a time, and always a side: `left`, `right`, `both` for one load that both limbs "
        "share, `each` for a count whose sides were not told apart, which never reaches a verdict. "
        "Without `set_index` it is the next of its side, without `performed_at` it was done now, or at "
        "the end of a workout that is over. Give it an `id` of your own (a UUIDv7) or an "
        "Idempotency-Key: sent again it is stored once, and the answer is 200."
    ),
)
def create_set(request: ApiRequest, body: SetCreate, key: KeyHeader) -> Status[Any]:
    """Log one set of one side once."""
    fields = body.fields()
    changing.guard_pain(request, fields)
    made_at = _parents(request, body)
    row_id = body.id
    result = changing.create(
        request, Entity.LIFT_SET, row_id=row_id, fields=fields, key=key, made_at=made_at
    )
    told = set_data(result.row, with_pain=changing.reads_pain(request), outcome=result)
    return Status(changing.status_of(result, row_id), told)


@operation(
    router,
    "GET",
    "sets/{uuid:set_id}",
    scope=Scope.TRAINING_READ,
    answers={200: SetOut},
    refusals=(404,),
    summary=_("One set"),
    description=_("Its load as it was typed, and in kilograms."),
)
def get_set(request: ApiRequest, set_id: UUID) -> dict[str, Any]:
    """One set."""
    row = lift_set_for(request.auth.athlete, set_id)
    return set_data(row, with_pain=changing.reads_pain(request))


@operation(
    router,
    "PATCH",
    "sets/{uuid:set_id}",
    scope=Scope.TRAINING_WRITE,
    answers={200: SetOut},
    refusals=(404, 409),
    summary=_("Change a set"),
    description=_(
        "Only what you send changes; its workout and exercise never do. With `base_revision`, the revision "
        "that you have seen, fields that others changed meanwhile are kept, and `change` says which of "
        "them you overrode."
    ),
)
def change_set(
    request: ApiRequest, set_id: UUID, body: SetChange, key: KeyHeader
) -> dict[str, Any]:
    """Change some of its fields."""
    fields = body.fields()
    changing.guard_pain(request, fields)
    lift_set_for(request.auth.athlete, set_id)
    result = changing.change(
        request, Entity.LIFT_SET, set_id, fields=fields, base_revision=body.base_revision, key=key
    )
    return set_data(result.row, with_pain=changing.reads_pain(request), outcome=result)


@operation(
    router,
    "DELETE",
    "sets/{uuid:set_id}",
    scope=Scope.TRAINING_WRITE,
    answers={204: None},
    refusals=(404, 409),
    summary=_("Delete a set"),
    description=_("With `base_revision` only if nobody changed it since."),
)
def delete_set(
    request: ApiRequest,
    set_id: UUID,
    key: KeyHeader,
    base_revision: Query[SeenRevision | None] = None,
) -> Status[Any]:
    """Take it out of the log."""
    op_id = changing.op_id_of(request, key)
    lift_set_for(request.auth.athlete, set_id, deleted_by=op_id)
    changing.delete(request, Entity.LIFT_SET, set_id, base_revision=base_revision, key=key)
    return Status(204, None)


def _parents(request: ApiRequest, body: SetCreate) -> Any:
    """When a set without a time was done; its workout and exercise have to be the athlete's."""
    athlete = request.auth.athlete
    workout_id = workout_behind(athlete, body.workout_id)
    try:
        exercise_for(athlete, body.exercise_id)
    except Http404:
        raise _not_yours("exercise_id") from None
    try:
        workout = workout_for(athlete, workout_id or body.workout_id)
    except Http404:
        raise _not_yours("workout_id") from None
    return workout.ended_at


def _not_yours(name: str) -> Refusal:
    words = str(_("This is not in your log."))
    return Refusal(Code.INVALID, errors=(FieldProblem(field=name, code="unknown", message=words),))

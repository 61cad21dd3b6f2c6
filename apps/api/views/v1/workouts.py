"""Workouts: what was done, day by day."""

from __future__ import annotations

import zoneinfo
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Status

from apps.api import queries
from apps.api.domain.scopes import Scope
from apps.api.forms.bodies import WorkoutChange, WorkoutCreate
from apps.api.forms.fields import SeenRevision
from apps.api.forms.queries import WorkoutQuery
from apps.api.presenters.log import WorkoutOut, WorkoutPage, workout_data
from apps.lifts.domain.operations import Entity
from apps.lifts.queries import sets_of_workout, workout_for, workouts_for

from . import changing
from .access import ApiRequest
from .changing import KeyHeader
from .routing import operation

TAG = "workouts"
router = Router()


@operation(
    router,
    "GET",
    "workouts",
    scope=Scope.TRAINING_READ,
    answers={200: WorkoutPage},
    summary=_("List workouts"),
    description=_("The latest first; `since` and `until` are days, both included."),
)
def list_workouts(request: ApiRequest, asked: Query[WorkoutQuery]) -> dict[str, Any]:
    """Workouts of some days."""
    rows = workouts_for(request.auth.athlete)
    if asked.since is not None:
        rows = rows.filter(local_date__gte=asked.since)
    if asked.until is not None:
        rows = rows.filter(local_date__lte=asked.until)
    page = queries.page_of(rows, by="started_at", limit=asked.limit, after=asked.after_moment())
    return {"items": [workout_data(row) for row in page.rows], "next": page.next}


@operation(
    router,
    "POST",
    "workouts",
    scope=Scope.TRAINING_WRITE,
    answers={201: WorkoutOut, 200: WorkoutOut},
    refusals=(404, 409),
    summary=_("Begin or write down a workout"),
    description=_(
        "Give it an `id` of your own (a UUIDv7) or an Idempotency-Key: sent again it is made once, and "
        "the answer is 200. Without `ended_at` it runs. One that is begun while another runs on the same "
        "day is joined to that one, which is the answer then."
    ),
)
def create_workout(request: ApiRequest, body: WorkoutCreate, key: KeyHeader) -> Status[Any]:
    """Make a workout once."""
    fields = body.told()
    row_id = fields.pop("id", None)
    zone = fields.setdefault("time_zone", request.auth.athlete.time_zone)
    if "local_date" not in fields and zone in zoneinfo.available_timezones():
        fields["local_date"] = body.started_at.astimezone(zoneinfo.ZoneInfo(zone)).date()
    result = changing.create(request, Entity.WORKOUT, row_id=row_id, fields=fields, key=key)
    status = changing.status_of(result, row_id)
    return Status(status, workout_data(result.row, outcome=result))


@operation(
    router,
    "GET",
    "workouts/{uuid:workout_id}",
    scope=Scope.TRAINING_READ,
    answers={200: WorkoutOut},
    refusals=(404,),
    summary=_("One workout with its sets"),
    description=_("Pain numbers are told only to tokens with `pain:read`."),
)
def get_workout(request: ApiRequest, workout_id: UUID) -> dict[str, Any]:
    """One workout."""
    workout = workout_for(request.auth.athlete, workout_id)
    sets = sets_of_workout(request.auth.athlete, workout)
    return workout_data(workout, sets=sets, with_pain=changing.reads_pain(request))


@operation(
    router,
    "PATCH",
    "workouts/{uuid:workout_id}",
    scope=Scope.TRAINING_WRITE,
    answers={200: WorkoutOut},
    refusals=(404, 409),
    summary=_("Change a workout"),
    description=_(
        "Only what you send changes. With `base_revision`, the revision that you have seen, fields that "
        "others changed meanwhile are kept, and `change` says which of them you overrode."
    ),
)
def change_workout(
    request: ApiRequest, workout_id: UUID, body: WorkoutChange, key: KeyHeader
) -> dict[str, Any]:
    """Change some of its fields."""
    workout_for(request.auth.athlete, workout_id)
    fields = body.told()
    base = fields.pop("base_revision", None)
    result = changing.change(
        request, Entity.WORKOUT, workout_id, fields=fields, base_revision=base, key=key
    )
    return workout_data(result.row, outcome=result)


@operation(
    router,
    "DELETE",
    "workouts/{uuid:workout_id}",
    scope=Scope.TRAINING_WRITE,
    answers={204: None},
    refusals=(404, 409),
    summary=_("Delete a workout with its sets"),
    description=_("With `base_revision` only if nobody changed it since."),
)
def delete_workout(
    request: ApiRequest,
    workout_id: UUID,
    key: KeyHeader,
    base_revision: Query[SeenRevision | None] = None,
) -> Status[Any]:
    """Take it out of the log."""
    op_id = changing.op_id_of(request, key)
    workout_for(request.auth.athlete, workout_id, deleted_by=op_id)
    changing.delete(request, Entity.WORKOUT, workout_id, base_revision=base_revision, key=key)
    return Status(204, None)

"""From planned workouts to rows of the log, in one transaction and little memory."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection, transaction
from msgspec import Struct

from apps.core.events import Event, News, announce
from apps.lifts import queries as lifts
from apps.lifts.domain.operations import Entity, OperationKind, OperationRequest
from apps.lifts.services import copy_new_rows, refresh_statistics

from ..domain.answers import Answers
from ..domain.dialects import read_items
from ..domain.identity import Identities
from ..domain.plan import (
    PlannedSet,
    PlannedWorkout,
    Planner,
    plan_as_they_come,
    plan_in_parts,
)
from ..domain.rows import NumberedRow, Problem

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

_SETS_A_BATCH = 2000

type Report = Callable[[int], None]
"""Is told how many sets were dealt with so far."""


class ImportResult(Struct, frozen=True, kw_only=True):
    """What storing a file did, in rows."""

    added: int
    known: int
    left_out: int
    refused: int


class Stored(Struct, frozen=True, kw_only=True):
    """What storing did, and the sets it made: 16 bytes of each."""

    result: ImportResult
    set_ids: bytes


class _News(Struct, frozen=True, kw_only=True):
    """The part of a plan that the log does not have yet."""

    workouts: tuple[PlannedWorkout, ...]
    sets: tuple[tuple[PlannedWorkout, PlannedSet], ...]
    listed: frozenset[tuple[UUID, UUID]]


def planner_for(athlete: Athlete, answers: Answers, now: dt.datetime) -> Planner:
    """A planner that refuses days to come; somewhere on Earth it is already tomorrow."""
    last_day = now.date() + dt.timedelta(days=1)
    return Planner(answers=answers, athlete_id=athlete.pk, last_day=last_day)


@transaction.atomic
def store_content(
    *,
    athlete: Athlete,
    content: bytes,
    answers: Answers,
    now: dt.datetime,
    report: Report = lambda _sets: None,
    is_together: bool = False,
) -> Stored:
    """Log the rows of a file that the log does not have yet, all or none.

    ``is_together`` tells that the rows of each workout stand together, as the preview found: such a file is
    read once.
    """
    take_time()
    planner = planner_for(athlete, answers, now)
    refused: set[int] = set()

    def read() -> Iterable[NumberedRow]:
        for item in read_items(content):
            if isinstance(item, Problem):
                refused.add(item.line)
            else:
                yield item

    added = seen = 0
    set_ids = bytearray()
    exercises: set[UUID] = set()
    workouts = plan_as_they_come(read(), planner) if is_together else plan_in_parts(read, planner)
    for batch in in_batches(workouts):
        news = news_of(athlete, batch)
        copy_new_rows(athlete=athlete, additions=list(_additions(athlete, news)))
        seen += sum(len(workout.sets) for workout in batch)
        added += len(news.sets)
        set_ids += b"".join(planned.id.bytes for _workout, planned in news.sets)
        exercises.update(planned.exercise_id for _workout, planned in news.sets)
        report(seen)
    tell_of_new_sets(athlete, added=added, exercise_ids=exercises)
    refused.update(problem.line for problem in planner.problems)
    result = ImportResult(
        added=added, known=seen - added, left_out=planner.left_out, refused=len(refused)
    )
    return Stored(result=result, set_ids=bytes(set_ids))


def tell_of_new_sets(athlete: Athlete, *, added: int, exercise_ids: Iterable[UUID]) -> None:
    """Let verdicts be made anew once what was added is there to be seen."""
    if added >= _SETS_A_BATCH:
        # Before whoever hears the news asks for the rows: without it such questions took over eight seconds.
        transaction.on_commit(refresh_statistics, robust=True)
    if added:
        announce(
            News(
                event=Event.SETS_IMPORTED,
                athlete_id=athlete.pk,
                exercise_ids=frozenset(exercise_ids),
            )
        )


def known_sets(athlete: Athlete, workouts: Iterable[PlannedWorkout]) -> int:
    """How many sets of planned workouts the log has already."""
    known = 0
    for batch in in_batches(workouts):
        known += sum(len(workout.sets) for workout in batch) - len(news_of(athlete, batch).sets)
    return known


def in_batches(workouts: Iterable[PlannedWorkout]) -> Iterator[list[PlannedWorkout]]:
    """Whole workouts, about two thousand sets at a time."""
    batch: list[PlannedWorkout] = []
    size = 0
    for workout in workouts:
        batch.append(workout)
        size += len(workout.sets)
        if size >= _SETS_A_BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def take_time() -> None:
    """Let this transaction think longer between two statements than a page may: files are long."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = '5min'")


def news_of(athlete: Athlete, workouts: Sequence[PlannedWorkout]) -> _News:
    """Leave out what the log ever held, so that a deleted set does not come back by itself."""
    known_workouts = lifts.known_workouts_for(athlete, [one.id for one in workouts])
    names: set[UUID] = set()
    for workout in workouts:
        for planned in workout.sets:
            if planned.row.set_id is not None:
                names |= {planned.id, planned.row.set_id}
            elif workout.id in known_workouts:
                # Its key follows from the workout's: where that was never here, nor was the set.
                names.add(planned.id)
    known_sets = lifts.known_set_ids_for(athlete, names)
    sets = tuple(
        (workout, planned)
        for workout in workouts
        if known_workouts.get(workout.id, True)
        for planned in workout.sets
        if planned.id not in known_sets and planned.row.set_id not in known_sets
    )
    with_news = {workout.id for workout, _planned in sets}
    return _News(
        workouts=tuple(
            one for one in workouts if one.id in with_news and one.id not in known_workouts
        ),
        sets=sets,
        listed=lifts.listed_exercises_for(athlete, known_workouts),
    )


type Addition = tuple[OperationRequest, Mapping[str, Any]]
"""What makes a row of the log, and its values."""


def _additions(athlete: Athlete, news: _News) -> Iterator[Addition]:
    identities = Identities(athlete_id=athlete.pk)
    for workout in news.workouts:
        yield put(identities, Entity.WORKOUT, workout.id, _workout_fields(workout))
    listed = set(news.listed)
    positions = Counter(workout_id for workout_id, _exercise_id in listed)
    for workout, planned in news.sets:
        pair = (workout.id, planned.exercise_id)
        if pair not in listed:
            listed.add(pair)
            positions[workout.id] += 1
            fields = {
                "workout_id": workout.id,
                "exercise_id": planned.exercise_id,
                "position": positions[workout.id],
                "first_side": planned.row.first_side or "",
            }
            key = identities.of("workout_exercise", *pair)
            yield put(identities, Entity.WORKOUT_EXERCISE, key, fields)
        yield put(identities, Entity.LIFT_SET, planned.id, _set_fields(workout, planned))


def put(
    identities: Identities, entity: Entity, entity_id: UUID, fields: Mapping[str, Any]
) -> Addition:
    """What makes one row under this key."""
    operation = OperationRequest(
        op_id=identities.of("operation", entity_id),
        entity=entity,
        entity_id=entity_id,
        kind=OperationKind.PUT,
        fields=fields,
    )
    return operation, fields


def _workout_fields(workout: PlannedWorkout) -> dict[str, Any]:
    return {
        "title": workout.title,
        "started_at": workout.started_at,
        "ended_at": workout.ended_at,
        "time_zone": workout.time_zone,
        "local_date": workout.local_date,
    }


def _set_fields(workout: PlannedWorkout, planned: PlannedSet) -> dict[str, Any]:
    row = planned.row
    return {
        "workout_id": workout.id,
        "exercise_id": planned.exercise_id,
        "performed_at": planned.performed_at,
        "set_index": planned.set_index,
        "side": row.side,
        "side_source": row.side_source,
        "pair_order": planned.pair_order,
        "kind": row.kind,
        "typed_load": row.load,
        "typed_unit": row.unit or "",
        "load_basis": row.load_basis,
        "rep_convention": row.rep_convention,
        "reps": row.reps,
        "seconds": row.seconds,
        "rir": row.rir,
        "pain": row.pain,
        "capped_by_plan": row.capped,
        "note": row.note,
    }

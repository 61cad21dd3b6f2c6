"""Everything the log needs to go on without a network, in few statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import IntegerField, OuterRef, Q, Subquery, UUIDField, Value
from django.db.models.functions import Cast, JSONObject
from django.utils import timezone
from msgspec import Struct

from apps.exercises.domain.vocabulary import SetSide
from apps.exercises.queries import visible_exercises_for
from apps.lifts.domain.bests import SideBests
from apps.lifts.models import LiftSet, Workout, WorkoutExercise

from .bests import read_bests, stored_bests_beside
from .measures import WeighIns
from .sides import FirstSide, first_sides_for, usual_first_side

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

RECENT: Final = 40
"""Exercises whose last sets and bests come along."""
PAST_WORKOUTS: Final = 6
_UNREAD: Final = (
    *("search_text", "cues", "aliases", "planes", "primary_muscles", "secondary_muscles"),
    *("joints", "equipment", "cautions"),
)
"""What the catalogue tells, which comes by itself."""


class SessionLink(Struct, frozen=True, kw_only=True):
    """The session that a workout is to fulfil."""

    id: UUID
    title: str
    url: str


class ListedExercise(Struct, frozen=True, kw_only=True):
    """A line of a workout's list; without a key when only its sets say that it was done."""

    workout_id: UUID
    exercise_id: UUID
    id: UUID | None
    revision: int | None
    position: int
    first_side: str
    superset: UUID | None


class Known(Struct, frozen=True, kw_only=True):
    """What is known of an exercise before the running workout."""

    exercise: Any
    first_side: FirstSide
    last: tuple[LiftSet, ...]
    bests: dict[SetSide, SideBests]


class LogSnapshot(Struct, frozen=True, kw_only=True):
    """The running workout, and what helps to go on with it or to start another.

    ``known`` are the exercises of the running workout and the ``recent`` ones, the latest first;
    ``first_sides`` are the sides of all others that do not start as usual.
    """

    at: dt.datetime
    workout: Workout | None
    session: SessionLink | None
    finished: tuple[Workout, ...]
    lines: dict[UUID, list[ListedExercise]]
    sets: tuple[LiftSet, ...]
    known: dict[UUID, Known]
    recent: tuple[UUID, ...]
    first_sides: dict[UUID, FirstSide]


type SessionFinder = Callable[[Athlete, UUID], SessionLink | None]

_session_finders: list[SessionFinder] = []


def register_session_finder(finder: SessionFinder) -> None:
    """Ask ``finder`` which session a running workout fulfils: sessions live above the log."""
    if finder not in _session_finders:
        _session_finders.append(finder)


def log_snapshot_for(athlete: Athlete, *, weigh_ins: WeighIns = ()) -> LogSnapshot:
    """Read the whole snapshot: six statements, whatever the length of the log."""
    at = timezone.now()
    running, finished = _workouts(athlete)
    workouts = [*([running] if running else []), *finished]
    lines = _lines(athlete, workouts)
    listed = [line.exercise_id for line in lines.get(running.pk, ())] if running else []
    exercises, latest = _exercises(athlete, running)
    recent = sorted(latest, key=lambda pk: latest[pk][1], reverse=True)[:RECENT]
    chosen = {pk: exercises[pk] for pk in (*listed, *recent) if pk in exercises}
    workout_of = {pk: latest[pk][0] for pk in chosen if pk in latest}
    sets, last = _sets(athlete, running, workout_of)
    sides = first_sides_for(athlete, exercises.values())
    usual = usual_first_side(athlete)
    stored = {exercises[pk]: exercises[pk].stored_bests for pk in workout_of}
    bests = read_bests(athlete, stored, weigh_ins=weigh_ins)
    return LogSnapshot(
        at=at,
        workout=running,
        session=session_link_for(athlete, running),
        finished=tuple(finished),
        lines=lines,
        sets=tuple(sets),
        known={
            pk: Known(
                exercise=exercise,
                first_side=sides[pk],
                last=tuple(last.get(pk, ())),
                bests=bests.get(pk, {}),
            )
            for pk, exercise in chosen.items()
        },
        recent=tuple(recent),
        first_sides={pk: side for pk, side in sides.items() if side != usual and pk not in chosen},
    )


def _workouts(athlete: Athlete) -> tuple[Workout | None, list[Workout]]:
    mine = Workout.objects.of(athlete)
    finished = mine.exclude(ended_at=None).order_by("-started_at")[:PAST_WORKOUTS]
    found = list(mine.running().order_by()[:1].union(finished, all=True))
    running = next((workout for workout in found if workout.ended_at is None), None)
    ended = [workout for workout in found if workout.ended_at is not None]
    return running, sorted(ended, key=lambda workout: workout.started_at, reverse=True)


def _lines(athlete: Athlete, workouts: Sequence[Workout]) -> dict[UUID, list[ListedExercise]]:
    """The lists of these workouts, each with what has sets without standing on it at its end."""
    of_them = {"workout__in": [workout.pk for workout in workouts]}
    columns = ("workout_id", "exercise_id", "id", "revision", "position", "first_side", "superset")
    listed = WorkoutExercise.objects.of(athlete).filter(**of_them).order_by()
    done = LiftSet.objects.of(athlete).filter(**of_them).order_by()
    unlisted = done.values_list(
        "workout_id",
        "exercise_id",
        Cast(Value(None), UUIDField()),
        Cast(Value(None), IntegerField()),
        Value(0),
        Value(""),
        Cast(Value(None), UUIDField()),
    ).distinct()
    found: dict[UUID, dict[UUID, ListedExercise]] = {}
    rows = [
        ListedExercise(**dict(zip(columns, values, strict=True)))
        for values in listed.values_list(*columns).union(unlisted, all=True).order_by()
    ]
    for row in sorted(rows, key=lambda row: (row.id is None, row.position, str(row.id))):
        found.setdefault(row.workout_id, {}).setdefault(row.exercise_id, row)
    return {workout_id: list(lines.values()) for workout_id, lines in found.items()}


def _exercises(
    athlete: Athlete, running: Workout | None
) -> tuple[dict[UUID, Any], dict[UUID, tuple[UUID, str]]]:
    """Every exercise, and by exercise its latest workout before ``running`` with the moment.

    One look into the index an exercise, instead of reading the log.
    """
    sets = LiftSet.objects.of(athlete).filter(exercise=OuterRef("pk"), workout__deleted_at=None)
    if running is not None:
        sets = sets.exclude(workout=running)
    newest = sets.order_by("-performed_at").values(
        one=JSONObject(workout="workout_id", at="performed_at")
    )
    rows = visible_exercises_for(athlete).order_by().defer(*_UNREAD)
    beside = {
        "newest": Subquery(newest[:1]),
        "stored_bests": stored_bests_beside(athlete, OuterRef("pk")),
    }
    exercises: dict[UUID, Any] = {row.pk: row for row in rows.annotate(**beside)}
    latest = {
        pk: (UUID(row.newest["workout"]), row.newest["at"])
        for pk, row in exercises.items()
        if row.newest is not None
    }
    return exercises, latest


def _sets(
    athlete: Athlete, running: Workout | None, workout_of: dict[UUID, UUID]
) -> tuple[list[LiftSet], dict[UUID, list[LiftSet]]]:
    """The running workout's sets, and by exercise those of its latest workout before."""
    together: dict[UUID, list[UUID]] = {}
    for exercise_id, workout_id in workout_of.items():
        together.setdefault(workout_id, []).append(exercise_id)
    wanted = Q(workout=running) if running is not None else Q(pk__in=())
    for workout_id, exercise_ids in together.items():
        wanted |= Q(workout_id=workout_id, exercise_id__in=exercise_ids)
    now: list[LiftSet] = []
    last: dict[UUID, list[LiftSet]] = {}
    for row in LiftSet.objects.of(athlete).filter(wanted):
        if running is not None and row.workout_id == running.pk:
            now.append(row)
        else:
            last.setdefault(row.exercise_id, []).append(row)
    return now, last


def session_link_for(athlete: Athlete, running: Workout | None) -> SessionLink | None:
    """The session that a running workout is to fulfil, if there is one."""
    if running is None:
        return None
    found = (finder(athlete, running.pk) for finder in _session_finders)
    return next((link for link in found if link is not None), None)

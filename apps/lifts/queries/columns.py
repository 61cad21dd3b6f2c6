"""The log as columns: one numpy array a property, for whatever computes over years of it.

Tens of thousands of rows as objects cost more than everything that is computed from them. Here
the database packs each column into one array, and numpy reads the bytes as they come.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Final
from uuid import UUID

import numpy as np
from django.db import connection
from msgspec import Struct
from numpy.typing import NDArray
from psycopg import ClientCursor, Cursor

from apps.exercises.domain.vocabulary import LoadBasis, RepConvention, SetKind, SetSide, SideSource
from apps.exercises.queries import exercise_specs_for

if TYPE_CHECKING:
    from psycopg.pq.abc import PGresult

    from apps.exercises.domain.catalogue import ExerciseSpec
    from apps.profiles.models import Athlete

    type Floats = NDArray[np.float64]
    type Integers = NDArray[np.int64]
    type Codes = NDArray[np.int8]

SIDES: Final = tuple(SetSide)
SOURCES: Final = tuple(SideSource)
KINDS: Final = tuple(SetKind)
BASES: Final = tuple(LoadBasis)
CONVENTIONS: Final = tuple(RepConvention)

_HEADER = 20
"""Bytes of a one-dimensional array before its elements, as PostgreSQL sends it."""


class LogColumns(Struct, frozen=True, kw_only=True):
    """Sets of finished workouts; all arrays are of one length, in no particular order.

    Attributes
    ----------
    workouts, workout
        Workouts, and for each set the index of its own.
    local_day
        Ordinal of the set's local day, by workout.
    exercise
        Index into the exercises that were asked for.
    at
        Seconds since 1970.
    side, source, kind, basis, convention
        Indices into ``SIDES``, ``SOURCES``, ``KINDS``, ``BASES`` and ``CONVENTIONS``.
    place, turn
        Pair order (0 not known) and number of the set.
    capped
        The plan decided where the set stopped.
    load_kg, reps, seconds, rir, pain
        As logged; NaN where nothing was given.
    """

    workouts: tuple[UUID, ...]
    workout: Integers
    local_day: Integers
    exercise: Integers
    at: Floats
    side: Codes
    source: Codes
    kind: Codes
    basis: Codes
    convention: Codes
    place: Codes
    turn: Integers
    capped: NDArray[np.bool_]
    load_kg: Floats
    reps: Floats
    seconds: Floats
    rir: Floats
    pain: Floats

    def __len__(self) -> int:
        """Number of sets."""
        return len(self.workout)


_LOGGED = """
SELECT e.id FROM exercises_exercise e
WHERE (e.athlete_id IS NULL OR e.athlete_id = %(athlete)s)
  AND EXISTS (SELECT FROM lifts_liftset s WHERE s.athlete_id = %(athlete)s AND s.exercise_id = e.id)
"""


def logged_exercise_specs_for(
    athlete: Athlete, *, and_also: Collection[UUID] = ()
) -> tuple[ExerciseSpec, ...]:
    """Exercises that any set of the athlete is of, deleted ones too, in two statements.

    ``and_also`` names further ones, of sets that may have moved to another exercise.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOGGED, {"athlete": athlete.pk})
        logged = {key for (key,) in cursor.fetchall()}
    return exercise_specs_for(athlete, with_retired=True, among=logged.union(and_also))


def log_columns_for(
    athlete: Athlete, exercise_ids: Sequence[UUID], *, since: datetime | None = None
) -> LogColumns:
    """All sets of some exercises in finished workouts, in two statements.

    ``since`` leaves out workouts that began before.
    """
    asked = {"athlete": athlete.pk, "exercises": list(exercise_ids), "since": since}
    connection.ensure_connection()
    with ClientCursor(connection.connection) as cursor:
        cursor.execute(_WORKOUTS, asked)
        workouts = [(row[0], row[1]) for row in cursor]
    with Cursor(connection.connection) as cursor:
        cursor.execute(_sets(), asked, binary=True)
        found = cursor.pgresult
        # One after the other: of two hundred thousand sets each is megabytes, and is held twice while it is read.
        floats = [_read(_packed(found, column), ">f8") for column in range(6)]
        whole = [_read(_packed(found, column), ">i4").astype(np.int64) for column in range(6, 9)]
    at, load_kg, reps, seconds, rir, pain = floats
    workout, exercise, flags = whole
    days = np.array([day.toordinal() for _key, day in workouts], dtype=np.int64)
    return LogColumns(
        workouts=tuple(key for key, _day in workouts),
        workout=workout,
        local_day=days[workout] if len(workout) else workout,
        exercise=exercise,
        at=at,
        side=_two_bits(flags, 0),
        source=_two_bits(flags, 2),
        kind=_two_bits(flags, 4),
        basis=_two_bits(flags, 6),
        convention=_two_bits(flags, 8),
        place=_two_bits(flags, 10),
        capped=(flags & (1 << 12)).astype(np.bool_),
        turn=flags >> 13,
        load_kg=load_kg,
        reps=reps,
        seconds=seconds,
        rir=rir,
        pain=pain,
    )


def _two_bits(flags: Integers, shift: int) -> Codes:
    return ((flags >> shift) & 3).astype(np.int8)


def _packed(found: PGresult | None, column: int) -> bytes | None:
    return found.get_value(0, column) if found is not None else None


def _read(packed: bytes | None, kind: str) -> NDArray[np.float64]:
    """Elements of an array without nulls: after the header each is its length and its bytes."""
    if packed is None:
        return np.zeros(0)
    layout = np.dtype([("length", ">i4"), ("value", kind)])
    return np.frombuffer(packed, dtype=layout, offset=_HEADER)["value"].astype(np.float64)


_FINISHED = """
  SELECT id, local_date, started_at, (row_number() OVER (ORDER BY started_at, id) - 1)::int4 AS number
  FROM lifts_workout
  WHERE athlete_id = %(athlete)s AND deleted_at IS NULL AND ended_at IS NOT NULL
    AND (%(since)s::timestamptz IS NULL OR started_at >= %(since)s)
"""
_WORKOUTS = f"SELECT id, local_date FROM ({_FINISHED}) w ORDER BY number"  # noqa: S608 - no input


def _number(column: str, words: Sequence[str]) -> str:
    """SQL for a word's index."""
    cases = " ".join(f"WHEN '{word}' THEN {number}" for number, word in enumerate(words))
    return f"CASE s.{column} {cases} END"


@cache
def _sets() -> str:
    floats = (
        "date_part('epoch', s.performed_at)",
        *(
            f"coalesce(s.{column}::float8, 'NaN')"
            for column in ("load_kg", "reps", "seconds", "rir", "pain")
        ),
    )
    flags = " + ".join(
        f"{factor} * ({value})"
        for factor, value in (
            (1, _number("side", SIDES)),
            (4, _number("side_source", SOURCES)),
            (16, _number("kind", KINDS)),
            (64, _number("load_basis", BASES)),
            (256, _number("rep_convention", CONVENTIONS)),
            (1024, "coalesce(s.pair_order, 0)"),
            (4096, "s.capped_by_plan::int4"),
            (8192, "s.set_index"),
        )
    )
    arrays = ", ".join(
        f"array_agg({one})"
        for one in (*floats, "w.number", "(e.number - 1)::int4", f"({flags})::int4")
    )
    return f"""
SELECT {arrays}
FROM lifts_liftset s
JOIN ({_FINISHED}) w ON w.id = s.workout_id
JOIN unnest(%(exercises)s::uuid[]) WITH ORDINALITY e (id, number) ON e.id = s.exercise_id
WHERE s.athlete_id = %(athlete)s AND s.deleted_at IS NULL
"""  # noqa: S608 - put together from names alone

"""The log as columns: one numpy array a property, for whatever computes over years of it.

Tens of thousands of rows as objects cost more than everything that is computed from them. Here
the database packs each column into one array, and numpy reads the bytes as they come.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Sequence
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import numpy as np
from django.db import connection
from msgspec import Struct
from numpy.typing import NDArray

from apps.core.answers import answers_to
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

_SIDE, _SOURCE, _KIND, _BASIS, _CONVENTION, _PLACE, _CAPPED = 0, 2, 4, 6, 8, 10, 12
_TURN, _PAIN, _EXERCISE = 13, 28, 32
_SECONDS, _WORKOUT = 16, 32
"""Where each starts in the two numbers of 64 bits that the small columns are sent as."""


class LogColumns(Struct, frozen=True, kw_only=True):
    """Sets of finished workouts; all arrays are of one length, in no particular order.

    Attributes
    ----------
    workouts, workout
        Keys of workouts, oldest first, and for each set the index of its own.
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

    workouts: tuple[str, ...]
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


def log_columns_by(
    athlete: Athlete,
    groups: Iterable[Sequence[UUID]],
    *,
    since: datetime | None = None,
    ahead: bool = False,
) -> Generator[LogColumns]:
    """All sets of each group of exercises in finished workouts, in a statement for each and one more.

    Parameters
    ----------
    since
        Leave out workouts that began before.
    ahead
        The database gathers the next group while the caller works on the last. Until the iterator
        ends nothing else can be asked of the connection.
    """
    with connection.cursor() as cursor:
        cursor.execute(_WORKOUTS, {"athlete": athlete.pk, "since": since})
        workouts, days = cursor.fetchone() or ((), ())
    asked = [str(athlete.pk).encode(), _array(workouts)]
    known = tuple(workouts), np.array(days, dtype=np.int64)
    statements = ((_SETS, [*asked, _array(map(str, keys))]) for keys in groups)
    with closing(answers_to(statements, ahead=ahead)) as answers:
        for answer in answers:
            yield _log_columns(*known, answer)


def _array(keys: Iterable[str]) -> bytes:
    return f"{{{','.join(keys)}}}".encode()


def _log_columns(workouts: tuple[str, ...], days: Integers, found: PGresult) -> LogColumns:
    # One after the other: of two hundred thousand sets each is megabytes, and is held twice while it is read.
    at, load_kg, rir = (_read(found.get_value(0, column), ">f8") for column in range(3))
    flags, counts = (_read(found.get_value(0, column), ">i8") for column in (3, 4))
    workout = counts >> _WORKOUT
    return LogColumns(
        workouts=workouts,
        workout=workout,
        local_day=days[workout] if len(workout) else workout,
        exercise=flags >> _EXERCISE,
        at=at,
        side=_codes(flags, _SIDE),
        source=_codes(flags, _SOURCE),
        kind=_codes(flags, _KIND),
        basis=_codes(flags, _BASIS),
        convention=_codes(flags, _CONVENTION),
        place=_codes(flags, _PLACE),
        capped=(flags & (1 << _CAPPED)).astype(np.bool_),
        turn=(flags >> _TURN) & 0x7FFF,
        load_kg=load_kg,
        reps=_known(counts & 0xFFFF),
        seconds=_known((counts >> _SECONDS) & 0xFFFF),
        rir=rir,
        pain=_known((flags >> _PAIN) & 0xF),
    )


def _codes(flags: Integers, shift: int) -> Codes:
    """Codes of two bits."""
    return ((flags >> shift) & 3).astype(np.int8)


def _known(counts: Integers) -> Floats:
    """Numbers that were sent one higher, so that 0 is not given."""
    return np.where(counts > 0, counts - 1.0, np.nan)


def _read(packed: bytes | None, kind: str) -> NDArray[Any]:
    """Elements of an array without nulls: after the header each is its length and its bytes."""
    layout = np.dtype([("length", ">i4"), ("value", kind)])
    elements = np.frombuffer(packed or b"", dtype=layout, offset=_HEADER if packed else 0)
    return elements["value"].astype(kind.replace(">", "="))


_WORKOUTS = """
SELECT coalesce(array_agg(key), '{}'), coalesce(array_agg(day), '{}')
FROM (
  SELECT id::text AS key, local_date - '0001-01-01'::date + 1 AS day
  FROM lifts_workout
  WHERE athlete_id = %(athlete)s AND deleted_at IS NULL AND ended_at IS NOT NULL
    AND (%(since)s::timestamptz IS NULL OR started_at >= %(since)s)
  ORDER BY started_at, id
) w
"""


def _number(column: str, words: Sequence[str]) -> str:
    """SQL for a word's index."""
    cases = " ".join(f"WHEN '{word}' THEN {number}" for number, word in enumerate(words))
    return f"(CASE s.{column} {cases} END)"


def _sets() -> bytes:
    """Statement for all columns; $1 the athlete, $2 and $3 the workouts and exercises in their order."""
    flags = (
        (_SIDE, _number("side", SIDES)),
        (_SOURCE, _number("side_source", SOURCES)),
        (_KIND, _number("kind", KINDS)),
        (_BASIS, _number("load_basis", BASES)),
        (_CONVENTION, _number("rep_convention", CONVENTIONS)),
        (_PLACE, "coalesce(s.pair_order, 0)"),
        (_CAPPED, "s.capped_by_plan::int4"),
        (_TURN, "s.set_index"),
        (_PAIN, "coalesce(s.pain + 1, 0)::int8"),
        (_EXERCISE, "(e.number - 1)"),
    )
    counts = (
        (0, "coalesce(s.reps + 1, 0)"),
        (_SECONDS, "coalesce(s.seconds + 1, 0)::int8"),
        (_WORKOUT, "(w.number - 1)"),
    )
    columns = (
        "date_part('epoch', s.performed_at)",
        "coalesce(s.load_kg::float8, 'NaN')",
        "coalesce(s.rir::float8, 'NaN')",
        *(" + ".join(f"{1 << shift} * {value}" for shift, value in one) for one in (flags, counts)),
    )
    arrays = ", ".join(f"array_agg({column})" for column in columns)
    statement = f"""
SELECT {arrays}
FROM lifts_liftset s
JOIN unnest($2::uuid[]) WITH ORDINALITY w (id, number) ON w.id = s.workout_id
JOIN unnest($3::uuid[]) WITH ORDINALITY e (id, number) ON e.id = s.exercise_id
WHERE s.athlete_id = $1::uuid AND s.exercise_id = ANY ($3::uuid[]) AND s.deleted_at IS NULL
"""  # noqa: S608 - put together from names alone
    return statement.encode()


_SETS = _sets()

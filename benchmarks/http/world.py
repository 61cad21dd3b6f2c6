"""The people of the benchmark: a ten-year athlete, two hundred others, and somebody who began today.

Their past is written by SQL, not by operations: the ledger knows nothing of it, which saves a
million rows and changes no answer, because a set's ledger is read only when two devices changed
the same set. What is measured afterwards goes through the product like anybody's.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.db import connection, models
from django.utils import timezone
from msgspec import Struct

from apps.assessments.services import record_screening
from apps.core.units import WeightUnit
from apps.exercises.models import Exercise
from apps.imbalances.services import refresh
from apps.lifts.models import LiftSet, Workout, WorkoutExercise
from apps.lifts.services import refresh_bests
from apps.profiles.domain.consent import Purpose
from apps.profiles.domain.people import Experience, Goal, Handedness, Sex
from apps.profiles.services import create_athlete, give_consent
from apps.programs.services import create_program

from . import floor

HEAVY_WORKOUTS, OTHER_WORKOUTS = 1560, 201
WORKOUTS_A_WEEK = 3
ROUTINES = (
    ("one-arm-dumbbell-row", "rear-foot-elevated-split-squat", "single-leg-press", "one-arm-dumbbell-bench-press"),
    ("single-leg-extension", "single-leg-curl", "one-arm-overhead-press", "one-arm-dumbbell-curl"),
)  # fmt: skip
SETS_A_SIDE = 3
EQUIPMENT = ("bodyweight", "dumbbells", "bench", "cable", "leg_press", "leg_extension", "leg_curl")

# A time-ordered identifier as the product makes them, but the same in every run.
_SCAFFOLD = """
CREATE FUNCTION pg_temp.v7(at timestamptz, key text) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(md5(key), 1, 3)
          || '8' || substr(md5(key), 4, 15))::uuid $$;
CREATE FUNCTION pg_temp.luck(key text) RETURNS float LANGUAGE sql IMMUTABLE AS $$
  SELECT (hashtextextended(key, {seed}) & 1048575)::float / 1048576 $$;
CREATE TEMP TABLE person (no int, id uuid, workouts int);
CREATE TEMP TABLE line (routine int, position int, id uuid, load_basis text, rep_convention text);
"""
_VISITS = """
CREATE TEMP TABLE visit AS
SELECT p.no, p.id AS athlete_id, w, pg_temp.v7(at, 'w' || p.no || '-' || w) AS id, at, w / {a_week} AS week,
       (w / {a_week} + w %% {a_week}) %% {routines} AS routine
FROM person p CROSS JOIN LATERAL generate_series(0, p.workouts - 1) w
CROSS JOIN LATERAL (SELECT %s::timestamptz - make_interval(weeks => (p.workouts - 1) / {a_week} - w / {a_week},
       days => 2 * ({a_week} - 1 - w %% {a_week}), mins => p.no %% 120) AS at) times
"""
_WORKOUT = {
    "id": "v.id",
    "athlete_id": "v.athlete_id",
    "started_at": "v.at",
    "ended_at": "v.at + interval '55 minutes'",
    "local_date": "v.at::date",
}
_LISTED = {
    "id": "pg_temp.v7(v.at, 'l' || v.no || '-' || v.w || '-' || l.position)",
    "athlete_id": "v.athlete_id",
    "workout_id": "v.id",
    "exercise_id": "l.id",
    "position": "l.position",
    "first_side": "'left'",
}
# Loads grow slowly and swing from visit to visit; the left side lags by a gap that closes over the years.
_SET = {
    "id": "pg_temp.v7(s.at, 's' || v.no || '-' || v.w || '-' || l.position || '-' || n || '-' || s.side)",
    "athlete_id": "v.athlete_id",
    "workout_id": "v.id",
    "exercise_id": "l.id",
    "performed_at": "s.at",
    "set_index": "n",
    "side": "s.side",
    "pair_order": "s.pair_order",
    "load_kg": "s.load",
    "typed_load": "s.load",
    "typed_unit": "'kg'",
    "load_basis": "l.load_basis",
    "rep_convention": "l.rep_convention",
    "reps": "7 + floor(5 * pg_temp.luck('r' || v.no || '-' || v.w || l.position || n || s.side))::int",
    "rir": "CASE WHEN (v.w + n) %% 2 = 0 THEN floor(4 * pg_temp.luck('e' || v.no || v.w || n || s.side)) END",
}
_SET_ROWS = """
visit v JOIN line l ON l.routine = v.routine CROSS JOIN generate_series(1, {sets}) n
CROSS JOIN LATERAL (VALUES ('left', 1), ('right', 2)) x (side, pair_order)
CROSS JOIN LATERAL (SELECT x.side, x.pair_order,
  v.at + make_interval(mins => 10 * l.position + 3 * n + x.pair_order - 1) AS at,
  0.5 * round(2 * (16 + 4 * l.position + 6 * ln(1 + v.week / 10.0)
    + 3 * pg_temp.luck('d' || v.no || '-' || v.w))::numeric
    * (CASE x.side WHEN 'left' THEN 1 - 0.14 * exp(-v.week / 260.0) ELSE 1 END)::numeric) AS load) s
"""


class Person(Struct):
    """Somebody who is signed in and has a workout running, with one exercise on its list."""

    name: str
    athlete: Any
    cookies: str
    token: str
    workout_id: UUID
    exercise_id: UUID
    sent: int = 0


class World(Struct):
    heavy: Person
    new: Person
    crowd: list[Person]
    exercise_slug: str
    past_sets: list[UUID]
    rows: int = 0
    heavy_rows: int = 0


def build(others: int, seed: int) -> World:
    """Fill a prepared database."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SET synchronous_commit = off")
        cursor.execute(floor.CREATE)
    lines = _lines()
    people = [_athlete(f"athlete-{no}") for no in range(others + 1)]
    _write_history(people, lines, now, seed)
    newcomer = _athlete("newcomer")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    _give_program(people[0], now)
    first = lines[0][0]
    crowd = [_signed_in(person, first, now) for person in people[1:9]]
    world = World(
        heavy=_signed_in(people[0], first, now),
        new=_signed_in(newcomer, first, now),
        crowd=crowd,
        exercise_slug=first.slug,
        past_sets=list(
            LiftSet.objects.filter(athlete=people[0])
            .order_by("-performed_at")
            .values_list("pk", flat=True)[2000:2300]
        ),
        rows=LiftSet.objects.count(),
        heavy_rows=LiftSet.objects.filter(athlete=people[0]).count(),
    )
    connection.close()
    return world


def _lines() -> list[list[Exercise]]:
    found = {e.slug: e for e in Exercise.objects.filter(athlete=None)}
    return [[found[slug] for slug in routine] for routine in ROUTINES]


def _athlete(name: str) -> Any:
    user = get_user_model().objects.create_user(f"{name}@bench.invalid")
    profile = {
        "name": name,
        "weight_unit": WeightUnit.KG.value,
        "birth_year": 1990,
        "sex": Sex.UNKNOWN.value,
        "handedness": Handedness.RIGHT.value,
        "experience": Experience.ONE_YEAR.value,
        "goal": Goal.CLOSE_GAP.value,
        "training_days": [0, 2, 4],
        "session_minutes": 50,
        "equipment": list(EQUIPMENT),
        "time_zone": "UTC",
    }
    return create_athlete(
        user=user, profile=profile, body_mass=None, measured_on=timezone.localdate()
    )


def _write_history(
    people: list[Any], lines: list[list[Exercise]], now: dt.datetime, seed: int
) -> None:
    yesterday = (now - dt.timedelta(days=1)).replace(hour=17, minute=0, second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(_SCAFFOLD.format(seed=seed))
        cursor.executemany(
            "INSERT INTO person VALUES (%s, %s, %s)",
            [
                (no, person.pk, OTHER_WORKOUTS if no else HEAVY_WORKOUTS)
                for no, person in enumerate(people)
            ],
        )
        cursor.executemany(
            "INSERT INTO line VALUES (%s, %s, %s, %s, %s)",
            [
                (routine, position, one.pk, one.load_basis, one.rep_convention)
                for routine, exercises in enumerate(lines)
                for position, one in enumerate(exercises, 1)
            ],
        )
        cursor.execute(_VISITS.format(a_week=WORKOUTS_A_WEEK, routines=len(ROUTINES)), [yesterday])
        # In the order in which they would have come: one athlete's rows lie between the others'.
        _fill(cursor, Workout, _WORKOUT, "visit v ORDER BY v.at")
        _fill(cursor, WorkoutExercise, _LISTED, "visit v JOIN line l USING (routine) ORDER BY v.at")
        _fill(cursor, LiftSet, _SET, f"{_SET_ROWS.format(sets=SETS_A_SIDE)} ORDER BY s.at")


def _fill(cursor: Any, model: type[models.Model], values: dict[str, str], rows: str) -> None:
    """INSERT ... SELECT; columns that are not named get what the model gives a new row."""
    fields = model._meta.concrete_fields  # noqa: SLF001 (Django's own documented interface)
    rest = [f for f in fields if f.column not in values]
    columns = ", ".join([*values, *(f.column for f in rest)])
    chosen = ", ".join([*values.values(), *(f"%s::{f.db_type(connection)}" for f in rest)])
    defaults = [f.get_db_prep_save(f.get_default(), connection) for f in rest]
    table = model._meta.db_table  # noqa: SLF001 (the same)
    cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {chosen} FROM {rows}", defaults)  # noqa: S608


def _give_program(athlete: Any, now: dt.datetime) -> None:
    refresh(athlete_id=athlete.pk, as_of=now)
    for purpose in (Purpose.SCREENING, Purpose.PAIN):
        give_consent(athlete=athlete, purpose=purpose, given_at=now)
    today = timezone.localdate()
    record_screening(
        athlete=athlete, flags=frozenset(), yes=frozenset(), answered_at=now, answered_on=today
    )
    create_program(athlete=athlete, starts_on=today)


def _signed_in(athlete: Any, exercises: Iterable[Exercise] | Exercise, now: dt.datetime) -> Person:
    refresh_bests(athlete=athlete)
    exercise = exercises if isinstance(exercises, Exercise) else next(iter(exercises))
    workout = Workout.objects.create(
        athlete=athlete, started_at=now, local_date=now.date(), time_zone="UTC"
    )
    WorkoutExercise.objects.create(
        athlete=athlete, workout=workout, exercise=exercise, position=1, first_side="left"
    )
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(athlete.user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = athlete.user.get_session_auth_hash()
    session.create()
    token = secrets.token_hex(16)
    cookies = (
        f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={token}"
    )
    return Person(
        name=athlete.name,
        athlete=athlete,
        cookies=cookies,
        token=token,
        workout_id=workout.pk,
        exercise_id=exercise.pk,
    )

"""Copies of the sample athlete: one a visitor, gone after a day."""

from __future__ import annotations

import datetime as dt
import random
import secrets
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from apps.assessments.services import record_screening
from apps.core.identifiers import new_uuid7
from apps.core.units import WeightUnit
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import SideSource
from apps.exercises.queries import exercise_specs_for
from apps.lifts.domain.operations import Entity, OperationKind, OperationRequest
from apps.lifts.services import apply_operations
from apps.profiles.domain.consent import Purpose
from apps.profiles.domain.people import Experience, Goal, Handedness, Sex
from apps.profiles.services import create_athlete, give_consent, record_body_mass
from apps.programs.services import create_program

from .domain.sample_athlete import BODY_MASS_KG, NAME, TRAINING_WEEKDAYS, WEEKS
from .domain.simulated_log import SimulatedSet, SimulatedWorkout, simulate_log

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

LIVES_FOR = dt.timedelta(hours=24)
SEED = 20
"""The same for everybody, so that Sam is the same Sam."""
ADDRESS_HOST = "demo.invalid"
"""RFC 2606: nothing is ever delivered there."""
REMOVED_AT_ONCE = 10
"""A visitor does not wait for more than this many old copies to go."""
EQUIPMENT = (
    "bodyweight", "dumbbells", "barbell", "bench", "cable", "band", "leg_press",
    "leg_extension", "leg_curl", "pull_up_bar", "lat_pulldown", "step",
)  # fmt: skip
_TIME_ZONE = "UTC"
_AGE_YEARS = 34
_BODY_MASS = Decimal(str(BODY_MASS_KG))


def create_demo_athlete(*, now: dt.datetime) -> Athlete:
    """Make a copy of Sam whose log ends yesterday, with findings and a program."""
    remove_expired_demos(now=now, limit=REMOVED_AT_ONCE)
    today = now.astimezone(ZoneInfo(_TIME_ZONE)).date()
    # Two transactions: the findings are made when the first one commits, and the program needs them.
    athlete = _create_person_with_log(now, today)
    _begin_program(athlete, now, today)
    return athlete


@transaction.atomic
def _create_person_with_log(now: dt.datetime, today: dt.date) -> Athlete:
    athlete = _create_person(now, today)
    record_body_mass(
        athlete=athlete, typed=_BODY_MASS, measured_on=today - dt.timedelta(weeks=WEEKS)
    )
    _log(athlete, today)
    return athlete


def remove_expired_demos(*, now: dt.datetime, limit: int | None = None) -> int:
    """Forget copies whose day is over; say how many."""
    people = get_user_model().objects.filter(athlete__demo_expires_at__lt=now)
    expired = list(people.order_by("athlete__demo_expires_at")[:limit])
    for person in expired:
        person.delete()
    return len(expired)


def _create_person(now: dt.datetime, today: dt.date) -> Athlete:
    # No password, and an address that nobody can guess or receive mail at: no way in but this session.
    user = get_user_model().objects.create_user(f"sam-{secrets.token_hex(16)}@{ADDRESS_HOST}")
    return create_athlete(
        user=user,
        profile={
            "name": NAME,
            "weight_unit": WeightUnit.KG.value,
            "birth_year": today.year - _AGE_YEARS,
            "sex": Sex.UNKNOWN.value,
            "handedness": Handedness.RIGHT.value,
            "experience": Experience.ONE_YEAR.value,
            "goal": Goal.CLOSE_GAP.value,
            "training_days": list(TRAINING_WEEKDAYS),
            "session_minutes": 50,
            "equipment": list(EQUIPMENT),
            "time_zone": _TIME_ZONE,
            "demo_expires_at": now + LIVES_FOR,
        },
        body_mass=None,
        measured_on=today,
    )


def _log(athlete: Athlete, today: dt.date) -> None:
    specs = {spec.slug: spec for spec in exercise_specs_for(athlete)}
    workouts = simulate_log(rng=random.Random(SEED), specs=specs)  # noqa: S311 - a made-up log, no secret
    # The last simulated day is yesterday, whatever weekday that is.
    last = workouts[-1]
    first_monday = today - dt.timedelta(days=1, weeks=last.week) - dt.timedelta(days=last.weekday)
    operations = [
        operation for workout in workouts for operation in _operations(workout, first_monday, specs)
    ]
    apply_operations(athlete=athlete, operations=operations)


def _operations(
    workout: SimulatedWorkout, first_monday: dt.date, specs: Mapping[str, ExerciseSpec]
) -> Iterator[OperationRequest]:
    day = first_monday + dt.timedelta(weeks=workout.week, days=workout.weekday)
    midnight = dt.datetime.combine(day, dt.time(), ZoneInfo(_TIME_ZONE))
    started_at = midnight + dt.timedelta(minutes=workout.start_minute)
    workout_id = new_uuid7()
    yield _put(
        Entity.WORKOUT,
        workout_id,
        title=_(workout.title),
        started_at=started_at,
        ended_at=started_at + dt.timedelta(minutes=workout.sets[-1].minute + 2),
        time_zone=_TIME_ZONE,
        local_date=day,
    )
    slugs = list(dict.fromkeys(one.slug for one in workout.sets))
    for position, slug in enumerate(slugs, start=1):
        yield _put(
            Entity.WORKOUT_EXERCISE,
            new_uuid7(),
            workout_id=workout_id,
            exercise_id=specs[slug].id,
            position=position,
        )
    for one in workout.sets:
        yield _set_operation(one, workout_id, started_at, specs[one.slug])


def _set_operation(
    one: SimulatedSet, workout_id: UUID, started_at: dt.datetime, spec: ExerciseSpec
) -> OperationRequest:
    limb = one.side.body_side
    pair_order = None if limb is None else 1 if limb is one.first_side else 2
    return _put(
        Entity.LIFT_SET,
        new_uuid7(),
        workout_id=workout_id,
        exercise_id=spec.id,
        performed_at=started_at + dt.timedelta(minutes=one.minute),
        set_index=one.set_index,
        side=one.side,
        side_source=SideSource.LOGGED,
        pair_order=pair_order,
        kind=one.kind,
        typed_load=one.load,
        typed_unit="" if one.load is None else WeightUnit.KG,
        reps=one.reps,
        seconds=one.seconds,
        rir=one.rir,
        pain=one.pain,
        capped_by_plan=one.capped,
        note=one.note,
    )


def _put(entity: Entity, entity_id: UUID, **fields: object) -> OperationRequest:
    return OperationRequest(
        op_id=new_uuid7(), entity=entity, entity_id=entity_id, kind=OperationKind.PUT, fields=fields
    )


@transaction.atomic
def _begin_program(athlete: Athlete, now: dt.datetime, today: dt.date) -> None:
    for purpose in (Purpose.SCREENING, Purpose.PAIN):
        give_consent(athlete=athlete, purpose=purpose, given_at=now)
    record_screening(
        athlete=athlete, flags=frozenset(), yes=frozenset(), answered_at=now, answered_on=today
    )
    create_program(athlete=athlete, starts_on=today)

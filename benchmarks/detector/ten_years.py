"""Ten years of one athlete's sets in a database: eight patterns, two exercises each.

The sets are simulated like all others; three workouts a week take the patterns four at a time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

import numpy as np
from django.contrib.auth import get_user_model
from django.utils import timezone
from msgspec import Struct

from apps.core.units import WeightUnit
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import Metric, MovementPattern
from apps.exercises.queries import exercise_specs_for
from apps.imbalances.domain.normalising import comparable_specs
from apps.lifts.models import LiftSet, Workout
from apps.profiles.domain.people import Experience, Goal, Handedness, Sex
from apps.profiles.services import create_athlete

from .simulating import Logs, simulate
from .world import World

PATTERNS = (
    MovementPattern.KNEE_DOMINANT,
    MovementPattern.HIP_DOMINANT,
    MovementPattern.HORIZONTAL_PUSH,
    MovementPattern.HORIZONTAL_PULL,
    MovementPattern.CALF,
    MovementPattern.VERTICAL_PUSH,
    MovementPattern.ELBOW_FLEXION,
    MovementPattern.ELBOW_EXTENSION,
)
EXERCISES_OF_ONE = 2
ROUTINES = 4
SETS_A_WORKOUT = 24
DAYS_BETWEEN = 7 / 3
TIDY_KG = Decimal("0.5")
BODY_MASS_KG = Decimal(78)
TURN_MINUTES, SIDE_MINUTES, EXERCISE_MINUTES = 3, 1, 12


class Trained(Struct, frozen=True):
    """Somebody with a past; ``today`` are the sets of the last workout, which is finished."""

    athlete: Any
    sets: int
    today: Workout
    patterns_today: tuple[MovementPattern, ...]


def write_history(sets: int, *, seed: int, now: dt.datetime) -> Trained:
    """An athlete with so many sets, of whole workouts, the last one today."""
    athlete = _athlete(f"{sets} sets")
    exercises = _exercises(athlete)
    workouts = round(sets / SETS_A_WORKOUT)
    logs = _logs(-(-workouts // ROUTINES), seed)
    rows: list[LiftSet] = []
    kept = []
    for number in range(workouts):
        at = now - dt.timedelta(days=DAYS_BETWEEN * (workouts - 1 - number), hours=2)
        workout = Workout(
            athlete=athlete,
            started_at=at,
            ended_at=at + dt.timedelta(hours=1),
            local_date=at.date(),
        )
        kept.append(workout)
        rows += _sets_of(athlete, workout, number, logs, exercises)
    Workout.objects.bulk_create(kept)
    LiftSet.objects.bulk_create(rows, batch_size=2000)
    return Trained(athlete, len(rows), kept[-1], _patterns_of(workouts - 1))


def _patterns_of(workout: int) -> tuple[MovementPattern, ...]:
    half = len(PATTERNS) // 2
    return PATTERNS[:half] if workout % 2 == 0 else PATTERNS[half:]


def _sets_of(
    athlete: Any,
    workout: Workout,
    number: int,
    logs: Logs,
    exercises: dict[MovementPattern, list[ExerciseSpec]],
) -> Iterator[LiftSet]:
    cycle, routine = divmod(number, ROUTINES)
    variant = routine // 2
    for position, pattern in enumerate(_patterns_of(number)):
        person = PATTERNS.index(pattern)
        spec = exercises[pattern][variant]
        place = (person, cycle, variant)
        for turn, side in np.ndindex(logs.reps.shape[3:]):
            one = (*place, turn, side)
            second = bool(logs.second[one])
            minutes = EXERCISE_MINUTES * position + TURN_MINUTES * turn + SIDE_MINUTES * second
            load = Decimal(round(float(logs.load_kg[one]) / float(TIDY_KG))) * TIDY_KG
            rir = float(logs.rir[one])
            yield LiftSet(
                athlete=athlete,
                workout=workout,
                exercise_id=_key(spec),
                performed_at=workout.started_at + dt.timedelta(minutes=minutes),
                set_index=turn + 1,
                side="right" if logs.side[one] else "left",
                pair_order=2 if second else 1,
                load_kg=load,
                typed_load=load,
                typed_unit=WeightUnit.KG.value,
                load_basis=spec.load_basis.value,
                rep_convention=spec.rep_convention.value,
                reps=int(logs.reps[one]),
                rir=None if np.isnan(rir) else Decimal(int(rir)),
            )


def _logs(cycles: int, seed: int) -> Logs:
    """One simulated athlete for each pattern; everything is trained, nothing missed."""
    world = World(name="ten years", weeks=-(-cycles // 2), exercises=EXERCISES_OF_ONE, walk=0.2)
    return simulate(world, len(PATTERNS), np.random.default_rng(seed))


def _exercises(athlete: Any) -> dict[MovementPattern, list[ExerciseSpec]]:
    """Two exercises of each pattern, loaded by what is typed rather than by the body if possible."""
    specs = [
        spec
        for spec in comparable_specs(exercise_specs_for(athlete)).values()
        if spec.metric is Metric.LOAD_REPS
    ]
    specs.sort(key=lambda spec: (spec.body_mass_share, spec.slug))
    return {
        pattern: [spec for spec in specs if spec.pattern is pattern][:EXERCISES_OF_ONE]
        for pattern in PATTERNS
    }


def _key(spec: ExerciseSpec) -> UUID:
    assert spec.id is not None
    return spec.id


def _athlete(name: str) -> Any:
    user = get_user_model().objects.create_user(f"{name.replace(' ', '-')}@bench.invalid")
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
        "equipment": ["dumbbells"],
        "time_zone": "UTC",
    }
    return create_athlete(
        user=user, profile=profile, body_mass=BODY_MASS_KG, measured_on=timezone.localdate()
    )

"""An athlete with ten years of left and right: 1,560 workouts, 37,440 sets."""

import datetime as dt
import math
import random
from decimal import Decimal

from apps.lifts.models import LiftSet, Workout
from tests.support.factories.exercises import ExerciseFactory

WORKOUTS = 1560
A_WEEK = 3
SETS_A_SIDE = 3
ROUTINES = (
    ("horizontal_pull", "knee_dominant", "knee_dominant", "horizontal_push"),
    ("knee_dominant", "hip_dominant", "vertical_push", "elbow_flexion"),
)
EXERCISES_A_WORKOUT = 4
_GAP = 0.14
"""By how much the left was weaker at first; the gap closes over the years."""


def log_ten_years(athlete, *, until, seed=20):
    """Log everything up to the day before ``until``; return the exercises of each routine."""
    dice = random.Random(seed)
    exercises = [[ExerciseFactory(pattern=pattern) for pattern in one] for one in ROUTINES]
    workouts, sets = [], []
    for number in range(WORKOUTS):
        weeks_ago, turn = divmod(WORKOUTS - 1 - number, A_WEEK)
        at = until - dt.timedelta(weeks=weeks_ago, days=1 + 2 * turn)
        workout = Workout(
            athlete=athlete,
            started_at=at,
            ended_at=at + dt.timedelta(minutes=55),
            local_date=at.date(),
        )
        workouts.append(workout)
        week = number // A_WEEK
        for place, exercise in enumerate(exercises[number % 2]):
            strength = 16 + 4 * place + 6 * math.log1p(week / 10) + 3 * dice.random()
            for index in range(1, SETS_A_SIDE + 1):
                for order, side in enumerate(("left", "right")):
                    share = 1 - _GAP * math.exp(-week / 260) if side == "left" else 1.0
                    load = Decimal(round(2 * strength * share)) / 2
                    sets.append(
                        LiftSet(
                            athlete=athlete,
                            workout=workout,
                            exercise=exercise,
                            performed_at=at + dt.timedelta(minutes=10 * place + 3 * index + order),
                            set_index=index,
                            side=side,
                            pair_order=order + 1,
                            # Every second week a check, all-out, in the first exercise.
                            kind="check" if place == index - 1 == 0 and week % 2 else "work",
                            typed_load=load,
                            typed_unit="kg",
                            load_kg=load,
                            load_basis=exercise.load_basis,
                            reps=7 + dice.randrange(5),
                            rir=dice.randrange(4) if (number + index) % 2 else None,
                        )
                    )
    Workout.objects.bulk_create(workouts, batch_size=2000)
    LiftSet.objects.bulk_create(sets, batch_size=2000)
    return exercises

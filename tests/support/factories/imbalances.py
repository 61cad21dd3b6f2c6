"""What was found, and logs that the detector can find something in."""

import datetime as dt
import math
import random
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from apps.imbalances.models import Finding, OccasionPoint, TrendPoint

from .exercises import ExerciseFactory
from .lifts import STARTED, LiftSetFactory, WorkoutFactory
from .profiles import AthleteFactory


class FindingFactory(DjangoModelFactory):
    """A stored verdict by its columns; its checkpoint is empty, so it cannot be resumed."""

    class Meta:
        model = Finding

    athlete = factory.SubFactory(AthleteFactory)
    pattern = "knee_dominant"
    verdict = "imbalance"
    weaker_side = "left"
    mean_log_pct = 14.0
    sd_log_pct = 2.5
    gap_pct = 13.1
    low80_pct = 10.2
    high80_pct = 15.8
    p_over_5 = 0.99
    p_over_10 = 0.92
    p_over_20 = 0.01
    p_direction = 0.99
    n_occasions = 12
    n_days = 12
    n_informative_pairs = 36
    n_agreeing = 11
    n_comparisons = 12
    as_of = STARTED
    policy_version = "before"
    checkpoint = factory.LazyFunction(dict)


class OccasionPointFactory(DjangoModelFactory):
    class Meta:
        model = OccasionPoint

    class Params:
        left_out = factory.Trait(
            exclusion="pain", difference_log_pct=None, variance=None, n_pairs=0
        )

    athlete = factory.SubFactory(AthleteFactory)
    pattern = "knee_dominant"
    exercise = factory.SubFactory(ExerciseFactory)
    workout = factory.SubFactory(WorkoutFactory, athlete=factory.SelfAttribute("..athlete"))
    at = STARTED
    local_date = STARTED.date()
    difference_log_pct = 12.0
    variance = 30.0
    left_e1rm_kg = 40.0
    right_e1rm_kg = 45.0
    n_pairs = 3
    n_sets = 6


class TrendPointFactory(DjangoModelFactory):
    class Meta:
        model = TrendPoint

    athlete = factory.SubFactory(AthleteFactory)
    pattern = "knee_dominant"
    workout = factory.SubFactory(WorkoutFactory, athlete=factory.SelfAttribute("..athlete"))
    at = STARTED
    local_date = STARTED.date()
    mean_log_pct = 12.0
    sd_log_pct = 3.0
    smoothed_mean_log_pct = 12.0
    smoothed_sd_log_pct = 2.0


def log_pair(workout, exercise, *, left, right, set_index=1, **both):
    """Two rows of one turn; ``left`` and ``right`` are fields of that side."""
    sides = (("left", 1, left), ("right", 2, right))
    return [
        LiftSetFactory(
            workout=workout,
            exercise=exercise,
            set_index=set_index,
            side=side,
            pair_order=order,
            **(both | own),
        )
        for side, order, own in sides
    ]


def train_both_sides(
    athlete,
    exercise,
    *,
    workouts=6,
    left_weaker_log_pct=0.0,
    closing_log_pct_a_week=0.0,
    started=STARTED,
    seed=1,
    check_every=4,
    sets=3,
):
    """Log ``workouts`` finished workouts, two a week, of somebody whose sides differ by so much.

    Effort is the same on both sides (2 reps in reserve, all-out at a check); the load follows
    strength, with the noise of a day.
    """
    dice = random.Random(seed)
    done = []
    for number in range(workouts):
        at = started + dt.timedelta(days=3.5 * number)
        workout = WorkoutFactory(athlete=athlete, started_at=at)
        gap = left_weaker_log_pct - closing_log_pct_a_week * number / 2
        check = check_every and number % check_every == check_every - 1
        day = {side: dice.gauss(0, 2.5) for side in ("left", "right")}
        for index in range(1, (1 if check else sets) + 1):
            loads = {
                side: 30 * math.exp((day[side] + dice.gauss(0, 1.0) + lead) / 100)
                for side, lead in (("left", -gap / 2), ("right", gap / 2))
            }
            own = {
                side: {"typed_load": Decimal(str(round(load * 2) / 2))}
                for side, load in loads.items()
            }
            log_pair(
                workout,
                exercise,
                set_index=index,
                reps=8,
                kind="check" if check else "work",
                rir=None if check else 2,
                **own,
            )
        done.append(workout)
    return done

"""The log as columns says what its rows say."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import product

import numpy as np
import pytest

from apps.exercises.domain.vocabulary import LoadBasis, RepConvention, SetKind, SetSide, SideSource
from apps.lifts.domain.limits import MAX_LOAD_KG, MAX_PAIN, MAX_REPS, MAX_RIR, MAX_SECONDS
from apps.lifts.models import LiftSet
from apps.lifts.queries import log_columns_by
from apps.lifts.queries.columns import BASES, CONVENTIONS, KINDS, SIDES, SOURCES
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import STARTED, LiftSetFactory, WorkoutFactory

pytestmark = pytest.mark.django_db


def told(log) -> list[tuple]:
    """Each set of the columns, by its moment, with None for what was not given."""
    rows = zip(
        log.at.tolist(),
        [log.workouts[code] for code in log.workout.tolist()],
        log.local_day.tolist(),
        log.exercise.tolist(),
        log.turn.tolist(),
        [SIDES[code] for code in log.side],
        [SOURCES[code] for code in log.source],
        [KINDS[code] for code in log.kind],
        [BASES[code] for code in log.basis],
        [CONVENTIONS[code] for code in log.convention],
        log.place.tolist(),
        log.capped.tolist(),
        *(
            [None if np.isnan(one) else one for one in column.tolist()]
            for column in (log.load_kg, log.reps, log.seconds, log.rir, log.pain)
        ),
        strict=True,
    )
    return sorted(rows)


def written(row: LiftSet, exercises: list) -> tuple:
    return (
        row.performed_at.timestamp(),
        str(row.workout_id),
        row.workout.local_date.toordinal(),
        exercises.index(row.exercise_id),
        row.set_index,
        row.side,
        row.side_source,
        row.kind,
        row.load_basis,
        row.rep_convention,
        row.pair_order or 0,
        row.capped_by_plan,
        *(
            None if one is None else float(one)
            for one in (row.load_kg, row.reps, row.seconds, row.rir, row.pain)
        ),
    )


def a_log() -> tuple[list, list[LiftSet]]:
    """Every word and the ends of every number, in two workouts and two exercises."""
    workouts = [WorkoutFactory()]
    workouts.append(
        WorkoutFactory(athlete=workouts[0].athlete, started_at=STARTED + dt.timedelta(days=9))
    )
    exercises = [ExerciseFactory(), ExerciseFactory()]
    words = [
        *({"side": word} for word in SetSide if word in {SetSide.LEFT, SetSide.RIGHT}),
        *({"side_source": word} for word in SideSource),
        *({"kind": word} for word in SetKind),
        *({"load_basis": word} for word in LoadBasis),
        *({"rep_convention": word} for word in RepConvention),
        {"pair_order": None},
        {"pair_order": 2},
        {"capped_by_plan": True},
        {"set_index": 60},
        {"typed_load": None},
        {"typed_load": MAX_LOAD_KG},
        {"typed_load": Decimal(0)},
        *({"reps": reps} for reps in (0, MAX_REPS)),
        *({"reps": None, "seconds": seconds} for seconds in (0, MAX_SECONDS)),
        *({"rir": rir} for rir in (Decimal(0), Decimal("0.5"), MAX_RIR)),
        *({"pain": pain} for pain in (0, MAX_PAIN)),
    ]
    rows = [
        LiftSetFactory(
            workout=workout,
            exercise=exercise,
            **{"set_index": number + 1, **word},
            performed_at=workout.started_at + dt.timedelta(seconds=100 * number + 40 * turn),
        )
        for workout, (turn, exercise) in product(workouts, enumerate(exercises))
        for number, word in enumerate(words)
    ]
    return exercises, rows


@pytest.mark.parametrize("ahead", [True, False])
def test_columns_say_what_the_rows_say(ahead):
    exercises, rows = a_log()
    keys = [exercise.pk for exercise in exercises]
    (log,) = log_columns_by(rows[0].athlete, [keys], ahead=ahead)
    assert told(log) == sorted(written(row, keys) for row in rows)
    apart = list(log_columns_by(rows[0].athlete, [[key] for key in keys], ahead=ahead))
    for key, one in zip(keys, apart, strict=True):
        own = [row for row in rows if row.exercise_id == key]
        assert told(one) == sorted(written(row, [key]) for row in own)


def test_only_finished_workouts_of_the_athlete_are_read():
    kept = LiftSetFactory()
    athlete, exercise = kept.athlete, kept.exercise
    LiftSetFactory(exercise=exercise)
    LiftSetFactory(workout=WorkoutFactory(athlete=athlete, running=True), exercise=exercise)
    gone = LiftSetFactory(workout=kept.workout, exercise=exercise, set_index=2)
    LiftSet.objects.filter(pk=gone.pk).update(deleted_at=STARTED)
    (log,) = log_columns_by(athlete, [[exercise.pk]])
    assert told(log) == [written(kept, [exercise.pk])]
    later = kept.workout.started_at + dt.timedelta(seconds=1)
    assert not any(len(log) for log in log_columns_by(athlete, [[exercise.pk]], since=later))

"""Simulated logs as the detector's columns: all athletes at once, each with workouts of its own."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from apps.exercises.domain.vocabulary import MovementPattern
from apps.imbalances.domain.columns import CHECK, WORK, Codes, SetColumns, set_noise
from apps.imbalances.domain.policy import DetectorPolicy

from .simulating import Array, Logs, Whole

PATTERN = MovementPattern.HORIZONTAL_PUSH
BELIEVED_SLOPE = 0.030
START = datetime(2026, 1, 5, 18, tzinfo=UTC)
DAY_S = 86_400
WEEK_S = 7 * DAY_S
EXERCISE_S, TURN_S, SIDE_S = 1200, 240, 60


def columns_of(logs: Logs, policy: DetectorPolicy) -> tuple[SetColumns, Codes]:
    """Columns of all sets that were done, and names for their codes.

    Athlete ``a`` has workouts ``a * sessions`` and on; see :func:`athletes_of`.
    """
    done = logs.done
    athletes, sessions, exercises, _turns, _sides = done.shape
    athlete, session, exercise, turn, _side = np.nonzero(done)
    second = logs.second[done]
    at = START.timestamp() + logs.weeks[session] * WEEK_S + exercise * EXERCISE_S + turn * TURN_S
    load_kg = logs.load_kg[done]
    columns = SetColumns(
        occasion=athlete * sessions + session,
        exercise=athlete * exercises + exercise,
        at=at + second * SIDE_S,
        day=START.toordinal() + np.floor(logs.weeks[session] * 7).astype(np.int64),
        turn=turn + 1,
        side=logs.side[done],
        assumed=np.zeros(len(at), dtype=np.bool_),
        kind=np.where(logs.check[done], CHECK, WORK),
        place=np.where(second, 2, 1),
        load_kg=load_kg,
        reps=logs.reps[done].astype(np.float64),
        seconds=np.full(len(at), np.nan),
        rir=logs.rir[done],
        pain=np.full(len(at), np.nan),
        capped=logs.capped[done],
        slope=np.full(len(at), BELIEVED_SLOPE),
        order_log_pct=np.full(len(at), policy.order_effect_log_pct(PATTERN)),
        set_sd_log_pct=set_noise(PATTERN, load_kg, policy),
    )
    return columns, Codes(_names(athletes * sessions), _names(athletes * exercises))


def instants(weeks: Array) -> Array:
    """Seconds since 1970 at the end of each session's day."""
    return START.timestamp() + weeks * WEEK_S + EXERCISE_S * 6


def athletes_of(occasions: Whole, logs: Logs) -> Whole:
    """Whose workouts these are."""
    owner: Whole = occasions // logs.done.shape[1]
    return owner


def _names(count: int) -> tuple[str, ...]:
    # The product orders by name; as wide as this, that is the order of numbers.
    return tuple(f"{number:09}" for number in range(count))

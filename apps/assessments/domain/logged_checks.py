"""Strength tests as the log has them: a check is a test, whoever asked for it."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable

from msgspec import Struct

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.moved_load import moved_kg
from apps.exercises.domain.vocabulary import Side
from apps.lifts.domain.bests import MOST_EFFECTIVE_REPS, MOST_REPS, e1rm_kg
from apps.lifts.domain.rows import LiftRow

from .body import BodySide
from .results import Occasion

PAIN_FROM = 4
"""A set that hurt this much says nothing of strength (the detector's own rule), 0 to 10."""
FIRST = 1


class WeighIns(Struct, frozen=True):
    """Body mass over time, kg, in order of day."""

    weigh_ins: tuple[tuple[dt.date, float], ...] = ()

    def on(self, day: dt.date) -> float | None:
        """The last one known on ``day``, else the first ever; None without any."""
        if not self.weigh_ins:
            return None
        after = bisect_right([measured_on for measured_on, _kg in self.weigh_ins], day)
        return self.weigh_ins[max(after - 1, 0)][1]


class LoggedCheck(Struct, frozen=True, kw_only=True):
    """One check of one side and the exercise it was done with."""

    row: LiftRow
    spec: ExerciseSpec


def occasions_of(
    checks: Iterable[LoggedCheck], *, weigh_ins: WeighIns, is_force: bool
) -> tuple[Occasion, ...]:
    """The days of one test, the oldest first.

    Parameters
    ----------
    checks
        Of every exercise that does the test, in any order.
    is_force
        Whether the load is a force that a device showed: then it is read as it is. Otherwise it
        is turned into an estimated one-repetition maximum, kg.

    Returns
    -------
    tuple of Occasion
        Of the exercise that was tested last alone: two exercises have two scales. Checks that hurt,
        or that carry no estimate, are left out.
    """
    usable = [
        (check, value)
        for check in checks
        if (value := _value(check, weigh_ins, is_force=is_force)) is not None
    ]
    if not usable:
        return ()
    last, _value_of_last = max(usable, key=lambda one: one[0].row.performed_at)
    days: dict[dt.date, list[tuple[LiftRow, float]]] = {}
    for check, value in usable:
        if check.row.exercise_id == last.row.exercise_id:
            days.setdefault(check.row.local_date, []).append((check.row, value))
    return tuple(_occasion(day, days[day]) for day in sorted(days))


def _occasion(day: dt.date, found: list[tuple[LiftRow, float]]) -> Occasion:
    tries: dict[BodySide, tuple[float, ...]] = {}
    first: Side | None = None
    for row, value in found:
        side = BodySide(row.side.value)
        tries[side] = (*tries.get(side, ()), value)
        if row.pair_order == FIRST and first is None:
            first = side.body_side
    return Occasion(day=day, tries=tries, first_side=first)


def _value(check: LoggedCheck, weigh_ins: WeighIns, *, is_force: bool) -> float | None:
    row, spec = check.row, check.spec
    if row.pain is not None and row.pain >= PAIN_FROM:
        return None
    if is_force:
        return row.load_kg
    moved = moved_kg(
        row.load_kg,
        basis=row.load_basis,
        exercise=spec,
        body_mass_share=spec.body_mass_share,
        body_mass_kg=weigh_ins.on(row.local_date),
    )
    effective = (row.reps or 0) + (row.rir or 0)
    if moved is None or moved <= 0 or not 1 <= (row.reps or 0) <= MOST_REPS:
        return None
    if effective > MOST_EFFECTIVE_REPS:
        return None
    return e1rm_kg(moved, effective, slope=spec.rep_curve_slope)

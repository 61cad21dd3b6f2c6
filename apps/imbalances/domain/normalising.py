"""From rows of the log to the detector's conventions: one limb, its reps, the mass it moved.

Three conventions meet here and nowhere else: whose limb (side), what the load counts (load
basis) and what the reps count (rep convention). The row's own conventions win over the
exercise's, because a catalogue may change after the set was logged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import numpy as np
from msgspec import Struct

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.moved_load import moved_kg
from apps.exercises.domain.vocabulary import MovementPattern, RepConvention
from apps.imbalances.domain.sets import LoggedSet
from apps.lifts.domain.rows import LiftRow

if TYPE_CHECKING:
    from numpy.typing import NDArray

HALF = 0.5
"""Share of each side in reps that were counted for both sides together."""


class BodyMassHistory(Struct, frozen=True):
    """Body mass over time; ``weigh_ins`` are days with kilograms, in order of day."""

    weigh_ins: tuple[tuple[date, float], ...] = ()

    def on(self, day: date) -> float | None:
        """Body mass in kg on ``day``: the last one known then, else the first ever; None without any.

        Examples
        --------
        >>> history = BodyMassHistory(((date(2026, 1, 1), 80.0), (date(2026, 3, 1), 82.0)))
        >>> history.on(date(2025, 12, 24)), history.on(date(2026, 3, 1))
        (80.0, 82.0)
        >>> BodyMassHistory().on(date(2026, 1, 1)) is None
        True
        """
        if not self.weigh_ins:
            return None
        return self.weigh_ins[int(self.places_on(np.array([day.toordinal()]))[0])][1]

    def places_on(self, days: NDArray[np.int64]) -> NDArray[np.int64]:
        """Place of the weigh-in that holds on each day, days as ordinals; 0 without any weigh-in."""
        weighed = [measured_on.toordinal() for measured_on, _kg in self.weigh_ins]
        return np.maximum(np.searchsorted(weighed, days, side="right") - 1, 0)


def comparable_specs(specs: Iterable[ExerciseSpec]) -> dict[UUID, ExerciseSpec]:
    """Stored exercises that measure a difference between sides, by key."""
    return {
        spec.id: spec
        for spec in specs
        if spec.id is not None and spec.measures_sides and spec.pattern.has_verdict
    }


def logged_sets(
    rows: Sequence[LiftRow],
    *,
    specs: Mapping[UUID, ExerciseSpec],
    body_mass: BodyMassHistory,
) -> tuple[LoggedSet, ...]:
    """Bring rows to the detector's conventions; rows of exercises outside ``specs`` are dropped.

    Parameters
    ----------
    rows
        Logged sets, any side and kind: what cannot be compared is for the detector to say.
    specs
        See :func:`comparable_specs`.

    Returns
    -------
    tuple of LoggedSet
        In the order of ``rows``.
    """
    return tuple(
        _logged_set(row, specs[row.exercise_id], body_mass)
        for row in rows
        if row.exercise_id in specs
    )


def reps_of_one_side(reps: int | None, convention: RepConvention) -> float | None:
    """Reps that one limb did; None when reps were not counted.

    Examples
    --------
    >>> reps_of_one_side(20, RepConvention.BOTH_SIDES_TOGETHER)
    10.0
    >>> reps_of_one_side(0, RepConvention.PER_SIDE)
    0.0
    """
    if reps is None:
        return None
    return reps * HALF if convention is RepConvention.BOTH_SIDES_TOGETHER else float(reps)


def _logged_set(row: LiftRow, spec: ExerciseSpec, body_mass: BodyMassHistory) -> LoggedSet:
    return LoggedSet(
        set_id=str(row.id),
        exercise_id=str(row.exercise_id),
        occasion_id=str(row.workout_id),
        pattern=spec.pattern,
        performed_at=row.performed_at,
        local_date=row.local_date,
        set_index=row.set_index,
        side=row.side,
        side_source=row.side_source,
        kind=row.kind,
        pair_order=row.pair_order,
        load_kg=moved_kg(
            row.load_kg,
            basis=row.load_basis,
            exercise=spec,
            body_mass_share=spec.body_mass_share,
            body_mass_kg=body_mass.on(row.local_date),
        ),
        reps=reps_of_one_side(row.reps, row.rep_convention),
        seconds=None if row.seconds is None else float(row.seconds),
        rir=row.rir,
        pain=row.pain,
        capped_by_plan=row.capped_by_plan,
        slope=spec.rep_curve_slope,
    )


def by_pattern(sets: Iterable[LoggedSet]) -> dict[MovementPattern, tuple[LoggedSet, ...]]:
    """The sets of each pattern that has any, in the order given."""
    grouped: dict[MovementPattern, list[LoggedSet]] = {}
    for logged in sets:
        grouped.setdefault(logged.pattern, []).append(logged)
    return {pattern: tuple(group) for pattern, group in grouped.items()}

"""What each workout says of the difference between two sides, told by name.

``comparing`` works on codes and columns; here they get their names back, for the filter, for
the rows that are kept and for what is told to the athlete. What could not be compared is not
dropped in silence: it comes back as an ``Exclusion`` with its reason.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec import Struct

from apps.exercises.domain.vocabulary import Side

from .columns import LEFT, RIGHT, columns_of
from .comparing import compare, with_shared_day
from .measuring import REASONS, USED
from .sets import Exclusion
from .state import instant_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from .columns import Codes, Integers, SetColumns
    from .comparing import Comparisons
    from .policy import DetectorPolicy
    from .sets import LoggedSet

_SIDES = {1: Side.RIGHT, -1: Side.LEFT}


class Observed(NamedTuple):
    """One comparison as the filter reads it; see :class:`~.comparing.Comparisons`."""

    occasion_id: str
    exercise_id: str
    at: float
    day: int
    difference: float
    variance: float
    order: float = 0.0
    order_log_pct: float = 1.0
    slope_exposure: float = 0.0
    bound: int = 0
    untold: bool = False
    told: bool = True
    is_check: bool = False
    first: int = 0
    n_pairs: int = 1
    n_bounds: int = 0
    n_sets: int = 2
    left_e1rm_kg: float = 1.0
    right_e1rm_kg: float = 1.0

    @property
    def corrected(self) -> float:
        """Difference with what going second usually costs given back, log-%."""
        return self.difference + self.order * self.order_log_pct


class OccasionObservation(Struct, frozen=True, kw_only=True):
    """What one exercise in one workout says of the difference between sides.

    Attributes
    ----------
    performed_at
        When this workout's first compared set was done; one instant for all exercises.
    difference_log_pct
        Log-%, right-positive, corrected for the usual order effect.
    variance
        Of the difference, log-%², day noise included.
    left_e1rm_kg, right_e1rm_kg
        Each side's one-repetition maximum by the exercise's own slope.
    n_pairs
        Sets of the side with fewer.
    n_lower_bounds
        Of these, how many went past the range of repetitions on one side.
    at_least_ahead
        The side that went past it throughout and so is ahead by at least
        ``difference_log_pct``; None when the difference is a plain measurement.
    first_side
        The side that went first, or None when not known or mixed.
    is_check
        Whether a check is among the sets.
    rir_on_both_sides
        Whether effort (RIR or failure) was known for every set compared.
    n_sets
        Sets compared.
    """

    occasion_id: str
    exercise_id: str
    performed_at: datetime
    local_date: date
    difference_log_pct: float
    variance: float
    left_e1rm_kg: float
    right_e1rm_kg: float
    n_pairs: int
    n_lower_bounds: int
    at_least_ahead: Side | None
    first_side: Side | None
    is_check: bool
    rir_on_both_sides: bool
    n_sets: int


class Pairing(Struct, frozen=True, kw_only=True):
    """Observations in order of time, and everything that could not be compared."""

    observations: tuple[OccasionObservation, ...]
    exclusions: tuple[Exclusion, ...]


def pair_observations(sets: Sequence[LoggedSet], policy: DetectorPolicy) -> Pairing:
    """Compare left with right, workout by workout and exercise by exercise, of one pattern.

    The order of ``sets`` does not matter.
    """
    if not sets:
        return Pairing(observations=(), exclusions=())
    columns, codes = columns_of(sets, sets[0].pattern, policy)
    found, reasons = compare(columns, policy)
    return Pairing(
        observations=told(observed(with_shared_day(found, policy), codes)),
        exclusions=exclusions_of(columns, reasons, codes),
    )


def observed(found: Comparisons, codes: Codes) -> list[Observed]:
    """Comparisons as the filter reads them, in the same order."""
    kilograms = [np.exp(side / 100.0) / (1.0 + found.slope) for side in (found.left, found.right)]
    columns = (
        [codes.occasions[code] for code in found.occasion.tolist()],
        [codes.exercises[code] for code in found.exercise.tolist()],
        *(getattr(found, name).tolist() for name in Observed._fields[2:-2]),
        *(side.tolist() for side in kilograms),
    )
    return [Observed._make(row) for row in zip(*columns, strict=True)]


def told(log: Sequence[Observed]) -> tuple[OccasionObservation, ...]:
    """Comparisons as they are kept and shown."""
    return tuple(_told(one) for one in log)


def _told(one: Observed) -> OccasionObservation:
    performed_at = instant_of(one.at)
    return OccasionObservation(
        occasion_id=one.occasion_id,
        exercise_id=one.exercise_id,
        performed_at=performed_at,
        local_date=date.fromordinal(one.day),
        difference_log_pct=one.corrected,
        variance=one.variance,
        left_e1rm_kg=one.left_e1rm_kg,
        right_e1rm_kg=one.right_e1rm_kg,
        n_pairs=one.n_pairs,
        n_lower_bounds=one.n_bounds,
        at_least_ahead=_SIDES.get(one.bound),
        first_side=_SIDES.get(one.first),
        is_check=one.is_check,
        rir_on_both_sides=one.told,
        n_sets=one.n_sets,
    )


def exclusions_of(columns: SetColumns, reasons: Integers, codes: Codes) -> tuple[Exclusion, ...]:
    """One for each reason and side of an exercise in a workout, in order of time."""
    left_out = np.flatnonzero(reasons != USED)
    groups: dict[tuple[int, int, int, int], list[int]] = {}
    for row, *key in zip(
        left_out.tolist(),
        columns.occasion[left_out].tolist(),
        columns.exercise[left_out].tolist(),
        reasons[left_out].tolist(),
        columns.side[left_out].tolist(),
        strict=True,
    ):
        groups.setdefault((key[0], key[1], key[2], key[3]), []).append(row)
    found = []
    for (occasion, exercise, reason, side), rows in groups.items():
        first = min(rows, key=lambda row: (columns.at[row], row))
        performed_at = instant_of(float(columns.at[first]))
        found.append(
            Exclusion(
                reason=REASONS[reason],
                exercise_id=codes.exercises[exercise],
                occasion_id=codes.occasions[occasion],
                performed_at=performed_at,
                local_date=date.fromordinal(int(columns.day[first])),
                n_sets=len(rows),
                side={LEFT: Side.LEFT, RIGHT: Side.RIGHT}.get(side),
            )
        )
    return tuple(
        sorted(found, key=lambda e: (e.performed_at, e.exercise_id, e.reason, e.side or ""))
    )

"""Sets as columns: one array a property, one element a set.

Ten years of one athlete are tens of thousands of sets. As columns they are compared in a few
passes of numpy, whether they come from the database, a file or a simulation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from apps.exercises.domain.vocabulary import MovementPattern, SetKind, SetSide, SideSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .policy import DetectorPolicy
    from .sets import LoggedSet

    type Floats = NDArray[np.float64]
    type Integers = NDArray[np.int64]
    type Flags = NDArray[np.bool_]

LEFT, RIGHT, NO_SINGLE_SIDE = 0, 1, 2
WORK, WARM_UP, CHECK, FAILURE = 0, 1, 2, 3

SIDE_CODES = {SetSide.LEFT: LEFT, SetSide.RIGHT: RIGHT}
KIND_CODES = {
    SetKind.WORK: WORK,
    SetKind.WARM_UP: WARM_UP,
    SetKind.CHECK: CHECK,
    SetKind.FAILURE: FAILURE,
}


class SetColumns(Struct, frozen=True, kw_only=True):
    """Logged sets, all arrays of one length, in any order.

    Attributes
    ----------
    occasion, exercise
        Codes of workout and exercise: equal numbers are the same one.
    at
        Seconds since 1970 (UTC).
    day
        Ordinal of the local calendar day.
    turn
        Place within the exercise, counted per side; the two sides of one turn share it.
    side
        ``LEFT``, ``RIGHT`` or ``NO_SINGLE_SIDE``.
    assumed
        The side was never logged or imported, only assumed.
    kind
        ``WORK``, ``WARM_UP``, ``CHECK`` or ``FAILURE``.
    place
        1 when this side went first in its turn, 2 when second, 0 when not known.
    load_kg, reps, seconds, rir, pain
        As in :class:`~.sets.LoggedSet`; NaN is not given, and 0 is 0.
    capped
        The plan decided where the set stopped, not the limb.
    slope
        Capacity gained per repetition, of the exercise.
    order_log_pct, set_sd_log_pct
        What going second usually costs in this exercise's pattern, and the set-to-set noise
        of one side there, log-%.
    """

    occasion: Integers
    exercise: Integers
    at: Floats
    day: Integers
    turn: Integers
    side: Integers
    assumed: Flags
    kind: Integers
    place: Integers
    load_kg: Floats
    reps: Floats
    seconds: Floats
    rir: Floats
    pain: Floats
    capped: Flags
    slope: Floats
    order_log_pct: Floats
    set_sd_log_pct: Floats

    def __len__(self) -> int:
        """Number of sets."""
        return len(self.occasion)

    @property
    def to_failure(self) -> Flags:
        """Ended where no repetition was left: said so, or a check without RIR over 0."""
        unreserved = np.isnan(self.rir) | (self.rir == 0)
        ended: Flags = (self.kind == FAILURE) | ((self.kind == CHECK) & unreserved)
        return ended

    @property
    def effort_known(self) -> Flags:
        """RIR was given, or the set went to failure."""
        return self.to_failure | ~np.isnan(self.rir)


class Codes(Struct, frozen=True):
    """What the codes of some columns stand for: element ``i`` is the name of code ``i``."""

    occasions: tuple[str, ...]
    exercises: tuple[str, ...]


def columns_of(
    sets: Sequence[LoggedSet], pattern: MovementPattern, policy: DetectorPolicy
) -> tuple[SetColumns, Codes]:
    """Columns of one pattern's sets, in their order, and what the codes in them stand for."""
    occasions, occasion = _coded([one.occasion_id for one in sets])
    exercises, exercise = _coded([one.exercise_id for one in sets])
    load_kg = _known([one.load_kg for one in sets])
    columns = SetColumns(
        occasion=occasion,
        exercise=exercise,
        at=np.array([one.performed_at.timestamp() for one in sets], dtype=np.float64),
        day=_whole([one.local_date.toordinal() for one in sets]),
        turn=_whole([one.set_index for one in sets]),
        side=_whole([SIDE_CODES.get(one.side, NO_SINGLE_SIDE) for one in sets]),
        assumed=np.array([one.side_source is SideSource.ASSUMED for one in sets], dtype=np.bool_),
        kind=_whole([KIND_CODES[one.kind] for one in sets]),
        place=_whole([one.pair_order or 0 for one in sets]),
        load_kg=load_kg,
        reps=_known([one.reps for one in sets]),
        seconds=_known([one.seconds for one in sets]),
        rir=_known([one.rir for one in sets]),
        pain=_known([one.pain for one in sets]),
        capped=np.array([one.capped_by_plan for one in sets], dtype=np.bool_),
        slope=np.array([one.slope for one in sets], dtype=np.float64),
        order_log_pct=np.full(len(sets), policy.order_effect_log_pct(pattern)),
        set_sd_log_pct=set_noise(pattern, load_kg, policy),
    )
    return columns, Codes(occasions, exercises)


def set_noise(pattern: MovementPattern, load_kg: Floats, policy: DetectorPolicy) -> Floats:
    """Set-to-set noise of one side, log-%; a weak grip is read with the same error in kg."""
    if pattern is not MovementPattern.GRIP:
        return np.full(len(load_kg), policy.set_sd_log_pct)
    with np.errstate(invalid="ignore", divide="ignore"):
        lightness = np.sqrt(policy.grip_light_kg / np.maximum(load_kg, 1.0))
    return policy.grip_set_sd_log_pct * np.fmax(1.0, lightness)


def _coded(names: Sequence[str]) -> tuple[tuple[str, ...], Integers]:
    # In order of name, so that the order of the sets can never matter.
    known = sorted(set(names))
    code = {name: number for number, name in enumerate(known)}
    return tuple(known), _whole([code[name] for name in names])


def _whole(values: Sequence[int]) -> Integers:
    return np.array(values, dtype=np.int64)


def _known(values: Sequence[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)

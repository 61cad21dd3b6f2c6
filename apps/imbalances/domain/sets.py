"""What the detector reads (:class:`LoggedSet`) and what it could not use (:class:`Exclusion`)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from apps.exercises.domain.strength import Effort
from apps.exercises.domain.vocabulary import SetKind

if TYPE_CHECKING:
    from datetime import date, datetime

    from apps.exercises.domain.vocabulary import MovementPattern, SetSide, Side, SideSource


_SECOND = 2


class LoggedSet(Struct, frozen=True, kw_only=True):
    """One set of one side, brought to the detector's conventions by the caller.

    Attributes
    ----------
    set_id, exercise_id, occasion_id
        Names of the set, its exercise and its workout.
    pattern
        The exercise's movement pattern.
    performed_at
        Aware instant.
    local_date
        Calendar day where it was trained.
    set_index
        Place within the exercise, counted per side; the two sides of one turn share it.
    side, side_source, kind
        See the vocabulary. Only left and right that were logged or imported are compared.
    pair_order
        1 when this side went first in its turn, 2 when second, None when not known.
    load_kg
        System mass moved by this limb: basis and body-mass share already applied. None or
        0 carries no estimate.
    reps
        Repetitions of this side. None for a hold, which has ``seconds``.
    rir
        Repetitions in reserve as reported. None is not known; 0 is maximal effort.
    pain
        0 to 10, or None when not asked.
    capped_by_plan
        The plan (or one tap "as planned") decided where this set stopped, not the limb.
    slope
        The exercise's capacity gained per repetition, see ``log_capacity``.
    """

    set_id: str
    exercise_id: str
    occasion_id: str
    pattern: MovementPattern
    performed_at: datetime
    local_date: date
    set_index: int
    side: SetSide
    side_source: SideSource
    kind: SetKind
    load_kg: float | None
    reps: float | None
    slope: float
    seconds: float | None = None
    rir: float | None = None
    pain: int | None = None
    pair_order: int | None = None
    capped_by_plan: bool = False

    @property
    def went_second(self) -> bool:
        """Whether the other side of this turn went before."""
        return self.pair_order == _SECOND

    @property
    def effort(self) -> Effort:
        """How near to failure it ended: a check is all-out unless a RIR over 0 was given."""
        match self.kind, self.rir:
            case SetKind.FAILURE, _:
                return Effort.TO_FAILURE
            case SetKind.CHECK, None | 0:
                return Effort.TO_FAILURE
            case _, None:
                return Effort.UNKNOWN
            case _:
                return Effort.REPORTED_RIR


class ExclusionReason(StrEnum):
    """Why sets said nothing of the difference between sides."""

    ONE_SIDE_MISSING = "one_side_missing"
    PARTNER_EXCLUDED = "partner_excluded"
    UNPAIRED = "unpaired"
    NO_SINGLE_SIDE = "no_single_side"
    ASSUMED_SIDE = "assumed_side"
    WARM_UP = "warm_up"
    PAIN = "pain"
    HOLD = "hold"
    NO_REPS = "no_reps"
    ZERO_LOAD = "zero_load"
    REPS_BEYOND_RANGE = "reps_beyond_range"
    MATCHED_WITHOUT_RIR = "matched_without_rir"
    LOAD_RATIO_ASKS = "load_ratio_asks"


class Exclusion(Struct, frozen=True, kw_only=True):
    """Sets of one exercise in one workout that were not compared, and why.

    ``side`` is the one side that these ``n_sets`` sets belong to, or None for neither.
    """

    reason: ExclusionReason
    exercise_id: str
    occasion_id: str
    performed_at: datetime
    local_date: date
    n_sets: int
    side: Side | None

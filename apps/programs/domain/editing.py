"""What an athlete changes in a line or a session, and what stays true of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from apps.exercises.domain.vocabulary import Side
from apps.programs.domain.program import (
    Block,
    Prescription,
    Reason,
    ReasonCode,
    ReasonParam,
    SideDose,
)

MOST_SETS = 10
MOST_REPS = 100
MOST_SECONDS = 600
MOST_RIR = 10

OWN = frozenset(
    {
        ReasonCode.YOUR_CHOICE,
        ReasonCode.YOUR_FIRST_SIDE,
        ReasonCode.YOUR_SWAP,
        ReasonCode.YOUR_REMOVAL,
        ReasonCode.YOUR_RETURN,
        ReasonCode.YOUR_EXCLUSION,
    }
)
"""What an athlete decides; no study grades it."""

_ORDER = frozenset(
    {
        ReasonCode.WEAKER_SIDE_FIRST,
        ReasonCode.WEAKER_SIDE_SETS_THE_DOSE,
        ReasonCode.SIDES_ALTERNATE,
        ReasonCode.CHOSEN_SIDE_FIRST,
        ReasonCode.STRONGER_SIDE_FIRST,
        ReasonCode.CHECK_ORDER_ALTERNATES,
        ReasonCode.PAIN_FREE_SIDE_FIRST,
        ReasonCode.YOUR_FIRST_SIDE,
    }
)
_LOADS = frozenset(
    {ReasonCode.LOAD_FROM_HISTORY, ReasonCode.FIND_A_LOAD, ReasonCode.FIND_A_LOAD_TO_HOLD}
)
_SETS = frozenset({ReasonCode.EQUAL_SETS})
_EFFORT = frozenset({ReasonCode.EFFORT_RAMP})
_PLACES = {
    Block.MOBILITY: 0,
    Block.WARM_UP: 1,
    Block.CHECK: 1,
    Block.BALANCE: 2,
    Block.STRENGTH: 2,
}

_SWAPPABLE = frozenset({Block.MOBILITY, Block.BALANCE, Block.STRENGTH})


class Edit(Struct, frozen=True, kw_only=True):
    """Numbers of a line that are to be others; None leaves one as it is.

    Parameters
    ----------
    left_sets, right_sets, both_sets
        Sets of each side, or of both together.
    load_kg
        Load of every side, kg.
    reps_low, reps_high, seconds
        Range of reps, or the length of a hold, s.
    rir
        Reps to leave in reserve.
    first_side
        Side that starts each pair.
    """

    left_sets: int | None = None
    right_sets: int | None = None
    both_sets: int | None = None
    load_kg: float | None = None
    reps_low: int | None = None
    reps_high: int | None = None
    seconds: int | None = None
    rir: int | None = None
    first_side: Side | None = None


def edited(line: Prescription, edit: Edit) -> Prescription:
    """The line with an athlete's own numbers, saying whose they are.

    Reasons stay but for those that the new numbers make untrue.

    Examples
    --------
    >>> from apps.exercises.domain.vocabulary import MovementPattern
    >>> line = Prescription(
    ...     exercise_slug="back-squat", pattern=MovementPattern.KNEE_DOMINANT,
    ...     block=Block.STRENGTH, position=0, rest_between_sides_s=0, rest_after_pair_s=90,
    ...     both=SideDose(sets=3, reps_low=5, reps_high=8, load_kg=60.0),
    ... )
    >>> own = edited(line, Edit(both_sets=2, load_kg=62.5))
    >>> own.both.sets, own.both.load_kg, own.reasons[0].code.value
    (2, 62.5, 'your_choice')
    """
    changed = replace(
        line,
        left=_dose(line.left, edit, edit.left_sets),
        right=_dose(line.right, edit, edit.right_sets),
        both=_dose(line.both, edit, edit.both_sets),
    )
    if changed != line:
        untrue = _untrue(line, changed) | {ReasonCode.YOUR_CHOICE}
        changed = _because(changed, Reason(code=ReasonCode.YOUR_CHOICE), untrue)
    side = edit.first_side
    if side is None or line.first_side in (None, side):
        return changed
    return _because(
        replace(
            changed,
            first_side=side,
            left=_capped_like(changed.left, line.right),
            right=_capped_like(changed.right, line.left),
        ),
        Reason(code=ReasonCode.YOUR_FIRST_SIDE, params={"side": side.value}),
        _ORDER,
    )


def _dose(dose: SideDose | None, edit: Edit, sets: int | None) -> SideDose | None:
    if dose is None:
        return None
    asked = {
        "sets": sets,
        "load_kg": edit.load_kg,
        "reps_low": edit.reps_low,
        "reps_high": edit.reps_high,
        "seconds": edit.seconds,
        "rir_target": edit.rir,
    }
    own = {name: value for name, value in asked.items() if value is not None}
    return replace(dose, **own)


def _capped_like(dose: SideDose | None, other: SideDose | None) -> SideDose | None:
    """A dose that leads or follows as the other side's did."""
    return dose if dose is None or other is None else replace(dose, is_capped=other.is_capped)


def _untrue(before: Prescription, after: Prescription) -> frozenset[ReasonCode]:
    """Reasons that no longer hold once these numbers have changed."""
    untrue: frozenset[ReasonCode] = frozenset()
    if [dose.load_kg for dose in before.doses] != [dose.load_kg for dose in after.doses]:
        untrue |= _LOADS
    if [dose.rir_target for dose in before.doses] != [dose.rir_target for dose in after.doses]:
        untrue |= _EFFORT
    if len({dose.sets for dose in after.doses}) > 1:
        untrue |= _SETS
    return untrue


def _because(line: Prescription, reason: Reason, instead: Iterable[ReasonCode]) -> Prescription:
    gone = frozenset(instead)
    kept = tuple(old for old in line.reasons if old.code not in gone)
    return replace(line, reasons=(reason, *kept))


def is_swappable(line: Prescription) -> bool:
    """Whether another exercise may stand in: not in a check, which compares like with like."""
    return line.block in _SWAPPABLE


def is_led_by_choice(line: Prescription) -> bool:
    """Whether the athlete said for this line which side starts, whichever is weaker."""
    return any(reason.code is ReasonCode.YOUR_FIRST_SIDE for reason in line.reasons)


def own_reason(code: ReasonCode, **params: ReasonParam) -> Reason:
    """The athlete's own decision: nothing that a study could grade."""
    return Reason(code=code, params=params)


def returned(line: Prescription) -> Prescription:
    """A line that was taken out and is wanted again."""
    reason = own_reason(ReasonCode.YOUR_RETURN)
    return _because(line, reason, {ReasonCode.YOUR_RETURN, ReasonCode.YOUR_REMOVAL})


def place_for(line: Prescription, lines: Sequence[Prescription]) -> int:
    """Where a line goes among those of a session: near its old place, and where its kind may stand.

    Movement comes first, then checks with their warm-ups, then one side at a time, then both
    together.
    """
    own = _rank(line)
    ranks = [_rank(other) for other in lines]
    earliest = sum(rank < own for rank in ranks)
    latest = sum(rank <= own for rank in ranks)
    return min(max(line.position, earliest), latest)


def _rank(line: Prescription) -> tuple[int, bool]:
    return _PLACES[line.block], line.both is not None


def numbered(lines: Iterable[Prescription]) -> tuple[Prescription, ...]:
    """Lines with positions from 0 without a gap."""
    return tuple(replace(line, position=place) for place, line in enumerate(lines))

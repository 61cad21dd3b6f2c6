"""Sets and comparisons as the detector reads them, for tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from apps.exercises.domain.vocabulary import MovementPattern, SetKind, SetSide, SideSource
from apps.imbalances.domain.observations import Observed
from apps.imbalances.domain.sets import LoggedSet

MONDAY = datetime(2026, 1, 5, 18, tzinfo=UTC)


def logged_set(*, workout: int = 0, turn: int = 1, side: str = "left", **changes: Any) -> LoggedSet:
    """One left set of 20 kg x 10 at RIR 2; workouts are 3.5 days apart, left goes first."""
    place = 1 if side == "left" else 2
    at = MONDAY + timedelta(days=3.5 * workout, minutes=6 * turn + 2 * place)
    plain = LoggedSet(
        set_id=f"{workout}-{turn}-{side}-{changes.get('exercise_id', 'split')}",
        exercise_id="split",
        occasion_id=f"workout-{workout}",
        pattern=MovementPattern.KNEE_DOMINANT,
        performed_at=at,
        local_date=at.date(),
        set_index=turn,
        side=SetSide(side),
        side_source=SideSource.LOGGED,
        kind=SetKind.WORK,
        load_kg=20.0,
        reps=10.0,
        rir=2.0,
        slope=0.03,
        pair_order=place,
    )
    return replace(plain, **changes)


def both_sides(
    *,
    workouts: range | int,
    left: dict[str, Any] | None = None,
    right: dict[str, Any] | None = None,
    turns: int = 3,
    **changes: Any,
) -> list[LoggedSet]:
    """Left and right sets of some workouts; ``left`` and ``right`` change one side."""
    span = range(workouts) if isinstance(workouts, int) else workouts
    return [
        replace(logged_set(workout=workout, turn=turn, side=side), **{**changes, **(own or {})})
        for workout in span
        for turn in range(1, turns + 1)
        for side, own in (("left", left), ("right", right))
    ]


def mirrored(logged: LoggedSet) -> LoggedSet:
    """The same set done by the other side."""
    swapped = {SetSide.LEFT: SetSide.RIGHT, SetSide.RIGHT: SetSide.LEFT}
    return replace(logged, side=swapped.get(logged.side, logged.side))


def observed(
    difference: float, *, week: float = 0.0, exercise: str = "split", **changes: Any
) -> Observed:
    """One comparison, as the filter reads it; equal weeks are one workout."""
    at = MONDAY + timedelta(weeks=week)
    plain = Observed(
        occasion_id=f"week {week}",
        exercise_id=exercise,
        at=at.timestamp(),
        day=at.toordinal(),
        difference=difference,
        variance=40.0,
    )
    return plain._replace(**changes)

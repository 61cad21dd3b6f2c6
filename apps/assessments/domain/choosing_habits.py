"""Which habits signs, causes and tests ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from apps.exercises.domain.vocabulary import Region, Side

from .body import Spot
from .causes import EFFECTS, CauseReport
from .habits import Habit, OfferedHabit, Reason, Wish, offered_habits
from .signs import Sign, SignReport, Since

if TYPE_CHECKING:
    from collections.abc import Iterator

_ACHES = frozenset({Sign.NECK_ACHE, Sign.SHOULDER_ACHE, Sign.UPPER_BACK_ACHE, Sign.HEADACHE})
_LASTING = frozenset({Since.MONTHS, Since.YEARS})

_BY_SIGN: Mapping[Sign, tuple[Habit, ...]] = {
    Sign.WEAKNESS: (Habit.PROTEIN,),
    Sign.SORENESS: (Habit.MASSAGE, Habit.SLEEP_HOURS),
    Sign.BALANCE: (Habit.BALANCE_MINUTE,),
    Sign.POSTURE: (Habit.CHIN_TUCK, Habit.UPPER_BACK_TURNS, Habit.DESK_LAYOUT),
    Sign.SMALLER_MUSCLE: (Habit.PROTEIN,),
    Sign.NECK_ACHE: (Habit.NECK_AND_SHOULDER, Habit.CHIN_TUCK),
    Sign.SHOULDER_ACHE: (Habit.NECK_AND_SHOULDER,),
    Sign.UPPER_BACK_ACHE: (Habit.UPPER_BACK_TURNS, Habit.NECK_AND_SHOULDER),
    Sign.HEADACHE: (Habit.NECK_AND_SHOULDER, Habit.DESK_BREAKS),
}
"""What a sign asks for. Pain, tingling and a joint that gives way ask for no habit at all."""

_STRETCHED: Mapping[Spot, Region] = {
    Spot.NECK: Region.NECK,
    Spot.SHOULDER: Region.SHOULDER,
    Spot.CHEST: Region.SHOULDER,
    Spot.UPPER_BACK: Region.UPPER_BACK,
    Spot.UPPER_ARM: Region.SHOULDER,
    Spot.ELBOW: Region.ELBOW,
    Spot.FOREARM: Region.WRIST,
    Spot.WRIST_HAND: Region.WRIST,
    Spot.BELLY: Region.TRUNK,
    Spot.LOWER_BACK: Region.LOWER_BACK,
    Spot.HIP: Region.HIP,
    Spot.THIGH: Region.HIP,
    Spot.KNEE: Region.KNEE,
    Spot.LOWER_LEG: Region.ANKLE,
    Spot.ANKLE_FOOT: Region.ANKLE,
}
"""The region whose stretches reach a tight place; a head is not stretched."""

_FOR_EVERYBODY = (Habit.SLEEP_HOURS, Habit.DAILY_WALK)


def choose_habits(
    *,
    signs: Iterable[SignReport],
    causes: Iterable[CauseReport],
    short_reach: Iterable[tuple[Region, Side]] = (),
    blocked: frozenset[Region] = frozenset(),
) -> tuple[OfferedHabit, ...]:
    """The habits of an athlete, the most wanted first.

    Parameters
    ----------
    signs
        The newest report of each sign; those that have gone ask for nothing.
    causes
        What the athlete named.
    short_reach
        Region and side that reached less than the other in a test, by more than its error.
    blocked
        Regions that nothing loads now.

    Examples
    --------
    >>> [one.habit.value for one in choose_habits(signs=(), causes=())]
    ['sleep_hours', 'daily_walk']
    """
    wishes = [
        *(wish for sign in signs if sign.score > 0 for wish in _for_sign(sign)),
        *(
            Wish(habit=habit, reason=Reason.CAUSE)
            for cause in causes
            for habit in EFFECTS[cause.cause].habits
        ),
        *(
            Wish(habit=Habit.STRETCH, reason=Reason.TEST, region=region, side=side)
            for region, side in short_reach
        ),
        *(Wish(habit=habit, reason=Reason.ALWAYS) for habit in _FOR_EVERYBODY),
    ]
    return offered_habits(wishes, blocked=blocked)


def _for_sign(report: SignReport) -> Iterator[Wish]:
    for habit in _BY_SIGN.get(report.sign, ()):
        yield Wish(habit=habit, reason=Reason.SIGN)
    if report.sign is Sign.TIGHTNESS and report.place.spot in _STRETCHED:
        yield Wish(
            habit=Habit.STRETCH,
            reason=Reason.SIGN,
            region=_STRETCHED[report.place.spot],
            side=report.place.side.body_side,
        )
    if report.since in _LASTING and report.sign in _ACHES | {Sign.PAIN}:
        yield Wish(habit=Habit.ACUPUNCTURE, reason=Reason.SIGN)

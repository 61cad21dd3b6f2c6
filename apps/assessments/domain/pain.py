"""Pain during and after training: what it changes for that side and exercise.

The zones and the two conditions (back to where it was by the next morning, no rise from week to
week) are those of Thomee 1997 (Phys Ther 77:1690) and of Silbernagel et al. 2007 (Am J Sports Med
35:897); pages that quote them put the first limit at 2 or at 3 of 10, and the stricter one holds
here. How far loads go down, the fourteen days and the blocks are conventions of clinical practice
and of this project.

The model does not apply to a headache, to numbness, tingling or weakness, to a joint that swells or
gives way: these stop, whatever the number.

A side of an exercise is a state; what happens to it are events; :func:`step` is the machine.
Nothing of it is stored: the state of today is the fold of what was logged and answered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

SAFE_MOST = 2
"""Pain, 0 to 10, up to which training goes on as planned."""

ACCEPTABLE_MOST = 5
"""Pain, 0 to 10, up to which it may go on with the load held; more stops the exercise."""

HOLD_DAYS = 7
"""Days after pain over :data:`SAFE_MOST` in which nothing goes up."""

REPEAT_DAYS = 14
"""A second strong pain within so many days stops the region."""

WEEK_DAYS = 7
"""Days of a week of the trend, counted back from the day itself."""

TREND_WEEKS = 3
"""Weeks compared: rising twice takes three of them."""

MEMORY_DAYS = WEEK_DAYS * TREND_WEEKS
"""Days of pain that the machine has to remember."""


class Zone(StrEnum):
    """What a pain number means during a set."""

    SAFE = "safe"
    ACCEPTABLE = "acceptable"
    STRONG = "strong"


class Morning(StrEnum):
    """How it was the next morning."""

    BACK = "back"
    HIGHER = "higher"


class Sign(StrEnum):
    """What the model does not apply to: it stops."""

    HEADACHE = "headache"
    NERVES = "nerves"
    SWELLING = "swelling"
    GIVING_WAY = "giving_way"


class Status(StrEnum):
    """What pain asks of one side and exercise, the mildest first."""

    AS_PLANNED = "as_planned"
    HOLD = "hold"
    EASE = "ease"
    CHANGE = "change"
    LIGHTEN = "lighten"
    BLOCK = "block"
    REFER = "refer"

    @property
    def rank(self) -> int:
        """0 for the mildest."""
        return tuple(Status).index(self)


FINAL = frozenset({Status.BLOCK, Status.REFER})
"""What only a clinician's word ends."""


class PainDay(Struct, frozen=True, kw_only=True):
    """The worst pain of a day, 0 to 10."""

    on: dt.date
    pain: int


class SetsDone(Struct, frozen=True, kw_only=True):
    """Sets of this side and exercise on a day, with the worst pain said, 0 to 10."""

    on: dt.date
    pain: int


class MorningAfter(Struct, frozen=True, kw_only=True):
    """How it was on the morning of a day; it answers for the day before."""

    on: dt.date
    answer: Morning


class SignTold(Struct, frozen=True, kw_only=True):
    """Something that the model does not apply to."""

    on: dt.date
    sign: Sign


class Cleared(Struct, frozen=True, kw_only=True):
    """A clinician cleared the athlete on a day."""

    on: dt.date


type Event = SetsDone | MorningAfter | SignTold | Cleared

_ORDER: dict[type[Event], int] = {MorningAfter: 0, SetsDone: 1, SignTold: 2, Cleared: 3}
"""Within a day: it dawns, one trains, one tells, one is seen."""


class PainState(Struct, frozen=True, kw_only=True):
    """One side of one exercise.

    Parameters
    ----------
    since
        Local date of the event that led here, None before any.
    held_from
        Local date of the latest reason to hold, None before any.
    days
        Days with a number, the latest :data:`MEMORY_DAYS`, oldest first.
    """

    status: Status = Status.AS_PLANNED
    since: dt.date | None = None
    held_from: dt.date | None = None
    days: tuple[PainDay, ...] = ()

    @property
    def latest(self) -> PainDay | None:
        """The last day with a number."""
        return self.days[-1] if self.days else None

    def on(self, today: dt.date) -> PainState:
        """The state as it is on a later day.

        A hold ends by itself after a week, and what waits for the next time after three: an exercise
        that was done since without a word about pain is not changed for ever.
        """
        if self.status in FINAL or self.since is None:
            return self
        is_over = (today - self.since).days >= MEMORY_DAYS
        if is_over or (self.status is Status.HOLD and not self.is_held(today)):
            return replace(self, status=Status.AS_PLANNED)
        return self

    def after_session(self, day: dt.date) -> PainState:
        """The state as a session of ``day`` leaves it, when the day itself said nothing.

        What was to change the next time has changed then: it is not changed once more.
        """
        if self.status in FINAL or self.since is None or self.since >= day:
            return self
        status = Status.HOLD if self.is_held(day) else Status.AS_PLANNED
        return replace(self, status=status)

    def is_held(self, on: dt.date) -> bool:
        """Whether a week has not passed since the latest reason to hold."""
        return self.held_from is not None and (on - self.held_from).days < HOLD_DAYS


NO_PAIN = PainState()


class Hold(Struct, frozen=True, kw_only=True):
    """Still efforts that stand in for an exercise: how many, and how long each, s."""

    sets: tuple[int, int] = (4, 5)
    seconds: tuple[int, int] = (30, 45)


class PainChange(Struct, frozen=True, kw_only=True):
    """What pain changes for that side and exercise, as data for whoever plans sets.

    Parameters
    ----------
    load_factor
        Part of the load that was asked, 0 to 1.
    sets_delta
        Sets more or fewer, next time alone.
    rir_delta
        Reps in reserve more or fewer, next time alone.
    is_slower
        Whether the tempo is to be slower, next time alone.
    may_progress
        Whether load, reps or seconds may go up.
    swaps
        Whether an easier exercise takes its place.
    hold
        Still efforts that may take its place where there is no easier exercise.
    stops_today
        Whether the exercise ends for the day.
    asks_screening
        Whether the questions before training are asked again.
    blocks
        Whether nothing of it goes on until a clinician has cleared it.
    other_side_leads
        Whether the side without pain starts: weaker first is put off, and the work goes on there.
    """

    load_factor: float = 1.0
    sets_delta: int = 0
    rir_delta: int = 0
    is_slower: bool = False
    may_progress: bool = False
    swaps: bool = False
    hold: Hold | None = None
    stops_today: bool = False
    asks_screening: bool = False
    blocks: bool = False
    other_side_leads: bool = True


CHANGES: dict[Status, PainChange] = {
    Status.AS_PLANNED: PainChange(may_progress=True, other_side_leads=False),
    Status.HOLD: PainChange(),
    Status.EASE: PainChange(load_factor=0.85, sets_delta=-1, rir_delta=1, is_slower=True),
    Status.CHANGE: PainChange(swaps=True, hold=Hold(), asks_screening=True),
    Status.LIGHTEN: PainChange(load_factor=0.6, stops_today=True, asks_screening=True),
    Status.BLOCK: PainChange(stops_today=True, asks_screening=True, blocks=True),
    Status.REFER: PainChange(stops_today=True, asks_screening=True, blocks=True),
}
"""Ease: a tenth to a fifth off; lighten: a third to a half off. The middle of each is taken."""


def zone_of(pain: int) -> Zone:
    """The zone of a number.

    Parameters
    ----------
    pain
        0 to 10.

    Raises
    ------
    ValueError
        When the number is not on the scale.

    Examples
    --------
    >>> [zone_of(pain).value for pain in (0, 2, 3, 5, 6)]
    ['safe', 'safe', 'acceptable', 'acceptable', 'strong']
    """
    if not 0 <= pain <= 10:  # noqa: PLR2004 - the scale itself
        raise ValueError(f"Not on the scale from 0 to 10: {pain}")
    if pain <= SAFE_MOST:
        return Zone.SAFE
    return Zone.ACCEPTABLE if pain <= ACCEPTABLE_MOST else Zone.STRONG


def state_after(events: Iterable[Event]) -> PainState:
    """The state that events lead to, in whatever order they are given."""
    state = NO_PAIN
    for event in sorted(events, key=lambda one: (one.on, _ORDER[type(one)])):
        state = step(state, event)
    return state


def step(state: PainState, event: Event) -> PainState:
    """One transition.

    Parameters
    ----------
    event
        Not earlier than what led to ``state``.
    """
    match event:
        case Cleared():
            return PainState(since=event.on)
        case SignTold():
            return replace(state, status=Status.REFER, since=event.on)
        case SetsDone():
            return _after_sets(_remember(state, event), event)
        case _:
            return _after_morning(state, event)


def change_for(state: PainState) -> PainChange:
    """What a state asks of the next sets."""
    return CHANGES[state.status]


def is_rising(days: Iterable[PainDay], on: dt.date) -> bool:
    """Whether the worst pain of a week has risen twice, up to the week that ends with ``on``.

    A week without a number breaks the comparison: nobody knows.
    """
    worst: dict[int, int] = {}
    for day in days:
        week = (on - day.on).days // WEEK_DAYS
        if 0 <= week < TREND_WEEKS:
            worst[week] = max(worst.get(week, 0), day.pain)
    return len(worst) == TREND_WEEKS and worst[0] > worst[1] > worst[2]


def _remember(state: PainState, event: SetsDone) -> PainState:
    """Keep the worst number of the day and of the weeks that matter."""
    earlier = [day for day in state.days if 0 < (event.on - day.on).days < MEMORY_DAYS]
    same = [day.pain for day in state.days if day.on == event.on]
    today = PainDay(on=event.on, pain=max([event.pain, *same]))
    return replace(state, days=(*earlier, today))


def _after_sets(state: PainState, event: SetsDone) -> PainState:
    if state.status in FINAL:
        return state
    zone = zone_of(state.days[-1].pain)
    rises = is_rising(state.days, event.on)
    if zone is not Zone.SAFE or rises:
        state = replace(state, held_from=event.on)
    status = Status.HOLD if state.is_held(event.on) else Status.AS_PLANNED
    if zone is Zone.STRONG:
        status = Status.BLOCK if _was_strong_lately(state, event.on) else Status.LIGHTEN
    elif zone is Zone.ACCEPTABLE and rises:
        status = Status.CHANGE
    return replace(state, status=status, since=event.on)


def _after_morning(state: PainState, event: MorningAfter) -> PainState:
    before = event.on - dt.timedelta(days=1)
    pain = next((day.pain for day in state.days if day.on == before), None)
    if pain is None or event.answer is Morning.BACK:
        return state
    wanted = Status.HOLD if zone_of(pain) is Zone.SAFE else Status.EASE
    held = replace(state, held_from=event.on)
    return (
        held if wanted.rank <= state.status.rank else replace(held, status=wanted, since=event.on)
    )


def _was_strong_lately(state: PainState, on: dt.date) -> bool:
    return any(
        zone_of(day.pain) is Zone.STRONG and 0 < (on - day.on).days <= REPEAT_DAYS
        for day in state.days
    )

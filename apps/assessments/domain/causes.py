"""Where a difference between sides may come from, and what follows from it.

Asked once and changed at any time. What follows is data: programs read it as a
:class:`PlanHints`, habits are chosen from it, and the athlete reads it in words. No single cause is
established for anybody by ticking it; it only says what is worth doing differently.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from apps.exercises.domain.vocabulary import Region

from .body import BodySide
from .evidence import Certainty, Evidence, gettext_noop
from .habits import Habit


class Cause(StrEnum):
    """What a difference may come from."""

    FROM_BIRTH = "from_birth"
    ONE_SIDED_WORK = "one_sided_work"
    ONE_SIDED_SPORT = "one_sided_sport"
    SITTING = "sitting"
    SLEEPING = "sleeping"
    INACTIVITY = "inactivity"
    ROUTINE = "routine"
    OVERLOAD = "overload"
    INJURY = "injury"

    @property
    def is_dated(self) -> bool:
        """Whether it happened at a place and time."""
        return self in _DATED


_DATED = frozenset({Cause.OVERLOAD, Cause.INJURY})


class PlanHint(StrEnum):
    """What a cause changes in a program."""

    AIM_FOR_FUNCTION = "aim_for_function"
    """The difference may stay: what counts is what the side can do, and no extra volume chases it."""
    EQUAL_VOLUME = "equal_volume"
    """Both sides do the same in training, since daily life already does more on one."""
    MOBILITY_FIRST = "mobility_first"
    """Reach and turning work comes before strength."""
    START_LIGHT = "start_light"
    """The first weeks stay well short of failure."""
    ONE_SIDE_AT_A_TIME = "one_side_at_a_time"
    """Exercises of one side at a time replace some of both together."""
    WEAKER_SIDE_FIRST = "weaker_side_first"
    """The side that starts is chosen, not habit."""
    CLEAR_FIRST = "clear_first"
    """Nothing loads the place until a clinician has said so."""
    STAGED_RETURN = "staged_return"
    """Easy first, then load, then speed: each only after the one before went well."""


class Effect(Struct, frozen=True, kw_only=True):
    """What one cause changes: in a program, in daily life, and in words with their certainty."""

    hints: tuple[PlanHint, ...]
    habits: tuple[Habit, ...]
    evidence: Evidence


EFFECTS: dict[Cause, Effect] = {
    Cause.FROM_BIRTH: Effect(
        hints=(PlanHint.AIM_FOR_FUNCTION,),
        habits=(),
        evidence=Evidence(
            says=gettext_noop(
                "A longer leg, a curve of the spine or the shape of a hip does not train away. "
                "Strength and reach around it do, so a program aims at what each side can do."
            ),
            certainty=Certainty.CONSENSUS,
        ),
    ),
    Cause.ONE_SIDED_WORK: Effect(
        hints=(PlanHint.EQUAL_VOLUME, PlanHint.WEAKER_SIDE_FIRST),
        habits=(Habit.SWITCH_SIDES, Habit.DESK_BREAKS),
        evidence=Evidence(
            says=gettext_noop(
                "A side that carries, scans or lifts all day gets training that no log shows. "
                "Sharing the work out is the cheapest change there is."
            ),
            certainty=Certainty.CONVENTION,
        ),
    ),
    Cause.ONE_SIDED_SPORT: Effect(
        hints=(PlanHint.EQUAL_VOLUME, PlanHint.WEAKER_SIDE_FIRST),
        habits=(Habit.SWITCH_SIDES,),
        evidence=Evidence(
            says=gettext_noop(
                "Throwing, serving or kicking with one side builds that side. Some difference "
                "belongs to the sport and need not go."
            ),
            certainty=Certainty.CONSENSUS,
        ),
    ),
    Cause.SITTING: Effect(
        hints=(PlanHint.MOBILITY_FIRST,),
        habits=(Habit.NECK_AND_SHOULDER, Habit.DESK_BREAKS, Habit.DESK_LAYOUT),
        evidence=Evidence(
            says=gettext_noop(
                "No single posture is wrong; staying in one is what neck and shoulders answer to. "
                "Two minutes of a band, five days a week, lowered neck and shoulder pain of "
                "office workers by 1.4 points of 10 in ten weeks."
            ),
            certainty=Certainty.TRIAL,
            source="Andersen et al. 2011, Pain 152:440-446",
        ),
    ),
    Cause.SLEEPING: Effect(
        hints=(),
        habits=(Habit.SLEEP_SIDE, Habit.SLEEP_HOURS),
        evidence=Evidence(
            says=gettext_noop(
                "Lying on one shoulder or with a turned neck all night may keep it sore. Changing "
                "sides or a pillow costs nothing to try."
            ),
            certainty=Certainty.CONVENTION,
        ),
    ),
    Cause.INACTIVITY: Effect(
        hints=(PlanHint.START_LIGHT,),
        habits=(Habit.DAILY_WALK, Habit.DESK_BREAKS),
        evidence=Evidence(
            says=gettext_noop(
                "After a long time without training nearly any load is new. Programs begin well "
                "short of failure and grow from there."
            ),
            certainty=Certainty.CONSENSUS,
            source="American College of Sports Medicine 2009, Med Sci Sports Exerc 41:687-708",
        ),
    ),
    Cause.ROUTINE: Effect(
        hints=(PlanHint.ONE_SIDE_AT_A_TIME, PlanHint.WEAKER_SIDE_FIRST),
        habits=(),
        evidence=Evidence(
            says=gettext_noop(
                "Always both sides together, or always the same side first, lets a difference "
                "hide. Starting with the weaker side was part of what closed gaps in two trials "
                "of ten weeks."
            ),
            certainty=Certainty.TRIAL,
            source="Moreno-Azze et al. 2021, Int J Environ Res Public Health 18:8270; Sports 9:158",
        ),
    ),
    Cause.OVERLOAD: Effect(
        hints=(PlanHint.START_LIGHT, PlanHint.STAGED_RETURN),
        habits=(Habit.SLEEP_HOURS, Habit.PROTEIN),
        evidence=Evidence(
            says=gettext_noop(
                "What was overloaded does better with a load it can take than with none. The "
                "number from 0 to 10 during and the morning after decides the next step."
            ),
            certainty=Certainty.TRIAL,
            source="Silbernagel et al. 2007, Am J Sports Med 35:897-906",
        ),
    ),
    Cause.INJURY: Effect(
        hints=(PlanHint.CLEAR_FIRST, PlanHint.STAGED_RETURN),
        habits=(Habit.SLEEP_HOURS, Habit.PROTEIN),
        evidence=Evidence(
            says=gettext_noop(
                "After an injury, an operation or a cast the side is expected to be weaker. A "
                "clinician says when it may be loaded; until then the other side can train, and "
                "some of that carries over."
            ),
            certainty=Certainty.TRIAL,
            source="Manca et al. 2017, Eur J Appl Physiol 117:2335-2354",
        ),
    ),
}

HEALING_DAYS = 84
"""Twelve weeks after surgery, a fracture or a cast nothing loads the place without clearance."""


class CauseReport(Struct, frozen=True, kw_only=True):
    """One cause that somebody named; region, side and day where it has them."""

    cause: Cause
    region: Region | None = None
    side: BodySide = BodySide.BOTH
    happened_on: dt.date | None = None

    def is_recent(self, *, today: dt.date) -> bool:
        """Whether it may still be healing: within twelve weeks, or the day is not known."""
        if not self.cause.is_dated:
            return False
        return self.happened_on is None or (today - self.happened_on).days < HEALING_DAYS


class PlanHints(Struct, frozen=True, kw_only=True):
    """What an athlete's causes change in a program.

    Attributes
    ----------
    general
        Hints for the whole program.
    by_region
        Hints that hold for one region and side; ``BodySide.BOTH`` is either side.
    """

    general: frozenset[PlanHint]
    by_region: dict[tuple[Region, BodySide], frozenset[PlanHint]]

    def for_region(self, region: Region, side: BodySide) -> frozenset[PlanHint]:
        """Everything that holds for one side of a region."""
        here = self.by_region.get((region, side), frozenset())
        either = self.by_region.get((region, BodySide.BOTH), frozenset())
        return self.general | here | either


def plan_hints(reports: Iterable[CauseReport], *, today: dt.date) -> PlanHints:
    """What the causes that somebody named change in a program.

    An injury that is older than twelve weeks no longer waits for clearance; its return stays
    staged. A cause with a region holds there alone.

    Examples
    --------
    >>> hints = plan_hints([CauseReport(cause=Cause.INACTIVITY)], today=dt.date(2026, 3, 1))
    >>> sorted(hints.general)
    [<PlanHint.START_LIGHT: 'start_light'>]
    """
    general: set[PlanHint] = set()
    by_region: dict[tuple[Region, BodySide], frozenset[PlanHint]] = {}
    for report in reports:
        hints = frozenset(EFFECTS[report.cause].hints)
        if not report.is_recent(today=today):
            hints -= {PlanHint.CLEAR_FIRST}
        if report.region is None:
            general |= hints
        else:
            key = (report.region, report.side)
            by_region[key] = by_region.get(key, frozenset()) | hints
    return PlanHints(general=frozenset(general), by_region=by_region)

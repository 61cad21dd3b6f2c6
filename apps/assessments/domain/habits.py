"""Small things for every day, chosen from what somebody noticed and what they named as causes.

Each carries what is known of it. A habit is offered, ticked or left; nothing counts days in a row,
because a missed day is a day and no fault.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct, field

from apps.exercises.domain.vocabulary import Region, Side

from .evidence import Certainty, Evidence, gettext_noop


class Habit(StrEnum):
    """Everything that can be offered."""

    NECK_AND_SHOULDER = "neck_and_shoulder"
    CHIN_TUCK = "chin_tuck"
    UPPER_BACK_TURNS = "upper_back_turns"
    STRETCH = "stretch"
    BALANCE_MINUTE = "balance_minute"
    DESK_BREAKS = "desk_breaks"
    DESK_LAYOUT = "desk_layout"
    SWITCH_SIDES = "switch_sides"
    SLEEP_SIDE = "sleep_side"
    SLEEP_HOURS = "sleep_hours"
    DAILY_WALK = "daily_walk"
    PROTEIN = "protein"
    MASSAGE = "massage"
    ACUPUNCTURE = "acupuncture"


class HabitCard(Struct, frozen=True, kw_only=True):
    """What a habit asks, how long it takes, what it loads, and what is known of it.

    ``minutes`` is 0 for what takes no time of its own.
    """

    name: str
    how: str
    minutes: int
    evidence: Evidence
    loads: frozenset[Region] = frozenset()


CARDS: dict[Habit, HabitCard] = {
    Habit.NECK_AND_SHOULDER: HabitCard(
        name=gettext_noop("Two minutes for neck and shoulders"),
        how=gettext_noop(
            "Stand on a band, lift both arms sideways and a little forwards to shoulder height, "
            "once until you could do about two more. Five days a week. Two minutes twice in a "
            "row? Take a stronger band."
        ),
        minutes=2,
        loads=frozenset({Region.NECK, Region.SHOULDER}),
        evidence=Evidence(
            says=gettext_noop(
                "198 office workers, ten weeks: two minutes a day lowered pain by 1.4 of 10 "
                "(0.7 to 2.0), twelve minutes by 1.9."
            ),
            certainty=Certainty.TRIAL,
            source="Andersen et al. 2011, Pain 152:440-446",
        ),
    ),
    Habit.CHIN_TUCK: HabitCard(
        name=gettext_noop("Chin tucks"),
        how=gettext_noop(
            "Sit tall and slide the chin straight back, as if along a shelf. Hold ten seconds, "
            "ten times."
        ),
        minutes=2,
        loads=frozenset({Region.NECK}),
        evidence=Evidence(
            says=gettext_noop(
                "Over seven trials such exercises changed how far forward the head is held, and "
                "pain. The trials differ much from each other; no single program was better."
            ),
            certainty=Certainty.TRIAL,
            source="Sheikhhoseini et al. 2018, J Manipulative Physiol Ther 41:530-539",
        ),
    ),
    Habit.UPPER_BACK_TURNS: HabitCard(
        name=gettext_noop("Upper-back turns"),
        how=gettext_noop(
            "Lie on your side with bent knees, open the upper arm towards the floor behind you "
            "and breathe out. One minute a side."
        ),
        minutes=2,
        loads=frozenset({Region.UPPER_BACK}),
        evidence=Evidence(
            says=gettext_noop("Taught for stiff upper backs; nobody has tested this dose."),
            certainty=Certainty.CONVENTION,
        ),
    ),
    Habit.STRETCH: HabitCard(
        name=gettext_noop("Stretch"),
        how=gettext_noop(
            "Thirty seconds at a time, as far as it pulls without hurting, five days a week. Not "
            "right before a strength test."
        ),
        minutes=3,
        evidence=Evidence(
            says=gettext_noop(
                "Reach grows with the minutes of a week, from about five a muscle; how long one "
                "stretch lasts matters little. Twice the time for the tight side is this "
                "project's own rule."
            ),
            certainty=Certainty.TRIAL,
            source="Thomas et al. 2018, Int J Sports Med 39:243-254",
        ),
    ),
    Habit.BALANCE_MINUTE: HabitCard(
        name=gettext_noop("A minute on one leg"),
        how=gettext_noop(
            "While you brush your teeth: one minute a side, a hand near something that holds you."
        ),
        minutes=2,
        loads=frozenset({Region.HIP, Region.KNEE, Region.ANKLE}),
        evidence=Evidence(
            says=gettext_noop("Balance gets better by being practised; this dose is a habit's."),
            certainty=Certainty.CONSENSUS,
        ),
    ),
    Habit.DESK_BREAKS: HabitCard(
        name=gettext_noop("Get up every half hour"),
        how=gettext_noop("Stand, turn, reach up. Half a minute is enough."),
        minutes=0,
        evidence=Evidence(
            says=gettext_noop("Helps comfort in some studies, with low certainty."),
            certainty=Certainty.CONSENSUS,
        ),
    ),
    Habit.DESK_LAYOUT: HabitCard(
        name=gettext_noop("Move what you work with"),
        how=gettext_noop(
            "Screen in front of you, top edge at eye height; mouse near the keyboard, with the "
            "other hand some days; forearms resting."
        ),
        minutes=0,
        evidence=Evidence(
            says=gettext_noop("Custom of workplaces rather than of trials. Cheap to try."),
            certainty=Certainty.CONVENTION,
        ),
    ),
    Habit.SWITCH_SIDES: HabitCard(
        name=gettext_noop("Swap the side"),
        how=gettext_noop(
            "Bag, child, shopping, phone: on the other side today. If one side always does it, "
            "every second day is a start."
        ),
        minutes=0,
        evidence=Evidence(
            says=gettext_noop("Sensible, and not tested."),
            certainty=Certainty.CONVENTION,
        ),
    ),
    Habit.SLEEP_SIDE: HabitCard(
        name=gettext_noop("Sleep on the other side"),
        how=gettext_noop(
            "Or on your back, with a pillow that keeps the neck in line and one under the arm or "
            "between the knees."
        ),
        minutes=0,
        evidence=Evidence(
            says=gettext_noop("Sensible, and not tested."),
            certainty=Certainty.CONVENTION,
        ),
    ),
    Habit.SLEEP_HOURS: HabitCard(
        name=gettext_noop("Seven to nine hours of sleep"),
        how=gettext_noop("A fixed time to get up does more than a fixed time to lie down."),
        minutes=0,
        evidence=Evidence(
            says=gettext_noop(
                "Several short nights lower strength in big lifts, less in small ones; a single "
                "bad night hardly matters."
            ),
            certainty=Certainty.TRIAL,
            source="Knowles et al. 2018, J Sci Med Sport 21:959-968",
        ),
    ),
    Habit.DAILY_WALK: HabitCard(
        name=gettext_noop("A walk"),
        how=gettext_noop("Twenty minutes at a pace at which you can still talk."),
        minutes=20,
        evidence=Evidence(
            says=gettext_noop("What every guideline on activity begins with."),
            certainty=Certainty.CONSENSUS,
        ),
    ),
    Habit.PROTEIN: HabitCard(
        name=gettext_noop("Protein at every meal"),
        how=gettext_noop(
            "1.2 to 1.6 g for each kilogram of body mass a day. With a kidney disease, ask a "
            "clinician first."
        ),
        minutes=0,
        evidence=Evidence(
            says=gettext_noop(
                "Over 49 trials of strength training more protein added 0.3 kg of lean mass and "
                "2.5 kg to a maximum; above 1.6 g/kg nothing more was seen."
            ),
            certainty=Certainty.TRIAL,
            source="Morton et al. 2018, Br J Sports Med 52:376-384",
        ),
    ),
    Habit.MASSAGE: HabitCard(
        name=gettext_noop("Massage, if you like it"),
        how=gettext_noop("For comfort after hard days, by somebody or with your own hands."),
        minutes=10,
        evidence=Evidence(
            says=gettext_noop(
                "29 trials: a little less soreness and a little more reach for a while; no effect "
                "on strength, jump or endurance. It does not change a difference between sides."
            ),
            certainty=Certainty.TRIAL,
            source="Davis et al. 2020, BMJ Open Sport Exerc Med 6:e000614",
        ),
    ),
    Habit.ACUPUNCTURE: HabitCard(
        name=gettext_noop("Acupuncture, if you consider it"),
        how=gettext_noop("For pain that has lasted for months, by somebody licensed for it."),
        minutes=0,
        evidence=Evidence(
            says=gettext_noop(
                "20,827 patients with lasting pain: about half a standard deviation better than "
                "no treatment, a fifth better than needles that only pretend. Nothing is known "
                "for strength."
            ),
            certainty=Certainty.TRIAL,
            source="Vickers et al. 2018, J Pain 19:455-474",
        ),
    ),
}
"""Every habit's card."""

TIGHT_SIDE_S = 120
"""Stretching of the tighter side a day, s: four times 30 s."""
FREE_SIDE_S = 60
"""Stretching of the freer side a day, s: half of it, so that both keep their reach."""
MOST_OFFERED = 6
"""A longer list is not done. Convention."""


class Reason(StrEnum):
    """Why a habit is offered."""

    SIGN = "sign"
    CAUSE = "cause"
    TEST = "test"
    ALWAYS = "always"


class Wish(Struct, frozen=True, kw_only=True):
    """Something that asks for a habit: which one, why, and for which region and side."""

    habit: Habit
    reason: Reason
    region: Region | None = None
    side: Side | None = None


class OfferedHabit(Struct, frozen=True, kw_only=True):
    """One line of the daily list.

    ``seconds`` is by side, for what is done side by side; empty elsewhere.
    """

    habit: Habit
    region: Region | None = None
    seconds: dict[Side, int] = field(default_factory=dict)
    reasons: frozenset[Reason] = frozenset()

    @property
    def key(self) -> str:
        """The name under which it is ticked: a stretch is one a region."""
        return self.habit.value if self.region is None else f"{self.habit}:{self.region}"


def offered_habits(
    wishes: Iterable[Wish],
    *,
    blocked: frozenset[Region] = frozenset(),
    most: int = MOST_OFFERED,
) -> tuple[OfferedHabit, ...]:
    """The daily list.

    Parameters
    ----------
    wishes
        In any order; what is asked for more than once is offered once, with every reason.
    blocked
        Regions that nothing loads now.
    most
        How many are offered at most.

    Returns
    -------
    tuple of OfferedHabit
        Without what loads a blocked region. What is wanted by a test or a sign comes before what
        a cause suggests, and that before what holds for everybody. Both sides of a stretch are
        done; a side that is the tighter one gets twice the time of the other.

    Examples
    --------
    >>> tight = Wish(habit=Habit.STRETCH, reason=Reason.SIGN, region=Region.HIP, side=Side.LEFT)
    >>> offered_habits([tight])[0].seconds[Side.LEFT]
    120
    >>> offered_habits([tight], blocked=frozenset({Region.HIP}))
    ()
    """
    grouped: dict[tuple[Habit, Region | None], list[Wish]] = {}
    for wish in wishes:
        if _is_open(wish, blocked):
            grouped.setdefault((wish.habit, wish.region), []).append(wish)
    offers = [_offer(found) for found in grouped.values()]
    offers.sort(key=lambda one: (_urgency(one), list(Habit).index(one.habit), one.key))
    return tuple(offers[:most])


def _is_open(wish: Wish, blocked: frozenset[Region]) -> bool:
    loads = CARDS[wish.habit].loads | ({wish.region} if wish.region is not None else set())
    return not loads & blocked


def _offer(wishes: list[Wish]) -> OfferedHabit:
    habit, region = wishes[0].habit, wishes[0].region
    return OfferedHabit(
        habit=habit,
        region=region,
        seconds=_seconds({wish.side for wish in wishes}) if habit is Habit.STRETCH else {},
        reasons=frozenset(wish.reason for wish in wishes),
    )


def _seconds(sides: set[Side | None]) -> dict[Side, int]:
    named = sides - {None}
    return {
        side: TIGHT_SIDE_S if side in named and len(named) == 1 else FREE_SIDE_S for side in Side
    }


_ORDER = (Reason.TEST, Reason.SIGN, Reason.CAUSE, Reason.ALWAYS)


def _urgency(offer: OfferedHabit) -> int:
    return min(_ORDER.index(reason) for reason in offer.reasons)

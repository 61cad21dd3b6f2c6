"""Every transition of the pain model, what it changes, and what holds for any history."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from apps.assessments.domain.pain import (
    CHANGES,
    FINAL,
    HOLD_DAYS,
    MEMORY_DAYS,
    NO_PAIN,
    REPEAT_DAYS,
    Cleared,
    Morning,
    MorningAfter,
    PainDay,
    PainState,
    SetsDone,
    Sign,
    SignTold,
    Status,
    Zone,
    change_for,
    is_rising,
    state_after,
    step,
    zone_of,
)

DAY = dt.date(2026, 3, 2)


def after(days):
    return DAY + dt.timedelta(days=days)


def sets(day, pain):
    return SetsDone(on=after(day), pain=pain)


def higher(day):
    return MorningAfter(on=after(day), answer=Morning.HIGHER)


def back(day):
    return MorningAfter(on=after(day), answer=Morning.BACK)


def status(*events):
    return state_after(events).status


class TestZones:
    @pytest.mark.parametrize(
        ("pain", "zone"),
        [
            *((pain, Zone.SAFE) for pain in (0, 1, 2)),
            *((pain, Zone.ACCEPTABLE) for pain in (3, 4, 5)),
            *((pain, Zone.STRONG) for pain in (6, 7, 8, 9, 10)),
        ],
    )
    def test_of_every_number(self, pain, zone):
        assert zone_of(pain) is zone

    @pytest.mark.parametrize("pain", [-1, 11])
    def test_there_is_nothing_beyond_the_scale(self, pain):
        with pytest.raises(ValueError, match="scale"):
            zone_of(pain)


class TestTransitions:
    """One for each line of the table, and for each pair of state and event that differs."""

    @pytest.mark.parametrize(
        ("events", "expected"),
        [
            ([], Status.AS_PLANNED),
            # 0 to 2 goes on as planned
            ([sets(0, 0)], Status.AS_PLANNED),
            ([sets(0, 2)], Status.AS_PLANNED),
            ([sets(0, 2), back(1)], Status.AS_PLANNED),
            # and waits a week where the morning was worse
            ([sets(0, 2), higher(1)], Status.HOLD),
            ([sets(0, 2), higher(1), sets(3, 0)], Status.HOLD),
            ([sets(0, 2), higher(1), sets(8, 0)], Status.AS_PLANNED),
            # 3 to 5 holds for a week
            ([sets(0, 3)], Status.HOLD),
            ([sets(0, 5)], Status.HOLD),
            ([sets(0, 5), back(1)], Status.HOLD),
            ([sets(0, 3), sets(HOLD_DAYS - 1, 0)], Status.HOLD),
            ([sets(0, 3), sets(HOLD_DAYS, 0)], Status.AS_PLANNED),
            ([sets(0, 3), sets(2, 1), sets(4, 1), sets(7, 1)], Status.AS_PLANNED),
            # and eases the next time when the morning was worse
            ([sets(0, 3), higher(1)], Status.EASE),
            ([sets(0, 5), higher(1)], Status.EASE),
            ([sets(0, 5), higher(1), sets(2, 1)], Status.HOLD),
            ([sets(0, 5), higher(1), sets(8, 1)], Status.AS_PLANNED),
            ([sets(0, 5), higher(1), sets(2, 4)], Status.HOLD),
            ([sets(0, 5), higher(1), sets(2, 4), higher(3)], Status.EASE),
            # over 5 stops, and is lighter the next time
            ([sets(0, 6)], Status.LIGHTEN),
            ([sets(0, 10)], Status.LIGHTEN),
            ([sets(0, 6), back(1)], Status.LIGHTEN),
            ([sets(0, 6), higher(1)], Status.LIGHTEN),
            ([sets(0, 6), sets(3, 2)], Status.HOLD),
            ([sets(0, 6), sets(3, 4)], Status.HOLD),
            ([sets(0, 6), sets(7, 2)], Status.AS_PLANNED),
            # a second time within fourteen days stops the region
            ([sets(0, 6), sets(1, 6)], Status.BLOCK),
            ([sets(0, 6), sets(REPEAT_DAYS, 9)], Status.BLOCK),
            ([sets(0, 6), sets(REPEAT_DAYS + 1, 9)], Status.LIGHTEN),
            ([sets(0, 6), sets(3, 1), sets(9, 7)], Status.BLOCK),
            # twice on one day is once
            ([sets(0, 6), sets(0, 8)], Status.LIGHTEN),
            # rising two weeks in a row asks for something easier
            ([sets(0, 3), sets(7, 4), sets(14, 5)], Status.CHANGE),
            ([sets(0, 0), sets(7, 1), sets(14, 3)], Status.CHANGE),
            ([sets(0, 3), sets(7, 3), sets(14, 5)], Status.HOLD),
            ([sets(0, 3), sets(14, 5)], Status.HOLD),
            ([sets(0, 3), sets(7, 4), sets(14, 5), higher(15)], Status.CHANGE),
            ([sets(0, 3), sets(7, 4), sets(14, 5), sets(16, 1)], Status.HOLD),
            # and holds where it rises without leaving the safe zone
            ([sets(0, 0), sets(7, 1), sets(14, 2)], Status.HOLD),
            ([sets(0, 0), sets(7, 1), sets(14, 1)], Status.AS_PLANNED),
            # a morning that answers for no day changes nothing
            ([higher(1)], Status.AS_PLANNED),
            ([sets(0, 5), higher(2)], Status.HOLD),
            ([sets(0, 5), higher(0)], Status.HOLD),
        ],
    )
    def test_of_numbers_and_mornings(self, events, expected):
        assert status(*events) is expected

    @pytest.mark.parametrize("sign", Sign)
    @pytest.mark.parametrize(
        "before", [[], [sets(0, 1)], [sets(0, 4)], [sets(0, 9)], [sets(0, 9), sets(1, 9)]]
    )
    def test_where_the_model_does_not_apply_it_stops(self, sign, before):
        told = SignTold(on=after(2), sign=sign)

        assert status(*before, told) is Status.REFER
        assert status(*before, told, sets(3, 0), back(4), sets(60, 0)) is Status.REFER

    @pytest.mark.parametrize("later", [[sets(5, 0)], [sets(5, 9)], [sets(5, 4), higher(6)]])
    def test_a_block_stays(self, later):
        assert status(sets(0, 9), sets(1, 9), *later) is Status.BLOCK

    @pytest.mark.parametrize(
        "before",
        [
            [sets(0, 9), sets(1, 9)],
            [SignTold(on=DAY, sign=Sign.SWELLING)],
            [sets(0, 4)],
            [sets(1, 9)],
        ],
    )
    def test_a_clinicians_word_starts_anew(self, before):
        assert state_after([*before, Cleared(on=after(2))]) == PainState(since=after(2))
        assert status(*before, Cleared(on=after(2)), sets(3, 9)) is Status.LIGHTEN

    def test_an_order_within_a_day(self):
        """It dawns, one trains, one tells, one is seen."""
        events = [Cleared(on=after(1)), sets(1, 9), higher(1), sets(0, 4)]

        assert state_after(events) == PainState(since=after(1))
        assert status(sets(1, 0), higher(1), sets(0, 4)) is Status.HOLD

    def test_the_worst_number_of_a_day_counts(self):
        assert status(sets(0, 5), sets(0, 1)) is Status.HOLD
        assert state_after([sets(0, 1), sets(0, 5), sets(0, 2)]).latest == PainDay(on=DAY, pain=5)
        assert NO_PAIN.latest is None

    def test_since_when(self):
        assert state_after([sets(0, 4), higher(1)]).since == after(1)
        assert state_after([sets(0, 4), back(1)]).since == DAY


class TestOnALaterDay:
    def test_a_hold_ends_by_itself(self):
        held = state_after([sets(0, 4)])

        assert held.on(after(HOLD_DAYS - 1)).status is Status.HOLD
        assert held.on(after(HOLD_DAYS)).status is Status.AS_PLANNED

    @pytest.mark.parametrize("events", [[sets(1, 9)], [sets(0, 4), higher(1)]])
    def test_what_waits_for_the_next_time_ends_after_three_weeks(self, events):
        state = state_after(events)

        assert state.on(after(MEMORY_DAYS)) == state
        assert state.on(after(1 + MEMORY_DAYS)).status is Status.AS_PLANNED

    @pytest.mark.parametrize(
        "events", [[sets(0, 9), sets(1, 9)], [SignTold(on=DAY, sign=Sign.NERVES)]]
    )
    def test_what_only_a_clinician_ends_stays(self, events):
        state = state_after(events)

        assert state.on(after(1000)) == state
        assert state.after_session(after(1000)) == state

    def test_before_any_event_nothing_ends(self):
        assert NO_PAIN.on(DAY) == NO_PAIN
        assert NO_PAIN.after_session(DAY) == NO_PAIN

    @pytest.mark.parametrize(
        ("events", "day", "expected"),
        [
            ([sets(0, 9)], 0, Status.LIGHTEN),
            ([sets(0, 9)], 3, Status.HOLD),
            ([sets(0, 9)], 8, Status.AS_PLANNED),
            ([sets(0, 4), higher(1)], 1, Status.EASE),
            ([sets(0, 4), higher(1)], 2, Status.HOLD),
            ([sets(0, 1)], 2, Status.AS_PLANNED),
        ],
    )
    def test_a_change_is_made_once(self, events, day, expected):
        assert state_after(events).after_session(after(day)).status is expected


class TestTrend:
    @pytest.mark.parametrize(
        ("pains", "rises"),
        [
            ({0: 1, 7: 2, 14: 3}, True),
            ({0: 1, 7: 2, 14: 2}, False),
            ({0: 2, 7: 2, 14: 3}, False),
            ({0: 3, 7: 2, 14: 3}, False),
            ({7: 2, 14: 3}, False),
            ({0: 1, 14: 3}, False),
            # the worst of a week stands for it
            ({0: 1, 3: 4, 7: 2, 14: 3}, False),
            ({0: 1, 6: 2, 7: 2, 14: 3}, True),
            # what is older than three weeks, or later than the day, does not matter
            ({-7: 9, 0: 1, 7: 2, 14: 3, 20: 0}, True),
        ],
    )
    def test_rises_twice(self, pains, rises):
        days = [PainDay(on=after(day), pain=pain) for day, pain in pains.items()]

        assert is_rising(days, after(14)) is rises


class TestChanges:
    def test_every_status_has_its_change(self):
        assert CHANGES.keys() == set(Status)

    def test_as_planned_changes_nothing(self):
        change = change_for(NO_PAIN)

        assert change.may_progress
        assert (change.load_factor, change.sets_delta, change.rir_delta) == (1.0, 0, 0)
        assert not change.other_side_leads

    @pytest.mark.parametrize("one", set(Status) - {Status.AS_PLANNED})
    def test_everything_else_holds_and_lets_the_other_side_lead(self, one):
        assert not CHANGES[one].may_progress
        assert CHANGES[one].other_side_leads

    def test_ease(self):
        change = CHANGES[Status.EASE]

        assert 0.8 <= change.load_factor <= 0.9
        assert (change.sets_delta, change.rir_delta, change.is_slower) == (-1, 1, True)

    def test_change(self):
        change = CHANGES[Status.CHANGE]

        assert change.swaps
        assert change.asks_screening
        assert change.hold is not None
        assert (change.hold.sets, change.hold.seconds) == ((4, 5), (30, 45))

    def test_lighten(self):
        change = CHANGES[Status.LIGHTEN]

        assert 0.5 <= change.load_factor <= 0.7
        assert change.stops_today
        assert not change.blocks

    @pytest.mark.parametrize("one", FINAL)
    def test_final(self, one):
        assert CHANGES[one].blocks
        assert CHANGES[one].stops_today
        assert CHANGES[one].asks_screening


numbers = st.integers(min_value=0, max_value=10)
histories = st.lists(
    st.one_of(
        st.builds(sets, st.integers(0, 60), numbers),
        st.builds(higher, st.integers(0, 60)),
        st.builds(back, st.integers(0, 60)),
    ),
    max_size=25,
)


@given(histories, st.randoms(use_true_random=False))
def test_the_order_in_which_things_were_written_down_does_not_matter(events, random):
    """A set that is logged late leads to the same state, as long as days differ."""
    unique = list({(type(event), event.on): event for event in events}.values())
    shuffled = unique[:]
    random.shuffle(shuffled)

    assert state_after(unique) == state_after(shuffled)


@given(histories, st.integers(0, 60), numbers, numbers)
def test_more_pain_never_asks_for_less_care(events, day, one, other):
    """Of two histories that differ in one number, the more painful one is at least as careful.

    The trend is left out: a lower number of an earlier week can make a rise.
    """
    quiet = [event for event in events if event.on < after(day)]
    if any(is_rising([PainDay(on=e.on, pain=e.pain)], e.on) for e in quiet if type(e) is SetsDone):
        return
    less, more = sorted([one, other])
    base = state_after(quiet)

    milder = step(base, sets(day, less))
    harder = step(base, sets(day, more))

    if Status.CHANGE not in (milder.status, harder.status):
        assert milder.status.rank <= harder.status.rank


class AnyHistory(RuleBasedStateMachine):
    """A side of an exercise, day by day, against what has to hold whatever happens."""

    def __init__(self):
        super().__init__()
        self.state = NO_PAIN
        self.today = DAY
        self.strong = []
        self.referred = False
        self.blocked = False

    def advance(self, days):
        self.today += dt.timedelta(days=days)

    @rule(days=st.integers(1, 20), pain=numbers)
    def train(self, days, pain):
        self.advance(days)
        self.state = step(self.state, SetsDone(on=self.today, pain=pain))
        if pain > 5:
            recent = [day for day in self.strong if (self.today - day).days <= REPEAT_DAYS]
            self.blocked = self.blocked or bool(recent)
            self.strong.append(self.today)

    @rule(answer=st.sampled_from(Morning))
    def wake(self, answer):
        self.advance(1)
        self.state = step(self.state, MorningAfter(on=self.today, answer=answer))

    @rule(sign=st.sampled_from(Sign))
    def tell(self, sign):
        self.state = step(self.state, SignTold(on=self.today, sign=sign))
        self.referred = True

    @rule()
    def be_cleared(self):
        self.state = step(self.state, Cleared(on=self.today))
        self.advance(1)
        self.strong, self.referred, self.blocked = [], False, False

    @precondition(lambda self: self.referred)
    @invariant()
    def a_sign_stops_until_somebody_has_looked(self):
        assert self.state.status is Status.REFER

    @precondition(lambda self: not self.referred)
    @invariant()
    def two_strong_days_in_a_fortnight_block(self):
        assert (self.state.status is Status.BLOCK) is self.blocked

    @invariant()
    def nothing_goes_up_within_a_week_of_pain(self):
        hurt = any(
            day.pain > 2 and (self.today - day.on).days < HOLD_DAYS for day in self.state.days
        )
        if hurt:
            assert not change_for(self.state.on(self.today)).may_progress

    @invariant()
    def memory_is_bounded_and_in_order(self):
        days = [day.on for day in self.state.days]
        assert days == sorted(set(days))
        assert len(days) <= MEMORY_DAYS


TestAnyHistory = AnyHistory.TestCase

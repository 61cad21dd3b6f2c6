"""Habits: chosen from signs, causes and tests; never for a region that nothing may load."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.assessments.domain.body import BodySide, Place, Spot
from apps.assessments.domain.causes import (
    EFFECTS,
    Cause,
    CauseReport,
    PlanHint,
    plan_hints,
)
from apps.assessments.domain.choosing_habits import choose_habits
from apps.assessments.domain.evidence import Certainty
from apps.assessments.domain.habits import CARDS, MOST_OFFERED, Habit, Reason
from apps.assessments.domain.signs import Sign, SignReport, Since
from apps.exercises.domain.vocabulary import Region, Side

DAY = dt.date(2026, 3, 10)


def told(sign, spot=Spot.NECK, side=BodySide.BOTH, score=4, since=Since.WEEKS):
    return SignReport(
        day=DAY, place=Place(spot=spot, side=side), sign=sign, score=score, since=since
    )


def offered(*signs, causes=(), **more):
    return choose_habits(signs=signs, causes=causes, **more)


def names(habits):
    return [one.habit for one in habits]


places = st.builds(Place, spot=st.sampled_from(Spot), side=st.sampled_from(BodySide))
signs = st.builds(
    SignReport,
    day=st.just(DAY),
    place=places,
    sign=st.sampled_from(Sign),
    score=st.integers(0, 10),
    since=st.sampled_from(Since),
)
causes = st.builds(CauseReport, cause=st.sampled_from(Cause))


class TestCards:
    def test_every_habit_has_one(self):
        assert set(CARDS) == set(Habit)

    @pytest.mark.parametrize("habit", Habit)
    def test_says_how_and_what_is_known(self, habit):
        card = CARDS[habit]
        assert card.how.endswith(".")
        assert card.evidence.says.endswith(".")
        assert (card.evidence.certainty is Certainty.TRIAL) <= bool(card.evidence.source)
        words = f"{card.name} {card.how} {card.evidence.says}".lower()
        for word in ("streak", "diagnos", "prevent", "cure", "heals", "guarantee", "must"):
            assert word not in words


class TestChoose:
    def test_a_neck_gets_its_two_minutes_first(self):
        found = offered(told(Sign.NECK_ACHE))
        assert names(found)[:2] == [Habit.NECK_AND_SHOULDER, Habit.CHIN_TUCK]
        assert found[0].reasons == {Reason.SIGN}

    def test_what_has_gone_asks_for_nothing(self):
        assert names(offered(told(Sign.NECK_ACHE, score=0))) == names(offered())

    @pytest.mark.parametrize("sign", [Sign.PAIN, Sign.TINGLING, Sign.GIVING_WAY])
    def test_what_a_clinician_should_see_gets_no_habit(self, sign):
        assert names(offered(told(sign))) == names(offered())

    @pytest.mark.parametrize("since", [Since.MONTHS, Since.YEARS])
    def test_lasting_pain_hears_of_acupuncture(self, since):
        assert Habit.ACUPUNCTURE in names(offered(told(Sign.PAIN, since=since)))
        assert Habit.ACUPUNCTURE not in names(offered(told(Sign.TIGHTNESS, since=since)))

    @pytest.mark.parametrize(
        ("side", "seconds"),
        [
            (BodySide.LEFT, {Side.LEFT: 120, Side.RIGHT: 60}),
            (BodySide.RIGHT, {Side.LEFT: 60, Side.RIGHT: 120}),
            (BodySide.BOTH, {Side.LEFT: 60, Side.RIGHT: 60}),
        ],
    )
    def test_the_tight_side_gets_twice_the_time(self, side, seconds):
        (stretch, *_rest) = offered(told(Sign.TIGHTNESS, Spot.HIP, side))
        assert (stretch.key, stretch.seconds) == ("stretch:hip", seconds)

    def test_a_head_is_not_stretched(self):
        assert Habit.STRETCH not in names(offered(told(Sign.TIGHTNESS, Spot.HEAD)))

    def test_a_short_reach_is_stretched_and_named_once(self):
        found = offered(
            told(Sign.TIGHTNESS, Spot.HIP, BodySide.LEFT), short_reach=[(Region.HIP, Side.LEFT)]
        )
        assert names(found).count(Habit.STRETCH) == 1
        assert found[0].reasons == {Reason.TEST, Reason.SIGN}
        assert found[0].seconds[Side.LEFT] == 120

    def test_both_sides_short_are_alike(self):
        found = offered(short_reach=[(Region.HIP, Side.LEFT), (Region.HIP, Side.RIGHT)])
        assert found[0].seconds == {Side.LEFT: 60, Side.RIGHT: 60}

    def test_a_cause_asks_for_its_habits(self):
        found = offered(causes=[CauseReport(cause=Cause.SLEEPING)])
        assert names(found) == [Habit.SLEEP_SIDE, Habit.SLEEP_HOURS, Habit.DAILY_WALK]
        assert found[1].reasons == {Reason.CAUSE, Reason.ALWAYS}
        assert found[0].key == "sleep_side"

    @given(
        st.lists(signs, max_size=6),
        st.lists(causes, max_size=4),
        st.frozensets(st.sampled_from(Region)),
    )
    def test_nothing_loads_what_is_blocked(self, some_signs, some_causes, blocked):
        found = choose_habits(signs=some_signs, causes=some_causes, blocked=blocked)

        assert len(found) <= MOST_OFFERED
        assert len({one.key for one in found}) == len(found)
        for one in found:
            assert not CARDS[one.habit].loads & blocked
            assert one.region not in blocked

    @given(st.lists(signs, max_size=6))
    def test_a_mirror_swaps_the_seconds_and_nothing_else(self, some):
        mirrored = [
            SignReport(
                day=one.day,
                place=one.place.mirrored,
                sign=one.sign,
                score=one.score,
                since=one.since,
            )
            for one in some
        ]
        straight, swapped = offered(*some), offered(*mirrored)

        assert [one.key for one in straight] == [one.key for one in swapped]
        for one, other in zip(straight, swapped, strict=True):
            assert one.seconds == {side.opposite: s for side, s in other.seconds.items()}


class TestCauses:
    def test_every_cause_has_an_effect(self):
        assert set(EFFECTS) == set(Cause)
        assert all(effect.hints or effect.habits for effect in EFFECTS.values())

    def hints(self, *reports):
        return plan_hints(reports, today=DAY)

    def test_without_a_region_it_holds_everywhere(self):
        found = self.hints(CauseReport(cause=Cause.FROM_BIRTH))
        assert found.for_region(Region.HIP, BodySide.LEFT) == {PlanHint.AIM_FOR_FUNCTION}

    def test_with_a_region_it_holds_there_alone(self):
        found = self.hints(
            CauseReport(cause=Cause.OVERLOAD, region=Region.KNEE, side=BodySide.LEFT),
            CauseReport(cause=Cause.FROM_BIRTH, region=Region.KNEE),
        )
        assert found.general == frozenset()
        assert found.for_region(Region.KNEE, BodySide.LEFT) == {
            PlanHint.START_LIGHT,
            PlanHint.STAGED_RETURN,
            PlanHint.AIM_FOR_FUNCTION,
        }
        assert found.for_region(Region.KNEE, BodySide.RIGHT) == {PlanHint.AIM_FOR_FUNCTION}
        assert found.for_region(Region.HIP, BodySide.LEFT) == frozenset()

    @pytest.mark.parametrize(("days", "waits"), [(83, True), (84, False), (None, True)])
    def test_an_injury_waits_for_clearance_for_twelve_weeks(self, days, waits):
        day = None if days is None else DAY - dt.timedelta(days=days)
        report = CauseReport(cause=Cause.INJURY, region=Region.KNEE, happened_on=day)

        found = self.hints(report).for_region(Region.KNEE, BodySide.RIGHT)

        assert (PlanHint.CLEAR_FIRST in found) is waits
        assert PlanHint.STAGED_RETURN in found

    def test_two_reports_of_one_place_add_up(self):
        found = self.hints(
            CauseReport(cause=Cause.OVERLOAD, region=Region.KNEE),
            CauseReport(cause=Cause.ROUTINE, region=Region.KNEE),
        )
        assert len(found.for_region(Region.KNEE, BodySide.LEFT)) == 4

    def test_only_what_happened_has_a_day(self):
        assert [cause for cause in Cause if cause.is_dated] == [Cause.OVERLOAD, Cause.INJURY]
        assert not CauseReport(cause=Cause.SITTING).is_recent(today=DAY)

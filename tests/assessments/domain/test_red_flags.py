"""What each flag stops, where, and what lifts it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.assessments.domain.red_flags import (
    CAUTION_DAYS,
    EVERYWHERE,
    Block,
    BlockSource,
    Clearance,
    FlagReport,
    RedFlag,
    Tier,
    blocks,
    is_lifted,
    may_answer_again,
    most_pressing,
)
from apps.exercises.domain.vocabulary import Region

DAY = dt.date(2026, 3, 2)
EMERGENCIES = {
    RedFlag.SADDLE_OR_BLADDER,
    RedFlag.FACE_ARM_SPEECH,
    RedFlag.CHEST_OR_FAINTING,
    RedFlag.HOT_SWOLLEN_LIMB,
    RedFlag.AFTER_A_FALL,
    RedFlag.DARK_URINE,
}
CAUTIONS = {
    RedFlag.LASTING_PAIN,
    RedFlag.MORNING_STIFFNESS,
    RedFlag.NECK_HEADACHE,
    RedFlag.NECK_DIZZINESS,
}
ALWAYS_EVERYTHING = EMERGENCIES | {RedFlag.UNWELL, RedFlag.FRAGILE_BONES}
NECK_ALONE = {RedFlag.NECK_HEADACHE, RedFlag.NECK_DIZZINESS}
PLACED = set(RedFlag) - ALWAYS_EVERYTHING - NECK_ALONE
NERVES = {RedFlag.GROWING_WEAKNESS, RedFlag.WASTING, RedFlag.SPREADING_NUMBNESS}
KNEE = frozenset({Region.KNEE})


def after(days):
    return DAY + dt.timedelta(days=days)


def report(flag, *places, days=0):
    return FlagReport(flag=flag, reported_on=after(days), places=frozenset(places))


def cleared(flag, *, days=0):
    return Clearance(flag=flag, given_on=after(days))


@pytest.mark.parametrize("flag", RedFlag)
class TestEveryFlag:
    def test_has_the_tier_of_its_list(self, flag):
        expected = (
            Tier.EMERGENCY
            if flag in EMERGENCIES
            else Tier.CAUTION
            if flag in CAUTIONS
            else Tier.URGENT
        )
        assert flag.tier is expected

    def test_without_a_place_stops_everything_or_its_fixed_region(self, flag):
        expected = {Region.NECK} if flag in NECK_ALONE else set(EVERYWHERE)

        assert blocks([report(flag)], [], DAY).keys() == expected

    @pytest.mark.parametrize("place", Region)
    def test_stops_the_place_that_was_named(self, flag, place):
        found = blocks([report(flag, place)], [], DAY)

        if flag in ALWAYS_EVERYTHING:
            assert found.keys() == EVERYWHERE
        elif flag in NECK_ALONE:
            assert found.keys() == {Region.NECK}
        else:
            assert place in found
            assert found.keys() != EVERYWHERE
        assert flag.asks_where is (flag in PLACED)

    def test_says_what_it_rests_on(self, flag):
        (block,) = set(blocks([report(flag, Region.NECK)], [], DAY).values())

        assert block == Block(source=BlockSource.FLAG, tier=flag.tier, since=DAY, flag=flag)
        assert block.needs_clinician is (flag not in CAUTIONS)

    def test_outlives_any_time_without_a_clearance(self, flag):
        assert blocks([report(flag)], [], after(5000))

    def test_is_lifted_by_a_clearance_of_itself_alone(self, flag):
        others = [cleared(other, days=CAUTION_DAYS) for other in RedFlag if other is not flag]
        own = cleared(flag, days=CAUTION_DAYS)

        assert blocks([report(flag)], others, after(CAUTION_DAYS))
        assert blocks([report(flag)], [own], after(CAUTION_DAYS)) == {}

    def test_is_not_lifted_by_one_from_before_or_from_the_future(self, flag):
        assert blocks([report(flag)], [cleared(flag, days=-1)], DAY)
        assert blocks([report(flag)], [cleared(flag, days=9)], after(8))

    def test_a_later_report_stands_again(self, flag):
        reports = [report(flag), report(flag, days=20)]

        assert blocks(reports, [cleared(flag, days=10)], after(20))


@pytest.mark.parametrize("flag", set(RedFlag) - CAUTIONS)
def test_a_clinician_may_clear_on_the_very_day(flag):
    assert blocks([report(flag)], [cleared(flag)], DAY) == {}


@pytest.mark.parametrize("flag", CAUTIONS)
def test_a_caution_is_not_over_before_the_seventh_day(flag):
    early = [cleared(flag, days=days) for days in range(CAUTION_DAYS)]

    assert blocks([report(flag)], early, after(CAUTION_DAYS))
    assert not may_answer_again(report(flag), after(CAUTION_DAYS - 1))
    assert may_answer_again(report(flag), after(CAUTION_DAYS))
    assert is_lifted(report(flag), [cleared(flag, days=7)], after(7))


@pytest.mark.parametrize("flag", NERVES)
@pytest.mark.parametrize(
    ("place", "roots"),
    [
        (Region.WRIST, {Region.WRIST, Region.NECK}),
        (Region.UPPER_BACK, {Region.UPPER_BACK, Region.NECK}),
        (Region.ANKLE, {Region.ANKLE, Region.LOWER_BACK, Region.TRUNK}),
        (Region.TRUNK, {Region.LOWER_BACK, Region.TRUNK}),
        (Region.NECK, {Region.NECK}),
    ],
)
def test_what_may_come_from_a_nerve_stops_where_the_nerve_comes_from(flag, place, roots):
    assert flag.regions(frozenset({place})) == roots


def test_every_region_knows_its_nerves():
    assert RedFlag.WASTING.regions(EVERYWHERE) == EVERYWHERE


class TestSeveral:
    def test_the_most_pressing_reason_is_told(self):
        found = blocks(
            [
                report(RedFlag.LASTING_PAIN, Region.KNEE, Region.HIP),
                report(RedFlag.GIVING_WAY, Region.KNEE, days=1),
            ],
            [],
            after(1),
        )

        assert found[Region.KNEE].flag is RedFlag.GIVING_WAY
        assert found[Region.HIP].flag is RedFlag.LASTING_PAIN

    def test_of_equal_ones_the_older(self):
        older, newer = (report(RedFlag.GIVING_WAY, Region.KNEE, days=days) for days in (0, 5))

        for order in ([older, newer], [newer, older]):
            assert blocks(order, [], after(9))[Region.KNEE].since == DAY

    def test_of_two_on_one_day_the_same_whatever_the_order(self):
        two = [report(RedFlag.GIVING_WAY, Region.KNEE), report(RedFlag.WASTING, Region.KNEE)]

        assert blocks(two, [], DAY) == blocks(two[::-1], [], DAY)

    def test_other_reasons_have_no_flag(self):
        pain = Block(source=BlockSource.PAIN, tier=Tier.URGENT, since=DAY)
        flag = Block(
            source=BlockSource.FLAG, tier=Tier.CAUTION, since=DAY, flag=RedFlag.LASTING_PAIN
        )

        assert most_pressing({Region.KNEE: flag}, {Region.KNEE: pain}) == {Region.KNEE: pain}
        assert most_pressing({Region.KNEE: pain}, {Region.KNEE: flag}) == {Region.KNEE: pain}


reports = st.builds(
    FlagReport,
    flag=st.sampled_from(RedFlag),
    reported_on=st.dates(min_value=DAY, max_value=after(30)),
    places=st.frozensets(st.sampled_from(Region), max_size=3),
)
clearances = st.builds(
    Clearance,
    flag=st.sampled_from(RedFlag),
    given_on=st.dates(min_value=DAY, max_value=after(60)),
)


@given(st.lists(reports, max_size=6), st.lists(clearances, max_size=6), reports)
def test_one_more_report_never_frees_a_region(told, given_clearances, more):
    today = after(40)

    before = blocks(told, given_clearances, today)
    now = blocks([*told, more], given_clearances, today)

    assert before.keys() <= now.keys()
    assert all(now[region].tier.rank <= before[region].tier.rank for region in before)


@given(st.lists(reports, max_size=6), st.lists(clearances, max_size=6))
def test_an_emergency_without_clearance_leaves_nothing(told, given_clearances):
    today = after(40)
    standing = any(
        one.flag.tier is Tier.EMERGENCY and not is_lifted(one, given_clearances, today)
        for one in told
    )

    found = blocks(told, given_clearances, today)

    if standing:
        assert found.keys() == EVERYWHERE
    assert blocks(told, [], today).keys() >= found.keys()

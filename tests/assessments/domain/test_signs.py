"""Signs: how they are taken, where they go, what "the same" means."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.assessments.domain.asking_about_signs import flag_to_ask
from apps.assessments.domain.body import BodySide, Place, Spot
from apps.assessments.domain.red_flags import RedFlag
from apps.assessments.domain.signs import (
    Concern,
    Direction,
    Sign,
    SignReport,
    SignTrend,
    Since,
    Worse,
    concern_of,
    same_again,
    signs_at,
    trends_of,
)
from apps.exercises.domain.vocabulary import Region, Side

DAY = dt.date(2026, 3, 10)
KNEE = Place(spot=Spot.KNEE, side=BodySide.LEFT)


def report(sign=Sign.PAIN, score=4, *, place=KNEE, days=0, since=Since.WEEKS, worse=()):
    return SignReport(
        day=DAY + dt.timedelta(days=days),
        place=place,
        sign=sign,
        score=score,
        since=since,
        worse=frozenset(worse),
    )


reports = st.builds(
    SignReport,
    day=st.dates(dt.date(2026, 1, 1), dt.date(2026, 3, 1)),
    place=st.builds(Place, spot=st.sampled_from(Spot), side=st.sampled_from(BodySide)),
    sign=st.sampled_from(Sign),
    score=st.integers(0, 10),
    since=st.sampled_from(Since),
    worse=st.frozensets(st.sampled_from(Worse), max_size=3),
)


class TestBody:
    def test_every_spot_belongs_to_a_region(self):
        assert all(spot.regions for spot in Spot)
        assert frozenset().union(*(spot.regions for spot in Spot)) == frozenset(Region)

    @given(st.builds(Place, spot=st.sampled_from(Spot), side=st.sampled_from(BodySide)))
    def test_a_mirror_twice_changes_nothing(self, place):
        assert place.mirrored.mirrored == place

    def test_a_mirror_changes_the_side_alone(self):
        assert KNEE.mirrored == Place(spot=Spot.KNEE, side=BodySide.RIGHT)
        assert BodySide.BOTH.mirrored is BodySide.BOTH
        assert BodySide.RIGHT.body_side is Side.RIGHT


class TestSignReport:
    @pytest.mark.parametrize("score", [-1, 11])
    def test_a_score_lies_on_the_scale(self, score):
        with pytest.raises(ValueError, match="not on the scale"):
            report(score=score)


class TestConcern:
    @pytest.mark.parametrize(
        ("told", "concern"),
        [
            (report(Sign.TINGLING, 1), Concern.ASK_NOW),
            (report(Sign.GIVING_WAY, 1), Concern.ASK_NOW),
            (report(Sign.SMALLER_MUSCLE, 2, since=Since.WEEKS), Concern.ASK_NOW),
            (report(Sign.SMALLER_MUSCLE, 2, since=Since.YEARS), Concern.NOTE),
            (report(Sign.WEAKNESS, 2, since=Since.DAYS), Concern.ASK_NOW),
            (report(Sign.WEAKNESS, 9, since=Since.MONTHS), Concern.NOTE),
            (report(Sign.HEADACHE, 6, since=Since.TODAY), Concern.ASK_NOW),
            (report(Sign.HEADACHE, 5, since=Since.TODAY), Concern.NOTE),
            (report(Sign.HEADACHE, 6, since=Since.MONTHS), Concern.NOTE),
            (report(Sign.HEADACHE, 2, worse=[Worse.NECK_MOVEMENT]), Concern.CAUTION),
            (report(Sign.PAIN, 2), Concern.NOTE),
            (report(Sign.PAIN, 3), Concern.CAUTION),
            (report(Sign.PAIN, 5, worse=[Worse.SLEEPING]), Concern.CAUTION),
            (report(Sign.PAIN, 6, worse=[Worse.SLEEPING]), Concern.ASK_NOW),
            (report(Sign.PAIN, 6, worse=[Worse.SLEEPING], since=Since.DAYS), Concern.CAUTION),
            (report(Sign.TIGHTNESS, 9), Concern.NOTE),
        ],
    )
    def test_what_is_asked_about(self, told, concern):
        assert concern_of(told) is concern

    @given(st.sampled_from(Sign), st.sampled_from(Since))
    def test_what_has_gone_asks_nothing(self, sign, since):
        assert concern_of(report(sign, 0, since=since)) is Concern.NOTE

    @given(reports)
    def test_a_mirror_changes_no_concern(self, told):
        other = SignReport(
            day=told.day,
            place=told.place.mirrored,
            sign=told.sign,
            score=told.score,
            since=told.since,
            worse=told.worse,
        )
        assert concern_of(other) is concern_of(told)

    @given(reports, st.sampled_from(Sign))
    def test_more_of_it_never_asks_for_less(self, told, sign):
        order = [Concern.NOTE, Concern.CAUTION, Concern.ASK_NOW]
        found = [
            order.index(
                concern_of(
                    report(sign, score, since=told.since, worse=told.worse, place=told.place)
                )
            )
            for score in range(11)
        ]
        assert found == sorted(found)


class TestFlagToAsk:
    @pytest.mark.parametrize(
        ("told", "flag"),
        [
            (report(Sign.TINGLING, 1), RedFlag.SPREADING_NUMBNESS),
            (report(Sign.PAIN, 4), RedFlag.LASTING_PAIN),
            (report(Sign.HEADACHE, 2, worse=[Worse.NECK_MOVEMENT]), RedFlag.NECK_HEADACHE),
            (report(Sign.HEADACHE, 9, since=Since.TODAY), RedFlag.CHEST_OR_FAINTING),
            (report(Sign.TIGHTNESS, 9), None),
        ],
    )
    def test_the_flag_of_the_stop_list(self, told, flag):
        assert flag_to_ask(told) is flag

    @given(reports)
    def test_every_concern_has_a_question_and_no_other_sign_has(self, told):
        assert (flag_to_ask(told) is None) is (concern_of(told) is Concern.NOTE)


class TestTrends:
    @pytest.mark.parametrize(
        ("scores", "direction"),
        [
            ((4,), Direction.FIRST),
            ((4, 2), Direction.LESS),
            ((4, 3), Direction.SAME),
            ((4, 5), Direction.SAME),
            ((4, 6), Direction.MORE),
            ((4, 0), Direction.GONE),
            ((0, 1), Direction.BACK),
            ((0, 0), Direction.GONE),
        ],
    )
    def test_direction(self, scores, direction):
        told = tuple(report(score=score, days=n) for n, score in enumerate(scores))
        assert SignTrend(reports=told).direction is direction

    def test_each_sign_and_side_has_its_own(self):
        right = report(place=KNEE.mirrored, score=2)
        found = trends_of([report(), right, report(Sign.TIGHTNESS, 7)])

        assert [one.latest.score for one in found] == [7, 4, 2]

    def test_the_last_word_of_a_day_holds(self):
        (found,) = trends_of([report(score=4), report(score=6)])

        assert [one.score for one in found.reports] == [6]

    @given(st.lists(reports, max_size=12, unique_by=lambda r: (r.place, r.sign, r.day)))
    def test_the_order_of_telling_changes_nothing(self, told):
        assert trends_of(told) == trends_of(reversed(told))

    @given(st.lists(reports, max_size=12))
    def test_nothing_is_lost_but_repeated_days(self, told):
        kept = [one for trend in trends_of(told) for one in trend.reports]
        assert len(kept) == len({(r.place, r.sign, r.day) for r in told})


class TestSignsAt:
    def test_every_sign_has_a_place(self):
        assert {sign for spot in Spot for sign in signs_at(spot)} == set(Sign)

    def test_a_place_offers_its_own_first(self):
        assert signs_at(Spot.NECK)[0] is Sign.NECK_ACHE
        assert Sign.HEADACHE not in signs_at(Spot.NECK)
        assert Sign.GIVING_WAY not in signs_at(Spot.HEAD)
        assert Sign.BALANCE in signs_at(Spot.ANKLE_FOOT)


class TestSameAgain:
    def test_open_signs_as_of_today(self):
        told = [report(score=4, days=-7), report(Sign.TIGHTNESS, 0, days=-7)]

        (again,) = same_again(told, day=DAY)

        assert again == report(score=4)

    def test_what_was_told_today_stays(self):
        assert same_again([report(score=4)], day=DAY) == ()

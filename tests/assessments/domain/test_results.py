"""Self-tests: one number a side, differences against the test's own error, occasions."""

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from apps.assessments.domain.body import BodySide
from apps.assessments.domain.evidence import Certainty
from apps.assessments.domain.protocols import PROTOCOLS
from apps.assessments.domain.protocols.kinds import Better, ErrorBand, Summary
from apps.assessments.domain.results import (
    Comparison,
    Course,
    Occasion,
    Reading,
    change_of,
    compare_sides,
    short_reach,
    summarised,
    whole_arc,
)
from apps.exercises.domain.vocabulary import Region, Side

DAY = dt.date(2026, 3, 10)
WALL = PROTOCOLS["knee-to-wall"]
NECK = PROTOCOLS["neck-side-hold"]
CHIN = PROTOCOLS["chin-tuck-hold"]
RISE = PROTOCOLS["one-leg-chair-rise"]
TURN_IN, TURN_OUT = PROTOCOLS["shoulder-turn-in"], PROTOCOLS["shoulder-turn-out"]

numbers = st.floats(0.1, 200, allow_nan=False).map(lambda value: round(value, 2))
tries = st.lists(numbers, min_size=1, max_size=5).map(tuple)


def occasion(left=(), right=(), *, days=0, both=(), first=Side.LEFT):
    found = {BodySide.LEFT: left, BodySide.RIGHT: right, BodySide.BOTH: both}
    return Occasion(
        day=DAY + dt.timedelta(days=days),
        tries={side: tuple(map(float, one)) for side, one in found.items() if one},
        first_side=first,
    )


def course(protocol, *occasions):
    return Course(protocol=protocol, occasions=occasions)


class TestSummarised:
    @pytest.mark.parametrize(
        ("summary", "better", "number"),
        [
            (Summary.MEAN_OF_TWO_BEST, Better.MORE, 10.5),
            (Summary.MEAN_OF_TWO_BEST, Better.LESS, 8.5),
            (Summary.BEST, Better.MORE, 11.0),
            (Summary.BEST, Better.LESS, 8.0),
            (Summary.MEAN, Better.NEITHER, 9.5),
        ],
    )
    def test_by_the_rule_of_the_test(self, summary, better, number):
        protocol = replace(WALL, summary=summary, better=better)
        assert summarised([9.0, 10.0, 11.0, 8.0], protocol) == number

    def test_one_try_is_itself(self):
        assert summarised([9.0], WALL) == 9.0

    def test_no_try_is_no_number(self):
        with pytest.raises(ValueError, match="No try"):
            summarised([], WALL)

    @given(tries, st.sampled_from(sorted(PROTOCOLS)))
    def test_lies_among_the_tries_whatever_their_order(self, found, slug):
        number = summarised(found, PROTOCOLS[slug])
        assert min(found) - 1e-9 <= number <= max(found) + 1e-9
        assert number == pytest.approx(summarised(found[::-1], PROTOCOLS[slug]))


class TestErrorBand:
    @pytest.mark.parametrize("bounds", [{}, {"absolute": 1.0, "share": 0.1}, {"absolute": 0.0}])
    def test_is_one_bound_over_zero(self, bounds):
        with pytest.raises(ValueError, match="absolute or a share"):
            ErrorBand(certainty=Certainty.CONVENTION, **bounds)

    def test_what_was_measured_names_its_source(self):
        with pytest.raises(ValueError, match="names its source"):
            ErrorBand(certainty=Certainty.TRIAL, absolute=1.0)


class TestCompareSides:
    def test_beyond_the_error(self):
        found = compare_sides(occasion([8.0], [11.1]), WALL)

        assert found.difference == pytest.approx(3.1)
        assert found.error == 1.9
        assert found.reading is Reading.BEYOND_ERROR
        assert found.is_flagged

    def test_within_the_error_nobody_is_behind(self):
        found = compare_sides(occasion([10.0], [11.8]), WALL)

        assert found.reading is Reading.WITHIN_ERROR
        assert found.behind(Better.MORE) is None
        assert not found.is_flagged

    def test_exactly_the_error_is_within(self):
        assert Comparison(left=10.0, right=12.0, error=2.0).reading is Reading.WITHIN_ERROR

    @pytest.mark.parametrize(
        ("better", "side"),
        [(Better.MORE, Side.LEFT), (Better.LESS, Side.RIGHT), (Better.NEITHER, None)],
    )
    def test_who_can_do_less(self, better, side):
        assert Comparison(left=1.0, right=9.0, error=1.0).behind(better) is side

    def test_alike(self):
        found = Comparison(left=9.0, right=9.0, error=1.0)
        assert (found.smaller_side, found.size) == (None, 0.0)

    def test_a_side_that_was_not_tested_is_no_zero(self):
        assert compare_sides(occasion([10.0]), WALL) is None
        assert compare_sides(occasion(both=[30.0]), CHIN) is None

    def test_a_share_of_both_sides(self):
        found = compare_sides(occasion([40.0], [80.0]), NECK)
        assert found.error == pytest.approx(0.35 * 60)
        assert not found.is_flagged

    def test_a_flag_may_be_a_share_of_the_larger_side(self):
        assert compare_sides(occasion([39.0], [80.0]), NECK).is_flagged

    @given(tries, tries, st.sampled_from(sorted(PROTOCOLS)))
    def test_swapping_the_sides_swaps_the_answer_and_nothing_else(self, one, other, slug):
        protocol = PROTOCOLS[slug]
        straight = compare_sides(occasion(one, other), protocol)
        mirrored = compare_sides(occasion(other, one), protocol)

        assert mirrored.difference == pytest.approx(-straight.difference)
        assert mirrored.error == pytest.approx(straight.error)
        assert mirrored.reading is straight.reading
        assert mirrored.is_flagged is straight.is_flagged
        for better in Better:
            behind = straight.behind(better)
            assert mirrored.behind(better) is (behind.opposite if behind else None)

    @given(tries, tries)
    def test_a_flag_never_hides_in_the_error_where_the_source_has_both(self, one, other):
        found = compare_sides(occasion(one, other), WALL)
        assume(found.is_flagged)
        assert found.reading is Reading.BEYOND_ERROR


class TestWholeArc:
    def arc(self, left, right):
        days = [occasion([left[0]], [right[0]]), occasion([left[1]], [right[1]])]
        return whole_arc(days, [TURN_IN, TURN_OUT])

    def test_a_thrower_turns_out_what_is_missing_in(self):
        found = self.arc((60, 90), (45, 105))
        assert found.size == 0
        assert not found.is_flagged

    def test_adds_up(self):
        found = self.arc((60, 95), (48, 92))
        assert found.difference == -15
        assert found.error == pytest.approx((5**2 + 6**2) ** 0.5)
        assert found.is_flagged

    def test_needs_both_sides_of_both(self):
        days = [occasion([60], [50]), occasion([90])]
        assert whole_arc(days, [TURN_IN, TURN_OUT]) is None


class TestChange:
    def test_more_than_the_error(self):
        found = change_of(BodySide.LEFT, occasion([8], [10]), occasion([11], [10]), WALL)
        assert (found.reading, found.is_more) == (Reading.BEYOND_ERROR, True)

    def test_within_the_error(self):
        found = change_of(BodySide.RIGHT, occasion([8], [10]), occasion([8], [9]), WALL)
        assert (found.reading, found.is_more) == (Reading.WITHIN_ERROR, False)

    def test_without_sides(self):
        found = change_of(BodySide.BOTH, occasion(both=[20]), occasion(both=[40]), CHIN)
        assert found.reading is Reading.BEYOND_ERROR

    def test_needs_both_occasions(self):
        assert change_of(BodySide.LEFT, occasion([8]), occasion((), [9]), WALL) is None
        assert change_of(BodySide.BOTH, occasion([8]), occasion(both=[9]), CHIN) is None


class TestCourse:
    def test_before_the_first(self):
        found = course(WALL)
        assert found.latest is None
        assert found.comparison is None
        assert found.due_on() is None
        assert not found.is_due(DAY)
        assert found.first_side(Side.RIGHT) is Side.RIGHT

    def test_the_first_is_practice(self):
        found = course(WALL, occasion([8], [12]))
        assert found.is_practice
        assert found.comparison is not None
        assert found.counting is None
        assert not found.is_flagged
        assert found.due_on() == DAY + dt.timedelta(days=2)

    def test_the_second_counts(self):
        found = course(WALL, occasion([8], [12]), occasion([8], [12], days=3))
        assert found.counting is not None
        assert found.is_flagged
        assert not found.is_new_flag
        assert found.due_on() == DAY + dt.timedelta(days=3 + WALL.retest_days)
        assert not found.is_due(DAY + dt.timedelta(days=30))
        assert found.is_due(DAY + dt.timedelta(days=31))

    @pytest.mark.parametrize("before", [occasion([11], [12]), occasion([11])])
    def test_a_new_difference(self, before):
        found = course(WALL, before, occasion([8], [12], days=3))
        assert found.is_new_flag

    def test_no_flag_is_no_new_flag(self):
        assert not course(WALL, occasion([8], [12]), occasion([11], [12], days=3)).is_new_flag

    @pytest.mark.parametrize(
        ("before", "flagged"),
        [
            (occasion([30], [80]), True),
            (occasion([80], [30]), False),
            (occasion([70], [80]), False),
            (occasion([30]), False),
        ],
    )
    def test_some_flags_want_to_be_seen_twice_on_one_side(self, before, flagged):
        found = course(NECK, before, occasion([30], [80], days=30))
        assert found.is_flagged is flagged

    def test_a_test_without_a_flag_has_none(self):
        found = course(RISE, occasion([8], [20]), occasion([8], [20], days=3))
        assert not found.is_flagged

    @pytest.mark.parametrize("first", Side)
    def test_the_other_side_begins_next_time(self, first):
        assert course(WALL, occasion([8], [9], first=first)).first_side(first) is first.opposite

    def test_nobody_began_where_there_are_no_sides(self):
        found = course(CHIN, occasion(both=[30], first=None))
        assert found.first_side(Side.LEFT) is Side.LEFT


class TestShortReach:
    def test_names_region_and_side_once_when_it_counts(self):
        behind = (occasion([8], [12]), occasion([8], [12], days=3))
        reach = PROTOCOLS["reach-in-three-directions"]
        found = short_reach(
            [course(WALL, *behind), course(reach, occasion([50], [90]), occasion([50], [90]))]
        )
        assert found == ((Region.ANKLE, Side.LEFT),)

    @pytest.mark.parametrize(
        "one",
        [
            course(WALL, occasion([8], [12])),
            course(WALL, occasion([9], [9]), occasion([9], [9])),
            course(NECK, occasion([10], [90]), occasion([10], [90])),
        ],
    )
    def test_practice_level_sides_and_holds_name_nothing(self, one):
        assert short_reach([one]) == ()

"""How the work on one gap goes on: equal sets, a lever, level, or a hold."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from apps.programs.domain.courses import Course, Leeway, Phase, Reading, Turn, review
from apps.programs.domain.policy import POLICY, Population

START = date(2026, 1, 5)


def reading(weeks: float, gap: float, *, sd: float = 2.5, p_over_5: float = 0.9) -> Reading:
    on = START + timedelta(days=round(7 * weeks))
    return Reading(on=on, gap_log_pct=gap, sd_log_pct=sd, p_over_5=p_over_5)


def course(phase: Phase = Phase.EQUAL, **changes: object) -> Course:
    return replace(Course.begun(reading(0, 15.0)), phase=phase, **changes)  # type: ignore[arg-type]


def turn(known: Course, now: Reading, **leeway: bool) -> Turn:
    return review(known, now, Leeway(**leeway), POLICY).turn


class TestEqualSets:
    def test_have_four_weeks_before_they_are_judged(self):
        assert turn(course(), reading(3.9, 15.0)) is Turn.TOO_EARLY
        assert turn(course(), reading(4.0, 15.0)) is Turn.HOLD_STRONGER

    def test_go_on_while_they_lead_to_level_in_time(self):
        assert turn(course(), reading(4, 10.0)) is Turn.MOVES

    @pytest.mark.parametrize("gap", [11.9, 13.0, 15.0, 18.0])
    def test_end_when_they_are_too_slow_for_the_decision_horizon(self, gap):
        assert turn(course(), reading(4, gap)) is Turn.HOLD_STRONGER

    def test_a_move_inside_the_error_is_no_move(self):
        small = replace(course(), at_phase=reading(0, 8.0), start=reading(0, 8.0))
        assert turn(small, reading(4, 5.5, sd=1.0)) is Turn.MOVES
        assert turn(small, reading(4, 5.5, sd=4.0)) is Turn.HOLD_STRONGER

    def test_sets_are_added_only_for_who_asks(self):
        assert turn(course(), reading(4, 15.0), adds_sets=True) is Turn.ADD_TO_WEAKER

    def test_a_cause_may_ask_for_equal_sets_whatever_comes(self):
        assert turn(course(), reading(4, 15.0), keeps_equal=True) is Turn.STAYS
        assert turn(course(), reading(8, 15.0), keeps_equal=True) is Turn.HOLD_AND_MONITOR

    def test_are_judged_anew_after_four_more_weeks(self):
        moved = review(course(), reading(4, 10.0), Leeway(), POLICY).course
        assert moved.since == reading(4, 0).on
        assert moved.equal_moved_log_pct == pytest.approx(5.0)
        assert turn(moved, reading(8, 9.8)) is Turn.HOLD_STRONGER


class TestLevers:
    def test_a_lever_that_gets_there_goes_on(self):
        held = course(Phase.STRONGER_HELD, since=reading(4, 0).on, at_phase=reading(4, 14.0))
        assert turn(held, reading(9, 10.0)) is Turn.MOVES

    def test_one_that_leads_nowhere_is_given_up_at_the_decision(self):
        held = course(Phase.STRONGER_HELD, since=reading(4, 0).on, at_phase=reading(4, 15.0))
        assert turn(held, reading(7.9, 16.0)) is Turn.TOO_EARLY
        assert turn(held, reading(8, 15.0)) is Turn.HOLD_AND_MONITOR

    def test_the_pace_of_the_group_counts_beside_the_gap_s_own(self):
        held = course(Phase.STRONGER_HELD, since=reading(4, 0).on, at_phase=reading(4, 15.0))
        now = reading(8, 14.5)
        hoped = {one: POLICY.hoped_pace(one) for one in Population}
        turns = {
            one: review(held, now, Leeway(pace_log_pct=pace), POLICY).turn
            for one, pace in hoped.items()
        }
        assert turns[Population.NOVICE] is Turn.MOVES
        assert turns[Population.ONE_YEAR] is Turn.HOLD_AND_MONITOR
        assert turns[Population.TRAINED] is Turn.HOLD_AND_MONITOR

    def test_no_lever_opens_for_what_may_be_level(self):
        doubtful = reading(0, 15.0, p_over_5=0.7)
        known = replace(course(), start=doubtful, at_phase=doubtful)
        assert turn(known, reading(4, 13.0, p_over_5=0.75)) is Turn.STAYS

    def test_being_sure_once_is_enough(self):
        assert turn(course(), reading(4, 13.0, p_over_5=0.75)) is Turn.HOLD_STRONGER

    def test_none_stays_open_for_ever(self):
        held = course(Phase.STRONGER_HELD, since=reading(4, 0).on, at_phase=reading(4, 14.0))
        assert turn(held, reading(23.9, 5.0)) is Turn.MOVES
        assert turn(held, reading(24, 5.0)) is Turn.HOLD_AND_MONITOR

    def test_a_hold_that_ends_is_remembered(self):
        held = course(Phase.STRONGER_HELD, since=reading(4, 0).on, step=1)
        after = review(held, reading(9, -0.1), Leeway(), POLICY).course
        assert (after.phase, after.after_hold) == (Phase.LEVEL_KEPT, True)

    def test_a_lever_without_room_becomes_a_smaller_one(self):
        more = course(Phase.WEAKER_MORE, step=2)
        held = more.smaller
        assert (held.phase, held.step) == (Phase.STRONGER_HELD, 1)
        assert held.smaller.step == 0
        assert held.smaller.smaller is None

    def test_more_sets_come_in_two_steps_and_then_the_other_lever(self):
        more = course(Phase.WEAKER_MORE, since=reading(4, 0).on, at_phase=reading(4, 14.0), step=1)
        second = review(more, reading(8, 13.5), Leeway(adds_sets=True, pace_log_pct=1.1), POLICY)
        assert (second.turn, second.course.step) == (Turn.ADD_MORE, 2)
        third = review(
            second.course, reading(12, 10.5), Leeway(adds_sets=True, pace_log_pct=1.1), POLICY
        )
        assert third.turn is Turn.HOLD_STRONGER


class TestClosing:
    @pytest.mark.parametrize("phase", [Phase.EQUAL, Phase.STRONGER_HELD, Phase.WEAKER_MORE])
    def test_twice_level_two_weeks_apart_ends_extra_sets(self, phase):
        first = review(course(phase), reading(6, 4.0, p_over_5=0.3), Leeway(), POLICY)
        assert first.course.phase is not Phase.LEVEL_KEPT
        second = review(first.course, reading(8, 4.0, p_over_5=0.3), Leeway(), POLICY)
        assert second.turn is Turn.CLOSED
        assert second.course.phase is Phase.LEVEL_KEPT

    def test_once_level_is_not_enough(self):
        first = review(course(), reading(6, 4.0, p_over_5=0.3), Leeway(), POLICY).course
        open_again = review(first, reading(7, 7.0, p_over_5=0.7), Leeway(), POLICY).course
        assert open_again.near_since is None

    def test_sides_that_changed_places_end_it_at_once(self):
        assert turn(course(Phase.STRONGER_HELD), reading(5, -0.1)) is Turn.CLOSED

    def test_what_was_level_and_is_open_again_begins_again(self):
        kept = course(Phase.LEVEL_KEPT)
        assert turn(kept, reading(6, 9.0, p_over_5=0.85)) is Turn.STAYS
        again = review(kept, reading(6, 12.0, p_over_5=0.95), Leeway(), POLICY)
        assert again.turn is Turn.REOPENED
        assert (again.course.phase, again.course.began_on) == (Phase.EQUAL, reading(6, 0).on)

    def test_a_monitored_gap_may_close_by_itself(self):
        watched = course(Phase.MONITOR)
        assert turn(watched, reading(30, 15.0)) is Turn.STAYS
        assert turn(watched, reading(30, -1.0)) is Turn.CLOSED


readings = st.builds(
    reading,
    st.floats(0, 60),
    st.floats(-30, 60),
    sd=st.floats(0.5, 6),
    p_over_5=st.floats(0, 1),
)


@given(st.lists(readings, max_size=20), st.booleans(), st.booleans())
def test_whatever_is_measured_a_lever_never_opens_before_its_time(seen, adds, function):
    known = Course.begun(reading(0, 15.0))
    leeway = Leeway(adds_sets=adds, keeps_equal=function)
    for now in sorted(seen, key=lambda one: one.on):
        after = review(known, now, leeway, POLICY).course
        if after.phase.is_lever and not known.phase.is_lever:
            assert (now.on - known.since).days >= 7 * POLICY.weeks_to_judge
            assert not function
        assert after.step <= POLICY.most_steps
        assert after.began_on <= after.since <= now.on
        known = after

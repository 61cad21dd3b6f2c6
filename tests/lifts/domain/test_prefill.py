"""What the next set is likely to be."""

from decimal import Decimal

from apps.exercises.domain.vocabulary import SetKind, SetSide
from apps.lifts.domain.prefill import (
    DoneSet,
    PairedSet,
    PlannedValues,
    Silence,
    next_set_index,
    planned_values,
    silence_of,
)

LEFT, RIGHT = SetSide.LEFT, SetSide.RIGHT


def done(index, side=LEFT, reps=10, kind=SetKind.WORK):
    return DoneSet(
        set_index=index,
        side=side,
        kind=kind,
        values=PlannedValues(reps=reps, load_kg=Decimal(20)),
    )


class TestNextSetIndex:
    def test_each_side_counts_for_itself(self):
        rows = [done(1), done(1, RIGHT), done(2)]

        assert next_set_index(rows, LEFT) == 3
        assert next_set_index(rows, RIGHT) == 2

    def test_a_gap_is_filled_first(self):
        assert next_set_index([done(1), done(3)], LEFT) == 2


class TestPlannedValues:
    def test_the_last_set_of_today_comes_first(self):
        plan = planned_values(side=LEFT, set_index=2, now=[done(1, reps=9)], last=[done(2, reps=7)])

        assert plan.reps == 9

    def test_the_first_set_is_what_it_was_last_time(self):
        plan = planned_values(
            side=LEFT, set_index=1, now=[], last=[done(1, reps=8), done(2, reps=6)]
        )

        assert plan.reps == 8

    def test_the_other_side_is_never_copied(self):
        plan = planned_values(side=RIGHT, set_index=1, now=[done(1)], last=[done(1)])

        assert plan.is_blank

    def test_a_warm_up_says_nothing_about_work(self):
        warm_up = done(1, reps=20, kind=SetKind.WARM_UP)

        assert planned_values(side=LEFT, set_index=2, now=[warm_up], last=[]).is_blank


class TestSilenceOf:
    def side(self, reps=10, rir=None, *, capped=False):
        values = PlannedValues(reps=reps, load_kg=Decimal(20))
        return PairedSet(
            values=values, rir=None if rir is None else Decimal(rir), capped_by_plan=capped
        )

    def test_equal_sides_without_effort(self):
        assert silence_of([self.side(), self.side()]) is Silence.MATCHED

    def test_an_effort_of_zero_is_an_effort(self):
        assert silence_of([self.side(rir=0), self.side()]) is None

    def test_different_reps_say_something(self):
        assert silence_of([self.side(), self.side(9)]) is None

    def test_different_reps_that_were_planned_do_not(self):
        assert silence_of([self.side(), self.side(9, capped=True)]) is Silence.PLANNED

    def test_a_planned_pair_needs_the_effort_of_both(self):
        planned = self.side(capped=True)

        assert silence_of([planned, self.side(9, rir=0)]) is Silence.PLANNED
        assert silence_of([self.side(rir=2, capped=True), self.side(9, rir=0)]) is None

    def test_one_side_alone_is_no_pair(self):
        assert silence_of([self.side(capped=True)]) is None

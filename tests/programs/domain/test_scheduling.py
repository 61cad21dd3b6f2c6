"""Days, and what still fits them."""

from __future__ import annotations

import pytest

from apps.exercises.domain.vocabulary import MovementPattern
from apps.profiles.domain.people import Experience
from apps.programs.domain.dosing import Dosing
from apps.programs.domain.patterns import PULLS, PUSHES
from apps.programs.domain.policy import NOVICE, POLICY, TRAINED, YOUNG
from apps.programs.domain.scheduling import WeekBuilder
from apps.programs.domain.selecting import Choice, Purpose
from apps.programs.domain.training_days import are_neighbours, day_offsets
from tests.programs.domain.athletes import athlete, spec_of, target

PUSH = MovementPattern.HORIZONTAL_PUSH


@pytest.mark.parametrize(
    ("days", "template", "used"),
    [
        ((0, 2, 4), NOVICE, (0, 2, 4)),
        ((4, 2, 0, 0), NOVICE, (0, 2, 4)),
        (range(7), NOVICE, (0, 2, 4)),
        ((0, 1, 2), NOVICE, (0, 1, 2)),
        ((0, 1, 2), YOUNG, (0, 2)),
        ((0, 6), YOUNG, (0,)),
        ((0, 6), TRAINED, (0, 6)),
        ((), TRAINED, ()),
    ],
)
def test_days_are_spread_and_no_more_than_suit(days, template, used):
    offsets = day_offsets(athlete(training_days=tuple(days)), template)
    assert offsets == used


def test_the_last_day_of_a_week_is_the_neighbour_of_the_next_first():
    assert are_neighbours(0, 6)
    assert are_neighbours(3, 2)
    assert not are_neighbours(0, 5)
    assert not are_neighbours(4, 4)


def week(minutes: int = 60, *, has_pulls: bool = True) -> WeekBuilder:
    inputs = athlete(
        experience=Experience.TRAINED, session_minutes=minutes, targets=(target(PUSH),)
    )
    return WeekBuilder(
        offsets=(0, 2), dosing=Dosing.for_athlete(inputs, POLICY), has_pulls=has_pulls
    )


def choice(slug: str, purpose: Purpose = Purpose.MAINTENANCE, sets: int = 3) -> Choice:
    return Choice(
        spec=spec_of(slug),
        purpose=purpose,
        sets=sets,
        target=target(PUSH) if purpose is Purpose.TARGET else None,
    )


def test_a_choice_gets_as_many_sets_as_there_is_time_for():
    placed = week(minutes=12).place(choice("chest-supported-row"))
    assert placed is not None
    assert placed.sets == 2
    assert week(minutes=3).place(choice("chest-supported-row")) is None


def test_the_same_exercise_stands_once_a_day():
    builder = week()
    placed = [builder.place(choice("chest-supported-row")) for _ in range(3)]
    assert [item is not None for item in placed] == [True, True, False]


def test_a_push_needs_its_pull_unless_none_is_possible():
    push = choice("one-arm-floor-press")
    assert week().place(push) is None
    assert week(has_pulls=False).place(push) is not None


class TestBalancingPushes:
    def test_a_pull_gets_a_set_more_where_there_is_time(self):
        builder = week()
        builder.place(choice("one-arm-floor-press", Purpose.TARGET))
        builder.place(choice("chest-supported-row", sets=2))
        assert builder.balance_pushes()
        assert (builder.sets_of(PUSHES), builder.sets_of(PULLS)) == (3, 3)

    def test_else_the_push_gets_a_set_fewer(self):
        builder = week()
        builder.place(choice("one-arm-floor-press", Purpose.TARGET))
        builder.place(choice("chest-supported-row", sets=2))
        builder._seconds = [60 * 60, 60 * 60]
        assert builder.balance_pushes()
        assert (builder.sets_of(PUSHES), builder.sets_of(PULLS)) == (2, 2)

    def test_without_any_pull_one_set_stays_and_that_is_said(self):
        builder = week()
        builder.place(choice("one-arm-floor-press", Purpose.TARGET))
        assert not builder.balance_pushes()
        assert builder.sets_of(PUSHES) == 1


def test_what_is_taken_out_gives_its_time_and_muscles_back():
    builder = week()
    before = list(builder._seconds)
    placed = builder.place(choice("chest-supported-row"))
    assert placed is not None
    assert builder._seconds != before
    builder.remove(placed)
    assert builder._seconds == before
    assert builder.choices == ()
    assert not any(any(counts.values()) for counts in builder._sets)

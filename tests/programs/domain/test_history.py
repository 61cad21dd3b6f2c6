"""What is taken from the log: the newest working set of a side, and who started the last check."""

import datetime as dt
from typing import Any
from uuid import UUID, uuid5

import pytest
from msgspec.structs import replace

from apps.exercises.domain.anatomy import Muscle
from apps.exercises.domain.vocabulary import (
    LoadBasis,
    MovementPattern,
    RepConvention,
    SetKind,
    SetSide,
    Side,
    SideSource,
)
from apps.lifts.domain.rows import LiftRow
from apps.programs.domain.history import last_check_first_sides, last_working_sets, recent_sets
from apps.programs.domain.policy import POLICY
from tests.programs.domain.athletes import spec_of

NAMES = UUID(int=7)
DAY = dt.date(2026, 3, 2)


SPLIT_SQUAT = replace(spec_of("rear-foot-elevated-split-squat"), id=UUID(int=9))


def row(**given: Any) -> LiftRow:
    """A logged set of the split squat."""
    day = given.pop("local_date", DAY)
    values: dict[str, Any] = {
        "id": uuid5(NAMES, repr(sorted(given.items(), key=str)) + str(day)),
        "workout_id": uuid5(NAMES, str(day)),
        "exercise_id": SPLIT_SQUAT.id,
        "performed_at": dt.datetime.combine(day, dt.time(18), tzinfo=dt.UTC),
        "local_date": day,
        "set_index": 1,
        "side": SetSide.LEFT,
        "side_source": SideSource.LOGGED,
        "kind": SetKind.WORK,
        "pair_order": 1,
        "load_kg": 16.0,
        "reps": 8,
        "seconds": None,
        "rir": 0.0,
        "pain": None,
        "capped_by_plan": False,
        "load_basis": LoadBasis.PER_IMPLEMENT,
        "rep_convention": RepConvention.PER_SIDE,
        "workout_ended": True,
    }
    return LiftRow(**values | given)


class TestLastWorkingSets:
    def test_the_newest_day_counts_whatever_the_order(self) -> None:
        rows = (row(local_date=DAY, load_kg=18.0), row(local_date=DAY - dt.timedelta(days=7)))
        for order in (rows, rows[::-1]):
            (kept,) = last_working_sets(order, [SPLIT_SQUAT])
            assert (kept.done_on, kept.load_kg, kept.rir) == (DAY, 18.0, 0.0)

    def test_the_heaviest_set_of_a_day_counts(self) -> None:
        (kept,) = last_working_sets(
            [row(load_kg=14.0, set_index=3), row(load_kg=20.0), row(load_kg=16.0, set_index=2)],
            [SPLIT_SQUAT],
        )
        assert kept.load_kg == 20.0

    def test_each_side_has_its_own(self) -> None:
        kept = last_working_sets([row(), row(side=SetSide.RIGHT, reps=11)], [SPLIT_SQUAT])
        assert {line.side: line.reps for line in kept} == {Side.LEFT: 8, Side.RIGHT: 11}

    @pytest.mark.parametrize(
        "left_out",
        [{"kind": SetKind.WARM_UP}, {"side": SetSide.EACH}, {"exercise_id": UUID(int=1)}],
        ids=["warm-up", "side not told", "unknown exercise"],
    )
    def test_what_says_nothing_is_left_out(self, left_out: dict[str, Any]) -> None:
        assert last_working_sets([row(**left_out)], [SPLIT_SQUAT]) == ()


class TestLastCheckFirstSides:
    def test_the_newest_check_counts(self) -> None:
        rows = (
            row(kind=SetKind.CHECK, local_date=DAY, side=SetSide.RIGHT),
            row(kind=SetKind.CHECK, local_date=DAY - dt.timedelta(days=14)),
        )
        for order in (rows, rows[::-1]):
            assert last_check_first_sides(order, [SPLIT_SQUAT]) == {
                MovementPattern.KNEE_DOMINANT: Side.RIGHT
            }

    @pytest.mark.parametrize(
        "other", [{"pair_order": 2}, {"pair_order": None}, {"kind": SetKind.WORK}]
    )
    def test_a_second_side_or_a_working_set_started_no_check(self, other: dict[str, Any]) -> None:
        assert last_check_first_sides([row(**{"kind": SetKind.CHECK} | other)], [SPLIT_SQUAT]) == {}


class TestRecentSets:
    def recent(self, *rows: LiftRow) -> dict[tuple[Muscle, Side], float]:
        found = recent_sets(rows, [SPLIT_SQUAT], on=DAY, policy=POLICY)
        return {(one.muscle, one.side): one.sets for one in found}

    def test_the_fullest_week_of_each_side_counts(self) -> None:
        rows = [
            *(row(local_date=DAY - dt.timedelta(days=2), set_index=n) for n in (1, 2, 3)),
            row(local_date=DAY - dt.timedelta(days=2), side=SetSide.RIGHT),
            *(row(local_date=DAY - dt.timedelta(days=9), set_index=n) for n in (1, 2)),
        ]
        found = self.recent(*rows)
        assert found[Muscle.QUADRICEPS, Side.LEFT] == 3
        assert found[Muscle.QUADRICEPS, Side.RIGHT] == 1

    def test_a_muscle_that_helps_counts_for_half(self) -> None:
        found = self.recent(row(local_date=DAY - dt.timedelta(days=1)))
        assert Muscle.ADDUCTORS in SPLIT_SQUAT.secondary_muscles
        assert found[Muscle.ADDUCTORS, Side.LEFT] == 0.5

    @pytest.mark.parametrize("side", [SetSide.BOTH, SetSide.EACH])
    def test_sets_of_both_sides_were_work_of_each(self, side: SetSide) -> None:
        found = self.recent(row(local_date=DAY - dt.timedelta(days=1), side=side))
        assert found[Muscle.QUADRICEPS, Side.LEFT] == found[Muscle.QUADRICEPS, Side.RIGHT] == 1

    @pytest.mark.parametrize(
        "left_out",
        [
            {"kind": SetKind.WARM_UP},
            {"exercise_id": UUID(int=1)},
            {"local_date": DAY - dt.timedelta(days=29)},
            {"local_date": DAY},
        ],
        ids=["warm-up", "unknown exercise", "five weeks ago", "later"],
    )
    def test_what_says_nothing_of_these_weeks_is_left_out(self, left_out: dict[str, Any]) -> None:
        yesterday = {"local_date": DAY - dt.timedelta(days=1)}
        assert self.recent(row(**(yesterday | left_out))) == {}

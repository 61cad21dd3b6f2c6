"""A file read once is planned as one that is read twice or held whole."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.units import WeightUnit
from apps.exchange.domain.answers import Answers
from apps.exchange.domain.matching import MatchedNames, names_of
from apps.exchange.domain.plan import (
    Planner,
    ScatteredError,
    plan_as_they_come,
    plan_import,
    plan_in_parts,
)
from apps.exchange.domain.rows import NumberedRow, ParsedFile, SetRow
from apps.exercises.domain.vocabulary import SetSide, SideSource
from tests.support.factories.exercises import ExerciseFactory

DAYS = st.lists(st.integers(1, 5), max_size=12)


def spec():
    from apps.exercises.queries import spec_of  # noqa: PLC0415

    return spec_of(ExerciseFactory.build(slug="row", name="Row"))


def rows_on(days):
    return [
        NumberedRow(
            line=line,
            row=SetRow(
                day=dt.date(2026, 3, day), exercise="Row", side=SetSide.LEFT,
                side_source=SideSource.IMPORTED, reps=line,
            ),
        )
        for line, day in enumerate(days, start=2)
    ]  # fmt: skip


def answers():
    return Answers(
        exercises=MatchedNames(names_of([spec()])), unit=WeightUnit.KG, time_zone="UTC", source="x"
    )


def planner():
    return Planner(
        answers=answers(), athlete_id=ExerciseFactory.build().id, last_day=dt.date(2027, 1, 1)
    )


@given(DAYS)
def test_all_three_ways_plan_the_same(days):
    one = planner()
    rows = rows_on(sorted(days))
    whole = plan_import(
        ParsedFile(numbered=tuple(rows)),
        answers=one.answers, athlete_id=one.athlete_id, last_day=one.last_day,
    ).workouts  # fmt: skip
    assert tuple(plan_as_they_come(iter(rows), one)) == whole
    assert tuple(plan_in_parts(lambda: rows, one)) == whole


def test_a_workout_that_goes_on_later_is_noticed():
    with pytest.raises(ScatteredError):
        list(plan_as_they_come(rows_on([1, 2, 1]), planner()))


def test_a_name_is_looked_up_when_it_is_met():
    names = MatchedNames(names_of([spec()]))
    assert len(names) == 0
    assert names["row"].slug == "row"
    assert names["no such thing"] is None
    assert set(names) == {"row", "no such thing"}

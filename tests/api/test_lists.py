"""Lists: each row once whatever arrives meanwhile, and as many queries for many rows as for few."""

import datetime as dt

import pytest

from apps.api.domain.cursors import CursorError, read_day, read_moment, read_text, write_cursor
from apps.core.identifiers import new_uuid7
from tests.support.api import wrong_fields
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import STARTED, LiftSetFactory, WorkoutFactory
from tests.support.factories.programs import PrescriptionFactory, ProgramFactory


def all_of(program, path, *, between=None):
    """Every item of a list, two at a time; ``between`` happens after the first page."""
    told, cursor = [], ""
    while cursor is not None:
        page = program.get(f"{path}?limit=2{f'&cursor={cursor}' if cursor else ''}").json()
        told += [one["id"] for one in page["items"]]
        cursor = page["next"]
        if between is not None:
            between()
            between = None
    return told


class TestPages:
    def test_workouts_of_one_moment_come_once_each(self, program, athlete):
        made = [WorkoutFactory(athlete=athlete) for _ in range(5)]
        told = all_of(program, "workouts")
        assert sorted(told) == sorted(str(one.pk) for one in made)

    def test_what_arrives_meanwhile_moves_nothing(self, program, athlete):
        made = [
            WorkoutFactory(athlete=athlete, started_at=STARTED - dt.timedelta(days=day))
            for day in range(5)
        ]

        def arrive():
            for day in (1, 2, 3):
                WorkoutFactory(athlete=athlete, started_at=STARTED + dt.timedelta(days=day))

        told = all_of(program, "workouts", between=arrive)
        assert told == [str(one.pk) for one in made]

    def test_sets(self, program, workout, exercise):
        made = [
            LiftSetFactory(workout=workout, exercise=exercise, set_index=n) for n in range(1, 6)
        ]
        assert all_of(program, "sets") == [str(one.pk) for one in reversed(made)]

    def test_exercises_by_name(self, program, db):
        made = [ExerciseFactory(name=name) for name in ("Row", "Curl", "Row", "Press", "Éclair")]
        told = all_of(program, "exercises")
        assert sorted(told) == sorted(str(one.pk) for one in made)

    def test_sessions(self, program, athlete):
        current = ProgramFactory(athlete=athlete)
        lines = [PrescriptionFactory(session__program=current) for _ in range(5)]
        assert all_of(program, "sessions") == [str(one.session_id) for one in lines]

    @pytest.mark.parametrize("path", ["exercises", "workouts", "sets", "programs", "sessions"])
    @pytest.mark.parametrize("asked", ["limit=0", "limit=101", "limit=x", "cursor=x", "colour=red"])
    def test_pages_that_are_none(self, program, path, asked):
        assert wrong_fields(program.get(f"{path}?{asked}")) == {asked.partition("=")[0]}

    @pytest.mark.parametrize(
        "asked",
        ["search=%00", "search=" + "a" * 81, "pattern=walk", "laterality=%F0%9F%92%AA", "muscle="],
    )
    def test_searches_that_are_none(self, program, asked):
        assert wrong_fields(program.get(f"exercises?{asked}")) == {asked.partition("=")[0]}

    def test_search(self, program, db):
        ExerciseFactory(name="One arm row")
        curl = ExerciseFactory(name="Zottman curl")
        (only,) = program.get("exercises?search=zottman").json()["items"]
        assert only["id"] == str(curl.pk)


class TestCursors:
    def test_way_back(self):
        key = new_uuid7()
        assert read_text(write_cursor("Ä row", key)) == ("Ä row", key)
        assert read_day(write_cursor(dt.date(2026, 3, 2), key)) == (dt.date(2026, 3, 2), key)
        assert read_moment(write_cursor(STARTED, key)) == (STARTED, key)

    @pytest.mark.parametrize("read", [read_day, read_moment, read_text])
    @pytest.mark.parametrize(
        "cursor", ["", "é", "!!!!", "e30", "WzEsMl0", "W10", "bnVsbA", "W1tbW1s", "a" * 601]
    )
    def test_texts_that_are_none(self, read, cursor):
        with pytest.raises(CursorError):
            read(cursor)

    def test_places_of_another_list(self):
        cursor = write_cursor("Row", new_uuid7())
        for read in (read_day, read_moment):
            with pytest.raises(CursorError):
                read(cursor)

    @pytest.mark.parametrize(
        "place", ["2026-03-02T18:00:00", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59"]
    )
    def test_moments_that_are_none(self, place):
        with pytest.raises(CursorError):
            read_moment(write_cursor(place, new_uuid7()))


class TestCost:
    """One query for the token, and as many for twenty rows as for two."""

    @pytest.fixture
    def grown(self, athlete, exercise):
        for day in range(10):
            started = STARTED + dt.timedelta(days=day)
            workout = WorkoutFactory(athlete=athlete, started_at=started)
            for n in (1, 2):
                LiftSetFactory(workout=workout, exercise=exercise, set_index=n)
            ExerciseFactory(athlete=athlete)
        current = ProgramFactory(athlete=athlete)
        for position in range(4):
            PrescriptionFactory(session__program=current, exercise=exercise, position=position)
        return workout

    @pytest.mark.parametrize(
        ("path", "queries"),
        [
            ("exercises", 2),
            ("workouts", 2),
            ("sets", 2),
            ("programs", 2),
            ("sessions", 2),
        ],
    )
    def test_lists(self, program, grown, django_assert_num_queries, path, queries):
        program.get(path)
        with django_assert_num_queries(queries):
            program.get(f"{path}?limit=1")
        with django_assert_num_queries(queries):
            assert program.get(path).json()["items"]

    def test_workout(self, program, grown, django_assert_num_queries):
        program.get("sets")
        with django_assert_num_queries(3):
            program.get(f"workouts/{grown.pk}")

    def test_logging_a_set(self, program, workout, exercise, django_assert_max_num_queries):
        program.get("sets")
        body = {"workout_id": str(workout.pk), "exercise_id": str(exercise.pk), "side": "left"}
        with django_assert_max_num_queries(10):
            assert program.post("sets", body | {"reps": 5}).status_code == 201

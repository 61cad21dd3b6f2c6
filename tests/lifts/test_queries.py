"""Reads of the log for those who compute with it."""

import datetime as dt

import pytest

from apps.core import events
from apps.exercises.domain.vocabulary import Side
from apps.lifts import queries, services
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import (
    LiftSetFactory,
    SidePreferenceFactory,
    WorkoutExerciseFactory,
    WorkoutFactory,
)


class TestLiftRowsFor:
    def test_reads_everything_in_one_query(self, athlete, django_assert_num_queries):
        workout = WorkoutFactory(athlete=athlete)
        for index in range(1, 6):
            LiftSetFactory(workout=workout, set_index=index, rir=0)

        with django_assert_num_queries(1):
            rows = queries.lift_rows_for(athlete)

        assert [row.set_index for row in rows] == [1, 2, 3, 4, 5]
        assert {row.rir for row in rows} == {0.0}
        assert rows[0].load_kg == 24.0
        assert rows[0].workout_ended

    def test_leaves_out_what_is_deleted_or_anothers(self, athlete, stranger):
        now = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
        LiftSetFactory(workout__athlete=athlete, deleted_at=now)
        LiftSetFactory(workout__athlete=athlete, workout__deleted_at=now)
        LiftSetFactory(workout__athlete=stranger)

        assert queries.lift_rows_for(athlete) == ()

    def test_can_be_narrowed(self, athlete):
        running = LiftSetFactory(workout__athlete=athlete, workout__running=True)
        ended = LiftSetFactory(workout__athlete=athlete)
        day = ended.workout.local_date

        def found(**narrow):
            return {row.id for row in queries.lift_rows_for(athlete, **narrow)}

        assert found(include_running=False) == {ended.pk}
        assert found(exercise_ids=[running.exercise_id]) == {running.pk}
        assert found(since=day + dt.timedelta(days=1)) == set()
        assert found(until=day) == {running.pk, ended.pk}


class TestFirstSideFor:
    def test_left_when_nobody_said(self, athlete):
        assert queries.first_side_for(athlete, ExerciseFactory()) is Side.LEFT

    def test_the_patterns_finding(self, athlete):
        SidePreferenceFactory(athlete=athlete, pattern="horizontal_pull", first_side="right")

        assert queries.first_side_for(athlete, ExerciseFactory()) is Side.RIGHT

    def test_the_athletes_word_about_the_exercise_wins(self, athlete):
        exercise = ExerciseFactory()
        SidePreferenceFactory(athlete=athlete, pattern="horizontal_pull", first_side="right")
        services.set_side_preference(
            athlete=athlete, exercise_id=exercise.pk, first_side=Side.LEFT, chosen_by="athlete"
        )

        assert queries.first_side_for(athlete, exercise) is Side.LEFT

    def test_a_finding_never_overrules_the_athlete(self, athlete):
        exercise = ExerciseFactory()
        for chosen_by, side in (("athlete", Side.RIGHT), ("finding", Side.LEFT)):
            services.set_side_preference(
                athlete=athlete, exercise_id=exercise.pk, first_side=side, chosen_by=chosen_by
            )

        assert queries.first_side_for(athlete, exercise) is Side.RIGHT


class TestExerciseLogsFor:
    def test_sets_alone_put_an_exercise_on_the_page(self, athlete):
        line = WorkoutExerciseFactory(workout=WorkoutFactory(athlete=athlete))
        row = LiftSetFactory(workout=line.workout)

        logs = queries.exercise_logs_for(athlete, line.workout)

        assert [log.line.exercise_id for log in logs] == [line.exercise_id, row.exercise_id]

    def test_last_time_is_the_latest_earlier_workout(self, athlete):
        exercise = ExerciseFactory()
        for day in (1, 8):
            start = dt.datetime(2026, 2, day, 10, tzinfo=dt.UTC)
            LiftSetFactory(
                workout=WorkoutFactory(athlete=athlete, started_at=start),
                exercise=exercise,
                reps=day,
            )
        now = WorkoutExerciseFactory(
            workout=WorkoutFactory(athlete=athlete, running=True), exercise=exercise
        )

        log = queries.exercise_logs_for(athlete, now.workout)[0]

        assert [row.reps for row in log.last_sets] == [8]


@pytest.fixture
def heard(monkeypatch):
    news = []
    for event in events.Event:
        monkeypatch.setitem(events._receivers, event, [news.append])
    return news


class TestNews:
    def test_a_set_of_a_running_workout_is_none(
        self, athlete, heard, django_capture_on_commit_callbacks
    ):
        row = LiftSetFactory(workout=WorkoutFactory(athlete=athlete, running=True))

        with django_capture_on_commit_callbacks(execute=True):
            services.edit_set(athlete=athlete, lift_set_id=row.pk, fields={"reps": 3})

        assert heard == []

    def test_finishing_is(self, athlete, heard, django_capture_on_commit_callbacks):
        workout = WorkoutFactory(athlete=athlete, running=True)

        with django_capture_on_commit_callbacks(execute=True):
            services.finish_workout(
                athlete=athlete,
                workout_id=workout.pk,
                ended_at=workout.started_at + dt.timedelta(hours=1),
            )

        assert [(one.event, one.workout_id) for one in heard] == [
            (events.Event.WORKOUT_FINISHED, workout.pk)
        ]

    def test_a_change_of_a_past_set_names_its_exercise(
        self, athlete, heard, django_capture_on_commit_callbacks
    ):
        row = LiftSetFactory(workout=WorkoutFactory(athlete=athlete))

        with django_capture_on_commit_callbacks(execute=True):
            services.delete_set(athlete=athlete, lift_set_id=row.pk)

        assert [(one.event, one.exercise_ids) for one in heard] == [
            (events.Event.PAST_SETS_CHANGED, frozenset({row.exercise_id}))
        ]

    def test_naming_a_finished_workout_is_none(
        self, athlete, heard, django_capture_on_commit_callbacks
    ):
        workout = WorkoutFactory(athlete=athlete)

        with django_capture_on_commit_callbacks(execute=True):
            services.edit_workout(athlete=athlete, workout_id=workout.pk, fields={"title": "Legs"})

        assert heard == []

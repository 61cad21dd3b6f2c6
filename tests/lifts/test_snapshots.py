"""What the browser keeps of the log."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.lifts import queries, services
from tests.support.factories.assessments import HealthConsentFactory
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import (
    LiftSetFactory,
    SidePreferenceFactory,
    WorkoutExerciseFactory,
    WorkoutFactory,
)

LOG = "/log/data/"
CATALOGUE = "/log/catalogue/"
NOW = dt.datetime(2026, 3, 20, 17, 0, tzinfo=dt.UTC)
MOST_STATEMENTS = 10


def get(client, url=LOG, **headers):
    response = client.get(url, headers=headers)
    assert response.status_code == 200, response.content
    return response.json()


@pytest.fixture
def running(athlete):
    return WorkoutFactory(athlete=athlete, started_at=NOW, running=True, title="Pull")


def past(athlete, exercise, *, day, **values):
    values.setdefault("load_basis", exercise.load_basis)
    workout = WorkoutFactory(
        athlete=athlete, started_at=dt.datetime(2026, 2, day, 9, tzinfo=dt.UTC)
    )
    return LiftSetFactory(workout=workout, exercise=exercise, **values)


class TestWhoMayRead:
    @pytest.mark.parametrize("url", [LOG, CATALOGUE])
    def test_nobody_signed_in_is_told_so_as_data(self, anonymous_client, db, url):
        response = anonymous_client.get(url)

        assert response.status_code == 401
        assert response.json() == {"code": "signed-out"}

    @pytest.mark.parametrize("url", [LOG, CATALOGUE])
    def test_nothing_between_keeps_it(self, client, url):
        assert client.get(url).headers["Cache-Control"] == "private, no-store"

    def test_another_athletes_log_is_never_in_it(self, stranger_client, athlete, stranger, running):
        row = LiftSetFactory(workout=running)
        past(athlete, row.exercise, day=3)

        data = get(stranger_client)

        assert data["athlete"] == str(stranger.pk)
        assert data["workout"] is None
        assert data["sets"] == data["lines"] == data["recent"] == data["workouts"] == []
        assert data["details"] == {}


class TestTheRunningWorkout:
    def test_is_told_with_its_list_and_sets(self, client, running):
        line = WorkoutExerciseFactory(workout=running, position=1, first_side="right")
        row = LiftSetFactory(
            workout=running, exercise=line.exercise, rir=Decimal("1.5"), typed_load=Decimal("22.5")
        )

        data = get(client)

        assert data["workout"] == {
            "id": str(running.pk),
            "rev": 1,
            "title": "Pull",
            "notes": "",
            "started_at": "2026-03-20T17:00:00+00:00",
            "local_date": "2026-03-20",
            "session": None,
        }
        assert data["lines"] == [
            {
                "id": str(line.pk),
                "rev": 1,
                "exercise_id": str(line.exercise_id),
                "position": 1,
                "first_side": "right",
                "superset": None,
            }
        ]
        (told,) = data["sets"]
        assert told["id"] == str(row.pk)
        assert (told["typed_load"], told["typed_unit"], told["rir"]) == ("22.5", "kg", "1.5")
        assert (told["reps"], told["seconds"], told["pain"]) == (10, None, None)
        assert told["performed_at"] == "2026-03-20T17:03:00+00:00"

    def test_sets_alone_put_an_exercise_on_the_list(self, client, running):
        row = LiftSetFactory(workout=running)

        (line,) = get(client)["lines"]

        assert (line["id"], line["exercise_id"]) == (None, str(row.exercise_id))

    def test_names_the_session_it_fulfils(self, client, athlete, running, monkeypatch):
        link = queries.SessionLink(id=running.pk, title="Legs", url="/program/x/")
        monkeypatch.setattr(
            "apps.lifts.queries.log_snapshot._session_finders",
            [lambda who, pk: link if (who, pk) == (athlete, running.pk) else None],
        )

        assert get(client)["workout"]["session"]["title"] == "Legs"

    def test_says_whether_pain_may_be_kept(self, client, athlete):
        assert get(client)["settings"]["may_keep_pain"] is False
        HealthConsentFactory(athlete=athlete, purpose="pain")
        assert get(client)["settings"]["may_keep_pain"] is True


class TestWhatWasDoneBefore:
    def test_last_is_the_latest_workout_before_this_one(self, client, athlete, running):
        exercise = ExerciseFactory()
        past(athlete, exercise, day=3, reps=6)
        past(athlete, exercise, day=9, reps=8)
        LiftSetFactory(workout=running, exercise=exercise, reps=9)

        last = get(client)["details"][str(exercise.pk)]["last"]

        assert last["date"].startswith("2026-02-09")
        assert [row["reps"] for row in last["sets"]] == [8]

    def test_what_was_deleted_is_not_last(self, client, athlete):
        exercise = ExerciseFactory()
        past(athlete, exercise, day=3, reps=6)
        past(athlete, exercise, day=9, deleted_at=NOW)
        gone = past(athlete, exercise, day=10)
        gone.workout.deleted_at = NOW
        gone.workout.save()

        assert get(client)["details"][str(exercise.pk)]["last"]["sets"][0]["reps"] == 6

    def test_recent_comes_latest_first(self, client, athlete):
        old, new = ExerciseFactory(), ExerciseFactory()
        past(athlete, old, day=3)
        past(athlete, new, day=9)

        assert get(client)["recent"] == [str(new.pk), str(old.pk)]

    def test_six_finished_workouts_can_be_done_again(self, client, athlete, running):
        for day in range(1, 9):
            row = past(athlete, ExerciseFactory(), day=day)
            WorkoutExerciseFactory(workout=row.workout, exercise=row.exercise, first_side="right")

        workouts = get(client)["workouts"]

        assert [one["local_date"] for one in workouts] == [
            f"2026-02-0{day}" for day in (8, 7, 6, 5, 4, 3)
        ]
        assert workouts[0]["lines"] == [
            {"exercise_id": str(row.exercise_id), "first_side": "right", "superset": None}
        ]

    def test_the_weaker_side_starts_and_it_says_why(self, client, athlete):
        trained = ExerciseFactory()
        past(athlete, trained, day=3)
        other = ExerciseFactory(pattern="knee_dominant")
        SidePreferenceFactory(athlete=athlete, pattern="knee_dominant", first_side="right")

        details = get(client)["details"]

        assert details[str(other.pk)]["first_side"] == {
            "side": "right",
            "chosen_by": "finding",
            "words": "Weaker side first",
        }
        assert details[str(trained.pk)]["first_side"]["side"] == "left"


class TestBests:
    def test_each_side_has_its_own(self, client, athlete):
        exercise = ExerciseFactory()
        past(athlete, exercise, day=3, typed_load=30, reps=5)
        past(athlete, exercise, day=4, typed_load=24, reps=11)
        past(athlete, exercise, day=5, typed_load=26, reps=8, right=True)

        bests = get(client)["details"][str(exercise.pk)]["bests"]

        assert bests["left"]["load"] == {
            "typed_load": "30",
            "typed_unit": "kg",
            "moved_kg": "30.0",
            "reps": 5,
            "date": "2026-02-03",
        }
        assert (bests["left"]["reps"]["reps"], bests["left"]["reps"]["typed_load"]) == (11, "24")
        assert bests["left"]["front"] == [[30.0, 5], [24.0, 11]]
        assert bests["right"]["load"]["typed_load"] == "26"

    def test_this_workouts_sets_are_still_to_be_compared_with_them(self, client, athlete, running):
        exercise = ExerciseFactory()
        past(athlete, exercise, day=3, typed_load=24)
        LiftSetFactory(workout=running, exercise=exercise, typed_load=40)

        bests = get(client)["details"][str(exercise.pk)]["bests"]

        assert bests["left"]["load"]["typed_load"] == "24"


class TestTheCatalogue:
    def test_says_what_the_numbers_count(self, client, athlete):
        row = ExerciseFactory(implements=2)
        squat = ExerciseFactory(bilateral=True, equipment=["barbell"])

        exercises = get(client, CATALOGUE)["exercises"]

        told = exercises[str(row.pk)]
        assert (told["basis"], told["rep_convention"]) == ("kg, each dumbbell", "each side")
        assert (told["sides"], told["fields"]) == (["left", "right"], ["load", "reps"])
        assert (told["steps"], told["plates"]) == ({"step": "2"}, None)
        assert exercises[str(squat.pk)]["sides"] == ["both"]

    def test_holds_the_athletes_own_and_nobody_elses(self, client, athlete, stranger):
        own, anothers = ExerciseFactory(athlete=athlete), ExerciseFactory(athlete=stranger)

        exercises = get(client, CATALOGUE)["exercises"]

        assert str(own.pk) in exercises
        assert str(anothers.pk) not in exercises

    def test_offers_swaps_of_the_same_work_that_are_at_hand(self, client, athlete):
        athlete.equipment = ["dumbbells"]
        athlete.save()
        row, other = ExerciseFactory(), ExerciseFactory()
        ExerciseFactory(equipment=["cable"])
        ExerciseFactory(pattern="vertical_pull")
        ExerciseFactory(bilateral=True)
        ExerciseFactory(retired=True)

        assert get(client, CATALOGUE)["exercises"][str(row.pk)]["swaps"] == [str(other.pk)]

    def test_is_not_sent_again_to_who_has_it(self, client):
        ExerciseFactory()
        first = client.get(CATALOGUE)

        again = client.get(CATALOGUE, headers={"If-None-Match": first.headers["ETag"]})
        ExerciseFactory()
        changed = client.get(CATALOGUE, headers={"If-None-Match": first.headers["ETag"]})

        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["Cache-Control"] == "private, no-store"
        assert changed.status_code == 200


class TestWhatItCosts:
    def statements(self, client, url=LOG):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            get(client, url)
        return len(captured)

    def grown(self, athlete, running, count):
        for number in range(count):
            row = past(athlete, ExerciseFactory(), day=1 + number % 20)
            WorkoutExerciseFactory(workout=row.workout, exercise=row.exercise)
            LiftSetFactory(workout=running, exercise=row.exercise)
            WorkoutExerciseFactory(workout=running, exercise=row.exercise)

    def test_the_log_costs_the_same_whatever_its_length(self, client, athlete, running):
        self.grown(athlete, running, 10)
        services.refresh_bests(athlete=athlete)
        ten = self.statements(client)
        self.grown(athlete, running, 10)
        services.refresh_bests(athlete=athlete)

        assert self.statements(client) == ten <= MOST_STATEMENTS

    def test_the_catalogue_is_read_at_once(self, client):
        ExerciseFactory.create_batch(10)

        assert self.statements(client, reverse("lifts:catalogue_data")) == 4

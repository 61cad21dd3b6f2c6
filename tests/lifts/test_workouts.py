"""The log, the list of exercises, one workout, the history."""

import pytest
from django.urls import reverse

from apps.core.identifiers import new_uuid7
from apps.lifts import services
from apps.lifts.models import LiftSet, Operation, Workout
from apps.lifts.queries import first_side_for
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import LiftSetFactory, WorkoutExerciseFactory, WorkoutFactory
from tests.support.log_page import create_url, htmx, pair


class TestLog:
    def test_without_a_workout_offers_to_start_one(self, client):
        response = client.get(reverse("lifts:log_plain"), follow=True)

        assert response.status_code == 200
        assert "Start a workout" in response.text

    def test_shows_the_running_workout_prefilled_from_last_time(self, client, line):
        past = WorkoutFactory(
            athlete=line.athlete,
            started_at="2026-02-01T10:00:00Z",
            ended_at="2026-02-01T11:00:00Z",
            local_date="2026-02-01",
        )
        for side, reps, rir in (("left", 8, 1), ("right", 7, 0)):
            LiftSetFactory(
                workout=past,
                exercise=line.exercise,
                side=side,
                reps=reps,
                rir=rir,
                typed_load=16,
                performed_at="2026-02-01T10:30:00Z",
            )

        response = client.get(reverse("lifts:log_plain"), follow=True)

        assert "Last time: L 8 × 16 RIR 1 · R 7 × 16 RIR 0" in response.text
        assert 'name="left-reps" value="8"' in response.text
        assert 'name="right-reps" value="7"' in response.text
        assert 'name="left-load" value="16"' in response.text

    def test_a_warm_up_is_not_what_was_done_last_time(self, client, line):
        past = WorkoutFactory(
            athlete=line.athlete,
            started_at="2026-02-01T10:00:00Z",
            ended_at="2026-02-01T11:00:00Z",
            local_date="2026-02-01",
        )
        for kind, load in (("warm_up", 10), ("work", 20)):
            LiftSetFactory(
                workout=past,
                exercise=line.exercise,
                kind=kind,
                typed_load=load,
                performed_at="2026-02-01T10:30:00Z",
            )

        assert "Last time: L 10 × 20<" in client.get(reverse("lifts:log_plain"), follow=True).text

    @pytest.mark.parametrize(
        ("traits", "words"),
        [
            ({"hold": True}, "Seconds"),
            ({}, "Reps and weight"),
            ({"metric": "reps", "measurement": "none"}, "Reps"),
        ],
    )
    def test_what_can_be_changed_is_named(self, client, line, traits, words):
        line.exercise = ExerciseFactory(**traits)
        line.save()

        assert (
            f"</svg>{words}</summary>" in client.get(reverse("lifts:log_plain"), follow=True).text
        )

    def test_cost_does_not_grow_with_the_sets(self, client, line, django_assert_max_num_queries):
        for index in range(1, 11):
            LiftSetFactory(workout=line.workout, exercise=line.exercise, set_index=index)

        with django_assert_max_num_queries(9):
            client.get(line.workout.get_absolute_url())


class TestWorkoutCreate:
    def start(self, client, **changes):
        sent = {
            "op_id": str(new_uuid7()),
            "workout_id": str(new_uuid7()),
            "time_zone": "Pacific/Auckland",
            **changes,
        }
        return client.post(reverse("lifts:workout_create"), sent)

    def test_starts_one_in_the_zone_of_the_device(self, client, athlete):
        response = self.start(client)

        workout = Workout.objects.get()
        assert response.headers["Location"] == reverse("lifts:log_plain")
        assert workout.time_zone == "Pacific/Auckland"
        assert workout.athlete == athlete

    def test_falls_back_on_the_athletes_zone(self, client, athlete):
        athlete.time_zone = "Europe/Berlin"
        athlete.save()
        self.start(client, time_zone="Nowhere/Atlantis")

        assert Workout.objects.get().time_zone == "Europe/Berlin"

    def test_pressing_twice_starts_one(self, client):
        ids = {"op_id": str(new_uuid7()), "workout_id": str(new_uuid7())}

        self.start(client, **ids)
        self.start(client, **ids)

        assert Workout.objects.count() == 1

    def test_can_repeat_the_exercises_of_an_earlier_one(self, client, athlete):
        past = WorkoutExerciseFactory(workout=WorkoutFactory(athlete=athlete))

        self.start(client, repeat=str(past.workout_id))

        running = Workout.objects.get(ended_at=None)
        assert [one.exercise_id for one in running.workout_exercises.all()] == [past.exercise_id]


class TestSidePreferenceUpdate:
    def test_the_other_side_starts_from_now_on(self, client, line):
        url = reverse("lifts:side_preference_update", args=[line.workout_id, line.exercise_id])

        response = client.post(url, {"side": "right"}, headers=htmx(line))

        assert 'name="first_side" value="right"' in response.text
        assert "Your choice" in response.text
        assert first_side_for(line.workout.athlete, line.exercise) == "right"

    def test_sent_twice_it_is_one_change_and_another_one_is_refused(self, client, line):
        url = reverse("lifts:side_preference_update", args=[line.workout_id, line.exercise_id])
        sent = {"side": "right", "op_id": str(new_uuid7())}

        statuses = [client.post(url, sent, headers=htmx(line)).status_code for _ in range(2)]
        other = client.post(url, sent | {"side": "left"}, headers=htmx(line))

        assert statuses == [200, 200]
        assert Operation.objects.filter(entity="side_preference").count() == 1
        assert other.status_code == 409
        assert first_side_for(line.workout.athlete, line.exercise) == "right"

    def test_is_offered_on_a_past_workout_too(self, client, line):
        services.finish_workout(athlete=line.workout.athlete, workout_id=line.workout_id)
        url = reverse("lifts:side_preference_update", args=[line.workout_id, line.exercise_id])

        page = client.get(line.workout.get_absolute_url()).text
        answer = client.post(url, {"side": "right"}, headers=htmx(line)).text

        assert "Start with right from now on" in " ".join(page.split())
        assert "Start with left from now on" in " ".join(answer.split())


class TestWorkoutExerciseCreate:
    def test_finds_by_name_and_shows_what_was_recent_first(self, client, line):
        ExerciseFactory(name="Zercher squat", search_text="zercher squat")
        url = reverse("lifts:workout_exercise_create", args=[line.workout_id])

        response = client.get(
            url, {"q": "zercher"}, headers={"HX-Request": "true", "HX-Target": "exercise-choices"}
        )

        assert "Zercher squat" in response.text
        assert response.text.count("choose-one") == 1
        assert "<html" not in response.text

    def test_puts_it_on_the_list_once(self, client, line):
        exercise = ExerciseFactory()
        url = reverse("lifts:workout_exercise_create", args=[line.workout_id])
        sent = {"exercise_id": str(exercise.pk), "op_id": str(new_uuid7())}

        client.post(url, sent)
        client.post(url, sent)

        assert line.workout.workout_exercises.filter(exercise=exercise).count() == 1

    def test_anothers_own_exercise_is_not_there(self, client, stranger, line):
        exercise = ExerciseFactory(athlete=stranger)
        url = reverse("lifts:workout_exercise_create", args=[line.workout_id])

        response = client.post(url, {"exercise_id": str(exercise.pk), "op_id": str(new_uuid7())})

        assert response.status_code == 404

    def test_a_strangers_workout_is_not_there(self, stranger_client, line):
        url = reverse("lifts:workout_exercise_create", args=[line.workout_id])

        assert stranger_client.get(url).status_code == 404


class TestWorkoutExerciseDelete:
    def test_takes_an_exercise_without_sets_off_the_list(self, client, line):
        url = reverse("lifts:workout_exercise_delete", args=[line.workout_id, line.exercise_id])

        client.post(url, {"op_id": str(new_uuid7())})

        line.refresh_from_db()
        assert line.deleted_at is not None


class TestCards:
    def test_a_row_whose_sides_were_never_told_apart_says_so(self, client, line):
        LiftSetFactory(
            workout=line.workout,
            exercise=line.exercise,
            side="each",
            pair_order=None,
            side_source="assumed",
        )

        assert "Each side" in client.get(reverse("lifts:log_plain"), follow=True).text

    def test_each_side_has_a_next_set_of_its_own(self, client, line):
        LiftSetFactory(workout=line.workout, exercise=line.exercise)

        html = client.get(reverse("lifts:log_plain"), follow=True).text

        assert "Left, set 2" in html
        assert "Right, set 1" in html
        assert "Both as planned" not in html

    def test_an_assisted_exercise_takes_help_as_a_negative_weight(self, client, line):
        line.exercise = ExerciseFactory(is_assisted=True)
        line.save()

        client.post(create_url(line), pair(do="left", **{"left-load": "-20"}))

        assert LiftSet.objects.get().load_kg == -20

    def test_extra_weight_is_optional_where_the_body_is_lifted(self, client, line):
        line.exercise = ExerciseFactory(
            load_basis="total", implements=0, body_mass_share="0.64", measurement="fair"
        )
        line.save()

        client.post(create_url(line), pair(do="left", **{"left-load": ""}))

        assert LiftSet.objects.get().load_kg is None


class TestWorkoutFinish:
    def test_ends_it_once(self, client, line):
        url = reverse("lifts:workout_finish", args=[line.workout_id])

        first = client.post(url, {"op_id": str(new_uuid7())})
        client.post(url, {"op_id": str(new_uuid7())})

        line.workout.refresh_from_db()
        assert first.headers["Location"] == line.workout.get_absolute_url()
        assert line.workout.ended_at is not None
        assert Operation.objects.count() == 1

    def test_a_strangers_workout_goes_on(self, stranger_client, line):
        url = reverse("lifts:workout_finish", args=[line.workout_id])

        assert stranger_client.post(url, {"op_id": str(new_uuid7())}).status_code == 404
        line.workout.refresh_from_db()
        assert line.workout.ended_at is None


class TestWorkoutUpdate:
    def test_keeps_the_name_and_the_notes(self, client, line):
        url = reverse("lifts:workout_update", args=[line.workout_id])

        client.post(
            url,
            {
                "title": "Upper body",
                "notes": "Slept badly",
                "op_id": str(new_uuid7()),
                "base_revision": "1",
            },
        )

        line.workout.refresh_from_db()
        assert (line.workout.title, line.workout.notes) == ("Upper body", "Slept badly")

    def test_a_name_that_is_too_long_is_answered_beside_the_field(self, client, line):
        url = reverse("lifts:workout_update", args=[line.workout_id])

        response = client.post(
            url,
            {"title": "x" * 81, "notes": "kept", "op_id": str(new_uuid7()), "base_revision": "1"},
        )

        assert response.status_code == 422
        assert "kept" in response.text

    def test_a_strangers_workout_is_not_there(self, stranger_client, line):
        url = reverse("lifts:workout_update", args=[line.workout_id])

        assert stranger_client.get(url).status_code == 404


class TestWorkoutDelete:
    def test_asks_first_then_takes_it_out(self, client, line):
        url = reverse("lifts:workout_delete", args=[line.workout_id])

        assert client.get(url).status_code == 200
        client.post(url, {"op_id": str(new_uuid7())})

        assert client.get(line.workout.get_absolute_url()).status_code == 404

    def test_a_strangers_workout_stays(self, stranger_client, line):
        url = reverse("lifts:workout_delete", args=[line.workout_id])

        assert stranger_client.post(url, {"op_id": str(new_uuid7())}).status_code == 404
        line.workout.refresh_from_db()
        assert line.workout.deleted_at is None


class TestWorkoutDetail:
    def test_shows_what_was_done(self, client, athlete):
        row = LiftSetFactory(workout=WorkoutFactory(athlete=athlete), athlete=athlete)

        response = client.get(row.workout.get_absolute_url())

        assert "10 × 24" in response.text
        assert "Finish workout" not in response.text

    def test_a_strangers_workout_is_not_there(self, stranger_client, line):
        assert stranger_client.get(line.workout.get_absolute_url()).status_code == 404

    def test_somebody_not_signed_in_is_asked_to(self, anonymous_client, line):
        assert anonymous_client.get(line.workout.get_absolute_url()).status_code == 302


class TestHistory:
    def many(self, athlete, count):
        for day in range(1, count + 1):
            workout = WorkoutFactory(
                athlete=athlete,
                started_at=f"2026-03-{day:02d}T10:00:00Z",
                ended_at=f"2026-03-{day:02d}T11:00:00Z",
                local_date=f"2026-03-{day:02d}",
            )
            for side in ("left", "right"):
                LiftSetFactory(
                    workout=workout, side=side, performed_at=f"2026-03-{day:02d}T10:30:00Z"
                )

    def test_counts_a_pair_as_one_set(self, client, athlete):
        workout = WorkoutFactory(athlete=athlete)
        exercise = ExerciseFactory()
        for side in ("left", "right"):
            LiftSetFactory(workout=workout, exercise=exercise, side=side)

        response = client.get(reverse("lifts:history"))

        assert "1 exercise · 1 set" in response.text

    def test_cost_does_not_grow_with_the_workouts(self, client, athlete, django_assert_num_queries):
        self.many(athlete, 10)
        with django_assert_num_queries(4):
            client.get(reverse("lifts:history"))
        self.many_more(athlete)
        with django_assert_num_queries(4):
            client.get(reverse("lifts:history"))

    def many_more(self, athlete):
        Workout.objects.filter(athlete=athlete).delete()
        self.many(athlete, 20)

    def test_shows_only_ones_own(self, client, stranger):
        WorkoutFactory(athlete=stranger, title="Not mine")

        assert "Not mine" not in client.get(reverse("lifts:history")).text

    def test_without_workouts_says_what_to_do(self, client):
        assert "No workouts yet" in client.get(reverse("lifts:history")).text

"""The way back from a deletion, on the page it leads to, with nothing but forms."""

import re

from django.urls import reverse

from apps.core.identifiers import new_uuid7
from apps.lifts import services
from apps.lifts.models import Operation
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import LiftSetFactory, WorkoutExerciseFactory, WorkoutFactory


def op():
    return {"op_id": str(new_uuid7())}


def delete(client, row, name="lifts:lift_set_delete"):
    return client.post(reverse(name, args=[row.pk]), op())


def press_undo(client, html):
    offer = html[html.index('id="undo"') :]
    action = re.search(r'action="([^"]+)"', offer)[1]
    op_id = re.search(r'name="op_id" value="([^"]+)"', offer)[1]
    return client.post(action, {"op_id": op_id})


class TestWorkouts:
    def test_history_offers_to_bring_a_deleted_workout_back(self, client, athlete):
        row = LiftSetFactory(workout=WorkoutFactory(athlete=athlete, title="Leg day"))

        response = delete(client, row.workout, "lifts:workout_delete")
        page = client.get(response.headers["Location"])

        assert response.headers["Location"].endswith("#undo")
        assert "Leg day of Monday 2 March 2026 is deleted." in page.text
        back = press_undo(client, page.text)
        assert back.headers["Location"] == row.workout.get_absolute_url()
        assert "10 × 24" in client.get(row.workout.get_absolute_url()).text

    def test_pressing_delete_twice_deletes_once(self, client, athlete):
        url = reverse("lifts:workout_delete", args=[WorkoutFactory(athlete=athlete).pk])
        sent = op()

        first, again = client.post(url, sent), client.post(url, sent)

        assert first.headers["Location"] == again.headers["Location"]
        assert Operation.objects.count() == 1
        assert client.post(url, op()).status_code == 404

    def test_once_it_is_back_nothing_is_offered(self, client, athlete):
        workout = WorkoutFactory(athlete=athlete)
        response = delete(client, workout, "lifts:workout_delete")
        press_undo(client, client.get(response.headers["Location"]).text)

        assert 'id="undo"' not in client.get(response.headers["Location"]).text

    def test_a_strangers_deletion_is_not_offered(self, client, stranger_client, athlete):
        response = delete(client, WorkoutFactory(athlete=athlete), "lifts:workout_delete")

        assert 'id="undo"' not in stranger_client.get(response.headers["Location"]).text

    def test_what_is_no_deletion_is_not_offered(self, client, athlete):
        row = WorkoutFactory(athlete=athlete)
        edit = services.edit_workout(athlete=athlete, workout_id=row.pk, fields={"title": "Legs"})
        for asked in (edit.op_id, "junk", ""):
            page = client.get(reverse("lifts:history"), {"deleted": str(asked)})
            assert page.status_code == 200
            assert 'id="undo"' not in page.text

    def test_a_running_one_stays_out_while_another_runs(self, client, line):
        response = delete(client, line.workout, "lifts:workout_delete")
        WorkoutFactory(athlete=line.athlete, running=True)

        back = press_undo(client, client.get(response.headers["Location"]).text)

        assert (
            "Another workout is still running."
            in client.get(back.headers["Location"], follow=True).text
        )
        line.workout.refresh_from_db()
        assert line.workout.deleted_at is not None


class TestSets:
    def test_the_log_offers_to_bring_a_deleted_set_back(self, client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)

        response = delete(client, row)
        page = client.get(response.headers["Location"])

        assert response.headers["Location"].startswith(line.workout.get_absolute_url())
        assert f"{line.exercise.name}: Set 1, left, is deleted." in page.text
        press_undo(client, page.text)
        row.refresh_from_db()
        assert row.deleted_at is None

    def test_pressing_delete_twice_deletes_once(self, client, stranger_client, line):
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)
        url, sent = reverse("lifts:lift_set_delete", args=[row.pk]), op()

        first, again = client.post(url, sent), client.post(url, sent)

        assert first.headers["Location"] == again.headers["Location"]
        assert Operation.objects.count() == 1
        assert client.post(url, op()).status_code == 404
        assert stranger_client.post(url, sent).status_code == 404

    def test_so_does_a_past_workout_that_lost_its_only_set(self, client, athlete):
        row = LiftSetFactory(workout=WorkoutFactory(athlete=athlete), exercise=ExerciseFactory())

        page = client.get(delete(client, row).headers["Location"])
        press_undo(client, page.text)

        row.refresh_from_db()
        assert row.deleted_at is None

    def test_a_set_of_a_deleted_workout_is_not_offered_alone(self, client, athlete):
        line = WorkoutExerciseFactory(workout=WorkoutFactory(athlete=athlete))
        row = LiftSetFactory(workout=line.workout, exercise=line.exercise)
        place = delete(client, row).headers["Location"].partition("?")[2]
        services.delete_workout(athlete=athlete, workout_id=line.workout_id)

        assert 'id="undo"' not in client.get(f"{reverse('lifts:history')}?{place}").text

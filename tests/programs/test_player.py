"""Beginning a session, and what the player offers."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.lifts.models import LiftSet, Workout
from apps.programs.models import Session
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import WorkoutFactory
from tests.support.factories.programs import (
    PrescriptionFactory,
    ProgramFactory,
    session_with,
    two_sided_line,
)
from tests.support.player import (
    at,
    shown_step,
    value_of,
)


class TestSessionStart:
    def test_opens_a_workout_with_the_exercises_and_the_side_that_starts(self, client, session):
        response = client.post(at("session_start", session))

        assert (response.status_code, response["Location"]) == (303, at("session_player", session))
        session.refresh_from_db()
        assert session.status == "running"
        lines = session.workout.workout_exercises.order_by("position")
        assert [(line.exercise.slug, line.first_side) for line in lines] == [
            ("one-arm-row", "left"),
            ("back-squat", ""),
        ]

    def test_twice_is_once(self, client, running):
        client.post(at("session_start", running))

        assert Workout.objects.count() == 1

    def test_a_workout_already_running_becomes_it(self, client, session, athlete):
        workout = WorkoutFactory(athlete=athlete, running=True)

        client.post(at("session_start", session))

        session.refresh_from_db()
        assert session.workout == workout

    def test_only_one_at_a_time(self, client, running, later):
        response = client.post(at("session_start", later), follow=True)

        assert "Another session is still running" in response.text
        later.refresh_from_db()
        assert later.status == "planned"

    @pytest.mark.parametrize("status", ["done", "skipped"])
    def test_what_is_over_does_not_start(self, client, session, status):
        Session.objects.filter(pk=session.pk).update(status=status)

        client.post(at("session_start", session))

        session.refresh_from_db()
        assert session.status == status
        assert not Workout.objects.exists()

    def test_a_session_of_a_stopped_program_does_not_start(self, client, screened, row):
        old = session_with(
            screened,
            (row, two_sided_line(row)),
            program=ProgramFactory(athlete=screened, stopped=True),
        )

        client.post(at("session_start", old))

        old.refresh_from_db()
        assert old.status == "planned"
        assert "session-start" not in client.get(old.get_absolute_url()).text

    @pytest.mark.parametrize("answer", [{"flags": ["dark_urine"]}, {"yes": ["chest_pain"]}])
    def test_answers_that_need_a_clinician_hold_it_back(self, client, session, athlete, answer):
        athlete.screenings.update(**answer)

        response = client.post(at("session_start", session), follow=True)

        session.refresh_from_db()
        assert session.status == "planned"
        assert "training waits" in response.text
        assert 'id="today-start"' not in response.text

    def test_the_open_workout_of_an_earlier_session_is_named(self, client, running, later):
        Session.objects.filter(pk=running.pk).update(status="done")

        response = client.post(at("session_start", later), follow=True)

        assert "workout of an earlier session is still open" in response.text

    def test_stranger_and_anonymous_and_get(
        self, stranger_client, anonymous_client, client, session
    ):
        url = at("session_start", session)
        assert stranger_client.post(url).status_code == 404
        assert anonymous_client.post(url).status_code == 302
        assert client.get(url).status_code == 405
        session.refresh_from_db()
        assert session.status == "planned"


class TestSessionPlayer:
    def test_begins_with_the_weaker_side_and_its_plan(self, client, running):
        html = client.get(at("session_player", running)).text

        assert shown_step(html) == ("0", "1", "left")
        assert value_of(html, "load") == "20"
        assert value_of(html, "reps") == "8"
        assert "LEFT · starts" in html

    def test_the_second_side_is_filled_with_what_the_first_did(self, client, running, done_set):
        client.post(at("session_set_create", running), done_set(load="22.5", reps="9"))

        html = client.get(at("session_player", running)).text

        assert shown_step(html) == ("0", "1", "right")
        assert (value_of(html, "load"), value_of(html, "reps")) == ("22.5", "9")
        assert "switch sides" in html

    def test_a_side_that_only_starts_sets_no_load(self, client, screened, row):
        stretch = two_sided_line(row)
        free = replace(
            stretch,
            left=replace(stretch.left, is_capped=False),
            right=replace(stretch.right, is_capped=False),
        )
        session = session_with(screened, (row, free))
        client.post(at("session_start", session))

        html = client.get(at("session_player", session)).text

        assert "LEFT · starts<" in html

    def test_a_check_is_not_copied_to_the_other_side(self, client, screened, row, done_set):
        check = two_sided_line(row, sets=1, is_check=True)
        session = session_with(screened, (row, check))
        client.post(at("session_start", session))
        client.post(at("session_set_create", session), done_set(load="26", reps="14"))

        html = client.get(at("session_player", session)).text

        assert shown_step(html) == ("0", "1", "right")
        assert (value_of(html, "load"), value_of(html, "reps")) == ("20", "8")
        assert LiftSet.objects.get().kind == "check"

    def test_the_aim_of_the_line_is_what_is_offered(self, client, running):
        running.prescriptions.filter(position=0).update(aim_reps=11)

        assert value_of(client.get(at("session_player", running)).text, "reps") == "11"

    def test_sends_to_the_session_when_it_does_not_run(self, client, session):
        response = client.get(at("session_player", session))

        assert (response.status_code, response["Location"]) == (303, session.get_absolute_url())

    def test_stranger_and_anonymous_and_post(
        self, stranger_client, anonymous_client, client, running
    ):
        url = at("session_player", running)
        assert stranger_client.get(url).status_code == 404
        assert anonymous_client.get(url).status_code == 302
        assert client.post(url).status_code == 405

    def test_costs_the_same_for_more_lines(self, client, screened, row):
        def queries_of(session):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(at("session_player", session)).status_code == 200
            return len(captured)

        session = session_with(screened, (row, two_sided_line(row)))
        client.post(at("session_start", session))
        few = queries_of(session)
        for position in range(1, 8):
            exercise = ExerciseFactory()
            PrescriptionFactory(
                session=session,
                exercise=exercise,
                position=position,
                line=two_sided_line(exercise, position=position),
            )

        assert queries_of(session) == few
        assert few <= 14

"""How a session ends: from its own page, or from the log."""

import pytest
from django.urls import reverse

from apps.core.identifiers import new_uuid7
from apps.lifts.models import Workout
from apps.programs.models import ProgramChange, SkippedSet
from tests.support.factories.lifts import LiftSetFactory
from tests.support.player import HTMX, at, log_all
from tests.support.session_operations import apply, hurts


class TestSessionFinish:
    def test_sets_the_next_load_with_its_reason(self, client, running, later):
        log_all(running, rir="3")

        page = client.post(at("session_finish", running), follow=True)

        line = later.prescriptions.get().line
        assert (line.left.load_kg, line.right.load_kg) == (22, 22)
        assert later.prescriptions.get().aim_reps == 8
        change = ProgramChange.objects.get(session=running)
        assert change.reasons[0]["code"] == "load_up"
        assert "Because of this session" in page.text
        assert "22 kg" in page.text

    def test_one_more_rep_before_the_load_grows(self, client, running, later):
        log_all(running, reps=9, rir="2")

        page = client.post(at("session_finish", running), follow=True)

        assert "One more rep before the load goes up: 10 in each set." in page.text
        assert "<del>" not in page.text  # the dose reads the same: only the aim has moved
        upcoming = later.prescriptions.get()
        assert (upcoming.aim_reps, upcoming.line.left.load_kg) == (10, 20)
        assert ProgramChange.objects.get().reasons[0]["code"] == "reps_up"

    def test_twice_is_once(self, client, running, later):
        log_all(running, rir="3")
        client.post(at("session_finish", running))
        ended = Workout.objects.get().ended_at

        client.post(at("session_finish", running))

        assert Workout.objects.get().ended_at == ended
        assert ProgramChange.objects.count() == 1

    def test_a_session_that_never_began_is_not_called_done(self, client, session):
        response = client.post(at("session_finish", session), headers=HTMX)

        assert "Session done" not in response.text
        session.refresh_from_db()
        assert session.status == "planned"

    def test_the_last_one_ends_the_program(self, client, running):
        client.post(at("session_finish", running))

        running.program.refresh_from_db()
        assert (running.program.status, running.program.ended_at is None) == ("finished", False)

    def test_pain_before_the_first_set_makes_the_next_time_lighter(self, client, running, later):
        apply(running.athlete, hurts(running, side="left", pain=8))

        client.post(at("session_finish", running))

        assert later.prescriptions.get().line.left.load_kg < 20

    def test_little_pain_with_consent_only_holds(self, client, running, later):
        LiftSetFactory(
            workout=running.workout,
            exercise=running.prescriptions.get(position=0).exercise,
            typed_load=20,
        )
        apply(running.athlete, hurts(running, side="right", pain=3, may_keep=True))

        client.post(at("session_finish", running))

        assert later.prescriptions.get().line.left.load_kg == 20

    def test_stranger_and_anonymous_and_get(
        self, stranger_client, anonymous_client, client, running
    ):
        url = at("session_finish", running)
        assert stranger_client.post(url).status_code == 404
        assert anonymous_client.post(url).status_code == 302
        assert client.get(url).status_code == 405
        running.refresh_from_db()
        assert running.status == "running"


@pytest.mark.usefixtures("db")
class TestWorkoutEndedInTheLog:
    """The log knows nothing of sessions: what happens there must not leave one stuck."""

    def in_log(self, client, name, session, capture):
        url = reverse(f"lifts:{name}", args=[session.workout_id])
        with capture(execute=True):
            assert client.post(url, {"op_id": str(new_uuid7())}).status_code < 400

    def test_finished_there_it_finishes_the_session_and_the_next_loads(
        self, client, running, later, django_capture_on_commit_callbacks
    ):
        log_all(running, rir="3")

        self.in_log(client, "workout_finish", running, django_capture_on_commit_callbacks)

        running.refresh_from_db()
        later.refresh_from_db()
        assert running.status == "done"
        assert later.prescriptions.get().line.left.load_kg == 22

    def test_finished_there_with_nothing_done_it_is_to_be_done_again(
        self, client, running, django_capture_on_commit_callbacks
    ):
        SkippedSet.objects.create(
            prescription=running.prescriptions.first(), set_index=0, side="left"
        )

        self.in_log(client, "workout_finish", running, django_capture_on_commit_callbacks)

        running.refresh_from_db()
        assert (running.status, running.workout_id) == ("planned", None)
        assert not SkippedSet.objects.exists()

    def test_deleted_there_it_is_to_be_done_again(
        self, client, running, django_capture_on_commit_callbacks
    ):
        LiftSetFactory(workout=running.workout)

        self.in_log(client, "workout_delete", running, django_capture_on_commit_callbacks)

        running.refresh_from_db()
        assert (running.status, running.workout_id) == ("planned", None)
        assert client.post(at("session_start", running))["Location"] == at(
            "session_player", running
        )

    def test_finished_in_the_player_is_not_finished_again(
        self, client, running, later, django_capture_on_commit_callbacks
    ):
        log_all(running, rir="3")

        with django_capture_on_commit_callbacks(execute=True):
            client.post(at("session_finish", running))

        assert ProgramChange.objects.count() == 1


class TestSessionEnd:
    """What the player fetches when a session that it finished has reached the server."""

    def test_says_what_changed(self, client, running, later):
        log_all(running, rir="3")
        client.post(at("session_finish", running))

        answer = client.get(at("session_end", running), headers=HTMX)

        assert "Because of this session" in answer.text
        assert "<html" not in answer.text
        assert "levelset:findings-changed" in answer["HX-Trigger"]

    def test_sends_to_the_session_whoever_is_early_or_has_no_script(self, client, running):
        early = client.get(at("session_end", running), headers=HTMX)
        assert early["HX-Redirect"] == running.get_absolute_url()
        assert client.get(at("session_end", running))["Location"] == running.get_absolute_url()

    def test_stranger_and_anonymous_and_post(
        self, stranger_client, anonymous_client, client, running
    ):
        url = at("session_end", running)
        assert stranger_client.get(url, headers=HTMX).status_code == 404
        assert anonymous_client.get(url).status_code == 302
        assert client.post(url).status_code == 405


def test_the_log_points_at_the_running_session(client, running):
    log = client.get(reverse("lifts:log_data")).json()

    assert log["workout"]["session"] == {
        "id": str(running.pk),
        "title": "Horizontal pull",
        "url": at("session_player", running),
    }

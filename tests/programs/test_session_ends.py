"""How an exercise or a session ends: by pain, by the player, or from the log."""

import pytest
from django.urls import reverse

from apps.core.identifiers import new_uuid7
from apps.lifts.models import Workout
from apps.profiles.domain.consent import Purpose
from apps.profiles.queries import has_consent
from apps.programs.models import ProgramChange, SkippedSet
from tests.support.player import (
    HTMX,
    at,
    shown_step,
)


class TestSessionPain:
    def hurts(self, session, position=0):
        return f"{at('session_pain', session)}?position={position}"

    def test_ends_the_exercise_for_today_and_keeps_nothing_without_a_tick(
        self, client, athlete, running
    ):
        page = client.get(self.hurts(running))
        assert "One-arm row ends here for today" in page.text

        client.post(self.hurts(running), {"side": "right", "pain": "6"})

        line = running.prescriptions.get(position=0)
        assert (line.stopped_for_pain, line.pain, line.pain_side) == (True, None, "")
        assert not has_consent(athlete, Purpose.PAIN)
        assert shown_step(client.get(at("session_player", running)).text) == ("1", "1", "")

    def test_keeps_side_and_number_with_a_tick_until_that_is_taken_back(
        self, client, athlete, running, django_capture_on_commit_callbacks
    ):
        sent = {"side": "right", "pain": "0", "may_keep": "on"}
        client.post(self.hurts(running), sent)
        line = running.prescriptions.get(position=0)
        assert (line.pain, line.pain_side) == (0, "right")
        assert has_consent(athlete, Purpose.PAIN)

        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("assessments:consent_withdraw"), {"purpose": "pain"})

        line.refresh_from_db()
        assert (line.stopped_for_pain, line.pain, line.pain_side) == (True, None, "")
        assert not has_consent(athlete, Purpose.PAIN)
        assert has_consent(athlete, Purpose.SCREENING)

    @pytest.mark.parametrize("sent", [{}, {"side": "left"}, {"side": "left", "pain": "11"}])
    def test_half_an_answer_is_asked_again(self, client, running, sent):
        response = client.post(self.hurts(running), sent)

        assert response.status_code == 422
        assert not running.prescriptions.get(position=0).stopped_for_pain

    def test_a_line_that_is_not_there(self, client, stranger_client, running):
        assert client.get(self.hurts(running, 9)).status_code == 404
        assert client.get(at("session_pain", running)).status_code == 404
        assert stranger_client.get(self.hurts(running)).status_code == 404


class TestSessionFinish:
    def walk(self, client, session, done_set, *, reps="12", **changes):
        for set_index in (1, 2):
            for side in ("left", "right"):
                client.post(
                    at("session_set_create", session),
                    done_set(set_index=set_index, side=side, reps=reps, **changes),
                )

    def test_sets_the_next_load_with_its_reason(self, client, running, later, done_set):
        self.walk(client, running, done_set, rir="3")

        page = client.post(at("session_finish", running), follow=True)

        line = later.prescriptions.get().line
        assert (line.left.load_kg, line.right.load_kg) == (22, 22)
        assert later.prescriptions.get().aim_reps == 8
        change = ProgramChange.objects.get(session=running)
        assert change.reasons[0]["code"] == "load_up"
        assert "Because of this session" in page.text
        assert "22 kg" in page.text

    def test_one_more_rep_before_the_load_grows(self, client, running, later, done_set):
        self.walk(client, running, done_set, reps="9", rir="2")

        page = client.post(at("session_finish", running), follow=True)

        assert "One more rep before the load goes up: 10 in each set." in page.text
        assert "<del>" not in page.text  # the dose reads the same: only the aim has moved
        upcoming = later.prescriptions.get()
        assert (upcoming.aim_reps, upcoming.line.left.load_kg) == (10, 20)
        assert ProgramChange.objects.get().reasons[0]["code"] == "reps_up"

    def test_twice_is_once(self, client, running, later, done_set):
        self.walk(client, running, done_set, rir="3")
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
        url = f"{at('session_pain', running)}?position=0"
        client.post(url, {"side": "left", "pain": "8"})

        client.post(at("session_finish", running))

        assert later.prescriptions.get().line.left.load_kg < 20

    def test_little_pain_with_consent_only_holds(self, client, running, later, done_set):
        client.post(at("session_set_create", running), done_set())
        url = f"{at('session_pain', running)}?position=0"
        client.post(url, {"side": "right", "pain": "3", "may_keep": "on"})

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
        self, client, running, later, done_set, django_capture_on_commit_callbacks
    ):
        TestSessionFinish().walk(client, running, done_set, rir="3")

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
        self, client, running, done_set, django_capture_on_commit_callbacks
    ):
        client.post(at("session_set_create", running), done_set())

        self.in_log(client, "workout_delete", running, django_capture_on_commit_callbacks)

        running.refresh_from_db()
        assert (running.status, running.workout_id) == ("planned", None)
        assert client.post(at("session_start", running))["Location"] == at(
            "session_player", running
        )

    def test_finished_in_the_player_is_not_finished_again(
        self, client, running, later, done_set, django_capture_on_commit_callbacks
    ):
        TestSessionFinish().walk(client, running, done_set, rir="3")

        with django_capture_on_commit_callbacks(execute=True):
            client.post(at("session_finish", running))

        assert ProgramChange.objects.count() == 1


class TestSessionEnd:
    """What the player fetches when a session that it finished has reached the server."""

    def test_says_what_changed(self, client, running, later, done_set):
        TestSessionFinish().walk(client, running, done_set, rir="3")
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

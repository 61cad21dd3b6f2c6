"""Beginning a session, and the page that it is walked through on."""

import re

import pytest
from django.urls import reverse

from apps.lifts.models import Workout
from apps.programs.models import Session
from tests.support.factories.lifts import WorkoutFactory
from tests.support.factories.programs import (
    ProgramFactory,
    session_with,
    two_sided_line,
)
from tests.support.health import tell
from tests.support.player import at


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
        tell(athlete, **answer)

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


class TestPlayer:
    """The page itself is nobody's: what it shows, the browser keeps."""

    def test_is_the_same_page_for_everybody_and_every_session(
        self, client, anonymous_client, session
    ):
        client.post(at("session_start", session))

        pages = [
            client.get(at("session_player", session)),
            anonymous_client.get(at("session_player", session)),
            client.get(reverse("programs:player")),
        ]

        assert [page.status_code for page in pages] == [200, 200, 200]
        assert len({page.content.split(b"<main")[1] for page in pages}) == 1
        assert not any(page.cookies for page in pages)
        assert all(page.headers["Cache-Control"] == "no-cache" for page in pages)
        assert all("Cookie" not in page.headers.get("Vary", "") for page in pages)

    def test_tells_nothing_of_the_athlete(self, client, athlete, running):
        html = client.get(at("session_player", running)).text

        for told in (athlete.name, athlete.user.email, str(athlete.pk), str(running.pk), "csrf"):
            assert told not in html

    def test_asks_the_database_nothing(self, client, running, django_assert_num_queries):
        with django_assert_num_queries(0):
            client.get(at("session_player", running))

    def test_without_script_there_is_a_plain_way(self, client, running):
        html = client.get(at("session_player", running)).text
        plain = re.search(r'<noscript>.*?href="([^"]+)".*?</noscript>', html, re.DOTALL)[1]

        assert client.get(plain)["Location"] == running.workout.get_absolute_url()

    def test_speaks_into_a_region_that_stays(self, client, running):
        html = client.get(at("session_player", running)).text

        assert html.index('id="player-voice"') < html.index("data-shown")

    def test_takes_no_post(self, client, running):
        assert client.post(at("session_player", running)).status_code == 405

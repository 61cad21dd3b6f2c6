"""It hurts, without a script."""

import pytest
from django.urls import reverse

from apps.core.identifiers import new_uuid7
from apps.profiles.domain.consent import Purpose
from apps.profiles.queries import has_consent
from tests.support.factories.lifts import WorkoutFactory
from tests.support.session_operations import apply, start

URL = "/program/it-hurts/"


@pytest.fixture
def running(athlete, session):
    """Return the session, begun by a device."""
    apply(athlete, start(session))
    session.refresh_from_db()
    return session


def answer(client, **changes):
    return client.post(URL, {"op_id": str(new_uuid7()), "position": "0", **changes})


class TestSessionHurts:
    def test_red_flags_come_first_then_the_exercises_that_go_on(self, client, running):
        page = client.get(URL).text

        assert page.index("chest pain") < page.index("Which exercise?")
        assert "One-arm row" in page
        assert "Back squat" in page

    def test_ends_the_exercise_and_keeps_no_number_without_the_tick(self, client, running):
        response = answer(client, side="left", pain="7")

        stopped = running.prescriptions.get(position=0)
        assert response.headers["Location"] == reverse("lifts:log_plain")
        assert (stopped.stopped_for_pain, stopped.pain, stopped.pain_side) == (True, None, "")
        assert not running.prescriptions.get(position=1).stopped_for_pain
        assert not has_consent(running.athlete, Purpose.PAIN)
        assert "One-arm row</label>" not in client.get(URL).text

    def test_keeps_side_and_number_of_whoever_ticks(self, client, running):
        answer(client, side="left", pain="7", may_keep="on")

        stopped = running.prescriptions.get(position=0)
        assert (stopped.pain, stopped.pain_side) == (7, "left")
        assert has_consent(running.athlete, Purpose.PAIN)

    def test_what_is_to_be_kept_has_to_be_told(self, client, running):
        response = answer(client, may_keep="on")

        assert response.status_code == 422
        assert response.text.count("Choose one, or take the tick away.") == 2
        assert not running.prescriptions.filter(stopped_for_pain=True).exists()

    def test_an_exercise_has_to_be_chosen_where_there_are_several(self, client, running):
        assert answer(client, position="").status_code == 422
        assert answer(client, position="9").status_code == 422

    def test_pressed_twice_it_is_one(self, client, running):
        op_id = str(new_uuid7())

        statuses = [answer(client, op_id=op_id).status_code for _ in range(2)]

        assert statuses == [303, 303]
        assert running.prescriptions.filter(stopped_for_pain=True).count() == 1

    def test_says_so_when_everything_has_ended(self, client, running):
        answer(client)
        answer(client, position="1")

        assert "Every exercise of this session has been ended." in client.get(URL).text

    def test_without_a_running_session_there_is_nothing_to_stop(self, client, session):
        assert "No session is running" in client.get(URL).text
        assert answer(client).status_code == 200
        assert not session.prescriptions.filter(stopped_for_pain=True).exists()

    def test_a_stranger_stops_nothing(self, stranger_client, running):
        answer(stranger_client)

        assert not running.prescriptions.filter(stopped_for_pain=True).exists()

    def test_the_plain_log_and_the_player_lead_there(self, client, running):
        assert f'href="{URL}"' in client.get("/log/plain/", follow=True).text
        assert f'href="{URL}"' in client.get("/program/play/").text


class TestPlainLog:
    def test_without_a_session_does_not_offer_it(self, client, athlete):
        WorkoutFactory(athlete=athlete, running=True)

        assert f'href="{URL}"' not in client.get("/log/plain/", follow=True).text

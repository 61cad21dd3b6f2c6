"""Days of a program: moved, left out, brought back, done once more, paused, on a trip."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.lifts.models import Workout
from apps.programs.models import Program, Session
from tests.support.days import day, iso
from tests.support.factories.programs import (
    ProgramFactory,
    SessionFactory,
    session_with,
    two_sided_line,
)
from tests.support.player import at, log_all

CALENDAR = reverse("programs:calendar")


@pytest.fixture
def missed(session):
    """Let the session's day be three days ago."""
    Session.objects.filter(pk=session.pk).update(date=day(-3))
    session.refresh_from_db()
    return session


@pytest.fixture
def done(client, running, later):
    """Do the session; another one is still to come."""
    log_all(running)
    client.post(at("session_finish", running))
    running.refresh_from_db()
    return running


class TestCalendar:
    def test_shows_each_session_on_its_day_with_its_standing(self, client, session, later):
        html = client.get(CALENDAR).text

        assert html.count("calendar-entry is-planned") == 2
        assert at("session_plan", session) in html
        assert re.search(r'is-today[^>]*aria-current="date"', html)
        assert ">Today</b>" in html

    def test_tells_the_standings_apart_in_words(self, client, session, later, row):
        third = session_with(
            session.athlete, (row, two_sided_line(row)), days=5, day_index=2, program=later.program
        )
        client.post(at("session_skip", third))
        client.post(at("session_start", session))
        client.post(at("session_move", later), {"date": iso(3)})

        pages = client.get(CALENDAR).text + client.get(f"{CALENDAR}?month={day(5):%Y-%m}").text

        for standing in ("running", "left out", "moved"):
            assert f"<span>{standing}" in pages

    def test_what_was_missed_is_offered_and_not_punished(self, client, missed):
        html = client.get(CALENDAR).text

        words = f"Not done on {day(-3):%A} {day(-3).day} {day(-3):%B}"
        assert f"{words}. Do it today, move it or leave it out." in html
        assert at("session_start", missed) in html
        assert "streak" not in html

    def test_the_last_program_that_was_done_still_offers_a_way_back(self, client, session):
        client.post(at("session_skip", session))

        assert Program.objects.get().status == "finished"
        assert at("session_plan", session) in client.get(CALENDAR).text

    def test_says_where_sessions_come_from_when_there_are_none(self, client, athlete):
        html = client.get(CALENDAR).text

        assert "No program yet" in html
        assert 'id="pause-create"' not in html

    @pytest.mark.parametrize(
        "month", ["9999-12", "0001-01", "2026-13", "NaN", "-1", "2026-11-23", "\x00", "٢٠٢٦-١١", ""]
    )
    def test_an_address_that_asks_for_nonsense_gets_this_month(self, client, session, month):
        page = client.get(CALENDAR, {"month": month})

        assert page.status_code == 200
        assert 'aria-current="date"' in page.text

    def test_a_month_beside_is_a_link_away(self, client, session):
        first = re.search(r'\?month=(\d{4}-\d{2})"', client.get(CALENDAR).text)[1]

        page = client.get(CALENDAR, {"month": first})

        assert f"{dt.date.fromisoformat(first + '-01'):%B %Y}" in page.text

    def test_nobody_else_and_no_post(self, anonymous_client, stranger_client, client, session):
        assert at("session_plan", session) not in stranger_client.get(CALENDAR).text
        assert anonymous_client.get(CALENDAR).status_code == 302
        assert client.post(CALENDAR).status_code == 405

    def test_costs_the_same_however_much_there_is(self, client, session, later):
        with CaptureQueriesContext(connection) as few:
            client.get(CALENDAR)
        for n in range(2, 12):
            SessionFactory(program=session.program, day_index=n, date=day(n))
        with CaptureQueriesContext(connection) as many:
            client.get(CALENDAR)

        assert len(many) == len(few) <= 8


class TestSessionMove:
    def test_moves_to_the_day_that_is_asked_for(self, client, session):
        response = client.post(at("session_move", session), {"date": iso(4)})

        session.refresh_from_db()
        assert response["Location"] == f"{CALENDAR}?month={day(4):%Y-%m}"
        assert (session.date, session.planned_for, session.revision) == (day(4), day(0), 1)

    def test_a_second_press_changes_nothing_more(self, client, session):
        for _press in range(2):
            client.post(at("session_move", session), {"date": iso(4)})

        session.refresh_from_db()
        assert session.revision == 1

    def test_back_on_its_day_it_is_moved_no_more(self, client, session):
        client.post(at("session_move", session), {"date": iso(4)})
        client.post(at("session_move", session), {"date": iso(0)})

        assert "calendar-entry is-planned" in client.get(CALENDAR).text

    @pytest.mark.parametrize(
        ("date", "words"),
        [
            ("", "Choose a day"),
            ("NaN", "Choose a day"),
            ("2026-02-30", "Choose a day"),
            ("<script>", "Choose a day"),
            ("9999-12-31", "too far ahead"),
            ("0001-01-01", "That day is over"),
        ],
    )
    def test_says_beside_the_field_what_is_wrong_with_a_day(self, client, session, date, words):
        response = client.post(at("session_move", session), {"date": date})

        session.refresh_from_db()
        assert response.status_code == 422
        assert re.search(rf'class="field-errors"[^>]*>.*{words}', response.text, re.DOTALL)
        assert 'aria-invalid="true"' in response.text
        assert session.date == day(0)

    def test_yesterday_is_over(self, client, session):
        assert client.post(at("session_move", session), {"date": iso(-1)}).status_code == 422

    def test_a_day_that_has_a_session_is_refused(self, client, session, later):
        response = client.post(at("session_move", session), {"date": iso(2)})

        assert response.status_code == 422
        assert "There is a session on" in response.text

    def test_warns_of_muscles_without_rest_and_lets_the_athlete_decide(
        self, client, session, later
    ):
        warned = client.post(at("session_move", session), {"date": iso(1)})
        session.refresh_from_db()
        assert warned.status_code == 422
        assert "works the same muscles" in warned.text
        assert session.date == day(0)

        sure = re.search(r'name="sure_for" value="([^"]*)"', warned.text)[1]
        client.post(at("session_move", session), {"date": iso(1), "sure_for": sure})

        session.refresh_from_db()
        assert session.date == day(1)

    def test_sure_of_one_day_is_not_sure_of_another(self, client, session, later):
        asked = {"date": iso(3), "sure_for": iso(1)}

        assert client.post(at("session_move", session), asked).status_code == 422

    def test_a_left_out_neighbour_is_no_neighbour(self, client, session, later):
        client.post(at("session_skip", later))

        assert client.post(at("session_move", session), {"date": iso(1)}).status_code == 303

    def test_a_moved_session_is_the_one_to_play(self, client, session, later):
        client.post(at("session_move", session), {"date": iso(6)})

        data = client.get(reverse("programs:session_data")).json()

        assert data["session"]["id"] == str(later.pk)

    def test_two_tabs_one_moves_and_the_other_leaves_out(self, client, session, later):
        client.post(at("session_skip", session))
        page = client.post(at("session_move", session), {"date": iso(4)}, follow=True)

        session.refresh_from_db()
        assert "has not begun" in page.text
        assert (session.status, session.date) == ("skipped", day(0))


class TestSessionBringBack:
    def test_undoes_leaving_out(self, client, session, later):
        page = client.post(at("session_skip", session), follow=True)
        assert 'id="session-bring-back"' in page.text

        client.post(at("session_bring_back", session))

        session.refresh_from_db()
        assert (session.status, session.revision) == ("planned", 2)

    def test_goes_on_with_a_program_that_ended_by_it(self, client, session):
        client.post(at("session_skip", session))
        client.post(at("session_bring_back", session))

        program = Program.objects.get()
        assert (program.status, program.ended_at) == ("active", None)

    def test_pressed_twice_is_once(self, client, session, later):
        client.post(at("session_skip", session))
        for _press in range(2):
            client.post(at("session_bring_back", session))

        session.refresh_from_db()
        assert session.revision == 2

    def test_not_when_another_program_has_begun(self, client, session, athlete):
        client.post(at("session_skip", session))
        ProgramFactory(athlete=athlete)

        page = client.post(at("session_bring_back", session), follow=True)

        session.refresh_from_db()
        assert "a program that is over" in page.text
        assert session.status == "skipped"

    def test_what_is_done_stays_done(self, client, done):
        client.post(at("session_bring_back", done))

        done.refresh_from_db()
        assert done.status == "done"


class TestSessionRepeat:
    def test_plans_a_copy_on_another_day_and_leaves_the_first_as_it_is(self, client, done):
        client.post(at("session_repeat", done), {"date": iso(5)})

        copy = Session.objects.get(repeat_of=done)
        assert (copy.status, copy.date, copy.day_index) == ("planned", day(5), done.day_index)
        assert [row.content for row in copy.prescriptions.all()] == [
            row.content for row in done.prescriptions.all()
        ]
        done.refresh_from_db()
        assert done.status == "done"

    def test_a_second_press_makes_no_second_copy(self, client, done):
        answers = [client.post(at("session_repeat", done), {"date": iso(5)}) for _press in range(2)]

        assert [answer.status_code for answer in answers] == [303, 303]
        assert Session.objects.filter(repeat_of=done).count() == 1

    def test_twice_on_two_days_is_twice(self, client, done):
        for days in (5, 8):
            client.post(at("session_repeat", done), {"date": iso(days)})

        assert Session.objects.filter(repeat_of=done).count() == 2

    def test_a_copy_can_be_done(self, client, done):
        client.post(at("session_repeat", done), {"date": iso(5)})
        copy = Session.objects.get(repeat_of=done)

        client.post(at("session_start", copy))

        copy.refresh_from_db()
        assert copy.status == "running"

    def test_what_was_left_out_can_be_done_again_though_the_program_ended_by_it(
        self, client, session
    ):
        client.post(at("session_skip", session))
        client.post(at("session_repeat", session), {"date": iso(2)})

        assert Program.objects.get().status == "active"

    def test_what_is_still_to_come_is_moved_and_not_repeated(self, client, session):
        page = client.post(at("session_repeat", session), {"date": iso(2)}, follow=True)

        assert "move it instead" in page.text
        assert Session.objects.count() == 1

    def test_warns_as_moving_does(self, client, done):
        assert client.post(at("session_repeat", done), {"date": iso(1)}).status_code == 422


class TestSessionPlan:
    def test_offers_what_can_be_done(self, client, session):
        html = client.get(at("session_plan", session)).text

        assert 'id="session-move"' in html
        assert 'id="session-leave-out"' in html
        assert 'id="session-repeat"' not in html
        assert f'min="{iso(0)}"' in html

    def test_a_stopped_program_offers_nothing(self, client, screened):
        old = SessionFactory(program=ProgramFactory(athlete=screened, stopped=True))

        html = client.get(at("session_plan", old)).text

        assert "<button" not in html.split("<main")[1].split("</main")[0]

    @pytest.mark.parametrize("name", ["session_bring_back", "session_repeat", "session_move"])
    def test_nobody_else_and_no_get(self, anonymous_client, stranger_client, client, session, name):
        url, asked = at(name, session), {"date": iso(3)}

        assert stranger_client.post(url, asked).status_code == 404
        assert anonymous_client.post(url, asked).status_code == 302
        assert client.get(url).status_code == 405
        assert stranger_client.get(at("session_plan", session)).status_code == 404


class TestAdherence:
    def test_counts_what_was_done_of_what_was_due(self, client, done, row):
        session_with(
            done.athlete, (row, two_sided_line(row)), days=-4, day_index=3, program=done.program
        )
        html = client.get(reverse("programs:program_detail")).text

        assert "1 of 2 sessions that were due are done." in html
        assert "Left side: 2 of 4 sets." in html
        assert "Right side: 2 of 4 sets." in html
        assert "streak" not in html

    def test_says_nothing_before_the_first_day(self, client, session):
        assert "adherence-heading" not in client.get(reverse("programs:program_detail")).text

    def test_a_deleted_workout_counts_no_sets(self, client, done):
        Workout.objects.update(deleted_at=timezone.now())

        html = client.get(reverse("programs:program_detail")).text

        assert "Left side: 0 of 2 sets." in html

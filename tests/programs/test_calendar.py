"""Days of a program: moved, left out, brought back, done once more, paused, on a trip."""

import datetime as dt
import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.exercises.models import Exercise
from apps.lifts.models import Workout
from apps.programs.models import Absence, Program, Session
from apps.programs.services import fitting
from tests.support.factories.programs import (
    ProgramFactory,
    SessionFactory,
    session_with,
    two_sided_line,
)
from tests.support.player import at, log_all

CALENDAR = reverse("programs:calendar")
PAUSE = reverse("programs:pause_create")
TRIP = reverse("programs:trip_create")


def day(days):
    return timezone.localdate() + dt.timedelta(days=days)


def iso(days):
    return day(days).isoformat()


def dates(program):
    return [one.date for one in program.sessions.order_by("date")]


def end_of(absence):
    return reverse("programs:absence_end", args=[absence.pk])


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
        for _press in range(2):
            client.post(at("session_repeat", done), {"date": iso(5)})

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


class TestPauseCreate:
    def pause(self, client, first, last):
        return client.post(PAUSE, {"starts_on": iso(first), "ends_on": iso(last)})

    def test_puts_off_by_whole_weeks_what_is_planned_from_then_on(self, client, session, later):
        self.pause(client, 1, 9)

        assert dates(session.program) == [day(0), day(16)]
        assert Absence.objects.get().shifted_days == 14

    def test_pressed_twice_is_one_pause(self, client, session, later):
        for _press in range(2):
            self.pause(client, 1, 4)

        assert dates(session.program) == [day(0), day(9)]
        assert Absence.objects.count() == 1

    def test_days_are_marked_in_words(self, client, session, later):
        self.pause(client, 0, 4)

        html = client.get(CALENDAR).text

        assert ">Paused</span>" in html
        assert "one week later, on the same weekdays" in html

    @pytest.mark.parametrize(
        ("first", "last", "words"),
        [
            ("2020-01-01", "2020-01-05", "That day is over"),
            (None, "9999-12-31", "too far ahead"),
            (None, "", "Choose a day"),
            ("NaN", "NaN", "Choose a day"),
        ],
    )
    def test_says_what_is_wrong_with_the_days(self, client, session, first, last, words):
        asked = {"starts_on": iso(0) if first is None else first, "ends_on": last}

        response = client.post(PAUSE, asked)

        assert response.status_code == 422
        assert words in response.text
        assert not Absence.objects.exists()

    def test_the_last_day_does_not_come_first_and_half_a_year_is_the_most(self, client, session):
        assert "before the first" in self.pause(client, 5, 3).text
        assert "half a year" in self.pause(client, 0, 200).text

    def test_two_pauses_do_not_lie_on_each_other(self, client, session, later):
        self.pause(client, 1, 4)

        response = self.pause(client, 3, 8)

        assert response.status_code == 422
        assert "lies on these days already" in response.text

    def test_no_session_is_moved_into_it(self, client, session, later):
        self.pause(client, 1, 4)

        response = client.post(at("session_move", session), {"date": iso(3)})

        assert response.status_code == 422
        assert "paused until" in response.text

    def test_needs_a_program_and_a_post(self, client, athlete, anonymous_client):
        assert self.pause(client, 0, 3).status_code == 422
        assert client.get(PAUSE).status_code == 405
        assert anonymous_client.post(PAUSE).status_code == 302


class TestAbsenceEnd:
    def test_a_pause_that_has_not_begun_is_taken_back(self, client, session, later):
        client.post(PAUSE, {"starts_on": iso(1), "ends_on": iso(9)})

        client.post(end_of(Absence.objects.get()))

        assert dates(session.program) == [day(0), day(2)]
        assert not Absence.objects.exists()

    def test_going_on_early_brings_back_whole_weeks(self, client, session, later):
        client.post(PAUSE, {"starts_on": iso(0), "ends_on": iso(19)})
        assert dates(session.program) == [day(21), day(23)]
        # Eight days later.
        Session.objects.filter(pk=session.pk).update(date=day(13))
        Session.objects.filter(pk=later.pk).update(date=day(15))
        Absence.objects.update(starts_on=day(-8), ends_on=day(11))

        client.post(end_of(Absence.objects.get()))

        assert dates(session.program) == [day(6), day(8)]
        pause = Absence.objects.get()
        assert (pause.ends_on, pause.shifted_days) == (day(-1), 14)

    def test_pressed_twice_is_once(self, client, session, later):
        client.post(PAUSE, {"starts_on": iso(0), "ends_on": iso(6)})
        pause = Absence.objects.get()
        Absence.objects.update(starts_on=day(-2), ends_on=day(4))
        Session.objects.filter(pk=session.pk).update(date=day(5))
        client.post(end_of(pause))
        before = dates(session.program)

        client.post(end_of(pause))

        assert dates(session.program) == before

    def test_never_brings_a_session_back_before_today(self, client, session, later):
        client.post(PAUSE, {"starts_on": iso(0), "ends_on": iso(6)})
        client.post(end_of(Absence.objects.get()))

        assert min(dates(session.program)) >= day(0)

    def test_nobody_else(self, client, stranger_client, anonymous_client, session):
        client.post(PAUSE, {"starts_on": iso(0), "ends_on": iso(6)})
        url = end_of(Absence.objects.get())

        assert stranger_client.post(url).status_code == 404
        assert anonymous_client.post(url).status_code == 302
        assert client.get(url).status_code == 405
        assert client.post(reverse("programs:absence_end", args=[uuid4()])).status_code == 404
        assert Absence.objects.count() == 1


@pytest.fixture
def real(screened, catalogue):
    """Return a session of the real catalogue: a cable row, and a stretch that needs nothing."""
    row, split = (Exercise.objects.get(slug=s) for s in ("one-arm-cable-row", "split-squat"))
    return session_with(
        screened, (row, two_sided_line(row)), (split, two_sided_line(split, position=1)), days=3
    )


def slugs(session):
    return [row.line.exercise_slug for row in session.prescriptions.order_by("position")]


class TestTripCreate:
    def trip(self, client, first, last, *equipment):
        asked = {"starts_on": iso(first), "ends_on": iso(last), "equipment": list(equipment)}
        return client.post(TRIP, asked)

    def test_sessions_of_its_days_use_what_is_at_hand(self, client, real):
        self.trip(client, 2, 5, "band")

        row = real.prescriptions.get(position=0)
        assert slugs(real) == ["band-row", "split-squat"]
        assert row.exercise.slug == "band-row"
        assert row.line.left.load_kg is None
        html = client.get(real.get_absolute_url()).text
        assert "It stands in for One-arm cable row" in html

    def test_other_days_keep_their_lines(self, client, real):
        self.trip(client, 4, 8, "band")

        assert slugs(real) == ["one-arm-cable-row", "split-squat"]

    def test_moved_behind_the_trip_the_lines_are_back_as_they_were(self, client, real):
        before = [row.content for row in real.prescriptions.all()]
        self.trip(client, 2, 5)
        client.post(at("session_move", real), {"date": iso(8)})

        assert [row.content for row in real.prescriptions.all()] == before
        assert slugs(real) == ["one-arm-cable-row", "split-squat"]

    def test_moved_into_it_a_session_uses_what_is_there(self, client, real):
        self.trip(client, 6, 9, "band")
        client.post(at("session_move", real), {"date": iso(7)})

        assert slugs(real)[0] == "band-row"

    def test_taken_back_the_lines_are_back(self, client, real):
        before = [row.content for row in real.prescriptions.all()]
        self.trip(client, 2, 5)

        client.post(end_of(Absence.objects.get()))

        assert [row.content for row in real.prescriptions.all()] == before

    def test_without_an_equivalent_the_line_is_left_out_that_day_and_says_so(self, client, real):
        Exercise.objects.filter(pattern="horizontal_pull").exclude(slug="one-arm-cable-row").update(
            is_retired=True, pattern="grip"
        )
        self.trip(client, 2, 5)

        assert real.prescriptions.get(position=0).is_left_out
        assert "left out on this trip" in client.get(real.get_absolute_url()).text
        lines = client.get(reverse("programs:session_data")).json()["session"]["lines"]
        assert [line["waits"] for line in lines] == [True, False]

    def test_a_check_of_what_is_not_there_waits(self, client, real):
        check = two_sided_line(Exercise.objects.get(slug="one-arm-cable-row"), is_check=True)
        real.prescriptions.filter(position=0).update(content=check.to_dict())

        self.trip(client, 2, 5, "band")

        row = real.prescriptions.get(position=0)
        assert (row.is_left_out, row.line) == (True, check)

    def test_what_was_found_on_the_way_is_kept_when_something_else_changes(self, client, real):
        self.trip(client, 2, 5, "band")
        row = real.prescriptions.get(position=0)
        row.aim_reps = 11
        row.save()

        fitting.fit_sessions(athlete=real.athlete, program=real.program)

        row.refresh_from_db()
        assert row.aim_reps == 11

    def test_a_missed_session_done_at_home_uses_what_is_at_home(self, client, real):
        self.trip(client, 2, 5)
        Absence.objects.update(starts_on=day(-5), ends_on=day(-1))
        Session.objects.update(date=day(-2))

        client.post(at("session_start", real))

        assert Session.objects.get().status == "running"
        assert slugs(real)[0] == "one-arm-cable-row"

    def test_pressed_twice_is_one_trip(self, client, real):
        for _press in range(2):
            self.trip(client, 2, 5, "band")

        assert Absence.objects.count() == 1
        assert slugs(real)[0] == "band-row"

    def test_a_copy_of_a_session_on_a_trip_is_one_of_home(self, client, real):
        self.trip(client, 2, 5, "band")
        client.post(at("session_skip", real))

        client.post(at("session_repeat", real), {"date": iso(9)})

        assert slugs(Session.objects.get(repeat_of=real))[0] == "one-arm-cable-row"

    @pytest.mark.parametrize("equipment", ["spaceship", "<b>", "\x00"])
    def test_refuses_what_nobody_has(self, client, real, equipment):
        assert self.trip(client, 2, 5, equipment).status_code == 422
        assert not Absence.objects.exists()

    def test_page_asks_for_days_and_things(self, client, real, anonymous_client):
        html = client.get(TRIP).text

        assert 'type="date"' in html
        assert 'value="dumbbells"' in html
        assert anonymous_client.get(TRIP).status_code == 302


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

"""Days on which a program is not followed as planned: pauses, and trips with other things."""

from uuid import uuid4

import pytest
from django.urls import reverse

from apps.exercises.models import Exercise
from apps.programs.models import Absence, Program, Session
from apps.programs.services import fitting
from tests.support.days import day, iso
from tests.support.factories.programs import session_with, two_sided_line
from tests.support.player import at

CALENDAR = reverse("programs:calendar")
PAUSE = reverse("programs:pause_create")
TRIP = reverse("programs:trip_create")


def dates(program):
    return [one.date for one in program.sessions.order_by("date")]


def end_of(absence):
    return reverse("programs:absence_end", args=[absence.pk])


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


class TestKeepAbsences:
    def test_a_new_program_keeps_the_pause_and_the_trip(self, client, screened, catalogue):
        client.post(reverse("programs:program_create"))
        client.post(PAUSE, {"starts_on": iso(3), "ends_on": iso(9)})
        client.post(TRIP, {"starts_on": iso(12), "ends_on": iso(15), "equipment": ["band"]})

        for _press in range(2):
            client.post(reverse("programs:program_create"))

        program = Program.objects.get(status="active")
        assert [one.kind for one in program.absences.all()] == ["pause", "trip"]
        assert not any(day(3) <= one <= day(9) for one in dates(program))

    def test_what_was_taken_back_stays_away(self, client, screened, catalogue):
        client.post(reverse("programs:program_create"))
        client.post(PAUSE, {"starts_on": iso(3), "ends_on": iso(9)})
        client.post(end_of(Absence.objects.get()))

        client.post(reverse("programs:program_create"))

        assert not Absence.objects.exists()


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

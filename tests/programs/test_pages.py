"""Today, the program and one session of it: who sees what, and what a press does."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.exercises.models import Exercise
from apps.imbalances.services import refresh
from apps.lifts.models import Workout
from apps.programs.models import Program, Session
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.imbalances import train_both_sides
from tests.support.factories.lifts import LiftSetFactory, WorkoutFactory
from tests.support.factories.programs import (
    PrescriptionFactory,
    ProgramChangeFactory,
    ProgramFactory,
    SessionFactory,
    session_with,
    two_sided_line,
)
from tests.support.health import tell

TODAY = reverse("programs:today")
PROGRAM = reverse("programs:program_detail")


def at(name, session):
    return reverse(f"programs:{name}", args=[session.pk])


def heading(html):
    return re.search(r'id="today-heading">([^<]*)<', html)[1]


def queries_of(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


class TestToday:
    def test_asks_the_health_questions_first(self, client):
        html = client.get(TODAY).text

        assert "A few questions first" in html
        assert reverse("assessments:screening_create") in html
        assert "today-create" not in html

    def test_offers_a_program_to_whom_nothing_stands_in_the_way(self, client, screened):
        assert 'id="today-create"' in client.get(TODAY).text

    def test_shows_the_session_and_the_limb_that_starts(self, client, session):
        html = client.get(TODAY).text

        assert heading(html) == "Left arm first today"
        assert "One-arm row · L 2×8–12, R 2×8–12 at 20 kg" in html.replace("\xa0", " ")
        assert 'id="today-start"' in html

    def test_a_session_later_makes_a_day_to_rest(self, client, session):
        Session.objects.update(date=timezone.localdate() + dt.timedelta(days=1))

        assert heading(client.get(TODAY).text) == "A day to rest"

    def test_a_running_session_is_never_a_day_to_rest(self, client, session):
        Session.objects.update(date=timezone.localdate() + dt.timedelta(days=1))
        client.post(at("session_start", session))

        html = client.get(TODAY).text

        assert heading(html) == "Left arm first today"
        assert 'id="today-go-on"' in html
        assert "A workout is still running" not in html

    def test_says_that_a_workout_runs_beside_it(self, client, session, athlete):
        WorkoutFactory(athlete=athlete, running=True)

        assert "A workout is still running" in client.get(TODAY).text

    @pytest.mark.parametrize("answer", [{"flags": ["giving_way"]}, {"yes": ["chest_pain"]}])
    def test_a_stop_stands_before_every_session(self, client, session, athlete, answer):
        tell(athlete, **answer)

        html = client.get(TODAY).text

        assert heading(html) == "Training waits"
        assert 'id="today-start"' not in html
        assert 'id="today-gate"' in html

    def test_a_stopped_person_can_still_end_what_runs(self, client, session, athlete):
        client.post(at("session_start", session))
        tell(athlete, flags=["dark_urine"])

        html = client.get(TODAY).text

        assert heading(html) == "Training waits"
        assert session.get_absolute_url() in html
        assert 'id="session-end"' in client.get(session.get_absolute_url()).text

    @pytest.mark.parametrize("partial", ["next-session", "closing-gap"])
    def test_gives_the_part_that_is_swapped(self, client, session, partial):
        headers = {"HX-Request": "true", "HX-Target": partial}

        html = client.get(TODAY, headers=headers).text

        assert re.match(rf'\s*<section[^>]* id="{partial}"', html)

    def test_nobody_else_and_no_post(self, anonymous_client, stranger_client, client, session):
        assert anonymous_client.get(TODAY).status_code == 302
        assert "One-arm row" not in stranger_client.get(TODAY).text
        assert client.post(TODAY).status_code == 405

    def test_costs_at_most_twenty_queries_however_much_there_is(
        self, client, session, athlete, row
    ):
        train_both_sides(athlete, row, workouts=3)
        few = queries_of(client, TODAY)
        for position in range(2, 10):
            exercise = ExerciseFactory()
            PrescriptionFactory(
                session=session,
                exercise=exercise,
                position=position,
                line=two_sided_line(exercise, position=position),
            )

        assert queries_of(client, TODAY) == few
        assert few <= 20


class TestProgramDetail:
    def test_asks_the_questions_or_offers_a_program(self, client, athlete):
        assert "A few questions first" in client.get(PROGRAM).text

    def test_offers_a_program(self, client, screened):
        assert 'id="program-create"' in client.get(PROGRAM).text

    def test_lists_weeks_sessions_and_what_changed(self, client, session, later, row):
        ProgramChangeFactory(session=session, exercise=row)

        html = client.get(PROGRAM).text

        assert "Week 1" in html
        assert "0 of 2 sessions done" in html
        assert "What changed, and why" in html
        assert "22 kg" in html.replace("\xa0", " ")
        assert html.count('class="program-session"') == 2

    def test_nobody_else_and_no_post(self, anonymous_client, stranger_client, client, session):
        assert anonymous_client.get(PROGRAM).status_code == 302
        assert "One-arm row" not in stranger_client.get(PROGRAM).text
        assert client.post(PROGRAM).status_code == 405

    def test_costs_the_same_for_more_sessions(self, client, session, later, row):
        ProgramChangeFactory(session=session, exercise=row)
        few = queries_of(client, PROGRAM)
        for day in range(3, 12):
            added = session_with(
                session.athlete,
                (row, two_sided_line(row)),
                days=day,
                day_index=day,
                program=session.program,
            )
            ProgramChangeFactory(session=added, exercise=ExerciseFactory())

        assert queries_of(client, PROGRAM) == few
        assert few <= 10


class TestProgramCreate:
    URL = reverse("programs:program_create")

    def test_without_the_questions_it_leads_to_them(self, client, catalogue):
        response = client.post(self.URL)

        assert response["Location"] == reverse("assessments:screening_detail")
        assert not Program.objects.exists()

    @pytest.mark.parametrize("answer", [{"flags": ["wasting"]}, {"yes": ["dizzy_or_fainted"]}])
    def test_any_yes_means_no_program_yet(self, client, screened, catalogue, answer):
        tell(screened, **answer)

        response = client.post(self.URL)

        assert response["Location"] == reverse("assessments:screening_detail")
        assert not Program.objects.exists()

    def test_makes_eight_weeks_on_the_chosen_days(self, client, screened, catalogue):
        page = client.post(self.URL, follow=True)

        program = Program.objects.get()
        assert "Your program is ready." in page.text
        assert (program.status, program.weeks, program.targets) == ("active", 8, [])
        days = {session.date.weekday() for session in program.sessions.all()}
        assert days <= set(screened.training_days)
        assert program.inputs["session_minutes"] == screened.session_minutes
        assert all(row.content["reasons"] for row in screened.prescriptions.all())
        assert client.get(TODAY).status_code == 200
        for session in program.sessions.all():
            assert client.get(session.get_absolute_url()).status_code == 200

    def test_works_on_the_side_that_the_log_says_is_weaker(self, client, screened, catalogue):
        row = Exercise.objects.get(slug="one-arm-dumbbell-row")
        began = timezone.now() - dt.timedelta(days=36)
        train_both_sides(screened, row, workouts=10, left_weaker_log_pct=20.0, started=began)
        refresh(athlete_id=screened.pk)

        page = client.post(self.URL, follow=True)

        program = Program.objects.get()
        assert [t["weaker_side"] for t in program.targets] == ["left"]
        assert "left side up" in page.text
        pulls = [
            line.line
            for line in screened.prescriptions.all()
            if line.line.pattern == "horizontal_pull" and line.line.block == "strength"
        ]
        assert pulls
        assert {line.first_side for line in pulls if line.first_side} == {"left"}

    def test_a_second_one_takes_the_place_of_the_first(self, client, screened, catalogue):
        client.post(self.URL)
        client.post(self.URL)

        assert sorted(Program.objects.values_list("status", flat=True)) == ["active", "stopped"]

    def test_says_what_to_change_when_none_is_possible(self, client, screened):
        ProgramFactory(athlete=screened)

        response = client.post(self.URL)  # no exercise is there at all

        assert response.status_code == 422
        assert "No exercise fits what you have at hand. Add equipment in Settings." in response.text
        assert reverse("profiles:athlete_update") in response.text
        assert Program.objects.get().status == "active"

    def test_anonymous_and_get(self, anonymous_client, client, screened):
        assert anonymous_client.post(self.URL).status_code == 302
        assert client.get(self.URL).status_code == 405


class TestProgramStop:
    URL = reverse("programs:program_stop")

    def test_ends_it_and_leaves_the_log(self, client, session):
        page = client.post(self.URL, follow=True)

        assert "The program is stopped." in page.text
        assert Program.objects.get().status == "stopped"
        assert 'id="program-create"' in page.text

    def test_without_one_nothing_happens(self, client, screened):
        assert client.post(self.URL).status_code == 303

    def test_what_was_done_of_a_running_session_counts(self, client, session, row):
        client.post(at("session_start", session))
        LiftSetFactory(workout=Workout.objects.get(), exercise=row)

        client.post(self.URL)

        session.refresh_from_db()
        assert session.status == "done"
        assert session.workout.ended_at is not None

    def test_a_running_session_without_sets_leaves_its_workout_to_the_log(self, client, session):
        client.post(at("session_start", session))

        client.post(self.URL)

        session.refresh_from_db()
        assert (session.status, session.workout_id) == ("planned", None)
        assert Workout.objects.get().ended_at is None

    @pytest.mark.parametrize("with_sets", [True, False])
    def test_the_next_program_can_start_at_once(self, client, session, row, with_sets):
        client.post(at("session_start", session))
        if with_sets:
            LiftSetFactory(workout=Workout.objects.get(), exercise=row)
        client.post(self.URL)
        fresh = session_with(session.athlete, (row, two_sided_line(row)))

        response = client.post(at("session_start", fresh))

        assert response["Location"] == at("session_player", fresh)
        fresh.refresh_from_db()
        assert fresh.status == "running"


class TestSessionDetail:
    def test_shows_each_line_with_its_reasons(self, client, session):
        html = client.get(session.get_absolute_url()).text

        assert "Your left side goes first, while you are fresh." in html
        assert "One lift with both sides together stays in every week." in html
        assert "Left first" in html

    def test_pounds_for_whoever_counts_in_pounds(self, client, session, athlete):
        athlete.weight_unit = "lb"
        athlete.save()

        html = client.get(session.get_absolute_url()).text

        assert "45 lb" in html.replace("\xa0", " ")
        # As a word: a token may hold the two letters.
        assert not re.search(r"\bkg\b", re.sub(r"<head>.*</head>", "", html, flags=re.DOTALL))

    def test_nobody_else_and_no_post(self, anonymous_client, stranger_client, client, session):
        url = session.get_absolute_url()
        assert stranger_client.get(url).status_code == 404
        assert anonymous_client.get(url).status_code == 302
        assert client.post(url).status_code == 405


class TestSessionMoveAndSkip:
    def test_moves_to_tomorrow(self, client, session):
        response = client.post(at("session_move", session))

        assert response["Location"] == TODAY
        session.refresh_from_db()
        assert session.date == timezone.localdate() + dt.timedelta(days=1)

    def test_leaves_it_out_and_ends_a_program_that_is_through(self, client, session):
        client.post(at("session_skip", session))

        session.refresh_from_db()
        assert session.status == "skipped"
        assert Program.objects.get().status == "finished"

    def test_leaves_it_out_and_goes_on_with_the_next(self, client, session, later):
        client.post(at("session_skip", session))

        assert Program.objects.get().status == "active"
        assert later.get_absolute_url() in client.get(TODAY).text

    @pytest.mark.parametrize("name", ["session_move", "session_skip"])
    def test_what_has_begun_stays(self, client, session, name):
        client.post(at("session_start", session))

        page = client.post(at(name, session), follow=True)

        assert "has not begun" in page.text
        session.refresh_from_db()
        assert (session.status, session.date) == ("running", timezone.localdate())

    @pytest.mark.parametrize("name", ["session_move", "session_skip"])
    def test_a_stopped_program_stays_as_it_was(self, client, screened, name):
        old = SessionFactory(program=ProgramFactory(athlete=screened, stopped=True))

        client.post(at(name, old))

        old.refresh_from_db()
        old.program.refresh_from_db()
        assert (old.status, old.program.status) == ("planned", "stopped")

    @pytest.mark.parametrize("name", ["session_move", "session_skip"])
    def test_nobody_else_and_no_get(self, anonymous_client, stranger_client, client, session, name):
        url = at(name, session)
        assert stranger_client.post(url).status_code == 404
        assert anonymous_client.post(url).status_code == 302
        assert client.get(url).status_code == 405
        session.refresh_from_db()
        assert (session.status, session.date) == ("planned", timezone.localdate())

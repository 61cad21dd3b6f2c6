"""Programs, sessions and estimates: the same words and stops as on the pages."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.api.domain.scopes import Scope
from apps.exercises.domain.vocabulary import MovementPattern
from apps.imbalances.domain.verdicts import Verdict
from apps.imbalances.presenters.verdicts import headline_view
from apps.imbalances.queries import current_findings_for
from apps.imbalances.services import refresh
from apps.programs.domain.program import Reason, ReasonCode
from apps.programs.models import Session
from tests.support.api import Program, problem, wrong_fields
from tests.support.factories.assessments import ScreeningFactory
from tests.support.factories.lifts import LiftSetFactory, WorkoutFactory
from tests.support.factories.programs import ProgramFactory, session_with, two_sided_line
from tests.support.health import tell


@pytest.fixture
def session(athlete, exercise):
    return session_with(athlete, (exercise, two_sided_line(exercise)), days=1)


class TestPrograms:
    def test_running_one_with_lines_and_reasons(self, program, session, exercise):
        told = program.get("programs/current").json()
        assert told["id"] == str(session.program_id)
        (day,) = told["sessions"]
        (line,) = day["lines"]
        assert (line["exercise_id"], line["first_side"]) == (str(exercise.pk), "left")
        assert (line["left"]["sets"], line["right"]["load_kg"], line["both"]) == (2, 20.0, None)
        (reason,) = line["reasons"]
        assert reason["code"] == "weaker_side_first"
        assert "left side goes first" in reason["words"]

    def test_none_runs(self, program, athlete):
        ProgramFactory(athlete=athlete, stopped=True)
        problem(program.get("programs/current"), 404, "not-found")
        assert len(program.get("programs").json()["items"]) == 1

    def test_reasons_of_pain_need_their_scope(self, athlete, program, open_token, exercise):
        reasons = (Reason(code=ReasonCode.LOAD_DOWN_PAIN), Reason(code=ReasonCode.LOAD_UP))
        session = session_with(
            athlete, (exercise, two_sided_line(exercise, reasons=reasons)), days=1
        )
        follower = Program(open_token(athlete, Scope.PROGRAMS_READ))
        for who, codes in ((program, ["load_down_pain", "load_up"]), (follower, ["load_up"])):
            (line,) = who.get(f"sessions/{session.pk}").json()["lines"]
            assert [one["code"] for one in line["reasons"]] == codes

    def test_grows_without_more_queries(
        self, program, athlete, session, exercise, django_assert_num_queries
    ):
        program.get("programs")
        with django_assert_num_queries(QUERIES_OF_A_PROGRAM):
            program.get("programs/current")
        for days in (2, 3, 4):
            lines = [(exercise, two_sided_line(exercise, position=place)) for place in (0, 1)]
            session_with(athlete, *lines, days=days, day_index=days, program=session.program)
        with django_assert_num_queries(QUERIES_OF_A_PROGRAM):
            assert len(program.get("programs/current").json()["sessions"]) == 4


QUERIES_OF_A_PROGRAM = 7


class TestSessions:
    def test_health_questions_come_first(self, program, athlete, session):
        athlete.screenings.all().delete()
        obstacle = program.get(f"sessions/{session.pk}").json()["obstacle"]
        assert obstacle["code"] == "asks_first"
        assert obstacle["words"]

    def test_red_flag_stops_it(self, program, athlete, session):
        ScreeningFactory(athlete=athlete)
        assert program.get(f"sessions/{session.pk}").json()["obstacle"] is None
        tell(athlete, flags=["chest_or_fainting"])
        assert program.get(f"sessions/{session.pk}").json()["obstacle"]["code"] == "waits"

    def test_days(self, program, athlete, exercise):
        made = ProgramFactory(athlete=athlete)
        days = [
            session_with(
                athlete,
                (exercise, two_sided_line(exercise)),
                days=day,
                day_index=day,
                program=made,
            )
            for day in (3, 1, 2)
        ]
        told = program.get(f"sessions?program_id={made.pk}").json()["items"]
        assert [one["date"] for one in told] == sorted(one.date.isoformat() for one in days)
        only = timezone.localdate() + dt.timedelta(days=2)
        (found,) = program.get(f"sessions?since={only}&until={only}").json()["items"]
        assert found["id"] == str(days[2].pk)

    def test_left_out_and_brought_back_once_each(self, program, session):
        for verb, status in (("skip", "skipped"), ("bring-back", "planned")):
            for _ in range(2):
                told = program.post(f"sessions/{session.pk}/{verb}", {})
                assert told.status_code == 200, told.content
                assert told.json()["status"] == status
            assert Session.objects.get().status == status

    def test_done_one_is_not_left_out(self, program, session):
        Session.objects.update(status="done")
        told = problem(program.post(f"sessions/{session.pk}/skip", {}), 409, "refused")
        assert "done already" in told["detail"]

    def test_moved(self, program, session):
        day = timezone.localdate() + dt.timedelta(days=4)
        told = program.post(f"sessions/{session.pk}/move", {"date": f"{day}"}).json()
        assert told["date"] == f"{day}"
        assert told["planned_for"] == f"{session.date}"

    def test_not_into_the_past(self, program, session):
        day = timezone.localdate() - dt.timedelta(days=1)
        moved = program.post(f"sessions/{session.pk}/move", {"date": f"{day}"})
        assert wrong_fields(moved) == {"date"}

    def test_not_onto_another(self, program, athlete, session, exercise):
        lines = (exercise, two_sided_line(exercise))
        other = session_with(athlete, lines, days=5, day_index=9, program=session.program)
        moved = program.post(f"sessions/{session.pk}/move", {"date": f"{other.date}"})
        problem(moved, 409, "refused")

    def test_athlete_decides_about_rest(self, program, athlete, session, exercise):
        lines = (exercise, two_sided_line(exercise))
        session_with(athlete, lines, days=5, day_index=9, program=session.program)
        day = f"{timezone.localdate() + dt.timedelta(days=4)}"
        refused = program.post(f"sessions/{session.pk}/move", {"date": day})
        problem(refused, 409, "no-rest-between")
        sure = program.post(f"sessions/{session.pk}/move", {"date": day, "is_sure": True})
        assert sure.json()["date"] == day


class TestEstimates:
    @pytest.fixture
    def logged(self, athlete, exercise):
        for week in range(8):
            workout = WorkoutFactory(
                athlete=athlete, started_at=timezone.now() - dt.timedelta(days=30 - 2 * week)
            )
            for side, reps in (("left", 6), ("right", 12)):
                LiftSetFactory(
                    workout=workout,
                    exercise=exercise,
                    side=side,
                    reps=reps,
                    rir=1,
                    pair_order=1 if side == "left" else 2,
                )
        refresh(athlete_id=athlete.pk)
        return exercise

    def test_says_what_the_page_says(self, program, athlete, logged):
        told = program.get("estimates").json()["items"]
        (finding,) = current_findings_for(athlete, as_of=timezone.now())
        (only,) = told
        assert only["verdict"] == finding.verdict.value
        assert only["weaker_side"] == finding.weaker_side == "left"
        assert only["words"] == headline_view(finding).title
        assert only["figures"]["p_over_10"] == finding.p_over_10
        assert only["policy_version"] == finding.policy_version
        assert program.get(f"estimates/{only['pattern']}").json()["words"] == only["words"]

    def test_no_figure_without_enough_data(self, program, athlete, exercise):
        LiftSetFactory(workout__athlete=athlete, exercise=exercise)
        refresh(athlete_id=athlete.pk)
        (only,) = program.get("estimates").json()["items"]
        assert not Verdict(only["verdict"]).has_estimate
        assert only["figures"] is None
        assert only["next_steps"]

    def test_stranger_has_none(self, stranger_program, logged):
        assert stranger_program.get("estimates").json() == {"items": []}
        problem(stranger_program.get(f"estimates/{logged.pattern}"), 404, "not-found")

    def test_patterns_that_are_none(self, program):
        problem(program.get(f"estimates/{MovementPattern.BALANCE}"), 404, "not-found")
        assert wrong_fields(program.get("estimates/walking")) == {"pattern"}


class TestDocumentation:
    def test_page_names_every_operation(self, client):
        described = client.get("/api/v1/openapi.json").json()
        page = client.get(reverse("api:api_docs"))
        assert page.status_code == 200
        for path, methods in described["paths"].items():
            for method, told in methods.items():
                assert f'id="{told["operationId"]}"' in page.text
                assert f"<b>{method.upper()}</b> {path}</code>" in page.text

    def test_anybody_may_read_it(self, db, anonymous_client):
        assert anonymous_client.get(reverse("api:api_docs")).status_code == 200
        assert anonymous_client.get("/api/v1/openapi.json").status_code == 200

    def test_every_kind_of_value_has_words(self, client):
        page = client.get(reverse("api:api_docs")).context["page"]
        fields = [
            field
            for group in page.groups
            for one in group.operations
            for field in (*one.parameters, *one.body, *(f for a in one.answers for f in a.fields))
        ]
        assert [field.name for field in fields if not field.kind] == []
        assert "{" not in "".join(
            one.example.split(" \\")[0] for group in page.groups for one in group.operations
        )

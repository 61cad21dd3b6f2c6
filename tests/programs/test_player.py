"""The player: one set of one side at a time, by a browser with script and one without."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.assessments.domain.consent import Purpose
from apps.assessments.queries import has_consent
from apps.core.identifiers import new_uuid7
from apps.lifts.models import LiftSet, Workout
from apps.programs.models import ProgramChange, Session, SkippedSet
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import WorkoutFactory
from tests.support.factories.programs import (
    PrescriptionFactory,
    ProgramFactory,
    session_with,
    two_sided_line,
)

HTMX = {"HX-Request": "true", "HX-Target": "session-player"}


def at(name, session):
    return reverse(f"programs:{name}", args=[session.pk])


@pytest.fixture
def running(client, session):
    client.post(at("session_start", session))
    session.refresh_from_db()
    return session


def value_of(html, name):
    field = re.search(rf'<input[^>]*name="{name}"[^>]*>', html)
    assert field, name
    value = re.search(r'value="([^"]*)"', field[0])
    return value[1] if value else ""


def shown_step(html):
    return tuple(value_of(html, name) for name in ("position", "set_index", "side"))


def as_shown(html, **changes):
    """What the form of the current step sends when it is left as it is."""
    start = html.index('id="player-form"')
    form = html[start : html.index("</form>", start)]
    names = ("position", "set_index", "side", "op_id", "set_id", "load", "reps")
    return {name: value_of(form, name) for name in names} | changes


def player_of(html):
    start = html.index('<div class="player" id="session-player">')
    end = html.find("</main>", start)
    return html[start : end if end >= 0 else len(html)]


def without_what_is_fresh(html):
    html = re.sub(r'(name="(?:csrfmiddlewaretoken|op_id|set_id)" value=")[^"]*', r"\1", html)
    return re.sub(r"\s+", " ", html).strip()


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


class TestSessionSetCreate:
    def test_logs_what_was_done_of_one_side(self, client, running, done_set):
        response = client.post(at("session_set_create", running), done_set(rir="0"))

        assert (response.status_code, response["Location"]) == (303, at("session_player", running))
        row = LiftSet.objects.get()
        assert (row.workout_id, row.side, row.set_index, row.pair_order) == (
            running.workout_id,
            "left",
            1,
            1,
        )
        assert (row.load_kg, row.reps, row.rir, row.kind) == (20, 10, 0, "work")
        assert not row.capped_by_plan

    def test_an_effort_not_given_stays_unknown(self, client, running, done_set):
        client.post(at("session_set_create", running), done_set())

        assert LiftSet.objects.get().rir is None

    def test_the_side_that_matches_is_marked_as_capped(self, client, running, done_set):
        client.post(at("session_set_create", running), done_set())
        client.post(at("session_set_create", running), done_set(side="right"))

        right = LiftSet.objects.get(side="right")
        assert (right.capped_by_plan, right.pair_order) == (True, 2)

    def test_the_whole_way_without_script(self, client, running):
        seen = []
        for _step in range(9):
            html = client.get(at("session_player", running)).text
            if 'id="player-form"' not in html:
                break
            seen.append(shown_step(html))
            assert client.post(at("session_set_create", running), as_shown(html)).status_code == 303

        assert seen == [
            ("0", "1", "left"),
            ("0", "1", "right"),
            ("0", "2", "left"),
            ("0", "2", "right"),
            ("1", "1", ""),
        ]
        assert "That was the last set" in html
        assert LiftSet.objects.get(exercise__slug="back-squat").side == "both"
        finished = client.post(at("session_finish", running))
        assert finished["Location"] == running.get_absolute_url()

    def test_the_whole_way_with_htmx(self, client, running):
        html = client.get(at("session_player", running)).text
        for _step in range(5):
            answer = client.post(at("session_set_create", running), as_shown(html), headers=HTMX)
            assert answer.status_code == 200
            assert "levelset:lift-set-logged" in json.loads(answer["HX-Trigger"])
            assert "<html" not in answer.text
            html = answer.text

        finished = client.post(at("session_finish", running), headers=HTMX)

        assert "Session done" in finished.text
        assert "levelset:findings-changed" in json.loads(finished["HX-Trigger"])
        running.refresh_from_db()
        assert running.status == "done"
        assert running.workout.ended_at is not None

    def test_after_the_swap_the_player_is_that_of_a_fresh_page(self, client, running, done_set):
        swapped = client.post(at("session_set_create", running), done_set(), headers=HTMX)

        page = client.get(at("session_player", running))

        assert without_what_is_fresh(player_of(swapped.text)) == without_what_is_fresh(
            player_of(page.text)
        )

    def test_sent_twice_is_stored_once(self, client, running, done_set):
        sent = done_set()
        client.post(at("session_set_create", running), sent, headers=HTMX)

        again = client.post(at("session_set_create", running), sent, headers=HTMX)

        assert again.status_code == 200
        assert LiftSet.objects.count() == 1

    def test_an_old_page_does_not_log_the_step_a_second_time(self, client, running, done_set):
        client.post(at("session_set_create", running), done_set(reps="10"), headers=HTMX)

        again = client.post(at("session_set_create", running), done_set(reps="7"), headers=HTMX)

        assert again.status_code == 409
        assert shown_step(again.text) == ("0", "1", "right")
        assert LiftSet.objects.get().reps == 10

    def test_ids_used_for_something_else_show_what_is_stored(self, client, running, done_set):
        sent = done_set()
        client.post(at("session_set_create", running), sent)

        again = client.post(at("session_set_create", running), sent | {"reps": "5"}, headers=HTMX)

        assert again.status_code == 409
        assert LiftSet.objects.get().reps == 10

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("reps", ""),
            ("reps", "-1"),
            ("reps", "ten"),
            ("reps", "1000000000"),
            ("reps", "8.5"),
            ("load", ""),
            ("load", "-5"),
            ("load", "1e9"),
            ("load", "heavy"),
            ("load", "NaN"),
            ("rir", "9"),
        ],
    )
    def test_bad_input_is_answered_beside_its_field_and_keeps_the_rest(
        self, client, running, done_set, field, value
    ):
        sent = done_set(load="31.25", reps="9", rir="3") | {field: value}

        response = client.post(at("session_set_create", running), sent, headers=HTMX)

        assert response.status_code == 422
        element = {"load": "player-load", "reps": "player-count", "rir": "player-rir"}[field]
        assert f'id="{element}-error"' in response.text
        for name in ("load", "reps"):
            assert value_of(response.text, name) == sent[name]
        if field != "rir":
            assert re.search(r'id="player-rir_3"[^>]*checked', response.text)
        assert value_of(response.text, "op_id") == sent["op_id"]
        assert not LiftSet.objects.exists()

    def test_a_refused_old_page_does_not_mix_two_steps(self, client, running, done_set):
        client.post(at("session_set_create", running), done_set())

        answer = client.post(at("session_set_create", running), done_set(reps="junk"), headers=HTMX)

        assert answer.status_code == 422
        assert shown_step(answer.text) == ("0", "1", "right")
        assert value_of(answer.text, "reps") == "10"

    def test_pounds_stay_what_was_typed(self, client, athlete, running, done_set):
        athlete.weight_unit = "lb"
        athlete.save()
        first = client.get(at("session_player", running)).text
        assert value_of(first, "load") == "45"  # 20 kg, as pounds can be loaded

        client.post(at("session_set_create", running), done_set(load="42.5"))

        html = client.get(at("session_player", running)).text
        assert value_of(html, "load") == "42.5"
        assert "10 × 42.5 lb" in html
        row = LiftSet.objects.get()
        assert (row.typed_load, row.typed_unit, row.load_kg) == (42.5, "lb", row.load_kg)
        assert float(row.load_kg) == pytest.approx(19.27768)

    def test_reads_a_comma(self, client, running, done_set):
        client.post(at("session_set_create", running), done_set(load="22,5"))

        assert LiftSet.objects.get().load_kg == 22.5

    @pytest.mark.parametrize(
        "changes", [{"position": 7}, {"set_index": 9}, {"side": ""}, {"position": 1}]
    )
    def test_a_step_the_session_has_not_is_not_found(self, client, running, done_set, changes):
        response = client.post(at("session_set_create", running), done_set(**changes))

        assert response.status_code == 404
        assert not LiftSet.objects.exists()

    def test_stranger_and_anonymous_and_get(
        self, stranger_client, anonymous_client, client, running, done_set
    ):
        url = at("session_set_create", running)
        assert stranger_client.post(url, done_set()).status_code == 404
        assert anonymous_client.post(url, done_set()).status_code == 302
        assert client.get(url).status_code == 405
        assert not LiftSet.objects.exists()

    def test_a_session_that_does_not_run_takes_no_sets(self, client, session, done_set):
        assert client.post(at("session_set_create", session), done_set()).status_code == 404


class TestSessionSetSkip:
    def skip(self, client, session, **headers):
        step = {"position": "0", "set_index": "1", "side": "left"}
        return client.post(at("session_set_skip", session), step, **headers)

    def test_leaves_out_one_side_and_not_the_exercise(self, client, running):
        answer = self.skip(client, running, headers=HTMX)

        assert shown_step(answer.text) == ("0", "1", "right")
        assert "left out" in answer.text

    def test_without_script_and_twice(self, client, running):
        self.skip(client, running)

        assert self.skip(client, running)["Location"] == at("session_player", running)
        assert SkippedSet.objects.count() == 1

    def test_nonsense_and_strangers(self, client, stranger_client, running):
        assert self.skip(stranger_client, running).status_code == 404
        assert client.post(at("session_set_skip", running), {}).status_code == 422
        unknown = {"position": "9", "set_index": "1", "side": ""}
        assert client.post(at("session_set_skip", running), unknown).status_code == 404
        assert not SkippedSet.objects.exists()


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

        client.post(at("session_finish", running))

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

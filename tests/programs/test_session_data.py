"""What the player keeps of a session: every step in words, in the athlete's unit."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from msgspec.structs import replace

from apps.programs.domain.program import Reason, ReasonCode
from apps.programs.models import Session
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import WorkoutFactory
from tests.support.factories.programs import (
    PrescriptionFactory,
    SkippedSetFactory,
    session_with,
    two_sided_line,
)
from tests.support.health import tell
from tests.support.player import at

URL = reverse("programs:session_data")


def kept(client):
    return client.get(URL).json()["session"]


def steps_of(data, name):
    return [step[name] for step in data["steps"]]


class TestSessionData:
    def test_is_the_next_session_with_every_step_in_order(self, client, session, athlete):
        answer = client.get(URL)

        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.json()["athlete"] == str(athlete.pk)
        data = answer.json()["session"]
        assert (data["id"], data["status"], data["workout_id"]) == (
            str(session.pk),
            "planned",
            None,
        )
        assert steps_of(data, "key") == ["0.0.left", "0.0.right", "0.1.left", "0.1.right", "1.0."]
        assert steps_of(data, "set_number") == [1, 1, 2, 2, 1]
        assert steps_of(data, "pair_order") == [1, 2, 1, 2, None]
        assert steps_of(data, "capped") == [False, True, False, True, False]
        assert steps_of(data, "rest_after_s") == [30, 90, 30, 90, 0]

    def test_says_the_words_of_each_step(self, client, session):
        left, right, *_others, squat = kept(client)["steps"]

        assert left["tag"] == "LEFT · starts, and sets the load"
        assert right["tag"] == "RIGHT · switch sides, match the first"
        assert squat["tag"] == "BOTH SIDES TOGETHER"
        assert (left["place"], squat["place"]) == ("1 of 2", "2 of 2")
        assert left["set_label"] == "Set 1 of 2"
        assert left["spoken"] == "One-arm row, left side, set 1 of 2"
        assert squat["spoken"] == "Back squat, both sides, set 1 of 1"
        assert (left["plan_words"], right["plan_words"]) == ("8 × 20 kg", "matches left")
        assert (left["done_words"], squat["done_words"]) == ("Done: left,", "Done:")
        assert left["skip_words"] == "Leave out this set on the left"
        assert (right["rest_words"], squat["rest_words"]) == (
            "rest, then right",
            "rest, then both sides",
        )
        assert kept(client)["lines"][0]["ends"] == "One-arm row ends here for today"
        assert kept(client)["lines"][0]["load_label"] == "Weight (the one you hold)"

    def test_only_a_side_that_leads_is_matched(self, client, screened, row):
        session_with(screened, (row, two_sided_line(row, is_capped_second=False)))

        left, right, *_others = kept(client)["steps"]

        assert (left["tag"], right["tag"]) == ("LEFT · starts", "RIGHT · switch sides")

    def test_sets_of_a_held_side_say_nothing_by_their_repetitions_alone(
        self, client, screened, row
    ):
        held = Reason(code=ReasonCode.STRONGER_SIDE_HELD)
        apart = replace(two_sided_line(row, is_capped_second=False), reasons=(held,))
        session_with(screened, (row, apart))

        assert set(steps_of(kept(client), "capped")) == {True}

    def test_a_check_is_one_and_says_so(self, client, screened, row):
        session_with(screened, (row, two_sided_line(row, sets=1, is_check=True)))

        left, right = kept(client)["steps"]

        assert (left["kind"], left["is_check"], right["capped"]) == ("check", True, False)
        assert "what this side can do alone" in right["tag"]

    def test_an_exercise_that_comes_twice_counts_its_sets_on(self, client, screened, row):
        check = two_sided_line(row, sets=1, is_check=True)
        session_with(screened, (row, check), (row, two_sided_line(row, position=1)))

        assert steps_of(kept(client), "set_number") == [1, 1, 2, 2, 3, 3]

    def test_the_aim_of_the_line_is_what_is_offered(self, client, session):
        session.prescriptions.filter(position=0).update(aim_reps=11)

        assert steps_of(kept(client), "count") == [11, 11, 11, 11, 5]

    def test_what_is_held_counts_seconds_and_asks_no_reserve(self, client, screened):
        plank = ExerciseFactory(
            metric="seconds", kind="isometric", load_step_kg=None, measurement="none"
        )
        line = two_sided_line(plank, reps_low=None, reps_high=None, seconds=30, load_kg=None)
        session_with(screened, (plank, line))

        data = kept(client)

        held = data["lines"][0]
        assert (held["counts"], held["asks_load"], held["asks_rir"]) == ("seconds", False, False)
        assert data["steps"][0]["count"] == 30
        assert data["steps"][0]["plan_words"] == "30 s"

    def test_pounds_are_loads_that_can_be_put_together(self, client, athlete, session):
        athlete.weight_unit = "lb"
        athlete.save()

        data = kept(client)

        assert (data["unit"], data["steps"][0]["load"]) == ("lb", "45")
        assert data["lines"][0]["load_steps"] == {"step": "5"}

    def test_a_running_one_comes_before_an_earlier_one(self, client, session, later):
        client.post(at("session_start", later))

        data = kept(client)

        later.refresh_from_db()
        assert (data["id"], data["status"]) == (str(later.pk), "running")
        assert data["workout_id"] == str(later.workout_id)
        assert data["started_at"] == later.workout.started_at.isoformat()

    def test_what_was_left_out_and_stopped_is_there(self, client, running):
        SkippedSetFactory(prescription=running.prescriptions.get(position=0))
        running.prescriptions.filter(position=1).update(stopped_for_pain=True)

        data = kept(client)

        assert data["skipped"] == ["0.0.left"]
        assert [line["stopped"] for line in data["lines"]] == [False, True]

    @pytest.mark.parametrize("answer", [{"flags": ["dark_urine"]}, {"yes": ["chest_pain"]}])
    def test_answers_that_need_a_clinician_hold_it_back(self, client, session, athlete, answer):
        tell(athlete, **answer)

        data = kept(client)

        assert not data["can_start"]
        assert "training waits" in data["obstacle"]

    def test_the_open_workout_of_an_earlier_session_holds_it_back(self, client, running, later):
        Session.objects.filter(pk=running.pk).update(status="done")

        assert "workout of an earlier session is still open" in kept(client)["obstacle"]

    def test_nothing_in_the_way_is_said_too(self, client, session, athlete):
        WorkoutFactory(athlete=athlete, running=True)

        data = kept(client)

        assert (data["can_start"], data["obstacle"]) == (True, "")

    def test_who_has_no_session_gets_none(self, client):
        assert kept(client) is None

    def test_never_anybody_elses(self, stranger_client, anonymous_client, session):
        assert kept(stranger_client) is None
        assert anonymous_client.get(URL).status_code == 401
        assert anonymous_client.post(URL).status_code == 405

    def test_costs_the_same_for_more_lines(self, client, screened, row):
        def queries():
            with CaptureQueriesContext(connection) as captured:
                assert client.get(URL).status_code == 200
            return len(captured)

        session = session_with(screened, (row, two_sided_line(row)))
        few = queries()
        for position in range(1, 8):
            exercise = ExerciseFactory()
            line = replace(two_sided_line(exercise), position=position)
            PrescriptionFactory(session=session, exercise=exercise, position=position, line=line)

        assert queries() == few
        # Two of them for what may stand in: the exercises, and what is ruled out.
        assert few == 11

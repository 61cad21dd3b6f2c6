"""Workouts and sets: written once, merged, never anybody else's."""

import pytest

from apps.core.identifiers import new_uuid7
from apps.lifts.models import LiftSet, Workout
from apps.lifts.services import edit_set
from tests.support.api import Program, problem, wrong_fields
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import LiftSetFactory, WorkoutFactory


def set_body(workout, exercise, **fields):
    return {
        "workout_id": str(workout.pk),
        "exercise_id": str(exercise.pk),
        "side": "left",
        "reps": 10,
        "load": {"value": 24.5, "unit": "lb"},
        **fields,
    }


class TestWorkouts:
    def test_made_once_by_its_own_id(self, program, athlete):
        body = {"id": str(new_uuid7()), "started_at": "2026-03-02T23:30:00+01:00"}
        first, again = program.post("workouts", body), program.post("workouts", body)
        assert (first.status_code, again.status_code) == (201, 200)
        assert first.json()["change"]["status"] == "applied"
        assert again.json()["id"] == body["id"]
        assert again.json()["change"]["status"] == "replayed"
        assert Workout.objects.of(athlete).count() == 1

    def test_day_is_the_zones(self, program, athlete):
        body = {"started_at": "2026-03-02T23:30:00+00:00", "time_zone": "Asia/Tokyo"}
        assert program.post("workouts", body).json()["local_date"] == "2026-03-03"

    def test_same_id_with_something_else_is_refused(self, program):
        body = {"id": str(new_uuid7()), "started_at": "2026-03-02T18:00:00+01:00"}
        program.post("workouts", body)
        problem(program.post("workouts", body | {"title": "Legs"}), 409, "key-reused")

    def test_second_one_of_the_day_is_joined_to_the_running(self, program, athlete):
        running = program.post("workouts", {"started_at": "2026-03-02T18:00:00+01:00"}).json()
        body = {"id": str(new_uuid7()), "started_at": "2026-03-02T18:05:00+01:00"}
        joined = program.post("workouts", body)
        assert joined.status_code == 200
        assert joined.json()["id"] == running["id"]

    def test_ends_before_it_began(self, program):
        body = {"started_at": "2026-03-02T18:00:00Z", "ended_at": "2026-03-02T17:00:00Z"}
        assert wrong_fields(program.post("workouts", body)) == {"ended_at"}

    def test_unknown_zone(self, program):
        body = {"started_at": "2026-03-02T18:00:00Z", "time_zone": "Mars/Olympus"}
        assert "time_zone" in wrong_fields(program.post("workouts", body))

    def test_read_with_its_sets(self, program, lift_set):
        told = program.get(f"workouts/{lift_set.workout_id}").json()
        assert [one["id"] for one in told["sets"]] == [str(lift_set.pk)]

    def test_changed_and_finished(self, program, workout):
        sent = {"title": "Legs", "ended_at": "2199-03-02T19:00:00Z"}
        told = program.patch(f"workouts/{workout.pk}", sent).json()
        assert (told["title"], told["revision"]) == ("Legs", 2)

    def test_deleted_once(self, program, athlete, workout):
        path = f"workouts/{workout.pk}"
        assert program.delete(path, Idempotency_Key="k").status_code == 204
        assert program.delete(path, Idempotency_Key="k").status_code == 204
        problem(program.delete(path), 404, "not-found")
        problem(program.get(path), 404, "not-found")

    def test_days(self, program, athlete):
        for day in (1, 2, 3):
            WorkoutFactory(athlete=athlete, local_date=f"2026-03-0{day}")
        told = program.get("workouts?since=2026-03-02&until=2026-03-02").json()
        assert [one["local_date"] for one in told["items"]] == ["2026-03-02"]


class TestSets:
    def test_logged_as_typed(self, program, workout, exercise):
        told = program.post("sets", set_body(workout, exercise, rir=0))
        assert told.status_code == 201, told.content
        row = LiftSet.objects.get()
        assert (str(row.typed_load), row.typed_unit, row.rir) == ("24.500", "lb", 0)
        assert told.json()["load"] == {"value": 24.5, "unit": "lb", "kg": 11.11301}
        assert told.json()["rir"] == 0
        assert told.json()["side_source"] == "logged"

    def test_effort_that_nobody_told_is_unknown_and_not_0(self, program, workout, exercise):
        assert program.post("sets", set_body(workout, exercise)).json()["rir"] is None

    def test_side_has_to_be_told(self, program, workout, exercise):
        body = set_body(workout, exercise)
        del body["side"]
        assert wrong_fields(program.post("sets", body)) == {"side"}
        assert not LiftSet.objects.exists()

    def test_each_is_kept_as_not_told_apart(self, program, workout, exercise):
        told = program.post("sets", set_body(workout, exercise, side="each"))
        assert told.json()["side"] == "each"

    def test_sides_of_one_set_share_its_number(self, program, workout, exercise):
        told = [
            program.post("sets", set_body(workout, exercise, side=side)).json()["set_index"]
            for side in ("left", "right", "left", "right")
        ]
        assert told == [1, 1, 2, 2]

    def test_same_key_is_stored_once(self, program, workout, exercise):
        body = set_body(workout, exercise)
        first = program.post("sets", body, Idempotency_Key="tap 1")
        again = program.post("sets", body, Idempotency_Key="tap 1")
        assert (first.status_code, again.status_code) == (201, 200)
        assert first.json()["id"] == again.json()["id"]
        assert LiftSet.objects.count() == 1

    def test_same_key_with_something_else_is_refused(self, program, workout, exercise):
        program.post("sets", set_body(workout, exercise), Idempotency_Key="tap 1")
        sent = program.post("sets", set_body(workout, exercise, reps=9), Idempotency_Key="tap 1")
        problem(sent, 409, "key-reused")

    def test_replay_of_a_deleted_one_does_not_bring_it_back(self, program, workout, exercise):
        body = set_body(workout, exercise, id=str(new_uuid7()))
        program.post("sets", body)
        program.delete(f"sets/{body['id']}")
        problem(program.post("sets", body), 404, "not-found")

    def test_without_a_time_it_was_done_when_its_workout_ended(self, program, athlete, exercise):
        past = WorkoutFactory(athlete=athlete)
        assert past.ended_at is not None
        program.post("sets", set_body(past, exercise))
        assert LiftSet.objects.get().performed_at == past.ended_at

    def test_changes_of_others_are_kept(self, program, athlete, lift_set):
        edit_set(athlete=athlete, lift_set_id=lift_set.pk, fields={"note": "new shoes", "reps": 7})
        sent = {"rir": 1.5, "reps": 8, "base_revision": 1}
        told = program.patch(f"sets/{lift_set.pk}", sent).json()
        assert (told["note"], told["rir"], told["reps"]) == ("new shoes", 1.5, 8)
        assert told["change"] == {"status": "conflict", "overrode": ["reps"]}

    def test_nothing_is_deleted_that_was_changed_since(self, program, athlete, lift_set):
        edit_set(athlete=athlete, lift_set_id=lift_set.pk, fields={"reps": 7})
        problem(program.delete(f"sets/{lift_set.pk}?base_revision=1"), 409, "changed-since")
        assert program.delete(f"sets/{lift_set.pk}?base_revision=2").status_code == 204

    def test_load_is_taken_away(self, program, lift_set):
        told = program.patch(f"sets/{lift_set.pk}", {"load": None}).json()
        assert told["load"] is None

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("reps", -1),
            ("reps", 1001),
            ("reps", "10"),
            ("reps", True),
            ("reps", 10.5),
            ("reps", 10**30),
            ("rir", 0.3),
            ("rir", "2"),
            ("rir", 10**300),
            ("kind", "burnout"),
            ("side", "middle"),
            ("pain", 11),
            ("set_index", 0),
            ("unknown", 1),
            ("performed_at", "yesterday"),
            ("performed_at", "2026-03-02T18:00:00"),
            ("performed_at", "0001-01-01T00:00:00+23:59"),
            ("id", "7"),
        ],
    )
    def test_refused_values(self, program, workout, exercise, field, value):
        assert wrong_fields(
            program.post("sets", set_body(workout, exercise, **{field: value}))
        ) == {field}

    @pytest.mark.parametrize(
        "load",
        [
            {"value": -5, "unit": "kg"},
            {"value": 1501, "unit": "kg"},
            {"value": 1.0001, "unit": "kg"},
            {"value": 5, "unit": "stone"},
            {"value": "5", "unit": "kg"},
            {"value": 5},
            5,
        ],
    )
    def test_refused_loads(self, program, workout, exercise, load):
        (field,) = wrong_fields(program.post("sets", set_body(workout, exercise, load=load)))
        assert field.startswith("load")

    @pytest.mark.parametrize(
        "number", [b"NaN", b"Infinity", b"-Infinity", b"1e400000000", b"9" * 5000]
    )
    def test_numbers_that_are_none(self, program, workout, exercise, number):
        body = (
            b'{"workout_id": "%s", "exercise_id": "%s", "side": "left", "reps": 1, "rir": %s}'
            % (str(workout.pk).encode(), str(exercise.pk).encode(), number)
        )
        assert program.post("sets", body).status_code in (400, 422)

    @pytest.mark.parametrize(
        "body", [b"", b"{", b"\xff\xfe", b"[]", b"null", b"[" * 40000, b'{"a": "\\ud800"}']
    )
    def test_bodies_that_are_none(self, program, body):
        assert program.post("sets", body).status_code in (400, 422)

    def test_control_characters_do_not_reach_the_log(self, program, workout, exercise):
        told = program.post("sets", set_body(workout, exercise, note="a\x00b")).json()
        assert told["note"] == "ab"

    def test_too_big(self, program):
        problem(program.post("sets", b'"' + b"a" * 70_000 + b'"'), 413, "too-big")

    def test_not_json(self, program):
        problem(program.post("sets", {}, content_type="text/plain"), 415, "not-json")


class TestPain:
    def test_needs_consent(self, program, workout, exercise):
        sent = program.post("sets", set_body(workout, exercise, pain=3))
        problem(sent, 403, "consent-missing")
        assert not LiftSet.objects.exists()

    def test_kept_with_consent(self, program, workout, exercise, may_keep_pain):
        assert program.post("sets", set_body(workout, exercise, pain=0)).json()["pain"] == 0

    def test_needs_a_scope_of_its_own(self, athlete, open_token, workout, exercise, may_keep_pain):
        logger = Program(open_token(athlete, "training:read", "training:write"))
        problem(logger.post("sets", set_body(workout, exercise, pain=3)), 403, "scope-missing")
        LiftSetFactory(workout=workout, exercise=exercise, pain=3)
        for path in ("sets", f"workouts/{workout.pk}"):
            told = logger.get(path).json()
            (only,) = told.get("items") or told["sets"]
            assert "pain" not in only


class TestForeignRows:
    """Nothing of a stranger's can be read, changed, or hung upon."""

    def test_workout_of_a_set(self, stranger_program, workout, exercise):
        sent = stranger_program.post("sets", set_body(workout, exercise))
        assert wrong_fields(sent) == {"workout_id"}
        assert not LiftSet.objects.exists()

    def test_exercise_of_a_set(self, program, workout, stranger):
        own = ExerciseFactory(athlete=stranger)
        assert wrong_fields(program.post("sets", set_body(workout, own))) == {"exercise_id"}

    def test_id_of_a_new_row(self, stranger_program, workout, lift_set):
        body = {"id": str(workout.pk), "started_at": "2026-03-02T18:00:00Z"}
        problem(stranger_program.post("workouts", body), 404, "not-found")

    def test_lists_hold_none_of_it(self, stranger_program, lift_set):
        for path in (
            "sets",
            "workouts",
            f"sets?workout_id={lift_set.workout_id}",
            f"sets?exercise_id={lift_set.exercise_id}",
        ):
            assert stranger_program.get(path).json() == {"items": [], "next": None}

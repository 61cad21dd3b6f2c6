"""One bad operation costs nobody the others, and says what is wrong with it."""

import datetime as dt
import json

import pytest
from django.db import InterfaceError, OperationalError

from apps.lifts.models import LiftSet, Operation, Workout, WorkoutExercise
from apps.profiles.domain.consent import Purpose
from apps.profiles.queries import has_consent
from apps.sync.services import applying, handlers
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import LiftSetFactory, WorkoutExerciseFactory, WorkoutFactory
from tests.support.factories.profiles import AthleteFactory
from tests.support.sync import (
    ack,
    acks,
    delete_set,
    envelope,
    patch_set,
    post_body,
    put_line,
    put_set,
    put_workout,
    undo,
)

MALFORMED = [
    ("op_id", None),
    ("op_id", "7"),
    ("op_id", 7),
    ("id", ["a"]),
    ("entity", None),
    ("kind", "merge"),
    ("kind", None),
    ("base_rev", "1"),
    ("base_rev", -1),
    ("base_rev", True),
    ("base_rev", 2**40),
    ("base_rev", 1.5),
    ("base_op", "x"),
    ("fields", []),
    ("fields", {"reps": {"$gt": 0}}),
    ("fields", {"reps": [10]}),
    ("fields", {str(n): n for n in range(41)}),
    ("dev", "phone"),
    ("dev_seq", -1),
    ("dev_seq", None),
    ("made_at", "yesterday"),
    ("made_at", "2026-03-02T18:05:00"),
    ("made_at", "0001-01-01T00:00:00+14:00"),
    ("tz", 1),
    ("tz", "x" * 65),
    ("local_date", "2026-02-30"),
    ("local_date", 20260302),
    ("schema", "1"),
    ("schema", True),
    ("schema", None),
    ("unknown", 1),
]


class TestMalformed:
    @pytest.mark.parametrize(("key", "value"), MALFORMED)
    def test_is_rejected_alone(self, client, workout, exercise, key, value):
        good, bad = put_set(workout, exercise), put_set(workout, exercise)
        last = put_set(workout, exercise)
        bad[key] = value

        answers = acks(client, workout.athlete, good, bad, last)

        assert [a["status"] for a in answers] == ["applied", "rejected", "applied"]
        assert answers[1]["code"] == "malformed"
        assert answers[1]["message"]
        assert LiftSet.objects.count() == 2

    @pytest.mark.parametrize("key", ["op_id", "entity", "id", "kind", "dev", "made_at", "schema"])
    def test_what_is_missing(self, client, athlete, workout, exercise, key):
        bad = put_set(workout, exercise)
        del bad[key]

        assert ack(client, athlete, bad)["code"] == "malformed"

    @pytest.mark.parametrize("raw", [None, 1, "op", [], [[]], {}])
    def test_what_is_no_operation_at_all(self, client, athlete, raw):
        assert ack(client, athlete, raw) == {
            "op_id": None,
            "status": "rejected",
            "rev": None,
            "code": "malformed",
            "message": "This change cannot be read. Keep it as a file, then discard it.",
        }

    def test_an_entity_nobody_knows(self, client, athlete):
        assert ack(client, athlete, envelope("horse", "put"))["code"] == "unknown-entity"


class TestFields:
    @pytest.mark.parametrize(
        "case",
        [
            ("reps", -1, "This cannot be less than 0."),
            ("reps", 2000, "This is more than anybody can do. Check the number."),
            ("reps", "9" * 5000, "Type a number."),
            ("reps", True, "Type a number."),
            ("reps", 8.5, "Type a whole number."),
            ("typed_load", "1e999999999", "This is more than anybody can do. Check the number."),
            ("typed_load", "1e-999999999", "Three decimals at most."),
            ("rir", 0.3, "Whole or half reps only."),
            ("side", "middle", "This cannot be stored."),
            ("side", 1, "This cannot be stored."),
            ("note", 5, "This cannot be stored."),
            ("note", "x" * 501, "This is too long."),
            ("performed_at", "0001-01-01T00:00:00+14:00", "This cannot be stored."),
            ("performed_at", "9999-12-31T23:59:59-12:00", "This cannot be stored."),
            ("load_kg", "3", "This cannot be stored."),
            ("athlete_id", "3", "This cannot be stored."),
            ("deleted", True, "This cannot be stored."),
        ],
    )
    def test_are_refused_in_the_words_of_the_forms(self, client, workout, exercise, case):
        field, value, words = case
        answer = ack(client, workout.athlete, put_set(workout, exercise, {field: value}))

        assert (answer["status"], answer["code"]) == ("rejected", "invalid")
        assert answer["problems"] == {field: words}
        assert not Operation.objects.exists()

    @pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "9" * 5000, "1e400"])
    def test_numbers_that_are_none_cost_only_their_own_set(
        self, client, athlete, workout, exercise, number
    ):
        good, bad = put_set(workout, exercise), put_set(workout, exercise, {"reps": "HERE"})
        body = json.dumps({"athlete": str(athlete.pk), "ops": [bad, good]})

        answers = post_body(client, body.replace('"HERE"', number)).json()["acks"]

        assert [a["status"] for a in answers] == ["rejected", "applied"]
        assert list(answers[0]["problems"]) == ["reps"]

    def test_a_number_keeps_its_digits(self, client, athlete, workout, exercise):
        ack(client, athlete, put_set(workout, exercise, {"typed_load": 22.675}))

        assert str(LiftSet.objects.get().typed_load) == "22.675"

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [("💪🏽 left", "💪🏽 left"), ("a\x00b\x07c", "abc"), ("\ud800x", "x"), ("e\u0301", "é")],
    )
    def test_notes_hold_what_people_write(self, client, workout, exercise, typed, kept):
        ack(client, workout.athlete, put_set(workout, exercise, {"note": typed}))

        assert LiftSet.objects.get().note == kept

    def test_a_superset_is_a_name_lines_share(self, client, athlete, workout):
        name = "01938f00-0000-7000-8000-0000000000ff"
        ack(client, athlete, put_line(workout, ExerciseFactory(), {"superset": name}))

        line = WorkoutExercise.objects.get()
        assert str(line.superset) == name
        ack(
            client,
            athlete,
            envelope("workout_exercise", "patch", {"superset": None}, id=str(line.pk)),
        )
        line.refresh_from_db()
        assert line.superset is None

    @pytest.mark.parametrize("value", ["pair", 1, "01938f00"])
    def test_a_superset_that_is_none(self, client, athlete, workout, value):
        answer = ack(client, athlete, put_line(workout, ExerciseFactory(), {"superset": value}))

        assert list(answer["problems"]) == ["superset"]


class TestClocks:
    @pytest.mark.parametrize("year", [1970, 2016, 2036])
    def test_that_are_wrong_are_believed(self, client, athlete, exercise, year):
        moment = dt.datetime(year, 3, 2, 18, tzinfo=dt.UTC).isoformat()
        clock = {"made_at": moment, "local_date": f"{year}-03-02"}
        start = put_workout(fields={"started_at": moment}, **clock)

        answers = acks(client, athlete, start, put_set(start["id"], exercise, **clock))

        assert [a["status"] for a in answers] == ["applied", "applied"]
        assert LiftSet.objects.get().performed_at.year == year

    def test_a_workout_ended_by_a_clock_that_is_behind_ends_with_its_last_set(
        self, client, athlete, workout, exercise
    ):
        row = LiftSetFactory(athlete=athlete, workout=workout, exercise=exercise)
        end = envelope("workout", "patch", {"ended_at": "1970-01-01T00:00:00Z"}, id=str(workout.pk))

        assert ack(client, athlete, end)["status"] == "applied"
        workout.refresh_from_db()
        assert workout.ended_at == row.performed_at

    def test_a_zone_nobody_knows_costs_no_workout(self, client, athlete):
        assert ack(client, athlete, put_workout(tz="Mars/Olympus"))["status"] == "applied"
        assert Workout.objects.get().time_zone == "UTC"


class TestWhoseItIs:
    def test_foreign_rows_are_rejected_between_ones_own(self, client, athlete, workout, exercise):
        theirs = LiftSetFactory(reps=7)
        their_line = WorkoutExerciseFactory(workout=theirs.workout)
        their_exercise = ExerciseFactory(athlete=AthleteFactory())
        their_put = put_set(workout, exercise, id=str(theirs.pk))
        foreign = [
            patch_set(theirs, {"reps": 1}),
            delete_set(theirs),
            their_put,
            put_set(theirs.workout, exercise),
            put_set(workout, their_exercise),
            put_line(theirs.workout, exercise),
            envelope("workout", "delete", id=str(theirs.workout_id)),
            envelope("workout", "patch", {"notes": "x"}, id=str(theirs.workout_id)),
            envelope("workout_exercise", "delete", id=str(their_line.pk)),
        ]
        before = _everything_of(theirs.athlete)
        mine = [put_set(workout, exercise) for _ in foreign]

        answers = acks(
            client, athlete, *[op for pair in zip(mine, foreign, strict=True) for op in pair]
        )

        assert [a["status"] for a in answers] == ["applied", "rejected"] * len(foreign)
        assert {a["code"] for a in answers[1::2]} == {"unknown"}
        assert _everything_of(theirs.athlete) == before
        assert Operation.objects.filter(athlete=athlete).count() == len(mine)

    def test_an_undo_of_anothers_operation_is_unknown(
        self, client, stranger_client, stranger, workout, exercise
    ):
        operation = put_set(workout, exercise)
        ack(client, workout.athlete, operation)

        answer = ack(stranger_client, stranger, undo(operation))

        assert answer["code"] == "unknown"
        assert LiftSet.objects.get().deleted_at is None

    def test_anothers_operation_id_is_refused(
        self, client, stranger_client, stranger, workout, exercise
    ):
        operation = put_set(workout, exercise)
        ack(client, workout.athlete, operation)

        answer = ack(stranger_client, stranger, operation)

        assert (answer["status"], answer["code"]) == ("rejected", "key-reuse")

    def test_an_operations_id_is_used_once(self, client, athlete, workout, exercise):
        operation = put_set(workout, exercise)
        ack(client, athlete, operation)

        answer = ack(client, athlete, {**operation, "fields": {**operation["fields"], "reps": 3}})

        assert answer["code"] == "key-reuse"
        assert LiftSet.objects.get().reps == 10


def _everything_of(athlete):
    rows = (Workout, WorkoutExercise, LiftSet, Operation)
    return [list(model.objects.filter(athlete=athlete).order_by("pk").values()) for model in rows]


class TestPain:
    def test_needs_the_consent_to_keep_it(self, client, athlete, workout, exercise):
        answer = ack(client, athlete, put_set(workout, exercise, {"pain": 3}))

        assert (answer["status"], answer["code"]) == ("rejected", "consent")
        assert not LiftSet.objects.exists()

    def test_may_be_kept_from_the_moment_somebody_says_so(self, client, athlete, workout, exercise):
        allowed = put_set(workout, exercise, {"pain": 3, "may_keep": True})

        answers = acks(client, athlete, allowed, put_set(workout, exercise, {"pain": 4}))

        assert [a["status"] for a in answers] == ["applied", "applied"]
        assert has_consent(athlete, Purpose.PAIN)

    def test_none_needs_none(self, client, athlete, workout, exercise):
        assert (
            ack(client, athlete, put_set(workout, exercise, {"pain": None}))["status"] == "applied"
        )
        assert not has_consent(athlete, Purpose.PAIN)


class TestWaiting:
    @pytest.mark.parametrize("trouble", [OperationalError, InterfaceError])
    def test_what_passes_is_told_to_come_later_with_all_that_follows(
        self, client, workout, exercise, monkeypatch, trouble
    ):
        operations = [put_set(workout, exercise) for _ in range(3)]
        apply = handlers.apply_operation

        def troubled(*, operation, **given):
            if str(operation.op_id) == operations[1]["op_id"]:
                raise trouble
            return apply(operation=operation, **given)

        monkeypatch.setattr(handlers, "apply_operation", troubled)

        answers = acks(client, workout.athlete, *operations)

        assert [a["status"] for a in answers] == ["applied", "later", "later"]
        assert [a["op_id"] for a in answers] == [op["op_id"] for op in operations]
        assert LiftSet.objects.count() == 1

    def test_what_nobody_foresaw_fails_the_batch_and_keeps_what_was_done(
        self, client, athlete, workout, exercise, monkeypatch
    ):
        operations = [put_set(workout, exercise) for _ in range(2)]
        apply = handlers.apply_operation

        def broken(*, operation, **given):
            if str(operation.op_id) == operations[1]["op_id"]:
                raise ZeroDivisionError
            return apply(operation=operation, **given)

        monkeypatch.setattr(handlers, "apply_operation", broken)
        client.raise_request_exception = False
        body = json.dumps({"athlete": str(athlete.pk), "ops": operations})

        assert post_body(client, body).status_code == 500
        assert LiftSet.objects.count() == 1
        monkeypatch.undo()
        assert [a["status"] for a in acks(client, athlete, *operations)] == ["replayed", "applied"]


class TestNews:
    def test_of_past_sets_is_told_once_a_batch(self, client, athlete, exercise, monkeypatch):
        told = []
        monkeypatch.setattr(applying, "announce", told.append)
        past, other = WorkoutFactory(athlete=athlete), ExerciseFactory()

        acks(client, athlete, *[put_set(past, one) for one in (exercise, exercise, other)])

        (news,) = told
        assert (news.event, news.workout_id) == ("past_sets_changed", past.pk)
        assert news.exercise_ids == {exercise.pk, other.pk}

    def test_a_running_workouts_sets_are_none(
        self, client, athlete, workout, exercise, monkeypatch
    ):
        told = []
        monkeypatch.setattr(applying, "announce", told.append)

        ack(client, athlete, put_set(workout, exercise))

        assert told == []

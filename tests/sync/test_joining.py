"""Two devices that begin the same thing without a network: one stays, nothing is refused."""

import datetime as dt

import pytest

from apps.lifts.models import LiftSet, Operation, Workout, WorkoutExercise
from tests.support.factories.lifts import LiftSetFactory, WorkoutExerciseFactory, WorkoutFactory
from tests.support.sync import (
    OTHER_DEVICE,
    ack,
    acks,
    envelope,
    put_line,
    put_set,
    put_workout,
    undo,
)

ENDED = "2026-03-02T19:00:00+01:00"


def finish(workout, ended_at=ENDED, **changes):
    return envelope(
        "workout",
        "patch",
        {"ended_at": ended_at},
        id=str(getattr(workout, "pk", workout)),
        **changes,
    )


def shown():
    return Workout.objects.filter(deleted_at=None)


class TestTwoStarts:
    @pytest.fixture
    def first(self, client, athlete):
        start = put_workout()
        ack(client, athlete, start)
        return start

    @pytest.fixture
    def second(self, client, athlete, first):
        start = put_workout(dev=OTHER_DEVICE, fields={"notes": "slept badly"})
        self.answer = ack(client, athlete, start)
        return start

    def test_are_one_workout(self, first, second):
        assert self.answer["status"] == "merged"
        assert self.answer["joined_to"] == first["id"]
        running = shown().get()
        assert str(running.pk) == first["id"]
        assert running.notes == "slept badly"
        assert str(Workout.objects.get(pk=second["id"]).joined_to_id) == first["id"]

    def test_what_is_logged_under_the_joined_name_lands_in_the_running_one(
        self, client, athlete, exercise, first, second
    ):
        line = put_line(second["id"], exercise, dev=OTHER_DEVICE)
        lifted = put_set(second["id"], exercise, dev=OTHER_DEVICE)
        again = {**put_set(second["id"], exercise), "id": lifted["id"]}

        answers = acks(client, athlete, line, lifted, again)

        assert [a["status"] for a in answers] == ["applied"] * 3
        assert str(LiftSet.objects.get().workout_id) == first["id"]
        assert str(WorkoutExercise.objects.get().workout_id) == first["id"]

    def test_sending_the_second_start_again_is_answered_with_the_first(
        self, client, athlete, first, second
    ):
        answer = ack(client, athlete, second)

        assert (answer["status"], answer["joined_to"]) == ("replayed", first["id"])

    def test_both_may_be_finished(self, client, athlete, first, second):
        early, late = ENDED, "2026-03-02T19:30:00+01:00"

        one = ack(client, athlete, finish(first["id"], late, base_op=first["op_id"]))
        two = ack(
            client,
            athlete,
            finish(second["id"], early, base_op=second["op_id"], dev=OTHER_DEVICE),
        )

        assert (one["status"], two["status"]) == ("merged", "merged")
        assert "lost" not in two
        assert shown().get().ended_at == dt.datetime.fromisoformat(late)

    def test_discarding_the_second_leaves_the_first(self, client, athlete, first, second):
        gone = envelope("workout", "delete", id=second["id"], dev=OTHER_DEVICE)

        answer = ack(client, athlete, gone)

        assert (answer["status"], answer["code"]) == ("conflict", "kept")
        assert str(shown().get().pk) == first["id"]

    def test_undoing_the_second_start_leaves_the_first(self, client, athlete, first, second):
        ack(client, athlete, undo(second, dev=OTHER_DEVICE))

        running = shown().get()
        assert (str(running.pk), running.notes) == (first["id"], "")

    def test_history_knows_both_devices(self, client, athlete, first, second):
        ack(
            client,
            athlete,
            envelope("workout", "patch", {"title": "Legs"}, id=second["id"], dev=OTHER_DEVICE),
        )
        stale = envelope(
            "workout", "patch", {"title": "Back"}, id=first["id"], base_op=first["op_id"]
        )

        answer = ack(client, athlete, stale)

        assert (answer["status"], answer["lost"]) == ("conflict", {"title": "Legs"})


class TestDays:
    def test_a_new_days_workout_ends_the_one_left_running(self, client, athlete, workout):
        row = LiftSetFactory(athlete=athlete, workout=workout)

        answer = ack(client, athlete, put_workout(local_date="2026-03-03"))

        assert answer["status"] == "applied"
        workout.refresh_from_db()
        assert workout.ended_at == row.performed_at
        assert shown().filter(ended_at=None).count() == 1

    def test_its_device_did_not_see_it_end_and_may_finish_it(self, client, athlete, workout):
        acks(client, athlete, put_workout(local_date="2026-03-03"))

        answer = ack(client, athlete, finish(workout, base_rev=1, dev=OTHER_DEVICE))

        assert answer["status"] == "merged"
        workout.refresh_from_db()
        assert workout.ended_at == dt.datetime.fromisoformat(ENDED)

    def test_an_older_one_that_arrives_late_is_ended(self, client, athlete, exercise):
        running = WorkoutFactory(athlete=athlete, running=True, local_date=dt.date(2026, 3, 5))
        late = put_workout()
        when = {"performed_at": "2026-03-02T18:40:00+01:00"}

        answers = acks(client, athlete, late, put_set(late["id"], exercise, when))

        assert [a["status"] for a in answers] == ["applied", "applied"]
        stored = Workout.objects.get(pk=late["id"])
        assert stored.ended_at == dt.datetime.fromisoformat(when["performed_at"])
        running.refresh_from_db()
        assert running.ended_at is None

    def test_a_set_of_days_later_does_not_stretch_a_workout(self, client, athlete, exercise):
        past = WorkoutFactory(athlete=athlete)
        ended = past.ended_at

        ack(client, athlete, put_set(past, exercise, made_at="2026-03-09T18:00:00Z"))

        past.refresh_from_db()
        assert past.ended_at == ended


class TestTwoLines:
    def test_of_one_exercise_are_one(self, client, athlete, workout, exercise):
        first = put_line(workout, exercise, {"position": 1})
        second = put_line(
            workout, exercise, {"position": 2, "first_side": "right"}, dev=OTHER_DEVICE
        )

        answers = acks(client, athlete, first, second)

        assert [a["status"] for a in answers] == ["applied", "merged"]
        assert answers[1]["joined_to"] == first["id"]
        line = WorkoutExercise.objects.get(deleted_at=None)
        assert (str(line.pk), line.position, line.first_side) == (first["id"], 1, "right")

    def test_what_is_done_to_the_second_is_done_to_the_first(
        self, client, athlete, workout, exercise
    ):
        first, second = put_line(workout, exercise), put_line(workout, exercise, dev=OTHER_DEVICE)
        moved = envelope("workout_exercise", "patch", {"position": 5}, id=second["id"])
        gone = envelope("workout_exercise", "delete", id=second["id"])

        acks(client, athlete, first, second, moved, gone)

        line = WorkoutExercise.objects.get(pk=first["id"])
        assert line.position == 5
        assert line.deleted_at is not None

    def test_one_taken_off_and_added_anew_may_be_brought_back(
        self, client, athlete, workout, exercise
    ):
        old = WorkoutExerciseFactory(workout=workout, exercise=exercise)
        gone = envelope("workout_exercise", "delete", id=str(old.pk))
        anew = put_line(workout, exercise, dev=OTHER_DEVICE)

        answers = acks(client, athlete, gone, anew, undo(gone))

        assert [a["status"] for a in answers] == ["applied"] * 3
        assert str(WorkoutExercise.objects.get(deleted_at=None).pk) == anew["id"]


class TestDeletedWorkouts:
    def test_one_with_sets_of_another_device_stays(self, client, athlete, workout, exercise):
        ack(client, athlete, put_set(workout, exercise, dev=OTHER_DEVICE))

        answer = ack(client, athlete, envelope("workout", "delete", id=str(workout.pk), base_rev=1))

        assert (answer["status"], answer["code"]) == ("conflict", "kept")
        workout.refresh_from_db()
        assert workout.deleted_at is None

    def test_one_with_its_own_sets_goes_and_a_later_set_brings_it_back(
        self, client, athlete, workout, exercise
    ):
        gone = envelope("workout", "delete", id=str(workout.pk), base_rev=1)
        answers = acks(client, athlete, put_set(workout, exercise), gone)
        assert [a["status"] for a in answers] == ["applied", "applied"]

        ack(client, athlete, put_set(workout, exercise, dev=OTHER_DEVICE))

        workout.refresh_from_db()
        assert workout.deleted_at is None
        assert LiftSet.objects.filter(deleted_at=None).count() == 2

    def test_a_running_one_comes_back_as_ended_while_another_runs(self, client, athlete, workout):
        gone = envelope("workout", "delete", id=str(workout.pk), base_rev=1)
        acks(client, athlete, gone, put_workout())

        answer = ack(client, athlete, undo(gone))

        assert answer["status"] == "applied"
        workout.refresh_from_db()
        assert workout.deleted_at is None
        assert workout.ended_at == workout.started_at


class TestTwins:
    @pytest.fixture
    def first(self, client, athlete, workout, exercise):
        operation = put_set(workout, exercise)
        ack(client, athlete, operation)
        return operation

    def test_the_same_set_from_another_device_is_pointed_out_and_kept(
        self, client, athlete, workout, exercise, first
    ):
        twin = put_set(workout, exercise, dev=OTHER_DEVICE, made_at="2026-03-02T18:06:00+01:00")

        answer = ack(client, athlete, twin)

        assert (answer["status"], answer["hint"]) == ("applied", "twin")
        assert LiftSet.objects.count() == 2

    @pytest.mark.parametrize(
        "changes",
        [
            {},
            {"dev": OTHER_DEVICE, "made_at": "2026-03-02T18:07:00+01:00"},
            {"dev": OTHER_DEVICE, "fields": {"reps": 9}},
            {"dev": OTHER_DEVICE, "fields": {"side": "right"}},
            {"dev": OTHER_DEVICE, "fields": {"typed_load": "24"}},
        ],
        ids=["same device", "later", "reps", "side", "load"],
    )
    def test_what_differs_is_no_twin(self, client, workout, exercise, first, changes):
        fields = changes.pop("fields", {})

        answer = ack(client, workout.athlete, put_set(workout, exercise, fields, **changes))

        assert "hint" not in answer


def test_no_operation_is_left_without_its_row(client, athlete, workout, exercise):
    acks(client, athlete, put_workout(dev=OTHER_DEVICE), put_line(workout, exercise))

    rows = {*Workout.objects.values_list("pk", flat=True)}
    rows |= {*WorkoutExercise.objects.values_list("pk", flat=True)}
    assert {*Operation.objects.values_list("entity_id", flat=True)} <= rows

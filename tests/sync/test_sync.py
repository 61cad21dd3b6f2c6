"""What each operation of a batch is answered."""

from decimal import Decimal

from apps.lifts.models import LiftSet, Workout
from tests.support.factories.lifts import LiftSetFactory
from tests.support.sync import (
    OTHER_DEVICE,
    ack,
    acks,
    delete_set,
    envelope,
    patch_set,
    put_line,
    put_set,
    put_workout,
    undo,
)


class TestAWorkoutFromThePhone:
    def test_arrives_whole(self, client, athlete, exercise):
        start = put_workout()
        line = put_line(start["id"], exercise, {"first_side": "right"})
        sets = [
            put_set(start["id"], exercise, {"side": side, "pair_order": order})
            for order, side in enumerate(("right", "left"), start=1)
        ]
        end = envelope(
            "workout",
            "patch",
            {"ended_at": "2026-03-02T19:00:00+01:00"},
            id=start["id"],
            base_op=start["op_id"],
        )

        answers = acks(client, athlete, start, line, *sets, end)

        assert [a["status"] for a in answers] == ["applied"] * 5
        assert [a["op_id"] for a in answers] == [op["op_id"] for op in (start, line, *sets, end)]
        assert [a["rev"] for a in answers] == [1, 1, 1, 1, 2]
        workout = Workout.objects.get()
        assert (str(workout.local_date), workout.time_zone) == ("2026-03-02", "Europe/Berlin")
        assert workout.ended_at is not None
        assert LiftSet.objects.filter(workout=workout).count() == 2
        assert LiftSet.objects.first().typed_load == Decimal("24.5")

    def test_sent_again_is_there_once(self, client, athlete, workout, exercise):
        operation = put_set(workout, exercise)
        ack(client, athlete, operation)

        again = ack(client, athlete, operation)

        assert again == {"op_id": operation["op_id"], "status": "replayed", "rev": 1}
        assert LiftSet.objects.count() == 1

    def test_a_resend_tells_the_revision_it_led_to_and_no_later_one(
        self, client, athlete, workout, exercise
    ):
        operation = put_set(workout, exercise)
        ack(client, athlete, operation)
        ack(client, athlete, patch_set(operation["id"], {"reps": 9}, dev=OTHER_DEVICE))

        assert ack(client, athlete, operation)["rev"] == 1


class TestMerging:
    def test_a_deletion_that_had_not_seen_an_edit_keeps_the_set(
        self, client, athlete, workout, exercise
    ):
        row = LiftSetFactory(athlete=athlete, workout=workout, exercise=exercise)
        ack(client, athlete, patch_set(row, {"reps": 9}, base_rev=1))

        answer = ack(client, athlete, delete_set(row, base_rev=1, dev=OTHER_DEVICE))

        assert (answer["status"], answer["code"]) == ("conflict", "kept")
        assert answer["message"]
        row.refresh_from_db()
        assert row.deleted_at is None

    def test_what_came_between_is_not_seen_by_the_answer_to_a_merge(
        self, client, athlete, workout, exercise
    ):
        row = LiftSetFactory(athlete=athlete, workout=workout, exercise=exercise)
        ack(client, athlete, patch_set(row, {"reps": 9}, base_rev=1, dev=OTHER_DEVICE))
        merged = patch_set(row, {"rir": "1"}, base_rev=1)
        known = ack(client, athlete, merged)["rev"]

        by_answer = ack(client, athlete, patch_set(row, {"reps": 8}, base_rev=known))

        assert known == 1
        assert (by_answer["status"], by_answer["lost"]) == ("conflict", {"reps": 9})

    def test_nor_by_what_waited_for_its_answer(self, client, athlete, workout, exercise):
        row = LiftSetFactory(athlete=athlete, workout=workout, exercise=exercise)
        ack(client, athlete, patch_set(row, {"reps": 9}, base_rev=1, dev=OTHER_DEVICE))
        first = patch_set(row, {"rir": "1"}, base_rev=1)
        second = patch_set(row, {"reps": 8}, base_op=first["op_id"])

        answers = acks(client, athlete, first, second)

        assert [a["status"] for a in answers] == ["merged", "conflict"]
        assert answers[1]["lost"] == {"reps": 9}

    def test_what_a_device_wrote_itself_it_has_seen(self, client, athlete, workout, exercise):
        row = LiftSetFactory(athlete=athlete, workout=workout, exercise=exercise)

        answers = acks(
            client,
            athlete,
            patch_set(row, {"reps": 9}, base_rev=1),
            patch_set(row, {"reps": 8}, base_rev=1),
        )

        assert [a["status"] for a in answers] == ["applied", "applied"]

    def test_a_base_that_never_arrived_has_seen_nothing(self, client, athlete, workout, exercise):
        row = LiftSetFactory(athlete=athlete, workout=workout, exercise=exercise)
        ack(client, athlete, patch_set(row, {"reps": 9}, dev=OTHER_DEVICE))
        refused = patch_set(row, {"reps": -1}, base_rev=1)
        after = delete_set(row, base_op=refused["op_id"])

        answers = acks(client, athlete, refused, after)

        assert [a["status"] for a in answers] == ["rejected", "conflict"]

    def test_a_conflict_whose_answer_was_lost_is_told_again(
        self, client, athlete, workout, exercise
    ):
        row = LiftSetFactory(athlete=athlete, workout=workout, exercise=exercise)
        ack(client, athlete, patch_set(row, {"reps": 9}, base_rev=1, dev=OTHER_DEVICE))
        late = patch_set(row, {"reps": 8}, base_rev=1)

        first, again = acks(client, athlete, late, late)

        assert first == again
        assert (again["status"], again["code"], again["lost"]) == (
            "conflict",
            "overrode",
            {"reps": 9},
        )

    def test_an_edit_of_a_deleted_set_brings_it_back(self, client, athlete, workout, exercise):
        row = LiftSetFactory(athlete=athlete, workout=workout, exercise=exercise)
        ack(client, athlete, delete_set(row, base_rev=1, dev=OTHER_DEVICE))

        answer = ack(client, athlete, patch_set(row, {"reps": 9}, base_rev=1))

        assert (answer["status"], answer["code"]) == ("conflict", "restored")
        row.refresh_from_db()
        assert (row.deleted_at, row.reps) == (None, 9)

    def test_undo_takes_a_set_out_again(self, client, athlete, workout, exercise):
        operation = put_set(workout, exercise)
        taken_back = undo(operation, base_op=operation["op_id"])

        answers = acks(client, athlete, operation, taken_back)

        assert [a["status"] for a in answers] == ["applied", "applied"]
        assert LiftSet.objects.get().deleted_at is not None

    def test_undo_of_a_deletion_brings_it_back(self, client, athlete, workout, exercise):
        row = LiftSetFactory(athlete=athlete, workout=workout, exercise=exercise)
        gone = delete_set(row, base_rev=1)

        acks(client, athlete, gone, undo(gone, base_op=gone["op_id"]))

        row.refresh_from_db()
        assert row.deleted_at is None

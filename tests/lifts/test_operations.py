"""The one write path: an operation is applied once, and never loses what another device wrote."""

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection

from apps.core.identifiers import new_uuid7
from apps.exercises.domain.vocabulary import SetSide
from apps.lifts import services
from apps.lifts.domain.operations import (
    Entity,
    OperationKind,
    OperationRequest,
    OperationStatus,
)
from apps.lifts.domain.validation import Problem
from apps.lifts.models import LiftSet, Operation, Workout
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import LiftSetFactory, WorkoutFactory
from tests.support.factories.profiles import AthleteFactory

NOW = dt.datetime(2026, 3, 2, 17, 5, tzinfo=dt.UTC)


@pytest.fixture
def workout(athlete):
    return WorkoutFactory(athlete=athlete, running=True)


@pytest.fixture
def exercise(athlete):
    return ExerciseFactory()


def put_set(workout, exercise, **changes):
    fields = {
        "workout_id": workout.pk,
        "exercise_id": exercise.pk,
        "set_index": 1,
        "side": "left",
        "reps": 10,
        "typed_load": "24.5",
        "typed_unit": "kg",
        "rir": "0",
    }
    fields.update(changes.pop("fields", {}))
    return OperationRequest(
        **{
            "op_id": new_uuid7(),
            "entity": Entity.LIFT_SET,
            "entity_id": new_uuid7(),
            "kind": OperationKind.PUT,
            "fields": fields,
            "made_at": NOW,
            **changes,
        }
    )


def patch_set(row, fields, **changes):
    return OperationRequest(
        op_id=new_uuid7(),
        entity=Entity.LIFT_SET,
        entity_id=row.pk,
        kind=OperationKind.PATCH,
        fields=fields,
        **changes,
    )


def delete_set(row, **changes):
    return OperationRequest(
        op_id=new_uuid7(),
        entity=Entity.LIFT_SET,
        entity_id=row.pk,
        kind=OperationKind.DELETE,
        **changes,
    )


class TestPut:
    def test_stores_the_set_and_its_ledger_row(self, athlete, workout, exercise):
        operation = put_set(workout, exercise)

        result = services.apply_operation(athlete=athlete, operation=operation)

        row = LiftSet.objects.get(pk=operation.entity_id)
        assert result.status is OperationStatus.APPLIED
        assert row.load_kg == Decimal("24.5")
        assert row.typed_load == Decimal("24.5")
        assert row.performed_at == NOW
        assert row.load_basis == exercise.load_basis
        entry = Operation.objects.get(pk=operation.op_id)
        assert (entry.status, entry.revision, entry.before) == ("applied", 1, None)

    def test_keeps_a_reserve_of_zero_reps(self, athlete, workout, exercise):
        result = services.apply_operation(athlete=athlete, operation=put_set(workout, exercise))

        result.row.refresh_from_db()
        assert result.row.rir == 0
        assert result.row.rir is not None

    def test_the_same_operation_again_is_answered_with_the_same_row(
        self, athlete, workout, exercise
    ):
        operation = put_set(workout, exercise)
        services.apply_operation(athlete=athlete, operation=operation)

        again = services.apply_operation(athlete=athlete, operation=operation)

        assert again.status is OperationStatus.REPLAYED
        assert again.row.pk == operation.entity_id
        assert LiftSet.objects.count() == 1
        assert Operation.objects.count() == 1

    def test_the_same_operation_id_for_something_else_is_refused(self, athlete, workout, exercise):
        operation = put_set(workout, exercise)
        services.apply_operation(athlete=athlete, operation=operation)
        other = put_set(
            workout,
            exercise,
            op_id=operation.op_id,
            entity_id=operation.entity_id,
            fields={"reps": 11},
        )

        with pytest.raises(services.OperationKeyReused):
            services.apply_operation(athlete=athlete, operation=other)

        assert LiftSet.objects.get().reps == 10

    def test_anothers_operation_id_is_refused(self, athlete, stranger, workout, exercise):
        operation = put_set(workout, exercise)
        services.apply_operation(athlete=athlete, operation=operation)

        with pytest.raises(services.OperationKeyReused):
            services.apply_operation(athlete=stranger, operation=operation)

    def test_anothers_workout_is_unknown(self, athlete, exercise):
        theirs = WorkoutFactory()

        with pytest.raises(services.UnknownEntity):
            services.apply_operation(athlete=athlete, operation=put_set(theirs, exercise))

        assert not Operation.objects.exists()

    def test_anothers_own_exercise_is_unknown(self, athlete, workout):
        theirs = ExerciseFactory(athlete=AthleteFactory())

        with pytest.raises(services.UnknownEntity):
            services.apply_operation(athlete=athlete, operation=put_set(workout, theirs))

    def test_anothers_set_cannot_be_overwritten(self, athlete, workout, exercise):
        theirs = LiftSetFactory(reps=7)

        with pytest.raises(services.UnknownEntity):
            services.apply_operation(
                athlete=athlete, operation=put_set(workout, exercise, entity_id=theirs.pk)
            )

        theirs.refresh_from_db()
        assert theirs.reps == 7

    @pytest.mark.parametrize(
        ("field", "value", "problem"),
        [
            ("reps", "-1", Problem.NEGATIVE),
            ("reps", "2000", Problem.TOO_BIG),
            ("reps", "8.5", Problem.NOT_WHOLE),
            ("reps", "many", Problem.NOT_A_NUMBER),
            ("reps", "🏋", Problem.NOT_A_NUMBER),
            ("typed_load", "NaN", Problem.NOT_A_NUMBER),
            ("typed_load", "Infinity", Problem.NOT_A_NUMBER),
            ("typed_load", "1e9", Problem.TOO_BIG),
            ("typed_load", "1600", Problem.TOO_BIG),
            ("typed_load", "-5", Problem.NEGATIVE_LOAD),
            ("typed_load", "1.0001", Problem.TOO_PRECISE),
            ("rir", "0.3", Problem.NOT_HALF_STEPS),
            ("rir", "21", Problem.TOO_BIG),
            ("pain", "11", Problem.TOO_BIG),
            ("side", "middle", Problem.UNKNOWN_CHOICE),
            ("note", "x" * 501, Problem.TOO_LONG),
            ("load_kg", "3", Problem.UNKNOWN_FIELD),
            ("athlete_id", "3", Problem.UNKNOWN_FIELD),
        ],
    )
    def test_refuses_what_cannot_be_and_leaves_no_trace(
        self, workout, exercise, field, value, problem
    ):
        with pytest.raises(services.InvalidOperation) as refused:
            services.apply_operation(
                athlete=workout.athlete,
                operation=put_set(workout, exercise, fields={field: value}),
            )

        assert refused.value.problems == {field: problem}
        assert not Operation.objects.exists()
        assert not LiftSet.objects.exists()

    def test_help_is_a_negative_load_on_an_assisted_exercise(self, athlete, workout):
        assisted = ExerciseFactory(is_assisted=True)

        result = services.apply_operation(
            athlete=athlete, operation=put_set(workout, assisted, fields={"typed_load": "-20"})
        )

        assert result.row.load_kg == -20

    def test_pounds_are_kept_as_typed(self, athlete, workout, exercise):
        result = services.apply_operation(
            athlete=athlete,
            operation=put_set(workout, exercise, fields={"typed_load": "45", "typed_unit": "lb"}),
        )

        result.row.refresh_from_db()
        assert (result.row.typed_load, result.row.typed_unit) == (45, "lb")
        assert result.row.load_kg == Decimal("20.41166")

    def test_costs_few_statements(self, athlete, workout, exercise, django_assert_max_num_queries):
        operation = put_set(workout, exercise)

        with django_assert_max_num_queries(8) as counted:
            services.apply_operation(athlete=athlete, operation=operation)

        statements = [
            query["sql"]
            for query in counted.captured_queries
            if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
        ]
        assert len(statements) == 5


class TestMerging:
    def test_fields_nobody_else_touched_are_merged(self, athlete):
        row = LiftSetFactory(athlete=athlete, workout__athlete=athlete)
        services.apply_operation(
            athlete=athlete, operation=patch_set(row, {"reps": 9}, base_revision=1)
        )

        result = services.apply_operation(
            athlete=athlete, operation=patch_set(row, {"rir": "2"}, base_revision=1)
        )

        assert result.status is OperationStatus.MERGED
        assert (result.row.reps, result.row.rir, result.revision) == (9, 2, 3)

    def test_for_the_same_field_the_later_arrival_wins_and_the_loser_is_kept(self, athlete):
        row = LiftSetFactory(athlete=athlete, workout__athlete=athlete)
        services.apply_operation(
            athlete=athlete, operation=patch_set(row, {"reps": 9}, base_revision=1)
        )
        late = patch_set(row, {"reps": 8}, base_revision=1)

        result = services.apply_operation(athlete=athlete, operation=late)

        assert result.status is OperationStatus.CONFLICT
        assert result.lost == {"reps": 9}
        assert result.row.reps == 8
        assert Operation.objects.get(pk=late.op_id).before == {"reps": 9}

    def test_an_edit_beats_a_deletion_that_had_not_seen_it(self, athlete):
        row = LiftSetFactory(athlete=athlete, workout__athlete=athlete)
        services.apply_operation(
            athlete=athlete, operation=patch_set(row, {"reps": 9}, base_revision=1)
        )

        result = services.apply_operation(
            athlete=athlete, operation=delete_set(row, base_revision=1)
        )

        assert result.status is OperationStatus.CONFLICT
        row.refresh_from_db()
        assert row.deleted_at is None

    def test_an_edit_of_a_deleted_set_brings_it_back(self, athlete):
        row = LiftSetFactory(athlete=athlete, workout__athlete=athlete)
        services.apply_operation(athlete=athlete, operation=delete_set(row))

        result = services.apply_operation(
            athlete=athlete, operation=patch_set(row, {"reps": 9}, base_revision=1)
        )

        assert result.status is OperationStatus.CONFLICT
        row.refresh_from_db()
        assert (row.deleted_at, row.reps) == (None, 9)

    def test_a_set_that_arrives_after_its_workout_was_deleted_brings_it_back(
        self, athlete, workout, exercise
    ):
        services.delete_workout(athlete=athlete, workout_id=workout.pk)

        services.apply_operation(athlete=athlete, operation=put_set(workout, exercise))

        workout.refresh_from_db()
        assert workout.deleted_at is None
        assert workout.ended_at is not None

    def test_a_set_cannot_move_to_another_workout(self, athlete):
        row = LiftSetFactory(athlete=athlete, workout__athlete=athlete)
        other = WorkoutFactory(athlete=athlete)

        with pytest.raises(services.InvalidOperation) as refused:
            services.apply_operation(
                athlete=athlete, operation=patch_set(row, {"workout_id": other.pk})
            )

        assert refused.value.problems == {"workout_id": Problem.FIXED}


class TestUndo:
    def test_brings_a_deleted_set_back(self, athlete):
        row = LiftSetFactory(athlete=athlete, workout__athlete=athlete)
        gone = services.delete_set(athlete=athlete, lift_set_id=row.pk)

        services.undo_operation(athlete=athlete, operation_id=gone.op_id)

        row.refresh_from_db()
        assert row.deleted_at is None

    def test_takes_an_edit_back_but_not_what_came_after_it(self, athlete):
        row = LiftSetFactory(athlete=athlete, workout__athlete=athlete, reps=10)
        first = services.edit_set(
            athlete=athlete, lift_set_id=row.pk, fields={"reps": 9, "rir": "1"}
        )
        services.edit_set(athlete=athlete, lift_set_id=row.pk, fields={"rir": "2"})

        services.undo_operation(athlete=athlete, operation_id=first.op_id)

        row.refresh_from_db()
        assert (row.reps, row.rir) == (10, 2)

    def test_can_itself_be_undone(self, athlete):
        row = LiftSetFactory(athlete=athlete, workout__athlete=athlete, reps=10)
        edit = services.edit_set(athlete=athlete, lift_set_id=row.pk, fields={"reps": 9})
        undo = services.undo_operation(athlete=athlete, operation_id=edit.op_id)

        services.undo_operation(athlete=athlete, operation_id=undo.op_id)

        row.refresh_from_db()
        assert row.reps == 9

    def test_anothers_operation_is_unknown(self, athlete, stranger):
        row = LiftSetFactory(athlete=athlete, workout__athlete=athlete)
        gone = services.delete_set(athlete=athlete, lift_set_id=row.pk)

        with pytest.raises(services.UnknownEntity):
            services.undo_operation(athlete=stranger, operation_id=gone.op_id)


class TestBatch:
    def whole_workout(self, exercise, athlete):
        workout_id = new_uuid7()
        workout = OperationRequest(
            op_id=new_uuid7(),
            entity=Entity.WORKOUT,
            entity_id=workout_id,
            kind=OperationKind.PUT,
            fields={
                "started_at": NOW,
                "ended_at": NOW + dt.timedelta(hours=1),
                "time_zone": "Europe/Berlin",
                "local_date": NOW.date(),
            },
        )
        sets = [
            put_set(
                Workout(pk=workout_id),
                exercise,
                fields={"set_index": i, "side": side, "performed_at": NOW},
            )
            for i in range(1, 11)
            for side in ("left", "right")
        ]
        return [*sets, workout]

    def test_stores_a_workout_with_its_sets_in_whatever_order(self, athlete, exercise):
        operations = self.whole_workout(exercise, athlete)

        results = services.apply_operations(athlete=athlete, operations=operations)

        assert [result.op_id for result in results] == [op.op_id for op in operations]
        assert LiftSet.objects.count() == 20
        assert Operation.objects.count() == 21

    def test_a_second_time_stores_nothing(self, athlete, exercise):
        operations = self.whole_workout(exercise, athlete)
        services.apply_operations(athlete=athlete, operations=operations)

        results = services.apply_operations(athlete=athlete, operations=operations)

        assert {result.status for result in results} == {OperationStatus.REPLAYED}
        assert LiftSet.objects.count() == 20

    def test_a_second_time_costs_little(self, athlete, exercise, django_assert_max_num_queries):
        operations = self.whole_workout(exercise, athlete)
        services.apply_operations(athlete=athlete, operations=operations)

        with django_assert_max_num_queries(8):
            services.apply_operations(athlete=athlete, operations=operations)

    def test_anothers_operation_ids_are_refused(self, athlete, stranger, exercise):
        operations = self.whole_workout(exercise, athlete)
        services.apply_operations(athlete=athlete, operations=operations)

        with pytest.raises(services.OperationKeyReused):
            services.apply_operations(athlete=stranger, operations=operations)

    def test_a_known_id_with_another_payload_is_refused(self, athlete, exercise):
        operations = self.whole_workout(exercise, athlete)
        services.apply_operations(athlete=athlete, operations=operations)
        other = put_set(
            Workout(pk=operations[-1].entity_id),
            exercise,
            op_id=operations[0].op_id,
            fields={"reps": 1},
        )

        with pytest.raises(services.OperationKeyReused):
            services.apply_operations(athlete=athlete, operations=[other])

    def test_cost_does_not_grow_with_the_sets(
        self, athlete, exercise, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(16):
            services.apply_operations(
                athlete=athlete, operations=self.whole_workout(exercise, athlete)
            )

    def test_one_bad_set_stores_nothing_and_is_named(self, athlete, exercise):
        operations = self.whole_workout(exercise, athlete)
        bad = put_set(Workout(pk=operations[-1].entity_id), exercise, fields={"reps": "-1"})

        with pytest.raises(services.InvalidOperation) as refused:
            services.apply_operations(athlete=athlete, operations=[*operations, bad])

        assert refused.value.op_id == bad.op_id
        assert not Workout.objects.exists()

    def test_a_mix_of_new_sets_and_edits(self, athlete, exercise):
        operations = self.whole_workout(exercise, athlete)
        services.apply_operations(athlete=athlete, operations=operations)
        row = LiftSet.objects.first()
        assert row is not None
        more = put_set(Workout(pk=operations[-1].entity_id), exercise, fields={"set_index": 11})

        services.apply_operations(athlete=athlete, operations=[patch_set(row, {"reps": 3}), more])

        row.refresh_from_db()
        assert row.reps == 3
        assert LiftSet.objects.count() == 21


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_a_double_click_stores_one_row(self):
        athlete = AthleteFactory()
        workout = WorkoutFactory(athlete=athlete, running=True)
        operation = put_set(workout, ExerciseFactory())
        barrier = Barrier(2)

        def click() -> str:
            barrier.wait(timeout=5)
            try:
                return services.apply_operation(athlete=athlete, operation=operation).status
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            clicks = [pool.submit(click) for _ in range(2)]
            statuses = sorted(future.result(timeout=10) for future in clicks)

        assert statuses == ["applied", "replayed"]
        assert LiftSet.objects.count() == 1

    def test_two_operations_for_one_new_set_make_one_row(self):
        athlete = AthleteFactory()
        workout = WorkoutFactory(athlete=athlete, running=True)
        exercise = ExerciseFactory()
        set_id = uuid.uuid4()
        operations = [put_set(workout, exercise, entity_id=set_id) for _ in range(2)]
        barrier = Barrier(2)

        def send(operation: OperationRequest) -> None:
            barrier.wait(timeout=5)
            try:
                services.apply_operation(athlete=athlete, operation=operation)
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            for future in [pool.submit(send, operation) for operation in operations]:
                future.result(timeout=10)

        assert LiftSet.objects.count() == 1
        assert Operation.objects.count() == 2


class TestLogSet:
    def test_stores_what_was_done(self, athlete, workout, exercise):
        result = services.log_set(
            athlete=athlete,
            workout_id=workout.pk,
            exercise_id=exercise.pk,
            set_index=1,
            side=SetSide.RIGHT,
            reps=8,
            typed_load=Decimal(16),
            typed_unit="kg",
        )

        result.row.refresh_from_db()
        assert (result.row.side, result.row.reps, result.row.rir) == ("right", 8, None)

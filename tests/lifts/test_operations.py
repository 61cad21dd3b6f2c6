"""The one write path: an operation is applied once, whoever sends it again."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection

from apps.exercises.domain.vocabulary import SetSide
from apps.lifts import services
from apps.lifts.domain.operations import (
    OperationRequest,
    OperationStatus,
)
from apps.lifts.domain.validation import Problem
from apps.lifts.models import LiftSet, Operation
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import LiftSetFactory, WorkoutFactory
from tests.support.factories.profiles import AthleteFactory
from tests.support.operations import NOW, put_set


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
        assert len(statements) == 3


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

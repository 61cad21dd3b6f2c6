"""Many operations at once."""

import datetime as dt

import pytest

from apps.core.identifiers import new_uuid7
from apps.lifts import services
from apps.lifts.domain.operations import (
    Entity,
    OperationKind,
    OperationRequest,
    OperationStatus,
)
from apps.lifts.models import LiftSet, Operation, Workout
from tests.support.operations import NOW, patch_set, put_set


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

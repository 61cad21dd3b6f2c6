"""Two devices, one row: nothing that was added or edited is lost."""

import pytest

from apps.lifts import services
from apps.lifts.domain.operations import (
    OperationStatus,
)
from apps.lifts.domain.validation import Problem
from apps.lifts.models import Operation
from tests.support.factories.lifts import LiftSetFactory, WorkoutFactory
from tests.support.operations import delete_set, patch_set, put_set


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

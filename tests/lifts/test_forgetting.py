"""Taking back the consent to keep pain numbers, in the log."""

import datetime as dt
from decimal import Decimal
from importlib import import_module
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from apps.core.identifiers import new_uuid7
from apps.exercises.domain.vocabulary import SetSide
from apps.lifts import services
from apps.lifts.domain.operations import (
    FORGOTTEN_HASH,
    Entity,
    OperationKind,
    OperationRequest,
    OperationStatus,
)
from apps.lifts.models import LiftSet, Operation
from apps.profiles.domain.consent import Purpose
from apps.profiles.models import Athlete
from apps.profiles.services import give_consent
from tests.support.factories.exercises import ExerciseFactory


def log_with_pain(athlete: Athlete) -> LiftSet:
    """One set that hurt, edited once."""
    workout = services.start_workout(
        athlete=athlete,
        started_at=timezone.now() - dt.timedelta(hours=1),
        time_zone="UTC",
        local_date=timezone.localdate(),
    )
    logged = services.log_set(
        athlete=athlete,
        workout_id=workout.entity_id,
        exercise_id=ExerciseFactory().pk,
        set_index=1,
        side=SetSide.LEFT,
        reps=8,
        typed_load=Decimal(20),
        typed_unit="kg",
        pain=4,
    )
    services.edit_set(athlete=athlete, lift_set_id=logged.entity_id, fields={"pain": 6})
    return LiftSet.objects.get(pk=logged.entity_id)


def asked(lift_set: LiftSet, op_id: UUID, pain: int) -> OperationRequest:
    """Change how much a set hurt."""
    return OperationRequest(
        op_id=op_id,
        entity=Entity.LIFT_SET,
        entity_id=lift_set.pk,
        kind=OperationKind.PATCH,
        fields={"pain": pain},
    )


class TestForgetLoggedPain:
    def test_no_number_is_left_in_the_sets_or_in_the_ledger(self, athlete: Athlete) -> None:
        lift_set = log_with_pain(athlete)
        assert lift_set.pain == 6
        services.forget_logged_pain(athlete=athlete)
        lift_set.refresh_from_db()
        assert (lift_set.pain, lift_set.reps) == (None, 8)
        for operation in Operation.objects.filter(athlete=athlete):
            assert "pain" not in operation.fields
            assert "pain" not in (operation.before or {})

    def test_another_athletes_numbers_stay(self, athlete: Athlete, stranger: Athlete) -> None:
        theirs = log_with_pain(stranger)
        services.forget_logged_pain(athlete=athlete)
        theirs.refresh_from_db()
        assert theirs.pain == 6

    def test_the_number_cannot_be_tried_out_on_the_ledger(self, athlete: Athlete) -> None:
        lift_set, op_id = log_with_pain(athlete), new_uuid7()

        hashes = {asked(lift_set, op_id, pain).payload_hash for pain in range(11)}

        assert len(hashes) == 1

    def test_sent_again_it_is_still_the_same_operation(self, athlete: Athlete) -> None:
        lift_set, op_id = log_with_pain(athlete), new_uuid7()
        services.apply_operation(athlete=athlete, operation=asked(lift_set, op_id, 3))
        with pytest.raises(services.OperationKeyReused):
            services.apply_operation(athlete=athlete, operation=asked(lift_set, op_id, 5))

        services.forget_logged_pain(athlete=athlete)

        again = services.apply_operation(athlete=athlete, operation=asked(lift_set, op_id, 3))
        lift_set.refresh_from_db()
        assert again.status is OperationStatus.REPLAYED
        assert lift_set.pain is None


class TestHashesOfOldOperations:
    def test_those_that_told_pain_are_forgotten_and_still_recognised(
        self, athlete: Athlete, stranger: Athlete
    ) -> None:
        mine, theirs = log_with_pain(athlete), log_with_pain(stranger)
        give_consent(athlete=stranger, purpose=Purpose.PAIN, given_at=timezone.now())
        services.forget_logged_pain(athlete=athlete)
        op_id = Operation.objects.get(entity_id=theirs.pk, kind="patch").pk
        migration = import_module("apps.lifts.migrations.0004_forget_hashes_that_tell_pain")

        with connection.cursor() as cursor:
            cursor.execute(migration.FORGET)

        forgotten = Operation.objects.filter(payload_hash=FORGOTTEN_HASH)
        assert set(forgotten.values_list("entity_id", flat=True)) == {mine.pk, theirs.pk}
        assert Operation.objects.exclude(payload_hash=FORGOTTEN_HASH).filter(entity="workout")
        again = services.apply_operation(athlete=stranger, operation=asked(theirs, op_id, 6))
        assert again.status is OperationStatus.REPLAYED
        with pytest.raises(services.OperationKeyReused):
            services.apply_operation(athlete=athlete, operation=asked(mine, op_id, 6))

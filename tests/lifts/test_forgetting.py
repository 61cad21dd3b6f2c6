"""Taking back the consent to keep pain numbers, in the log."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from apps.exercises.domain.vocabulary import SetSide
from apps.lifts import services
from apps.lifts.models import LiftSet, Operation
from apps.profiles.models import Athlete
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

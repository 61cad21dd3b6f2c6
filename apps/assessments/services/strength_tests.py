"""Strength tests: sets of the log like any other, which the detector reads as checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from msgspec import Struct

from apps.exercises.domain.vocabulary import SetKind, SetSide, Side
from apps.lifts.queries import known_set_ids_for, next_index_for, running_workout_for
from apps.lifts.services import (
    add_exercise_to_workout,
    finish_workout,
    log_set,
    start_workout,
)
from apps.profiles.domain.consent import Purpose

from .consenting import ask_for

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


class Try(Struct, frozen=True, kw_only=True):
    """One try as typed: a load in the athlete's unit (None for none), and repetitions."""

    typed_load: Decimal | None
    reps: int


class StrengthTest(Struct, frozen=True, kw_only=True):
    """One strength test, done now.

    Attributes
    ----------
    test_id
        Made with the form: a form that is sent twice is one test.
    tries
        By side, in the order in which they were done.
    counts
        False for practice, which is logged as warm-up, so that no verdict rests on it.
    done_at, day, time_zone
        When, and the local day of which zone.
    """

    test_id: UUID
    exercise_id: UUID
    tries: Mapping[Side, Sequence[Try]]
    first_side: Side
    counts: bool
    done_at: dt.datetime
    day: dt.date
    time_zone: str

    def named(self, name: str) -> UUID:
        """An id that the same form makes again."""
        return uuid5(self.test_id, name)

    def set_id(self, side: Side, index: int) -> UUID:
        """The id of one side's set."""
        return self.named(f"{side.value}-{index}")


@transaction.atomic
def record_strength_test(*, athlete: Athlete, test: StrengthTest) -> None:
    """Log both sides, or none; into the workout that is running, else into one of its own."""
    ask_for(athlete, Purpose.SELF_TESTS)
    if not all(test.tries.get(side) for side in Side):
        raise ValidationError(_("Both sides are needed."))
    if known_set_ids_for(athlete, [test.set_id(test.first_side, 0)]):
        return
    running = running_workout_for(athlete)
    workout_id = running.pk if running is not None else _start_workout(athlete, test)
    add_exercise_to_workout(
        athlete=athlete,
        workout_id=workout_id,
        exercise_id=test.exercise_id,
        first_side=test.first_side,
        workout_exercise_id=test.named("line"),
        op_id=test.named("list"),
    )
    _log_tries(athlete, test, workout_id)
    if running is None:
        finish_workout(
            athlete=athlete,
            workout_id=workout_id,
            ended_at=test.done_at,
            op_id=test.named("finish"),
        )


def _start_workout(athlete: Athlete, test: StrengthTest) -> UUID:
    started = start_workout(
        athlete=athlete,
        started_at=test.done_at,
        time_zone=test.time_zone,
        local_date=test.day,
        title=_("Self-test"),
        workout_id=test.named("workout"),
        op_id=test.named("start"),
    )
    return started.entity_id


def _log_tries(athlete: Athlete, test: StrengthTest, workout_id: UUID) -> None:
    """Log the tries in the order in which they were done: one side, the other, again."""
    order = (test.first_side, test.first_side.opposite)
    start = next_index_for(athlete, workout_id=workout_id, exercise_id=test.exercise_id)
    for index, turn in enumerate(zip_longest(*(test.tries[side] for side in order))):
        for place, (side, one) in enumerate(zip(order, turn, strict=True), start=1):
            if one is not None:
                log_set(
                    athlete=athlete,
                    workout_id=workout_id,
                    exercise_id=test.exercise_id,
                    set_index=start + index,
                    side=SetSide(side.value),
                    reps=one.reps,
                    typed_load=one.typed_load,
                    typed_unit=athlete.weight_unit,
                    kind=SetKind.CHECK if test.counts else SetKind.WARM_UP,
                    pair_order=place,
                    made_at=test.done_at,
                    lift_set_id=test.set_id(side, index),
                    op_id=test.named(f"log-{side.value}-{index}"),
                )

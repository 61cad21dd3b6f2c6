"""Pain of the log, of stops and of mornings: what is kept, what it blocks, what the pages say."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from apps.assessments import queries, services
from apps.assessments.domain.pain import Morning, Status
from apps.assessments.domain.screening import AskAgain, Permission
from apps.assessments.models import PainBlock, PainMorning, PainStop
from apps.core.events import Event, News, announce
from apps.exercises.domain.vocabulary import Region, Side
from tests.support.factories.assessments import (
    PainBlockFactory,
    PainMorningFactory,
    PainStopFactory,
    ScreeningFactory,
)
from tests.support.factories.exercises import ExerciseFactory
from tests.support.pain import day, log, status_of

DETAIL = reverse("assessments:pain_detail")
MORNING = reverse("assessments:pain_morning_create")


class TestPainStates:
    def test_nothing_told_is_nothing(self, painful, squat):
        log(painful, squat, None)

        assert queries.pain_states_for(painful, today=day()) == {}

    def test_each_side_stands_by_itself(self, painful, squat):
        log(painful, squat, 4, side="left")
        log(painful, squat, 1, side="right")

        assert status_of(painful, squat, Side.LEFT) is Status.HOLD
        assert status_of(painful, squat, Side.RIGHT) is Status.AS_PLANNED

    def test_sides_that_nobody_told_apart_are_no_side(self, painful, squat):
        log(painful, squat, 4, side="both")
        log(painful, squat, 8, side="each")

        assert status_of(painful, squat, None) is Status.LIGHTEN

    def test_log_stops_and_mornings_add_up(self, painful, squat):
        log(painful, squat, 3, days=-1)
        PainMorningFactory(athlete=painful, exercise=squat, on=day())
        assert status_of(painful, squat) is Status.EASE

        PainStopFactory(athlete=painful, exercise=squat, on=day(), pain=6)
        assert status_of(painful, squat) is Status.LIGHTEN

    def test_a_clinicians_word_starts_anew_for_the_pattern_and_side(self, painful, squat):
        for side in ("left", "right"):
            for days in (-6, -3):
                log(painful, squat, 8, days=days, side=side)
        PainBlockFactory(athlete=painful, side="left", since=day(-3), lifted_on=day(-1))
        PainBlockFactory(athlete=painful, side="left", pattern="hip_dominant")

        assert status_of(painful, squat, Side.LEFT) is Status.AS_PLANNED
        assert status_of(painful, squat, Side.RIGHT) is Status.BLOCK

    def test_is_nobody_elses(self, painful, stranger, squat):
        log(stranger, squat, 9)
        PainStopFactory(athlete=stranger, exercise=squat)

        assert queries.pain_states_for(painful, today=day()) == {}


class TestReviewPain:
    def review(self, athlete):
        services.review_pain(athlete=athlete, today=day())

    def test_strong_pain_twice_blocks_what_the_exercises_work(self, painful, squat):
        other = ExerciseFactory(pattern="knee_dominant", joints=["knee", "ankle"])
        log(painful, squat, 7, days=-10)
        log(painful, other, 6)

        self.review(painful)

        block = PainBlock.objects.get()
        assert (block.pattern, block.side, block.since) == ("knee_dominant", "left", day())
        assert block.regions == ["ankle", "hip", "knee"]
        safety = queries.safety_for(painful, today=day())
        assert safety.blocked_regions == {Region.KNEE, Region.HIP, Region.ANKLE}

    @pytest.mark.parametrize(
        ("side", "days", "pain"), [("right", -10, 7), ("left", -15, 7), ("left", -10, 5)]
    )
    def test_not_of_two_sides_nor_long_ago_nor_bearable(self, painful, squat, side, days, pain):
        log(painful, squat, pain, days=days, side=side)
        log(painful, squat, 6)

        self.review(painful)

        assert not PainBlock.objects.exists()

    def test_twice_reviewed_is_blocked_once(self, painful, squat):
        log(painful, squat, 7, days=-1)
        log(painful, squat, 7)

        self.review(painful)
        self.review(painful)

        assert PainBlock.objects.count() == 1

    def test_a_slip_of_the_finger_is_taken_back(self, painful, squat):
        log(painful, squat, 7, days=-1)
        slip = log(painful, squat, 7)
        self.review(painful)

        slip.pain = 1
        slip.save()
        self.review(painful)

        assert not PainBlock.objects.exists()

    def test_an_old_block_outlives_what_is_looked_at(self, painful):
        PainBlockFactory(athlete=painful, since=day(-89))

        self.review(painful)

        assert PainBlock.objects.exists()

    def test_after_clearance_it_takes_two_again(self, painful, squat):
        log(painful, squat, 7, days=-3)
        log(painful, squat, 7, days=-2)
        PainBlockFactory(athlete=painful, since=day(-2), lifted_on=day(-1))

        self.review(painful)
        log(painful, squat, 7)
        self.review(painful)
        assert PainBlock.objects.filter(lifted_on=None).count() == 0

    @pytest.mark.parametrize(
        "event", [Event.WORKOUT_FINISHED, Event.PAST_SETS_CHANGED, Event.SETS_IMPORTED]
    )
    def test_hears_of_the_log(self, painful, squat, event, django_capture_on_commit_callbacks):
        log(painful, squat, 7, days=-1)
        log(painful, squat, 7)

        with django_capture_on_commit_callbacks(execute=True):
            announce(News(event=event, athlete_id=painful.pk))

        assert PainBlock.objects.exists()

    @pytest.mark.parametrize(("answered", "asked"), [(-2, AskAgain.STOP), (1, None)])
    def test_pain_that_stops_asks_the_questions_again(self, painful, squat, answered, asked):
        ScreeningFactory(athlete=painful, answered_at=timezone.now() + dt.timedelta(days=answered))
        log(painful, squat, 8)

        self.review(painful)

        assert queries.safety_for(painful, today=day()).ask_again is asked

    def test_bearable_pain_asks_nothing(self, painful, squat):
        ScreeningFactory(athlete=painful, answered_at=timezone.now() - dt.timedelta(days=2))
        log(painful, squat, 5)

        self.review(painful)

        assert queries.safety_for(painful, today=day()).permission is Permission.ALLOWED


class TestAnswerMorning:
    def answer(self, athlete, exercise, said=Morning.BACK, side=Side.LEFT):
        services.answer_morning(
            athlete=athlete, exercise_id=exercise.pk, side=side, answer=said, today=day()
        )

    def test_refuses_without_consent(self, athlete, squat):
        log(athlete, squat, 4, days=-1)

        with pytest.raises(ValidationError, match="only kept after you agree"):
            self.answer(athlete, squat)
        assert not PainMorning.objects.exists()

    @pytest.mark.parametrize("days", [0, -2])
    def test_refuses_what_did_not_hurt_yesterday(self, painful, squat, days):
        log(painful, squat, 4, days=days)

        with pytest.raises(ValidationError, match="hurt yesterday"):
            self.answer(painful, squat)

    def test_refuses_another_side(self, painful, squat):
        log(painful, squat, 4, days=-1, side="right")

        with pytest.raises(ValidationError, match="hurt yesterday"):
            self.answer(painful, squat)

    def test_answered_again_is_changed(self, painful, squat):
        log(painful, squat, 4, days=-1)

        self.answer(painful, squat, Morning.HIGHER)
        self.answer(painful, squat, Morning.BACK)

        assert [row.answer for row in PainMorning.objects.all()] == ["back"]


class TestNotePainStop:
    def test_refuses_without_consent(self, athlete, squat):
        with pytest.raises(ValidationError, match="only kept after you agree"):
            services.note_pain_stop(
                athlete=athlete, exercise_id=squat.pk, side=None, pain=8, on=day()
            )
        assert not PainStop.objects.exists()


class TestConstraints:
    def refused(self, constraint, make):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            make()

    def test_what_the_database_refuses(self, painful, squat):
        mine = {"athlete": painful, "exercise": squat}
        PainStopFactory(**mine)
        self.refused("painstop_once_a_day", lambda: PainStopFactory(**mine))
        self.refused("painstop_range", lambda: PainStopFactory(**mine, side="right", pain=11))
        PainMorningFactory(**mine)
        self.refused("painmorning_once", lambda: PainMorningFactory(**mine))
        PainBlockFactory(athlete=painful)
        self.refused("painblock_one_standing", lambda: PainBlockFactory(athlete=painful))
        self.refused(
            "painblock_lifted_after",
            lambda: PainBlockFactory(athlete=painful, side="right", lifted_on=day(-1)),
        )

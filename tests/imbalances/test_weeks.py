"""The history by weeks that is kept beside a finding: the same as its workouts, joined."""

import datetime as dt
import json

import pytest
from django.utils import timezone

from apps.core.axes import Grain
from apps.exercises.domain.vocabulary import MovementPattern
from apps.imbalances import queries, services
from apps.imbalances.models import Finding
from apps.imbalances.queries.spans import joined_spans, joined_strength, spans_for, strength_for
from apps.imbalances.queries.weeks import weeks_for
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.imbalances import log_pair, train_both_sides
from tests.support.factories.lifts import WorkoutFactory

pytestmark = pytest.mark.django_db

KNEE = MovementPattern.KNEE_DOMINANT
EXTENSIONS = 12
WORKOUTS = 70 + EXTENSIONS
"""More than are drawn one by one."""


@pytest.fixture
def started():
    return timezone.now() - dt.timedelta(weeks=35)


@pytest.fixture
def judged(athlete, leg_press, started):
    """The athlete after eight months with two exercises, judged."""
    train_both_sides(
        athlete,
        leg_press,
        workouts=WORKOUTS - EXTENSIONS,
        sets=1,
        left_weaker_log_pct=14,
        started=started,
    )
    extension = ExerciseFactory(pattern=KNEE.value, limb="leg")
    train_both_sides(athlete, extension, workouts=EXTENSIONS, sets=1, seed=2, started=started)
    services.refresh(athlete_id=athlete.pk)
    return athlete


class TestWeeks:
    def test_they_are_the_workouts_joined(self, judged):
        kept = weeks_for(judged, KNEE, since=None)
        summed = joined_spans(spans_for(judged, KNEE, since=None), Grain.WEEK)
        assert len(kept.spans) == len(summed) > 30
        for one, other in zip(kept.spans, summed, strict=True):
            assert (one.first_day, one.last_day) == (other.first_day, other.last_day)
            assert one[7:12] == other[7:12]
            assert (one.is_bound, one.is_running) == (other.is_bound, other.is_running)
            assert one.at_s == pytest.approx(other.at_s, abs=0.5)
            assert one.mean_log_pct == pytest.approx(other.mean_log_pct, abs=1e-3)
            assert one.sd_log_pct == pytest.approx(other.sd_log_pct, abs=1e-3)
            assert one.difference_log_pct == pytest.approx(other.difference_log_pct, abs=0.01)
            assert one.information == pytest.approx(other.information, rel=1e-4)

    @pytest.mark.parametrize("grain", [Grain.WEEK, Grain.MONTH])
    def test_strength_is_the_mean_of_the_workouts(self, judged, started, grain):
        since = None if grain is Grain.MONTH else started - dt.timedelta(days=1)
        kept = weeks_for(judged, KNEE, since=since)
        assert kept.grain is grain
        summed = joined_strength(strength_for(judged, KNEE, since=None), grain)
        assert len(kept.strength) == len(summed)
        assert {one.exercise_id for one in kept.strength} == {one.exercise_id for one in summed}
        by_place = {(one.exercise_id, one.last_day): one for one in summed}
        for one in kept.strength:
            other = by_place[one.exercise_id, one.last_day]
            assert one.n_workouts == other.n_workouts
            assert one.left_e1rm_kg == pytest.approx(other.left_e1rm_kg, abs=0.005)
            assert one.right_e1rm_kg == pytest.approx(other.right_e1rm_kg, abs=0.005)

    def test_a_part_of_them_begins_with_the_week_of_the_day(self, judged):
        since = timezone.now() - dt.timedelta(weeks=10)
        every, late = weeks_for(judged, KNEE, since=None), weeks_for(judged, KNEE, since=since)
        assert 0 < len(late.spans) < len(every.spans)
        assert late.spans == every.spans[-len(late.spans) :]
        assert late.spans[0].last_day >= since.date()

    def test_nothing_kept_is_told(self, judged, stranger):
        assert weeks_for(stranger, KNEE, since=None) is None
        Finding.objects.update(weeks="")
        assert weeks_for(judged, KNEE, since=None) is None

    def test_they_are_short(self, judged):
        (kept,) = Finding.objects.values_list("weeks", flat=True)
        assert len(kept) / len(json.loads(kept)["spans"]) < 160


class TestEvidence:
    def test_a_long_time_is_read_from_the_weeks(self, judged):
        now = timezone.now()
        long = queries.evidence_for(judged, KNEE, as_of=now)
        assert (long.grain, long.strength_grain) == (Grain.WEEK, Grain.MONTH)
        short = queries.evidence_for(judged, KNEE, as_of=now, since=now - dt.timedelta(weeks=12))
        assert (short.grain, short.strength_grain) == (Grain.WORKOUT, Grain.WORKOUT)
        assert long.finding == short.finding
        assert sum(one.n_workouts for one in long.spans) == WORKOUTS
        assert long.spans[-1].mean_log_pct == pytest.approx(short.spans[-1].mean_log_pct, abs=1e-3)

    def test_where_no_weeks_are_kept_workouts_are_drawn(self, judged):
        Finding.objects.update(weeks="")
        evidence = queries.evidence_for(judged, KNEE, as_of=timezone.now())
        assert evidence.grain is Grain.WORKOUT
        assert len(evidence.spans) == WORKOUTS

    def test_a_running_workout_is_part_of_its_week(self, judged, leg_press):
        now = timezone.now()
        before = queries.evidence_for(judged, KNEE, as_of=now)
        running = WorkoutFactory(
            athlete=judged, running=True, started_at=now - dt.timedelta(minutes=20)
        )
        log_pair(running, leg_press, left={"reps": 6}, right={"reps": 10})
        after = queries.evidence_for(judged, KNEE, as_of=now)
        assert sum(one.n_workouts for one in after.spans) == WORKOUTS + 1
        assert [one.is_running for one in after.spans].count(True) == 1
        assert after.spans[-1].is_running
        assert len(after.spans) - len(before.spans) in {0, 1}
        (row, *_earlier) = reversed(after.occasions)
        assert row.is_running
        assert not before.occasions[-1].is_running

    def test_only_what_runs_is_dark_where_all_was_judged_again(self, judged, leg_press):
        now = timezone.now()
        Finding.objects.update(policy_version="older")
        running = WorkoutFactory(
            athlete=judged, running=True, started_at=now - dt.timedelta(minutes=20)
        )
        log_pair(running, leg_press, left={"reps": 6}, right={"reps": 10})
        evidence = queries.evidence_for(judged, KNEE, as_of=now)
        assert sum(one.n_workouts for one in evidence.spans) == WORKOUTS + 1
        assert [one.is_running for one in evidence.spans].count(True) == 1
        assert sum(one.is_running for one in evidence.occasions) == 1

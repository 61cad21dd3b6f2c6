"""Every rule that the database itself guards, broken once."""

import pytest
from django.db import IntegrityError

from apps.imbalances.models import Finding, OccasionPoint, TrendPoint
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.imbalances import (
    FindingFactory,
    OccasionPointFactory,
    TrendPointFactory,
)
from tests.support.factories.lifts import WorkoutFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("broken", "constraint"),
    [
        ({"pattern": "balance"}, "imbalances_finding_pattern_known"),
        ({"verdict": "sick"}, "imbalances_finding_verdict_known"),
        ({"weaker_side": "both", "verdict": "level"}, "imbalances_finding_side_known"),
        ({"weaker_side": ""}, "imbalances_finding_imbalance_names_side"),
        ({"sd_log_pct": -0.1}, "imbalances_finding_sd_range"),
        ({"gap_pct": 100.1}, "imbalances_finding_gap_range"),
        ({"low80_pct": 16.0}, "imbalances_finding_range_ordered"),
        ({"n_agreeing": 13}, "imbalances_finding_agreeing_counted"),
        ({"what_would_change": ["luck"]}, "imbalances_finding_change_known"),
        ({"p_over_5": 1.1}, "imbalances_finding_p_over_5_range"),
        ({"p_over_10": -0.1}, "imbalances_finding_p_over_10_range"),
        ({"p_over_20": 1.1}, "imbalances_finding_p_over_20_range"),
        ({"p_direction": 1.1}, "imbalances_finding_p_direction_range"),
    ],
)
def test_a_finding_keeps_its_rules(broken, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        FindingFactory(**broken)


def test_a_pattern_has_one_finding(athlete):
    FindingFactory(athlete=athlete)
    with pytest.raises(IntegrityError, match="imbalances_finding_pattern_once"):
        FindingFactory(athlete=athlete)


@pytest.mark.parametrize(
    ("broken", "constraint"),
    [
        ({"pattern": "mobility"}, "imbalances_occasion_pattern_known"),
        ({"left_out": True, "exclusion": "mood"}, "imbalances_occasion_exclusion_known"),
        ({"variance": 0.0}, "imbalances_occasion_compared_or_left_out"),
        ({"n_pairs": 0}, "imbalances_occasion_compared_or_left_out"),
        ({"exclusion": "pain"}, "imbalances_occasion_compared_or_left_out"),
        ({"left_out": True, "exclusion": ""}, "imbalances_occasion_compared_or_left_out"),
    ],
)
def test_an_occasion_was_compared_or_left_out_with_a_reason(broken, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        OccasionPointFactory(**broken)


def test_an_exercise_is_compared_once_a_workout(athlete):
    workout, exercise = WorkoutFactory(athlete=athlete), ExerciseFactory()
    OccasionPointFactory(athlete=athlete, workout=workout, exercise=exercise)
    OccasionPointFactory(athlete=athlete, workout=workout, exercise=exercise, left_out=True)
    with pytest.raises(IntegrityError, match="imbalances_occasion_compared_once"):
        OccasionPointFactory(athlete=athlete, workout=workout, exercise=exercise)


@pytest.mark.parametrize(
    ("broken", "constraint"),
    [
        ({"pattern": "neck_and_posture"}, "imbalances_trend_pattern_known"),
        ({"sd_log_pct": -1.0}, "imbalances_trend_sd_range"),
        ({"smoothed_sd_log_pct": -1.0}, "imbalances_trend_sd_range"),
    ],
)
def test_a_trend_point_keeps_its_rules(broken, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        TrendPointFactory(**broken)


def test_a_workout_has_one_trend_point(athlete):
    workout = WorkoutFactory(athlete=athlete)
    TrendPointFactory(athlete=athlete, workout=workout)
    with pytest.raises(IntegrityError, match="imbalances_trend_workout_once"):
        TrendPointFactory(athlete=athlete, workout=workout)


@pytest.mark.parametrize("model", [Finding, OccasionPoint, TrendPoint])
def test_every_index_starts_with_the_athlete(model):
    assert all(index.fields[0] == "athlete" for index in model._meta.indexes)


def test_a_finding_leads_to_its_page():
    assert FindingFactory().get_absolute_url() == "/balance/knee-dominant/"


def test_rows_say_what_they_hold():
    assert str(FindingFactory()) == "knee_dominant: imbalance"
    assert str(OccasionPointFactory(left_out=True)) == "2026-03-02: pain"
    assert str(TrendPointFactory()) == "2026-03-02: 12.0"

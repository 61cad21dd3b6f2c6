"""Findings, occasions and spans as values, for presenters' tests."""

import datetime as dt
from uuid import uuid4

from msgspec.structs import replace

from apps.exercises.domain.symmetry import gap_pct
from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.imbalances.domain.verdicts import Confidence, Finding, Verdict
from apps.imbalances.queries import Occasion, Span, StrengthSpan

NOW = dt.datetime(2026, 3, 30, 18, tzinfo=dt.UTC)
PRESS = uuid4()


def plain(text):
    return text.replace("\u00a0", " ")


def finding(**changes):
    base = Finding(
        pattern=MovementPattern.KNEE_DOMINANT,
        as_of=NOW,
        verdict=Verdict.IMBALANCE,
        weaker_side=Side.LEFT,
        missing_side=None,
        mean_log_pct=13.9,
        sd_log_pct=2.6,
        centre_log_pct=0.0,
        gap_pct=gap_pct(13.9),
        low80_pct=10.0,
        high80_pct=15.8,
        signed_low80_pct=10.0,
        signed_high80_pct=15.8,
        p_over_5=0.99,
        p_over_10=0.9,
        p_over_20=0.01,
        p_direction=0.99,
        n_occasions=12,
        n_days=12,
        n_informative_pairs=36,
        n_agreeing=21,
        n_comparisons=23,
        strengths=(),
        time_to_level=None,
        what_would_change=(),
        confidence=Confidence.MEDIUM,
        is_large=False,
        policy_version="1",
    )
    return replace(base, **changes)


def occasion(*, days_ago=0, **changes):
    at = NOW - dt.timedelta(days=days_ago)
    base = Occasion(
        at=at,
        local_date=at.date(),
        workout_id=uuid4(),
        exercise_id=PRESS,
        exercise_name="One-leg press",
        difference_log_pct=12.0,
        variance=30.0,
        left_e1rm_kg=40.0,
        right_e1rm_kg=45.0,
        n_pairs=3,
        is_check=False,
        first_side=None,
        rir_known=True,
    )
    return replace(base, **changes)


def span(*, days_ago=0, difference=12.0, variance=30.0, **changes):
    """One workout."""
    at = NOW - dt.timedelta(days=days_ago)
    base = Span(
        first_day=at.date(),
        last_day=at.date(),
        at_s=at.timestamp(),
        mean_log_pct=12.0,
        sd_log_pct=2.0,
        information=1 / variance,
        weighted=difference / variance,
        n_workouts=1,
        n_right=int(difference > 0),
        n_left=int(difference < 0),
        n_checks=0,
        n_exercises=1,
        exercise_id=PRESS,
    )
    return base._replace(**changes)


def strength_span(*, days_ago=0, **changes):
    at = NOW - dt.timedelta(days=days_ago)
    base = StrengthSpan(
        exercise_id=PRESS,
        first_day=at.date(),
        last_day=at.date(),
        at_s=at.timestamp(),
        left_e1rm_kg=40.0,
        right_e1rm_kg=45.0,
        n_workouts=1,
    )
    return base._replace(**changes)

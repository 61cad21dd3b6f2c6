from __future__ import annotations

import math
from datetime import timedelta
from statistics import NormalDist

import pytest
from msgspec.structs import replace

from apps.exercises.domain.symmetry import gap_pct
from apps.exercises.domain.vocabulary import MovementPattern, SetKind, Side
from apps.imbalances.domain.assessment import assess_pattern
from apps.imbalances.domain.closing import time_to_level
from apps.imbalances.domain.policy import DEFAULT_POLICY
from apps.imbalances.domain.state import FIRST_EXERCISE, FilterState, Standing, Tally, initial_state
from apps.imbalances.domain.verdicts import Change, Confidence, Finding, NextStep, Verdict, judge
from apps.profiles.domain.people import Handedness
from tests.support.logged_sets import MONDAY, both_sides, logged_set

KNEE = MovementPattern.KNEE_DOMINANT
ENOUGH = Tally(
    n_occasions=6, n_days=6, n_comparisons=6, n_informative_pairs=18, n_right=5, n_left=1
)


def believed(level: float, trend: float = 0.0) -> tuple[float, ...]:
    return (level, trend, *[0.0] * (FIRST_EXERCISE - 2))


def spread(level: float, trend: float = 0.0, both: float = 0.0) -> tuple[tuple[float, ...], ...]:
    rest = [0.0] * (FIRST_EXERCISE - 2)
    none = [(0.0,) * FIRST_EXERCISE for _ in rest]
    return ((level, both, *rest), (both, trend, *rest), *none)


def state(
    mean: float,
    sd: float,
    *,
    standing: Standing | None = None,
    tally: Tally = ENOUGH,
    pattern: MovementPattern = KNEE,
    **changes,
) -> FilterState:
    prior = initial_state(pattern, Handedness.RIGHT, DEFAULT_POLICY)
    return replace(
        prior,
        mean=believed(mean),
        covariance=spread(sd**2),
        at=MONDAY,
        tally=tally,
        standing=standing or Standing(),
        **changes,
    )


def judged(*args, **kwargs) -> Finding:
    return judge(state(*args, **kwargs), as_of=MONDAY, policy=DEFAULT_POLICY)


STANDS = Standing(imbalance=True, was_imbalance=True)


@pytest.mark.parametrize(
    ("mean", "sd", "standing", "verdict"),
    [
        (16.0, 3.0, None, Verdict.IMBALANCE),
        (-16.0, 3.0, None, Verdict.IMBALANCE),
        (12.0, 3.0, None, Verdict.LEANING),  # over 10 % with 69 %: not yet
        (12.0, 3.0, STANDS, Verdict.IMBALANCE),  # but one that stands stays
        (9.5, 2.0, STANDS, Verdict.IMBALANCE),  # 30.2 %
        (9.4, 2.0, STANDS, Verdict.LEANING),  # 28.5 %
        (2.0, 3.0, None, Verdict.LEVEL),
        (7.0, 2.0, None, Verdict.LEVEL),
        (8.0, 3.0, None, Verdict.LEANING),
        (4.0, 5.5, None, Verdict.NOT_SURE),
        (16.0, 6.1, None, Verdict.NOT_ENOUGH_DATA),
        (2.0, 2.0, Standing(was_imbalance=True, level_checks=1), Verdict.LEVEL),
        (2.0, 2.0, Standing(was_imbalance=True, level_checks=2), Verdict.CLOSED),
        (16.0, 3.0, Standing(was_imbalance=True, level_checks=2), Verdict.IMBALANCE),
    ],
)
def test_order_of_verdicts(mean, sd, standing, verdict):
    assert judged(mean, sd, standing=standing).verdict is verdict


@pytest.mark.parametrize(
    ("tally", "verdict"),
    [
        (replace(ENOUGH, n_occasions=2), Verdict.NOT_ENOUGH_DATA),
        (replace(ENOUGH, n_days=1), Verdict.NOT_ENOUGH_DATA),
        (replace(ENOUGH, n_occasions=3, n_days=2), Verdict.IMBALANCE),
        (Tally(), Verdict.NOT_ENOUGH_DATA),
        (Tally(lone_left=4), Verdict.ONE_SIDE_MISSING),
        (replace(ENOUGH, lone_left=9), Verdict.IMBALANCE),
        (replace(ENOUGH, n_occasions=1, lone_left=9), Verdict.NOT_ENOUGH_DATA),
    ],
)
def test_the_least_evidence(tally, verdict):
    assert judged(20.0, 3.0, tally=tally).verdict is verdict


@pytest.mark.parametrize("pattern", [p for p in MovementPattern if p.has_verdict])
@pytest.mark.parametrize("handedness", Handedness)
def test_a_prior_alone_never_gives_a_verdict(pattern, handedness):
    nothing = assess_pattern([], pattern=pattern, handedness=handedness, as_of=MONDAY)
    assert nothing.finding.verdict is Verdict.NOT_ENOUGH_DATA
    assert nothing.finding.weaker_side is None
    assert nothing.finding.time_to_level is None


def test_figures_of_a_finding():
    finding = judged(-16.0, 3.0)
    normal = NormalDist(-16.0, 3.0)
    assert finding.weaker_side is Side.RIGHT
    assert finding.gap_pct == pytest.approx(14.786, abs=0.001)
    assert finding.low80_pct == pytest.approx(gap_pct(normal.inv_cdf(0.9)))
    assert finding.high80_pct == pytest.approx(gap_pct(normal.inv_cdf(0.1)))
    assert finding.signed_low80_pct == -finding.high80_pct
    assert finding.signed_high80_pct == -finding.low80_pct
    assert finding.p_over_10 == pytest.approx(normal.cdf(-10.536), abs=1e-5)
    assert finding.p_over_5 > finding.p_over_10 > finding.p_over_20
    assert finding.p_direction == pytest.approx(normal.cdf(0))
    assert not finding.range_spans_zero
    assert finding.confidence is Confidence.MEDIUM
    assert (finding.n_agreeing, finding.n_comparisons) == (1, 6)
    assert not finding.is_large
    assert judged(30.0, 3.0).is_large


def test_a_range_on_both_sides_starts_at_nothing():
    finding = judged(2.0, 3.0)
    assert finding.low80_pct == 0
    assert finding.range_spans_zero
    assert finding.high80_pct == pytest.approx(gap_pct(2 + 1.2816 * 3), abs=0.001)
    assert finding.weaker_side is None


def test_grip_is_judged_around_its_handedness_centre():
    usual = judged(6.0, 3.0, pattern=MovementPattern.GRIP)
    assert usual.verdict is Verdict.LEVEL
    assert (usual.mean_log_pct, usual.centre_log_pct, usual.gap_pct) == (6.0, 6.0, 0.0)
    even = judged(-8.0, 3.0, pattern=MovementPattern.GRIP)
    assert (even.verdict, even.weaker_side) == (Verdict.IMBALANCE, Side.RIGHT)


def test_silence_turns_a_verdict_into_not_enough_data():
    settled = state(16.0, 3.0)
    soon, late = (
        judge(settled, as_of=MONDAY + timedelta(weeks=w), policy=DEFAULT_POLICY) for w in (1, 20)
    )
    assert soon.verdict is Verdict.IMBALANCE
    assert late.verdict is Verdict.NOT_ENOUGH_DATA
    assert soon.mean_log_pct == late.mean_log_pct == 16.0


def assessed(sets, **changes):
    return assess_pattern(
        sets,
        **{
            "pattern": KNEE,
            "handedness": Handedness.RIGHT,
            "as_of": max(s.performed_at for s in sets),
            **changes,
        },
    )


def test_a_side_that_is_clearly_weaker():
    finding = assessed(both_sides(workouts=8, right={"reps": 15.0, "rir": 2.0})).finding
    assert (finding.verdict, finding.weaker_side) == (Verdict.LEANING, Side.LEFT)
    finding = assessed(both_sides(workouts=8, right={"load_kg": 26.0})).finding
    assert (finding.verdict, finding.weaker_side) == (Verdict.IMBALANCE, Side.LEFT)
    assert finding.left_e1rm_kg * 1.3 == pytest.approx(finding.right_e1rm_kg)
    assert finding.what_would_change == (NextStep(change=Change.DO_A_CHECK),)


def test_one_side_missing_says_which():
    left = assessed([logged_set(workout=w) for w in range(4)]).finding
    assert (left.verdict, left.missing_side) == (Verdict.ONE_SIDE_MISSING, Side.RIGHT)
    assert NextStep(change=Change.LOG_OTHER_SIDE, side=Side.RIGHT) in left.what_would_change
    apart = assessed([logged_set(), logged_set(workout=1, side="right")]).finding
    assert (apart.verdict, apart.missing_side) == (Verdict.ONE_SIDE_MISSING, None)


@pytest.mark.parametrize(
    ("sets", "step"),
    [
        (both_sides(workouts=1), NextStep(change=Change.MORE_WORKOUTS, count=2)),
        (
            both_sides(workouts=4, rir=None, capped_by_plan=True),
            NextStep(change=Change.GIVE_RIR_BOTH_SIDES),
        ),
        (both_sides(workouts=4, rir=None), NextStep(change=Change.GIVE_RIR_BOTH_SIDES)),
        (
            both_sides(workouts=4, right={"load_kg": 44.0}),
            NextStep(change=Change.CONFIRM_LOADS),
        ),
        (both_sides(workouts=4, reps=20.0), NextStep(change=Change.HEAVIER_LOAD)),
        (
            both_sides(workouts=4, local_date=MONDAY.date()),
            NextStep(change=Change.ANOTHER_DAY),
        ),
    ],
)
def test_what_would_change_the_verdict(sets, step):
    assert step in assessed(sets).finding.what_would_change


def test_an_imbalance_closes_after_two_level_checks_and_opens_again():
    check = {"kind": SetKind.CHECK, "rir": None, "turns": 2}
    log = both_sides(workouts=6, right={"load_kg": 26.0})
    log += both_sides(workouts=range(6, 16))
    before = assessed(log)
    assert before.state.standing.was_imbalance
    assert before.finding.verdict is not Verdict.CLOSED
    log += both_sides(workouts=range(16, 17), **check)
    assert assessed(log).finding.verdict is not Verdict.CLOSED
    log += both_sides(workouts=range(17, 18), **check)
    assert assessed(log).finding.verdict is Verdict.CLOSED
    log += both_sides(workouts=range(18, 30), right={"load_kg": 27.0})
    again = assessed(log)
    assert again.finding.verdict is Verdict.IMBALANCE
    assert again.state.standing.level_checks == 0


def test_two_checked_exercises_of_one_workout_are_one_check():
    was = both_sides(workouts=6, right={"load_kg": 26.0}) + both_sides(workouts=range(6, 16))
    check = {"kind": SetKind.CHECK, "rir": None, "turns": 2}
    one_visit = [
        replace(s, exercise_id=name, set_id=f"{s.set_id} {name}")
        for name in ("split", "press")
        for s in both_sides(workouts=range(16, 17), **check)
    ]
    closing = assessed([*was, *one_visit])
    assert closing.state.standing.level_checks == 1
    assert closing.state.tally.n_checks == 1


def test_level_checks_before_an_imbalance_do_not_close_it():
    check = {"kind": SetKind.CHECK, "rir": None}
    log = both_sides(workouts=6, **check)
    log += both_sides(workouts=range(6, 16), right={"load_kg": 28.0})
    log += both_sides(workouts=range(16, 40))
    assessment = assessed(log)
    assert assessment.state.standing.was_imbalance
    assert assessment.finding.verdict is Verdict.LEVEL


MEMORY = DEFAULT_POLICY.trend_memory_weeks
LEVEL_AT = DEFAULT_POLICY.level_log_pct


def closing_state(mean: float, trend: float, sd: float = 2.0, trend_sd: float = 0.2, cov=0.0):
    return replace(
        state(mean, sd),
        mean=believed(mean, trend),
        covariance=spread(sd**2, trend_sd**2, cov),
        trend_on=True,
    )


def chance_to_be_level(closing: FilterState, weeks: float) -> float:
    """By the definition: the size after so many weeks of a fading trend, jointly normal."""
    moved = MEMORY * (1 - math.exp(-weeks / MEMORY))
    (size, trend), cov = closing.mean[:2], closing.covariance
    sign = math.copysign(1, size)
    variance = cov[0][0] + 2 * moved * cov[0][1] + moved**2 * cov[1][1]
    return NormalDist(sign * (size + moved * trend), math.sqrt(variance)).cdf(LEVEL_AT)


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("cov", [0.0, 0.05, -0.05])
def test_time_to_level(sign, cov):
    speed = 10 / (0.4 * MEMORY)  # level after two fifths of all that the trend will move
    closing = closing_state(sign * (LEVEL_AT + 10), -sign * speed, sd=1.5, trend_sd=0.2, cov=cov)
    time = time_to_level(closing, DEFAULT_POLICY)
    assert time is not None
    assert time.median_weeks == pytest.approx(-MEMORY * math.log(0.6))
    assert time.p_closing == pytest.approx(NormalDist().cdf(speed / 0.2))
    assert time.high80_weeks is not None
    told = (time.low80_weeks, 0.1), (time.median_weeks, 0.5), (time.high80_weeks, 0.9)
    for weeks, chance in told:
        assert chance_to_be_level(closing, weeks) == pytest.approx(chance, abs=1e-6)


def test_a_doubtful_trend_has_no_latest_time_to_level():
    closing = closing_state(LEVEL_AT + 10, -10 / (0.4 * MEMORY), trend_sd=1.2)
    time = time_to_level(closing, DEFAULT_POLICY)
    assert time is not None
    assert time.high80_weeks is None


def test_a_doubtful_trend_has_an_earliest_time_to_level():
    speed = 10 / (0.4 * MEMORY)
    closing = closing_state(LEVEL_AT + 10, -speed, trend_sd=speed / 1.1)
    time = time_to_level(closing, DEFAULT_POLICY)
    assert time is not None
    assert time.p_closing < 0.9
    assert chance_to_be_level(closing, time.low80_weeks) == pytest.approx(0.1, abs=1e-6)


@pytest.mark.parametrize(
    "unclear",
    [
        closing_state(15.0, 2.0),  # widening
        closing_state(15.0, -2.0, trend_sd=3.0),  # closing with 75 %
        closing_state(LEVEL_AT + 10, -10 / MEMORY),  # fades before it gets there
        closing_state(LEVEL_AT - 1, -2.0),  # level already
        replace(closing_state(15.0, -2.0), trend_on=False),
    ],
)
def test_time_to_level_is_not_told_when_it_is_not_known(unclear):
    assert time_to_level(unclear, DEFAULT_POLICY) is None


def test_time_to_level_is_not_told_beyond_the_horizon():
    closing = closing_state(LEVEL_AT + 10, -10 / (0.4 * MEMORY))
    median = -MEMORY * math.log(0.6)
    for horizon, told in ((median * 0.99, False), (median * 1.01, True)):
        policy = replace(DEFAULT_POLICY, horizon_weeks=horizon)
        assert (time_to_level(closing, policy) is not None) is told

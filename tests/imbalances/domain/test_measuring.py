from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from apps.exercises.domain.strength import Effort, effective_reps, log_capacity
from apps.exercises.domain.vocabulary import MovementPattern, SetKind, SetSide, SideSource
from apps.imbalances.domain.columns import columns_of
from apps.imbalances.domain.measuring import REASONS, USED, measure, reps_sd
from apps.imbalances.domain.policy import DEFAULT_POLICY
from apps.imbalances.domain.sets import ExclusionReason, LoggedSet
from tests.support.logged_sets import logged_set

EFFORT = DEFAULT_POLICY.effort


def columns(*sets: LoggedSet):
    return columns_of(sets, MovementPattern.KNEE_DOMINANT, DEFAULT_POLICY)[0]


def reason_of(logged: LoggedSet) -> ExclusionReason | None:
    (code,) = measure(columns(logged), DEFAULT_POLICY).reason.tolist()
    return None if code == USED else REASONS[code]


usable = st.builds(
    lambda load, reps, rir, kind, slope: logged_set(
        load_kg=load, reps=reps, rir=rir, kind=kind, slope=slope
    ),
    load=st.floats(0.5, 400.0),
    reps=st.integers(2, 80).map(lambda halves: halves / 2),
    rir=st.one_of(st.none(), st.integers(0, 20).map(lambda halves: halves / 2)),
    kind=st.sampled_from([SetKind.WORK, SetKind.CHECK, SetKind.FAILURE]),
    slope=st.floats(0.005, 0.08),
)


@settings(max_examples=60, deadline=None)
@given(sets=st.lists(usable, min_size=1, max_size=12))
def test_columns_say_what_the_scalars_say(sets):
    table = columns(*sets)
    measures = measure(table, DEFAULT_POLICY)
    assert (measures.reason == USED).all()
    for row, one in enumerate(sets):
        reps = min(one.reps, DEFAULT_POLICY.max_reps)
        room = DEFAULT_POLICY.max_effective_reps - reps
        rir = None if one.rir is None else min(one.rir, room)
        told = {"reps": reps, "rir": rir, "effort": one.effort, "model": EFFORT}
        capacity = log_capacity(load_kg=one.load_kg, slope=one.slope, **told)
        assert measures.effective[row] == pytest.approx(effective_reps(**told), abs=1e-12)
        assert measures.capacity[row] == pytest.approx(100 * capacity, abs=1e-9)
        assert measures.rir[row] == (rir or 0.0)
        assert measures.is_bound[row] == (reps < one.reps or rir != one.rir)
        assert table.to_failure[row] == (one.effort is Effort.TO_FAILURE)
        assert table.effort_known[row] == (one.effort is not Effort.UNKNOWN)


def test_how_unsure_repetitions_are():
    table = columns(
        logged_set(rir=0.0),
        logged_set(rir=3.0),
        logged_set(rir=None),
        logged_set(kind=SetKind.FAILURE, rir=None),
        logged_set(kind=SetKind.CHECK, rir=0.0),
        logged_set(kind=SetKind.CHECK, rir=3.0),
    )
    base, more = EFFORT.reported_sd_reps, EFFORT.reported_sd_per_rir
    failure = DEFAULT_POLICY.failure_sd_reps
    sd = reps_sd(table, np.array([0.0, 3.0, 9.0, 9.0, 9.0, 3.0]), DEFAULT_POLICY)
    assert sd.tolist() == pytest.approx(
        [base, base + 3 * more, DEFAULT_POLICY.unknown_sd_reps, failure, failure, base + 3 * more]
    )


def test_rir_0_is_not_a_missing_rir():
    none, unknown, some = (logged_set(rir=rir) for rir in (0.0, None, 2.0))
    measures = measure(columns(none, unknown, some), DEFAULT_POLICY)
    assert measures.effective.tolist() == pytest.approx(
        [
            10 + EFFORT.reported_bias_reps,
            10 + EFFORT.unknown_bias_reps,
            12 + EFFORT.reported_bias_reps,
        ]
    )
    assert columns(none, unknown).effort_known.tolist() == [True, False]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, None),
        ({"pain": DEFAULT_POLICY.pain_from - 1}, None),
        ({"side_source": SideSource.IMPORTED}, None),
        ({"reps": 40.0}, None),
        ({"kind": SetKind.WARM_UP}, ExclusionReason.WARM_UP),
        ({"pain": DEFAULT_POLICY.pain_from}, ExclusionReason.PAIN),
        ({"pain": 10}, ExclusionReason.PAIN),
        ({"reps": None, "seconds": 40.0}, ExclusionReason.HOLD),
        ({"reps": 0.0, "seconds": 40.0}, ExclusionReason.NO_REPS),
        ({"reps": None}, ExclusionReason.NO_REPS),
        ({"reps": 0.5}, ExclusionReason.NO_REPS),
        ({"load_kg": 0.0}, ExclusionReason.ZERO_LOAD),
        ({"load_kg": -5.0}, ExclusionReason.ZERO_LOAD),
        ({"load_kg": None}, ExclusionReason.ZERO_LOAD),
        ({"side_source": SideSource.ASSUMED}, ExclusionReason.ASSUMED_SIDE),
        ({"side": SetSide.BOTH}, ExclusionReason.NO_SINGLE_SIDE),
        ({"side": SetSide.EACH}, ExclusionReason.NO_SINGLE_SIDE),
    ],
)
def test_what_carries_no_estimate_says_why(change, reason):
    assert reason_of(logged_set(**change)) is reason


def test_the_first_reason_that_holds_is_told():
    wrong = logged_set(
        side=SetSide.EACH,
        side_source=SideSource.ASSUMED,
        kind=SetKind.WARM_UP,
        pain=9,
        reps=None,
        seconds=30.0,
        load_kg=None,
    )
    told = []
    for mend in (
        {"side": SetSide.LEFT},
        {"side_source": SideSource.LOGGED},
        {"kind": SetKind.WORK},
        {"pain": None},
        {"reps": 8.0},
        {"load_kg": 20.0},
    ):
        told.append(reason_of(wrong))
        wrong = replace(wrong, **mend)
    assert told == [
        ExclusionReason.NO_SINGLE_SIDE,
        ExclusionReason.ASSUMED_SIDE,
        ExclusionReason.WARM_UP,
        ExclusionReason.PAIN,
        ExclusionReason.HOLD,
        ExclusionReason.ZERO_LOAD,
    ]
    assert reason_of(wrong) is None

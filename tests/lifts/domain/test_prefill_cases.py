"""The cases that hold the server's prefill and the browser's alike (tests/js/plan.test.mjs)."""

import json
from decimal import Decimal

import pytest

from apps.core.units import to_kg
from apps.exercises.domain.vocabulary import SetKind, SetSide
from apps.lifts.domain.prefill import (
    DoneSet,
    PairedSet,
    PlannedValues,
    next_set_index,
    planned_values,
    silence_of,
)
from tests.conftest import REPOSITORY

CASES = json.loads((REPOSITORY / "tests/shared/prefill.json").read_text(encoding="utf-8"))


def values(load, unit, reps):
    typed = None if load is None else Decimal(load)
    return PlannedValues(
        load_kg=None if typed is None else to_kg(typed, unit),
        typed_load=typed,
        typed_unit=unit,
        reps=reps,
    )


def done(rows):
    return [
        DoneSet(set_index=index, side=SetSide(side), kind=SetKind(kind), values=values(*rest))
        for side, index, kind, *rest in rows
    ]


@pytest.mark.parametrize("case", CASES["planned"], ids=lambda case: case["name"])
def test_next_set(case):
    side, now = SetSide(case["side"]), done(case["now"])

    index = next_set_index(now, side)
    plan = planned_values(side=side, set_index=index, now=now, last=done(case["last"]))

    assert index == case["index"]
    assert plan == (values(*case["plan"]) if case["plan"] else PlannedValues())


@pytest.mark.parametrize("case", CASES["silence"], ids=lambda case: case["name"])
def test_silence(case):
    pair = [
        PairedSet(
            values=values(load, unit, reps),
            rir=None if rir is None else Decimal(rir),
            capped_by_plan=capped,
        )
        for load, unit, reps, rir, capped in case["pair"]
    ]

    assert silence_of(pair) == case["why"]

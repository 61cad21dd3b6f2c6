"""What a field may hold."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.lifts.domain.operations import Entity, OperationKind, OperationRequest
from apps.lifts.domain.validation import (
    FIELDS,
    Problem,
    check_fields,
    lift_set_problems,
    text,
    workout_problems,
)
from tests.lifts.domain.ids import ONE, TWO

anything = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=40), st.just("1e400")
)


@given(entity=st.sampled_from(Entity), value=anything, data=st.data())
def test_no_value_whatever_breaks_a_check(entity, value, data):
    name = data.draw(st.sampled_from(sorted(FIELDS[entity])))

    checked = check_fields(entity, {name: value})

    assert (name in checked.values) != (name in checked.problems)


@given(st.text(max_size=60))
def test_kept_text_has_no_control_characters(raw):
    kept = text(raw, length=10_000)

    assert "\x00" not in kept
    assert "\x1b" not in kept


def test_text_that_is_too_long_is_refused():
    checked = check_fields(Entity.LIFT_SET, {"note": "x" * 501})

    assert checked.problems == {"note": Problem.TOO_LONG}


def test_letters_are_composed():
    assert text("e\u0301", length=5) == "\u00e9"


@pytest.mark.parametrize(
    ("load", "unit", "problem"),
    [
        ("1500", "kg", None),
        ("1500.001", "kg", Problem.TOO_BIG),
        ("3300", "lb", None),
        ("3400", "lb", Problem.TOO_BIG),
        ("-20", "kg", None),
        ("-501", "kg", Problem.TOO_BIG),
    ],
)
def test_the_range_of_a_load_is_judged_in_kilograms(load, unit, problem):
    row = {"reps": 5, "typed_load": Decimal(load), "typed_unit": unit}

    problems = lift_set_problems(row, is_assisted=True)

    assert problems == ({} if problem is None else {"typed_load": problem})


def test_a_load_needs_its_unit():
    row = {"reps": 5, "typed_load": Decimal(5), "typed_unit": ""}

    assert lift_set_problems(row, is_assisted=False) == {"typed_unit": Problem.REQUIRED}


def test_a_set_of_nothing_is_refused_and_one_of_zero_reps_is_not():
    assert lift_set_problems({}, is_assisted=False) == {"reps": Problem.NOTHING_MEASURED}
    assert lift_set_problems({"reps": 0}, is_assisted=False) == {}


def test_a_workout_cannot_end_before_it_began():
    began = check_fields(Entity.WORKOUT, {"started_at": "2026-03-01T10:00:00Z"}).values
    ended = check_fields(Entity.WORKOUT, {"ended_at": "2026-03-01T09:00:00Z"}).values

    assert workout_problems({**began, **ended}) == {"ended_at": Problem.ENDS_BEFORE_START}


def request(**fields):
    return OperationRequest(
        op_id=ONE,
        entity=Entity.LIFT_SET,
        entity_id=TWO,
        kind=OperationKind.PATCH,
        fields=fields,
    )


def test_the_payload_is_the_same_in_any_order():
    assert request(reps=1, rir=2).payload_hash == request(rir=2, reps=1).payload_hash


@given(first=st.integers(0, 9), second=st.integers(0, 9))
def test_another_payload_is_recognised(first, second):
    same = request(reps=first).payload_hash == request(reps=second).payload_hash

    assert same == (first == second)


def test_zero_and_unknown_are_different_payloads():
    assert request(rir=0).payload_hash != request(rir=None).payload_hash


def test_the_fields_cannot_be_changed_afterwards():
    with pytest.raises(TypeError):
        request(reps=1).fields["reps"] = 2

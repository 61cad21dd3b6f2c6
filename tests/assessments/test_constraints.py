"""What the database itself refuses of check-ins, causes, self-tests and ticks."""

import pytest
from django.db import IntegrityError, transaction

from tests.support.factories.assessments import (
    CheckInFactory,
    HabitTickFactory,
    NamedCauseFactory,
    SelfTestFactory,
)


def refused(name, factory, **fields):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        factory(**fields)


@pytest.mark.parametrize(
    ("name", "factory", "fields"),
    [
        ("assessments_checkin_score_range", CheckInFactory, {"score": 11}),
        ("assessments_checkin_side_known", CheckInFactory, {"side": "up"}),
        (
            "assessments_namedcause_only_events_have_days",
            NamedCauseFactory,
            {"happened_on": "2026-01-01"},
        ),
        ("assessments_selftest_tries_is_object", SelfTestFactory, {"tries": [1]}),
        ("assessments_selftest_first_side_known", SelfTestFactory, {"first_side": "up"}),
    ],
)
def test_is_refused(athlete, name, factory, fields):
    refused(name, factory, athlete=athlete, **fields)


@pytest.mark.parametrize(
    ("name", "factory"),
    [
        ("assessments_checkin_once_a_day", CheckInFactory),
        ("assessments_namedcause_once", NamedCauseFactory),
        ("assessments_selftest_once_a_day", SelfTestFactory),
        ("assessments_habittick_once_a_day", HabitTickFactory),
    ],
)
def test_once_is_enough(athlete, stranger, name, factory):
    factory(athlete=athlete)
    factory(athlete=stranger)
    refused(name, factory, athlete=athlete)

"""When a difference asks for the health questions again."""

import datetime as dt

import pytest

from apps.imbalances.domain.alarm import Estimate, is_alarming

START = dt.datetime(2026, 3, 2, 18, tzinfo=dt.UTC)


def estimates(*means, days=7, sd=3.0):
    return [
        Estimate(at=START + dt.timedelta(days=days * number), mean_log_pct=mean, sd_log_pct=sd)
        for number, mean in enumerate(means)
    ]


@pytest.mark.parametrize(("p_over_20", "alarming"), [(0.0, False), (0.8, False), (0.81, True)])
def test_a_large_difference(p_over_20, alarming):
    assert is_alarming(p_over_20=p_over_20, estimates=()) is alarming


@pytest.mark.parametrize(
    ("given", "alarming"),
    [
        (estimates(0.0, 15.0), False),
        (estimates(0.0, 15.1), True),
        (estimates(10.0, -5.1), True),
        (estimates(0.0, 4.0, 8.0, 12.0, 15.1), True),
        # the same over more than four weeks
        (estimates(0.0, 4.0, 8.0, 11.0, 13.0, 15.5), False),
        (estimates(0.0, 15.1, days=29), False),
        # what came and went again
        (estimates(0.0, 20.0, 4.0, 1.0, 0.0, 0.0, 0.0), False),
        # nobody was sure yet
        (estimates(0.0, 20.0, sd=6.1), False),
        ([*estimates(0.0, sd=7.0), *estimates(20.0, 20.0)], False),
        ([], False),
    ],
)
def test_a_fast_change(given, alarming):
    assert is_alarming(p_over_20=0.0, estimates=given) is alarming

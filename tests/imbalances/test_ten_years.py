"""What ten years of left and right cost on the pages that draw them."""

import datetime as dt
import gzip
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.imbalances import services
from apps.imbalances.models import OccasionPoint
from apps.lifts.models import LiftSet
from apps.programs.models import Program
from tests.support.factories.imbalances import log_pair
from tests.support.factories.lifts import WorkoutFactory
from tests.support.ten_years import WORKOUTS, log_ten_years

pytestmark = pytest.mark.django_db

KNEE = "/balance/knee-dominant/"
MOST_STATEMENTS = 10
PATTERN_BYTES = 15_000
BALANCE_BYTES = 40_000
PATTERN_PAGES = (
    KNEE,
    f"{KNEE}?range=4w",
    f"{KNEE}?range=year",
    f"{KNEE}?range=all",
    f"{KNEE}?range=all&trend=20",
    f"{KNEE}?range=all&strength=5",
    f"{KNEE}?range=all&before=2020-01-01T00:00:00Z",
)


def cost_of(client, url):
    """The answer's text, its bytes as a browser is sent them, and its statements."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200
    return response.text, len(gzip.compress(response.content, 6)), captured.captured_queries


def test_ten_years_are_one_small_answer_in_few_statements(client, athlete):
    now = timezone.now()
    (_row, squat, *_others), _second = log_ten_years(athlete, until=now)
    Program.objects.bulk_create(
        Program(
            athlete=athlete,
            status="finished",
            starts_on=now.date() - dt.timedelta(weeks=6 * n),
            ended_at=now,
            weeks=4,
            inputs={},
        )
        for n in range(1, 80)
    )
    assert LiftSet.objects.count() == 37_440
    with connection.cursor() as cursor:
        # As the database would by itself soon after so many rows.
        cursor.execute("ANALYZE lifts_liftset, lifts_workout, exercises_exercise")
    services.refresh(athlete_id=athlete.pk)
    assert OccasionPoint.objects.filter(pattern="knee_dominant", exclusion="").count() > WORKOUTS

    # What is going on right now costs most: its step is worked out on top of what is stored.
    running = WorkoutFactory(
        athlete=athlete, running=True, started_at=now - dt.timedelta(minutes=20)
    )
    log_pair(running, squat, left={"reps": 6}, right={"reps": 10})
    for url in PATTERN_PAGES:
        text, size, statements = cost_of(client, url)
        assert len(statements) <= MOST_STATEMENTS, (url, [one["sql"] for one in statements])
        assert size <= PATTERN_BYTES, (url, size)
        assert text.count("<use") + text.count("<circle") <= 60
    text, size, statements = cost_of(client, "/balance/")
    assert len(statements) <= MOST_STATEMENTS, [one["sql"] for one in statements]
    assert size <= BALANCE_BYTES

    # Everything is there all the same: a point and a dot for each week, a row for each in the table.
    text, _size, _statements = cost_of(client, f"{KNEE}?range=all")
    weeks = {(now - dt.timedelta(weeks=n)).date().isocalendar()[:2] for n in range(520)}
    band = re.search(r'<path class="chart-band" d="([^"]+)"', text)
    assert band is not None
    assert len(re.findall(r"-?\d+", band[1])) >= 2 * 2 * len(weeks)
    dots = re.findall(r'<path class="chart-dots[^"]*" stroke-width="[^"]+" d="([^"]+)"', text)
    assert sum(path.count("h0") for path in dots) >= len(weeks)
    assert re.search(r"Page 1 of (40|41)\b", text)

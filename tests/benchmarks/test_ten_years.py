"""The history whose reading is timed."""

import pytest
from django.utils import timezone

from apps.exercises.services import load_catalogue, read_catalogue
from apps.imbalances.queries.replay import findings_replayed_for
from apps.lifts.models import LiftSet
from benchmarks.detector.speed import Times, timed
from benchmarks.detector.ten_years import PATTERNS, SETS_A_WORKOUT, write_history

pytestmark = pytest.mark.django_db


def test_every_pattern_is_trained_and_judged():
    load_catalogue(specs=read_catalogue())
    now = timezone.now()
    person = write_history(240, seed=3, now=now)
    rows = LiftSet.objects.filter(athlete=person.athlete)
    assert rows.count() == person.sets == 240
    assert rows.filter(workout=person.today).count() == SETS_A_WORKOUT
    assert person.today.ended_at < now
    findings = findings_replayed_for(person.athlete, as_of=now)
    assert {one.pattern for one in findings} == set(PATTERNS)
    assert all(one.n_comparisons >= 4 for one in findings)
    touched = rows.filter(workout=person.today).values_list("exercise__pattern", flat=True)
    assert set(touched) == {one.value for one in person.patterns_today}


def test_a_time_is_the_median_of_its_runs():
    assert Times((3.0, 1.0, 2.0), (1.0, 1.0, 1.0)).median == 2.0
    assert len(timed(lambda: None, 5).runs) == 5

"""Refreshing findings: from the log to stored verdicts, once and for the right person."""

import datetime as dt
import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from msgspec.structs import asdict

from apps.core import events
from apps.core.events import Event, News, announce, register
from apps.exercises.domain.vocabulary import MovementPattern
from apps.imbalances import queries, receivers, services
from apps.imbalances.domain.verdicts import Verdict
from apps.imbalances.models import Finding, OccasionPoint, TrendPoint
from apps.lifts.models import LiftSet, SidePreference
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.imbalances import log_pair, train_both_sides
from tests.support.factories.lifts import STARTED, LiftSetFactory, WorkoutFactory

pytestmark = pytest.mark.django_db

LATER = STARTED + dt.timedelta(days=60)


def stored(athlete):
    skipped = {"id", "athlete_id", "athlete"}
    return [
        [
            {key: value for key, value in row.items() if key not in skipped}
            for row in model.objects.filter(athlete=athlete).order_by(*order).values()
        ]
        for model, order in (
            (Finding, ["pattern"]),
            (OccasionPoint, ["at", "pattern", "exercise_id", "exclusion", "side"]),
            (TrendPoint, ["at", "pattern"]),
        )
    ]


def nearly(value):
    """The same with floats to nine decimals: several patterns at once are other vectors to numpy."""
    if isinstance(value, dict):
        return {key: nearly(one) for key, one in value.items()}
    if isinstance(value, list):
        return [nearly(one) for one in value]
    if isinstance(value, str) and value.startswith("{"):
        return nearly(json.loads(value))
    return round(value, 9) if isinstance(value, float) else value


class TestRefresh:
    def test_a_weaker_side_is_found_and_kept(self, athlete, leg_press):
        train_both_sides(athlete, leg_press, workouts=10, left_weaker_log_pct=22)
        (finding,) = services.refresh(athlete_id=athlete.pk, as_of=LATER)
        row = Finding.objects.get(athlete=athlete)
        assert finding.verdict is Verdict.IMBALANCE
        assert (row.verdict, row.weaker_side) == ("imbalance", "left")
        assert row.mean_log_pct == finding.mean_log_pct
        assert 10 < row.gap_pct < 25
        assert OccasionPoint.objects.filter(athlete=athlete, exclusion="").count() == 10
        assert TrendPoint.objects.filter(athlete=athlete).count() == 10

    def test_what_is_read_back_is_what_was_found(self, athlete, leg_press):
        train_both_sides(athlete, leg_press, workouts=8, left_weaker_log_pct=12)
        found = services.refresh(athlete_id=athlete.pk, as_of=LATER)
        read = queries.findings_for(athlete)
        assert [asdict(one) for one in read] == [asdict(one) for one in found]

    def test_running_it_again_changes_nothing(self, athlete, leg_press):
        train_both_sides(athlete, leg_press, workouts=6, left_weaker_log_pct=12)
        services.refresh(athlete_id=athlete.pk, as_of=LATER)
        before = stored(athlete)
        services.refresh(athlete_id=athlete.pk, as_of=LATER)
        assert stored(athlete) == before

    def test_the_order_of_two_partial_refreshes_does_not_matter(self, athlete, leg_press, row):
        train_both_sides(athlete, leg_press, workouts=5, seed=2)
        train_both_sides(athlete, row, workouts=5, seed=3)
        services.refresh(athlete_id=athlete.pk, as_of=LATER)
        at_once = stored(athlete)
        for exercise in (row, leg_press):
            services.refresh(
                athlete_id=athlete.pk, exercise_ids=frozenset({exercise.pk}), as_of=LATER
            )
        assert nearly(stored(athlete)) == nearly(at_once)

    def test_only_the_patterns_of_the_named_exercises_are_touched(self, athlete, leg_press, row):
        train_both_sides(athlete, leg_press, workouts=4)
        train_both_sides(athlete, row, workouts=4)
        services.refresh(athlete_id=athlete.pk, exercise_ids=frozenset({row.pk}), as_of=LATER)
        assert [one.pattern for one in Finding.objects.all()] == ["horizontal_pull"]

    def test_a_pattern_is_replayed_with_its_other_exercises(self, athlete, leg_press):
        extension = ExerciseFactory(pattern="knee_dominant", limb="leg")
        train_both_sides(athlete, leg_press, workouts=4)
        train_both_sides(athlete, extension, workouts=4)
        (finding,) = services.refresh(
            athlete_id=athlete.pk, exercise_ids=frozenset({extension.pk}), as_of=LATER
        )
        assert finding.n_comparisons == 8

    def test_what_was_deleted_from_the_log_leaves_no_finding(self, athlete, leg_press):
        train_both_sides(athlete, leg_press, workouts=4)
        services.refresh(athlete_id=athlete.pk, as_of=LATER)
        LiftSet.objects.filter(athlete=athlete).update(deleted_at=LATER)
        assert services.refresh(athlete_id=athlete.pk, as_of=LATER) == ()
        assert stored(athlete) == [[], [], []]

    def test_a_running_workout_is_not_saved(self, athlete, leg_press):
        train_both_sides(athlete, leg_press, workouts=3)
        running = WorkoutFactory(athlete=athlete, running=True, started_at=LATER)
        log_pair(running, leg_press, left={"reps": 6}, right={"reps": 10})
        (finding,) = services.refresh(athlete_id=athlete.pk, as_of=LATER)
        assert finding.n_occasions == 3

    def test_nobody_elses_log_is_read(self, athlete, stranger, leg_press):
        train_both_sides(stranger, leg_press, workouts=6, left_weaker_log_pct=25)
        assert services.refresh(athlete_id=athlete.pk, as_of=LATER) == ()
        assert not Finding.objects.exists()

    def test_somebody_who_has_left_is_no_error(self):
        assert services.refresh(athlete_id=uuid4()) == ()

    def test_left_out_sets_keep_their_reason(self, athlete, leg_press):
        workout = WorkoutFactory(athlete=athlete)
        for index in (1, 2):
            LiftSetFactory(workout=workout, exercise=leg_press, set_index=index)
        services.refresh(athlete_id=athlete.pk, as_of=LATER)
        point = OccasionPoint.objects.get(athlete=athlete)
        assert (point.exclusion, point.side, point.n_sets) == ("one_side_missing", "left", 2)


class TestSidePreference:
    def test_the_weaker_side_starts_from_now_on(self, athlete, leg_press):
        train_both_sides(athlete, leg_press, workouts=10, left_weaker_log_pct=-22)
        services.refresh(athlete_id=athlete.pk, as_of=LATER)
        preference = SidePreference.objects.get(athlete=athlete)
        assert (preference.pattern, preference.first_side, preference.chosen_by) == (
            "knee_dominant",
            "right",
            "finding",
        )

    def test_level_sides_choose_nothing(self, athlete, leg_press):
        train_both_sides(athlete, leg_press, workouts=12, seed=5)
        (finding,) = services.refresh(athlete_id=athlete.pk, as_of=LATER)
        assert finding.verdict is Verdict.LEVEL
        assert not SidePreference.objects.exists()


class TestNews:
    @pytest.mark.parametrize("event", receivers.LISTENED_TO)
    def test_every_change_of_the_log_refreshes(
        self, athlete, leg_press, event, django_capture_on_commit_callbacks
    ):
        train_both_sides(athlete, leg_press, workouts=4)
        with django_capture_on_commit_callbacks(execute=True):
            announce(
                News(event=event, athlete_id=athlete.pk, exercise_ids=frozenset({leg_press.pk}))
            )
        assert Finding.objects.filter(athlete=athlete).count() == 1

    def test_a_refresh_is_told_upward(self, athlete, leg_press, django_capture_on_commit_callbacks):
        heard = []
        register(Event.FINDINGS_REFRESHED, heard.append)
        train_both_sides(athlete, leg_press, workouts=3)
        with django_capture_on_commit_callbacks(execute=True):
            services.refresh(athlete_id=athlete.pk, exercise_ids=frozenset({leg_press.pk}))
        assert [(news.athlete_id, news.exercise_ids) for news in heard] == [
            (athlete.pk, frozenset({leg_press.pk}))
        ]


def test_a_set_of_a_running_workout_moves_the_page_as_finishing_it_will(athlete, leg_press):
    train_both_sides(athlete, leg_press, workouts=7, left_weaker_log_pct=14)
    services.refresh(athlete_id=athlete.pk, as_of=LATER)
    running = WorkoutFactory(
        athlete=athlete, running=True, started_at=LATER - dt.timedelta(hours=1)
    )
    for index in (1, 2):
        log_pair(running, leg_press, set_index=index, left={"reps": 7, "rir": 0}, right={"rir": 2})
    (shown,) = queries.current_findings_for(athlete, as_of=LATER)
    assert Finding.objects.get(athlete=athlete).n_occasions == 7
    running.ended_at = LATER
    running.save()
    (kept,) = services.refresh(athlete_id=athlete.pk, as_of=LATER)
    assert shown.n_occasions == kept.n_occasions == 8
    assert shown.mean_log_pct == pytest.approx(kept.mean_log_pct, abs=1e-9)
    assert shown.sd_log_pct == pytest.approx(kept.sd_log_pct, abs=1e-9)
    assert shown.p_over_10 == pytest.approx(kept.p_over_10, abs=1e-9)
    assert shown.verdict is kept.verdict


def test_a_checkpoint_of_other_numbers_is_replayed_not_resumed(athlete, leg_press):
    train_both_sides(athlete, leg_press, workouts=5, left_weaker_log_pct=14)
    services.refresh(athlete_id=athlete.pk, as_of=LATER)
    Finding.objects.update(policy_version="older")
    assert queries.findings_for(athlete) == ()
    running = WorkoutFactory(athlete=athlete, running=True, started_at=LATER)
    log_pair(running, leg_press, left={}, right={})
    (shown,) = queries.current_findings_for(athlete, as_of=LATER + dt.timedelta(hours=1))
    assert shown.n_occasions == 6


def test_a_running_workout_older_than_the_last_one_is_replayed_in_order(athlete, leg_press):
    train_both_sides(athlete, leg_press, workouts=4)
    services.refresh(athlete_id=athlete.pk, as_of=LATER)
    running = WorkoutFactory(
        athlete=athlete, running=True, started_at=STARTED + dt.timedelta(days=5)
    )
    log_pair(running, leg_press, left={}, right={})
    (shown,) = queries.current_findings_for(athlete, as_of=STARTED + dt.timedelta(days=11))
    assert shown.n_occasions == 5


def test_findings_come_in_order_of_importance(athlete, leg_press, row):
    curl = ExerciseFactory(pattern="elbow_flexion")
    train_both_sides(athlete, row, workouts=12, seed=5)
    train_both_sides(athlete, leg_press, workouts=10, left_weaker_log_pct=25)
    LiftSetFactory(workout=WorkoutFactory(athlete=athlete), exercise=curl)
    found = services.refresh(athlete_id=athlete.pk, as_of=LATER)
    assert [one.pattern for one in found] == [
        MovementPattern.KNEE_DOMINANT,
        MovementPattern.HORIZONTAL_PULL,
        MovementPattern.ELBOW_FLEXION,
    ]


def test_the_stored_verdict_on_one_pattern(athlete, stranger, leg_press):
    train_both_sides(athlete, leg_press, workouts=4)
    services.refresh(athlete_id=athlete.pk, as_of=LATER)
    finding = queries.finding_for(athlete, MovementPattern.KNEE_DOMINANT)
    assert finding is not None
    assert finding.n_occasions == 4
    assert queries.finding_for(stranger, MovementPattern.KNEE_DOMINANT) is None


@pytest.mark.django_db(transaction=True)
def test_two_refreshes_at_once_leave_one_finding(athlete, leg_press):
    train_both_sides(athlete, leg_press, workouts=4)
    start = Barrier(2)

    def refresh_in_its_own_connection(_number):
        try:
            start.wait()
            return services.refresh(athlete_id=athlete.pk, as_of=LATER)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(refresh_in_its_own_connection, range(2))
    assert first == second
    assert Finding.objects.filter(athlete=athlete).count() == 1
    assert TrendPoint.objects.filter(athlete=athlete).count() == 4


class TestLargeChange:
    """A difference that is large, or came fast, is told once, so that health is asked about."""

    @pytest.fixture
    def told(self, monkeypatch):
        heard = []
        monkeypatch.setitem(events._receivers, Event.LARGE_CHANGE_FOUND, [heard.append])
        return heard

    def refresh(self, athlete, capture):
        with capture(execute=True):
            services.refresh(athlete_id=athlete.pk, as_of=LATER)

    def test_is_told_once(self, athlete, leg_press, told, django_capture_on_commit_callbacks):
        train_both_sides(athlete, leg_press, workouts=12, left_weaker_log_pct=45)

        self.refresh(athlete, django_capture_on_commit_callbacks)
        self.refresh(athlete, django_capture_on_commit_callbacks)

        assert [one.athlete_id for one in told] == [athlete.pk]

    @pytest.mark.parametrize("left_weaker_log_pct", [0, 12])
    def test_an_ordinary_difference_is_not(
        self, athlete, leg_press, told, left_weaker_log_pct, django_capture_on_commit_callbacks
    ):
        train_both_sides(athlete, leg_press, workouts=12, left_weaker_log_pct=left_weaker_log_pct)

        self.refresh(athlete, django_capture_on_commit_callbacks)

        assert told == []

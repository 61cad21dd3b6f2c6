"""Ten years of one exercise on one page."""

import datetime as dt
import math
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.lifts import queries, services
from apps.lifts.models import LiftSet, Workout
from apps.profiles.models import BodyMass
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import LiftSetFactory, WorkoutFactory

MOST_STATEMENTS = 6
MOST_BYTES = 40_000
FIRST = dt.datetime(2016, 3, 7, 17, 0, tzinfo=dt.UTC)


def url(exercise):
    return f"/history/exercises/{exercise.slug}/"


def log(athlete, exercise, *, week=0, **values):
    at = FIRST + dt.timedelta(weeks=week)
    values.setdefault("load_basis", exercise.load_basis)
    return LiftSetFactory(
        workout=WorkoutFactory(athlete=athlete, started_at=at), exercise=exercise, **values
    )


def ten_years(athlete, exercise, *, weeks=520):
    """One workout a week, three sets a side."""
    workouts, sets = [], []
    for week in range(weeks):
        at = FIRST + dt.timedelta(weeks=week)
        workout = Workout(
            athlete=athlete,
            started_at=at,
            ended_at=at + dt.timedelta(hours=1),
            local_date=at.date(),
        )
        workouts.append(workout)
        load = Decimal(round(2 * (20 + 8 * math.log1p(week / 20)))) / 2
        sets += [
            LiftSet(
                athlete=athlete,
                workout=workout,
                exercise=exercise,
                performed_at=at + dt.timedelta(minutes=3 * index),
                set_index=index,
                side=side,
                pair_order=order,
                typed_load=load,
                typed_unit="kg",
                load_kg=load,
                load_basis=exercise.load_basis,
                reps=7 + (week + index + order) % 4,
            )
            for index in (1, 2, 3)
            for side, order in (("left", 1), ("right", 2))
        ]
    Workout.objects.bulk_create(workouts)
    LiftSet.objects.bulk_create(sets, batch_size=2000)


def page_of(client, exercise, **asked):
    response = client.get(url(exercise), asked)
    assert response.status_code == 200
    return response


def paths(page):
    line = r'(?:<path class="chart-weekly"[^>]*>)?<path class="chart-line" d="([^"]*)"'
    return re.findall(rf'is-(left|right|both)">{line}', page)


def weekly(page):
    return re.findall(r'<path class="chart-weekly" d="([^"]*)"', page)


class TestTenYears:
    def test_cost_few_statements_and_bytes(self, client, athlete):
        exercise = ExerciseFactory()
        ten_years(athlete, exercise)
        services.refresh_bests(athlete=athlete)
        with CaptureQueriesContext(connection) as captured:
            page = page_of(client, exercise)

        assert len(captured) <= MOST_STATEMENTS, [query["sql"] for query in captured]
        assert len(page.content) <= MOST_BYTES
        left, right = weekly(page.content.decode())
        assert left.count("l") + left.count("M") == right.count("l") + right.count("M") == 520
        assert page.content.count(b'href="#week-left"') == 24

    def test_cost_as_many_statements_as_ten_weeks(self, client, athlete):
        exercise = ExerciseFactory()
        ten_years(athlete, exercise, weeks=10)
        services.refresh_bests(athlete=athlete)
        with CaptureQueriesContext(connection) as captured:
            page_of(client, exercise)

        assert len(captured) <= MOST_STATEMENTS


class TestTheChart:
    def test_each_side_is_a_line_of_its_own(self, client, athlete):
        exercise = ExerciseFactory()
        for week in range(3):
            log(athlete, exercise, week=week)
            log(athlete, exercise, week=week, right=True, typed_load=26)

        page = page_of(client, exercise).content.decode()

        assert [side for side, _path in paths(page)] == ["left", "right"]
        assert weekly(page) == []
        assert page.count('href="#week-left"') == page.count('href="#week-right"') == 3
        assert "Left 30.3" in page
        assert "Show as a table" in page

    def test_a_side_nobody_logged_is_not_drawn(self, client, athlete):
        exercise = ExerciseFactory()
        log(athlete, exercise)
        log(athlete, exercise, side="right", side_source="assumed")

        page = page_of(client, exercise).content.decode()

        assert [side for side, _path in paths(page)] == ["left"]

    def test_over_a_long_time_the_middle_of_several_weeks_stands_out(self, client, athlete):
        exercise = ExerciseFactory()
        for week in range(48):
            log(athlete, exercise, week=week, reps=5 if week % 2 else 9)

        page = page_of(client, exercise).content.decode()

        assert "Thick: the middle of every 2 weeks." in page
        ((_side, path),) = paths(page)
        # Every span has one week of 5 and one of 9 reps: their middle never moves.
        assert {step.partition(" ")[2] for step in path.split("l")[1:]} == {"0"}
        assert len(weekly(page)) == 1

    def test_a_pause_is_drawn_as_one(self, client, athlete):
        exercise = ExerciseFactory()
        for week in (0, 1, 30, 31):
            log(athlete, exercise, week=week)

        ((_side, path),) = paths(page_of(client, exercise).content.decode())

        assert (path.count("M"), path.count("l")) == (2, 2)

    def test_warm_ups_and_deleted_sets_are_not_in_it(self, client, athlete):
        exercise = ExerciseFactory()
        log(athlete, exercise, kind="warm_up")
        log(athlete, exercise, deleted_at=FIRST)

        assert paths(page_of(client, exercise).content.decode()) == []

    def test_holds_are_counted_in_seconds(self, client, athlete):
        exercise = ExerciseFactory(hold=True, load_basis="total", implements=0)
        log(athlete, exercise, hold=True, typed_load=None, seconds=45)

        page = page_of(client, exercise).content.decode()

        assert "Left 45 s" in page
        assert "Longest" in page


class TestStrengthOfTheWeeks:
    """The database computes what the domain does."""

    @pytest.mark.parametrize(
        ("made", "logged"),
        [
            ({}, {"reps": 8, "rir": 2}),
            ({}, {"reps": 8, "rir": None}),
            ({}, {"reps": 8, "kind": "failure", "rir": 3}),
            ({}, {"reps": 5, "kind": "check", "rir": 0}),
            ({"limb": "leg", "implements": 2}, {"reps": 8, "rir": "1.5"}),
            ({"load_basis": "per_side_of_bar", "limb": "leg"}, {"reps": 8}),
            ({"bodyweight": True}, {"reps": 12, "typed_load": None}),
            ({"bodyweight": True}, {"reps": 12, "typed_load": 10}),
            (
                {"bodyweight": True, "is_assisted": True, "body_mass_share": 1},
                {"reps": 6, "typed_load": -20},
            ),
        ],
    )
    def test_as_the_bests_have_it(self, athlete, made, logged):
        exercise = ExerciseFactory(**made)
        exercise.refresh_from_db()
        for day, kg in ((FIRST.date(), 80), (FIRST.date() + dt.timedelta(days=30), 90)):
            BodyMass.objects.create(
                athlete=athlete, measured_on=day, mass_kg=kg, typed=kg, typed_unit="kg"
            )
        log(athlete, exercise, week=1, **logged)

        history = queries.exercise_history_for(athlete, exercise.slug)

        (week,) = history.weeks
        (found,) = history.bests.values()
        assert history.score is queries.Score.STRENGTH
        assert week.best == pytest.approx(found.estimate.e1rm_kg, rel=1e-9)

    @pytest.mark.parametrize(
        ("logged", "to_failure"),
        [
            ({"reps": 8, "rir": 2}, 10.3),
            ({"reps": 8, "rir": None}, 8),
            ({"reps": 8, "rir": 3, "kind": "failure"}, 8),
            ({"reps": 8, "rir": 0, "kind": "check"}, 8),
            ({"reps": 8, "rir": 0}, 8.3),
        ],
    )
    def test_only_reps_that_were_reported_as_left_are_added(self, athlete, logged, to_failure):
        exercise = ExerciseFactory()
        log(athlete, exercise, **logged)

        (week,) = queries.exercise_history_for(athlete, exercise.slug).weeks

        assert week.best == pytest.approx(24 * (1 + 0.03 * to_failure) / 1.03)

    @pytest.mark.parametrize("logged", [{"reps": 16}, {"reps": 12, "rir": 7}, {"reps": 0}])
    def test_too_many_reps_carry_no_estimate(self, athlete, logged):
        exercise = ExerciseFactory()
        log(athlete, exercise, **logged)

        assert queries.exercise_history_for(athlete, exercise.slug).score is queries.Score.REPS
        bests = queries.bests_for(athlete, [exercise])[exercise.pk]
        assert bests["left"].estimate is None


class TestBests:
    def test_assisted_work_is_best_with_the_least_help(self, client, athlete):
        exercise = ExerciseFactory(bodyweight=True, is_assisted=True, body_mass_share=1)
        BodyMass.objects.create(
            athlete=athlete, measured_on=FIRST.date(), mass_kg=80, typed=80, typed_unit="kg"
        )
        log(athlete, exercise, typed_load=-30, reps=8)
        log(athlete, exercise, week=1, typed_load=-10, reps=5)

        page = page_of(client, exercise).content.decode()

        assert "5 × −10\u00a0kg, 70.0\u00a0kg in all" in page

    def test_sides_that_were_assumed_have_none(self, athlete):
        exercise = ExerciseFactory()
        log(athlete, exercise, side_source="assumed")

        assert queries.bests_for(athlete, [exercise]) == {}


class TestPastWorkouts:
    def test_latest_first_with_a_way_to_the_older_ones(self, client, athlete):
        exercise = ExerciseFactory()
        rows = [log(athlete, exercise, week=week, reps=week + 1) for week in range(11)]

        first = page_of(client, exercise).content.decode()
        older = re.search(r'rel="next" href="\?before=([^"]+)"', first).group(1)
        second = client.get(f"{url(exercise)}?before={older}").content.decode()

        def shown(page):
            return [row.workout for row in reversed(rows) if row.workout.get_absolute_url() in page]

        assert shown(first) + shown(second) == [row.workout for row in reversed(rows)]
        assert len(shown(first)) == queries.exercise_history.WORKOUTS_SHOWN
        assert 'rel="next"' not in second
        assert "Not logged" in first

    @pytest.mark.parametrize("before", ["yesterday", "2026-01-01", "'"])
    def test_nonsense_is_the_latest(self, client, athlete, before):
        exercise = ExerciseFactory()
        log(athlete, exercise)

        assert "Latest workouts" in page_of(client, exercise, before=before).content.decode()

    def test_nobody_elses(self, stranger_client, athlete):
        exercise = ExerciseFactory()
        log(athlete, exercise)

        page = stranger_client.get(url(exercise)).content.decode()

        assert "Nothing was logged with this exercise." in page
        assert paths(page) == []

    def test_of_another_athletes_own_exercise_is_not_there(self, client, stranger):
        assert client.get(url(ExerciseFactory(athlete=stranger))).status_code == 404

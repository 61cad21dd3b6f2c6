"""What needs the athlete: in a few statements, and nothing that may not be done."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.assessments import presenters, queries
from apps.exercises.queries import catalogue_by_slug
from apps.exercises.services import load_catalogue, read_catalogue
from tests.assessments.test_strength_tests import done, record
from tests.support.factories.assessments import (
    CheckInFactory,
    HealthConsentFactory,
    RedFlagReportFactory,
    ScreeningFactory,
    SelfTestFactory,
)


@pytest.fixture
def screened(athlete):
    HealthConsentFactory(athlete=athlete, purpose="screening")
    ScreeningFactory(athlete=athlete)
    return athlete


def facts(athlete):
    today = timezone.localdate()
    return queries.due_for(athlete, safety=queries.safety_for(athlete, today=today), today=today)


def slugs(athlete):
    return [protocol.slug for protocol in facts(athlete).tests]


def tried(athlete, *days):
    for day in days:
        at = timezone.now() - dt.timedelta(days=day)
        SelfTestFactory(athlete=athlete, measured_at=at)


class TestTests:
    @pytest.mark.parametrize(
        ("days", "due"),
        [((1,), False), ((2,), True), ((40, 27), False), ((40, 28), True), ((), False)],
    )
    def test_soon_after_practice_then_every_four_weeks(self, screened, days, due):
        tried(screened, *days)
        assert bool(slugs(screened)) is due

    def test_agrees_with_the_whole_course(self, screened):
        tried(screened, 40, 28)
        course = queries.courses_for(screened)["knee-to-wall"]
        assert course.is_due(timezone.localdate()) is bool(slugs(screened))

    def test_a_check_of_the_log_is_a_test(self, screened):
        load_catalogue(specs=read_catalogue())
        HealthConsentFactory(athlete=screened, purpose="self_tests")
        record(screened, done(catalogue_by_slug()["one-arm-dumbbell-row"], days=30))
        assert slugs(screened) == ["one-arm-row"]

    def test_nothing_that_is_blocked_or_before_the_questions(self, athlete, screened):
        tried(screened, 2)
        RedFlagReportFactory(athlete=screened, flag="giving_way", places=["ankle"])
        assert slugs(screened) == []

    def test_nothing_before_the_questions(self, athlete):
        tried(athlete, 2)
        assert slugs(athlete) == []

    def test_nobody_elses(self, screened, stranger):
        tried(stranger, 2)
        CheckInFactory(athlete=stranger, told_at=timezone.now() - dt.timedelta(days=9))
        assert facts(screened).tests == facts(screened).signs == ()


class TestSigns:
    @pytest.mark.parametrize(("days", "score", "due"), [(6, 4, 0), (7, 4, 1), (9, 0, 0)])
    def test_open_ones_after_a_week(self, screened, days, score, due):
        CheckInFactory(
            athlete=screened, told_at=timezone.now() - dt.timedelta(days=days), score=score
        )
        assert len(facts(screened).signs) == due


class TestWords:
    def test_names_a_few_and_counts_the_rest(self, screened):
        for spot in ("knee", "hip", "elbow", "thigh"):
            CheckInFactory(
                athlete=screened, spot=spot, told_at=timezone.now() - dt.timedelta(days=9)
            )
        tried(screened, 2)

        lines = {line.key: line.words for line in presenters.due_view(facts(screened))}

        assert lines["tests"] == "A self-test is due: Knee to wall."
        assert lines["check-in"].startswith("How is it by now: left ")
        assert lines["check-in"].endswith("and 2 more?")

    def test_today_shows_them(self, client, screened):
        tried(screened, 2)
        html = client.get(reverse("programs:today")).text
        assert "What needs you" in html
        assert "A self-test is due: Knee to wall." in html
        assert 'id="due-habits"' in html


def test_costs_few_statements_however_much_there_is(screened):
    def cost():
        today = timezone.localdate()
        safety = queries.safety_for(screened, today=today)
        with CaptureQueriesContext(connection) as captured:
            queries.due_for(screened, safety=safety, today=today)
        return len(captured)

    tried(screened, 2)
    once = cost()
    tried(screened, 40, 30, 20, 10)
    assert cost() == once == 3

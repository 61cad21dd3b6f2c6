"""The report: what was logged, tested and told on one page, for the athlete to hand on."""

import datetime as dt
import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from apps.assessments.domain.red_flags import RedFlag
from apps.assessments.presenters import FLAG_WORDS
from apps.imbalances import services
from tests.support.factories.assessments import (
    CheckInFactory,
    NamedCauseFactory,
    RedFlagReportFactory,
    ScreeningFactory,
    SelfTestFactory,
)
from tests.support.factories.imbalances import train_both_sides
from tests.support.factories.lifts import LiftSetFactory, WorkoutFactory

URL = reverse("imbalances:report")


def ago(days):
    return timezone.now() - dt.timedelta(days=days)


class TestReport:
    def test_of_somebody_new(self, client):
        html = client.get(URL).text
        for words in (
            "No red flag was ticked.",
            "Nothing was logged side by side yet.",
            "No test was done yet.",
            "No sign was told.",
            "No pain was told with a set.",
            "Nothing was named.",
        ):
            assert words in html

    def test_verdicts_with_range_and_what_they_rest_on(self, client, athlete, leg_press, row):
        train_both_sides(athlete, leg_press, workouts=10, left_weaker_log_pct=22, started=ago(42))
        LiftSetFactory(workout=WorkoutFactory(athlete=athlete, started_at=ago(1)), exercise=row)
        services.refresh(athlete_id=athlete.pk)

        html = client.get(URL).text.replace("\xa0", " ")

        leg, arm = html.split('<th scope="row">Knee-dominant')[1].split("</tr>")[:2]
        assert re.search(r"Left \d+ % weaker</td><td[^>]*>\d+ % to \d+ %</td>", leg)
        assert "10 workouts" in leg
        assert "–" in arm

    def test_tests_with_their_error(self, client, athlete):
        for days in (30, 0):
            SelfTestFactory(athlete=athlete, measured_at=ago(days))
        html = client.get(URL).text.replace("\xa0", " ")
        assert "Ankle and foot: knee to wall" in html
        assert "Left reaches 3.1 cm less: more than this test&#x27;s error of 1.9 cm." in html

    def test_flags_with_their_days(self, client, athlete):
        ScreeningFactory(athlete=athlete)
        RedFlagReportFactory(athlete=athlete, flag="giving_way", places=["knee"])
        html = client.get(URL).text
        assert escape(str(FLAG_WORDS[RedFlag.GIVING_WAY])) in html
        assert "see a clinician" in html
        assert "open" in html
        assert "left alone now: knee" in html

    def test_signs_and_causes(self, client, athlete):
        CheckInFactory(athlete=athlete, told_at=ago(9), score=6)
        CheckInFactory(athlete=athlete, score=3)
        NamedCauseFactory(athlete=athlete, cause="injury", region="ankle", side="left")
        html = client.get(URL).text
        assert "6 → 3" in html
        assert "less than last time" in html
        assert "An injury, operation or cast (ankle and foot, left)" in html

    def test_is_the_athletes_own(self, client, athlete, stranger_client, anonymous_client):
        CheckInFactory(athlete=athlete)
        assert "Pain: left knee" in client.get(URL).text
        assert "Pain: left knee" not in stranger_client.get(URL).text
        assert anonymous_client.get(URL).status_code == 302
        assert client.post(URL).status_code == 405

    def test_names_no_condition_and_promises_nothing(self, client, athlete):
        html = client.get(URL).text.split("<main")[1].lower()
        for word in ("diagnos", "prevents", "restore", "recommend"):
            assert word not in html

    def test_is_never_cached_and_costs_the_same_after_many(self, client, athlete):
        def cost():
            with CaptureQueriesContext(connection) as captured:
                response = client.get(URL)
            assert "no-store" in response["Cache-Control"]
            return len(captured)

        SelfTestFactory(athlete=athlete)
        CheckInFactory(athlete=athlete)
        once = cost()
        for days in range(1, 9):
            SelfTestFactory(athlete=athlete, measured_at=ago(days))
            CheckInFactory(athlete=athlete, told_at=ago(days))
        assert cost() == once <= 20

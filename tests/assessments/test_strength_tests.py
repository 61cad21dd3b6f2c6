"""Strength tests go into the log and nowhere else; the detector reads them as checks."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from apps.assessments import queries, services
from apps.assessments.domain.protocols import PROTOCOLS
from apps.assessments.models import SelfTest
from apps.assessments.services.strength_tests import StrengthTest, Try
from apps.core.identifiers import new_uuid7
from apps.exercises.domain.vocabulary import Side
from apps.exercises.queries import catalogue_by_slug
from apps.exercises.services import load_catalogue, read_catalogue
from apps.imbalances.queries import overview_for
from apps.lifts.models import LiftSet, Workout
from apps.lifts.queries import lift_rows_for
from tests.support.factories.assessments import HealthConsentFactory, ScreeningFactory

ROW = "one-arm-row"


@pytest.fixture
def ready(athlete):
    load_catalogue(specs=read_catalogue())
    HealthConsentFactory(athlete=athlete, purpose="self_tests")
    ScreeningFactory(athlete=athlete)
    return athlete


@pytest.fixture
def row(ready):
    return catalogue_by_slug()["one-arm-dumbbell-row"]


def done(row, *, days=0, left=8, right=12, counts=True, **fields):
    at = timezone.now() - dt.timedelta(days=days)
    return StrengthTest(
        **{
            "test_id": new_uuid7(),
            "exercise_id": row.pk,
            "tries": {
                Side.LEFT: [Try(typed_load=Decimal(20), reps=left)],
                Side.RIGHT: [Try(typed_load=Decimal(20), reps=right)],
            },
            "first_side": Side.RIGHT,
            "counts": counts,
            "done_at": at,
            "day": at.date(),
            "time_zone": "UTC",
            **fields,
        }
    )


def record(athlete, test):
    services.record_strength_test(athlete=athlete, test=test)


class TestRecord:
    def test_both_sides_in_a_workout_of_their_own(self, ready, row):
        record(ready, done(row))

        workout = Workout.objects.get()
        assert (workout.title, workout.ended_at is not None) == ("Self-test", True)
        first, second = LiftSet.objects.order_by("pair_order")
        assert (first.side, first.pair_order, second.side) == ("right", 1, "left")
        assert {one.kind for one in (first, second)} == {"check"}
        assert {one.side_source for one in (first, second)} == {"logged"}
        assert {one.typed_load for one in (first, second)} == {Decimal(20)}
        assert not SelfTest.objects.exists()

    def test_into_the_workout_that_is_running(self, ready, row):
        from apps.lifts.services import start_workout  # noqa: PLC0415

        now = timezone.now()
        start_workout(athlete=ready, started_at=now, time_zone="UTC", local_date=now.date())
        record(ready, done(row))
        record(ready, done(row))

        workout = Workout.objects.get()
        assert workout.ended_at is None
        assert sorted(LiftSet.objects.values_list("set_index", flat=True)) == [1, 1, 2, 2]

    def test_a_form_sent_twice_is_one_test(self, ready, row):
        test = done(row)
        record(ready, test)
        record(ready, test)
        assert LiftSet.objects.count() == 2

    def test_practice_is_a_warm_up(self, ready, row):
        record(ready, done(row, counts=False))
        assert {one.kind for one in LiftSet.objects.all()} == {"warm_up"}
        assert queries.courses_for(ready) == {}

    def test_one_side_alone_is_refused(self, ready, row):
        with pytest.raises(ValidationError, match="Both sides"):
            record(ready, done(row, tries={Side.LEFT: [Try(typed_load=None, reps=5)]}))
        assert not Workout.objects.exists()

    def test_without_consent_nothing_is_logged(self, stranger, row):
        with pytest.raises(ValidationError, match="only kept after"):
            record(stranger, done(row))
        assert not Workout.objects.exists()


class TestDetector:
    def test_sees_them_with_no_path_of_their_own(
        self, ready, row, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            for days in (40, 30, 20, 10, 0):
                record(ready, done(row, days=days, left=6, right=12))

        (finding,) = overview_for(ready, as_of=timezone.now()).findings
        assert finding.pattern.value == "horizontal_pull"
        assert finding.weaker_side is Side.LEFT

    def test_a_check_of_a_program_is_a_test_too(self, ready, row):
        """Whoever asked for it: what is read are the log's checks."""
        record(ready, done(row, days=40))
        record(ready, done(row, left=4, right=14))
        course = queries.course_for(ready, PROTOCOLS[ROW])
        assert len(course.occasions) == 2
        assert not course.is_practice
        assert course.comparison.behind(PROTOCOLS[ROW].better) is Side.LEFT

    def test_grip_is_read_as_the_device_shows_it(self, ready):
        grip = catalogue_by_slug()["grip-dynamometer"]
        tries = {side: [Try(typed_load=Decimal(40), reps=1)] * 3 for side in Side}
        record(ready, done(grip, tries=tries))
        comparison = queries.course_for(ready, PROTOCOLS["grip"]).comparison
        assert (comparison.left, comparison.right) == (40.0, 40.0)

    def test_an_edit_of_the_log_is_an_edit_of_the_test(self, ready, row):
        record(ready, done(row))
        LiftSet.objects.update(deleted_at=timezone.now())
        assert queries.courses_for(ready) == {}


class TestPage:
    URL = reverse("assessments:self_test_create", args=[ROW])
    DETAIL = reverse("assessments:self_test_detail", args=[ROW])

    def sent(self, row, **fields):
        return {
            "test_id": str(new_uuid7()),
            "first_side": "left",
            "exercise": str(row.pk),
            "left_1_load": "20",
            "left_1_reps": "8",
            "right_1_load": "20,5",
            "right_1_reps": "12",
            **fields,
        }

    def test_first_practice_then_a_check(self, client, ready, row):
        page = client.post(self.URL, self.sent(row), follow=True)
        assert "In your log as practice." in page.text
        Workout.objects.update(local_date=timezone.localdate() - dt.timedelta(days=3))

        sent = self.sent(row, left_1_reps="4", right_1_reps="14")
        page = client.post(self.URL, sent, follow=True)

        assert "In your log, as a check." in page.text
        assert "Left lifts about" in page.text
        kinds = [one.kind for one in lift_rows_for(ready)]
        assert kinds == ["warm_up", "warm_up", "check", "check"]

    def test_offers_what_is_at_hand(self, client, ready):
        ready.equipment = ["cable"]
        ready.save()
        html = client.get(self.URL).text
        assert "One-arm cable row" in html
        assert "One-arm dumbbell row" not in html
        ready.equipment = []
        ready.save()
        assert "One-arm dumbbell row" in client.get(self.URL).text

    def test_pounds_stay_pounds(self, client, ready, row):
        ready.weight_unit = "lb"
        ready.save()
        assert "Load in lb" in client.get(self.URL).text
        client.post(self.URL, self.sent(row, left_1_load="45", right_1_load="45"))
        assert {(str(s.typed_load), s.typed_unit) for s in LiftSet.objects.all()} == {
            ("45.000", "lb")
        }

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"left_1_reps": ""}, "At least one try is needed."),
            ({"left_1_reps": "2.5"}, "Write a whole number."),
            ({"left_1_reps": "0"}, "greater than or equal to 1"),
            ({"left_1_reps": "💪"}, "Write a whole number."),
            ({"left_1_load": "-5"}, "greater than or equal to 0.5"),
            ({"left_1_load": "NaN"}, "Write a number, such as 12.5."),
            ({"left_1_load": "9" * 30}, "no more than 6 digits"),
            ({"left_1_load": "20 stones"}, "Write a number, such as 12.5."),
            ({"exercise": str(new_uuid7())}, "not one of the available choices"),
        ],
    )
    def test_bad_input_is_told_and_loses_nothing(self, client, ready, row, fields, message):
        sent = self.sent(row, **fields)
        response = client.post(self.URL, sent)

        assert response.status_code == 422
        assert message in response.text
        assert not Workout.objects.exists()
        for name in ("left_1_load", "right_1_load", "right_1_reps", "test_id"):
            assert f'value="{sent[name]}"' in response.text

    def test_strangers_exercise(self, client, ready, row, stranger):
        from tests.support.factories.exercises import ExerciseFactory  # noqa: PLC0415

        own = ExerciseFactory(athlete=stranger, slug="secret-row")
        response = client.post(self.URL, self.sent(row, exercise=str(own.pk)))
        assert response.status_code == 422

    def test_every_strength_test_opens(self, client, ready):
        for slug, protocol in PROTOCOLS.items():
            if protocol.unit.is_logged:
                url = reverse("assessments:self_test_create", args=[slug])
                assert client.get(url).status_code == 200, slug

    def test_every_exercise_named_is_in_the_catalogue_and_measures_sides(self, ready):
        catalogue = catalogue_by_slug()
        for protocol in PROTOCOLS.values():
            for slug in protocol.exercises:
                assert catalogue[slug].measurement != "none", slug

"""Body mass over time."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from apps.core import events
from apps.profiles.models import Athlete, BodyMass
from apps.profiles.presenters import body_mass_chart
from apps.profiles.queries import body_mass_kg_on
from tests.support.factories.profiles import BodyMassFactory

LIST = reverse("profiles:body_mass_list")
MAY = dt.date(2026, 5, 1)


def url(row, action="update"):
    return reverse(f"profiles:body_mass_{action}", args=[row.pk])


@pytest.fixture
def row(athlete):
    return BodyMassFactory(athlete=athlete, typed=Decimal("80.5"), mass_kg=Decimal("80.5"))


@pytest.fixture
def theirs(stranger):
    return BodyMassFactory(athlete=stranger)


@pytest.fixture
def news(monkeypatch):
    heard = []
    listed = events.defaultdict(list, {events.Event.BODY_MASS_CHANGED: [heard.append]})
    monkeypatch.setattr(events, "_receivers", listed)
    return heard


class TestBodyMassList:
    def test_a_day_is_kept_beside_the_others(self, client, row):
        page = client.post(LIST, {"measured_on": "2026-05-01", "body_mass": "79,5"}, follow=True)

        assert page.redirect_chain == [(LIST, 303)]
        assert page.text.index("79.5 kg") < page.text.index("80.5 kg")

    def test_the_same_day_again_replaces_it(self, client, row):
        client.post(LIST, {"measured_on": "2026-03-01", "body_mass": "79"})

        assert BodyMass.objects.get().mass_kg == 79

    def test_today_is_offered(self, client):
        assert f'value="{timezone.localdate().isoformat()}"' in client.get(LIST).text

    def test_another_unit_is_shown_converted_and_typed_anew(self, client, athlete, row):
        Athlete.objects.update(weight_unit="lb")

        assert "177.47 lb" in client.get(LIST).text
        client.post(LIST, {"measured_on": "2026-05-01", "body_mass": "176"})

        added = BodyMass.objects.get(measured_on=MAY)
        assert (added.typed_unit, added.mass_kg) == ("lb", Decimal("79.83226"))
        assert row.typed_unit == "kg"

    @pytest.mark.parametrize(
        ("sent", "message"),
        [
            ({"measured_on": "2026-05-01", "body_mass": ""}, "Fill this in."),
            ({"measured_on": "2026-05-01", "body_mass": "19"}, "outside 20 to 400 kg"),
            ({"measured_on": "2026-05-01", "body_mass": "1e9"}, "outside 20 to 400 kg"),
            ({"measured_on": "2026-05-01", "body_mass": "NaN"}, "Enter a number."),
            ({"measured_on": "", "body_mass": "80"}, "Fill this in."),
            ({"measured_on": "2999-01-01", "body_mass": "80"}, "up to today"),
            ({"measured_on": "1066-01-01", "body_mass": "80"}, "up to today"),
        ],
    )
    def test_bad_input(self, client, sent, message):
        response = client.post(LIST, sent)

        assert response.status_code == 422
        assert message in response.text
        assert not BodyMass.objects.exists()

    def test_only_ones_own(self, client, theirs, anonymous_client):
        assert url(theirs) not in client.get(LIST).text
        assert anonymous_client.get(LIST).status_code == 302
        assert anonymous_client.post(LIST, {}).status_code == 302
        assert client.put(LIST).status_code == 405

    def test_a_page_at_a_time_with_equal_queries(
        self, client, athlete, django_assert_max_num_queries
    ):
        for day in range(120):
            BodyMassFactory(athlete=athlete, measured_on=MAY - dt.timedelta(days=day))

        with django_assert_max_num_queries(6):
            html = client.get(LIST).text

        assert html.count("setting-value") == 50
        assert client.get(f"{LIST}?page=3").text.count("setting-value") == 20


class TestBodyMassUpdate:
    def test_is_corrected_in_the_unit_it_was_typed_in(self, client, athlete):
        row = BodyMassFactory(
            athlete=athlete, typed=Decimal(180), typed_unit="lb", mass_kg=Decimal("81.64663")
        )
        assert 'value="180"' in client.get(url(row)).text
        assert "Body mass, lb" in client.get(url(row)).text

        client.post(url(row), {"measured_on": "2026-05-01", "body_mass": "181"})

        row.refresh_from_db()
        assert (row.measured_on, row.typed, row.typed_unit) == (MAY, 181, "lb")
        assert row.mass_kg == Decimal("82.10022")

    def test_moved_onto_another_day_it_takes_its_place(self, client, athlete, row):
        BodyMassFactory(athlete=athlete, measured_on=MAY)

        client.post(url(row), {"measured_on": "2026-05-01", "body_mass": "80.5"})

        assert BodyMass.objects.get().pk == row.pk

    def test_bad_input_changes_nothing(self, client, row):
        response = client.post(url(row), {"measured_on": "2026-05-01", "body_mass": "8"})

        assert response.status_code == 422
        row.refresh_from_db()
        assert row.typed == Decimal("80.5")

    def test_only_ones_own(self, client, theirs, anonymous_client):
        sent = {"measured_on": "2026-05-01", "body_mass": "70"}
        assert client.get(url(theirs)).status_code == 404
        assert client.post(url(theirs), sent).status_code == 404
        assert anonymous_client.post(url(theirs), sent).status_code == 302
        theirs.refresh_from_db()
        assert theirs.typed == 80


class TestBodyMassDelete:
    def test_is_forgotten(self, client, row):
        response = client.post(url(row, "delete"))

        assert (response.status_code, response["Location"]) == (303, LIST)
        assert not BodyMass.objects.exists()

    def test_only_ones_own_and_only_by_post(self, client, theirs, anonymous_client):
        assert client.post(url(theirs, "delete")).status_code == 404
        assert client.get(url(theirs, "delete")).status_code == 405
        assert anonymous_client.post(url(theirs, "delete")).status_code == 302
        assert BodyMass.objects.exists()


class TestNews:
    """Verdicts rest on body mass wherever the body is the load."""

    @pytest.mark.parametrize("way", ["add", "correct", "delete"])
    def test_every_change_is_told(self, client, row, news, way, django_capture_on_commit_callbacks):
        sent = {"measured_on": "2026-05-01", "body_mass": "70"}
        with django_capture_on_commit_callbacks(execute=True):
            client.post({"add": LIST, "correct": url(row), "delete": url(row, "delete")}[way], sent)

        assert [told.athlete_id for told in news] == [row.athlete_id]


class TestTheOneInForce:
    @pytest.mark.parametrize(
        ("day", "kg"),
        [
            (dt.date(2025, 1, 1), 80),
            (MAY, 80),
            (dt.date(2026, 6, 2), 90),
            (dt.date(2030, 1, 1), 90),
        ],
    )
    def test_is_the_latest_of_its_day(self, athlete, day, kg):
        BodyMassFactory(athlete=athlete, measured_on=dt.date(2026, 3, 1))
        BodyMassFactory(athlete=athlete, measured_on=dt.date(2026, 6, 2), mass_kg=Decimal(90))

        assert body_mass_kg_on(athlete, day) == kg


def weigh(athlete, *masses, every=7):
    return [
        BodyMassFactory(
            athlete=athlete,
            measured_on=MAY + dt.timedelta(days=every * number),
            typed=Decimal(str(mass)),
            mass_kg=Decimal(str(mass)),
        )
        for number, mass in enumerate(masses)
    ]


class TestBodyMassChart:
    def test_needs_two_days(self, client, row):
        assert "<svg" in client.get(LIST).text
        assert "Body mass over time" not in client.get(LIST).text

    def test_draws_each_day_and_says_the_same_in_a_table(self, client, athlete):
        weigh(athlete, 80, 79.5, 81)

        page = client.get(LIST).text

        assert "1 May 2026: 80.0\u00a0kg. 15 May 2026: 81.0\u00a0kg." in page
        assert page.count('class="chart-point"') == 3
        assert 'data-reading="8 May 2026: 79.5\u00a0kg"' in page
        assert page.index('<th scope="row" class="nowrap">15 May 2026') < page.index(
            '<th scope="row" class="nowrap">1 May 2026'
        )

    def test_is_in_the_athletes_unit(self, client, athlete):
        weigh(athlete, 80, 79.5)
        Athlete.objects.update(weight_unit="lb")

        assert "1 May 2026: 176.4\u00a0lb. 8 May 2026: 175.3\u00a0lb." in client.get(LIST).text

    def test_ten_years_are_forty_points(self):
        days = [(MAY + dt.timedelta(days=n), 80 + n % 7) for n in range(3650)]

        chart = body_mass_chart(days, unit="kg")

        assert len(chart.points) == 40
        assert chart.legend == "Each point is the middle of 92 days on the scales."
        assert len(chart.path) < 600

    def test_a_glass_of_water_is_no_mountain(self):
        chart = body_mass_chart([(MAY, 80.0), (MAY + dt.timedelta(days=1), 80.4)], unit="kg")

        drop = float(chart.points[0].y) - float(chart.points[1].y)
        assert 0 < drop < chart.height / 10

    def test_costs_one_statement_whatever_was_weighed(
        self, client, athlete, django_assert_num_queries
    ):
        weigh(athlete, 80, 81)
        with CaptureQueriesContext(connection) as few:
            client.get(LIST)
        BodyMass.objects.all().delete()
        weigh(athlete, *range(60, 100), every=3)
        with django_assert_num_queries(len(few)):
            client.get(LIST)

    @given(
        masses=st.lists(
            st.tuples(st.integers(0, 4000), st.floats(20, 400)),
            min_size=2,
            unique_by=lambda m: m[0],
        )
    )
    def test_every_point_lies_inside(self, masses):
        days = sorted((MAY + dt.timedelta(days=day), mass) for day, mass in masses)

        chart = body_mass_chart(days, unit="kg")

        assert len(chart.points) <= 40
        for point in chart.points:
            assert 0 <= float(point.y) <= chart.height
            assert 0 <= float(point.at.rstrip("%")) <= 100
        assert len(chart.ticks) <= 6

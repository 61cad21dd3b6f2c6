"""Each setting by itself: shown, changed, refused, and nobody else's."""

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from apps.profiles.models import Athlete

LIST = reverse("profiles:setting_list")
FORMS = {
    "unit_update": {"weight_unit": "lb"},
    "rest_update": {"rest_switch_s": "20", "rest_pair_s": "180", "sound": "on"},
    "side_order_update": {"first_side": "right"},
    "time_zone_update": {"time_zone": "Asia/Tokyo"},
    "language_update": {"language": "en"},
}
KEPT = {
    "unit_update": {"weight_unit": "lb"},
    "rest_update": {"rest_switch_s": 20, "rest_pair_s": 180, "sound": True, "vibrate": False},
    "side_order_update": {"first_side": "right", "weaker_first": False},
    "time_zone_update": {"time_zone": "Asia/Tokyo"},
    "language_update": {"language": "en"},
}
BAD = [
    ("unit_update", {"weight_unit": "stone"}, "Select a valid choice"),
    ("unit_update", {}, "Choose one."),
    ("rest_update", {"rest_switch_s": "-1", "rest_pair_s": "60"}, "greater than or equal to 0"),
    ("rest_update", {"rest_switch_s": "10", "rest_pair_s": "901"}, "less than or equal to 900"),
    ("rest_update", {"rest_switch_s": "", "rest_pair_s": "60"}, "Fill this in."),
    ("side_order_update", {"first_side": "both"}, "Select a valid choice"),
    ("time_zone_update", {"time_zone": "Moon/Sea"}, "Select a valid choice"),
    ("language_update", {"language": "tlh"}, "Select a valid choice"),
]
PAGES = [*FORMS, "colours", "weights_list", "body_mass_list", "setting_list"]


def url(name):
    return reverse(f"profiles:{name}")


class TestSettingList:
    def test_says_what_is_set_now(self, client, athlete):
        Athlete.objects.update(
            rest_switch_s=25,
            first_side="right",
            weights={"cable": CABLE},
            time_zone="Europe/Berlin",
        )

        html = client.get(LIST).text

        for words in (
            "kilograms",
            "25 s between the sides, 120 s after both",
            "weaker side, otherwise right first",
            "Cable machine",
            "Europe/Berlin",
            "not told",
        ):
            assert words in html

    def test_leads_to_every_page(self, client):
        html = client.get(LIST).text

        assert [page for page in PAGES if f'href="{url(page)}"' not in html] == []

    def test_is_the_settings_section(self, client):
        for page in PAGES:
            assert f'href="{LIST}" aria-current="page"' in client.get(url(page)).text


CABLE = {"unit": "kg", "step": "2.5"}


@pytest.mark.parametrize("name", FORMS)
class TestEverySetting:
    def test_is_kept_and_leads_back(self, client, athlete, name):
        page = client.post(url(name), FORMS[name], follow=True)

        assert page.redirect_chain == [(LIST, 303)]
        assert "Saved." in page.text
        athlete.refresh_from_db()
        assert {field: getattr(athlete, field) for field in KEPT[name]} == KEPT[name]

    def test_changes_nothing_else_and_nobody_else(self, client, athlete, stranger, name):
        before = Athlete.objects.filter(pk=athlete.pk).values().get()
        theirs = Athlete.objects.filter(pk=stranger.pk).values().get()

        client.post(url(name), FORMS[name])

        after = Athlete.objects.filter(pk=athlete.pk).values().get()
        assert {field for field in after if after[field] != before[field]} <= KEPT[name].keys()
        assert Athlete.objects.filter(pk=stranger.pk).values().get() == theirs

    def test_by_htmx_the_browser_is_sent_back(self, client, name):
        response = client.post(url(name), FORMS[name], headers={"HX-Request": "true"})

        assert (response.status_code, response["HX-Redirect"]) == (200, LIST)

    def test_anonymous_and_wrong_method(self, anonymous_client, client, name):
        assert anonymous_client.get(url(name)).status_code == 302
        assert anonymous_client.post(url(name), FORMS[name]).status_code == 302
        assert client.delete(url(name)).status_code == 405


@pytest.mark.parametrize(("name", "sent", "message"), BAD)
def test_bad_input_is_answered_and_changes_nothing(client, athlete, name, sent, message):
    before = Athlete.objects.filter(pk=athlete.pk).values().get()

    response = client.post(url(name), sent)

    assert response.status_code == 422
    assert message in response.text
    assert Athlete.objects.filter(pk=athlete.pk).values().get() == before


class TestTimeZoneUpdate:
    @pytest.mark.parametrize("known", ["Europe/Berlin", "UTC", "Etc/GMT+3"])
    def test_the_zone_that_is_known_is_the_one_chosen(self, client, athlete, known):
        Athlete.objects.update(time_zone=known)

        assert f'<option value="{known}" selected>' in client.get(url("time_zone_update")).text

    def test_the_device_may_say_it(self, client):
        html = client.get(url("time_zone_update")).text

        assert '<ls-time-zone data-for="id_time_zone">' in html
        assert 'id="time-zone-detect" hidden' in html


class TestLanguageUpdate:
    def test_offers_the_device_and_what_there_is(self, client):
        html = client.get(url("language_update")).text

        assert [word in html for word in ("As the device", "English", "Deutsch")] == 3 * [True]

    def test_is_spoken_from_then_on_on_every_device(self, client, athlete):
        client.post(url("language_update"), {"language": "de"})
        elsewhere = Client(headers={"Accept-Language": "en"})
        elsewhere.force_login(athlete.user)

        answer = elsewhere.get(LIST)

        assert '<html lang="de"' in answer.text
        assert answer["Content-Language"] == "de"

    def test_pages_without_data_hear_it_by_the_cookie(self, client):
        client.post(url("language_update"), {"language": "de"})
        assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "de"

        client.post(url("language_update"), {"language": "device"})
        assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == ""
        assert Athlete.objects.get().language == ""

    def test_another_device_is_told_when_it_signs_in(self, client, athlete):
        Athlete.objects.update(language="de")
        assert '<html lang="en"' in client.get("/log/").text

        client.get(LIST)
        assert '<html lang="de"' in client.get("/log/").text

        Athlete.objects.update(language="")
        client.get(LIST)
        assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == ""

    def test_a_refused_one_leaves_no_cookie(self, client):
        client.post(url("language_update"), {"language": "tlh"})

        assert settings.LANGUAGE_COOKIE_NAME not in client.cookies

    def test_the_device_s_own_holds_until_something_is_chosen(self, client):
        assert '<html lang="de"' in client.get(LIST, headers={"Accept-Language": "de"}).text

    def test_a_language_that_is_gone_is_passed_over(self, client, athlete):
        Athlete.objects.update(language="tlh")

        page = client.get(LIST)

        assert '<html lang="en"' in page.text
        assert "As the device" in page.text

    def test_the_next_person_on_the_thread_hears_their_own(self, client, athlete, stranger_client):
        Athlete.objects.filter(pk=athlete.pk).update(language="de")

        assert '<html lang="de"' in client.get(LIST).text
        assert '<html lang="en"' in stranger_client.get(LIST).text


class TestColours:
    def test_is_the_device_s_own_business(self, client, anonymous_client):
        html = client.get(url("colours")).text

        assert html.count('type="radio" name="theme"') == 3
        assert anonymous_client.get(url("colours")).status_code == 302
        assert client.post(url("colours")).status_code == 405


class TestConstraints:
    @pytest.mark.parametrize(
        ("column", "value"),
        [
            ("rest_switch_s", 901),
            ("rest_pair_s", 901),
            ("first_side", "both"),
            ("weights", []),
            ("weights", "kg"),
            ("weights", 5),
        ],
    )
    def test_the_database_refuses(self, athlete, column, value):
        with pytest.raises(IntegrityError), transaction.atomic():
            Athlete.objects.update(**{column: value})

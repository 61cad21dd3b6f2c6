"""The secret address: who gets one, what it tells, and how it ends."""

import datetime as dt
import re
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.urls import reverse
from icalendar import Calendar

from apps.programs.models import CalendarFeed, Program, Session
from apps.programs.presenters.feed import FEED_DAYS_BACK
from tests.support.days import day
from tests.support.factories.profiles import AthleteFactory
from tests.support.player import at

CREATE, END = reverse("programs:feed_create"), reverse("programs:feed_end")
CALENDAR = reverse("programs:calendar")


def opened(client, op_id=None):
    """Ask for an address and read it off the page."""
    page = client.post(CREATE, {"op_id": str(op_id or uuid4())})
    return re.search(r'value="(http[^"]+\.ics)"', page.text)[1]


def events(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


class TestFeedCreate:
    def test_shows_the_address_once_and_keeps_a_hash_alone(self, client, session):
        address = opened(client)
        token = address.rsplit("/", 1)[1].removesuffix(".ics")

        feed = CalendarFeed.objects.get()
        assert len(token) == 43
        assert token not in {feed.token_hash, str(feed.op_id)}
        assert token not in client.get(CALENDAR).text
        assert "An address has been open since" in client.get(CALENDAR).text

    def test_is_never_cached(self, client, session):
        response = client.post(CREATE, {"op_id": str(uuid4())})

        assert "no-store" in response["Cache-Control"]

    def test_pressed_twice_is_one_address(self, client, session):
        op_id = uuid4()

        assert opened(client, op_id) == opened(client, op_id)
        assert CalendarFeed.objects.count() == 1

    def test_a_new_address_ends_the_old_one(self, client, session, anonymous_client):
        old, new = opened(client), opened(client)

        assert old != new
        assert anonymous_client.get(old).status_code == 404
        assert anonymous_client.get(new).status_code == 200

    def test_no_press_brings_an_ended_address_back(self, client, session, anonymous_client):
        op_id = uuid4()
        address = opened(client, op_id)
        client.post(END)

        page = client.post(CREATE, {"op_id": str(op_id)}, follow=True)

        assert "That address has ended" in page.text
        assert anonymous_client.get(address).status_code == 404

    def test_the_same_press_of_somebody_else_is_another_address(
        self, client, stranger_client, session
    ):
        op_id = uuid4()

        assert opened(client, op_id) != opened(stranger_client, op_id)

    @pytest.mark.parametrize("op_id", ["", "NaN", "x" * 5000, "\x00"])
    def test_nonsense_makes_no_address(self, client, session, op_id):
        assert client.post(CREATE, {"op_id": op_id}).status_code == 303
        assert not CalendarFeed.objects.exists()

    @pytest.mark.parametrize("url", [CREATE, END])
    def test_only_by_a_post_of_somebody_signed_in(self, client, anonymous_client, session, url):
        assert client.get(url).status_code == 405
        assert anonymous_client.post(url, {"op_id": str(uuid4())}).status_code == 302
        assert not CalendarFeed.objects.exists()


class TestCalendarFeed:
    def test_tells_day_title_and_minutes_without_a_sign_in(self, client, anonymous_client, session):
        (event,) = events(anonymous_client, opened(client))

        assert event.errors == []
        assert event.decoded("DTSTART") == day(0)
        assert event["SUMMARY"] == "Training: Horizontal pull, about 40 min"
        assert event["STATUS"] == "CONFIRMED"

    def test_tells_nothing_of_the_person_or_their_health(
        self, client, anonymous_client, session, athlete
    ):
        text = anonymous_client.get(opened(client)).text

        for secret in (athlete.name, athlete.user.email, str(athlete.pk), "Left", "weaker", "pain"):
            assert secret not in text

    def test_says_how_it_may_be_kept(self, client, anonymous_client, session):
        response = anonymous_client.get(opened(client))

        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert response["Cache-Control"].startswith("private")
        assert response["X-Robots-Tag"] == "noindex"
        assert response.content.count(b"\n") == response.content.count(b"\r\n")

    def test_a_moved_session_keeps_its_uid_and_counts_on(self, client, anonymous_client, session):
        address = opened(client)
        (before,) = events(anonymous_client, address)
        client.post(at("session_move", session), {"date": day(3).isoformat()})

        (after,) = events(anonymous_client, address)

        assert after["UID"] == before["UID"]
        assert after["SEQUENCE"] == before["SEQUENCE"] + 1
        assert after.decoded("LAST-MODIFIED") > before.decoded("LAST-MODIFIED") - dt.timedelta(1)
        assert after.decoded("DTSTART") == day(3)

    def test_a_session_left_out_is_cancelled_and_can_come_back(
        self, client, anonymous_client, session, later
    ):
        address = opened(client)
        client.post(at("session_skip", session))
        left_out = events(anonymous_client, address)[0]
        client.post(at("session_bring_back", session))
        back = events(anonymous_client, address)[0]

        assert (left_out["STATUS"], back["STATUS"]) == ("CANCELLED", "CONFIRMED")
        assert back["SEQUENCE"] > left_out["SEQUENCE"]

    def test_a_stopped_program_cancels_what_was_planned(self, client, anonymous_client, session):
        address = opened(client)
        client.post(reverse("programs:program_stop"))

        assert events(anonymous_client, address)[0]["STATUS"] == "CANCELLED"

    def test_what_is_long_over_is_told_no_more(self, client, anonymous_client, session):
        Session.objects.update(date=day(-FEED_DAYS_BACK - 1))

        assert events(anonymous_client, opened(client)) == []

    def test_speaks_the_athletes_language_and_counts_their_day(
        self, client, anonymous_client, session, athlete
    ):
        athlete.time_zone = "Pacific/Kiritimati"
        athlete.save()

        assert len(events(anonymous_client, opened(client))) == 1

    @pytest.mark.parametrize(
        "token", ["x" * 43, "x", "x" * 44, "é" * 43, "%00" * 43, "A" * 42 + "=", "None"]
    )
    def test_any_other_text_is_nothing(self, client, anonymous_client, session, token):
        opened(client)

        assert anonymous_client.get(f"/program/calendar/{token}.ics").status_code == 404

    def test_a_token_of_nobody_opens_nobodys(self, client, stranger_client, session):
        AthleteFactory()
        theirs = opened(stranger_client)

        assert events(stranger_client, theirs) == []

    def test_reading_never_writes_and_a_post_is_refused(self, client, anonymous_client, session):
        address = opened(client)

        assert anonymous_client.post(address).status_code == 405
        assert Program.objects.count() == 1

    def test_asking_too_often_waits(self, client, anonymous_client, session, settings):
        cache.clear()
        settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "calendar_feed": "3/m/ip"}
        address = opened(client)

        answers = [anonymous_client.get(address).status_code for _ask in range(4)]

        assert answers == [200, 200, 200, 429]

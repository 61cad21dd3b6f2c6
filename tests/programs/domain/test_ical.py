"""What we write, read by somebody else's reader."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from apps.programs.domain.ical import CalendarDay, calendar_text

NOW = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=120)


def day(**changes):
    base = {"uid": "one@levelset", "day": NOW.date(), "summary": "Training", "changed_at": NOW}
    return CalendarDay(**{**base, "sequence": 0, **changes})


def read(text):
    return Calendar.from_ical(text.encode())


class TestCalendarText:
    def test_is_read_as_it_was_meant(self):
        text = calendar_text([day(sequence=3, is_cancelled=True)], name="Training")

        (event,) = read(text).walk("VEVENT")
        assert event.errors == []
        assert event["UID"] == "one@levelset"
        assert event.decoded("DTSTART") == NOW.date()
        assert event.decoded("DTEND") == NOW.date() + dt.timedelta(days=1)
        assert event.decoded("DTSTAMP") == NOW
        assert event.decoded("LAST-MODIFIED") == NOW
        assert event["SEQUENCE"] == 3
        assert event["STATUS"] == "CANCELLED"

    def test_has_what_every_calendar_must_have(self):
        calendar = read(calendar_text([], name="Training"))

        assert calendar["VERSION"] == "2.0"
        assert calendar["PRODID"]

    @given(words=TEXT)
    def test_any_words_come_back_and_no_line_is_too_long(self, words):
        text = calendar_text([day(summary=words)], name=words)

        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
        assert "\n" not in text.replace("\r\n", "")
        assert text.endswith("END:VCALENDAR\r\n")
        (event,) = read(text).walk("VEVENT")
        assert str(event["SUMMARY"]) == words

    def test_a_line_break_in_words_cannot_begin_a_line_of_its_own(self):
        text = calendar_text([day(summary="one\r\nATTACH:http://example.org")], name="Training")

        assert "\r\nATTACH" not in text

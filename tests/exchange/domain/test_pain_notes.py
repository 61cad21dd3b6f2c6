"""Which notes are offered as pain: never too shy with a joint of a side, never where it says there was none."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from apps.exchange.domain.pain_notes import OFFERED_NOTES, PainNotes, side_in, speaks_of_pain
from apps.exchange.domain.rows import SetRow
from apps.exercises.domain.vocabulary import SetSide, Side, SideSource

DAY = dt.date(2026, 3, 2)
ROW = SetRow(
    day=DAY,
    exercise="Row",
    side=SetSide.EACH,
    side_source=SideSource.ASSUMED,
    reps=8,
    note="left wrist hurts",
)


@pytest.mark.parametrize(
    ("note", "side"),
    [
        ("left achilles...", Side.LEFT),
        ("Right wrist cooked", Side.RIGHT),
        ("senti o ombro direito", Side.RIGHT),
        ("Dor no joelho esquerdo", Side.LEFT),
        ("senti o\njoelho", None),
        ("Schmerzen im linken Knie", Side.LEFT),
        ("rechte Schulter zwickt", Side.RIGHT),
        ("mal à l'épaule gauche", Side.LEFT),
        ("me duele la rodilla derecha", Side.RIGHT),
        ("ginocchio destro fa male", Side.RIGHT),
        ("both knees hurt, left and right", None),
        ("lower back pain", None),
    ],
)
def test_it_is_offered_with_the_side_that_it_names(note, side):
    assert speaks_of_pain(note)
    assert side_in(note) is side


@pytest.mark.parametrize(
    "note",
    [
        "no pain", "No shoulder pain today", "pain free", "pain-free!", "ohne Schmerzen", "schmerzfrei",
        "sem dor", "sin dolor", "sans douleur", "was right on the edge", "left 2 in the tank", "felt strong",
        "Barely got 8kgx12 (with left)", "pulled through", "DOMS", "",
    ],
)  # fmt: skip
def test_it_is_not_offered(note):
    assert not speaks_of_pain(note)


@given(st.text(max_size=500))
def test_any_note_gets_an_answer(note):
    speaks_of_pain(note)
    side_in(note)


class TestOfAFile:
    def found(self, *rows, since=DAY):
        notes = PainNotes(since=since)
        for row in rows:
            notes.add(row)
        return notes.newest()

    def test_a_note_that_is_repeated_for_each_set_is_asked_about_once(self):
        assert self.found(ROW, ROW) == [
            {"day": "2026-03-02", "exercise": "Row", "note": "left wrist hurts", "side": "left"}
        ]

    def test_the_side_of_the_row_goes_before_that_of_the_note(self):
        row = replace(ROW, side=SetSide.RIGHT, side_source=SideSource.IMPORTED)
        assert [one["side"] for one in self.found(row)] == ["right"]

    def test_a_row_with_a_number_of_its_own_needs_no_other(self):
        assert self.found(replace(ROW, pain=0)) == []

    def test_what_is_too_old_to_change_anything_stays_a_note(self):
        assert self.found(ROW, since=DAY + dt.timedelta(days=1)) == []

    def test_the_newest_come_first_and_no_more_than_anybody_answers(self):
        rows = [
            replace(ROW, day=DAY + dt.timedelta(days=number)) for number in range(OFFERED_NOTES + 5)
        ]
        days = [one["day"] for one in self.found(*rows)]
        assert len(days) == OFFERED_NOTES
        assert days == sorted(days, reverse=True)
        assert days[0] == rows[-1].day.isoformat()

"""Broken rules in words: every one of them, with side, muscle and week."""

import string

import pytest

from apps.exercises.domain.vocabulary import Side
from apps.programs.domain.breaches import Breach, Rule
from apps.programs.domain.judging import newly_broken
from apps.programs.presenters.warnings import TEXTS, warning_view, warning_views

NAMES = {"one-arm-row": "One-arm row"}
PARAMS = {
    "exercise": "one-arm-row",
    "side": "left",
    "first_side": "right",
    "muscle": "glutes",
    "muscles": "glutes, quadriceps",
    "pattern": "knee_dominant",
    "plane": "frontal",
    "missing": "dumbbells, bench",
    "sets": 12.0,
    "seconds": 3601,
    "load_kg": 22.5,
    "from_kg": 20.0,
    "to_kg": 30.0,
    "rir": 0,
    "least": 2,
    "sessions": 6,
    "weaker": 9,
    "stronger": 2,
    "pushes": 6,
    "pulls": 4,
    "level": "advanced",
    "habit": "stretch",
}


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_says_what_is_so_and_what_follows(rule):
    view = warning_view(Breach(rule=rule, week=3, params=PARAMS), names=NAMES)
    assert view.where == "Week 3"
    for text in (view.text, view.follows):
        assert text[0] in string.ascii_uppercase + string.digits
        assert text.rstrip().endswith(".")
        assert "%" not in text
        assert "_" not in text


@pytest.mark.parametrize("rule", Rule)
def test_a_breach_that_tells_little_can_still_be_said(rule):
    assert warning_view(Breach(rule=rule), names={}).text


def test_no_rule_has_words_that_is_none():
    assert set(TEXTS) == set(Rule)


def test_names_side_muscle_and_number():
    breach = Breach(
        rule=Rule.WEEK_VOLUME, week=2, params={"side": "left", "muscle": "glutes", "sets": 12.0}
    )
    view = warning_view(breach, names={})
    assert (view.where, view.text) == ("Week 2", "Buttocks, left: 12 hard sets in that week.")


def test_loads_are_told_in_the_athletes_unit():
    breach = Breach(rule=Rule.UNREAL_LOAD, params={"exercise": "x", "load_kg": 20.41166})
    assert "45" in warning_view(breach, names={}, unit="lb").text


def test_the_same_in_several_weeks_is_said_once():
    breaches = [Breach(rule=Rule.NO_BILATERAL, week=week) for week in (1, 2, 3)]
    (view,) = warning_views(breaches, names={})
    assert view.where == "Week 1, Week 2, Week 3"


class TestNewlyBroken:
    def breach(self, **changes):
        fields = {
            "rule": Rule.WEEK_VOLUME,
            "week": 1,
            "params": {"side": Side.LEFT.value, "muscle": "glutes", "sets": 12.0},
        }
        return Breach(**{**fields, **changes})

    def test_what_was_broken_before_is_not_new(self):
        assert newly_broken([self.breach()], [self.breach()]) == ()

    def test_what_has_grown_is(self):
        more = self.breach(params={"side": "left", "muscle": "glutes", "sets": 13.0})
        assert newly_broken([self.breach()], [more]) == (more,)
        assert newly_broken([more], [self.breach()]) == ()

    def test_another_side_or_week_is(self):
        right = self.breach(params={"side": "right", "muscle": "glutes", "sets": 12.0})
        assert newly_broken([self.breach()], [right]) == (right,)
        later = self.breach(week=2)
        assert newly_broken([self.breach()], [self.breach(), later]) == (later,)

    def test_a_line_that_moved_in_its_session_is_the_same_line(self):
        at = {"rule": Rule.TOO_HARD, "week": 1, "day_index": 0, "params": {"exercise": "row"}}
        assert newly_broken([Breach(**at, position=3)], [Breach(**at, position=2)]) == ()

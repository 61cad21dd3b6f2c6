"""The geometry of both charts: what is drawn where, and said how."""

import datetime as dt
import json
import re
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.axes import Grain
from apps.exercises.domain.vocabulary import Side
from apps.imbalances.domain.closing import TimeToLevel
from apps.imbalances.domain.verdicts import Verdict
from apps.imbalances.presenters.chart_words import MOST_READINGS
from apps.imbalances.presenters.dots import LARGEST_PX, SMALLEST_PX, diameter_of
from apps.imbalances.presenters.paths import UNITS_A_PIXEL, line_of, runs_of
from apps.imbalances.presenters.ranges import ChartRange, Shown
from apps.imbalances.presenters.strength_chart import MOST_MARKS, strength_chart_view
from apps.imbalances.presenters.symmetry_chart import PLOT_HEIGHT, symmetry_chart_view
from apps.imbalances.presenters.tables import ROWS_A_PAGE, page_of
from apps.imbalances.queries import Evidence, Mark
from tests.support.findings import NOW, PRESS, finding, plain, span, strength_span

NUMBER = re.compile(r"-?\d+")
STEP = re.compile(r"([MmlhvZ])([^MmlhvZ]*)")
NAMES = {str(PRESS): "One-leg press", str(UUID(int=7)): "Split squat"}
CLOSING = TimeToLevel(median_weeks=4.0, low80_weeks=2.0, high80_weeks=7.0, p_closing=0.9)


def chart(
    *spans, found=None, grain=Grain.WORKOUT, marks=(), shown=None, table_page=None, names=None
):
    return symmetry_chart_view(
        key="knee-dominant",
        evidence=Evidence(finding=found or finding(), spans=spans, grain=grain, marks=marks),
        until=NOW,
        shown=shown or Shown(),
        names=NAMES if names is None else names,
        table_page=table_page,
    )


def strength(*spans, grain=Grain.WORKOUT, unit="kg", shown=None, table_page=None):
    return strength_chart_view(
        evidence=Evidence(finding=finding(), strength=spans, strength_grain=grain, names=NAMES),
        until=NOW,
        unit=unit,
        shown=shown or Shown(),
        table_page=table_page,
    )


def points(path):
    """The places that a path of relative steps goes through; dots and ticks stay where they begin."""
    places, x, y = [], 0, 0
    for letter, text in STEP.findall(path):
        numbers = list(map(int, NUMBER.findall(text)))
        if letter == "v":
            y += numbers[0]
        if letter in "hvZ":
            continue
        if letter == "M":
            x = y = 0
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            places.append((x, y))
    return places


def dots(view, kind=""):
    return [place for one in view.dots if one.kind == kind for place in points(one.path)]


class TestPaths:
    @given(
        st.lists(st.tuples(st.integers(0, 1000), st.integers(-50, 2300)), min_size=1, max_size=40)
    )
    def test_steps_lead_through_every_point(self, places):
        assert points(line_of(places)) == places

    def test_a_long_pause_is_drawn_as_one(self):
        kept = [span(days_ago=n) for n in (200, 197, 90, 87)]
        assert [kept[run] for run in runs_of(kept)] == [kept[:2], kept[2:]]
        assert runs_of([]) == []
        assert chart(*kept).line.count("M") == 2
        assert chart(*kept).band.count("Z") == 2


class TestSymmetryChart:
    def test_right_is_above_and_left_below_the_middle(self):
        view = chart(span(days_ago=3, difference=8.0), span(difference=-8.0))
        (_x, above), (_x2, below) = dots(view)
        assert above < view.zero_units < below
        assert float(view.zero_y) == pytest.approx(PLOT_HEIGHT / 2)

    def test_time_runs_to_the_right(self):
        view = chart(*(span(days_ago=n) for n in (9, 5, 1)))
        for path in (view.line, view.dots[0].path):
            xs = [x for x, _y in points(path)]
            assert xs == sorted(xs)
            assert 0 < xs[0] < xs[-1] < view.plot_units

    def test_a_dot_says_as_much_as_its_area(self):
        little, much = diameter_of(1 / 80), diameter_of(1 / 20)
        assert much == diameter_of(1.0) == LARGEST_PX
        assert (much / little) ** 2 == pytest.approx(4.0)
        assert diameter_of(1e-6) == SMALLEST_PX

    def test_large_dots_do_not_hide_small_ones(self):
        view = chart(span(days_ago=3, variance=90.0), span(days_ago=3, variance=20.0))
        sizes = [float(one.diameter) for one in view.dots]
        assert sizes == sorted(sizes, reverse=True)
        assert len(sizes) == 2

    def test_the_level_zone_lies_between_the_ten_percent_lines(self):
        view = chart(span())
        ten = [float(tick.at) for tick in view.ticks if plain(tick.label) == "10 %"]
        assert float(view.zone_y) == pytest.approx(min(ten))
        assert float(view.zone_y) + float(view.zone_height) == pytest.approx(max(ten), abs=0.11)

    def test_a_handedness_centre_moves_the_zone(self):
        moved = chart(span(), found=finding(centre_log_pct=6.0))
        assert float(moved.zone_y) < float(chart(span()).zone_y)

    def test_the_band_is_the_range_that_is_told(self):
        view = chart(span(days_ago=7, sd_log_pct=2.0), span(sd_log_pct=2.0))
        upper_left, upper_right, lower_right, lower_left = points(view.band)
        line = points(view.line)
        assert upper_left[0] == lower_left[0] == line[0][0]
        assert upper_right[0] == lower_right[0] == line[-1][0]
        middle = (upper_left[1] + lower_left[1]) / 2
        assert middle == pytest.approx(line[0][1], abs=1)
        one_log_pct = view.plot_height_units / 2 / 26.0
        assert lower_left[1] - upper_left[1] == pytest.approx(2 * 1.2816 * 2.0 * one_log_pct, abs=2)

    def test_without_a_verdict_there_are_dots_and_no_line(self):
        view = chart(
            span(days_ago=3),
            span(),
            found=finding(verdict=Verdict.NOT_ENOUGH_DATA, weaker_side=None),
        )
        assert (view.line, view.band, view.table.rows, view.forecast) == ("", "", (), "")
        assert len(dots(view)) == 2
        assert "first verdict" in view.takeaway

    def test_a_check_is_a_ring_and_today_is_dark(self):
        view = chart(span(days_ago=3, n_checks=1), span(is_running=True), span(days_ago=8))
        assert [len(dots(view, kind)) for kind in ("check", "running", "")] == [1, 1, 1]
        (ring,) = [one for one in view.dots if one.kind == "check"]
        assert 0 < float(ring.inner) < float(ring.diameter)
        assert "A ring is a check." in view.legend
        assert view.checks == ""

    def test_checks_of_weeks_are_ticks_at_the_top(self):
        weeks = [span(days_ago=7 * n, n_workouts=3, n_checks=n % 2) for n in range(9, -1, -1)]
        view = chart(*weeks, grain=Grain.WEEK)
        xs = [x for x, y in points(view.checks) if y == 0]
        assert len(xs) == 5
        assert set(xs) <= {x for x, _y in points(view.line)}
        assert dots(view, "check") == []
        assert "ticks along the top" in view.legend

    def test_ten_years_are_one_point_a_week_and_few_places_to_read(self):
        weeks = [
            span(days_ago=7 * n, n_workouts=3, difference=n % 7 - 3.0) for n in range(520, -1, -1)
        ]
        view = chart(*weeks, grain=Grain.WEEK)
        assert len(points(view.line)) == len(dots(view)) == 521
        places = json.loads(view.readings)
        assert MOST_READINGS * 0.8 <= len(places) <= MOST_READINGS
        assert view.table.count == -(-521 // ROWS_A_PAGE)
        assert "2016" in places[0][2]

    def test_every_workout_can_be_read(self):
        view = chart(
            span(days_ago=3, n_checks=1),
            span(days_ago=1, n_exercises=2, is_bound=True),
        )
        first, second = (plain(words) for _at, _y, words in json.loads(view.readings))
        assert first == "27 Mar 2026: left 11 % weaker, One-leg press, check"
        assert second == "29 Mar 2026: left 11 % weaker, or more, 2 exercises"

    def test_a_week_can_be_read(self):
        ((_at, _y, words),) = json.loads(chart(span(n_workouts=3), grain=Grain.WEEK).readings)
        assert plain(words) == "Week of 30 Mar 2026: left 11 % weaker in 3 workouts"

    def test_what_lies_far_outside_is_held_at_the_edge(self):
        ((_x, y),) = dots(chart(span(difference=300.0)))
        assert y == 0

    def test_nothing_to_draw_is_no_error(self):
        view = chart()
        assert view.is_empty
        assert view.table.rows == ()
        assert "Look further back" in view.takeaway


class TestMarks:
    def test_they_stand_inside_the_time_shown_only(self):
        inside = Mark(day=NOW.date() - dt.timedelta(days=5), label="program began")
        outside = Mark(day=NOW.date() - dt.timedelta(days=500), label="program began")
        view = chart(span(days_ago=9), marks=(outside, inside))
        (mark,) = view.marks
        assert mark.label == "program began, 25 Mar"
        assert view.marked == "program began, 25 Mar 2026"

    def test_words_never_cover_each_other(self):
        days = (80, 78, 60, 30, 4, 2)
        marks = tuple(
            Mark(day=NOW.date() - dt.timedelta(days=n), label="program began") for n in days
        )
        view = chart(span(days_ago=84), marks=marks)
        at = [float(mark.at[:-1]) - (24 if mark.anchor == "end" else 0) for mark in view.marks]
        assert len(at) >= 2
        assert all(right - left >= 24 for left, right in pairwise(at))
        assert [mark.is_spare for mark in view.marks] == [True] * (len(at) - 1) + [False]
        assert len(at) + view.other_marks.count("v") == len(days)
        assert view.marked.startswith("2 earlier marks; program began, 29 Jan 2026;")


class TestForecast:
    def test_a_projection_starts_where_the_line_ends(self):
        view = chart(span(days_ago=30), span(), found=finding(time_to_level=CLOSING))
        assert points(view.projection.line)[0] == points(view.line)[-1]
        assert chart(span()).projection.line == ""

    def test_it_ends_at_the_level_and_its_range_lies_around_the_end(self):
        view = chart(span(days_ago=80), span(), found=finding(time_to_level=CLOSING))
        end_x, end_y = points(view.projection.line)[-1]
        (low_x, low_y), (high_x, high_y) = points(view.projection.reach)
        assert low_y == high_y == end_y
        assert low_x < end_x < high_x
        five = view.plot_height_units / 2 / 26.0 * 5.129
        assert view.zero_units - end_y == pytest.approx(five, abs=2)

    def test_it_is_told_in_days(self):
        view = chart(span(days_ago=30), span(), found=finding(time_to_level=CLOSING))
        assert plain(view.forecast) == (
            "If it goes on like this: within 5 % around 27 Apr 2026 "
            "(80 % range 13 Apr 2026 to 18 May 2026)."
        )

    def test_without_a_far_end_none_is_told(self):
        wait = TimeToLevel(median_weeks=4.0, low80_weeks=2.0, high80_weeks=None, p_closing=0.9)
        view = chart(span(days_ago=30), span(), found=finding(time_to_level=wait))
        assert "how late is not known" in view.forecast

    def test_a_level_that_is_reached_at_once_is_no_error(self):
        wait = TimeToLevel(median_weeks=0.0, low80_weeks=0.0, high80_weeks=None, p_closing=0.9)
        assert chart(span(), found=finding(time_to_level=wait)).projection.line


class TestConsistency:
    @pytest.mark.parametrize(
        ("right", "left", "words"),
        [
            (21, 2, "The right side was ahead in 21 of 23 workouts."),
            (1, 3, "The left side was ahead in 3 of 4 workouts."),
            (2, 2, "Each side was ahead in 2 of 4 workouts."),
            (1, 0, ""),
        ],
    )
    def test_the_direction_is_told_in_words(self, right, left, words):
        signs = [1.0] * right + [-1.0] * left
        spans = [span(days_ago=60 - n, difference=sign) for n, sign in enumerate(signs)]
        assert chart(*spans).consistency == words


class TestTables:
    def test_the_table_says_what_the_line_shows(self):
        (row,) = chart(span(mean_log_pct=14.0, difference=8.0)).table.rows
        assert (row.when, plain(row.estimate), plain(row.measured), row.workouts) == (
            "30 Mar 2026",
            "left 13 % weaker",
            "left 8 % weaker",
            1,
        )

    def test_workouts_of_one_week_are_one_row(self):
        view = chart(span(days_ago=9), span(days_ago=8), span())
        assert [row.workouts for row in view.table.rows] == [1, 2]

    @given(st.integers(1, 200), st.integers(1, 30))
    def test_pages_hold_every_row_once_the_latest_first(self, length, number):
        items = list(range(length))
        seen = []
        count = page_of(items, str, name="trend", number=None, shown=Shown()).count
        for page in range(1, count + 1):
            seen += page_of(items, int, name="trend", number=page, shown=Shown()).rows
        assert seen == items[::-1]
        here = page_of(items, int, name="trend", number=number, shown=Shown())
        assert here.number == min(number, count)

    def test_turning_pages_keeps_what_is_shown(self):
        shown = Shown(chart_range=ChartRange.ALL, exercise="abc")
        page = page_of(list(range(40)), str, name="trend", number=2, shown=shown)
        assert page.newer == "range=all&exercise=abc&trend=1"
        assert page.older == "range=all&exercise=abc&trend=3"
        assert page.is_asked
        first = page_of(list(range(40)), str, name="trend", number=None, shown=shown)
        assert (first.newer, first.is_asked) == ("", False)


class TestStrengthChart:
    def test_each_side_has_its_line_and_word(self):
        view = strength(strength_span(days_ago=3), strength_span())
        left, right = view.lines
        assert (left.side, right.side) == (Side.LEFT, Side.RIGHT)
        (_x, left_y), *_later = points(left.dots)
        assert left_y / UNITS_A_PIXEL > float(right.points[0].y)
        assert len(points(left.dots)) == len(right.points) == len(json.loads(view.readings)) == 2
        assert plain(view.takeaway).startswith("One-leg press, last: left 40.0 kg, right 45.0 kg")
        assert float(right.label_y) < float(left.label_y)

    def test_pounds_are_shown_to_who_lifts_pounds(self):
        view = strength(strength_span(left_e1rm_kg=45.359237), unit="lb")
        assert plain(view.table.rows[0].left) == "100.0 lb"

    def test_the_exercise_compared_most_is_drawn_unless_another_is_asked_for(self):
        other = {"exercise_id": UUID(int=7)}
        spans = (strength_span(days_ago=9), strength_span(days_ago=5), strength_span(**other))
        view = strength(*spans)
        assert view.exercise_name == "One-leg press"
        assert [(one.label, one.is_current) for one in view.exercises] == [
            ("One-leg press", True),
            ("Split squat", False),
        ]
        asked = strength(*spans, shown=Shown(exercise=str(UUID(int=7))))
        assert asked.exercise_name == "Split squat"
        other = strength(*spans, shown=Shown(exercise=str(UUID(int=9))))
        assert other.exercise_name == "One-leg press"

    def test_one_exercise_leaves_nothing_to_choose(self):
        assert strength(strength_span()).exercises == ()

    def test_a_long_history_carries_few_marks_on_a_whole_line(self):
        view = strength(
            *(strength_span(days_ago=30 * n, n_workouts=12) for n in range(120, -1, -1)),
            grain=Grain.MONTH,
        )
        assert len(points(view.lines[0].path)) == 121
        assert len(points(view.lines[0].dots)) == len(view.lines[1].points) <= MOST_MARKS
        assert view.table.rows[0].when == "Mar 2026"
        assert "mean of each month" in view.caption

    def test_nothing_compared_draws_nothing(self):
        assert strength() is None

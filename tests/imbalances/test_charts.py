"""The geometry of both charts: what is drawn where, and said how."""

import datetime as dt
from uuid import UUID

import pytest

from apps.exercises.domain.vocabulary import Side
from apps.imbalances.presenters.ranges import ChartRange
from apps.imbalances.presenters.strength_chart import strength_chart_view
from apps.imbalances.presenters.symmetry_chart import (
    LARGEST_DOT,
    PLOT_HEIGHT,
    Marker,
    Projection,
    symmetry_chart_view,
)
from tests.support.findings import NOW, occasion, plain, trend


def chart(**changes):
    asked = {
        "key": "knee-dominant",
        "trend": trend(14, 13, 12),
        "occasions": (occasion(days_ago=7), occasion(days_ago=3), occasion()),
        "chart_range": ChartRange.TWELVE_WEEKS,
        "until": NOW,
        "takeaway": "Now.",
    }
    return symmetry_chart_view(**(asked | changes))


class TestSymmetryChart:
    def test_right_is_above_and_left_below_the_middle(self):
        view = chart(
            occasions=(
                occasion(days_ago=3, difference_log_pct=8.0),
                occasion(difference_log_pct=-8.0),
            )
        )
        above, below = view.dots
        assert above.y < view.zero_y < below.y
        assert view.zero_y == pytest.approx(PLOT_HEIGHT / 2)

    def test_time_runs_to_the_right(self):
        places = [dot.at_pct for dot in chart().dots]
        assert places == sorted(places)
        assert 0 < places[0] < places[-1] < 100

    def test_a_dot_says_as_much_as_its_area(self):
        little, much = chart(
            occasions=(occasion(days_ago=3, variance=80.0), occasion(variance=20.0))
        ).dots
        assert much.radius == LARGEST_DOT
        assert (much.radius / little.radius) ** 2 == pytest.approx(4.0)

    def test_the_level_zone_lies_between_the_ten_percent_lines(self):
        view = chart()
        ten = [tick.at for tick in view.ticks if plain(tick.label) == "10 %"]
        assert view.zone_y == pytest.approx(min(ten))
        assert view.zone_y + view.zone_height == pytest.approx(max(ten))

    def test_a_handedness_centre_moves_the_zone(self):
        assert chart(centre_log_pct=6.0).zone_y < chart().zone_y

    def test_the_range_leaves_out_what_is_older(self):
        old, new = occasion(days_ago=60), occasion(days_ago=2)
        view = chart(
            occasions=(old, new),
            trend=trend(14, 12, days_apart=60),
            chart_range=ChartRange.FOUR_WEEKS,
        )
        assert len(view.dots) == 1
        assert len(view.rows) == 1

    def test_a_year_shows_one_dot_a_week(self):
        days = (300, 203, 201, 3, 1)
        view = chart(
            occasions=tuple(occasion(days_ago=n) for n in days), chart_range=ChartRange.ALL
        )
        assert view.grain == "week"
        weeks = {(NOW - dt.timedelta(days=n)).date().isocalendar()[:2] for n in days}
        assert len(view.dots) == len(weeks) < len(days)

    def test_a_long_line_keeps_one_point_a_week_and_one_row_a_month(self):
        view = chart(
            trend=trend(*range(200), days_apart=3.5),
            occasions=(),
            chart_range=ChartRange.ALL,
        )
        assert 99 <= view.line.count("L") <= 101
        assert 22 <= len(view.rows) <= 25

    def test_a_check_and_today_are_marked(self):
        view = chart(occasions=(occasion(days_ago=3, is_check=True), occasion(is_running=True)))
        assert [(dot.is_check, dot.is_today) for dot in view.dots] == [(True, False), (False, True)]
        assert view.has_checks

    def test_a_dot_that_stands_for_weeks_is_no_check(self):
        view = chart(
            occasions=(occasion(days_ago=300, is_check=True), occasion(is_check=True)),
            chart_range=ChartRange.ALL,
        )
        assert not view.has_checks
        assert not any(dot.is_check for dot in view.dots)

    def test_a_programs_start_is_marked_inside_the_range_only(self):
        inside = Marker(at=NOW - dt.timedelta(days=5), label="program began")
        outside = Marker(at=NOW - dt.timedelta(days=500), label="program began")
        (mark,) = chart(markers=(inside, outside)).markers
        assert mark.label == "program began, 25 Mar"

    def test_a_projection_starts_where_the_line_ends(self):
        view = chart(projection=Projection(weeks=8))
        assert view.projection.removeprefix("M").split("L")[0] == view.line.split("L")[-1]
        assert chart().projection == ""

    def test_what_lies_far_outside_is_held_at_the_edge(self):
        (dot,) = chart(occasions=(occasion(difference_log_pct=300.0),), trend=()).dots
        assert dot.y == 0

    def test_nothing_to_draw_is_no_error(self):
        view = chart(trend=(), occasions=())
        assert view.is_empty
        assert view.rows == ()

    def test_the_table_says_what_the_line_shows(self):
        view = chart(trend=trend(14))
        (row,) = view.rows
        assert plain(row.estimate) == "left 13 % weaker"
        assert row.workouts == 1


class TestStrengthChart:
    def test_each_side_has_its_line_and_word(self):
        view = strength_chart_view(
            occasions=(occasion(days_ago=3), occasion()),
            chart_range=ChartRange.TWELVE_WEEKS,
            until=NOW,
            unit="kg",
        )
        assert view is not None
        left, right = view.lines
        assert (left.side, right.side) == (Side.LEFT, Side.RIGHT)
        assert left.points[0].y > right.points[0].y
        assert plain(view.takeaway).startswith(
            "One-leg press, last time: left 40.0 kg, right 45.0 kg"
        )

    def test_pounds_are_shown_to_who_lifts_pounds(self):
        view = strength_chart_view(
            occasions=(occasion(left_e1rm_kg=45.359237),),
            chart_range=ChartRange.ALL,
            until=NOW,
            unit="lb",
        )
        assert view is not None
        assert plain(view.rows[0].left) == "100.0 lb"

    def test_the_exercise_compared_most_is_drawn(self):
        other = {"exercise_id": UUID(int=7), "exercise_name": "Split squat"}
        view = strength_chart_view(
            occasions=(occasion(days_ago=9), occasion(days_ago=5), occasion(**other)),
            chart_range=ChartRange.ALL,
            until=NOW,
            unit="kg",
        )
        assert view is not None
        assert view.exercise_name == "One-leg press"

    def test_nothing_compared_draws_nothing(self):
        assert (
            strength_chart_view(
                occasions=(occasion(days_ago=60),),
                chart_range=ChartRange.FOUR_WEEKS,
                until=NOW,
                unit="kg",
            )
            is None
        )

"""The words, the vials and the charts, from values alone."""

import re
from uuid import uuid4

import pytest
from msgspec.structs import replace

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.imbalances.domain.closing import TimeToLevel
from apps.imbalances.domain.policy import DEFAULT_POLICY
from apps.imbalances.domain.sets import ExclusionReason
from apps.imbalances.domain.verdicts import Change, NextStep, Verdict
from apps.imbalances.presenters.evidence import _REASONS, evidence_row_views
from apps.imbalances.presenters.levels import TICK, level_view, patterns_to_log
from apps.imbalances.presenters.pages import _figures
from apps.imbalances.presenters.ranges import ChartRange, Shown, range_choices
from apps.imbalances.presenters.verdicts import (
    headline_view,
    meaning,
    next_step_sentences,
    verdict_chip_view,
)
from apps.imbalances.presenters.words import (
    PATTERN_EXAMPLES,
    difference_words,
    pair_of,
    percent,
    range_words,
    sureness,
)
from apps.imbalances.queries import LeftOut
from tests.support.findings import NOW, PRESS, finding, occasion, plain


class TestHeadline:
    def test_an_imbalance_names_the_weaker_side_and_the_share_of_the_stronger(self):
        view = headline_view(finding())
        assert plain(view.title) == "Your left leg is about 13 % weaker than your right"
        assert plain(view.lede).startswith("90 % sure it is over 10 %.")
        assert "21 of 23" in view.lede

    @pytest.mark.parametrize(
        ("pattern", "title"),
        [
            ("horizontal_pull", "Your right arm is about 13 % weaker than your left"),
            ("shoulder_rotation", "Your right shoulder is about 13 % weaker than your left"),
            ("trunk_side", "The right side of your trunk is about 13 % weaker than the left"),
            ("grip", "Your right grip is about 13 % weaker than your left"),
            ("calf", "Your right leg is about 13 % weaker than your left"),
        ],
    )
    def test_the_limb_is_named_by_its_pattern(self, pattern, title):
        view = headline_view(
            finding(pattern=MovementPattern(pattern), weaker_side=Side.RIGHT, mean_log_pct=-13.9)
        )
        assert plain(view.title) == title

    def test_handedness_is_said_where_it_was_taken_off(self):
        view = headline_view(finding(pattern=MovementPattern.GRIP, centre_log_pct=6.0))
        assert view.title.endswith(", handedness aside")

    def test_leaning(self):
        view = headline_view(
            finding(verdict=Verdict.LEANING, gap_pct=7.2, p_direction=0.87, p_over_10=0.24)
        )
        assert plain(view.title) == "Leaning: left about 7 % weaker"
        assert plain(view.lede).startswith("87 % sure of the side, 24 % sure it is over 10 %.")

    @pytest.mark.parametrize(
        ("changes", "title"),
        [
            ({"verdict": Verdict.LEVEL, "weaker_side": None}, "Your legs are level"),
            ({"verdict": Verdict.CLOSED}, "The gap between your legs has closed"),
            ({"verdict": Verdict.NOT_SURE, "weaker_side": None}, "Not sure yet about your legs"),
            (
                {
                    "verdict": Verdict.NOT_ENOUGH_DATA,
                    "weaker_side": None,
                    "what_would_change": (NextStep(change=Change.MORE_WORKOUTS, count=2),),
                },
                "Not enough data yet: two more workouts with both sides",
            ),
            (
                {
                    "verdict": Verdict.NOT_ENOUGH_DATA,
                    "weaker_side": None,
                    "what_would_change": (NextStep(change=Change.MORE_WORKOUTS, count=1),),
                },
                "Not enough data yet: one more workout with both sides",
            ),
            (
                {
                    "verdict": Verdict.NOT_ENOUGH_DATA,
                    "weaker_side": None,
                    "what_would_change": (NextStep(change=Change.DO_A_CHECK),),
                },
                "Not enough data yet: a check of both sides would tell most",
            ),
            (
                {
                    "verdict": Verdict.ONE_SIDE_MISSING,
                    "weaker_side": None,
                    "missing_side": Side.RIGHT,
                },
                "One side missing: log the right side too",
            ),
        ],
    )
    def test_the_other_verdicts(self, changes, title):
        assert headline_view(finding(**changes)).title == title

    def test_the_wait_is_told_with_its_range_and_what_it_means(self):
        wait = TimeToLevel(median_weeks=9.3, low80_weeks=6.1, high80_weeks=15.4, p_closing=0.9)
        lede = plain(headline_view(finding(time_to_level=wait)).lede)
        assert "within 5 % in about 9 weeks (80 % range 6 to 15)" in lede

    def test_a_wait_without_a_far_end_tells_none(self):
        wait = TimeToLevel(median_weeks=9.3, low80_weeks=6.1, high80_weeks=None, p_closing=0.9)
        assert "range" not in headline_view(finding(time_to_level=wait)).lede

    def test_without_an_estimate_no_figure_is_shown(self):
        view = headline_view(
            finding(verdict=Verdict.NOT_ENOUGH_DATA, weaker_side=None, gap_pct=31.0)
        )
        assert "31" not in view.title + view.lede


class TestChip:
    @pytest.mark.parametrize(
        ("verdict", "text", "tone"),
        [
            (Verdict.IMBALANCE, "Left 13 % weaker", "left"),
            (Verdict.LEANING, "Leaning: left 13 % weaker", ""),
            (Verdict.LEVEL, "Level", "level"),
            (Verdict.CLOSED, "Gap closed", "level"),
            (Verdict.NOT_SURE, "Not sure yet", "unsure"),
            (Verdict.NOT_ENOUGH_DATA, "Not enough data yet", "unsure"),
            (Verdict.ONE_SIDE_MISSING, "One side missing", "warn"),
        ],
    )
    def test_every_verdict_has_its_words(self, verdict, text, tone):
        view = verdict_chip_view(finding(verdict=verdict))
        assert (plain(view.text), view.tone) == (text, tone)

    def test_nothing_logged_is_not_level(self):
        assert verdict_chip_view(None).text == "Nothing logged yet"


class TestWords:
    @pytest.mark.parametrize("verdict", list(Verdict))
    def test_every_verdict_has_a_meaning(self, verdict):
        assert meaning(finding(verdict=verdict))

    @pytest.mark.parametrize("change", list(Change))
    def test_every_next_step_is_a_sentence(self, change):
        step = NextStep(change=change, count=2, side=Side.RIGHT)
        (sentence,) = next_step_sentences(finding(what_would_change=(step,)))
        assert re.fullmatch(r"[A-Z].*\.", sentence)

    def test_every_pattern_with_a_verdict_says_what_to_log(self):
        assert set(PATTERN_EXAMPLES) == {one for one in MovementPattern if one.has_verdict}
        assert len(patterns_to_log([])) == len(PATTERN_EXAMPLES)
        assert len(patterns_to_log([finding()])) == len(PATTERN_EXAMPLES) - 1
        assert pair_of(MovementPattern.GRIP) == "your hands"

    @pytest.mark.parametrize(
        ("probability", "words"),
        [(1.0, "over 99 %"), (0.904, "90 %"), (0.0, "under 1 %"), (0.99, "99 %")],
    )
    def test_nothing_is_ever_certain(self, probability, words):
        assert plain(sureness(probability)) == words

    @pytest.mark.parametrize(("share", "words"), [(0.0, "0 %"), (0.4, "under 1 %"), (12.6, "13 %")])
    def test_something_is_never_shown_as_nothing(self, share, words):
        assert plain(percent(share)) == words

    @pytest.mark.parametrize(
        ("log_pct", "words"),
        [(10.536, "left 10 % weaker"), (-22.314, "right 20 % weaker"), (0.3, "about even")],
    )
    def test_a_difference_names_its_side(self, log_pct, words):
        assert plain(difference_words(log_pct)) == words

    @pytest.mark.parametrize(
        ("low", "high", "words"),
        [
            (5.129, 10.536, "left 5 to 10 % weaker"),
            (-10.536, -5.129, "right 5 to 10 % weaker"),
            (-5.129, 10.536, "right 5 % weaker to left 10 % weaker"),
        ],
    )
    def test_a_range_says_both_ends(self, low, high, words):
        assert plain(range_words(low, high)) == words


class TestLevel:
    def test_the_ten_percent_line_lies_on_the_tick(self):
        view = level_view(finding(mean_log_pct=DEFAULT_POLICY.imbalance_log_pct))
        assert view.at == pytest.approx(TICK)

    def test_the_bubble_floats_to_the_stronger_side(self):
        assert level_view(finding(mean_log_pct=-8.0)).at < 0 < level_view(finding()).at

    def test_a_handedness_centre_is_level(self):
        view = level_view(finding(mean_log_pct=6.0, centre_log_pct=6.0))
        assert view.at == 0

    def test_the_bubble_is_as_wide_as_what_is_not_known(self):
        narrow, wide = level_view(finding(sd_log_pct=1.0)), level_view(finding(sd_log_pct=3.0))
        assert wide.half_width == pytest.approx(3 * narrow.half_width)

    @pytest.mark.parametrize("verdict", [Verdict.NOT_ENOUGH_DATA, Verdict.ONE_SIDE_MISSING])
    def test_without_an_estimate_there_is_no_bubble(self, verdict):
        assert not level_view(finding(verdict=verdict)).known
        assert not level_view(None).known

    def test_the_label_says_it_in_words(self):
        assert plain(level_view(finding()).label).startswith("left 13 % weaker; 80 % range:")


class TestEvidence:
    def left_out(self, **changes):
        base = LeftOut(
            at=NOW,
            local_date=NOW.date(),
            workout_id=uuid4(),
            exercise_id=PRESS,
            exercise_name="One-leg press",
            reason=ExclusionReason.ONE_SIDE_MISSING,
            side=Side.LEFT,
            n_sets=2,
        )
        return replace(base, **changes)

    def test_every_reason_has_words(self):
        assert set(_REASONS) == set(ExclusionReason)

    def test_a_workout_that_said_nothing_says_why(self):
        (row,) = evidence_row_views((), (self.left_out(),), unit="kg")
        assert not row.is_used
        assert row.note == "2 sets of the left side left out: the other side was not logged"
        assert row.left == row.right == row.difference == ""

    def test_what_was_left_out_stands_beside_what_was_used(self):
        used = occasion(is_check=True, first_side=Side.RIGHT, rir_known=False)
        beside = self.left_out(workout_id=used.workout_id, reason=ExclusionReason.PAIN, side=None)
        (row,) = evidence_row_views((used,), (beside,), unit="kg")
        assert row.is_used
        assert row.note == (
            "3 pairs of sets, check, reps in reserve not given, right first, "
            "2 sets left out: pain of 4 or more holds strength back"
        )

    @pytest.mark.parametrize(
        ("variance", "words"), [(25.0, "says much"), (50.0, "says some"), (90.0, "says little")]
    )
    def test_weight_is_said_in_words(self, variance, words):
        (row,) = evidence_row_views((occasion(variance=variance),), (), unit="kg")
        assert row.weight == words

    def test_the_latest_comes_first(self):
        rows = evidence_row_views((occasion(days_ago=9), occasion()), (), unit="kg")
        assert [row.day for row in rows] == ["30 Mar 2026", "21 Mar 2026"]


def test_figures_are_not_shown_without_an_estimate():
    assert _figures(finding(verdict=Verdict.NOT_ENOUGH_DATA), {}, "kg") is None


def test_the_range_picker_keeps_the_exercise_and_turns_no_page():
    choices = range_choices(Shown(chart_range=ChartRange.YEAR, exercise="abc"))
    assert [one.is_current for one in choices] == [False, False, True, False]
    assert choices[0].query == "range=4w&exercise=abc"


def test_a_lower_bound_is_never_shown_as_a_measurement():
    (row,) = evidence_row_views((occasion(at_least_ahead=Side.RIGHT),), (), unit="kg")
    assert plain(row.difference) == "left 11 % weaker, or more"
    assert "lower bound" in row.note

"""Results in words: the side by name, the difference against the error, units as they are."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.assessments.domain.body import BodySide
from apps.assessments.domain.protocols import PROTOCOLS
from apps.assessments.domain.protocols.kinds import Norm, Unit
from apps.assessments.domain.results import Comparison, Course, Occasion, whole_arc
from apps.assessments.presenters.course_chart import course_chart
from apps.assessments.presenters.diagrams import DIAGRAMS
from apps.assessments.presenters.results import (
    arc_words,
    difference_words,
    error_words,
    norm_view,
    result_view,
)
from apps.assessments.presenters.units import Scale

DAY = dt.date(2026, 3, 10)


def scale(slug, weight_unit="kg"):
    return Scale(protocol=PROTOCOLS[slug], weight_unit=weight_unit)


def occasion(slug, left, right, *, days=0):
    tries = {BodySide.LEFT: (float(left),), BodySide.RIGHT: (float(right),)}
    return Occasion(day=DAY + dt.timedelta(days=days), tries=tries)


def course(slug, *sides):
    found = [occasion(slug, *one, days=3 * n) for n, one in enumerate(sides)]
    return Course(protocol=PROTOCOLS[slug], occasions=tuple(found))


def words(slug, left, right, **options):
    protocol = PROTOCOLS[slug]
    error = protocol.error.at(left, right)
    found = difference_words(
        Comparison(left=left, right=right, error=error), scale(slug, **options)
    )
    return found.replace("\xa0", " ")


class TestSentences:
    @pytest.mark.parametrize(
        ("slug", "left", "right", "sentence"),
        [
            ("knee-to-wall", 8.0, 11.1, "Left reaches 3.1 cm less: more than this test's error of 1.9 cm."),
            ("hand-behind-back", 20.0, 14.0, "Left reaches 6.0 cm less: more than this test's error of 4.0 cm."),
            ("hip-turn-in", 40.0, 30.0, "Right moves 10° less: more than this test's error of 5°."),
            ("side-plank-hold", 60.0, 100.0, "Left holds 40 s less: more than this test's error of 30 s."),
            ("heel-raise", 24.0, 15.0, "Right does 9 reps fewer: more than this test's error of 6 reps."),
            ("one-leg-chair-rise", 8.0, 11.0, "Right takes 3.0 s longer: more than this test's error of 1.3 s."),
            ("thigh-girth", 50.0, 52.5, "Left measures 2.5 cm less around: more than this test's error of 1.0 cm."),
            ("one-leg-hop", 150.0, 100.0, "Right hops 50.0 cm less far: more than this test's error of 11.2 cm."),
            ("grip", 40.0, 50.0, "Left squeezes 10.0 kg less: more than this test's error of 5.0 kg."),
            ("one-arm-row", 20.0, 30.0, "Left lifts about 33 % less: more than this test's error of 12 %."),
        ],
    )  # fmt: skip
    def test_name_the_side_and_the_error(self, slug, left, right, sentence):
        assert words(slug, left, right) == sentence

    def test_within_the_error(self):
        assert words("knee-to-wall", 10.0, 10.8) == (
            "Same within measurement error: 0.8 cm apart, and this test's error is 1.9 cm."
        )
        assert words("knee-to-wall", 10.0, 10.0).startswith("Same on both sides.")

    def test_a_difference_just_over_the_error_does_not_read_like_it(self):
        found = words("knee-to-wall", 10.0, 11.94)
        assert "1.94 cm less: more than this test's error of 1.90 cm" in found

    def test_masses_in_the_athletes_unit(self):
        assert "22.0 lb less" in words("grip", 40.0, 50.0, weight_unit="lb")

    @given(
        st.floats(1, 100).map(lambda v: round(v, 1)),
        st.floats(1, 100).map(lambda v: round(v, 1)),
        st.sampled_from(sorted(PROTOCOLS)),
    )
    def test_swapping_the_sides_swaps_the_word_and_nothing_else(self, left, right, slug):
        straight, mirrored = words(slug, left, right), words(slug, right, left)
        swapped = straight.replace("Left", "*").replace("Right", "Left").replace("*", "Right")
        assert mirrored == swapped

    @given(st.floats(-90, 90), st.floats(-90, 90), st.sampled_from(sorted(PROTOCOLS)))
    def test_a_percentage_only_in_strength(self, left, right, slug):
        if PROTOCOLS[slug].unit is not Unit.LOAD_REPS:
            assert "%" not in words(slug, left, right)


class TestResultView:
    def test_never_done(self):
        assert result_view(course("knee-to-wall"), scale("knee-to-wall")) is None

    def test_practice(self):
        found = result_view(course("knee-to-wall", (8, 11.1)), scale("knee-to-wall"))
        assert (found.tone, found.short) == ("unsure", "practice")
        assert "next time counts" in found.headline

    @pytest.mark.parametrize(
        ("sides", "tone", "short"),
        [
            ((8, 11.1), "left", "Left reaches 3.1\xa0cm less"),
            ((11.1, 8), "right", "Right reaches 3.1\xa0cm less"),
            ((10, 10), "level", "same within error"),
        ],
    )
    def test_the_second_time(self, sides, tone, short):
        found = result_view(course("knee-to-wall", sides, sides), scale("knee-to-wall"))
        assert (found.tone, found.short) == (tone, short)

    def test_what_changed_since(self):
        found = result_view(course("knee-to-wall", (8, 11), (11, 8)), scale("knee-to-wall"))
        assert "Left: 3.0\xa0cm more than on 10 March, which is more than the error." in found.notes
        assert (
            "Right: 3.0\xa0cm less than on 10 March, which is more than the error." in found.notes
        )

    def test_one_side_missing_is_said(self):
        alone = Occasion(day=DAY, tries={BodySide.LEFT: (8.0,)})
        protocol = PROTOCOLS["knee-to-wall"]
        found = result_view(
            Course(protocol=protocol, occasions=(alone, alone)), scale("knee-to-wall")
        )
        assert found.headline == "One side is missing."
        assert (found.short, found.right) == ("one side missing", "")

    def test_without_sides(self):
        held = Occasion(day=DAY, tries={BodySide.BOTH: (31.0,)})
        later = Occasion(day=DAY, tries={BodySide.BOTH: (60.0,)})
        protocol = PROTOCOLS["chin-tuck-hold"]
        found = result_view(
            Course(protocol=protocol, occasions=(held, later)), scale("chin-tuck-hold")
        )
        assert found.headline == "60\xa0s"
        assert found.notes == ("You: 29\xa0s more than on 10 March, which is more than the error.",)


class TestOtherWords:
    def arc(self, left, right):
        slugs = ("shoulder-turn-in", "shoulder-turn-out")
        pairs = [occasion(s, *one) for s, one in zip(slugs, (left, right), strict=True)]
        return arc_words(
            whole_arc(pairs, [PROTOCOLS[slug] for slug in slugs]), scale("shoulder-turn-in")
        )

    def test_the_whole_arc(self):
        assert "left moves 20° less, more than the error of 8°" in self.arc((40, 60), (90, 90))
        assert "same within measurement error" in self.arc((60, 60), (90, 92))

    def test_norms_with_and_without_a_range(self):
        one = norm_view(Norm(typical=24.0, source="A"), scale("heel-raise"))
        assert one.says == "Usual for people like you: about 24\xa0reps."
        other = norm_view(Norm(typical=24.0, low=20.0, high=28.0, source="A"), scale("heel-raise"))
        assert "most between 20\xa0reps and 28\xa0reps" in other.says

    def test_an_error_as_a_share(self):
        assert error_words(scale("one-leg-stand")) == "about 35 % of the result"
        assert error_words(scale("knee-to-wall")) == "1.9\xa0cm"


class TestChart:
    def test_waits_for_two_days_with_both_sides(self):
        assert (
            course_chart(course("knee-to-wall", (8, 11)), scale("knee-to-wall"), name="x") is None
        )

    def test_right_is_above_and_the_band_is_the_error(self):
        chart = course_chart(
            course("knee-to-wall", (8, 11), (11, 8)), scale("knee-to-wall"), name="x"
        )
        zero, first, last = float(chart.zero_y), float(chart.dots[0].y), float(chart.dots[1].y)
        assert first < zero < last
        assert zero - first == pytest.approx(last - zero, abs=0.2)
        assert float(chart.zone_y) + float(chart.zone_height) / 2 == pytest.approx(zero, abs=0.2)
        assert [dot.is_practice for dot in chart.dots] == [True, False]
        assert [row.left for row in chart.rows] == ["11.0\xa0cm", "8.0\xa0cm"]

    def test_every_protocol_has_its_drawing_and_no_drawing_is_left_over(self):
        assert {one.diagram for one in PROTOCOLS.values()} == set(DIAGRAMS)

"""The pieces that pages are built from draw what they promise."""

import re
from dataclasses import dataclass

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from apps.core.templatetags.levelset import vial_geometry
from tests.conftest import REPOSITORY


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    at: float = 0.0
    half_width: float = 0.1
    tick: float = 0.4
    label: str = "Knee-dominant: level"
    known: bool = True


def drawn(source: str, **context: object) -> str:
    return Template("{% load levelset %}" + source).render(Context(context))


def share(text: str) -> float:
    return float(text.removesuffix("%"))


class TestVial:
    def test_bubble_stands_around_the_estimate_as_wide_as_the_range(self):
        place = vial_geometry(Level(at=0.5, half_width=0.2))
        assert (place.bubble_x, place.bubble_width) == ("65.00%", "20.00%")

    def test_ticks_stand_at_the_same_distance_from_the_middle(self):
        place = vial_geometry(Level(tick=0.4))
        assert (place.tick_left, place.tick_right) == ("30.00%", "70.00%")

    def test_no_estimate_draws_no_bubble(self):
        html = drawn("{% vial view %}", view=Level(known=False))
        assert "is-unknown" in html
        assert "vial-bubble" not in html

    def test_words_stand_for_the_picture(self):
        html = drawn("{% vial view 'lg' 'knee-bubble' %}", view=Level(label="A & B"))
        assert 'role="img"' in html
        assert 'aria-label="A &amp; B"' in html
        assert 'id="knee-bubble"' in html
        assert "is-lg" in html

    def test_include_needs_the_view_alone(self):
        assert "vial-bubble" in drawn('{% include "components/vial.html" %}', view=Level())

    @given(at=st.floats(-5, 5), half_width=st.floats(0, 5), tick=st.floats(0, 1, exclude_min=True))
    def test_bubble_never_leaves_the_vial_nor_vanishes(self, at, half_width, tick):
        place = vial_geometry(Level(at=at, half_width=half_width, tick=tick))
        start, width = share(place.bubble_x), share(place.bubble_width)
        assert start >= 0
        assert start + width <= 100.01
        assert width >= 3.49

    @given(at=st.floats(-1, 1), half_width=st.floats(0, 1))
    def test_sides_are_mirrored(self, at, half_width):
        right = vial_geometry(Level(at=at, half_width=half_width))
        left = vial_geometry(Level(at=-at, half_width=half_width))
        assert share(left.bubble_width) == pytest.approx(share(right.bubble_width), abs=0.02)
        assert share(left.bubble_x) == pytest.approx(
            100 - share(right.bubble_x) - share(right.bubble_width), abs=0.03
        )


class TestSide:
    @pytest.mark.parametrize(
        ("side", "letter", "word"), [("left", "L", "Left"), ("right", "R", "Right")]
    )
    def test_side_is_a_letter_and_a_word(self, side, letter, word):
        html = drawn(f'{{% side "{side}" %}}')
        assert f"side-{side}" in html
        assert f">{letter}</span>{word}" in html

    def test_other_words_replace_the_name_only(self):
        html = drawn('{% side "left" "Left leg" %}')
        assert ">L</span>Left leg" in html


class TestChip:
    def test_tone_is_a_class_and_text_is_escaped(self):
        assert (
            drawn("{% chip text 'warn' %}", text="<b>").strip()
            == '<span class="chip is-warn">&lt;b&gt;</span>'
        )

    def test_no_tone(self):
        assert drawn("{% chip 'Level' %}").strip() == '<span class="chip">Level</span>'


class TestLevelRow:
    def test_row_names_pattern_and_verdict(self):
        html = drawn(
            "{% level_row 'Grip' view 'Not sure yet' tone='unsure' url='/balance/grip/' %}",
            view=Level(),
        )
        assert '<a href="/balance/grip/">Grip</a>' in html
        assert "is-unsure" in html
        assert "Not sure yet" in html


class TestStepper:
    def test_zero_is_shown_and_nothing_is_not(self):
        assert 'value="0"' in drawn("{% stepper 'reps' 'Reps' value %}", value=0)
        assert 'value=""' in drawn("{% stepper 'reps' 'Reps' value %}", value=None)

    def test_error_is_tied_to_the_field(self):
        html = drawn(
            "{% stepper 'reps' 'Reps' 'x' element_id='set-1-reps' error='A number, please.' %}"
        )
        assert 'aria-invalid="true" aria-describedby="set-1-reps-error"' in html
        assert 'id="set-1-reps-error">A number, please.' in html

    def test_every_control_has_a_stable_id_and_a_name(self):
        html = drawn("{% stepper 'load' 'Load' '20' unit='kg' step='2.5' %}")
        for control in ("id_load", "id_load-less", "id_load-more"):
            assert f'id="{control}"' in html
        assert 'for="id_load"' in html
        assert 'aria-label="Load: less"' in html
        assert 'data-step="2.5"' in html
        assert 'inputmode="decimal"' in html


class TestRirChips:
    def test_zero_is_a_choice(self):
        html = drawn("{% rir_chips 'rir' 0 %}")
        assert 'id="id_rir_0" value="0" checked' in html
        assert html.count("checked") == 1

    def test_unknown_chooses_nothing(self):
        assert "checked" not in drawn("{% rir_chips 'rir' %}")

    def test_last_chip_means_four_or_more(self):
        html = drawn("{% rir_chips 'rir' '4' %}")
        assert 'value="4" checked' in html
        assert ">4+</label>" in html

    def test_two_groups_on_a_page_keep_their_ids_apart(self):
        html = drawn("{% rir_chips 'rir' element_id='l' %}{% rir_chips 'rir' element_id='r' %}")
        assert html.count('id="l_0"') == html.count('id="r_0"') == 1


class TestBreadcrumbs:
    def test_last_crumb_is_the_page_itself(self):
        html = drawn("{% breadcrumbs '/exercises/' 'Exercises' 'Split squat' %}")
        assert '<a href="/exercises/">Exercises</a>' in html
        assert '<li aria-current="page">Split squat</li>' in html


class TestOptionalParts:
    @pytest.mark.parametrize(
        "source",
        [
            "{% why 'Because.' %}",
            "{% progress 1 3 'Session' %}",
            "{% form_actions 'Save' %}",
            "{% empty_state 'Nothing yet' 'Log both sides.' %}",
            "{% tabs entries 'Views' %}",
            "{% include 'components/form_actions.html' with label='Save' tone='primary' only %}",
            "{% include 'components/toast.html' with text='Saved.' only %}",
        ],
    )
    def test_piece_draws_without_its_optional_parts(self, source):
        entries = [{"label": "Trend", "url": "/", "current": True}]
        assert drawn(source, entries=entries).strip().startswith("<")

    def test_current_tab_is_marked(self):
        entries = [
            {"label": "A", "url": "/a/", "current": False},
            {"label": "B", "url": "/b/", "current": True},
        ]
        html = drawn("{% tabs entries 'Views' %}", entries=entries)
        assert html.count('aria-current="page"') == 1
        assert 'href="/b/" aria-current="page"' in html


def test_icon_points_into_the_sheet():
    html = drawn("{% icon 'timer' %}")
    assert "icons.svg#timer" in html
    assert 'aria-hidden="true"' in html


def test_every_icon_that_a_template_names_is_in_the_sheet():
    sheet = (REPOSITORY / "static/img/icons.svg").read_text(encoding="utf-8")
    drawn_icons = set(re.findall(r'<symbol id="([a-z-]+)"', sheet))
    named = {
        name
        for path in (REPOSITORY / "templates").rglob("*.html")
        for name in re.findall(r"{% icon \"([a-z-]+)\" %}", path.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= drawn_icons

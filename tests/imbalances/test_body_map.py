"""The body map: whose muscle is painted how, what is said, and that no side is swapped."""

import datetime as dt
import re
from dataclasses import dataclass

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.imbalances import services, views
from apps.imbalances.domain.verdicts import Verdict
from apps.imbalances.presenters.body_map import DRAWN, PaintView, body_map_view
from tests.conftest import REPOSITORY
from tests.support.factories.imbalances import train_both_sides
from tests.support.findings import finding, plain

BALANCE = "/balance/"
OUTLINES = REPOSITORY / "templates" / views.BODY_OUTLINES
MIDDLE = {"front": 362, "back": 1086}
BETWEEN_VIEWS = 724
COLOURED = re.compile(r'<path class="body-part is-(\w+) {{ paint\.(\w+)\.(\w+) }}" d="([^"]+)"/>')
STEP = re.compile(r"([Mlcqaz])([^Mlcqaz]*)")
NUMBER = re.compile(r"-?\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    view: str
    muscle: str
    side: str
    xs: tuple[int, ...]
    ys: tuple[int, ...]

    @property
    def centre_x(self):
        return (min(self.xs) + max(self.xs)) / 2


def points_of(d):
    """Where each step of the path ends, in the picture's own units."""
    at = start = (0, 0)
    for letter, arguments in STEP.findall(d):
        numbers = [int(one) for one in NUMBER.findall(arguments)]
        if letter == "z":
            at = start
            continue
        x, y = numbers[-2:]
        at = (x, y) if letter == "M" else (at[0] + x, at[1] + y)
        if letter == "M":
            start = at
        yield at


@pytest.fixture(scope="module")
def links():
    """What each pattern's link holds."""
    source = OUTLINES.read_text(encoding="utf-8")
    found = re.findall(
        r'<a class="body-link" id="body-[a-z-]+" href="{{ links\.(\w+)\.url }}"[^>]*>(.*?)</a>',
        source,
        re.DOTALL,
    )
    return dict(found)


@pytest.fixture(scope="module")
def outlines(links):
    drawn = []
    for inside in links.values():
        for side, muscle, asked, d in COLOURED.findall(inside):
            assert side == asked
            xs, ys = zip(*points_of(d), strict=True)
            view = "front" if max(xs) < BETWEEN_VIEWS else "back"
            assert view == "front" or min(xs) > BETWEEN_VIEWS
            drawn.append(Outline(view=view, muscle=muscle, side=side, xs=xs, ys=ys))
    return drawn


class TestOutlines:
    """The partial that the build makes of the package's drawing."""

    def test_both_views_have_the_legs_on_both_sides(self, outlines):
        calves = {(one.view, one.side) for one in outlines if one.muscle == "calves"}
        assert calves == {(view, side) for view in ("front", "back") for side in ("left", "right")}

    def test_left_is_on_the_left_of_the_mirror_in_both_views(self, outlines):
        for one in outlines:
            middle = MIDDLE[one.view]
            assert (max(one.xs) <= middle) if one.side == "left" else (min(one.xs) >= middle), one

    def test_a_side_is_as_far_from_the_middle_as_the_other(self, outlines):
        at = {(one.view, one.muscle, one.side): one.centre_x for one in outlines}
        for (view, muscle, side), centre in at.items():
            if side == "left":
                other = at[view, muscle, "right"]
                assert (centre + other) / 2 == pytest.approx(MIDDLE[view], abs=8), muscle

    def test_muscles_lie_in_the_order_that_bodies_have(self, outlines):
        top = {(one.view, one.muscle): min(one.ys) for one in outlines}
        front = ["front_deltoid", "biceps", "quadriceps", "calves"]
        back = ["mid_back", "lats", "side_glutes", "glutes", "hamstrings", "calves"]
        assert sorted(front, key=lambda muscle: top["front", muscle]) == front
        assert sorted(back, key=lambda muscle: top["back", muscle]) == back

    def test_every_muscle_of_a_pattern_is_drawn(self, outlines):
        drawn = {one.muscle for one in outlines}
        assert drawn == {muscle.value for muscles in DRAWN.values() for muscle in muscles}

    def test_a_link_holds_the_muscles_of_its_pattern_and_no_others(self, links):
        held = {
            pattern: {muscle for _side, muscle, _asked, _d in COLOURED.findall(inside)}
            for pattern, inside in links.items()
        }
        assert held == {
            pattern.value: {muscle.value for muscle in muscles}
            for pattern, muscles in DRAWN.items()
        }

    def test_it_stays_small(self):
        assert OUTLINES.stat().st_size < 30_000


class TestBodyMapView:
    def test_the_weaker_side_is_dashed_and_the_stronger_solid(self):
        view = body_map_view([finding(weaker_side=Side.LEFT)])
        assert view.paint["quadriceps"] == PaintView(left="is-weaker", right="is-stronger")
        view = body_map_view([finding(weaker_side=Side.RIGHT)])
        assert view.paint["quadriceps"] == PaintView(left="is-stronger", right="is-weaker")

    def test_leaning_is_paler(self):
        view = body_map_view([finding(verdict=Verdict.LEANING, weaker_side=Side.RIGHT)])
        assert view.paint["quadriceps"] == PaintView(
            left="is-stronger is-leaning", right="is-weaker is-leaning"
        )

    @pytest.mark.parametrize(
        ("verdict", "paint"),
        [
            (Verdict.LEVEL, PaintView(left="is-level", right="is-level")),
            (Verdict.CLOSED, PaintView(left="is-level", right="is-level")),
            (Verdict.NOT_SURE, PaintView()),
            (Verdict.NOT_ENOUGH_DATA, PaintView()),
            (Verdict.ONE_SIDE_MISSING, PaintView()),
        ],
    )
    def test_where_no_side_is_to_work_on_none_is_named(self, verdict, paint):
        view = body_map_view([finding(verdict=verdict)])
        assert view.paint["quadriceps"] == paint
        assert view.to_work_on == ()

    def test_a_finding_paints_its_own_muscles_alone(self):
        view = body_map_view([finding(pattern=MovementPattern.HIP_DOMINANT)])
        painted = {muscle for muscle, paint in view.paint.items() if paint != PaintView()}
        assert painted == {"glutes", "hamstrings"}

    def test_every_pattern_with_a_verdict_has_muscles_of_its_own(self):
        assert set(DRAWN) == {pattern for pattern in MovementPattern if pattern.has_verdict}
        muscles = [muscle for pattern in DRAWN.values() for muscle in pattern]
        assert len(muscles) == len(set(muscles))

    def test_words_say_what_the_picture_shows(self):
        view = body_map_view(
            [finding(), finding(pattern=MovementPattern.CALF, verdict=Verdict.LEVEL)]
        )
        assert plain(view.links["knee_dominant"].words) == "Knee-dominant: Left 13 % weaker"
        assert view.links["calf"].words == "Calf: Level"
        assert view.links["grip"].words == "Grip: Nothing logged yet"
        assert [(one.muscles, plain(one.verdict), one.url) for one in view.to_work_on] == [
            ("Front of the thigh", "Left 13 % weaker", "/balance/knee-dominant/")
        ]

    def test_every_muscle_leads_to_its_page(self):
        links = body_map_view([]).links
        assert {key: link.url for key, link in links.items()} == {
            pattern.value: f"/balance/{pattern.value.replace('_', '-')}/" for pattern in DRAWN
        }

    def test_nothing_known_is_said(self):
        view = body_map_view([])
        assert "Nothing is known yet" in view.description
        assert set(view.paint.values()) == {PaintView()}


@pytest.fixture
def trained(athlete, leg_press):
    """The athlete after ten workouts in which the left leg was weaker."""
    train_both_sides(
        athlete,
        leg_press,
        workouts=10,
        left_weaker_log_pct=22,
        started=timezone.now() - dt.timedelta(weeks=6),
    )
    services.refresh(athlete_id=athlete.pk)
    return athlete


def painted(page, side):
    """Classes of what is coloured on a side of the front view, by where it lies alone."""
    drawn = re.findall(r'<path class="body-part ([^"]*)" d="([^"]+)"/>', page)
    coloured = [(classes, d) for classes, d in drawn if re.search("is-(weaker|stronger)", classes)]
    return [
        classes
        for classes, d in coloured
        if all((x < MIDDLE["front"]) == (side is Side.LEFT) for x, _ in points_of(d))
    ]


class TestPicture:
    """The picture as a page shows it."""

    def test_the_left_of_the_picture_is_the_side_that_is_left(self):
        view = body_map_view([finding(weaker_side=Side.LEFT)])
        page = render_to_string("imbalances/body_map.html", {"map": view})
        assert painted(page, Side.LEFT) == ["is-left is-weaker"]
        assert painted(page, Side.RIGHT) == ["is-right is-stronger"]

    @pytest.mark.django_db
    def test_balance_shows_it_and_swaps_it_with_the_findings(self, client, trained):
        asked = {"HX-Request": "true", "HX-Target": "balance-now"}
        swapped = client.get(BALANCE, headers=asked).content.decode().strip()
        assert 'id="body-map"' in swapped
        assert painted(swapped, Side.LEFT) == ["is-left is-weaker"]
        assert 'href="/balance/knee-dominant/" aria-label="Knee-dominant: Left ' in swapped

    @pytest.mark.django_db
    def test_nothing_logged_is_a_plain_body(self, client):
        page = client.get(BALANCE).content.decode()
        assert 'id="body-map"' in page
        assert "body-part is-left " in page
        assert not re.search(r"is-(weaker|stronger|level)", page)

    @pytest.mark.django_db
    def test_without_outlines_the_page_has_its_words(self, client, trained, monkeypatch):
        monkeypatch.setattr(views, "BODY_OUTLINES", "imbalances/never_built.html")
        page = client.get(BALANCE).content.decode()
        assert 'id="body-map"' not in page
        assert "Your left leg is about" in page

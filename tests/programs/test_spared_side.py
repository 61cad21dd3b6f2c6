"""A line that asks the stronger side for nothing, because the check of its exercise was its set."""

from __future__ import annotations

import pytest
from django.urls import reverse
from msgspec.structs import replace

from apps.exercises.domain.vocabulary import Side
from apps.programs.domain.explaining import check_is_its_set_reason
from apps.programs.domain.steps import steps_for
from apps.programs.queries import plan_of
from tests.support.editing import change, complete, row_of, url
from tests.support.factories.programs import session_with, two_sided_line
from tests.support.player import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(screened, row):
    """A check of both sides, then two sets of the left side alone."""
    check = two_sided_line(row, position=0, sets=1, is_check=True)
    work = two_sided_line(row, position=1)
    spared = replace(
        work,
        right=replace(work.right, sets=0),
        reasons=(*work.reasons, check_is_its_set_reason(Side.RIGHT)),
    )
    return session_with(screened, (row, check), (row, spared))


def test_its_page_names_the_side_that_works_and_says_why(client, session):
    html = client.get(at("session_detail", session)).text
    assert "L 2×8–12" in html
    assert "R 0×" not in html
    assert "Your right side has done its set for today in the check." in html
    assert "0 sets" not in html


def test_the_player_asks_both_sides_for_the_check_and_the_left_one_for_the_rest(session):
    steps = steps_for(plan_of(session))
    assert [(step.is_check, step.side) for step in steps] == [
        (True, Side.LEFT),
        (True, Side.RIGHT),
        (False, Side.LEFT),
        (False, Side.LEFT),
    ]


@pytest.mark.parametrize("name", ["today", "program_detail", "program_print", "calendar"])
def test_every_other_page_opens(client, session, name):
    assert client.get(reverse(f"programs:{name}")).status_code == 200


def test_its_numbers_can_be_changed_and_it_stays_spared(client, session):
    complete(session.program)
    row = row_of(session, position=1)
    html = client.get(url("line_update", row.pk)).text
    assert 'name="left_sets"' in html
    assert 'name="right_sets"' not in html

    assert change(client, row, load="25").status_code == 303

    line = row_of(session, position=1).line
    assert (line.left.load_kg, line.left.sets, line.right.sets) == (25.0, 2, 0)

"""What a plan says where its lines stand in a list."""

import pytest
from django.urls import reverse

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.programs.domain.inputs import Target
from apps.programs.domain.program import Block
from tests.support.factories.programs import ProgramFactory, session_with, two_sided_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def check_session(screened, row):
    """Return today's session: a warm-up, a check and two sets that train, of one exercise."""
    return session_with(
        screened,
        (row, two_sided_line(row, position=0, block=Block.WARM_UP, sets=1)),
        (row, two_sided_line(row, position=1, is_check=True, sets=1)),
        (row, two_sided_line(row, position=2)),
        is_check_session=True,
    )


@pytest.mark.parametrize("page", ["programs:program_detail", "programs:today"])
def test_three_lines_of_one_exercise_say_what_each_is_for(client, check_session, page):
    content = client.get(reverse(page)).content.decode()
    assert "One-arm row (warm-up for the check) ·" in content
    assert "One-arm row (check) ·" in content
    assert "One-arm row · L 2" in content


def test_a_folded_week_says_what_is_in_it(client, check_session):
    content = client.get(reverse("programs:program_detail")).content.decode()
    summary = content.split('id="week-1"')[1].split("</summary>")[0]
    assert "1 session, from today" in summary
    assert "Check" in summary


def test_only_a_program_that_works_on_a_side_says_how_fast_a_gap_closes(client, screened, row):
    target = Target(
        pattern=MovementPattern.HORIZONTAL_PULL, weaker_side=Side.LEFT, gap_pct=12.0, p_over_10=0.9
    )
    level = ProgramFactory(athlete=screened)
    session_with(screened, (row, two_sided_line(row)), program=level)
    page = reverse("programs:program_detail")
    assert "closes about half" not in client.get(page).content.decode()
    level.targets = [target.to_dict()]
    level.save()
    assert "closes about half" in client.get(page).content.decode()


def test_stopping_takes_a_second_thought(client, check_session):
    content = client.get(reverse("programs:program_detail")).content.decode()
    before = content.split('id="program-stop"')[0]
    assert before.rindex("<details") > before.rindex("</details>")
    assert "cannot be brought back" in before

"""Changing a plan by hand: at a table with what follows from it, and in a cellar without a network."""

import re

import pytest
from playwright.sync_api import Page, expect

from apps.lifts.models import LiftSet
from apps.programs.models import Prescription, ProgramChange, Session
from tests.e2e.player import press, sent, start_session
from tests.e2e.test_player import one_visit

pytestmark = pytest.mark.usefixtures("complaints")


def working_line() -> Prescription:
    """A loaded one-sided line of the next session."""
    session = Session.objects.filter(status="planned").order_by("date").first()
    assert session is not None
    rows = session.prescriptions.select_related("exercise", "session")
    return next(row for row in rows if row.line.block == "strength" and row.line.left)


def test_an_own_number_is_taken_and_what_follows_is_told(sam: Page, site: str) -> None:
    row = working_line()
    sam.goto(f"{site}{row.session.get_absolute_url()}")
    sam.get_by_role("link", name=re.compile(rf"Change\s*: {row.exercise.name}")).click()
    sam.get_by_label("Sets, left").fill("99")
    sam.get_by_role("button", name="Change it").click()
    expect(sam.get_by_text("At most 10 sets")).to_be_visible()
    expect(sam.get_by_label("Sets, left")).to_have_value("99")

    sam.get_by_label("Sets, left").fill("6")
    sam.get_by_role("button", name="Change it").click()

    changed = sam.locator("#own-changes")
    expect(changed).to_contain_text("different numbers of sets")
    expect(changed).to_contain_text("left 6 sets")
    row.refresh_from_db()
    assert row.line.left is not None
    assert row.line.left.sets == 6


def test_an_exercise_is_swapped_without_a_network_and_sent_later(sam: Page, site: str) -> None:
    one_visit(sam, site)
    start_session(sam, site)
    while not sam.locator("#player-swap").count() or not sam.locator("#player-load").count():
        press(sam, "#player-skip")
    sent(sam)
    sam.context.set_offline(True)
    old = sam.locator("h1").inner_text()
    sam.locator("#player-swap-summary").click()
    choice = sam.locator("#player-swap button").first
    new = choice.inner_text()

    choice.click()

    expect(sam.locator("h1")).to_have_text(new)
    if sam.locator("#player-load").count():
        sam.locator("#player-load").fill("10")
    press(sam, "#player-done")
    sam.context.set_offline(False)
    sent(sam)

    change = ProgramChange.objects.get(reasons__contains=[{"code": "your_swap"}])
    assert new in str(change.reasons)
    assert old in str(change.reasons)
    assert change.exercise.name == new
    assert LiftSet.objects.filter(exercise=change.exercise, workout__ended_at=None).count() == 1
    sam.reload()
    expect(sam.locator("h1")).to_have_text(new)
    expect(sam.locator("#player-swap")).to_have_count(0)

"""A log of another app in the browser: chosen, explained, added, undone."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_accessibility import PHONE, violations

HEAD = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
STRONG = HEAD + "".join(
    f'2026-03-02 10:00:00,"Legs",1h,"{name}",1,{load},{reps},0,0,"{note}",,\n'
    for name, load, reps, note in (
        ("Zercher Lunge (Left)", 40, 8, ""),
        ("Zercher Lunge (Right)", 40, 10, ""),
        ("Bench Press (Each Side) (Smith Machine)", 20, 8, ""),
        ("Bulgarian Split Squat", 20, 12, "Left failed @ 11"),
        ("Stair Climber", 0, 0, ""),
    )
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_log_of_strong_comes_in_and_goes_out_again(
    sam: Page, site: str, axe_source: str, scheme: Any
) -> None:
    sam.emulate_media(color_scheme=scheme)
    sam.set_viewport_size(PHONE)
    sam.goto(f"{site}/data/")
    sam.locator("input[type=file]").set_input_files(
        {"name": "strong.csv", "mimeType": "text/csv", "buffer": STRONG.encode()}
    )
    sam.locator("#import-look").click()
    expect(sam.get_by_role("heading", level=1)).to_have_text("4 sets can be read")
    bench = sam.get_by_role("group", name="Bench Press (Each Side)")
    expect(bench.get_by_label("The weight is")).to_have_value("per_side_of_bar")
    expect(sam.get_by_text("Your note: Left failed @ 11")).to_be_visible()
    assert not violations(sam, axe_source)
    assert sam.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    mapping = sam.url
    sam.locator("#import-accept").click()
    expect(sam).to_have_url(f"{site}/balance/")
    sam.goto(mapping)
    expect(sam.get_by_text("4 sets are in your log.")).to_be_visible()
    assert not violations(sam, axe_source)
    sam.locator("#import-undo").click()
    expect(sam).to_have_url(f"{site}/data/")
    expect(sam.get_by_text("4 sets taken out again.")).to_be_visible()

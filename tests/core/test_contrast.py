"""Every pair of colours that carries text can be read, in light and in dark."""

import re

import pytest

from tests.conftest import REPOSITORY

TEXT = 4.5
"""Least contrast of text, WCAG 2.2 success criterion 1.4.3."""
OBJECT = 3.0
"""Least contrast of what must be seen to use the page, WCAG 2.2 success criterion 1.4.11."""

PAIRS = [
    ("ink", "bg", TEXT),
    ("ink", "surface", TEXT),
    ("ink", "raised", TEXT),
    ("ink", "vial-soft", TEXT),
    ("muted", "bg", TEXT),
    ("muted", "surface", TEXT),
    ("muted", "raised", TEXT),
    ("left", "bg", TEXT),
    ("left", "surface", TEXT),
    ("left", "left-soft", TEXT),
    ("right", "bg", TEXT),
    ("right", "surface", TEXT),
    ("right", "right-soft", TEXT),
    ("on-accent", "accent", TEXT),
    ("accent-ink", "surface", TEXT),
    ("on-hero", "hero", TEXT),
    ("on-hero-muted", "hero", TEXT),
    ("on-go", "go", TEXT),
    ("on-go", "vial", TEXT),
    ("warn", "surface", TEXT),
    ("warn", "warn-soft", TEXT),
    ("ink", "warn-soft", TEXT),
    ("stop", "surface", TEXT),
    ("stop", "stop-soft", TEXT),
    ("ink", "stop-soft", TEXT),
    ("edge", "bg", OBJECT),
    ("edge", "surface", OBJECT),
    ("focus", "bg", OBJECT),
    ("focus", "surface", OBJECT),
]


def tokens() -> dict[str, tuple[str, str]]:
    css = (REPOSITORY / "static/css/tokens.css").read_text(encoding="utf-8")
    root = css[css.index(":root {") : css.index("@media (prefers-contrast")]
    found = {}
    for name, value in re.findall(r"--ls-([a-z-]+): ([^;]+);", root):
        colours = re.findall(r"#[0-9a-f]{6}", value)
        if colours:
            found[name] = (colours[0], colours[-1])
    return found


def luminance(colour: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_agrees_with_its_definition():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_pair_can_be_read(front, back, least, theme):
    colours = tokens()
    assert contrast(colours[front][theme], colours[back][theme]) >= least

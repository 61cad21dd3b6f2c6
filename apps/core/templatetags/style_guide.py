"""Made-up values for the style guide, which only those who build Levelset see."""

from __future__ import annotations

from django import template
from msgspec import Struct

register = template.Library()


class SampleVial(Struct, frozen=True, kw_only=True):
    """A vial in one of its states."""

    at: float
    half_width: float
    label: str
    tick: float = 0.4
    known: bool = True


class SampleLevel(Struct, frozen=True, kw_only=True):
    """A line of the levels, as imbalances would hand it over."""

    name: str
    detail: str
    verdict: str
    tone: str
    vial: SampleVial


@register.simple_tag
def sample_levels() -> tuple[SampleLevel, ...]:
    """One line for each verdict that a vial can show, and one that leaves it at the end."""
    rows = (
        ("Knee-dominant", "split squat · leg press", "Left 13 % weaker", "left", 0.53, 0.13, True),
        ("Hip-dominant", "single-leg RDL", "Leaning: left 7 % weaker", "left", 0.28, 0.18, True),
        (
            "Vertical push",
            "overhead press",
            "Leaning: right 8 % weaker",
            "right",
            -0.34,
            0.14,
            True,
        ),
        ("Horizontal pull", "one-arm row", "Level", "level", -0.08, 0.1, True),
        ("Horizontal push", "dumbbell press", "Not sure yet", "unsure", 0.06, 0.3, True),
        ("Calf", "calf raise", "Right 31 % weaker", "right", -1.2, 0.3, True),
        ("Grip", "suitcase carry", "Not enough data", "", 0.0, 0.0, False),
    )
    return tuple(
        SampleLevel(
            name=name,
            detail=detail,
            verdict=verdict,
            tone=tone,
            vial=SampleVial(at=at, half_width=half_width, known=known, label=f"{name}: {verdict}"),
        )
        for name, detail, verdict, tone, at, half_width, known in rows
    )


@register.simple_tag
def sample_tabs() -> tuple[dict[str, object], ...]:
    """Two tabs, the first one open."""
    return (
        {"label": "Trend", "url": "#main", "current": True},
        {"label": "Evidence", "url": "#main", "current": False},
    )

"""The pieces every page is built from: `{% load levelset %}`.

Each tag draws one template of ``templates/components/`` and gives its optional parts their
defaults, so that a page names only what differs.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from msgspec import Struct

from apps.core.navigation import NavEntry, nav_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.template import Context
    from django.utils.safestring import SafeString

register = template.Library()

#: A bubble narrower than this share of the vial can no longer be seen.
NARROWEST_BUBBLE = 0.035

#: The last chip stands for this many reps in reserve or more.
MOST_RIR = 4


class Vial(Protocol):
    """What a spirit level shows; all positions are shares of the vial's half width."""

    @property
    def at(self) -> float:
        """Centre of the bubble, -1 (left end) to 1 (right end)."""

    @property
    def half_width(self) -> float:
        """Half the 80 % range, 0 to 1."""

    @property
    def tick(self) -> float:
        """Distance of the 10 % lines from the middle, 0 to 1."""

    @property
    def label(self) -> str:
        """The same in words."""

    @property
    def known(self) -> bool:
        """Whether there is an estimate at all."""


class VialGeometry(Struct, frozen=True, kw_only=True):
    """Where the parts of a vial are drawn, as SVG percentages."""

    bubble_x: str
    bubble_width: str
    tick_left: str
    tick_right: str


def _percent(share: float) -> str:
    """A share of the vial as SVG wants it: with a dot, whatever the language."""
    return f"{100 * share:.2f}%"


def _inside(share: float) -> float:
    return min(1.0, max(0.0, share))


@register.simple_tag
def vial_geometry(view: Vial) -> VialGeometry:
    """Place bubble and ticks; a range that leaves the vial is cut at its end, never moved."""
    tick_left, tick_right = _percent(0.5 - view.tick / 2), _percent(0.5 + view.tick / 2)
    if not view.known:
        return VialGeometry(
            bubble_x="50.00%", bubble_width="0.00%", tick_left=tick_left, tick_right=tick_right
        )
    centre = 0.5 + view.at / 2
    half = max(view.half_width / 2, NARROWEST_BUBBLE / 2)
    start = min(_inside(centre - half), 1 - NARROWEST_BUBBLE)
    end = max(_inside(centre + half), NARROWEST_BUBBLE)
    return VialGeometry(
        bubble_x=_percent(start),
        bubble_width=_percent(end - start),
        tick_left=tick_left,
        tick_right=tick_right,
    )


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """One picture of the icon sheet; decorative, so words must stand beside it.

    A page names two dozen, and collected files keep their names while a server runs.
    """
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("img/icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def nav_entries(context: Context) -> tuple[NavEntry, ...]:
    """The sections of the app, the one the reader is in marked."""
    request = context.get("request")
    return nav_for(request) if request is not None else ()


@register.inclusion_tag("components/vial.html")
def vial(view: Vial, size: str = "sm", bubble_id: str = "") -> dict[str, Any]:
    """A spirit level; with a ``bubble_id`` the bubble glides when htmx brings a new one."""
    return {"view": view, "size": size, "bubble_id": bubble_id}


@register.inclusion_tag("components/chip.html")
def chip(text: str, tone: str = "") -> dict[str, Any]:
    """A verdict or a fact in a pill; tone is left, right, level, unsure, warn or stop."""
    return {"text": text, "tone": tone}


@register.inclusion_tag("components/side.html")
def side(side: str, text: str = "") -> dict[str, Any]:
    """The name of a side with its letter, shape and colour; ``text`` replaces the word."""
    return {"side": side, "text": text}


@register.inclusion_tag("components/level_row.html")
def level_row(
    name: str,
    view: Vial,
    verdict: str,
    *,
    tone: str = "",
    detail: str = "",
    url: str = "",
    bubble_id: str = "",
) -> dict[str, Any]:
    """One movement pattern: its name, its vial, its verdict in words."""
    return {
        "name": name,
        "view": view,
        "verdict": verdict,
        "tone": tone,
        "detail": detail,
        "url": url,
        "bubble_id": bubble_id,
    }


@register.inclusion_tag("components/empty_state.html")
def empty_state(title: str, text: str, url: str = "", action: str = "") -> dict[str, Any]:
    """What to do when there is nothing to show yet."""
    return {"title": title, "text": text, "url": url, "action": action}


@register.inclusion_tag("components/stepper.html")
def stepper(
    name: str,
    label: str,
    value: object = "",
    *,
    element_id: str = "",
    unit: str = "",
    step: object = "1",
    min: object = "0",  # noqa: A002 - the names of the HTML attributes they become
    max: object = "",  # noqa: A002
    size: str = "",
    error: str = "",
    label_hidden: bool = False,
) -> dict[str, Any]:
    """A number with a button either side of it; a plain text field without script."""
    return {
        "name": name,
        "label": label,
        "value": "" if value is None else value,
        "element_id": element_id or f"id_{name}",
        "unit": unit,
        "step": step,
        "min": min,
        "max": max,
        "size": size,
        "error": error,
        "label_hidden": label_hidden,
    }


@register.inclusion_tag("components/rir_chips.html")
def rir_chips(
    name: str = "rir",
    value: int | str | None = None,
    *,
    element_id: str = "",
    legend: str = "",
    size: str = "",
    error: str = "",
) -> dict[str, Any]:
    """Reps left in the tank, one tap: 0 1 2 3 4+. None chooses nothing; 0 chooses zero."""
    chosen = "" if value is None else str(value)
    return {
        "name": name,
        "element_id": element_id or f"id_{name}",
        "legend": legend,
        "size": size,
        "error": error,
        "choices": tuple(
            {
                "value": str(rir),
                "text": f"{rir}+" if rir == MOST_RIR else str(rir),
                "checked": chosen == str(rir),
            }
            for rir in range(MOST_RIR + 1)
        ),
    }


@register.inclusion_tag("components/why.html")
def why(text: str, summary: str = "", source: str = "", url: str = "") -> dict[str, Any]:
    """A reason that opens under the line it explains."""
    return {"text": text, "summary": summary, "source": source, "url": url}


@register.inclusion_tag("components/progress.html")
def progress(value: float, max: float, label: str, text: str = "") -> dict[str, Any]:  # noqa: A002
    """How far along something is; ``text`` says it in words."""
    return {"value": value, "max": max, "label": label, "text": text}


@register.inclusion_tag("components/form_actions.html")
def form_actions(
    label: str, cancel_url: str = "", cancel: str = "", element_id: str = "", tone: str = "primary"
) -> dict[str, Any]:
    """The button that sends a form, and the way out of it."""
    return {
        "label": label,
        "cancel_url": cancel_url,
        "cancel": cancel,
        "element_id": element_id,
        "tone": tone,
    }


@register.inclusion_tag("components/tabs.html")
def tabs(entries: Iterable[Mapping[str, Any]], label: str) -> dict[str, Any]:
    """Links between sibling pages; each entry has ``label``, ``url`` and ``current``."""
    return {"entries": entries, "label": label}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*crumbs: str) -> dict[str, Any]:
    """Where this page lies: url, label, url, label, and last the page's own name."""
    pairs = zip(crumbs[:-1:2], crumbs[1::2], strict=True)
    return {
        "crumbs": tuple({"url": url, "label": label} for url, label in pairs),
        "here": crumbs[-1],
    }

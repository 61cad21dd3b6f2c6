"""The settings in words: what is set now, before anybody opens the page that changes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language_info, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from msgspec import Struct

from apps.core.numbers import number_text
from apps.core.units import WeightUnit

from ..domain.rack import Bars, Plates, Rack, Stack
from ..models import Athlete

WEIGHT_WORDS = {
    "dumbbells": gettext_lazy("Dumbbells"),
    "kettlebells": gettext_lazy("Kettlebells"),
    "bars": gettext_lazy("Bars"),
    "plates": gettext_lazy("Plates"),
    "cable": gettext_lazy("Cable machine"),
    "machine": gettext_lazy("Other machines"),
}
_SIDES = {"left": gettext_lazy("left first"), "right": gettext_lazy("right first")}
_FEW = 8


class SettingRow(Struct, frozen=True, kw_only=True):
    """One setting: its name, what it is now, where it is changed."""

    label: str
    value: str
    url: str


class SettingGroup(Struct, frozen=True, kw_only=True):
    """Settings that belong together."""

    key: str
    name: str
    rows: tuple[SettingRow, ...]


def unit_word(unit: str) -> str:
    """A unit by its name."""
    return _("kilograms") if unit == WeightUnit.KG else _("pounds")


def language_word(code: str) -> str:
    """A language in its own words; the device's when none was chosen."""
    if code not in dict(settings.LANGUAGES):
        return _("As the device")
    return str(get_language_info(code)["name_local"]).capitalize()


def present_settings(athlete: Athlete, *, body_mass: Decimal | None) -> tuple[SettingGroup, ...]:
    """Every setting with what it is now."""
    weighs = "" if body_mass is None else f"{number_text(body_mass)} {athlete.weight_unit}"
    return (
        _group(
            "you",
            _("You"),
            (_("About you and your training"), athlete.name, "athlete_update"),
            (_("Body mass"), weighs or _("not told"), "body_mass_list"),
        ),
        _group(
            "log",
            _("Logging"),
            (_("Unit"), unit_word(athlete.weight_unit), "unit_update"),
            (_("Weights and steps"), weights_words(athlete), "weights_list"),
            (_("Rests, sound and vibration"), rest_words(athlete), "rest_update"),
            (_("Which side starts"), side_words(athlete), "side_order_update"),
        ),
        _group(
            "app",
            _("The app"),
            (_("Time zone"), athlete.time_zone.replace("_", " "), "time_zone_update"),
            (_("Language"), language_word(athlete.language), "language_update"),
            (_("Colours"), _("light, dark or as the device"), "colours"),
        ),
    )


def _group(key: str, name: str, *rows: tuple[str, str, str]) -> SettingGroup:
    return SettingGroup(
        key=key,
        name=name,
        rows=tuple(
            SettingRow(label=label, value=value, url=reverse(f"profiles:{url_name}"))
            for label, value, url_name in rows
        ),
    )


def weights_words(athlete: Athlete) -> str:
    """Which weights are one's own."""
    told = [str(WEIGHT_WORDS[kind]) for kind in WEIGHT_WORDS if kind in athlete.weights]
    return ", ".join(told) if told else _("the usual ones")


def rest_words(athlete: Athlete) -> str:
    """Both rests, in seconds."""
    return _("%(switch)s s between the sides, %(pair)s s after both") % {
        "switch": athlete.rest_switch_s,
        "pair": athlete.rest_pair_s,
    }


def side_words(athlete: Athlete) -> str:
    """Who starts."""
    otherwise = str(_SIDES[athlete.first_side])
    if not athlete.weaker_first:
        return otherwise
    return _("weaker side, otherwise %(side)s") % {"side": otherwise}


def present_weights(athlete: Athlete) -> tuple[SettingRow, ...]:
    """Every kind of weight with what was told of it."""
    own = athlete.own_weights
    return tuple(
        SettingRow(
            label=str(name),
            value=part_words(getattr(own, kind)),
            url=reverse("profiles:weights_update", args=[kind]),
        )
        for kind, name in WEIGHT_WORDS.items()
    )


def part_words(part: Rack | Bars | Plates | Stack | None) -> str:
    """One kind of weight in a line."""
    if part is None:
        return _("the usual ones")
    words: dict[type, Callable[[Any], str]] = {
        Rack: lambda rack: _listed(rack.values),
        Bars: lambda bars: _listed(bars.weights),
        Plates: lambda plates: ", ".join(f"{number_text(size)} x {n}" for size, n in plates.pairs),
        Stack: lambda stack: _("steps of %(step)s") % {"step": number_text(stack.step)},
    }
    return f"{words[type(part)](part)} {part.unit}"


def _listed(weights: Sequence[Decimal]) -> str:
    if len(weights) <= _FEW:
        return ", ".join(number_text(weight) for weight in weights)
    words = ngettext(
        "%(count)s weight, %(first)s to %(last)s",
        "%(count)s weights, %(first)s to %(last)s",
        len(weights),
    )
    return words % {
        "count": len(weights),
        "first": number_text(weights[0]),
        "last": number_text(weights[-1]),
    }

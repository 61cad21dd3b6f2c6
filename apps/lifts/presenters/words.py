"""One set in words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from apps.core.numbers import number_text
from apps.exercises.domain.vocabulary import (
    SetSide,
)
from apps.exercises.presenters import load_basis_words, rep_convention_words
from apps.lifts.forms import (
    has_load,
    shown_or_none,
)

if TYPE_CHECKING:
    from apps.lifts.models import LiftSet
    from apps.lifts.queries import FirstSide


def side_name(side: str) -> str:
    """The side's name in words."""
    names = {SetSide.LEFT.value: _("Left"), SetSide.RIGHT.value: _("Right")}
    return names.get(side, _("Both sides") if side == SetSide.BOTH else _("Each side"))


def basis_words(exercise: Any, unit: str) -> str:
    """What the numbers count, at the input: the load in the athlete's unit, else the reps."""
    if not has_load(exercise):
        return rep_convention_words(exercise)
    words = load_basis_words(exercise)
    return f"{unit}, {words}" if words else _("%(unit)s added to your body") % {"unit": unit}


def first_side_words(first: FirstSide) -> str:
    """Why this side starts; empty where nobody said."""
    reasons = {
        "finding": _("Weaker side first"),
        "athlete": _("Your choice"),
    }
    return reasons.get(str(first.chosen_by), "")


def set_text(row: LiftSet, unit: str) -> str:
    """What was done, short: reps or seconds, and the load in the athlete's unit."""
    counted = f"{row.reps}" if row.reps is not None else _("%(count)s s") % {"count": row.seconds}
    load = shown_or_none(row.load_kg, row.typed_load, row.typed_unit, unit)
    return counted if load is None or load == 0 else f"{counted} × {signed_number(load)}"


def effort_text(rir: Decimal | None) -> str:
    """Reps in reserve, short; nothing when they were not given."""
    return "" if rir is None else _("RIR %(rir)s") % {"rir": number_text(rir)}


def signed_number(value: Decimal) -> str:
    """A number as it is printed, with a real minus sign."""
    return number_text(value)


def plain_number(value: Decimal) -> str:
    """A number without trailing zeros or an exponent."""
    return format(value.normalize(), "f") if value else "0"

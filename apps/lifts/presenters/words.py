"""One set in words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.exercises.domain.vocabulary import (
    SetSide,
)
from apps.lifts.forms import (
    shown_or_none,
)

if TYPE_CHECKING:
    from apps.lifts.models import LiftSet


def side_name(side: str) -> str:
    """The side's name in words."""
    names = {SetSide.LEFT.value: _("Left"), SetSide.RIGHT.value: _("Right")}
    return names.get(side, _("Both sides") if side == SetSide.BOTH else _("Each side"))


def set_text(row: LiftSet, unit: str) -> str:
    """What was done, short: reps or seconds, and the load in the athlete's unit."""
    counted = f"{row.reps}" if row.reps is not None else _("%(count)s s") % {"count": row.seconds}
    load = shown_or_none(row.load_kg, row.typed_load, row.typed_unit, unit)
    return counted if load is None or load == 0 else f"{counted} × {signed_number(load)}"


def effort_text(rir: Decimal | None) -> str:
    """Reps in reserve, short; nothing when they were not given."""
    return "" if rir is None else _("RIR %(rir)s") % {"rir": plain_number(rir)}


def signed_number(value: Decimal) -> str:
    """A number as it is printed, with a real minus sign."""
    return plain_number(value).replace("-", "−")


def plain_number(value: Decimal) -> str:
    """A number without trailing zeros or an exponent."""
    return format(value.normalize(), "f") if value else "0"

"""Amounts of a self-test in words: rounded here, at the end, and nowhere before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import Struct

from apps.core.units import KG_PER_LB, WeightUnit

from ..domain.protocols.kinds import Protocol, Unit

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_UNITS: Final[dict[Unit, StrOrPromise]] = {
    Unit.CM: gettext_lazy("centimetres"),
    Unit.DEGREES: gettext_lazy("degrees"),
    Unit.SECONDS: gettext_lazy("seconds"),
    Unit.REPS: gettext_lazy("repetitions"),
    Unit.TOUCHES: gettext_lazy("touches"),
    Unit.KG: gettext_lazy("kilograms"),
    Unit.LOAD_REPS: gettext_lazy("kilograms and repetitions"),
}
_DECIMALS: Final[dict[Unit, int]] = {Unit.CM: 1, Unit.KG: 1, Unit.LOAD_REPS: 1, Unit.SECONDS: 1}
_MOST_DECIMALS = 2
_SECONDS_WITH_TENTHS = 20
"""Above this a tenth of a second is noise."""


def unit_words(unit: Unit) -> str:
    """A unit by its name."""
    return str(_UNITS[unit])


class Scale(Struct, frozen=True, kw_only=True):
    """What a test is counted in, masses in the athlete's unit."""

    protocol: Protocol
    weight_unit: str = WeightUnit.KG.value

    @property
    def unit(self) -> Unit:
        """The protocol's unit."""
        return self.protocol.unit

    def amount(self, value: float, *, decimals: int | None = None) -> str:
        """A value with its unit, as fine as the unit deserves."""
        places = _places(value, self.unit) if decimals is None else decimals
        shown = self._shown(value)
        number = number_format(round(shown, places) + 0.0, decimal_pos=places)
        return _with_unit(number, self.unit, self.weight_unit)

    def distinct(self, one: float, other: float) -> tuple[str, str]:
        """Two values so that they read differently when they are: 1.94 and 1.9, not 1.9 twice."""
        found = ("", "")
        coarsest = max(_places(value, self.unit) for value in (one, other))
        for places in range(coarsest, _MOST_DECIMALS + 1):
            found = self.amount(one, decimals=places), self.amount(other, decimals=places)
            if found[0] != found[1]:
                break
        return found

    def _shown(self, value: float) -> float:
        is_mass = self.unit in (Unit.KG, Unit.LOAD_REPS)
        return value / float(KG_PER_LB) if is_mass and self.weight_unit == WeightUnit.LB else value


def _places(value: float, unit: Unit) -> int:
    if unit is Unit.SECONDS and abs(value) >= _SECONDS_WITH_TENTHS:
        return 0
    return _DECIMALS.get(unit, 0)


def _with_unit(number: str, unit: Unit, weight_unit: str) -> str:
    match unit:
        case Unit.CM:
            return _("%(n)s\u00a0cm") % {"n": number}
        case Unit.DEGREES:
            return _("%(n)s°") % {"n": number}
        case Unit.SECONDS:
            return _("%(n)s\u00a0s") % {"n": number}
        case Unit.REPS:
            return _("%(n)s\u00a0reps") % {"n": number}
        case Unit.TOUCHES:
            return _("%(n)s\u00a0touches") % {"n": number}
        case Unit.KG | Unit.LOAD_REPS:
            return f"{number}\u00a0{weight_unit}"

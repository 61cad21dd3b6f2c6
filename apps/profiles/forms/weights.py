"""Own weights: lists as they are typed, plates by how many pairs there are."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import MeasureField
from apps.core.forms import fields_only
from apps.core.units import WeightUnit, plain

from ..domain.rack import (
    MOST_PAIRS,
    USUAL_BARS,
    USUAL_DUMBBELLS,
    USUAL_KETTLEBELLS,
    USUAL_PLATES,
    Bars,
    OwnWeights,
    Plates,
    Rack,
    RackError,
    Stack,
    read_pairs,
    read_weights,
)
from .shared import say_what_is_missing

COMMON_SIZES = {
    WeightUnit.KG: ("25", "20", "15", "10", "5", "2.5", "2", "1.25", "1", "0.5"),
    WeightUnit.LB: ("55", "45", "35", "25", "10", "5", "2.5", "1.25"),
}
"""Plates that are sold, by unit; convention."""
_UNLIKELY = _(
    "Check the numbers: a weight is 0.05 to 300, and up to 120 of them fit in. Separate them by "
    "spaces."
)


class PartForm(forms.Form):
    """One kind of weight in the unit that is stamped on it."""

    unit = forms.ChoiceField(
        label=_("They are stamped in"),
        choices=[(WeightUnit.KG, _("kilograms")), (WeightUnit.LB, _("pounds"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, part: Any, unit: str, **kwargs: Any) -> None:
        """Show what is known, else what is usual in the athlete's unit."""
        super().__init__(*args, **kwargs)
        self.initial["unit"] = unit if part is None else part.unit
        self.initial.update(self.shown(part, WeightUnit(self.initial["unit"])))
        say_what_is_missing(self)
        self.helper = fields_only()

    @abstractmethod
    def shown(self, part: Any, unit: WeightUnit) -> dict[str, Any]:
        """What the fields say at first."""

    @abstractmethod
    def read(self, unit: WeightUnit) -> Any:
        """The weights of the fields; a :class:`RackError` where they make no sense."""

    def clean(self) -> dict[str, Any]:
        """Keep the weights themselves beside what was typed."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                cleaned["part"] = self.read(WeightUnit(cleaned["unit"]))
            except RackError:
                self.add_error(None, _UNLIKELY)
        return cleaned

    @property
    def part(self) -> Any:
        """What was told."""
        return self.cleaned_data["part"]


class RackForm(PartForm):
    """Dumbbells or kettlebells."""

    first = MeasureField(label=_("From"), required=False)
    last = MeasureField(label=_("To"), required=False)
    step = MeasureField(label=_("In steps of"), required=False)
    also = forms.CharField(
        label=_("Single ones"),
        required=False,
        max_length=600,
        help_text=_("Separated by spaces, like 2.5 7.5 12.5"),
    )

    usual: Mapping[WeightUnit, Rack] = USUAL_DUMBBELLS

    def shown(self, part: Rack | None, unit: WeightUnit) -> dict[str, Any]:
        """The run and the single ones, as they were typed; at first what many have."""
        part = part or self.usual[unit]
        return {
            "first": part.first,
            "last": part.last,
            "step": part.step,
            "also": _listed(part.also),
        }

    def read(self, unit: WeightUnit) -> Rack:
        """A run is all three of its numbers or none."""
        typed = self.cleaned_data
        return Rack(
            unit=unit,
            first=typed["first"],
            last=typed["last"],
            step=typed["step"],
            also=read_weights(typed["also"]),
        )


class KettlebellsForm(RackForm):
    """Kettlebells go by fours, or by poods in pounds."""

    usual = USUAL_KETTLEBELLS


class BarsForm(PartForm):
    """Bars by weight."""

    weights = forms.CharField(
        label=_("Your bars"),
        max_length=120,
        help_text=_("The one you use most first, like 20 15 10"),
    )

    def shown(self, part: Bars | None, unit: WeightUnit) -> dict[str, Any]:
        """The bars, or the usual ones."""
        return {"weights": _listed((part or USUAL_BARS[unit]).weights)}

    def read(self, unit: WeightUnit) -> Bars:
        """A list of weights."""
        return Bars(unit=unit, weights=read_weights(self.cleaned_data["weights"]))


class StackForm(PartForm):
    """How far one pin goes."""

    step = MeasureField(
        label=_("One step of the stack"),
        help_text=_("The distance between two pins, or the small weight that is put on top."),
    )

    def shown(self, part: Stack | None, unit: WeightUnit) -> dict[str, Any]:
        """The step, or a usual one."""
        usual = Decimal(5) if unit is WeightUnit.KG else Decimal(10)
        return {"step": plain(usual if part is None else part.step)}

    def read(self, unit: WeightUnit) -> Stack:
        """One step."""
        return Stack(unit=unit, step=self.cleaned_data["step"])


class PlatesForm(PartForm):
    """Pairs of plates by size; the sizes offered depend on the unit."""

    other = forms.CharField(
        label=_("Other sizes"),
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A line each: size x pairs, like 0.75 x 1"),
    )

    def __init__(self, *args: Any, part: Plates | None, unit: str, **kwargs: Any) -> None:
        """Make a field of each common size."""
        stamped = WeightUnit(unit if part is None else part.unit)
        super().__init__(*args, part=part, unit=unit, **kwargs)
        self.sizes = COMMON_SIZES[stamped]
        # The sizes are those of one unit: it is chosen by a link, not inside the form.
        self.fields["unit"].widget = forms.HiddenInput()
        for size in self.sizes:
            self.fields[self.name_of(size)] = forms.IntegerField(
                label=f"{size} {stamped}", required=False, min_value=0, max_value=MOST_PAIRS
            )
        self.order_fields(["unit", *map(self.name_of, self.sizes), "other"])

    @staticmethod
    def name_of(size: str) -> str:
        """Field of a size; a dot would be no name."""
        return f"pairs_{size.replace('.', '_')}"

    @property
    def size_fields(self) -> tuple[forms.BoundField, ...]:
        """The fields of the common sizes."""
        return tuple(self[self.name_of(size)] for size in self.sizes)

    def shown(self, part: Plates | None, unit: WeightUnit) -> dict[str, Any]:
        """Pairs by size, or the usual ones."""
        pairs = {str(plain(size)): count for size, count in (part or USUAL_PLATES[unit]).pairs}
        known = {self.name_of(size): pairs.pop(size, 0) for size in COMMON_SIZES[unit]}
        return known | {"other": "\n".join(f"{size} x {count}" for size, count in pairs.items())}

    def read(self, unit: WeightUnit) -> Plates:
        """What there is a pair of."""
        typed = [(Decimal(size), self.cleaned_data[self.name_of(size)]) for size in self.sizes]
        common = tuple((size, count) for size, count in typed if count)
        return Plates(unit=unit, pairs=common + read_pairs(self.cleaned_data["other"]))


_FORMS: dict[str, type[PartForm]] = {
    "dumbbells": RackForm,
    "kettlebells": KettlebellsForm,
    "bars": BarsForm,
    "plates": PlatesForm,
    "cable": StackForm,
    "machine": StackForm,
}


def weights_form(kind: str, data: Any, *, weights: OwnWeights, unit: str, asked: str) -> PartForm:
    """The form of one kind; ``asked`` is the unit of a list that is begun anew."""
    part = getattr(weights, kind)
    if asked in WeightUnit and (part is None or part.unit != asked):
        part, unit = None, asked
    return _FORMS[kind](data, part=part, unit=unit)


def _listed(weights: tuple[Decimal, ...]) -> str:
    return " ".join(str(plain(weight)) for weight in weights)

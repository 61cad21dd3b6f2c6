"""Body mass on a day."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import MeasureField
from apps.core.forms import fields_only
from apps.core.units import WeightUnit

from .shared import NO_BODY_MASS, is_body_mass, say_what_is_missing

EARLIEST = dt.date(1950, 1, 1)


class BodyMassForm(forms.Form):
    """A day and what the scales said, in the unit that this row is kept in."""

    measured_on = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    body_mass = MeasureField(
        max_digits=6,
        decimal_places=2,
        error_messages={"max_digits": NO_BODY_MASS, "max_whole_digits": NO_BODY_MASS},
    )

    def __init__(self, *args: Any, unit: str, today: dt.date, **kwargs: Any) -> None:
        """Know the unit and the day."""
        super().__init__(*args, **kwargs)
        self.unit = WeightUnit(unit)
        self.today = today
        words = {WeightUnit.KG: _("Body mass, kg"), WeightUnit.LB: _("Body mass, lb")}
        self.fields["body_mass"].label = words[self.unit]
        self.fields["measured_on"].widget.attrs["max"] = today.isoformat()
        say_what_is_missing(self)
        self.helper = fields_only()

    def clean_measured_on(self) -> dt.date:
        """A day that has been."""
        day: dt.date = self.cleaned_data["measured_on"]
        if not EARLIEST <= day <= self.today:
            raise forms.ValidationError(_("Choose a day up to today."))
        return day

    def clean_body_mass(self) -> Decimal:
        """What somebody can weigh."""
        mass: Decimal = self.cleaned_data["body_mass"]
        if not is_body_mass(mass, self.unit):
            raise forms.ValidationError(NO_BODY_MASS)
        return mass

"""What the forms of a profile have in common."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.units import to_kg

if TYPE_CHECKING:
    from ..models import Athlete

    ModelForm = forms.ModelForm[Athlete]
else:
    # Generic for the checker alone: making it so at run time loads Django's admin.
    ModelForm = forms.ModelForm

LEAST_BODY_MASS_KG = 20
MOST_BODY_MASS_KG = 400
NO_BODY_MASS = _("That is outside 20 to 400 kg. Check the unit above.")


def say_what_is_missing(form: forms.BaseForm) -> None:
    """Give every field its own words for having been left empty."""
    for field in form.fields.values():
        field.error_messages["required"] = _missing_words(field)


def _missing_words(field: forms.Field) -> Any:
    if isinstance(field, forms.MultipleChoiceField):
        return _("Choose at least one.")
    return _("Choose one.") if isinstance(field, forms.ChoiceField) else _("Fill this in.")


def is_body_mass(typed: Decimal, unit: str) -> bool:
    """Whether somebody can weigh this much."""
    return LEAST_BODY_MASS_KG <= to_kg(typed, unit) <= MOST_BODY_MASS_KG

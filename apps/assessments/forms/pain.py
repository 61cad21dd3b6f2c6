"""How it was this morning, and where exactly it hurt."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.exercises.domain.vocabulary import Region, Side

from ..domain.pain import Morning


class MorningForm(forms.Form):
    """One tap: as before, or more."""

    exercise = forms.UUIDField()
    side = forms.ChoiceField(
        choices=[("", ""), *((side.value, side.value) for side in Side)], required=False
    )
    answer = forms.TypedChoiceField(
        choices=[(answer.value, answer.value) for answer in Morning], coerce=Morning
    )

    def body_side(self) -> Side | None:
        """The side that is meant, None for both together."""
        word = self.cleaned_data["side"]
        return Side(word) if word else None


class PainPlaceForm(forms.Form):
    """Which of the places that an exercise works it is."""

    regions = forms.MultipleChoiceField(
        label=_("Where exactly?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choices: tuple[tuple[str, str], ...], **kwargs: Any) -> None:
        """Offer what the exercises work, and nothing else."""
        super().__init__(*args, **kwargs)
        self.fields["regions"].choices = choices  # type: ignore[attr-defined] # of this field

    def places(self) -> frozenset[Region]:
        """What was ticked."""
        return frozenset(Region(word) for word in self.cleaned_data["regions"])

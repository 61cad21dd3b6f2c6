"""What a chart can be asked for in its address."""

from __future__ import annotations

from datetime import date

from django import forms

from apps.imbalances.presenters.ranges import DEFAULT_RANGE, ChartRange


class ChartForm(forms.Form):
    """How far back to look, and the day to mark; what makes no sense is left out."""

    range = forms.ChoiceField(choices=[(r.value, r.value) for r in ChartRange], required=False)
    began = forms.DateField(required=False)

    @property
    def chart_range(self) -> ChartRange:
        """The range that was asked for, or twelve weeks."""
        self.is_valid()
        chosen = self.cleaned_data.get("range")
        return ChartRange(chosen) if chosen else DEFAULT_RANGE

    @property
    def began_on(self) -> date | None:
        """The day on which a program began, when the link that led here said so."""
        self.is_valid()
        began: date | None = self.cleaned_data.get("began")
        return began

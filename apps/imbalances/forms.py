"""What a chart can be asked for in its address."""

from __future__ import annotations

from datetime import date

from django import forms

from apps.imbalances.presenters.ranges import DEFAULT_RANGE, ChartRange


class ChartForm(forms.Form):
    """How far back to look, the day to mark, the place the chart has on another page.

    What makes no sense is left out.
    """

    range = forms.ChoiceField(choices=[(r.value, r.value) for r in ChartRange], required=False)
    began = forms.DateField(required=False)
    slot = forms.SlugField(required=False, max_length=40)

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

    @property
    def shown_in(self) -> str:
        """What tells this chart from others of its pattern on the page that shows it."""
        self.is_valid()
        slot: str = self.cleaned_data.get("slot", "")
        return slot

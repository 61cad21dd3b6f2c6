"""What a pattern's page can be asked for in its address."""

from __future__ import annotations

from datetime import UTC, datetime

from django import forms

from apps.imbalances.presenters.pages import TurnedPages
from apps.imbalances.presenters.ranges import DEFAULT_RANGE, ChartRange, Shown

MOST_PAGES = 10_000


class PatternForm(forms.Form):
    """How far back to look, whose strength to draw, which pages of the tables, and for which slot.

    What makes no sense is left out.
    """

    range = forms.ChoiceField(choices=[(r.value, r.value) for r in ChartRange], required=False)
    exercise = forms.UUIDField(required=False)
    slot = forms.SlugField(required=False, max_length=40)
    trend = forms.IntegerField(required=False, min_value=1, max_value=MOST_PAGES)
    strength = forms.IntegerField(required=False, min_value=1, max_value=MOST_PAGES)
    before = forms.CharField(required=False, max_length=40)

    def clean_before(self) -> datetime | None:
        """A moment with its time zone; what is none turns no page."""
        try:
            moment = datetime.fromisoformat(self.cleaned_data["before"])
        except ValueError:
            return None
        return moment.replace(tzinfo=moment.tzinfo or UTC)

    @property
    def shown(self) -> Shown:
        """The part of the history that was asked for, or the last twelve weeks."""
        self.is_valid()
        asked = self.cleaned_data
        return Shown(
            chart_range=ChartRange(asked["range"]) if asked.get("range") else DEFAULT_RANGE,
            exercise=str(asked.get("exercise") or ""),
            slot=asked.get("slot", ""),
        )

    @property
    def before_moment(self) -> datetime | None:
        """The moment before which rows of evidence are asked for."""
        self.is_valid()
        before: datetime | None = self.cleaned_data.get("before")
        return before

    @property
    def pages(self) -> TurnedPages:
        """Which pages of the tables were turned to."""
        self.is_valid()
        return TurnedPages(
            trend=self.cleaned_data.get("trend"),
            strength=self.cleaned_data.get("strength"),
            is_older=self.before_moment is not None,
        )

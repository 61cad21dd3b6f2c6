"""What the calendar asks: another day, days off, what is at hand on a trip."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from apps.core.forms import fields_only
from apps.exercises.domain.vocabulary import Equipment
from apps.exercises.presenters import EQUIPMENT_WORDS
from apps.programs.domain.calendar import MOST_DAYS_AHEAD, MOST_PAUSE_DAYS

AT_HAND = [
    (item.value, words)
    for item, words in EQUIPMENT_WORDS.items()
    if item is not Equipment.BODYWEIGHT
]
NO_DATE = _("Choose a day, like 2026-12-24.")


class DayField(forms.DateField):
    """A day from today on, as browsers send it."""

    def __init__(self, *, label: Any, help_text: Any = "") -> None:
        """Say in words what is missing or cannot be read."""
        super().__init__(
            label=label,
            help_text=help_text,
            input_formats=["%Y-%m-%d"],
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"required": NO_DATE, "invalid": NO_DATE},
        )


class _DaysForm(forms.Form):
    """A form that knows the day, so that nothing in it reads the clock."""

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        """Let a browser offer what would be taken."""
        super().__init__(*args, **kwargs)
        self.today = today
        self.latest = today + dt.timedelta(days=MOST_DAYS_AHEAD)
        for field in self.fields.values():
            if isinstance(field, DayField):
                field.widget.attrs |= {"min": today.isoformat(), "max": self.latest.isoformat()}
        self.helper = fields_only()

    def refuse_outside(self, day: dt.date) -> dt.date:
        """A day that neither is over nor lies further ahead than anybody plans."""
        if day < self.today:
            raise forms.ValidationError(_("That day is over. Choose today or a later one."))
        if day > self.latest:
            latest = date_format(self.latest, "j F Y")
            raise forms.ValidationError(
                _("That is too far ahead. Choose a day until %(day)s."), params={"day": latest}
            )
        return day


class MoveForm(_DaysForm):
    """Another day for a session; a day that was warned of is taken when it is asked for again."""

    date = DayField(label=_("Day"))
    sure_for = forms.DateField(required=False, widget=forms.HiddenInput)

    def clean_date(self) -> dt.date:
        """A day that can be trained on."""
        return self.refuse_outside(self.cleaned_data["date"])

    @property
    def is_sure(self) -> bool:
        """Whether this very day was warned of before."""
        return self.cleaned_data.get("sure_for") == self.cleaned_data.get("date")

    def warn(self, words: str) -> None:
        """Say what speaks against the day, and take it the next time."""
        day = self.cleaned_data["date"]
        self.add_error("date", words)
        self.data = {"date": day.isoformat(), "sure_for": day.isoformat()}
        self.is_warned = True

    is_warned = False


class _SpanForm(_DaysForm):
    """Some days in a row."""

    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))

    def clean_starts_on(self) -> dt.date:
        """From today on."""
        return self.refuse_outside(self.cleaned_data["starts_on"])

    def clean_ends_on(self) -> dt.date:
        """From today on."""
        return self.refuse_outside(self.cleaned_data["ends_on"])

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first, and not half a year later."""
        told: dict[str, Any] = super().clean() or {}
        first, last = told.get("starts_on"), told.get("ends_on")
        if first is None or last is None:
            return told
        if last < first:
            self.add_error("ends_on", _("The last day lies before the first."))
        elif (last - first).days >= MOST_PAUSE_DAYS:
            self.add_error(
                "ends_on", _("That is over half a year. Stop the program, and make a new one then.")
            )
        return told


class PauseForm(_SpanForm):
    """From when until when the program waits."""


class TripForm(_SpanForm):
    """From when until when, and what is at hand there."""

    equipment = forms.MultipleChoiceField(
        label=_("What is at hand there?"),
        choices=AT_HAND,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Nothing ticked means your own body."),
    )

    def clean_equipment(self) -> list[str]:
        """Everybody has their own body."""
        return [Equipment.BODYWEIGHT.value, *self.cleaned_data["equipment"]]

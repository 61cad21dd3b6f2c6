"""Workouts, their lists, and changes that need nothing but an id."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.lifts.domain import limits
from apps.lifts.domain.validation import (
    FieldError,
    time_zone,
)
from apps.lifts.domain.validation import moment as checked_moment


class OperationForm(forms.Form):
    """The id of a change that needs nothing else."""

    op_id = forms.UUIDField(widget=forms.HiddenInput)


class DeletedForm(forms.Form):
    """Which deletion a page comes after, to offer the way back; nonsense names none."""

    deleted = forms.UUIDField(required=False)

    @property
    def op_id(self) -> UUID | None:
        """The operation that deleted something."""
        self.is_valid()
        op_id: UUID | None = self.cleaned_data.get("deleted")
        return op_id


class OlderForm(forms.Form):
    """From when on a page looks back; nonsense is now."""

    before = forms.CharField(required=False, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Read what the address says."""
        super().__init__(*args, **kwargs)
        self.is_valid()

    @property
    def moment(self) -> datetime | None:
        """The moment, or None."""
        try:
            return checked_moment(self.cleaned_data.get("before"), optional=True)
        except FieldError:
            return None


class StartForm(forms.Form):
    """A workout to begin: its ids, and the zone of the device it begins on."""

    op_id = forms.UUIDField(widget=forms.HiddenInput)
    workout_id = forms.UUIDField(widget=forms.HiddenInput)
    repeat = forms.UUIDField(required=False, widget=forms.HiddenInput)
    time_zone = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    to_log = forms.BooleanField(required=False, widget=forms.HiddenInput)

    @property
    def after(self) -> str:
        """Where to go on: the log that the device keeps, or the plain pages it was begun on."""
        return reverse("lifts:log" if self.cleaned_data["to_log"] else "lifts:log_plain")

    def zone(self, otherwise: str) -> str:
        """The device's zone when it names one we know, else the athlete's."""
        try:
            return time_zone(self.cleaned_data["time_zone"])
        except FieldError:
            return otherwise


class WorkoutForm(forms.Form):
    """A workout's name and notes."""

    title = forms.CharField(label=_("Name"), required=False, max_length=limits.TITLE_LENGTH)
    notes = forms.CharField(
        label=_("Notes"),
        required=False,
        max_length=limits.NOTES_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    op_id = forms.UUIDField(widget=forms.HiddenInput)
    base_revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class MoveForm(OperationForm):
    """One line of a workout's list, up or down."""

    by = forms.TypedChoiceField(choices=[(-1, "up"), (1, "down")], coerce=int)


class TurnForm(OperationForm):
    """Whether a line is done in turn with the one before it."""

    in_turn = forms.BooleanField(required=False)


class SearchForm(forms.Form):
    """Words to find an exercise by."""

    q = forms.CharField(
        label=_("Find an exercise"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


class ExerciseChoiceForm(forms.Form):
    """The exercise to put on the list."""

    exercise_id = forms.UUIDField()
    op_id = forms.UUIDField()


def local_now(zone: str) -> tuple[Any, Any]:
    """Now, and which day that is in ``zone``."""
    now = timezone.now()
    return now, now.astimezone(ZoneInfo(zone)).date()

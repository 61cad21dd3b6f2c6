"""What an athlete may want of the next program in place of what their profile says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from apps.core.forms import fields_only
from apps.programs.domain.policy import POLICY
from apps.programs.services import Wish

LEAST_WEEKS, MOST_WEEKS = POLICY.weeks_range
LEAST_MINUTES, MOST_MINUTES = POLICY.least_minutes, 120


class WishForm(forms.Form):
    """Days, minutes and weeks of one program."""

    training_days = forms.TypedMultipleChoiceField(
        label=_("Days you can train"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day.")},
    )
    session_minutes = forms.IntegerField(
        label=_("Minutes a session, at most"),
        min_value=LEAST_MINUTES,
        max_value=MOST_MINUTES,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Fill this in."), "invalid": _("Type a whole number.")},
    )
    weeks = forms.TypedChoiceField(
        label=_("Weeks"),
        choices=[(n, str(n)) for n in range(LEAST_WEEKS, MOST_WEEKS + 1)],
        coerce=int,
        error_messages={"required": _("Choose one.")},
    )
    adds_sets = forms.BooleanField(
        label=_("If a difference does not move, add sets to the weaker side"),
        required=False,
        help_text=_("Otherwise the stronger side does fewer, and keeps what it has."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Draw the fields alone."""
        super().__init__(*args, **kwargs)
        self.helper = fields_only()

    def wish(self) -> Wish:
        """What was asked, as the planner takes it."""
        told = self.cleaned_data
        return Wish(
            weeks=told["weeks"],
            training_days=tuple(told["training_days"]),
            session_minutes=told["session_minutes"],
            adds_sets=told["adds_sets"],
        )

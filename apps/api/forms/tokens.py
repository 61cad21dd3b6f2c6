"""What a new token is called, may do, and how long it lasts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.api.domain.limits import NAME_LENGTH
from apps.api.domain.scopes import Scope
from apps.core.forms import fields_only

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SCOPE_WORDS: Final[Mapping[Scope, str | _StrPromise]] = {
    Scope.TRAINING_READ: _("Read workouts, sets and exercises"),
    Scope.TRAINING_WRITE: _("Log, change and delete workouts and sets"),
    Scope.PAIN_READ: _("Read pain numbers"),
    Scope.PAIN_WRITE: _("Write pain numbers"),
    Scope.ESTIMATES_READ: _("Read what is estimated of your sides"),
    Scope.PROGRAMS_READ: _("Read programs and sessions"),
    Scope.PROGRAMS_WRITE: _("Move sessions, leave them out and bring them back"),
}
LASTING_DAYS: Final = ((30, _("30 days")), (90, _("90 days")), (365, _("A year")))
FOR_EVER: Final = "0"


class TokenForm(forms.Form):
    """Nothing is ticked beforehand: a token may do what its maker has chosen."""

    name = forms.CharField(
        label=_("What is it for?"),
        max_length=NAME_LENGTH,
        help_text=_("By this name you find it again: the watch, a script, a spreadsheet."),
        error_messages={"required": _("Fill this in.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("It may"),
        choices=[(scope.value, words) for scope, words in SCOPE_WORDS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    lasts = forms.ChoiceField(
        label=_("It ends after"),
        choices=[*((str(days), words) for days, words in LASTING_DAYS), (FOR_EVER, _("Never"))],
        initial="90",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()

    def chosen_scopes(self) -> frozenset[Scope]:
        """What it may do."""
        return frozenset(map(Scope, self.cleaned_data["scopes"]))

    def expires_at(self, now: dt.datetime) -> dt.datetime | None:
        """When it ends; None for never."""
        days = int(self.cleaned_data["lasts"])
        return now + dt.timedelta(days=days) if days else None

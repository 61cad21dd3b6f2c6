"""What the player asks: one set of one side, or how much it hurts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import MeasureField
from apps.exercises.domain.vocabulary import Side
from apps.lifts.domain.limits import MAX_LOAD_KG, MAX_REPS, MAX_SECONDS, MIN_LOAD_KG
from apps.lifts.domain.validation import Problem
from apps.lifts.forms import PROBLEM_WORDS, problem_words
from apps.programs.domain.steps import StepKey
from apps.programs.presenters.player import Refused

SIDE_CHOICES = [("", _("Both sides")), (Side.LEFT.value, _("Left")), (Side.RIGHT.value, _("Right"))]


# The words of the log, for what a field refuses before the log is asked.
_COUNT_WORDS = {
    "invalid": PROBLEM_WORDS[Problem.NOT_WHOLE],
    "min_value": PROBLEM_WORDS[Problem.NEGATIVE],
    "max_value": PROBLEM_WORDS[Problem.TOO_BIG],
}
_LOAD_WORDS = {
    "invalid": PROBLEM_WORDS[Problem.NOT_A_NUMBER],
    "min_value": PROBLEM_WORDS[Problem.TOO_BIG],
    "max_value": PROBLEM_WORDS[Problem.TOO_BIG],
    "max_decimal_places": PROBLEM_WORDS[Problem.TOO_PRECISE],
}


class StepForm(forms.Form):
    """Which set of which side is meant."""

    position = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    set_index = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    side = forms.ChoiceField(choices=SIDE_CHOICES, required=False, widget=forms.HiddenInput)

    def step_key(self) -> StepKey:
        """The step that is meant; sets are counted from 1 on the page and from 0 inside."""
        side = self.cleaned_data["side"]
        return StepKey(
            position=self.cleaned_data["position"],
            set_index=self.cleaned_data["set_index"] - 1,
            side=Side(side) if side else None,
        )


class SessionSetForm(StepForm):
    """What was done in one set of one side. An effort not given stays unknown."""

    op_id = forms.UUIDField(widget=forms.HiddenInput)
    set_id = forms.UUIDField(widget=forms.HiddenInput)
    load = MeasureField(
        required=False,
        min_value=MIN_LOAD_KG,
        max_value=MAX_LOAD_KG,
        decimal_places=3,
        error_messages=_LOAD_WORDS,
    )
    reps = forms.IntegerField(
        required=False, min_value=0, max_value=MAX_REPS, error_messages=_COUNT_WORDS
    )
    seconds = forms.IntegerField(
        required=False, min_value=0, max_value=MAX_SECONDS, error_messages=_COUNT_WORDS
    )
    rir = forms.TypedChoiceField(
        required=False,
        choices=[("", _("unknown")), *((str(n), str(n)) for n in range(5))],
        coerce=Decimal,
        empty_value=None,
    )

    def clean(self) -> dict[str, Any]:
        """A set without a count is not a set."""
        cleaned = super().clean() or self.cleaned_data
        asked = "seconds" if "seconds" in self.data else "reps"
        if asked not in self.errors and cleaned.get(asked) is None:
            words = _("How many seconds?") if asked == "seconds" else _("How many reps?")
            self.add_error(asked, words)
        return cleaned

    def is_about(self, initial: Mapping[str, Any]) -> bool:
        """Whether it is about the step whose hidden fields are ``initial``, and not an older one."""
        names = ("position", "set_index", "side")
        return all(self.data.get(name) == str(initial.get(name)) for name in names)

    def measures(self) -> dict[str, Any]:
        """What was done, and the identifiers it is logged under."""
        names = ("load", "reps", "seconds", "rir", "op_id", "set_id")
        return {name: self.cleaned_data[name] for name in names}

    def refused(self) -> Refused | None:
        """What was typed and why it cannot be logged, None before anything was typed."""
        if not self.is_bound:
            return None
        errors = {name: str(messages[0]) for name, messages in self.errors.items()}
        return Refused(typed=self.data, errors=errors)

    def add_problems(self, problems: Mapping[str, Problem]) -> None:
        """Show what the log refused beside the field it is about."""
        fields = {"typed_load": "load", "reps": "reps", "seconds": "seconds", "rir": "rir"}
        for name, problem in problems.items():
            self.add_error(fields.get(name), problem_words(problem))


class PainForm(forms.Form):
    """Where it hurts and how much. The number is only kept with consent."""

    side = forms.ChoiceField(
        label=_("Which side?"),
        error_messages={"required": _("Choose one.")},
        choices=[*SIDE_CHOICES[1:], ("both", _("Both"))],
        widget=forms.RadioSelect,
    )
    pain = forms.TypedChoiceField(
        label=_("How much, from 0 to 10?"),
        error_messages={"required": _("Choose a number.")},
        choices=[(str(n), str(n)) for n in range(11)],
        coerce=int,
        widget=forms.RadioSelect,
    )
    may_keep = forms.BooleanField(
        label=_("Keep this number in my log"),
        required=False,
        help_text=_("It is health data. Without your tick the exercise still stops."),
    )

    def answer(self) -> dict[str, Any]:
        """The side (None for both), how much, and whether it may be kept."""
        side = self.cleaned_data["side"]
        return {
            "side": None if side == "both" else Side(side),
            "pain": self.cleaned_data["pain"],
            "may_keep": self.cleaned_data["may_keep"],
        }

"""Screening as a form: a list to tick and seven questions to answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from .domain.screening import Question, StopFlag
from .presenters import FLAG_WORDS, QUESTION_WORDS

_YES_NO = [("no", _("No")), ("yes", _("Yes"))]


class ScreeningForm(forms.Form):
    """Stop list and seven questions; every question wants an answer."""

    flags = forms.MultipleChoiceField(
        label=_("Do you have any of these now?"),
        choices=[(flag.value, FLAG_WORDS[flag]) for flag in StopFlag],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    none_of_these = forms.BooleanField(label=_("None of these"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """One yes-or-no field for each question."""
        super().__init__(*args, **kwargs)
        for question in Question:
            self.fields[question.value] = forms.ChoiceField(
                label=QUESTION_WORDS[question],
                choices=_YES_NO,
                widget=forms.RadioSelect,
                error_messages={"required": _("Please answer yes or no.")},
            )
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean(self) -> dict[str, Any]:
        """An unticked list might be an unread list, so say it."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("flags") and not cleaned.get("none_of_these"):
            self.add_error("none_of_these", _("Tick what applies, or tick “None of these”."))
        if cleaned.get("flags") and cleaned.get("none_of_these"):
            self.add_error("none_of_these", _("You ticked something above: which is right?"))
        return cleaned

    def stop_flags(self) -> frozenset[StopFlag]:
        """Every flag that was ticked."""
        return frozenset(StopFlag(flag) for flag in self.cleaned_data["flags"])

    def answered_yes(self) -> frozenset[Question]:
        """Every question answered with yes."""
        return frozenset(q for q in Question if self.cleaned_data[q.value] == "yes")


class ClearanceForm(forms.Form):
    """The day on which a clinician said that training is fine."""

    cleared_on = forms.DateField(
        label=_("A clinician cleared me for training on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        """Offer no day that is still to come."""
        super().__init__(*args, **kwargs)
        self.fields["cleared_on"].widget.attrs["max"] = today.isoformat()
        self.helper = FormHelper()
        self.helper.form_tag = False

"""Screening as a form: a list to tick and seven questions to answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from ..domain.screening import Question, StopFlag
from ..presenters import FLAG_WORDS, QUESTION_WORDS

_YES_NO = [("no", _("No")), ("yes", _("Yes"))]
NONE = "none"
"""An unticked list might be an unread list, so having nothing is ticked too."""


class ScreeningForm(forms.Form):
    """Stop list and seven questions; every question wants an answer."""

    flags = forms.MultipleChoiceField(
        label=_("Do you have any of these now?"),
        choices=[
            *((flag.value, FLAG_WORDS[flag]) for flag in StopFlag),
            (NONE, _("None of these")),
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick what applies, or tick “None of these”.")},
    )

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

    def clean_flags(self) -> list[str]:
        """What was ticked; nothing and something cannot both be true."""
        ticked: list[str] = self.cleaned_data["flags"]
        if NONE in ticked and len(ticked) > 1:
            raise forms.ValidationError(
                _("You ticked something and “None of these” too: which is right?")
            )
        return [flag for flag in ticked if flag != NONE]

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

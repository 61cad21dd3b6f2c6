"""Screening as forms: lists to tick, questions to answer, places, and a clinician's word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from apps.core.forms import fields_only
from apps.exercises.domain.vocabulary import Region
from apps.exercises.presenters import REGION_WORDS

from ..domain.red_flags import RedFlag, Tier
from ..domain.screening import Extra, Question
from ..presenters.screening import EXTRA_WORDS, FLAG_WORDS, QUESTION_WORDS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_YES_NO = [("no", _("No")), ("yes", _("Yes"))]
NONE = "none"
"""An unticked list might be an unread list, so having nothing is ticked too."""

NONE_WORDS = _("None of these")

STOPS = tuple(flag for flag in RedFlag if flag.tier is not Tier.CAUTION)
CAUTIONS = tuple(flag for flag in RedFlag if flag.tier is Tier.CAUTION)


class TickedList(forms.MultipleChoiceField):
    """A list of which something or "none of these" has to be ticked, not both."""

    def __init__(
        self,
        *,
        label: StrOrPromise,
        words: Mapping[Any, StrOrPromise],
        none: StrOrPromise = NONE_WORDS,
        initial: Iterable[Any] = (),
    ) -> None:
        """Offer ``words``, and ``none`` for nothing of them."""
        self.none = none
        super().__init__(
            label=label,
            choices=[*((one.value, said) for one, said in words.items()), (NONE, none)],
            widget=forms.CheckboxSelectMultiple,
            initial=[one.value for one in initial],
            error_messages={"required": _("Tick what applies, or tick the last one.")},
        )

    def clean(self, value: Any) -> list[str]:
        """What was ticked; nothing and something cannot both be true."""
        ticked: list[str] = super().clean(value)
        if NONE in ticked and len(ticked) > 1:
            message = _("You ticked something and “%(none)s” too: which is right?")
            raise forms.ValidationError(message, params={"none": self.none})
        return [one for one in ticked if one != NONE]


class ScreeningForm(forms.Form):
    """Stop list, seven questions and extras; everything wants an answer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Two lists, one yes-or-no field for each question, one list of extras."""
        super().__init__(*args, **kwargs)
        self.fields["flags"] = TickedList(
            label=_("Do you have any of these now?"),
            words={flag: FLAG_WORDS[flag] for flag in STOPS},
        )
        self.fields["cautions"] = TickedList(
            label=_("Or any of these?"), words={flag: FLAG_WORDS[flag] for flag in CAUTIONS}
        )
        for question in Question:
            self.fields[question.value] = yes_or_no(QUESTION_WORDS[question])
        self.fields["extras"] = TickedList(
            label=_("Is any of this true for you?"), words=EXTRA_WORDS
        )
        self.helper = fields_only()

    def red_flags(self) -> frozenset[RedFlag]:
        """Every flag that was ticked, whatever its list."""
        ticked = (*self.cleaned_data["flags"], *self.cleaned_data["cautions"])
        return frozenset(RedFlag(flag) for flag in ticked)

    def answered_yes(self) -> frozenset[Question]:
        """Every question answered with yes."""
        return frozenset(q for q in Question if self.cleaned_data[q.value] == "yes")

    def extras(self) -> frozenset[Extra]:
        """Every extra that was ticked."""
        return frozenset(Extra(extra) for extra in self.cleaned_data["extras"])


def yes_or_no(label: StrOrPromise) -> forms.ChoiceField:
    """One question."""
    return forms.ChoiceField(
        label=label,
        choices=_YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please answer yes or no.")},
    )


class RedFlagForm(forms.Form):
    """Something feels wrong: what it is."""

    flags = forms.MultipleChoiceField(
        label=_("Which of these is it?"),
        choices=[(flag.value, FLAG_WORDS[flag]) for flag in RedFlag],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick what is true for you.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Fields alone: the page brings the form around them."""
        super().__init__(*args, **kwargs)
        self.helper = fields_only()

    def red_flags(self) -> frozenset[RedFlag]:
        """Every flag that was ticked."""
        return frozenset(RedFlag(flag) for flag in self.cleaned_data["flags"])


class PlacesForm(forms.Form):
    """Where it is: one list of regions for each thing that was told; not sure is everywhere."""

    def __init__(
        self,
        *args: Any,
        asked: Iterable[tuple[str, StrOrPromise, frozenset[Region]]],
        **kwargs: Any,
    ) -> None:
        """Ask of each name, in its words, with what was said before."""
        super().__init__(*args, **kwargs)
        for name, words, known in asked:
            self.fields[name] = TickedList(
                label=words,
                words={region: capfirst(str(REGION_WORDS[region])) for region in Region},
                none=_("Not sure"),
                initial=sorted(known),
            )
        self.helper = fields_only()

    def places(self, name: str) -> frozenset[Region]:
        """What was ticked under one name."""
        return frozenset(Region(one) for one in self.cleaned_data[name])


class CautionsForm(forms.Form):
    """Cautions of a week ago: still there, or gone."""

    def __init__(self, *args: Any, asked: Iterable[RedFlag], **kwargs: Any) -> None:
        """One question for each."""
        super().__init__(*args, **kwargs)
        self.asked = frozenset(asked)
        for flag in RedFlag:
            if flag in self.asked:
                self.fields[flag.value] = yes_or_no(FLAG_WORDS[flag])
        self.helper = fields_only()

    def still_there(self) -> frozenset[RedFlag]:
        """What was answered with yes."""
        return frozenset(f for f in self.asked if self.cleaned_data[f.value] == "yes")


class ClearanceForm(forms.Form):
    """What a clinician has cleared, and the day on which they did."""

    cleared = forms.MultipleChoiceField(
        label=_("A clinician has cleared me for training in spite of"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick what the clinician has looked at.")},
    )
    cleared_on = forms.DateField(
        label=_("On"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(
        self, *args: Any, today: dt.date, offered: Iterable[tuple[str, StrOrPromise]], **kwargs: Any
    ) -> None:
        """Offer what waits, and no day that is still to come."""
        super().__init__(*args, **kwargs)
        choices = list(offered)
        self.fields["cleared"].choices = choices  # type: ignore[attr-defined] # of this field
        if len(choices) == 1:
            self.fields["cleared"].initial = [choices[0][0]]
        self.fields["cleared_on"].widget.attrs["max"] = today.isoformat()
        self.helper = fields_only()

    def keys(self, kind: str) -> frozenset[UUID]:
        """Keys of one kind that were ticked: offered as ``kind:key``."""
        told = (one.split(":", 1) for one in self.cleaned_data["cleared"])
        return frozenset(UUID(rest[0]) for name, *rest in told if name == kind)

    def questions(self) -> bool:
        """Whether the clinician's word covers the questions answered with yes."""
        return "questions" in self.cleaned_data["cleared"]

"""A sign, and a cause, as forms that take less than a minute."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import fields_only
from apps.exercises.domain.vocabulary import Region
from apps.exercises.presenters import REGION_WORDS

from ..domain.body import BodySide, Place, Spot
from ..domain.causes import Cause
from ..domain.signs import MOST_SCORE, Sign, SignReport, Since, Worse, signs_at
from ..presenters.words import (
    CAUSE_WORDS,
    SIDE_NAMES,
    SIGN_WORDS,
    SINCE_WORDS,
    SPOT_WORDS,
    WORSE_WORDS,
)

OLDEST_EVENT = dt.date(1900, 1, 1)


class PlaceForm(forms.Form):
    """Where, without the picture."""

    spot = forms.ChoiceField(
        label=_("Where"), choices=[(one.value, SPOT_WORDS[one]) for one in Spot]
    )
    side = forms.ChoiceField(
        label=_("Side"),
        choices=[(one.value, SIDE_NAMES[one]) for one in BodySide],
        widget=forms.RadioSelect,
        initial=BodySide.BOTH.value,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """No form of its own around it: the page sends it as an address."""
        super().__init__(*args, **kwargs)
        self.helper = fields_only()

    def place(self) -> Place:
        """The place that was chosen."""
        return Place(spot=Spot(self.cleaned_data["spot"]), side=BodySide(self.cleaned_data["side"]))


class CheckInForm(forms.Form):
    """One sign at one place: what, how strong, since when, what makes it worse."""

    sign = forms.ChoiceField(
        label=_("What is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is.")},
    )
    score = forms.TypedChoiceField(
        label=_("How strong, from 0 to 10?"),
        help_text=_("0 is gone, 10 the strongest you can imagine."),
        coerce=int,
        choices=[(n, str(n)) for n in range(MOST_SCORE + 1)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a number from 0 to 10.")},
    )
    since = forms.ChoiceField(
        label=_("Since when?"),
        choices=[(one.value, SINCE_WORDS[one]) for one in Since],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose since when, roughly.")},
    )
    worse = forms.MultipleChoiceField(
        label=_("What makes it worse?"),
        choices=[(one.value, WORSE_WORDS[one]) for one in Worse],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        """Offer the signs that make sense at the place, its own first."""
        super().__init__(*args, **kwargs)
        self.place = place
        self.fields["sign"].choices = [  # type: ignore[attr-defined]
            (one.value, SIGN_WORDS[one]) for one in signs_at(place.spot)
        ]
        self.helper = fields_only()

    def report(self, *, day: dt.date) -> SignReport:
        """What was told, as of ``day``."""
        told = self.cleaned_data
        return SignReport(
            day=day,
            place=self.place,
            sign=Sign(told["sign"]),
            score=told["score"],
            since=Since(told["since"]),
            worse=frozenset(Worse(one) for one in told["worse"]),
        )


class CauseForm(forms.Form):
    """One cause; place and day where it has them."""

    cause = forms.ChoiceField(
        label=_("What may lie behind it?"),
        choices=[(one.value, CAUSE_WORDS[one]) for one in Cause],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    region = forms.ChoiceField(
        label=_("Where, if it has a place"),
        choices=[
            ("", _("Nowhere in particular")),
            *((one.value, REGION_WORDS[one]) for one in Region),
        ],
        required=False,
    )
    side = forms.ChoiceField(
        label=_("Side"),
        choices=[(one.value, SIDE_NAMES[one]) for one in BodySide],
        widget=forms.RadioSelect,
        initial=BodySide.BOTH.value,
    )
    happened_on = forms.DateField(
        label=_("The day it happened"),
        help_text=_("For an injury, an operation or too much at once. Roughly is enough."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        """Offer no day that is still to come."""
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["happened_on"].widget.attrs["max"] = today.isoformat()
        self.helper = fields_only()

    def clean_happened_on(self) -> dt.date | None:
        """A day that has been."""
        day: dt.date | None = self.cleaned_data["happened_on"]
        if day is not None and day > self.today:
            raise forms.ValidationError(_("That day is still to come."))
        if day is not None and day < OLDEST_EVENT:
            raise forms.ValidationError(_("That is too long ago to be right."))
        return day

    def clean(self) -> dict[str, Any]:
        """What happened needs a place, or nothing can wait for it."""
        told: dict[str, Any] = super().clean() or {}
        cause = told.get("cause")
        if cause and Cause(cause).is_dated and not told.get("region"):
            self.add_error("region", _("Choose where it happened."))
        return told

    def named(self) -> dict[str, Any]:
        """Cause, region, side and day as values."""
        told = self.cleaned_data
        return {
            "cause": Cause(told["cause"]),
            "region": Region(told["region"]) if told["region"] else None,
            "side": BodySide(told["side"]),
            "happened_on": told["happened_on"],
        }

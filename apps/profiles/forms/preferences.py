"""One short form a setting."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from apps.core.forms import fields_only
from apps.core.time_zones import time_zone_choices
from apps.core.units import WeightUnit

from ..domain.people import MOST_REST_S
from ..models import Athlete
from .shared import ModelForm, say_what_is_missing

DEVICE = "device"


class PreferenceForm(ModelForm):
    """Some of the athlete's own columns."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_what_is_missing(self)
        self.helper = fields_only()

    def changes(self) -> dict[str, Any]:
        """The columns to be written."""
        return dict(self.cleaned_data)


class UnitForm(PreferenceForm):
    """Kilograms or pounds."""

    weight_unit = forms.ChoiceField(
        label=_("Weights are typed and shown in"),
        choices=[(WeightUnit.KG, _("kilograms")), (WeightUnit.LB, _("pounds"))],
        widget=forms.RadioSelect,
        help_text=_(
            "What you have logged stays as you typed it. Loads in the other unit are offered as "
            "the nearest weight that you have."
        ),
    )

    class Meta:
        model = Athlete
        fields: ClassVar[list[str]] = ["weight_unit"]


class RestForm(PreferenceForm):
    """How long to rest, and how the end is told."""

    rest_switch_s = forms.IntegerField(
        label=_("Between the sides, seconds"),
        min_value=0,
        max_value=MOST_REST_S,
        help_text=_("Short: the other side is fresh. 0 means no timer."),
    )
    rest_pair_s = forms.IntegerField(
        label=_("After both sides, seconds"),
        min_value=0,
        max_value=MOST_REST_S,
        help_text=_(
            "Long: two minutes are a good middle for strength. A session of your program brings "
            "its own rests."
        ),
    )
    sound = forms.BooleanField(
        label=_("A sound when the rest is over"),
        required=False,
        help_text=_("Your device may still be silent: its own switch comes first."),
    )
    vibrate = forms.BooleanField(
        label=_("Vibrate when the rest is over"),
        required=False,
        help_text=_("Where the device can. iPhones cannot do it from a web page."),
    )

    class Meta:
        model = Athlete
        fields: ClassVar[list[str]] = ["rest_switch_s", "rest_pair_s", "sound", "vibrate"]


class SideOrderForm(PreferenceForm):
    """Which side starts."""

    weaker_first = forms.BooleanField(
        label=_("Weaker side first"),
        required=False,
        help_text=_(
            "Once a difference is found, the weaker side starts. Two small trials of ten weeks favour "
            "it; beyond that it is convention, so you may switch it off. Then every pair starts with "
            "the side below, in the log and in the sessions of your program still to come: the "
            "weaker side may come second and tired, and whether it catches up as well that way is "
            "not known."
        ),
    )
    first_side = forms.ChoiceField(
        label=_("Otherwise start with"),
        choices=[("left", _("Left")), ("right", _("Right"))],
        widget=forms.RadioSelect,
        help_text=_(
            "Where no difference is known, and everywhere once the switch above is off. The log has a "
            "switch for each exercise, and that one wins there."
        ),
    )

    class Meta:
        model = Athlete
        fields: ClassVar[list[str]] = ["weaker_first", "first_side"]


class TimeZoneForm(PreferenceForm):
    """Where the athlete's day begins."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_(
            "It decides when your day begins. Workouts already logged keep the day they were on."
        ),
    )

    class Meta:
        model = Athlete
        fields: ClassVar[list[str]] = ["time_zone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer every place, and the zone that is known even if it is none."""
        super().__init__(*args, **kwargs)
        known, choices = self.instance.time_zone, time_zone_choices()
        listed = choices if known in dict(choices) else ((known, known), *choices)
        self.fields["time_zone"].choices = listed  # type: ignore[attr-defined] # a choice field


class LanguageForm(PreferenceForm):
    """The language of the pages."""

    language = forms.ChoiceField(label=_("Language"), widget=forms.RadioSelect)

    class Meta:
        model = Athlete
        fields: ClassVar[list[str]] = ["language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer what the settings name, each in its own words."""
        super().__init__(*args, **kwargs)
        named = [
            (code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES
        ]
        self.fields["language"].choices = [  # type: ignore[attr-defined] # a choice field
            (DEVICE, _("As the device")),
            *((code, name.capitalize()) for code, name in named),
        ]
        if self.instance.language not in dict(named):
            self.initial["language"] = DEVICE

    def clean_language(self) -> str:
        """What the device says is kept as nothing said."""
        chosen: str = self.cleaned_data["language"]
        return "" if chosen == DEVICE else chosen

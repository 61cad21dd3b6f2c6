"""Who somebody is: on one page when they come, and later what of it is not a setting of its own."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import MeasureField
from apps.core.forms import fields_only
from apps.core.units import WeightUnit

from ..domain.equipment import Equipment
from ..domain.people import (
    MINIMUM_AGE_YEARS,
    Experience,
    Goal,
    Handedness,
    Sex,
    age_at_least,
    age_at_most,
)
from ..models import Athlete
from .shared import NO_BODY_MASS, ModelForm, is_body_mass, say_what_is_missing

WEEKDAYS = [
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
]
EQUIPMENT = [
    (Equipment.DUMBBELLS, _("Dumbbells")),
    (Equipment.KETTLEBELL, _("Kettlebell")),
    (Equipment.BARBELL, _("Barbell and plates")),
    (Equipment.BENCH, _("Bench")),
    (Equipment.CABLE, _("Cable machine")),
    (Equipment.BAND, _("Resistance band")),
    (Equipment.PULL_UP_BAR, _("Pull-up bar")),
    (Equipment.LAT_PULLDOWN, _("Lat pulldown")),
    (Equipment.LEG_PRESS, _("Leg press")),
    (Equipment.LEG_EXTENSION, _("Leg extension")),
    (Equipment.LEG_CURL, _("Leg curl")),
    (Equipment.CHEST_PRESS, _("Chest press machine")),
    (Equipment.ROW_MACHINE, _("Row machine")),
    (Equipment.STEP, _("Step or box")),
    (Equipment.ANKLE_WEIGHT, _("Ankle weight")),
    (Equipment.DYNAMOMETER, _("Grip dynamometer")),
]
OLDEST_YEARS = 110
YOUNGEST_TYPED_YEARS = 5


class AthleteForm(ModelForm):
    """Everything that a first program needs to know about a person."""

    handedness = forms.ChoiceField(
        label=_("Which hand do you write with?"),
        choices=[
            (Handedness.RIGHT, _("Right")),
            (Handedness.LEFT, _("Left")),
            (Handedness.BOTH, _("Both")),
            (Handedness.UNKNOWN, _("Rather not say")),
        ],
        widget=forms.RadioSelect,
        help_text=_("The hand you use more is often a little stronger. We allow for that."),
    )
    weight_unit = forms.ChoiceField(
        label=_("Unit"),
        choices=[(WeightUnit.KG, _("kilograms")), (WeightUnit.LB, _("pounds"))],
        widget=forms.RadioSelect,
        initial=WeightUnit.KG,
    )
    body_mass = MeasureField(
        label=_("Body mass"),
        required=False,
        max_digits=6,
        decimal_places=2,
        error_messages={"max_digits": NO_BODY_MASS, "max_whole_digits": NO_BODY_MASS},
        help_text=_("Counts as load in push-ups, pull-ups and single-leg work. You may skip it."),
    )
    birth_year = forms.IntegerField(label=_("Year of birth"))
    is_old_enough = forms.BooleanField(
        label=_("I am 16 or older"),
        required=False,
        help_text=_("Levelset is for people of 16 and over."),
    )
    sex = forms.ChoiceField(
        label=_("Sex"),
        choices=[
            (Sex.UNKNOWN, _("Rather not say")),
            (Sex.FEMALE, _("Female")),
            (Sex.MALE, _("Male")),
        ],
        widget=forms.RadioSelect,
        initial=Sex.UNKNOWN,
        required=False,
        help_text=_("Only used to pick a norm where one exists."),
    )
    experience = forms.ChoiceField(
        label=_("How long have you trained with weights?"),
        choices=[
            (Experience.NOVICE, _("Less than a year, or not at all")),
            (Experience.ONE_YEAR, _("One to three years")),
            (Experience.TRAINED, _("More than three years")),
        ],
        widget=forms.RadioSelect,
    )
    goal = forms.ChoiceField(
        label=_("What do you want most?"),
        choices=[
            (Goal.CLOSE_GAP, _("Bring a weaker side up")),
            (Goal.COME_BACK, _("Come back after an injury")),
            (Goal.EASE_ACHES, _("Ease a stiff or one-sided area")),
            (Goal.GET_STRONGER, _("Get stronger and stay level")),
        ],
        widget=forms.RadioSelect,
    )
    training_days = forms.TypedMultipleChoiceField(
        label=_("Which days can you train?"),
        choices=WEEKDAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        initial=[0, 2, 4],
    )
    session_minutes = forms.IntegerField(
        label=_("Minutes a session"), min_value=15, max_value=120, initial=45
    )
    equipment = forms.MultipleChoiceField(
        label=_("What do you have at hand?"),
        choices=EQUIPMENT,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Nothing ticked means your own body, which is enough to start."),
    )
    time_zone = forms.CharField(
        label=_("Time zone"),
        required=False,
        widget=forms.HiddenInput,
        help_text=_("It decides when your day begins."),
    )

    class Meta:
        model = Athlete
        fields: ClassVar[list[str]] = [
            "name",
            "weight_unit",
            "body_mass",
            "birth_year",
            "is_old_enough",
            "sex",
            "handedness",
            "experience",
            "goal",
            "training_days",
            "session_minutes",
            "equipment",
            "time_zone",
        ]
        labels: ClassVar[dict[str, Any]] = {"name": _("What should we call you?")}

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        """Know the day, so that ages are not read off the clock in here."""
        super().__init__(*args, **kwargs)
        self.today = today
        say_what_is_missing(self)
        self.fields["birth_year"].widget.attrs["autocomplete"] = "bday-year"
        self.fields["name"].widget.attrs["autocomplete"] = "given-name"
        if self.instance.birth_year is not None:
            self.initial["is_old_enough"] = True
        self.helper = fields_only()

    def clean_birth_year(self) -> int:
        """A year in which somebody who can type was born."""
        year: int = self.cleaned_data["birth_year"]
        age = age_at_most(birth_year=year, year=self.today.year)
        if not YOUNGEST_TYPED_YEARS <= age <= OLDEST_YEARS:
            raise forms.ValidationError(_("Check the year: four digits, like 1990."))
        return year

    def clean_sex(self) -> str:
        """Not answering is an answer."""
        return self.cleaned_data["sex"] or Sex.UNKNOWN.value

    def clean_equipment(self) -> list[str]:
        """Everybody has their own body."""
        return [Equipment.BODYWEIGHT.value, *self.cleaned_data["equipment"]]

    def clean_time_zone(self) -> str:
        """A zone that exists, or the one known before: UTC for a newcomer."""
        zone: str = self.cleaned_data["time_zone"]
        return zone if zone in zoneinfo.available_timezones() else self.instance.time_zone

    def clean(self) -> dict[str, Any]:
        """Body mass must be a person's, in the unit chosen on this very page."""
        cleaned = super().clean() or self.cleaned_data
        if self._forgot_the_tick():
            self.add_error("is_old_enough", _("Tick this if it is true: your year says it is."))
        mass, unit = cleaned.get("body_mass"), cleaned.get("weight_unit")
        if (
            mass is not None
            and unit
            and "body_mass" in self.changed_data
            and not is_body_mass(mass, unit)
        ):
            self.add_error("body_mass", NO_BODY_MASS)
        return cleaned

    def _forgot_the_tick(self) -> bool:
        """Whether the box is empty although nobody born in this year can be too young."""
        year = self.cleaned_data.get("birth_year")
        if year is None or self.cleaned_data.get("is_old_enough"):
            return False
        return age_at_least(birth_year=year, year=self.today.year) >= MINIMUM_AGE_YEARS

    @property
    def is_too_young(self) -> bool:
        """Whether this person is under 16, or not sure to be 16."""
        year = self.cleaned_data.get("birth_year")
        if year is None:
            return False
        age = age_at_most(birth_year=year, year=self.today.year)
        return age < MINIMUM_AGE_YEARS or not self.cleaned_data.get("is_old_enough")

    def refuse_age(self) -> None:
        """Say in the settings, where nobody is sent away, why the page was not saved."""
        self.add_error("is_old_enough", _("Levelset is for people of 16 and over."))

    def profile(self) -> dict[str, Any]:
        """The athlete's own fields."""
        apart = {"body_mass", "is_old_enough"}
        return {name: value for name, value in self.cleaned_data.items() if name not in apart}

    def body_mass_typed(self) -> Decimal | None:
        """Body mass in the unit chosen; None when it was left out or left as it was.

        A number that nobody touched was not measured today, and not in a unit chosen since.
        """
        mass: Decimal | None = self.cleaned_data["body_mass"]
        return mass if "body_mass" in self.changed_data else None


class AboutForm(AthleteForm):
    """The same questions later; what has a page of its own among the settings is left out."""

    weight_unit = None  # type: ignore[assignment] # Django's way to leave a field out
    body_mass = None  # type: ignore[assignment]
    time_zone = None  # type: ignore[assignment]

    class Meta(AthleteForm.Meta):
        fields: ClassVar[list[str]] = [
            name
            for name in AthleteForm.Meta.fields
            if name not in ("weight_unit", "body_mass", "time_zone")
        ]

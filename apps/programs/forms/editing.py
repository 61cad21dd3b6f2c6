"""What an athlete may change in a line: numbers, the exercise, whether it is there at all."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import MeasureField
from apps.core.forms import fields_only
from apps.core.units import to_kg
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import Side
from apps.lifts.domain.limits import MAX_LOAD_KG, MIN_LOAD_KG
from apps.programs.domain.editing import (
    MOST_REPS,
    MOST_RIR,
    MOST_SECONDS,
    MOST_SETS,
    Edit,
)
from apps.programs.domain.program import Prescription
from apps.programs.presenters.lines import planned_load

HERE, TO_COME = "here", "to_come"

_NOT_WHOLE = _("Type a whole number.")


class _WholeField(forms.IntegerField):
    """A whole number with words for everything that is none, and for what nobody can do."""

    def __init__(self, *, label: Any, least: int, most: int, too_few: Any, too_many: Any) -> None:
        """Show the number keyboard without the browser's own checks."""
        super().__init__(
            label=label,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            error_messages={"required": _("Fill this in."), "invalid": _NOT_WHOLE},
        )
        self.least, self.most, self.too_few, self.too_many = least, most, too_few, too_many

    def clean(self, value: Any) -> Any:
        """The number, inside what can be planned."""
        number = super().clean(value)
        if number is not None and number < self.least:
            raise forms.ValidationError(self.too_few)
        if number is not None and number > self.most:
            raise forms.ValidationError(self.too_many)
        return number


def _sets_field(label: Any) -> _WholeField:
    return _WholeField(
        label=label,
        least=1,
        most=MOST_SETS,
        too_few=_("At least 1. To leave the exercise out, take it out below."),
        too_many=_("At most 10 sets: more in one session add hardly anything."),
    )


def _count_field(label: Any, most: int) -> _WholeField:
    return _WholeField(
        label=label,
        least=1,
        most=most,
        too_few=_("At least 1."),
        too_many=_("This is more than a set can hold. Check the number."),
    )


class ScopeForm(forms.Form):
    """Here, or in every session still to come; and what the athlete saw when they chose."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    scope = forms.ChoiceField(
        label=_("Where"),
        choices=[(HERE, _("In this session")), (TO_COME, _("In this one and all still to come"))],
        widget=forms.RadioSelect,
        initial=HERE,
        error_messages={"required": _("Choose one.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Draw the fields alone."""
        super().__init__(*args, **kwargs)
        self.helper = fields_only()

    @property
    def to_come(self) -> bool:
        """Whether the change holds for every later session too."""
        return bool(self.cleaned_data["scope"] == TO_COME)


class LineForm(ScopeForm):
    """The numbers of one line, in the athlete's unit."""

    def __init__(
        self, *args: Any, line: Prescription, spec: ExerciseSpec, unit: str, **kwargs: Any
    ) -> None:
        """Ask only what the line has."""
        self.line, self.spec, self.unit = line, spec, unit
        super().__init__(*args, **kwargs)
        scope = self.fields.pop("scope")
        self._ask_sets()
        self._ask_work()
        if len(line.doses) > 1:
            self._ask("first_side", _first_side_field(), line.first_side)
        self.fields["scope"] = scope

    def _ask(self, name: str, field: forms.Field, now: Any) -> None:
        self.fields[name] = field
        self.initial.setdefault(name, now)

    def _ask_sets(self) -> None:
        labels = {"left": _("Sets, left"), "right": _("Sets, right"), "both": _("Sets")}
        for name, label in labels.items():
            dose = getattr(self.line, name)
            # A side that the line asks for nothing stays so: its check of the day was its set.
            if dose is not None and dose.sets:
                self._ask(f"{name}_sets", _sets_field(label), dose.sets)

    def _ask_work(self) -> None:
        dose = self.line.doses[0]
        if self.spec.takes_load:
            shown = None
            if dose.load_kg is not None:
                shown = planned_load(Decimal(str(dose.load_kg)), unit=self.unit)
            self._ask("load", self._load_field(is_known=shown is not None), shown)
        if dose.seconds is not None:
            self._ask("seconds", _count_field(_("Seconds"), MOST_SECONDS), dose.seconds)
        else:
            self._ask("reps_low", _count_field(_("Reps, from"), MOST_REPS), dose.reps_low)
            self._ask("reps_high", _count_field(_("Reps, to"), MOST_REPS), dose.reps_high)
        if dose.rir_target is not None:
            self._ask("rir", _reserve_field(), dose.rir_target)

    def _load_field(self, *, is_known: bool) -> MeasureField:
        return MeasureField(
            label=_("Weight, %(unit)s") % {"unit": self.unit},
            required=is_known,
            decimal_places=2,
            max_digits=12,
            help_text="" if is_known else _("Leave it empty while you look for one."),
            error_messages={
                "required": _("Fill this in; 0 is body weight alone."),
                "invalid": _("Type a number."),
                "max_decimal_places": _("Two decimals at most."),
                "max_digits": _("This is more than anybody can do. Check the number."),
                "max_whole_digits": _("This is more than anybody can do. Check the number."),
            },
        )

    def clean_load(self) -> Decimal | None:
        """A weight that somebody could lift; help only where the exercise gives it."""
        load: Decimal | None = self.cleaned_data["load"]
        if load is None:
            return None
        least = MIN_LOAD_KG if self.spec.is_assisted else Decimal(0)
        if to_kg(load, self.unit) < least:
            raise forms.ValidationError(_("A weight cannot be less than 0 here."))
        if to_kg(load, self.unit) > MAX_LOAD_KG:
            raise forms.ValidationError(_("This is more than anybody can do. Check the number."))
        return load

    def clean(self) -> dict[str, Any]:
        """A range goes up."""
        told: dict[str, Any] = super().clean() or {}
        low, high = told.get("reps_low"), told.get("reps_high")
        if low is not None and high is not None and low > high:
            self.add_error("reps_high", _("No fewer than where the range begins."))
        return told

    def edit(self) -> Edit:
        """What was changed; numbers that stayed are left to the plan."""
        told = {name: self.cleaned_data[name] for name in self._changed()}
        if "load" in told:
            load = told.pop("load")
            told["load_kg"] = None if load is None else float(to_kg(load, self.unit))
        if "first_side" in told:
            told["first_side"] = Side(told["first_side"])
        return Edit(**told)

    @property
    def asks_for_change(self) -> bool:
        """Whether any number differs from what the line says now."""
        return bool(self._changed())

    def _changed(self) -> list[str]:
        own = set(self.fields) - {"seen", "scope"}
        return [name for name in self.changed_data if name in own]


def _first_side_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Starts each set"),
        choices=[(Side.LEFT.value, _("Left")), (Side.RIGHT.value, _("Right"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )


def _reserve_field() -> _WholeField:
    return _WholeField(
        label=_("Good reps to leave in reserve"),
        least=0,
        most=MOST_RIR,
        too_few=_("0 is the least: not one good rep left."),
        too_many=_("At most 10: a lighter weight says it better."),
    )


class SwapForm(ScopeForm):
    """Which exercise takes the place."""

    other = forms.ChoiceField(
        label=_("In its place"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one."),
            "invalid_choice": _("This one cannot stand in here. Choose one of these."),
        },
    )
    field_order = ("seen", "other", "scope")

    def __init__(self, *args: Any, offered: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        """Offer what does the same work, each with why."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["other"]
        field.choices = list(offered)

"""The tries of a self-test: one field a try and side, made from the protocol."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.fields import MeasureField
from apps.core.identifiers import new_uuid7
from apps.core.units import from_kg, to_kg
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import Side
from apps.exercises.presenters import exercise_name

from ..domain.body import BodySide
from ..domain.protocols.kinds import Protocol, Unit
from ..domain.readings import Problem, ReadingError, read
from ..presenters.units import Scale, unit_words
from ..services.strength_tests import Try

MOST_REPS = 100
SIDES = (BodySide.LEFT, BodySide.RIGHT)


def problem_words(problem: Problem, protocol: Protocol) -> str:
    """What is wrong with what was typed, and what would be right."""
    unit = unit_words(protocol.unit)
    match problem:
        case Problem.NOT_A_NUMBER:
            return _("Write a number, such as %(example)s.") % {
                "example": Scale(protocol=protocol).amount(protocol.limits[1] / 2)
            }
        case Problem.WRONG_UNIT:
            return _("This test is counted in %(unit)s.") % {"unit": unit}
        case Problem.NOT_WHOLE:
            return _("Count whole ones only.")
        case Problem.TOO_SMALL:
            return _("At least %(least)s.") % {
                "least": Scale(protocol=protocol).amount(protocol.limits[0])
            }
        case Problem.TOO_LARGE:
            return _("At most %(most)s. Is a digit too many?") % {
                "most": Scale(protocol=protocol).amount(protocol.limits[1])
            }


class ReadingField(forms.CharField):
    """A reading of one protocol, kept as typed."""

    def __init__(self, *, protocol: Protocol, **options: Any) -> None:
        """Show the number keyboard; letters stay possible, for a unit."""
        self.protocol = protocol
        options.setdefault("required", False)
        options["widget"] = forms.TextInput(attrs=_input("decimal") | {"data-try": ""})
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        """The text, once it can be read; empty for a try that was not done."""
        text = str(super().clean(value) or "")
        if text:
            try:
                read(text, self.protocol)
            except ReadingError as error:
                raise ValidationError(problem_words(error.problem, self.protocol)) from error
        return text


class SelfTestForm(forms.Form):
    """Every try of a test that is kept here."""

    first_side = forms.ChoiceField(
        choices=[("", ""), *((one.value, one.value) for one in Side)],
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, protocol: Protocol, **kwargs: Any) -> None:
        """One field a try and side, in the order of the protocol."""
        super().__init__(*args, **kwargs)
        self.protocol = protocol
        self.sides = SIDES if protocol.is_per_side else (BodySide.BOTH,)
        for side in self.sides:
            for number in range(1, protocol.trials + 1):
                self.fields[f"{side.value}_{number}"] = ReadingField(
                    protocol=protocol, label=_("Try %(number)s") % {"number": number}
                )

    def clean(self) -> dict[str, Any]:
        """At least one try of each side: a side without one cannot be compared."""
        told: dict[str, Any] = super().clean() or {}
        for side in self.sides:
            names = self._names(side)
            if not any(told.get(name) for name in names) and not any(
                name in self.errors for name in names
            ):
                self.add_error(names[0], _("At least one try is needed."))
        return told

    def tries(self) -> dict[BodySide, tuple[str, ...]]:
        """What was typed, by side."""
        told = self.cleaned_data
        return {
            side: tuple(told[name] for name in self._names(side) if told[name])
            for side in self.sides
        }

    def first(self) -> Side | None:
        """The side that began, None where there are no sides."""
        told = self.cleaned_data["first_side"]
        return Side(told) if told and self.protocol.is_per_side else None

    def columns(self, order: Sequence[BodySide]) -> tuple[tuple[BodySide, tuple[Any, ...]], ...]:
        """The fields of each side, the side that begins first."""
        return tuple((side, tuple(self[name] for name in self._names(side))) for side in order)

    def _names(self, side: BodySide) -> list[str]:
        return [f"{side.value}_{number}" for number in range(1, self.protocol.trials + 1)]


class StrengthTestForm(forms.Form):
    """The tries of a test that is logged: an exercise, then load and repetitions of each side."""

    test_id = forms.UUIDField(widget=forms.HiddenInput)
    first_side = forms.ChoiceField(
        choices=[(one.value, one.value) for one in Side], widget=forms.HiddenInput
    )
    exercise = forms.ChoiceField(
        label=gettext_lazy("Exercise"), widget=forms.Select(attrs={"class": "input"})
    )

    def __init__(
        self,
        *args: Any,
        protocol: Protocol,
        specs: Sequence[ExerciseSpec],
        unit: str,
        **kwargs: Any,
    ) -> None:
        """Two fields a try and side; a force has no repetitions."""
        super().__init__(*args, **kwargs)
        self.protocol, self.unit, self.sides = protocol, unit, SIDES
        self.fields["exercise"].choices = [  # type: ignore[attr-defined]
            (str(spec.id), exercise_name(spec.name)) for spec in specs
        ]
        self.fields["test_id"].initial = new_uuid7()
        for side in SIDES:
            for number in range(1, protocol.trials + 1):
                self._add_try(side, number)

    def _add_try(self, side: BodySide, number: int) -> None:
        least, most = self.protocol.limits
        self.fields[f"{side.value}_{number}_load"] = MeasureField(
            label=_("Load in %(unit)s") % {"unit": self.unit},
            required=False,
            max_digits=6,
            decimal_places=2,
            min_value=_in_unit(least, self.unit),
            max_value=_in_unit(most, self.unit),
            widget=forms.TextInput(attrs=_input("decimal")),
            error_messages={"invalid": _("Write a number, such as 12.5.")},
        )
        if self.protocol.unit is Unit.LOAD_REPS:
            self.fields[f"{side.value}_{number}_reps"] = forms.IntegerField(
                label=_("Repetitions"),
                required=False,
                min_value=1,
                max_value=MOST_REPS,
                widget=forms.TextInput(attrs=_input("numeric")),
                error_messages={"invalid": _("Write a whole number.")},
            )

    def clean(self) -> dict[str, Any]:
        """Both sides, each try whole."""
        told: dict[str, Any] = super().clean() or {}
        for side in SIDES:
            tries = [self._try_of(side, number) for number in self._numbers()]
            if not any(tries) and not any(
                name in self.errors
                for number in self._numbers()
                for name in self._pair(side, number)
            ):
                self.add_error(self._pair(side, 1)[-1], _("At least one try is needed."))
        return told

    def tries(self) -> dict[Side, tuple[Try, ...]]:
        """What was typed, by side."""
        return {
            Side(side.value): tuple(
                one for number in self._numbers() if (one := self._try_of(side, number)) is not None
            )
            for side in SIDES
        }

    def exercise_id(self) -> UUID:
        """The exercise it was done with."""
        return UUID(self.cleaned_data["exercise"])

    def first(self) -> Side:
        """The side that began."""
        return Side(self.cleaned_data["first_side"])

    def columns(self, order: Sequence[BodySide]) -> tuple[tuple[BodySide, tuple[Any, ...]], ...]:
        """The fields of each side, the side that begins first."""
        return tuple(
            (
                side,
                tuple(
                    self[name] for number in self._numbers() for name in self._pair(side, number)
                ),
            )
            for side in order
        )

    def _numbers(self) -> range:
        return range(1, self.protocol.trials + 1)

    def _pair(self, side: BodySide, number: int) -> list[str]:
        names = [f"{side.value}_{number}_load", f"{side.value}_{number}_reps"]
        return [name for name in names if name in self.fields]

    def _try_of(self, side: BodySide, number: int) -> Try | None:
        load: Decimal | None = self.cleaned_data.get(f"{side.value}_{number}_load")
        if self.protocol.unit is Unit.KG:
            return None if load is None else Try(typed_load=load, reps=1)
        reps: int | None = self.cleaned_data.get(f"{side.value}_{number}_reps")
        return None if reps is None else Try(typed_load=load, reps=reps)


def _input(keyboard: str) -> dict[str, str]:
    return {"class": "input", "inputmode": keyboard, "autocomplete": "off"}


def _in_unit(limit_kg: float, unit: str) -> Decimal:
    return from_kg(to_kg(Decimal(str(limit_kg)), "kg"), unit)

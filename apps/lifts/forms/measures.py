"""A weight and a count, judged by the log's own rules, with the words for what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import MeasureField
from apps.core.units import shown_load
from apps.exercises.domain.vocabulary import Laterality, Metric, RepConvention, SetSide
from apps.lifts.domain.operations import Entity, wire_value
from apps.lifts.domain.validation import (
    Problem,
    check_fields,
    lift_set_problems,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


PROBLEM_WORDS: Mapping[Problem, str | _StrPromise] = {
    Problem.REQUIRED: _("Fill this in."),
    Problem.NOT_A_NUMBER: _("Type a number."),
    Problem.NOT_WHOLE: _("Type a whole number."),
    Problem.NEGATIVE: _("This cannot be less than 0."),
    Problem.TOO_BIG: _("This is more than anybody can do. Check the number."),
    Problem.TOO_PRECISE: _("Three decimals at most."),
    Problem.NOT_HALF_STEPS: _("Whole or half reps only."),
    Problem.TOO_LONG: _("This is too long."),
    Problem.NEGATIVE_LOAD: _("A weight cannot be less than 0 here."),
    Problem.NOTHING_MEASURED: _("How many? Type a number, 0 if none."),
    Problem.ENDS_BEFORE_START: _("It cannot end before it began."),
    Problem.ALREADY_RUNNING: _("Another workout is still running."),
    Problem.ALREADY_LISTED: _("It is on the list already."),
}
_OTHER_PROBLEM = _("This cannot be stored.")


def problem_words(problem: Problem) -> str:
    """What to tell the athlete about a refused value."""
    return str(PROBLEM_WORDS.get(problem, _OTHER_PROBLEM))


def logged_sides(exercise: Any) -> tuple[SetSide, ...]:
    """The sides one set of the exercise is logged for."""
    together = exercise.rep_convention == RepConvention.BOTH_SIDES_TOGETHER
    if exercise.laterality == Laterality.BILATERAL or together:
        return (SetSide.BOTH,)
    return (SetSide.LEFT, SetSide.RIGHT)


def count_field(exercise: Any) -> str:
    """What the exercise is counted in."""
    timed = (Metric.SECONDS, Metric.LOAD_SECONDS)
    return "seconds" if exercise.metric in timed else "reps"


def has_load(exercise: Any) -> bool:
    """Whether a weight can be typed: always where one is lifted, extra where the body is."""
    loaded = exercise.metric in (Metric.LOAD_REPS, Metric.LOAD_SECONDS)
    return loaded or (exercise.metric == Metric.REPS and exercise.body_mass_share > 0)


def needs_load(exercise: Any) -> bool:
    """Whether a set without a weight says nothing."""
    loaded = exercise.metric in (Metric.LOAD_REPS, Metric.LOAD_SECONDS)
    return loaded and exercise.body_mass_share == 0


class MeasuredForm(forms.Form):
    """A weight and a count of one side, in the athlete's unit."""

    def __init__(self, *args: Any, exercise: Any, unit: str, **kwargs: Any) -> None:
        """Ask only what the exercise is measured in."""
        super().__init__(*args, **kwargs)
        self.exercise = exercise
        self.unit = unit
        self.count_field = count_field(exercise)
        number = {"invalid": problem_words(Problem.NOT_A_NUMBER)}
        if has_load(exercise):
            needed = {**number, "required": problem_words(Problem.REQUIRED)}
            self.fields["load"] = MeasureField(required=needs_load(exercise), error_messages=needed)
        counted = {**number, "required": problem_words(Problem.NOTHING_MEASURED)}
        self.fields[self.count_field] = MeasureField(error_messages=counted)

    def clean(self) -> dict[str, Any]:
        """Judge the numbers by the log's own rules."""
        cleaned = super().clean() or self.cleaned_data
        wire = {self.WIRE_NAMES.get(k, k): wire_value(v) for k, v in self.measured().items()}
        checked = check_fields(Entity.LIFT_SET, wire)
        problems = dict(checked.problems)
        if not problems and not self.errors:
            row = {**checked.values, "typed_unit": self.unit}
            problems = lift_set_problems(row, is_assisted=self.exercise.is_assisted)
        for name, problem in problems.items():
            field = "load" if name == "typed_load" else name
            self.add_error(field if field in self.fields else None, problem_words(problem))
        return cleaned

    WIRE_NAMES: Mapping[str, str] = {"load": "typed_load"}

    def measured(self) -> dict[str, Any]:
        """The typed values that are stored, by form field."""
        names = ("load", self.count_field, "rir", "pain", "note")
        return {n: self.cleaned_data[n] for n in names if n in self.cleaned_data}

    def whole(self, name: str) -> int | None:
        """A count as an integer, or None when it was not asked."""
        value = self.cleaned_data.get(name)
        return None if value is None else int(value)


def shown_or_none(
    load_kg: Decimal | None, typed: Decimal | None, typed_unit: str, unit: str
) -> Decimal | None:
    """The load in the athlete's unit, or None when none was given."""
    return None if load_kg is None else shown_load(load_kg, typed, typed_unit, unit)

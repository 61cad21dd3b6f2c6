"""What the athlete types into the log, read and judged beside each field."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.fields import MeasureField
from apps.core.identifiers import new_uuid7
from apps.core.units import plain, shown_load
from apps.exercises.domain.vocabulary import Laterality, Metric, RepConvention, SetKind, SetSide

from .domain import limits
from .domain.operations import Entity, WireValue, wire_value
from .domain.prefill import PlannedValues
from .domain.validation import FieldError, Problem, check_fields, lift_set_problems, time_zone
from .services import SetEntry

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from .models import LiftSet

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
_OFFER_SALT = "lifts.offered"
_OFFER_LENGTH = 400
_OTHER_PROBLEM = _("This cannot be stored.")

_KINDS = {
    SetKind.WORK: _("Working set"),
    SetKind.WARM_UP: _("Warm-up"),
    SetKind.CHECK: _("Check, all out"),
    SetKind.FAILURE: _("To failure"),
}


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


class SideSetForm(MeasuredForm):
    """The next set of one side; its ids come with it, so that sending it twice stores it once."""

    op_id = forms.UUIDField(widget=forms.HiddenInput)
    set_id = forms.UUIDField(widget=forms.HiddenInput)
    set_index = forms.IntegerField(
        min_value=1, max_value=limits.MAX_SET_INDEX, widget=forms.HiddenInput
    )
    goes_second = forms.BooleanField(required=False, widget=forms.HiddenInput)
    offered = forms.CharField(required=False, max_length=_OFFER_LENGTH, widget=forms.HiddenInput)

    def __init__(self, *args: Any, side: SetSide, **kwargs: Any) -> None:
        """Name the fields after the side."""
        super().__init__(*args, prefix=side.value, **kwargs)
        self.side = side

    def entry(self, *, pair_order: int | None) -> SetEntry:
        """What is to be stored."""
        return SetEntry(
            op_id=self.cleaned_data["op_id"],
            lift_set_id=self.cleaned_data["set_id"],
            set_index=self.cleaned_data["set_index"],
            side=self.side,
            pair_order=pair_order,
            typed_load=self.cleaned_data.get("load"),
            typed_unit=self.unit,
            reps=self.whole("reps"),
            seconds=self.whole("seconds"),
            capped_by_plan=self.is_as_offered,
        )

    @property
    def is_as_offered(self) -> bool:
        """Whether the numbers that were sent are the ones the form opened with."""
        try:
            offered = signing.Signer(salt=_OFFER_SALT).unsign_object(self.cleaned_data["offered"])
        except signing.BadSignature:
            return False
        sent = _offer(
            load=self.cleaned_data.get("load"),
            reps=self.whole("reps"),
            seconds=self.whole("seconds"),
            unit=self.unit,
        )
        return bool(offered == sent)


class NextSetForm:
    """The next set of all sides of an exercise: any of them may be sent, or all together."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        exercise: Any,
        unit: str,
        initial: Mapping[SetSide, Mapping[str, Any]] | None = None,
    ) -> None:
        """One form a side; without data they hold what is planned."""
        self.sides = tuple(
            SideSetForm(
                data,
                side=side,
                exercise=exercise,
                unit=unit,
                initial=initial[side] if initial is not None else None,
            )
            for side in logged_sides(exercise)
        )
        self.first_side = data.get("first_side", "") if data is not None else ""
        self.wanted = data.get("do", "") if data is not None else ""

    @property
    def sent(self) -> tuple[SideSetForm, ...]:
        """The sides whose button was pressed; the button for both sends all."""
        one = tuple(form for form in self.sides if form.side == self.wanted)
        return one or self.sides

    def is_valid(self) -> bool:
        """Whether every side that was sent can be stored."""
        verdicts = [form.is_valid() for form in self.sent]
        return all(verdicts)

    def entries(self) -> tuple[SetEntry, ...]:
        """What is to be stored, the side that went first before the other."""
        if len(self.sides) == 1:
            return (self.sent[0].entry(pair_order=None),)
        if len(self.sent) == 1:
            form = self.sent[0]
            return (form.entry(pair_order=2 if form.cleaned_data["goes_second"] else 1),)
        ordered = sorted(self.sent, key=lambda form: form.side != self.first_side)
        return tuple(form.entry(pair_order=place) for place, form in enumerate(ordered, start=1))


def next_set_initial(
    *, planned: PlannedValues, set_index: int, goes_second: bool, unit: str
) -> dict[str, Any]:
    """What one side's form opens with, and fresh ids for browsers that make none."""
    load = shown_or_none(planned.load_kg, planned.typed_load, planned.typed_unit, unit)
    offer = _offer(load=load, reps=planned.reps, seconds=planned.seconds, unit=unit)
    return {
        "op_id": new_uuid7(),
        "set_id": new_uuid7(),
        "set_index": set_index,
        "goes_second": goes_second,
        # The page says what it offered: by the time it is sent, or sent again, the log may offer
        # something else. Signed, so that it is what was shown.
        "offered": signing.Signer(salt=_OFFER_SALT).sign_object(offer),
        "load": load,
        "reps": planned.reps,
        "seconds": planned.seconds,
    }


def _offer(
    *, load: Decimal | None, reps: int | None, seconds: int | None, unit: str
) -> dict[str, WireValue]:
    return {"load": wire_value(load), "reps": reps, "seconds": seconds, "unit": unit}


def shown_or_none(
    load_kg: Decimal | None, typed: Decimal | None, typed_unit: str, unit: str
) -> Decimal | None:
    """The load in the athlete's unit, or None when none was given."""
    return None if load_kg is None else shown_load(load_kg, typed, typed_unit, unit)


class SetEditForm(MeasuredForm):
    """A logged set, to be corrected; only what was changed is sent on."""

    rir = MeasureField(
        label=_("Reps left (RIR)"),
        required=False,
        error_messages={"invalid": problem_words(Problem.NOT_A_NUMBER)},
    )
    pain = MeasureField(
        label=_("Pain, 0 to 10"),
        required=False,
        error_messages={"invalid": problem_words(Problem.NOT_A_NUMBER)},
    )
    kind = forms.ChoiceField(
        label=_("Kind of set"), choices=[(kind.value, words) for kind, words in _KINDS.items()]
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=limits.NOTE_LENGTH, strip=False
    )
    keep_pain = forms.BooleanField(
        label=_("Keep this number: it is health data, and I can take that back under Assess"),
        required=False,
    )
    op_id = forms.UUIDField(widget=forms.HiddenInput)
    base_revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        lift_set: LiftSet,
        unit: str,
        may_keep_pain: bool = False,
        **kwargs: Any,
    ) -> None:
        """Open with what the set says; ask for the consent to keep pain where it is not given."""
        kwargs["initial"] = {
            "load": shown_or_none(lift_set.load_kg, lift_set.typed_load, lift_set.typed_unit, unit),
            "reps": lift_set.reps,
            "seconds": lift_set.seconds,
            "rir": None if lift_set.rir is None else plain(lift_set.rir),
            "pain": lift_set.pain,
            "kind": lift_set.kind,
            "note": lift_set.note,
            "op_id": new_uuid7(),
            "base_revision": lift_set.revision,
        }
        super().__init__(*args, exercise=lift_set.exercise, unit=unit, prefix="edit", **kwargs)
        if may_keep_pain:
            del self.fields["keep_pain"]

    def clean(self) -> dict[str, Any]:
        """A pain number is kept only by somebody who said that it may be."""
        cleaned = super().clean() or self.cleaned_data
        says_pain = "pain" in self.changed_data and cleaned.get("pain") is not None
        if says_pain and cleaned.get("keep_pain") is False:
            self.add_error("keep_pain", _("Tick this to keep the number, or leave it out."))
        return cleaned

    @property
    def gives_consent(self) -> bool:
        """Whether this is the moment at which pain numbers may be kept from now on."""
        says_pain = self.cleaned_data.get("pain") is not None
        return says_pain and self.cleaned_data.get("keep_pain") is True

    def changes(self) -> dict[str, Any]:
        """The fields that were changed, as the operation names them."""
        changed = set(self.changed_data) - {"op_id", "base_revision", "keep_pain"}
        changes = {
            self.WIRE_NAMES.get(name, name): self.cleaned_data[name]
            for name in self.fields
            if name in changed
        }
        if "typed_load" in changes:
            changes["typed_unit"] = self.unit if changes["typed_load"] is not None else ""
        return changes


class EffortForm(forms.Form):
    """Reps left in the tank, by one tap on the saved set."""

    op_id = forms.UUIDField()
    rir = MeasureField()


class OperationForm(forms.Form):
    """The id of a change that needs nothing else."""

    op_id = forms.UUIDField(widget=forms.HiddenInput)


class DeletedForm(forms.Form):
    """Which deletion a page comes after, to offer the way back; nonsense names none."""

    deleted = forms.UUIDField(required=False)

    @property
    def op_id(self) -> UUID | None:
        """The operation that deleted something."""
        self.is_valid()
        op_id: UUID | None = self.cleaned_data.get("deleted")
        return op_id


class StartForm(forms.Form):
    """A workout to begin: its ids, and the zone of the device it begins on."""

    op_id = forms.UUIDField(widget=forms.HiddenInput)
    workout_id = forms.UUIDField(widget=forms.HiddenInput)
    repeat = forms.UUIDField(required=False, widget=forms.HiddenInput)
    time_zone = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def zone(self, otherwise: str) -> str:
        """The device's zone when it names one we know, else the athlete's."""
        try:
            return time_zone(self.cleaned_data["time_zone"])
        except FieldError:
            return otherwise


class WorkoutForm(forms.Form):
    """A workout's name and notes."""

    title = forms.CharField(label=_("Name"), required=False, max_length=limits.TITLE_LENGTH)
    notes = forms.CharField(
        label=_("Notes"),
        required=False,
        max_length=limits.NOTES_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    op_id = forms.UUIDField(widget=forms.HiddenInput)
    base_revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class SearchForm(forms.Form):
    """Words to find an exercise by."""

    q = forms.CharField(
        label=_("Find an exercise"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


class ExerciseChoiceForm(forms.Form):
    """The exercise to put on the list."""

    exercise_id = forms.UUIDField()
    op_id = forms.UUIDField()


def local_now(zone: str) -> tuple[Any, Any]:
    """Now, and which day that is in ``zone``."""
    now = timezone.now()
    return now, now.astimezone(ZoneInfo(zone)).date()

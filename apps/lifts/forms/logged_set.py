"""Correcting a set that was logged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import MeasureField
from apps.core.identifiers import new_uuid7
from apps.core.units import plain
from apps.exercises.domain.vocabulary import SetKind
from apps.lifts.domain import limits
from apps.lifts.domain.validation import (
    Problem,
)

if TYPE_CHECKING:
    from apps.lifts.models import LiftSet
from apps.lifts.forms.measures import (
    MeasuredForm,
    problem_words,
    shown_or_none,
)

SET_KIND_WORDS = {
    SetKind.WORK: _("Working set"),
    SetKind.WARM_UP: _("Warm-up"),
    SetKind.CHECK: _("Check, all out"),
    SetKind.FAILURE: _("To failure"),
}


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
        label=_("Kind of set"),
        choices=[(kind.value, words) for kind, words in SET_KIND_WORDS.items()],
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

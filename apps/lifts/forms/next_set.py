"""The next set of an exercise, one form a side."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core import signing

from apps.core.identifiers import new_uuid7
from apps.exercises.domain.vocabulary import SetSide
from apps.lifts.domain import limits
from apps.lifts.domain.operations import WireValue, wire_value
from apps.lifts.domain.prefill import PlannedValues
from apps.lifts.forms.measures import (
    MeasuredForm,
    logged_sides,
    shown_or_none,
)
from apps.lifts.services import SetEntry

_OFFER_SALT = "lifts.offered"
_OFFER_LENGTH = 400


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

    def entry(self, *, pair_order: int | None, from_memory: bool = False) -> SetEntry:
        """What is to be stored; no plan decided where a set ended that is told afterwards."""
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
            capped_by_plan=self.is_as_offered and not from_memory,
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

    def entries(self, *, from_memory: bool = False) -> tuple[SetEntry, ...]:
        """What is to be stored, the side that went first before the other."""
        if len(self.sides) == 1:
            places: tuple[int | None, ...] = (None,)
        elif len(self.sent) == 1:
            places = (2 if self.sent[0].cleaned_data["goes_second"] else 1,)
        else:
            places = (1, 2)
        ordered = sorted(self.sent, key=lambda form: form.side != self.first_side)
        return tuple(
            form.entry(pair_order=place, from_memory=from_memory)
            for form, place in zip(ordered, places, strict=True)
        )


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

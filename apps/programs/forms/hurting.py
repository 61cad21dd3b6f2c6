"""What the pages of a session ask without a script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import fields_only
from apps.core.identifiers import new_uuid7
from apps.programs.domain.operations import MOST_PAIN


class HurtsForm(forms.Form):
    """Which exercise hurts and, for those who let it be kept, where and how much."""

    op_id = forms.UUIDField(widget=forms.HiddenInput)
    position = forms.TypedChoiceField(
        label=_("Which exercise?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    side = forms.ChoiceField(
        label=_("Which side?"),
        choices=[("left", _("Left")), ("right", _("Right")), ("both", _("Both"))],
        required=False,
        widget=forms.RadioSelect,
    )
    pain = forms.TypedChoiceField(
        label=_("How much, from 0 to 10?"),
        choices=[(n, str(n)) for n in range(MOST_PAIN + 1)],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("0 no pain · 3 mild · 6 strong · 10 the worst you can think of"),
    )
    may_keep = forms.BooleanField(
        label=_("Keep this number in my log"),
        required=False,
        help_text=_("It is health data. Without your tick the exercise still stops."),
    )

    def __init__(
        self, *args: Any, exercises: Sequence[tuple[int, str, bool]], **kwargs: Any
    ) -> None:
        """Offer what goes on, the only one chosen; what was stopped may be pressed twice."""
        super().__init__(*args, **kwargs)
        self.going_on = [(at, name) for at, name, is_over in exercises if not is_over]
        field: Any = self.fields["position"]
        field.choices = [(at, name) for at, name, _ in exercises]
        field.widget.choices = self.going_on
        self.initial["op_id"] = new_uuid7()
        if len(self.going_on) == 1:
            self.initial["position"] = self.going_on[0][0]
        self.helper = fields_only()

    def clean(self) -> dict[str, Any]:
        """A number that is to be kept has to be told."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("may_keep"):
            if not told.get("side"):
                self.add_error("side", _("Choose one, or take the tick away."))
            if told.get("pain") is None and "pain" not in self.errors:
                self.add_error("pain", _("Choose one, or take the tick away."))
        return told

"""Which consent is meant."""

from __future__ import annotations

from django import forms

from apps.profiles.domain.consent import Purpose


class WithdrawForm(forms.Form):
    """Which consent is taken back."""

    purpose = forms.TypedChoiceField(
        choices=[(purpose.value, purpose.value) for purpose in Purpose], coerce=Purpose
    )

"""What the catalogue's search may ask."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from msgspec import Struct

from ..domain.anatomy import Muscle
from ..domain.vocabulary import Equipment, Laterality, MovementPattern
from ..presenters import EQUIPMENT_WORDS, LATERALITY_WORDS, MUSCLE_WORDS, PATTERN_WORDS


class ActiveFilter(Struct, frozen=True, kw_only=True):
    """One narrowing in force, and the address without it."""

    name: str
    label: str
    url: str


_MORE = ("pattern", "muscle", "equipment")


class ExerciseSearchForm(forms.Form):
    """Search and filters, all optional; what makes no sense narrows nothing."""

    q = forms.CharField(label=_("Search"), required=False, max_length=80)
    sides = forms.ChoiceField(
        label=_("Sides"),
        required=False,
        choices=[("", _("Any")), *((word.value, said) for word, said in LATERALITY_WORDS.items())],
        widget=forms.RadioSelect,
    )
    at_hand = forms.BooleanField(label=_("Only what I have at hand"), required=False)
    pattern = forms.ChoiceField(
        label=_("Movement"),
        required=False,
        choices=[("", _("Every movement")), *((w.value, s) for w, s in PATTERN_WORDS.items())],
    )
    muscle = forms.ChoiceField(
        label=_("Muscle"),
        required=False,
        choices=[
            ("", _("Every muscle")),
            *((word.value, capfirst(said)) for word, said in MUSCLE_WORDS.items()),
        ],
    )
    equipment = forms.ChoiceField(
        label=_("Equipment"),
        required=False,
        choices=[
            ("", _("All equipment")),
            *((word.value, capfirst(said)) for word, said in EQUIPMENT_WORDS.items()),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in _MORE:
            self.fields[name].widget.attrs["class"] = "input"

    @property
    def more_fields(self) -> tuple[forms.BoundField, ...]:
        """The filters behind "more"."""
        return tuple(self[name] for name in _MORE)

    @property
    def has_more(self) -> bool:
        """Whether one of them is in force."""
        self.is_valid()
        return any(self.cleaned_data.get(name) for name in _MORE)

    def filters(self, *, at_hand: Iterable[str]) -> dict[str, Any]:
        """Arguments of the query; a field that makes no sense is left out."""
        self.is_valid()
        asked = self.cleaned_data
        return {
            "search": asked.get("q", ""),
            "pattern": _word(MovementPattern, asked.get("pattern")),
            "equipment": _word(Equipment, asked.get("equipment")),
            "muscle": _word(Muscle, asked.get("muscle")),
            "laterality": _word(Laterality, asked.get("sides")),
            "at_hand": [Equipment(item) for item in at_hand] if asked.get("at_hand") else None,
        }

    def active_filters(self) -> tuple[ActiveFilter, ...]:
        """What narrows the list now, each with the address of the list without it."""
        self.is_valid()
        return tuple(
            ActiveFilter(name=name, label=self._said(name), url=self._url_without(name))
            for name in ("sides", "at_hand", "pattern", "muscle", "equipment")
            if self.cleaned_data.get(name)
        )

    def _said(self, name: str) -> str:
        """A filter's value as the athlete chose it."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            return str(
                dict(cast("Iterable[tuple[str, str]]", field.choices))[self.cleaned_data[name]]
            )
        return str(field.label)

    def _url_without(self, name: str) -> str:
        dropped = {name, "page"}
        rest = {key: value for key, value in self.data.items() if key not in dropped and value}
        return f"?{urlencode(rest)}" if rest else "."


def _word[E: (MovementPattern, Equipment, Muscle, Laterality)](
    enum: type[E], value: str | None
) -> E | None:
    return enum(value) if value else None

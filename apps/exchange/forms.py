"""What the athlete is asked about a file, before and after it was read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from msgspec import Struct, field

from apps.core.forms import fields_only
from apps.core.time_zones import time_zone_choices
from apps.core.units import WeightUnit
from apps.exercises.domain.search import fold_text
from apps.exercises.domain.vocabulary import LoadBasis, RepConvention, Side
from apps.lifts.domain.limits import MAX_PAIN

from .domain.answers import SidesAnswer
from .domain.rows import MAX_FILE_BYTES
from .services import Said


class ImportForm(forms.Form):
    """A file, and what it may leave open."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "Levelset's own files, or what another tracker exports (CSV or JSON): at most 10 MB and 200,000 rows."
        ),
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("This file is empty."),
        },
        widget=forms.ClearableFileInput(
            attrs={"accept": ".csv,.tsv,.txt,.json,.zip,text/csv,application/json,application/zip"}
        ),
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Unit, where the file does not say"),
        choices=[
            (WeightUnit.KG.value, gettext_lazy("kilograms")),
            (WeightUnit.LB.value, gettext_lazy("pounds")),
        ],
        widget=forms.RadioSelect,
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone of its times"),
        choices=time_zone_choices,
        help_text=gettext_lazy("Where you trained. It decides on which day a late set falls."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave the form tag and the button to the page."""
        super().__init__(*args, **kwargs)
        self.helper = fields_only()

    def clean_file(self) -> Any:
        """A file that is small enough to be read."""
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE_BYTES:
            raise forms.ValidationError(_("This file is larger than 10 MB. Split it by year."))
        return file


OWN = "+own"
"""The choice of making an exercise of one's own; no slug begins with a plus."""


class OpenName(Struct, frozen=True, kw_only=True):
    """A name in the file about which only the athlete can tell something.

    Parameters
    ----------
    needs_exercise
        Whether nobody could match it; ``suggested`` looks like it, and ``exercise`` is filled in.
    asks_meaning
        Whether sides, load and reps are asked, filled in with ``meaning``.
    is_coded
        Whether warm-ups and sets to failure both occur, so that they may stand for sides.
    notes
        Of its notes those that name a side, to look at; nothing is taken from them.
    """

    name: str
    rows: int
    suggested: Sequence[tuple[str, str]] = ()
    needs_exercise: bool = True
    exercise: str = ""
    asks_meaning: bool = False
    is_coded: bool = False
    meaning: Mapping[str, str] = field(default_factory=dict)
    notes: Sequence[str] = ()


class OpenNote(Struct, frozen=True, kw_only=True):
    """A note that may be about pain, with the side it names, if any."""

    day: dt.date
    exercise: str
    note: str
    side: str = ""


class MappingForm(forms.Form):
    """For each name that only the athlete can tell, its exercise and what its rows mean; so for notes on pain."""

    def __init__(
        self,
        *args: Any,
        asked: Sequence[OpenName],
        catalogue: Sequence[tuple[str, str]],
        with_pain: int,
        pain_notes: Sequence[OpenNote] = (),
        **kwargs: Any,
    ) -> None:
        """Make the fields of this very file."""
        super().__init__(*args, **kwargs)
        self.helper = fields_only()
        self.asked = asked
        self.catalogue = catalogue
        self.pain_notes = pain_notes
        self._slugs = {fold_text(name): slug for slug, name in catalogue}
        for number, name in enumerate(asked):
            if name.needs_exercise:
                self.fields[f"exercise_{number}"] = _exercise_field(name)
                self.fields[f"other_{number}"] = _other_field()
            if name.asks_meaning:
                for key, choices in _meanings(is_coded=name.is_coded).items():
                    self.fields[f"{key}_{number}"] = forms.ChoiceField(
                        label=_MEANING_LABELS[key],
                        choices=choices,
                        required=False,
                        initial=name.meaning.get(key, ""),
                    )
        if with_pain:
            self.fields["keep_pain"] = _pain_field(with_pain)
        for number, note in enumerate(pain_notes):
            self.fields |= _note_fields(number, note)

    def notes(self) -> list[tuple[OpenNote, list[forms.BoundField]]]:
        """Each note that may be about pain with its fields."""
        return [
            (note, [self[f"pain_{number}"], self[f"pain_side_{number}"]])
            for number, note in enumerate(self.pain_notes)
        ]

    def groups(self) -> list[tuple[OpenName, list[list[forms.BoundField]]]]:
        """Each name with its rows of fields: which exercise, and what its rows mean."""
        found = []
        for number, name in enumerate(self.asked):
            rows = [
                [self[f"{key}_{number}"] for key in keys if f"{key}_{number}" in self.fields]
                for keys in (("exercise", "other"), tuple(_MEANING_LABELS))
            ]
            found.append((name, [row for row in rows if row]))
        return found

    def clean(self) -> dict[str, Any]:
        """Turn a typed exercise into its slug."""
        for number, name in enumerate(self.asked):
            typed = str(self.cleaned_data.get(f"other_{number}", "")).strip()
            if name.needs_exercise and typed:
                slug = self._slugs.get(fold_text(typed))
                if slug is None:
                    self.add_error(f"other_{number}", _("No exercise is called that."))
                else:
                    self.cleaned_data[f"exercise_{number}"] = slug
        return self.cleaned_data

    def said(self) -> Said:
        """Everything that was chosen."""
        chosen = {
            name.name: self.cleaned_data.get(f"exercise_{number}", "")
            for number, name in enumerate(self.asked)
        }
        return Said(
            exercises={name: slug for name, slug in chosen.items() if slug and slug != OWN},
            own=tuple(name for name, slug in chosen.items() if slug == OWN),
            meanings={
                name.name: {
                    key: self.cleaned_data.get(f"{key}_{number}", "") for key in _MEANING_LABELS
                }
                for number, name in enumerate(self.asked)
                if name.asks_meaning
            },
            keep_pain=bool(self.cleaned_data.get("keep_pain", False)),
            pain_notes=tuple(
                {
                    "day": note.day.isoformat(),
                    "exercise": note.exercise,
                    "side": self.cleaned_data[f"pain_side_{number}"],
                    "pain": int(strength),
                }
                for number, note in enumerate(self.pain_notes)
                if (strength := self.cleaned_data[f"pain_{number}"])
            ),
        )


_MEANING_LABELS = {
    "sides": gettext_lazy("Sides"),
    "load_basis": gettext_lazy("The weight is"),
    "rep_convention": gettext_lazy("The reps are"),
}


def _meanings(*, is_coded: bool) -> dict[str, list[tuple[str, Any]]]:
    sides: list[tuple[str, Any]] = [
        ("", _("not told apart: kept, never judged")),
        (SidesAnswer.LEFT_FIRST.value, _("left and right in turn, left first")),
        (SidesAnswer.RIGHT_FIRST.value, _("left and right in turn, right first")),
        (SidesAnswer.BOTH.value, _("both sides at once, one weight")),
    ]
    if is_coded:
        sides += [
            (SidesAnswer.WARM_UPS_LEFT.value, _("warm-ups are left, sets to failure are right")),
            (SidesAnswer.WARM_UPS_RIGHT.value, _("warm-ups are right, sets to failure are left")),
        ]
    return {
        "sides": sides,
        "load_basis": [
            ("", _("as usual for this exercise")),
            (LoadBasis.TOTAL.value, _("all of it together")),
            (LoadBasis.PER_IMPLEMENT.value, _("one dumbbell or kettlebell")),
            (LoadBasis.PER_SIDE_OF_BAR.value, _("the plates on one side of the bar")),
            (LoadBasis.MACHINE_SHOWN.value, _("what the machine shows")),
        ],
        "rep_convention": [
            ("", _("as usual for this exercise")),
            (RepConvention.PER_SIDE.value, _("for each side")),
            (RepConvention.BOTH_SIDES_TOGETHER.value, _("both sides counted together")),
        ],
    }


def _exercise_field(name: OpenName) -> forms.ChoiceField:
    leave_out = ngettext("Leave this row out", "Leave these %(count)d rows out", name.rows) % {
        "count": name.rows
    }
    choices: list[Any] = [("", leave_out), (OWN, _("Make it an exercise of my own"))]
    if name.suggested:
        choices.append((_("Looks like"), list(name.suggested)))
    return forms.ChoiceField(
        label=_("Exercise"), choices=choices, required=False, initial=name.exercise
    )


def _other_field() -> forms.CharField:
    return forms.CharField(
        label=_("or another one"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "exercise-names", "autocomplete": "off"}),
    )


def _note_fields(number: int, note: OpenNote) -> dict[str, forms.Field]:
    strengths = [(str(strength), str(strength)) for strength in range(MAX_PAIN + 1)]
    return {
        f"pain_{number}": forms.ChoiceField(
            label=_("How strong, 0 to 10"),
            choices=[("", _("leave it a note")), *strengths],
            required=False,
        ),
        f"pain_side_{number}": forms.ChoiceField(
            label=_("Side"),
            choices=[
                (Side.LEFT.value, _("left")),
                (Side.RIGHT.value, _("right")),
                ("", _("both, or the middle")),
            ],
            required=False,
            initial=note.side,
        ),
    }


def _pain_field(rows: int) -> forms.BooleanField:
    return forms.BooleanField(
        label=ngettext(
            "Keep the pain of %(count)d row too", "Keep the pain of %(count)d rows too", rows
        )
        % {"count": rows},
        required=False,
        help_text=_(
            "Pain is private health data. It holds back exercises that hurt, and nobody else sees it. "
            "Without a tick the sets are stored and their pain is not. You can take this back "
            "under Settings; the marks are deleted then."
        ),
    )

"""What the athlete is asked about a file, before and after it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from apps.core.forms import fields_only
from apps.core.time_zones import time_zone_choices
from apps.core.units import WeightUnit

from .domain.rows import MAX_FILE_BYTES


class ImportForm(forms.Form):
    """A file, and what it may leave open."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A CSV file, at most 10 MB and 200,000 rows."),
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("This file is empty."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenName:
    """A name in the file that nobody could match, with the exercises that look like it."""

    name: str
    rows: int
    suggested: Sequence[tuple[str, str]]


class MappingForm(forms.Form):
    """One drop-down for each name that only the athlete can tell, and whether to keep pain."""

    def __init__(
        self,
        *args: Any,
        open_names: Sequence[OpenName],
        catalogue: Sequence[tuple[str, str]],
        with_pain: int,
        **kwargs: Any,
    ) -> None:
        """Make the fields of this very file."""
        super().__init__(*args, **kwargs)
        self.helper = fields_only()
        self.open_names = open_names
        for number, open_name in enumerate(open_names):
            self.fields[f"exercise_{number}"] = _exercise_field(open_name, catalogue)
        if with_pain:
            self.fields["keep_pain"] = _pain_field(with_pain)

    def chosen(self) -> dict[str, str]:
        """Slug by name, without those left out."""
        slugs = (
            (one.name, self.cleaned_data[f"exercise_{number}"])
            for number, one in enumerate(self.open_names)
        )
        return {name: slug for name, slug in slugs if slug}

    def keep_pain(self) -> bool:
        """Whether the athlete agreed to keeping the pain of the file."""
        return bool(self.cleaned_data.get("keep_pain", False))


def _exercise_field(open_name: OpenName, catalogue: Sequence[tuple[str, str]]) -> forms.ChoiceField:
    leave_out = ngettext("Leave this row out", "Leave these %(count)d rows out", open_name.rows) % {
        "count": open_name.rows
    }
    choices: list[Any] = [("", leave_out)]
    if open_name.suggested:
        choices.append((_("Looks like"), list(open_name.suggested)))
    choices.append((_("All exercises"), list(catalogue)))
    return forms.ChoiceField(label=open_name.name, choices=choices, required=False)


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

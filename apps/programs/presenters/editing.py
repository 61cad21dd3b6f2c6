"""One line to be changed: what it is now, what may stand in for it, and what ruling it out does."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from msgspec import Struct

from apps.exercises.presenters import LATERALITY_WORDS, equipment_words, exercise_name, side_word
from apps.imbalances.presenters.words import pattern_label
from apps.programs.domain.editing import is_led_by_choice, is_swappable

from .lines import LineView, line_view
from .reasons import PLANES
from .sessions import session_title

if TYPE_CHECKING:
    from apps.exercises.domain.catalogue import ExerciseSpec
    from apps.programs.domain.program import Prescription
    from apps.programs.models import ExcludedExercise, ProgramChange
    from apps.programs.models import Prescription as Row


class EditView(Struct, frozen=True, kw_only=True):
    """The page of one line."""

    line: LineView
    session_title: str
    session_url: str
    day: str
    is_swappable: bool
    own_side: str
    instead: str


class TakenOutView(Struct, frozen=True, kw_only=True):
    """A line that was taken out and can come back."""

    pk: str
    name: str


def stamp_of(row: Row) -> str:
    """What tells whether a line is still as it was when a page was drawn."""
    written = json.dumps(row.content, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def edit_view(row: Row, *, unit: str, instead: ExerciseSpec | None) -> EditView:
    """A line with what is around it; ``instead`` is what would come if it were ruled out."""
    line = row.line
    return EditView(
        line=line_view(line, pk=str(row.pk), name=exercise_name(row.exercise.name), unit=unit),
        session_title=session_title(row.session.focus),
        session_url=row.session.get_absolute_url(),
        day=date_format(row.session.date, "D j M"),
        is_swappable=is_swappable(line),
        own_side=_own_side(line),
        instead=exercise_name(instead.name) if instead is not None else "",
    )


def _own_side(line: Prescription) -> str:
    if line.first_side is None or not is_led_by_choice(line):
        return ""
    return side_word(line.first_side)


def equivalent_choices(
    spec: ExerciseSpec, others: Sequence[ExerciseSpec]
) -> tuple[tuple[str, str], ...]:
    """What may stand in, each with why it fits."""
    return tuple(
        (other.slug, f"{exercise_name(other.name)}: {why_it_fits(spec, other)}") for other in others
    )


def why_it_fits(spec: ExerciseSpec, other: ExerciseSpec) -> str:
    """Why an exercise may stand in for another one, in a line."""
    shared = [plane for plane in other.planes if plane in spec.planes]
    planes = ", ".join(str(PLANES[plane]) for plane in shared)
    facts = [
        _("%(pattern)s as before") % {"pattern": pattern_label(other.pattern)},
        planes,
        str(LATERALITY_WORDS[other.laterality]).lower(),
        equipment_words(other.equipment),
    ]
    if other.measures_sides and not spec.measures_sides:
        facts.append(_("and it measures the sides"))
    return ", ".join(facts)


def taken_out_views(
    changes: Iterable[ProgramChange], *, excluded: Iterable[ExcludedExercise]
) -> tuple[TakenOutView, ...]:
    """What can be put back; what was ruled out for good is taken back elsewhere."""
    gone = {exclusion.exercise_id for exclusion in excluded}
    return tuple(
        TakenOutView(pk=str(change.pk), name=exercise_name(change.exercise.name))
        for change in changes
        if change.exercise_id not in gone
    )

"""Reads of what athletes change in their programs, and of what they rule out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from apps.exercises.queries import exercise_specs_for
from apps.programs.models import ExcludedExercise, Prescription, ProgramChange, Session

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


def line_for(athlete: Athlete, pk: UUID) -> Prescription:
    """One line with its session and exercise; 404 for anybody else's."""
    lines = Prescription.objects.select_related(
        "session__program", "exercise__regression", "exercise__progression"
    ).prefetch_related("session__prescriptions")
    return get_object_or_404(lines, athlete=athlete, pk=pk)


def change_for(athlete: Athlete, pk: UUID) -> ProgramChange:
    """One visible change; 404 for anybody else's."""
    return get_object_or_404(ProgramChange.objects.all(), athlete=athlete, pk=pk)


def taken_out_of(session: Session) -> tuple[ProgramChange, ...]:
    """Changes that took a line out of a session into which it has not been put back."""
    newest: dict[tuple[UUID, str], ProgramChange] = {}
    for change in session.changes.select_related("exercise").order_by("made_at"):
        newest[change.exercise_id, (change.before or change.after)["block"]] = change
    # A check and work of one exercise are two lines.
    here = {(row.exercise_id, row.content["block"]) for row in session.prescriptions.all()}
    return tuple(change for key, change in newest.items() if not change.after and key not in here)


def excluded_for(athlete: Athlete) -> tuple[ExcludedExercise, ...]:
    """Exercises that the athlete has ruled out, oldest first."""
    return tuple(ExcludedExercise.objects.filter(athlete=athlete).select_related("exercise"))


def excluded_slugs_for(athlete: Athlete) -> frozenset[str]:
    """The same by the names that plans use."""
    rows = ExcludedExercise.objects.filter(athlete=athlete)
    return frozenset(rows.values_list("exercise__slug", flat=True))


def exclusion_for(athlete: Athlete, pk: UUID) -> ExcludedExercise:
    """One exercise that was ruled out; 404 for anybody else's."""
    return get_object_or_404(ExcludedExercise.objects.all(), athlete=athlete, pk=pk)


def own_changes_of(session: Session) -> tuple[ProgramChange, ...]:
    """What the athlete changed in a session, newest first."""
    rows = session.changes.select_related("exercise")
    return tuple(change for change in rows if change.is_own)


def names_in(athlete: Athlete, breaches: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Names of the exercises that stored breaches speak of; no query where they speak of none."""
    slugs = {breach["params"].get("exercise") for breach in breaches} - {None}
    if not slugs:
        return {}
    specs = exercise_specs_for(athlete, with_retired=True)
    return {spec.slug: spec.name for spec in specs if spec.slug in slugs}

"""Lines that wait at home while a trip has others in their place: they follow what is learnt meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from apps.programs.domain.program import Prescription
from apps.programs.models import Prescription as PrescriptionRow
from apps.programs.models import Session

if TYPE_CHECKING:
    from apps.exercises.domain.catalogue import ExerciseSpec


def follow_at_home(
    session: Session,
    exercise_id: UUID,
    change: Callable[[Prescription], Prescription],
    *,
    becomes: ExerciseSpec | None = None,
) -> None:
    """Change every line of an exercise that comes back after a trip.

    Parameters
    ----------
    becomes
        The exercise that takes its place, None where it stays.
    """
    rows = list(
        PrescriptionRow.objects.filter(
            session__program=session.program_id,
            session__status=Session.Status.PLANNED,
            home_exercise=exercise_id,
        )
    )
    for row in rows:
        if row.home_content is not None:
            row.home_content = change(Prescription.from_dict(row.home_content)).to_dict()
        if becomes is not None and becomes.id is not None:
            row.home_exercise_id = becomes.id
    PrescriptionRow.objects.bulk_update(rows, ["home_content", "home_exercise"])

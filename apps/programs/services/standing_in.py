"""What may take the place of an exercise of a session, for this athlete and today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from apps.exercises.domain.vocabulary import Equipment
from apps.exercises.queries import exercise_specs_for
from apps.programs import queries
from apps.programs.domain.editing import is_swappable
from apps.programs.domain.policy import POLICY
from apps.programs.domain.program import ProgramInputs
from apps.programs.domain.swapping import equivalents
from apps.programs.domain.targeting import population_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.assessments.domain.safety import Safety
    from apps.exercises.domain.catalogue import ExerciseSpec
    from apps.profiles.models import Athlete
    from apps.programs.models import Prescription, Program, Session

MOST_OFFERED = 6
MOST_OFFERED_IN_PLAYER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitutes:
    """Everything that may stand in for something; read once, asked for each line."""

    athlete: Athlete
    program: Program
    specs: Mapping[str, ExerciseSpec]
    safety: Safety
    excluded: frozenset[str]

    def of(self, slug: str, *, beside: Iterable[str] = ()) -> tuple[ExerciseSpec, ...]:
        """Equivalents of an exercise, the likeliest first, without those that are there already."""
        spec = self.specs.get(slug)
        if spec is None:
            return ()
        inputs = ProgramInputs.from_dict(self.program.inputs)
        return equivalents(
            spec,
            [one for one in self.specs.values() if one.id is not None],
            equipment={Equipment(item) for item in self.athlete.equipment},
            blocked=self.safety.blocked_regions,
            cautions=self.safety.careful_regions,
            levels=POLICY.template_for(population_of(inputs)).levels,
            excluded={*self.excluded, *beside},
        )


def substitutes_for(athlete: Athlete, program: Program) -> Substitutes:
    """What this athlete has, may do and does not rule out, today."""
    return Substitutes(
        athlete=athlete,
        program=program,
        specs={spec.slug: spec for spec in exercise_specs_for(athlete, with_retired=True)},
        safety=queries.safety_for(athlete, today=timezone.localdate()),
        excluded=queries.excluded_slugs_for(athlete),
    )


def equivalents_of(row: Prescription, athlete: Athlete) -> tuple[ExerciseSpec, ...]:
    """What may stand in for one line, the likeliest first; nothing for a check."""
    if not is_swappable(row.line):
        return ()
    beside = [one.content["exercise_slug"] for one in row.session.prescriptions.all()]
    known = substitutes_for(athlete, row.session.program)
    return known.of(row.line.exercise_slug, beside=beside)[:MOST_OFFERED]


def substitutes_in(
    athlete: Athlete, session: Session, *, most: int = MOST_OFFERED_IN_PLAYER
) -> dict[int, tuple[ExerciseSpec, ...]]:
    """What may stand in for each line of a session, by position; checks are not swapped."""
    known = substitutes_for(athlete, session.program)
    lines = {row.position: row.line for row in session.prescriptions.all()}
    taken = [line.exercise_slug for line in lines.values()]
    return {
        position: known.of(line.exercise_slug, beside=taken)[:most]
        for position, line in lines.items()
        if is_swappable(line)
    }

"""What may take the place of an exercise of a session, for this athlete and today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils import timezone
from msgspec import Struct

from apps.exercises.domain.vocabulary import Equipment, Level
from apps.exercises.queries import exercise_specs_for
from apps.profiles.domain.people import Experience, Goal
from apps.programs import queries
from apps.programs.domain.editing import is_swappable
from apps.programs.domain.inputs import ProgramInputs
from apps.programs.domain.policy import POLICY, Population
from apps.programs.domain.swapping import equivalents
from apps.programs.domain.targeting import population_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.assessments.domain.safety import Safety
    from apps.exercises.domain.catalogue import ExerciseSpec
    from apps.profiles.models import Athlete
    from apps.programs.models import Prescription, Session

MOST_OFFERED_IN_PLAYER = 3


class Substitutes(Struct, frozen=True, kw_only=True):
    """Everything that may stand in for something; read once, asked for each line."""

    specs: Mapping[str, ExerciseSpec]
    at_hand: frozenset[Equipment]
    levels: frozenset[Level]
    safety: Safety
    excluded: frozenset[str]

    def of(self, slug: str, *, beside: Iterable[str] = ()) -> tuple[ExerciseSpec, ...]:
        """Equivalents of an exercise, the likeliest first, without those that are there already."""
        spec = self.specs.get(slug)
        if spec is None:
            return ()
        # A stretch has no pattern of its own: what it stretches is what it is for.
        near = [one for one in self.specs.values() if not spec.regions.isdisjoint(one.regions)]
        return equivalents(
            spec,
            near,
            equipment=self.at_hand,
            blocked=self.safety.blocked_regions,
            cautions=self.safety.careful_regions,
            levels=self.levels,
            excluded={*self.excluded, *beside},
        )


def substitutes_for(athlete: Athlete, *, safety: Safety | None = None) -> Substitutes:
    """What this athlete has, may do and does not rule out, today."""
    today = timezone.localdate()
    return Substitutes(
        specs={spec.slug: spec for spec in exercise_specs_for(athlete)},
        at_hand=frozenset(Equipment(item) for item in athlete.equipment),
        levels=POLICY.template_for(_population(athlete, today)).levels,
        safety=safety if safety is not None else queries.safety_for(athlete, today=today),
        excluded=queries.excluded_slugs_for(athlete),
    )


def _population(athlete: Athlete, today: dt.date) -> Population:
    return population_of(
        ProgramInputs(
            starts_on=today,
            training_days=(),
            session_minutes=athlete.session_minutes,
            experience=Experience(athlete.experience),
            goal=Goal(athlete.goal),
            equipment=frozenset(),
            birth_year=athlete.birth_year,
        )
    )


def equivalents_of(row: Prescription, athlete: Athlete) -> tuple[ExerciseSpec, ...]:
    """What may stand in for one line, the likeliest first; nothing for a check."""
    if not is_swappable(row.line):
        return ()
    beside = [one.content["exercise_slug"] for one in row.session.prescriptions.all()]
    return substitutes_for(athlete).of(row.line.exercise_slug, beside=beside)


def substitutes_in(
    athlete: Athlete, session: Session, *, safety: Safety
) -> dict[int, tuple[ExerciseSpec, ...]]:
    """What the player offers for each line of a session, by position; checks are not swapped."""
    lines = {row.position: row.line for row in session.prescriptions.all()}
    known = substitutes_for(athlete, safety=safety)
    taken = [line.exercise_slug for line in lines.values()]
    return {
        position: known.of(line.exercise_slug, beside=taken)[:MOST_OFFERED_IN_PLAYER]
        for position, line in lines.items()
        if is_swappable(line)
    }

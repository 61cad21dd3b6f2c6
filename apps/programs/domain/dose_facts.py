"""What the dose of a choice depends on: the athlete, the block, and what is known of the sides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from msgspec import Struct, field

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import Laterality, MovementPattern, Side
from apps.programs.domain.courses import Course
from apps.programs.domain.inputs import ProgramInputs, Target
from apps.programs.domain.policy import DoseTemplate, Population, ProgramPolicy
from apps.programs.domain.selecting import Choice
from apps.programs.domain.sharing import Weekly
from apps.programs.domain.targeting import (
    in_order_of_weight,
    is_careful_athlete,
    population_of,
)

type LineKey = tuple[str, int, bool]


def line_key(choice: Choice) -> LineKey:
    """Name of the lines of a choice; two days with alike lines share it."""
    return choice.spec.slug, choice.sets, choice.is_checked


class DoseFacts(Struct, frozen=True, kw_only=True):
    """What doses depend on, besides the choice and the week.

    Parameters
    ----------
    findings
        The surest target of each pattern, also of those that the program does not work on.
    is_careful_everywhere
        Whether the careful dose holds for every exercise.
    weeks
        Length of the block.
    weekly
        What the week holds of each pattern one side at a time, once it is filled.
    caps
        Sets a side that lines may have in a week in which they still grow; see
        :mod:`~apps.programs.domain.growing`.
    """

    inputs: ProgramInputs
    population: Population
    policy: ProgramPolicy
    findings: Mapping[MovementPattern, Target]
    is_careful_everywhere: bool
    weeks: int
    weekly: Mapping[MovementPattern, Weekly] = field(default_factory=dict)
    caps: Mapping[tuple[LineKey, int], int] = field(default_factory=dict)

    @classmethod
    def for_athlete(cls, inputs: ProgramInputs, policy: ProgramPolicy) -> Self:
        """Doses of an athlete."""
        return cls(
            inputs=inputs,
            population=population_of(inputs),
            policy=policy,
            findings={
                target.pattern: target
                for target in in_order_of_weight(inputs.targets, sign_weight=policy.sign_weight)
            },
            is_careful_everywhere=is_careful_athlete(inputs),
            weeks=policy.weeks_of(inputs.weeks),
        )

    @property
    def template(self) -> DoseTemplate:
        """Dose template of the athlete's population."""
        return self.policy.template_for(self.population)

    @property
    def check_weeks(self) -> tuple[int, ...]:
        """Weeks of the block that have a check."""
        return self.policy.check_weeks(self.weeks)

    @property
    def longest_weeks(self) -> tuple[int, ...]:
        """Weeks among which every line has its longest form: one without a check, one with."""
        return (1, self.check_weeks[0])

    def is_light(self, week: int) -> bool:
        """Whether a week of the block is light."""
        return self.policy.is_light_week(week, self.weeks)

    def is_careful(self, spec: ExerciseSpec) -> bool:
        """Whether the careful dose holds for an exercise."""
        cautions = self.inputs.caution_regions
        return self.is_careful_everywhere or bool(cautions and cautions & spec.regions)

    def work_rir(self, spec: ExerciseSpec, week: int) -> int:
        """Reps in reserve of working sets in a week, 1 is the first."""
        efforts, policy = self.template.effort_by_week, self.policy
        planned = efforts[min(week, len(efforts)) - 1]
        if self.is_careful(spec):
            planned = max(planned, policy.careful_rir)
        if self.is_light(week):
            planned += policy.light_rir_more
        elif self.inputs.starts_light and week <= policy.light_start_weeks:
            planned += 1
        return min(planned, policy.most_rir)

    def check_rir(self, spec: ExerciseSpec) -> int:
        """Reps in reserve of a check; 0 is all-out."""
        planned = self.template.check_rir
        return max(planned, self.policy.careful_rir) if self.is_careful(spec) else planned

    def weaker_side(self, choice: Choice) -> Side | None:
        """Side that leads a choice, or None where no side is weaker."""
        finding = self.findings.get(choice.spec.pattern, choice.target)
        return None if finding is None else finding.weaker_side

    def course_of(self, choice: Choice) -> Course | None:
        """The course that shares the sets of a choice between the sides, if one does."""
        finding = self.findings.get(choice.spec.pattern)
        one_sided = choice.spec.laterality is Laterality.UNILATERAL
        if finding is None or not (choice.is_force and one_sided):
            return None
        return None if self.working_side(choice) is not None else finding.course

    def working_side(self, choice: Choice) -> Side | None:
        """The side that works alone because the other one rests, or None."""
        resting = self.inputs.rests(choice.spec.regions)
        (only, *more) = resting or {None}
        return None if more or only is None else only.opposite

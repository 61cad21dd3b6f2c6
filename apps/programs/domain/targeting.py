"""Who the athlete is to a program, and which differences it works on."""

from __future__ import annotations

from apps.exercises.domain.vocabulary import MovementPattern
from apps.profiles.domain.people import (
    ADULT_AGE_YEARS,
    MINIMUM_AGE_YEARS,
    OLDER_AGE_YEARS,
    Experience,
    Goal,
    age_at_least,
    age_at_most,
)
from apps.programs.domain.courses import Phase
from apps.programs.domain.inputs import ProgramInputs, Target
from apps.programs.domain.patterns import BALANCED_ORDER, LIMB_OF, REGIONS_OF
from apps.programs.domain.policy import Population
from apps.programs.domain.program import Reason, ReasonCode


def population_of(inputs: ProgramInputs) -> Population:
    """Group whose limits hold: by age where age matters, else by experience.

    Only the year of birth is known, so that each age limit is read on its careful side: who may
    still be 17 counts as young, who may already be 65 as older.
    """
    if inputs.birth_year is not None:
        year = inputs.starts_on.year
        if age_at_least(birth_year=inputs.birth_year, year=year) < ADULT_AGE_YEARS:
            return Population.YOUNG
        if age_at_most(birth_year=inputs.birth_year, year=year) >= OLDER_AGE_YEARS:
            return Population.OLDER
    match inputs.experience:
        case Experience.NOVICE:
            return Population.NOVICE
        case Experience.ONE_YEAR:
            return Population.ONE_YEAR
        case Experience.TRAINED:
            return Population.TRAINED


def is_under_age(inputs: ProgramInputs) -> bool:
    """Whether the athlete is certainly too young for a program."""
    return (
        inputs.birth_year is not None
        and age_at_most(birth_year=inputs.birth_year, year=inputs.starts_on.year)
        < MINIMUM_AGE_YEARS
    )


def is_careful_athlete(inputs: ProgramInputs) -> bool:
    """Whether the careful dose holds for every exercise: a caution, a way back, an unknown age."""
    return inputs.needs_caution or inputs.goal is Goal.COME_BACK or inputs.birth_year is None


def in_order_of_weight(
    targets: tuple[Target, ...], *, sign_weight: float = 0.0
) -> tuple[Target, ...]:
    """One target a pattern: what is open before what is level, the surest and largest first.

    Likely directions come after every imbalance, and what is already level last.

    Parameters
    ----------
    sign_weight
        What a sign on that side adds to the probability, 0 to 1.
    """
    surest: dict[MovementPattern, Target] = {}
    for target in sorted(targets, key=_doubt):
        surest.setdefault(target.pattern, target)
    return tuple(sorted(surest.values(), key=lambda target: _weight(target, sign_weight)))


def _doubt(target: Target) -> tuple[bool, float, float, str]:
    return (target.is_leaning, -target.p_over_10, -target.gap_pct, target.weaker_side)


def _weight(target: Target, sign_weight: float) -> tuple[bool, bool, float, float, int, str]:
    rank = BALANCED_ORDER.index(target.pattern) if target.pattern in BALANCED_ORDER else 99
    importance = target.p_over_10 + (sign_weight if target.has_sign else 0.0)
    is_level = target.course is not None and target.course.phase is Phase.LEVEL_KEPT
    return (
        is_level,
        target.is_leaning,
        -importance,
        -target.gap_pct,
        rank,
        target.weaker_side,
    )


def is_blocked(target: Target, inputs: ProgramInputs) -> bool:
    """Whether every region of the target's pattern is blocked, or any where one is its core."""
    return bool(REGIONS_OF[target.pattern] & inputs.blocked_regions)


def split_targets(
    inputs: ProgramInputs, *, most: int, sign_weight: float
) -> tuple[tuple[Target, ...], tuple[Reason, ...]]:
    """Targets the program works on, and why others are not among them.

    Parameters
    ----------
    most
        How many targets at most.
    sign_weight
        What a sign on that side adds to the probability, 0 to 1.
    """
    taken: list[Target] = []
    reasons: list[Reason] = []
    for target in in_order_of_weight(inputs.targets, sign_weight=sign_weight):
        if target.pattern not in LIMB_OF:
            continue
        if is_blocked(target, inputs):
            reasons.append(target_reason(ReasonCode.TARGET_BLOCKED, target))
        elif len(taken) == most:
            reasons.append(target_reason(ReasonCode.TARGET_WAITS, target))
        else:
            taken.append(target)
    return tuple(taken), tuple(reasons)


def target_reason(code: ReasonCode, target: Target) -> Reason:
    """A reason that names a target with its weaker side and size."""
    return Reason(
        code=code,
        params={
            "pattern": target.pattern.value,
            "weaker_side": target.weaker_side.value,
            "gap_pct": target.gap_pct,
            "p_over_10": target.p_over_10,
            "is_leaning": target.is_leaning,
        },
    )

"""The reasons of one line, as codes with parameters, grade and source."""

from __future__ import annotations

from msgspec import Struct

from apps.exercises.domain.vocabulary import Laterality, Side
from apps.programs.domain.courses import Course, Phase
from apps.programs.domain.patterns import ANTAGONIST_OF
from apps.programs.domain.policy import (
    ACSM_2009,
    BELL,
    BISHOP,
    FAIGENBAUM,
    FRAGALA,
    LYNCH,
    MANCA,
    MCMASTER,
    MORENO_AZZE,
    ROBINSON,
    SILBERNAGEL,
    SPIERING,
    THOMAS,
    Population,
)
from apps.programs.domain.program import Block, Evidence, Reason, ReasonCode, ReasonParam, SideDose
from apps.programs.domain.selecting import Choice, Purpose

ABOUT_SHARES = frozenset(
    {ReasonCode.EQUAL_SETS, ReasonCode.STRONGER_SIDE_HELD, ReasonCode.WEAKER_SIDE_MORE}
)
"""Each says how the sets of a line are shared between the sides."""


class Facts(Struct, frozen=True, kw_only=True):
    """What the reasons of a line depend on, besides its choice and its dose.

    Parameters
    ----------
    weaker
        The weaker side of its pattern, as far as one is known.
    chosen
        Side that the athlete lets start every pair.
    working_alone
        The side that works while the other one rests.
    course
        How the sets of its pattern are shared.
    """

    week: int
    is_last_week: bool
    is_light_week: bool
    population: Population
    weaker: Side | None
    chosen: Side | None
    working_alone: Side | None
    course: Course | None
    is_careful: bool
    is_familiar: bool
    starts_light: bool


def line_reasons(
    choice: Choice, *, block: Block, dose: SideDose, facts: Facts
) -> tuple[Reason, ...]:
    """Why a line stands where it stands: what it is for, then its sides, then its dose."""
    if block is Block.WARM_UP:
        return (_reason(ReasonCode.CHECK_WARM_UP),)
    reasons = _check_reasons(choice, dose, facts) if block is Block.CHECK else []
    reasons = reasons or [_purpose_reason(choice)]
    if facts.is_familiar:
        reasons.append(_reason(ReasonCode.FAMILIAR))
    reasons += _side_reasons(choice, block, facts)
    if choice.is_force:
        reasons += _dose_reasons(choice, dose=dose, block=block, facts=facts)
    return tuple(reasons)


def _reason(
    code: ReasonCode,
    grade: Evidence = Evidence.CONVENTION,
    source: str = "",
    **params: ReasonParam,
) -> Reason:
    return Reason(code=code, params=params, grade=grade, source=source)


def _check_reasons(choice: Choice, dose: SideDose, facts: Facts) -> list[Reason]:
    due = _reason(
        ReasonCode.CHECK_DUE,
        Evidence.CONSENSUS,
        pattern=choice.spec.pattern.value,
        is_all_out=dose.rir_target == 0,
        rir=dose.rir_target,
    )
    return [due, _reason(ReasonCode.RETEST)] if facts.is_last_week else [due]


_PURPOSE_REASONS: dict[Purpose, tuple[ReasonCode, Evidence, str]] = {
    Purpose.TARGET: (ReasonCode.TARGET, Evidence.TRIAL, MORENO_AZZE),
    Purpose.PLANE: (ReasonCode.PLANE, Evidence.CONSENSUS, BISHOP),
    Purpose.ANTAGONIST: (ReasonCode.ANTAGONIST, Evidence.CONVENTION, ""),
    Purpose.BILATERAL: (ReasonCode.BILATERAL_KEPT, Evidence.TRIAL, LYNCH),
    Purpose.MAINTENANCE: (ReasonCode.MAINTENANCE, Evidence.CONVENTION, ""),
    Purpose.MOBILITY: (ReasonCode.MOBILITY_FIRST, Evidence.CONSENSUS, THOMAS),
    Purpose.BALANCE: (ReasonCode.BALANCE_WITH_AGE, Evidence.CONSENSUS, FRAGALA),
}


def _purpose_reason(choice: Choice) -> Reason:
    code, grade, source = _PURPOSE_REASONS[choice.purpose]
    params: dict[str, ReasonParam] = {"pattern": choice.spec.pattern.value}
    if choice.purpose is Purpose.ANTAGONIST:
        params["of"] = ANTAGONIST_OF[choice.spec.pattern].value
    if choice.plane is not None:
        params["plane"] = choice.plane.value
    if choice.target is not None:
        params["target"] = choice.target.pattern.value
        params["weaker_side"] = choice.target.weaker_side.value
        params["gap_pct"] = choice.target.gap_pct
        params["p_over_10"] = choice.target.p_over_10
        params["is_leaning"] = choice.target.is_leaning
    return Reason(code=code, params=params, grade=grade, source=source)


def side_order_reason(first: Side | None, *, weaker: Side | None) -> Reason:
    """Why ``first`` starts; None is by turns."""
    if first is None:
        return _reason(ReasonCode.SIDES_ALTERNATE)
    if first is weaker:
        return _reason(ReasonCode.WEAKER_SIDE_FIRST, Evidence.TRIAL, MORENO_AZZE, side=first.value)
    code = ReasonCode.CHOSEN_SIDE_FIRST if weaker is None else ReasonCode.STRONGER_SIDE_FIRST
    return _reason(code, side=first.value)


def dose_side_reason(weaker: Side) -> Reason:
    """Whose strength sets the dose, where that side starts."""
    return _reason(ReasonCode.WEAKER_SIDE_SETS_THE_DOSE, side=weaker.value)


def check_is_its_set_reason(held: Side) -> Reason:
    """Why a held side does nothing after the check of its exercise."""
    return _reason(ReasonCode.CHECK_IS_ITS_SET, held=held.value)


def light_week_reason() -> Reason:
    """Why a line of a light week asks less."""
    return _reason(ReasonCode.LIGHT_WEEK, Evidence.CONSENSUS, BELL)


def sets_grow_reason() -> Reason:
    """Why a line has fewer sets in the first weeks."""
    return _reason(ReasonCode.SETS_GROW)


def light_start_reason() -> Reason:
    """Why a line leaves more in reserve after days off."""
    return _reason(ReasonCode.LIGHT_START, Evidence.TRIAL, MCMASTER)


def tight_reason(side: Side) -> Reason:
    """Why a stretch has more sets on one side."""
    return _reason(ReasonCode.TIGHT_SIDE_MORE, side=side.value)


def share_reason(course: Course | None, weaker: Side, sets: int) -> Reason:
    """Why the sides do as many sets as they do."""
    match course.phase if course is not None else Phase.EQUAL:
        case Phase.STRONGER_HELD:
            return _reason(
                ReasonCode.STRONGER_SIDE_HELD,
                Evidence.TRIAL,
                SPIERING,
                side=weaker.value,
                held=weaker.opposite.value,
            )
        case Phase.WEAKER_MORE:
            return _reason(
                ReasonCode.WEAKER_SIDE_MORE, Evidence.TRIAL, MORENO_AZZE, side=weaker.value
            )
        case _:
            return _reason(ReasonCode.EQUAL_SETS, Evidence.TRIAL, MORENO_AZZE, sets=sets)


def _side_reasons(choice: Choice, block: Block, facts: Facts) -> list[Reason]:
    if choice.spec.laterality is Laterality.BILATERAL:
        return []
    if facts.working_alone is not None:
        side = facts.working_alone
        return [
            _reason(
                ReasonCode.ONE_SIDE_RESTS,
                Evidence.TRIAL,
                MANCA,
                side=side.value,
                resting=side.opposite.value,
            )
        ]
    if block is Block.CHECK:
        return [_reason(ReasonCode.CHECK_ORDER_ALTERNATES, Evidence.CONSENSUS)]
    weaker = facts.weaker
    first = facts.chosen if facts.chosen is not None else weaker
    reasons = [side_order_reason(first, weaker=weaker)]
    if weaker is not None and choice.is_force:
        if first is weaker:
            reasons.append(dose_side_reason(weaker))
        reasons.append(share_reason(facts.course, weaker, choice.sets))
    return reasons


def _dose_reasons(choice: Choice, *, dose: SideDose, block: Block, facts: Facts) -> list[Reason]:
    reasons = _load_reasons(choice, dose, facts)
    if facts.is_light_week and block is Block.STRENGTH:
        reasons.append(light_week_reason())
    elif block is Block.STRENGTH and dose.rir_target is not None:
        reasons.append(
            _reason(
                ReasonCode.EFFORT_RAMP,
                Evidence.TRIAL,
                ROBINSON,
                rir=dose.rir_target,
                week=facts.week,
            )
        )
    if facts.starts_light and block is Block.STRENGTH:
        reasons.append(light_start_reason())
    return [*reasons, *_person_reasons(facts)]


def _load_reasons(choice: Choice, dose: SideDose, facts: Facts) -> list[Reason]:
    if dose.load_kg is not None and dose.load_kg > 0:
        side = facts.weaker.value if facts.weaker is not None else None
        return [_reason(ReasonCode.LOAD_FROM_HISTORY, load_kg=dose.load_kg, side=side)]
    if dose.load_kg is not None or not choice.spec.takes_load:
        return []
    if dose.rir_target is None:
        return [_reason(ReasonCode.FIND_A_LOAD_TO_HOLD)]
    return [_reason(ReasonCode.FIND_A_LOAD, Evidence.CONSENSUS, ACSM_2009, rir=dose.rir_target)]


def _person_reasons(facts: Facts) -> list[Reason]:
    """What the athlete's group and cautions add."""
    reasons: list[Reason] = []
    match facts.population:
        case Population.YOUNG:
            reasons.append(_reason(ReasonCode.YOUNG_DOSE, Evidence.CONSENSUS, FAIGENBAUM))
        case Population.OLDER:
            reasons.append(_reason(ReasonCode.OLDER_DOSE, Evidence.CONSENSUS, FRAGALA))
        case Population.NOVICE:
            reasons.append(_reason(ReasonCode.NOVICE_DOSE, Evidence.CONSENSUS, ACSM_2009))
        case Population.ONE_YEAR | Population.TRAINED:
            pass
    if facts.is_careful:
        reasons.append(_reason(ReasonCode.CAUTIOUS_DOSE, Evidence.CONSENSUS, SILBERNAGEL))
    return reasons

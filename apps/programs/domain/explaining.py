"""The reasons of one line, as codes with parameters, grade and source."""

from __future__ import annotations

from apps.exercises.domain.vocabulary import Laterality, Side
from apps.programs.domain.patterns import ANTAGONIST_OF
from apps.programs.domain.policy import (
    ACSM_2009,
    BISHOP,
    FAIGENBAUM,
    FRAGALA,
    LYNCH,
    MORENO_AZZE,
    ROBINSON,
    SILBERNAGEL,
    THOMAS,
    Population,
)
from apps.programs.domain.program import (
    Block,
    Evidence,
    Reason,
    ReasonCode,
    ReasonParam,
    SideDose,
)
from apps.programs.domain.selecting import Choice, Purpose


def line_reasons(
    choice: Choice,
    *,
    block: Block,
    dose: SideDose,
    week: int,
    population: Population,
    weaker: Side | None,
    chosen: Side | None,
    is_careful: bool,
    is_familiar: bool,
) -> tuple[Reason, ...]:
    """Why a line stands where it stands: what it is for, then its sides, then its dose."""
    if block is Block.WARM_UP:
        return (_reason(ReasonCode.CHECK_WARM_UP),)
    reasons = [_check_reason(choice, dose)] if block is Block.CHECK else [_purpose_reason(choice)]
    if is_familiar:
        reasons.append(_reason(ReasonCode.FAMILIAR))
    reasons += _side_reasons(choice, block, weaker, chosen)
    if choice.is_force:
        reasons += _dose_reasons(
            choice,
            dose=dose,
            block=block,
            week=week,
            population=population,
            weaker=weaker,
            is_careful=is_careful,
        )
    return tuple(reasons)


def _reason(
    code: ReasonCode,
    grade: Evidence = Evidence.CONVENTION,
    source: str = "",
    **params: ReasonParam,
) -> Reason:
    return Reason(code=code, params=params, grade=grade, source=source)


def _check_reason(choice: Choice, dose: SideDose) -> Reason:
    return _reason(
        ReasonCode.CHECK_DUE,
        Evidence.CONSENSUS,
        pattern=choice.spec.pattern.value,
        is_all_out=dose.rir_target == 0,
        rir=dose.rir_target,
    )


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


def _side_reasons(
    choice: Choice, block: Block, weaker: Side | None, chosen: Side | None
) -> list[Reason]:
    if choice.spec.laterality is Laterality.BILATERAL:
        return []
    if block is Block.CHECK:
        return [_reason(ReasonCode.CHECK_ORDER_ALTERNATES, Evidence.CONSENSUS)]
    first = chosen if chosen is not None else weaker
    reasons = [side_order_reason(first, weaker=weaker)]
    if weaker is not None and choice.is_force:
        if first is weaker:
            reasons.append(dose_side_reason(weaker))
        reasons.append(
            _reason(ReasonCode.EQUAL_SETS, Evidence.TRIAL, MORENO_AZZE, sets=choice.sets)
        )
    return reasons


def _dose_reasons(
    choice: Choice,
    *,
    dose: SideDose,
    block: Block,
    week: int,
    population: Population,
    weaker: Side | None,
    is_careful: bool,
) -> list[Reason]:
    reasons: list[Reason] = []
    if dose.load_kg is not None and dose.load_kg > 0:
        side = weaker.value if weaker is not None else None
        reasons.append(_reason(ReasonCode.LOAD_FROM_HISTORY, load_kg=dose.load_kg, side=side))
    elif dose.load_kg is None and choice.spec.takes_load and dose.rir_target is None:
        reasons.append(_reason(ReasonCode.FIND_A_LOAD_TO_HOLD))
    elif dose.load_kg is None and choice.spec.takes_load:
        reasons.append(
            _reason(ReasonCode.FIND_A_LOAD, Evidence.CONSENSUS, ACSM_2009, rir=dose.rir_target)
        )
    if block is Block.STRENGTH and dose.rir_target is not None:
        reasons.append(
            _reason(
                ReasonCode.EFFORT_RAMP, Evidence.TRIAL, ROBINSON, rir=dose.rir_target, week=week
            )
        )
    match population:
        case Population.YOUNG:
            reasons.append(_reason(ReasonCode.YOUNG_DOSE, Evidence.CONSENSUS, FAIGENBAUM))
        case Population.OLDER:
            reasons.append(_reason(ReasonCode.OLDER_DOSE, Evidence.CONSENSUS, FRAGALA))
        case Population.NOVICE:
            reasons.append(_reason(ReasonCode.NOVICE_DOSE, Evidence.CONSENSUS, ACSM_2009))
        case Population.ONE_YEAR | Population.TRAINED:
            pass
    if is_careful:
        reasons.append(_reason(ReasonCode.CAUTIOUS_DOSE, Evidence.CONSENSUS, SILBERNAGEL))
    return reasons

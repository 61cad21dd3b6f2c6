"""A planned line with its sides changed over, because the weaker side is known now."""

from __future__ import annotations

from dataclasses import replace

from apps.exercises.domain.vocabulary import Side
from apps.programs.domain.policy import MORENO_AZZE
from apps.programs.domain.program import Evidence, Prescription, Reason, ReasonCode

_ABOUT_THE_SIDE = frozenset(
    {ReasonCode.WEAKER_SIDE_FIRST, ReasonCode.WEAKER_SIDE_SETS_THE_DOSE, ReasonCode.TARGET}
)


def start_with(line: Prescription, side: Side) -> Prescription:
    """The line with ``side`` first, with the dose of the side that was first, and why.

    A check keeps its order (it alternates), and so does a line for both sides together.

    Examples
    --------
    >>> from apps.exercises.domain.vocabulary import MovementPattern
    >>> from apps.programs.domain.program import Block, SideDose
    >>> line = Prescription(
    ...     exercise_slug="split-squat",
    ...     pattern=MovementPattern.KNEE_DOMINANT,
    ...     block=Block.STRENGTH,
    ...     position=0,
    ...     rest_between_sides_s=30,
    ...     rest_after_pair_s=90,
    ...     first_side=Side.LEFT,
    ...     left=SideDose(sets=3),
    ...     right=SideDose(sets=3, is_capped=True),
    ... )
    >>> turned = start_with(line, Side.RIGHT)
    >>> turned.first_side.value, turned.left.is_capped, turned.right.is_capped
    ('right', True, False)
    """
    if line.first_side is None or line.is_check or line.first_side is side:
        return line
    return replace(
        line,
        first_side=side,
        left=line.right,
        right=line.left,
        reasons=tuple(_about(reason, side) for reason in line.reasons),
    )


def _about(reason: Reason, side: Side) -> Reason:
    """The reason as it holds for ``side``; an order by turns has become one by weakness."""
    if reason.code is ReasonCode.SIDES_ALTERNATE:
        return Reason(
            code=ReasonCode.WEAKER_SIDE_FIRST,
            params={"side": side.value},
            grade=Evidence.TRIAL,
            source=MORENO_AZZE,
        )
    if reason.code not in _ABOUT_THE_SIDE:
        return reason
    named = {name: side.value for name in ("side", "weaker_side") if name in reason.params}
    return replace(reason, params={**reason.params, **named})

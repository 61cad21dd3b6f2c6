"""Planned lines with their sides changed over, because another side is to start now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.programs.domain.explaining import ABOUT_SHARES, dose_side_reason, side_order_reason
from apps.programs.domain.program import Block, Prescription, Reason, ReasonCode

_BY_CHOICE = frozenset({ReasonCode.CHOSEN_SIDE_FIRST, ReasonCode.STRONGER_SIDE_FIRST})
_ORDER = _BY_CHOICE | {ReasonCode.WEAKER_SIDE_FIRST, ReasonCode.SIDES_ALTERNATE}


def side_by_turns(week: int) -> Side:
    """Side that starts where none is weaker and none is chosen; ``week`` counts from 1.

    Examples
    --------
    >>> [side_by_turns(week).value for week in (1, 2, 3)]
    ['left', 'right', 'left']
    """
    return Side.LEFT if week % 2 == 1 else Side.RIGHT


def reordered(
    line: Prescription,
    *,
    chosen: Side | None,
    weaker_by_pattern: Mapping[MovementPattern, Side],
    week: int,
) -> Prescription:
    """The line with the side first that is to start now, and why.

    A line by turns stays as it is while nothing is known and nothing chosen.

    Parameters
    ----------
    chosen
        Side that the athlete lets start every pair, or None for the weaker one.
    weaker_by_pattern
        The weaker sides that are known.
    week
        Week of the program, from 1.
    """
    weaker = weaker_by_pattern.get(line.pattern) or weaker_by_pattern.get(_worked_on(line))
    first = chosen if chosen is not None else weaker
    if first is not None:
        return _led_by(line, first, side_order_reason(first, weaker=weaker), weaker=weaker)
    if _BY_CHOICE & {reason.code for reason in line.reasons}:
        by_turns = side_order_reason(None, weaker=None)
        return _led_by(line, side_by_turns(week), by_turns, weaker=None)
    return line


def _worked_on(line: Prescription) -> MovementPattern:
    """The pattern that a line is there for, which may be another than its own."""
    named = (reason.params.get("target") for reason in line.reasons)
    return next((MovementPattern(str(name)) for name in named if name), line.pattern)


def start_with(line: Prescription, side: Side) -> Prescription:
    """The line with its weaker ``side`` first, with the dose of the side that was first, and why.

    A check and its warm-up keep their order (it alternates), and so does a line for both sides
    together.

    Examples
    --------
    >>> from apps.exercises.domain.vocabulary import MovementPattern
    >>> from apps.programs.domain.program import SideDose
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
    if line.first_side is side:
        return line
    return _led_by(line, side, side_order_reason(side, weaker=side), weaker=side)


def _led_by(line: Prescription, side: Side, order: Reason, *, weaker: Side | None) -> Prescription:
    if line.first_side is None or line.is_check or line.block is Block.WARM_UP:
        return line
    reasons = tuple(_about(line.reasons, order, weaker=weaker))
    if line.first_side is side:
        return line if reasons == line.reasons else replace(line, reasons=reasons)
    left, right = line.right, line.left
    if left is not None and right is not None and weaker is not None and _is_shared(line, weaker):
        left, right = (
            replace(right, is_capped=left.is_capped),
            replace(left, is_capped=right.is_capped),
        )
    return replace(line, first_side=side, left=left, right=right, reasons=reasons)


def _is_shared(line: Prescription, weaker: Side) -> bool:
    """Whether sets and loads are what a lever gives each side, whichever of them starts."""
    shares = [reason for reason in line.reasons if reason.code in ABOUT_SHARES]
    return any(reason.params.get("side") == weaker.value for reason in shares)


def _about(reasons: tuple[Reason, ...], order: Reason, *, weaker: Side | None) -> Iterator[Reason]:
    """The reasons as they hold for the new order."""
    leads = order.code is ReasonCode.WEAKER_SIDE_FIRST
    adds_dose = leads and ReasonCode.WEAKER_SIDE_SETS_THE_DOSE not in {r.code for r in reasons}
    for reason in reasons:
        if reason.code in _ORDER:
            yield order
        elif reason.code is ReasonCode.WEAKER_SIDE_SETS_THE_DOSE:
            if leads and weaker is not None:
                yield dose_side_reason(weaker)
        elif "weaker_side" in reason.params and weaker is not None:
            yield replace(reason, params={**reason.params, "weaker_side": weaker.value})
        else:
            if reason.code in ABOUT_SHARES and adds_dose and weaker is not None:
                yield dose_side_reason(weaker)
            yield reason

"""What a week's measurements change: each target's course, what was expected, and when to rest early."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from apps.exercises.domain.vocabulary import MovementPattern
from apps.programs.domain.courses import (
    Course,
    Expected,
    Leeway,
    Reading,
    Reviewed,
    Turn,
    review,
)
from apps.programs.domain.inputs import Target
from apps.programs.domain.policy import (
    LYNCH,
    MORENO_AZZE,
    POLICY,
    SPIERING,
    Population,
    ProgramPolicy,
)
from apps.programs.domain.program import Evidence, Reason, ReasonCode, ReasonParam
from apps.programs.domain.serialising import Serialisable

_SAID: dict[Turn, tuple[ReasonCode, Evidence, str]] = {
    Turn.MOVES: (ReasonCode.GAP_MOVES, Evidence.TRIAL, MORENO_AZZE),
    Turn.HOLD_STRONGER: (ReasonCode.HOLD_STRONGER_NOW, Evidence.CONSENSUS, SPIERING),
    Turn.ADD_TO_WEAKER: (ReasonCode.MORE_FOR_WEAKER_NOW, Evidence.CONSENSUS, MORENO_AZZE),
    Turn.ADD_MORE: (ReasonCode.MORE_FOR_WEAKER_NOW, Evidence.CONSENSUS, MORENO_AZZE),
    Turn.CLOSED: (ReasonCode.GAP_CLOSED, Evidence.CONVENTION, ""),
    Turn.REOPENED: (ReasonCode.GAP_REOPENED, Evidence.CONVENTION, ""),
    Turn.HOLD_AND_MONITOR: (ReasonCode.HOLD_AND_MONITOR, Evidence.TRIAL, LYNCH),
}


class Review(Struct, Serialisable, frozen=True, kw_only=True):
    """The targets after a review.

    Parameters
    ----------
    targets
        Every target with its course.
    turned
        Patterns whose sets are shared in another way from now on.
    reasons
        What was decided of each, where there is something to say.
    """

    targets: tuple[Target, ...]
    turned: frozenset[MovementPattern]
    reasons: tuple[Reason, ...]


def percent_of(gap_log_pct: float) -> float:
    """A gap in log-% as percent of the stronger side; 0 where the sides changed places.

    Examples
    --------
    >>> round(percent_of(13.9), 1), percent_of(-2.0)
    (13.0, 0.0)
    """
    return max(0.0, 100.0 * -math.expm1(-gap_log_pct / 100.0))


def review_targets(
    targets: Iterable[Target],
    readings: Mapping[MovementPattern, Reading],
    leeway: Leeway,
    policy: ProgramPolicy = POLICY,
) -> Review:
    """Let every target's course follow what is believed now.

    A target without a course begins one; a target without a reading keeps what it has.
    """
    known: list[Target] = []
    turned: set[MovementPattern] = set()
    reasons: list[Reason] = []
    for target in targets:
        reading = readings.get(target.pattern)
        if reading is None:
            known.append(target)
            continue
        if target.course is None:
            known.append(replace(target, course=Course.begun(reading)))
            continue
        reviewed = review(target.course, reading, leeway, policy)
        known.append(replace(target, course=reviewed.course))
        if reviewed.course.phase is not target.course.phase or reviewed.turn is Turn.ADD_MORE:
            turned.add(target.pattern)
        said = _said(target, target.course, reviewed, reading, policy)
        reasons += [] if said is None else [said]
    return Review(targets=tuple(known), turned=frozenset(turned), reasons=tuple(reasons))


def _said(
    target: Target, before: Course, reviewed: Reviewed, now: Reading, policy: ProgramPolicy
) -> Reason | None:
    """What a turn is said to be; nothing while nothing was judged."""
    was_judged = reviewed.course.since != before.since
    if reviewed.turn not in _SAID or not was_judged:
        return None
    code, grade, source = _SAID[reviewed.turn]
    params: dict[str, ReasonParam] = {
        "pattern": target.pattern.value,
        "side": target.weaker_side.value,
        "held": target.weaker_side.opposite.value,
        "weeks": round(before.weeks(now.on)),
        "from_pct": percent_of(before.at_phase.gap_log_pct),
        "now_pct": percent_of(now.gap_log_pct),
        "level_pct": percent_of(policy.level_log_pct),
    }
    return Reason(code=code, params=params, grade=grade, source=source)


def expected_gap(
    start: Reading, population: Population, *, weeks: int, policy: ProgramPolicy = POLICY
) -> Expected:
    """What a gap will probably be after some weeks of a program.

    Parameters
    ----------
    start
        What is believed when the program begins.
    weeks
        Length of the program.

    Notes
    -----
    The pace is that of simulated athletes of whose gap a low, middle or high part can be trained
    away; which of them somebody is, nobody knows beforehand, so the range is wide.
    """
    slow, middle, fast = policy.pace_of(population)
    doubt = policy.range_sds * start.sd_log_pct

    def left(pace: float, error: float) -> float:
        return percent_of(max(0.0, start.gap_log_pct + error - pace * weeks))

    return Expected(
        on=start.on,
        middle_pct=left(middle, 0.0),
        low_pct=left(fast, -doubt),
        high_pct=left(slow, doubt),
    )


def outcome_of(target: Target, expected: Expected, now: Reading) -> Reason:
    """What was expected at the start beside what the last check says."""
    return Reason(
        code=ReasonCode.PREDICTED_AND_CAME,
        params={
            "pattern": target.pattern.value,
            "expected_pct": expected.middle_pct,
            "low_pct": expected.low_pct,
            "high_pct": expected.high_pct,
            "now_pct": percent_of(now.gap_log_pct),
        },
    )


def is_dropping(sessions: Sequence[Mapping[str, float]], policy: ProgramPolicy = POLICY) -> bool:
    """Whether the last two sessions each went worse than what came before them.

    Parameters
    ----------
    sessions
        Best log capacity (1 is a factor of e) of each exercise, by slug; the oldest session first.
        One of which nothing is known tells nothing, and is passed over.
    """
    told = [session for session in sessions if session]
    if len(told) <= 2:  # noqa: PLR2004 - the two that are judged
        return False
    best: dict[str, float] = {}
    for session in told[:-2]:
        for slug, capacity in session.items():
            best[slug] = max(best.get(slug, capacity), capacity)
    return all(_fell(session, best, policy) for session in told[-2:])


def _fell(session: Mapping[str, float], best: Mapping[str, float], policy: ProgramPolicy) -> bool:
    falls = [best[slug] - capacity for slug, capacity in session.items() if slug in best]
    return bool(falls) and sum(falls) / len(falls) >= -math.log1p(-policy.performance_drop)

"""What a change by hand breaks that was whole before, and which of it safety forbids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from apps.programs.domain.breaches import Breach, Case, Rule
from apps.programs.domain.program import ReasonParam

_ALWAYS_FORBIDDEN = frozenset({Rule.REGION_BLOCKED, Rule.RESTING_SIDE_WORKED, Rule.DAILY_BLOCKED})
_FORBIDDEN_UNDER_18 = frozenset(
    {
        Rule.TOO_HARD,
        Rule.MAXIMAL_TOO_OFTEN,
        Rule.REPS_OUT_OF_RANGE,
        Rule.LEVEL_TOO_HIGH,
        Rule.SESSION_VOLUME,
        Rule.WEEK_VOLUME,
        Rule.TOO_MANY_SESSIONS,
        Rule.NO_DAY_OFF,
    }
)

type _Key = tuple[object, ...]


def newly_broken(before: Iterable[Breach], after: Iterable[Breach]) -> tuple[Breach, ...]:
    """Breaches that were not there before, or that have grown.

    Where a line stands in its session does not tell it from another: that moves with the lines
    around it.
    """
    known: dict[_Key, Mapping[str, float]] = {}
    for breach in before:
        known[_key(breach)] = _amounts(breach)
    found: dict[_Key, Breach] = {}
    for breach in after:
        key = _key(breach)
        earlier = known.get(key)
        if earlier is None or _is_worse(earlier, _amounts(breach)):
            found.setdefault(key, breach)
    return tuple(found.values())


def _key(breach: Breach) -> _Key:
    words = sorted((name, value) for name, value in breach.params.items() if isinstance(value, str))
    return (breach.rule, breach.week, breach.day_index, *words)


def _amounts(breach: Breach) -> dict[str, float]:
    return {name: value for name, value in breach.params.items() if _is_amount(value)}  # type: ignore[misc] # checked


def _is_amount(value: ReasonParam) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_worse(before: Mapping[str, float], after: Mapping[str, float]) -> bool:
    return any(value > before.get(name, value) for name, value in after.items())


def forbidden(breaches: Iterable[Breach], case: Case) -> tuple[Breach, ...]:
    """Those of the breaches that no athlete may choose."""
    return tuple(breach for breach in breaches if _is_forbidden(breach, case))


def _is_forbidden(breach: Breach, case: Case) -> bool:
    if breach.rule in _ALWAYS_FORBIDDEN:
        return True
    if breach.rule is Rule.CAUTION_IGNORED:
        spec = case.specs.get(str(breach.params.get("exercise")))
        return spec is not None and not case.inputs.blocked_regions.isdisjoint(spec.cautions)
    return case.is_young and breach.rule in _FORBIDDEN_UNDER_18

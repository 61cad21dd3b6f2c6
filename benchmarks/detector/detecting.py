"""The product's own detector, run over simulated athletes.

The sets of all athletes are compared in one pass, as the product compares the patterns of one;
then each athlete goes through the product's filter and is judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby, pairwise

import numpy as np
from msgspec import Struct

from apps.imbalances.domain.comparing import compare, with_shared_day
from apps.imbalances.domain.filter import Filter
from apps.imbalances.domain.observations import Observed, observed
from apps.imbalances.domain.state import initial_state, instant_of
from apps.imbalances.domain.verdicts import Finding, Verdict, judge
from apps.profiles.domain.people import Handedness

from .reading import PATTERN, athletes_of, columns_of, instants
from .simulating import Array, Flags, Logs, Whole
from .variants import Variant

VERDICTS = tuple(Verdict)
HANDEDNESS = Handedness.RIGHT


class Judged(Struct, frozen=True, kw_only=True):
    """What was said of each athlete; verdicts are places in ``VERDICTS``.

    Arrays have an element an athlete, or in :func:`followed` an axis of sessions as well.
    """

    mean: Array
    sd: Array
    p10: Array
    verdict: Whole
    named: Flags

    def is_a(self, verdict: Verdict) -> Flags:
        """Where the verdict is this one."""
        hits: Flags = self.verdict == VERDICTS.index(verdict)
        return hits


def judged(logs: Logs, variant: Variant) -> Judged:
    """Each athlete judged once, at the last session's end."""
    as_of = instant_of(float(instants(logs.weeks)[-1]))
    findings = []
    for log in _logs_by_athlete(logs, variant):
        belief = _beginning(variant)
        for one in log:
            belief.advance(one)
        findings.append(judge(belief.state(), as_of=as_of, policy=variant.policy))
    return _judged(findings)


def followed(logs: Logs, variant: Variant) -> Judged:
    """Each athlete judged after each session, trained or not: arrays (athletes, sessions)."""
    sessions = len(logs.weeks)
    ends = [instant_of(float(end)) for end in instants(logs.weeks)]
    findings: list[Finding] = []
    for log in _logs_by_athlete(logs, variant):
        findings += _after_each_session(log, ends, variant)
    flat = _judged(findings)
    shape = (len(logs.truth), sessions)
    return Judged(**{name: getattr(flat, name).reshape(shape) for name in Judged.__struct_fields__})


def _after_each_session(
    log: list[Observed], ends: list[datetime], variant: Variant
) -> Iterator[Finding]:
    belief = _beginning(variant)
    workouts = {
        int(name) % len(ends): list(group)
        for name, group in groupby(log, key=lambda one: one.occasion_id)
    }
    for session, end in enumerate(ends):
        for one in workouts.get(session, ()):
            belief.advance(one)
        yield judge(belief.state(), as_of=end, policy=variant.policy)


def _beginning(variant: Variant) -> Filter:
    return Filter(initial_state(PATTERN, HANDEDNESS, variant.policy), variant.policy)


def _logs_by_athlete(logs: Logs, variant: Variant) -> Iterator[list[Observed]]:
    columns, codes = columns_of(logs, variant.policy)
    found, _reasons = compare(variant.change(columns), variant.policy)
    owner = athletes_of(found.occasion, logs)
    found = found.of(np.argsort(owner, kind="stable"))
    told = observed(with_shared_day(found, variant.policy), codes)
    ends = np.searchsorted(np.sort(owner), np.arange(len(logs.truth) + 1)).tolist()
    for start, end in pairwise(ends):
        yield told[start:end]


def _judged(findings: list[Finding]) -> Judged:
    return Judged(
        mean=np.array([one.mean_log_pct for one in findings]),
        sd=np.array([one.sd_log_pct for one in findings]),
        p10=np.array([one.p_over_10 for one in findings]),
        verdict=np.array([VERDICTS.index(one.verdict) for one in findings]),
        named=np.array([one.weaker_side is not None for one in findings]),
    )

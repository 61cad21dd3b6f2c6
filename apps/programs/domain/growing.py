"""How sets grow in a block from what the weeks before it held."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from apps.exercises.domain.vocabulary import Laterality
from apps.programs.domain.dose_facts import LineKey, line_key
from apps.programs.domain.patterns import PULLS

if TYPE_CHECKING:
    from apps.exercises.domain.anatomy import Muscle
    from apps.programs.domain.dosing import Dosing
    from apps.programs.domain.policy import ProgramPolicy
    from apps.programs.domain.selecting import Choice

_ROUNDING = 1e-9


def growing(choices: Sequence[Choice], dosing: Dosing) -> Dosing:
    """The doses with fewer sets in the first weeks, where the weeks before had clearly fewer.

    Notes
    -----
    A pattern begins at most a third, or two sets, above its fullest week of the last four, and goes
    on in such steps. Muscles are shared by patterns that grow at one time: a line waits a week where
    its muscles would get more than that in one. Pulls begin as planned, so that they never fall
    behind pushes; so do lifts of both sides at once, and patterns that were not trained.
    """
    growth = _Growth(choices=tuple(c for c in choices if c.is_force), dosing=dosing)
    first = growth.wanted(1)
    if all(first[key] >= growth.lines[key].sets for key in first):
        return dosing
    caps: dict[tuple[LineKey, int], int] = {}
    now = first
    for week in range(1, dosing.weeks + 1):
        if week > 1 and not dosing.is_light(week):
            now = growth.next_step(now, week)
        growth.remember(now, week)
        for key, sets in now.items():
            if sets < growth.lines[key].sets:
                caps[key, week] = sets
    return replace(dosing, caps=caps)


@dataclass(slots=True, kw_only=True)
class _Growth:
    """Sets of the lines of a block, week by week; alike lines of two days are one.

    Parameters
    ----------
    choices
        What is worked with force.
    dosing
        Doses of lines that are fully grown.
    """

    choices: tuple[Choice, ...]
    dosing: Dosing
    lines: dict[LineKey, Choice] = field(init=False)
    _most: dict[Muscle, float] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.lines = {line_key(choice): choice for choice in self.choices}

    def wanted(self, week: int) -> dict[LineKey, int]:
        """Sets of each line that its pattern alone would allow in a week."""
        recent = {one.pattern: one.sets for one in self.dosing.inputs.recent}
        found: dict[LineKey, int] = {}
        for key, choice in self.lines.items():
            pattern = choice.spec.pattern
            weekly = self.dosing.weekly.get(pattern)
            is_free = pattern in PULLS or choice.spec.laterality is not Laterality.UNILATERAL
            if is_free or weekly is None or pattern not in recent:
                continue
            most = allowed_sets(recent[pattern], week, self.dosing.policy)
            part = math.floor(choice.sets * most / weekly.sets + _ROUNDING)
            found[key] = min(choice.sets, max(1, part))
        return found

    def next_step(self, before: Mapping[LineKey, int], week: int) -> dict[LineKey, int]:
        """Sets a week later: line by line one more, while its muscles bear it."""
        now, wanted = dict(before), self.wanted(week)
        grew = True
        while grew:
            grew = False
            for key, sets in list(now.items()):
                more = {**now, key: sets + 1}
                if sets < wanted[key] and self._bears(self.lines[key], more, week):
                    now, grew = more, True
        return now

    def remember(self, now: Mapping[LineKey, int], week: int) -> None:
        """Note the most that each muscle has had."""
        for muscle, sets in self._sets_of_muscles(now, week).items():
            self._most[muscle] = max(self._most.get(muscle, 0.0), sets)

    def _bears(self, choice: Choice, more: Mapping[LineKey, int], week: int) -> bool:
        policy, sets = self.dosing.policy, self._sets_of_muscles(more, week)
        muscles = (*choice.spec.primary_muscles, *choice.spec.secondary_muscles)
        return all(
            sets[muscle] <= _step_from(self._most.get(muscle, 0.0), policy) for muscle in muscles
        )

    def _sets_of_muscles(self, now: Mapping[LineKey, int], week: int) -> dict[Muscle, float]:
        """Sets of the fuller side for each muscle; a secondary muscle counts for a part."""
        total: defaultdict[Muscle, float] = defaultdict(float)
        for choice in self.choices:
            cap = now.get(line_key(choice), choice.sets)
            share = self.dosing.share_of(choice, week)
            share = share if cap >= choice.sets else share.at_most(cap)
            sets = max(share.weaker, share.stronger)
            for muscle in choice.spec.primary_muscles:
                total[muscle] += sets
            for muscle in choice.spec.secondary_muscles:
                total[muscle] += sets * self.dosing.policy.secondary_share
        return total


def allowed_sets(recent: int, week: int, policy: ProgramPolicy) -> float:
    """Weekly sets of a pattern that may be reached by a week of a block, 1 is the first.

    Examples
    --------
    >>> from apps.programs.domain.policy import POLICY
    >>> [allowed_sets(2, week, POLICY) for week in (1, 2, 3)]
    [4, 6, 8]
    """
    most: float = recent
    for _ in range(week):
        most = _step_from(most, policy)
    return most


def _step_from(sets: float, policy: ProgramPolicy) -> float:
    return max(policy.most_growth * sets, sets + policy.free_growth_sets)

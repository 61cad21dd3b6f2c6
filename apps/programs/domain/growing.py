"""How sets grow in a block from what the weeks before it held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from apps.exercises.domain.vocabulary import Side
from apps.programs.domain.dose_facts import LineKey, line_key
from apps.programs.domain.muscles import shares_of_muscles
from apps.programs.domain.patterns import PULLS, PUSHES
from apps.programs.domain.selecting import Purpose
from apps.programs.domain.sharing import Share

if TYPE_CHECKING:
    from apps.exercises.domain.anatomy import Muscle
    from apps.programs.domain.dosing import Dosing
    from apps.programs.domain.policy import ProgramPolicy
    from apps.programs.domain.selecting import Choice

type _Place = tuple[Muscle, Side]

_SPARED_LAST = frozenset({Purpose.TARGET, Purpose.PLANE})


def growing(choices: Sequence[Choice], dosing: Dosing) -> Dosing:
    """The doses with fewer sets in the first weeks, where the weeks before had clearly fewer.

    Notes
    -----
    No muscle of a side gets more than a third, or two sets, above its fullest week so far, that of
    the last four weeks before the block included. A muscle that was not trained begins as planned.
    Lines give way one set at a time, those of the targets last; each keeps one, and pulls do not
    fall behind pushes.
    """
    if not dosing.inputs.recent:
        return dosing
    growth = _Growth(choices=tuple(c for c in choices if c.is_force), dosing=dosing)
    caps: dict[tuple[LineKey, int], int] = {}
    now: Mapping[LineKey, int] = {}
    for week in range(1, dosing.weeks + 1):
        # A light week halves what the week before it had.
        if not dosing.is_light(week):
            now = growth.next_week(week)
        for key, sets in now.items():
            if sets < growth.lines[key].sets:
                caps[key, week] = sets
    return replace(dosing, caps=caps)


class _Growth(Struct, kw_only=True):
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
    lines: dict[LineKey, Choice] = field(default_factory=dict)
    _most: dict[_Place, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lines = {line_key(choice): choice for choice in self.choices}
        self._most = {(one.muscle, one.side): one.sets for one in self.dosing.inputs.recent}

    def next_week(self, week: int) -> Mapping[LineKey, int]:
        """Sets of each line in a week; the weeks before it were asked for before."""
        now = {key: choice.sets for key, choice in self.lines.items()}
        total = self._sets_of_muscles(now, week)
        while over := self._over(total):
            fewer = self._one_fewer(now, over)
            if fewer is None:
                break
            now[fewer] -= 1
            total = self._sets_of_muscles(now, week)
        for place, sets in total.items():
            self._most[place] = max(self._most.get(place, 0.0), sets)
        return now

    def _over(self, total: Mapping[_Place, float]) -> set[_Place]:
        policy = self.dosing.policy
        return {
            place
            for place, sets in total.items()
            if (most := self._most.get(place, 0.0)) > 0 and sets > most_after(most, policy)
        }

    def _one_fewer(self, now: Mapping[LineKey, int], over: set[_Place]) -> LineKey | None:
        """The line that gives way: not a target's if another can, then the longest."""
        muscles = {muscle for muscle, _ in over}
        able = [key for key, sets in now.items() if sets > 1]
        touched = [
            key
            for key in able
            if not muscles.isdisjoint(shares_of_muscles(self.lines[key].spec, 1.0))
        ]
        if not touched:
            return None
        found = min(touched, key=lambda key: self._order(key, now))
        if self.lines[found].spec.pattern not in PULLS or self._can_spare(found, now):
            return found
        others = [key for key in touched if self.lines[key].spec.pattern not in PULLS]
        pushes = [key for key in able if self.lines[key].spec.pattern in PUSHES]
        return min(others or pushes, key=lambda key: self._order(key, now), default=None)

    def _order(self, key: LineKey, now: Mapping[LineKey, int]) -> tuple[bool, int, LineKey]:
        return self.lines[key].purpose in _SPARED_LAST, -now[key], key

    def _can_spare(self, pull: LineKey, now: Mapping[LineKey, int]) -> bool:
        """Whether pulls keep at least as many sets as pushes with one fewer in a line."""
        pulls, pushes = (
            sum(now[line_key(c)] for c in self.choices if c.spec.pattern in patterns)
            for patterns in (PULLS, PUSHES)
        )
        return pulls - sum(line_key(c) == pull for c in self.choices) >= pushes

    def _sets_of_muscles(self, now: Mapping[LineKey, int], week: int) -> dict[_Place, float]:
        """Sets of each muscle and side; a secondary muscle counts for a part."""
        total: defaultdict[_Place, float] = defaultdict(float)
        part = self.dosing.policy.secondary_share
        for choice in self.choices:
            shares = shares_of_muscles(choice.spec, part)
            for side, sets in self._sets_of_sides(choice, now[line_key(choice)], week):
                for muscle, share in shares.items():
                    total[muscle, side] += share * sets
        return total

    def _sets_of_sides(self, choice: Choice, cap: int, week: int) -> tuple[tuple[Side, int], ...]:
        share = self.dosing.share_of(choice, week)
        share = share if cap >= choice.sets else share.at_most(cap)
        alone = self.dosing.working_side(choice)
        if alone is not None:
            return ((alone, share.weaker),)
        if choice.is_checked and week in self.dosing.check_weeks:
            share = _with_check(share)
        weaker = self.dosing.weaker_side(choice) or Side.LEFT
        return ((weaker, share.weaker), (weaker.opposite, share.stronger))


def _with_check(share: Share) -> Share:
    """Sets of a line with its check: a side that had one set has its check beside it."""
    if share.weaker <= 1:
        return Share.equal(1)
    work = share.without(1)
    return Share(weaker=work.weaker + 1, stronger=work.stronger + 1)


def most_after(sets: float, policy: ProgramPolicy) -> float:
    """Weekly sets that may follow a week of some sets.

    Examples
    --------
    >>> from apps.programs.domain.policy import POLICY
    >>> [most_after(sets, POLICY) for sets in (2, 10)]
    [4, 13.0]
    """
    return max(policy.most_growth * sets, sets + policy.free_growth_sets)

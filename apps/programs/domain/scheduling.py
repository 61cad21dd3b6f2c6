"""Which days are used, and whether one more exercise fits a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import combinations

from apps.exercises.domain.anatomy import Muscle
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import Laterality, MovementPattern
from apps.programs.domain.dosing import Dosing
from apps.programs.domain.patterns import PULLS, PUSHES
from apps.programs.domain.policy import DoseTemplate
from apps.programs.domain.program import ProgramInputs, Target
from apps.programs.domain.selecting import Choice, Purpose
from apps.programs.domain.sharing import Weekly
from apps.programs.domain.timing import prescription_seconds

DAYS_A_WEEK = 7


def day_offsets(inputs: ProgramInputs, template: DoseTemplate) -> tuple[int, ...]:
    """Days of the week that are used, as days after the first of the week.

    As many of the athlete's days as suit the population, spread as evenly as they can be; where a
    day off between sessions is needed, as many as leave one.
    """
    start = inputs.starts_on.weekday()
    offered = sorted({(day - start) % DAYS_A_WEEK for day in inputs.training_days})
    for size in range(min(len(offered), template.most_sessions), 0, -1):
        best = min(combinations(offered, size), key=lambda days: (_unevenness(days), days))
        if not template.needs_rest_day or not _has_neighbours(best):
            return best
    return ()


def are_neighbours(first: int, second: int) -> bool:
    """Whether two days follow each other, also from the last of a week to the first of the next.

    Examples
    --------
    >>> are_neighbours(0, 6), are_neighbours(0, 2)
    (True, False)
    """
    return (first - second) % DAYS_A_WEEK in (1, DAYS_A_WEEK - 1)


def _has_neighbours(days: tuple[int, ...]) -> bool:
    return any(are_neighbours(a, b) for a, b in combinations(days, 2))


def _unevenness(days: tuple[int, ...]) -> int:
    gaps = [
        (after - before) % DAYS_A_WEEK
        for before, after in zip(days, (*days[1:], days[0]), strict=True)
    ]
    return sum(gap * gap for gap in gaps)


@dataclass(slots=True, kw_only=True)
class WeekBuilder:
    """A week that is filled one choice at a time; each day keeps to its limits.

    Parameters
    ----------
    offsets
        Days used, as days after the first of the week.
    dosing
        What the time of a choice depends on.
    has_pulls
        Whether a pull is possible at all, so that pushes must not outnumber pulls.
    lead
        The target that comes before that rule.
    """

    offsets: tuple[int, ...]
    dosing: Dosing
    has_pulls: bool
    lead: Target | None = None
    days: list[list[Choice]] = field(init=False)
    _seconds: list[int] = field(init=False)
    _sets: list[defaultdict[Muscle, float]] = field(init=False)
    _known_seconds: dict[tuple[str, int, bool], int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.days = [[] for _ in self.offsets]
        self._sets = [defaultdict(float) for _ in self.offsets]
        self._seconds = [self.dosing.policy.warm_up_s for _ in self.offsets]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """All choices of the week, day by day."""
        return tuple(choice for day in self.days for choice in day)

    def days_with(self, pattern: MovementPattern) -> int:
        """Number of days on which a pattern is worked with force, one side at a time."""
        return sum(
            any(
                c.is_force and c.spec.pattern is pattern and c.purpose is not Purpose.BILATERAL
                for c in day
            )
            for day in self.days
        )

    def one_sided_work(self) -> dict[MovementPattern, Weekly]:
        """What the week holds of each pattern with force, one side at a time."""
        sets: defaultdict[MovementPattern, list[int]] = defaultdict(list)
        for choice in self.choices:
            if choice.is_force and choice.spec.laterality is Laterality.UNILATERAL:
                sets[choice.spec.pattern].append(choice.sets)
        return {pattern: Weekly(lines=len(each), sets=sum(each)) for pattern, each in sets.items()}

    def spec_of(self, pattern: MovementPattern) -> ExerciseSpec | None:
        """One-sided exercise that already stands for a pattern, or None."""
        return next(
            (
                c.spec
                for c in self.choices
                if c.is_force and c.spec.pattern is pattern and c.purpose is not Purpose.BILATERAL
            ),
            None,
        )

    def can_meet_twice(self) -> bool:
        """Whether two of the days leave a day off between them."""
        return any(not are_neighbours(a, b) for a, b in combinations(self.offsets, 2))

    def place(
        self, choice: Choice, *, least_sets: int = 1, only_day: int | None = None
    ) -> Choice | None:
        """Put a choice on its best day with as many of its sets as fit; None if on no day.

        The best day leaves the most other days free to repeat it, then has the fewest checks if
        this is one, then the most time left.
        """
        indexes = range(len(self.days)) if only_day is None else (only_day,)
        for sets in range(choice.sets, least_sets - 1, -1):
            wanted = replace(choice, sets=sets)
            seconds = self._seconds_of(wanted)
            fitting = [day for day in indexes if self._fits(day, wanted, seconds)]
            if fitting:
                best = min(fitting, key=lambda day: self._order(day, wanted))
                self.days[best].append(wanted)
                self._count(best, wanted, 1)
                return wanted
        return None

    def place_first(self, choices: Iterable[Choice], *, least_sets: int = 1) -> Choice | None:
        """Place the first of several choices that fits."""
        for choice in choices:
            placed = self.place(choice, least_sets=least_sets)
            if placed is not None:
                return placed
        return None

    def remove(self, choice: Choice) -> None:
        """Take a placed choice out again."""
        for day, choices in enumerate(self.days):
            if choice in choices:
                choices.remove(choice)
                self._count(day, choice, -1)

    def balance_pushes(self) -> bool:
        """Give pulls as many sets as pushes, by a set more here or a set fewer there; True if done."""
        while self.has_pulls and self.sets_of(PUSHES) > self.sets_of(PULLS):
            if not (self._resize(PULLS, 1) or self._resize(PUSHES, -1)):
                return False
        return True

    def _resize(self, patterns: frozenset[MovementPattern], change: int) -> bool:
        """Change one choice of some patterns by a set, the last of the week first."""
        for day, choices in reversed(list(enumerate(self.days))):
            for number, choice in reversed(list(enumerate(choices))):
                sets = choice.sets + change
                in_limits = 1 <= sets <= self.dosing.template.target_sets
                if not (choice.is_force and choice.spec.pattern in patterns and in_limits):
                    continue
                changed = replace(choice, sets=sets)
                del choices[number]
                self._count(day, choice, -1)
                fits = change < 0 or self._fits(day, changed, self._seconds_of(changed))
                kept = changed if fits else choice
                choices.insert(number, kept)
                self._count(day, kept, 1)
                if fits:
                    return True
        return False

    def _order(self, day: int, choice: Choice) -> tuple[int, int, int, int]:
        repeatable = sum(
            other != day and not are_neighbours(self.offsets[day], self.offsets[other])
            for other in range(len(self.days))
        )
        return (
            -min(repeatable, 1) if choice.is_force else 0,
            self._checks(day) if choice.is_checked else 0,
            self._seconds[day],
            day,
        )

    def _checks(self, day: int) -> int:
        return sum(choice.is_checked for choice in self.days[day])

    def _seconds_of(self, choice: Choice) -> int:
        """Longest time that a choice takes in any week, s; kept, for it is asked again and again."""
        key = (choice.spec.slug, choice.sets, choice.is_checked)
        if key not in self._known_seconds:
            self._known_seconds[key] = self._longest(choice)
        return self._known_seconds[key]

    def _longest(self, choice: Choice) -> int:
        weeks = self.dosing.longest_weeks
        return max(
            sum(
                prescription_seconds(line, self.dosing.policy)
                for line in self.dosing.lines_in_week(choice, week)
            )
            for week in weeks
        )

    def _fits(self, day: int, choice: Choice, seconds: int) -> bool:
        policy = self.dosing.policy
        lines = sum(3 if c.is_checked else 1 for c in (*self.days[day], choice))
        return (
            self._seconds[day] + seconds <= self.dosing.inputs.session_minutes * 60
            and lines <= policy.most_lines
            and all(placed.spec.slug != choice.spec.slug for placed in self.days[day])
            and (not choice.is_checked or self._checks(day) < policy.most_checks_a_session)
            and self._keeps_pulls_ahead(choice)
            and (not choice.is_force or self._fits_muscles(day, choice))
        )

    def _fits_muscles(self, day: int, choice: Choice) -> bool:
        """Whether its muscles rested the day before, rest the day after, and stay in their limits."""
        policy = self.dosing.policy
        primary = set(choice.spec.primary_muscles)
        for other, offset in enumerate(self.offsets):
            if are_neighbours(offset, self.offsets[day]) and any(
                primary & set(c.spec.primary_muscles) for c in self.days[other] if c.is_force
            ):
                return False
        most_in_week = min(self.dosing.template.most_weekly_sets, policy.hard_weekly_sets)
        return all(
            self._sets[day][muscle] + sets <= policy.most_session_sets
            and sum(counts[muscle] for counts in self._sets) + sets <= most_in_week
            for muscle, sets in self._hard_sets(choice)
        )

    def _hard_sets(self, choice: Choice) -> list[tuple[Muscle, float]]:
        """Hard sets of one side for each muscle; a secondary muscle counts for a part."""
        part = choice.sets * self.dosing.policy.secondary_share
        return [
            *((muscle, float(choice.sets)) for muscle in choice.spec.primary_muscles),
            *((muscle, part) for muscle in choice.spec.secondary_muscles),
        ]

    def _count(self, day: int, choice: Choice, sign: int) -> None:
        """Count a choice in (1) or out (-1) of the time and the muscles of its day."""
        self._seconds[day] += sign * self._seconds_of(choice)
        if choice.is_force:
            for muscle, sets in self._hard_sets(choice):
                self._sets[day][muscle] += sign * sets

    def sets_of(self, patterns: frozenset[MovementPattern]) -> int:
        """Hard sets a side in a week of some patterns together."""
        return sum(c.sets for c in self.choices if c.is_force and c.spec.pattern in patterns)

    def _keeps_pulls_ahead(self, choice: Choice) -> bool:
        """Whether pushes stay at most as many as pulls; a target may run ahead with its first day."""
        pattern = choice.spec.pattern
        if not self.has_pulls or pattern not in PUSHES:
            return True
        if choice.purpose is Purpose.TARGET and (
            choice.target is self.lead or self.days_with(pattern) == 0
        ):
            return True
        return self.sets_of(PUSHES) + choice.sets <= self.sets_of(PULLS)

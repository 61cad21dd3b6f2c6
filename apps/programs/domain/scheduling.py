"""Whether one more exercise fits a day of a week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from msgspec import Struct, field
from msgspec.structs import replace

from apps.exercises.domain.anatomy import Muscle
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import Laterality, MovementPattern, Plane
from apps.programs.domain.dosing import Dosing
from apps.programs.domain.inputs import Target
from apps.programs.domain.patterns import PULLS, PUSHES
from apps.programs.domain.selecting import Choice, Purpose, serves
from apps.programs.domain.sharing import Weekly
from apps.programs.domain.timing import prescription_seconds
from apps.programs.domain.training_days import are_neighbours

_BIT_OF = {muscle: 1 << number for number, muscle in enumerate(Muscle)}


def bits_of(muscles: Iterable[Muscle]) -> int:
    """Muscles as the bits of one number."""
    return sum(_BIT_OF[muscle] for muscle in frozenset(muscles))


class Burden(Struct, frozen=True):
    """What a choice takes of its day.

    Parameters
    ----------
    seconds
        Time in the week in which it is longest, s.
    lines
        Lines in that week.
    hard_sets
        Hard sets of one side for each muscle; a secondary muscle counts for a part.
    mainly
        Bits of the muscles that it works hard and mainly.
    """

    slug: str
    seconds: int
    lines: int
    is_checked: bool
    hard_sets: tuple[tuple[Muscle, float], ...]
    mainly: int


class WeekBuilder(Struct, kw_only=True):
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
    days: list[list[Choice]] = field(default_factory=list)
    _seconds: list[int] = field(default_factory=list)
    _lines: list[int] = field(default_factory=list)
    _sets: list[defaultdict[Muscle, float]] = field(default_factory=list)
    _weekly: defaultdict[Muscle, float] = field(default_factory=defaultdict)
    _mainly: list[int] = field(default_factory=list)
    _neighbours: list[list[int]] = field(default_factory=list)
    _known: dict[tuple[str, int, bool], Burden] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.days = [[] for _ in self.offsets]
        self._lines = [0 for _ in self.offsets]
        self._sets = [defaultdict(float) for _ in self.offsets]
        self._weekly = defaultdict(float)
        self._mainly = [0 for _ in self.offsets]
        self._neighbours = [
            [n for n, other in enumerate(self.offsets) if are_neighbours(offset, other)]
            for offset in self.offsets
        ]
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
        """What the week holds of each pattern with force, both sides one after the other."""
        sets: defaultdict[MovementPattern, list[int]] = defaultdict(list)
        for choice in self.choices:
            one_sided = choice.is_force and choice.spec.laterality is Laterality.UNILATERAL
            if one_sided and self.dosing.working_side(choice) is None:
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

    @property
    def most_seconds(self) -> int:
        """Time of a session that is left after its warm-up, s."""
        return self.dosing.inputs.session_minutes * 60 - self.dosing.policy.warm_up_s

    @property
    def most_weekly_sets(self) -> float:
        """Hard sets of a muscle and side in a week at most."""
        return min(self.dosing.template.most_weekly_sets, self.dosing.policy.hard_weekly_sets)

    @property
    def has_plenty(self) -> bool:
        """Whether there is so much time that nothing of the first target may be left out."""
        policy = self.dosing.policy
        used = sum(bool(day) for day in self.days)
        return used * self.dosing.inputs.session_minutes >= policy.planes_from_weekly_minutes

    def covers(self, plane: Plane, target: Target) -> bool:
        """Whether a target has a one-sided task in a plane."""
        return any(
            plane in c.spec.planes
            and c.spec.laterality is Laterality.UNILATERAL
            and serves(c.spec, target)
            for c in self.choices
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
            fitting = [day for day in indexes if self._fits(day, wanted)]
            if fitting:
                best = min(fitting, key=lambda day: self.order(day, wanted))
                self.put(best, wanted)
                return wanted
        return None

    def place_first(self, choices: Iterable[Choice], *, least_sets: int = 1) -> Choice | None:
        """Place the first of several choices that fits."""
        for choice in choices:
            placed = self.place(choice, least_sets=least_sets)
            if placed is not None:
                return placed
        return None

    def put(self, day: int, choice: Choice) -> None:
        """Put a choice on a day on which it fits."""
        self.days[day].append(choice)
        self._count(day, choice, 1)

    def take(self, day: int, choice: Choice) -> None:
        """Take a choice from its day."""
        self.days[day].remove(choice)
        self._count(day, choice, -1)

    def copied(self) -> list[list[Choice]]:
        """The choices of each day, to come back to."""
        return [list(day) for day in self.days]

    def take_over(self, days: Sequence[Iterable[Choice]]) -> None:
        """Hold these choices in place of what is there."""
        for day, choices in enumerate(self.copied()):
            for choice in choices:
                self.take(day, choice)
        for day, wanted in enumerate(days):
            for choice in wanted:
                self.put(day, choice)

    def remove(self, choice: Choice) -> None:
        """Take a placed choice out again, from whichever day."""
        for day, choices in enumerate(self.days):
            if choice in choices:
                self.take(day, choice)

    def balance_pushes(self) -> bool:
        """Give pulls as many sets as pushes, by a set more here or a set fewer there; True if done."""
        while self.has_pulls and self.sets_of(PUSHES) > self.sets_of(PULLS):
            if not (self._resize(PULLS, 1) or self._resize(PUSHES, -1)):
                return False
        return True

    def spare(self, muscles: frozenset[Muscle]) -> bool:
        """Take a set from something that is only kept up and works one of the muscles; True if done.

        The last of the week gives first; pulls do not fall behind pushes.
        """
        free_pulls = self.sets_of(PULLS) > self.sets_of(PUSHES) or not self.has_pulls
        for day, choices in reversed(list(enumerate(self.days))):
            for choice in reversed(choices):
                worked = {*choice.spec.primary_muscles, *choice.spec.secondary_muscles}
                if (
                    choice.purpose is Purpose.MAINTENANCE
                    and choice.is_force
                    and choice.sets > 1
                    and not muscles.isdisjoint(worked)
                    and (free_pulls or choice.spec.pattern not in PULLS)
                ):
                    place = choices.index(choice)
                    self.take(day, choice)
                    self.put(day, replace(choice, sets=choice.sets - 1))
                    choices.insert(place, choices.pop())
                    return True
        return False

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
                fits = change < 0 or self._fits(day, changed)
                kept = changed if fits else choice
                choices.insert(number, kept)
                self._count(day, kept, 1)
                if fits:
                    return True
        return False

    def order(self, day: int, choice: Choice) -> tuple[int, int, int, int]:
        """Key by which the best day of a choice comes first."""
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

    def burden_of(self, choice: Choice) -> Burden:
        """What a choice takes of its day; kept, for it is asked again and again."""
        key = (choice.spec.slug, choice.sets, choice.is_checked)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._burden_of(choice)
        return known

    def _burden_of(self, choice: Choice) -> Burden:
        policy, part = self.dosing.policy, choice.sets * self.dosing.policy.secondary_share
        weeks = [self.dosing.lines_in_week(choice, week) for week in self.dosing.longest_weeks]
        hard_sets = (
            *((muscle, float(choice.sets)) for muscle in choice.spec.primary_muscles),
            *((muscle, part) for muscle in choice.spec.secondary_muscles),
        )
        return Burden(
            slug=choice.spec.slug,
            seconds=max(sum(prescription_seconds(x, policy) for x in lines) for lines in weeks),
            lines=3 if choice.is_checked else 1,
            is_checked=choice.is_checked,
            hard_sets=hard_sets if choice.is_force else (),
            mainly=bits_of(choice.spec.primary_muscles) if choice.is_force else 0,
        )

    def _fits(self, day: int, choice: Choice) -> bool:
        """Whether a choice may stand on a day while the week is filled in its order."""
        return self._keeps_pulls_ahead(choice) and self.has_room(day, choice)

    def has_room(self, day: int, choice: Choice) -> bool:
        """Whether a day has time and lines for a choice, and its muscles are not overworked."""
        return self.bears(day, self.burden_of(choice))

    def bears(self, day: int, burden: Burden) -> bool:
        """Whether a day can take a burden."""
        policy = self.dosing.policy
        if (
            self._seconds[day] + burden.seconds > self.dosing.inputs.session_minutes * 60
            or self._lines[day] + burden.lines > policy.most_lines
            or (burden.is_checked and self._checks(day) >= policy.most_checks_a_session)
        ):
            return False
        slug = burden.slug
        for placed in self.days[day]:
            if placed.spec.slug == slug:
                return False
        return not burden.hard_sets or self._spares_muscles(day, burden)

    def _spares_muscles(self, day: int, burden: Burden) -> bool:
        """Whether its muscles rested the day before, rest the day after, and stay in their limits."""
        for other in self._neighbours[day]:
            if self._mainly[other] & burden.mainly:
                return False
        today, week = self._sets[day], self._weekly
        most_today, most = self.dosing.policy.most_session_sets, self.most_weekly_sets
        for muscle, sets in burden.hard_sets:
            if today[muscle] + sets > most_today or week[muscle] + sets > most:
                return False
        return True

    def _count(self, day: int, choice: Choice, sign: int) -> None:
        """Count a choice in (1) or out (-1) of the time and the muscles of its day."""
        burden = self.burden_of(choice)
        self._seconds[day] += sign * burden.seconds
        self._lines[day] += sign * burden.lines
        for muscle, sets in burden.hard_sets:
            self._sets[day][muscle] += sign * sets
            self._weekly[muscle] += sign * sets
        if sign > 0:
            self._mainly[day] |= burden.mainly
        else:
            self._mainly[day] = 0
            for placed in self.days[day]:
                self._mainly[day] |= self.burden_of(placed).mainly

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

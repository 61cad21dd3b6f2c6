"""What a week may not do, and what each part of it is worth, as the solver reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import Any

from msgspec import Struct, field
from ortools.sat.python import cp_model

from apps.exercises.domain.vocabulary import ExerciseKind, MovementPattern, Plane
from apps.programs.domain.inputs import Target
from apps.programs.domain.patterns import ANTAGONIST_OF, PULLS, PUSHES
from apps.programs.domain.scheduling import WeekBuilder
from apps.programs.domain.selecting import Choice, Purpose
from apps.programs.domain.training_days import are_neighbours
from apps.programs.domain.worth import WHOLE, Aims, is_bilateral, is_task

type Item = tuple[Choice, int, Any]


def whole(hundredths: int) -> int:
    """A hundredth part, rounded up, so that the solver's bound stays one."""
    return -(-hundredths // WHOLE)


class Model(Struct):
    """Variables of one week: each choice on each day, and the points."""

    aims: Aims
    week: WeekBuilder
    cp: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    items: list[Item] = field(default_factory=list)
    objective: list[Any] = field(default_factory=list)

    @property
    def days(self) -> range:
        return range(len(self.week.offsets))

    def boolean(self) -> Any:
        return self.cp.new_bool_var("")

    def put(self, choice: Choice) -> None:
        """Let a choice stand on any day."""
        for day in self.days:
            x = self.boolean()
            self.items.append((choice, day, x))
            self.objective.append(-self.aims.regrets[choice.spec.slug] * x)

    def any_of(self, variables: list[Any]) -> Any:
        """A variable that may be true only if one of these is."""
        known = self.boolean()
        self.cp.add(known <= sum(variables))
        return known

    def one_standing(self, items: list[Item]) -> None:
        """Only one exercise of these, on two days at most."""
        by_slug: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            by_slug[item[0].spec.slug].append(item)
        standing = {slug: self.boolean() for slug in by_slug}
        self.cp.add_at_most_one(standing.values())
        for slug, own in by_slug.items():
            self.cp.add(sum(x for _, _, x in own) <= 2 * standing[slug])
            for day in self.days:
                self.cp.add(sum(x for _, d, x in own if d == day) <= standing[slug])

    def reward_best(self, items: Iterable[tuple[int, Any]], points: int) -> None:
        """Points for the largest share, %, among the items that are chosen."""
        known = list(items)
        levels = sorted({share for share, _ in known})
        for below, level in zip((0, *levels), levels, strict=False):
            reached = self.any_of([x for share, x in known if share >= level])
            self.objective.append(whole(points * (level - below)) * reached)


def add_limits(model: Model) -> None:
    """Time, lines, checks, muscles, and pushes no more than pulls."""
    cp, week, policy = model.cp, model.week, model.aims.policy
    once: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for day in model.days:
        own = [(c, x) for c, d, x in model.items if d == day]
        cp.add(sum(week.burden_of(c).seconds * x for c, x in own) <= week.most_seconds)
        cp.add(sum(week.burden_of(c).lines * x for c, x in own) <= policy.most_lines)
        cp.add(sum(x for c, x in own if c.is_checked) <= policy.most_checks_a_session)
        for c, x in own:
            once[c.spec.slug, day].append(x)
    for xs in once.values():
        cp.add_at_most_one(xs)
    _limit_volume(model)
    _let_muscles_rest(model)
    if week.has_pulls:
        ahead = max(0, week.sets_of(PUSHES) - week.sets_of(PULLS))
        cp.add(_sets_of(model, PUSHES) <= _sets_of(model, PULLS) + ahead)


def _sets_of(model: Model, patterns: frozenset[MovementPattern]) -> Any:
    return sum(c.sets * x for c, _, x in model.items if c.is_force and c.spec.pattern in patterns)


def _limit_volume(model: Model) -> None:
    """Hard sets of a muscle in a session and in a week; counted in halves."""
    volume: dict[tuple[Any, int], list[Any]] = defaultdict(list)
    weekly: dict[Any, list[Any]] = defaultdict(list)
    for c, day, x in model.items:
        for muscle, sets in model.week.burden_of(c).hard_sets:
            volume[muscle, day].append(round(2 * sets) * x)
            weekly[muscle].append(round(2 * sets) * x)
    for terms in volume.values():
        model.cp.add(sum(terms) <= round(2 * model.aims.policy.most_session_sets))
    for terms in weekly.values():
        model.cp.add(sum(terms) <= round(2 * model.week.most_weekly_sets))


def _let_muscles_rest(model: Model) -> None:
    """No muscle is the main worker on two neighbouring days."""
    mainly: dict[Any, dict[int, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for c, day, x in model.items:
        if c.is_force:
            for muscle in c.spec.primary_muscles:
                mainly[muscle][day].append(x)
    offsets = model.week.offsets
    for by_day in mainly.values():
        worked = {}
        for day, xs in by_day.items():
            worked[day] = model.boolean()
            model.cp.add_max_equality(worked[day], xs)
        for a, b in combinations(worked, 2):
            if are_neighbours(offsets[a], offsets[b]):
                model.cp.add(worked[a] + worked[b] <= 1)


def add_tasks(model: Model) -> None:
    """One exercise stands for a pattern on two days at most; others are tasks for a plane."""
    by_pattern: dict[MovementPattern, list[Item]] = defaultdict(list)
    for item in model.items:
        if is_task(item[0].spec):
            if item[0].purpose is Purpose.PLANE:
                short = model.aims.short_of(item[0].spec, item[0].sets)
                model.objective.append(-short * item[2])
            else:
                by_pattern[item[0].spec.pattern].append(item)
    checks = [x for items in by_pattern.values() for x in _add_pattern(model, items)]
    if not model.aims.targets:
        model.cp.add(sum(checks) <= model.aims.policy.balanced_checks)


def _add_pattern(model: Model, items: list[Item]) -> list[Any]:
    """Points of one pattern; its checks are handed back."""
    aims = model.aims
    points = aims.pattern_points[items[0][0].spec.pattern]
    model.one_standing(items)
    shares = [(aims.share_of(c.spec, c.sets), x) for c, _, x in items]
    model.objective += [whole(points.each * share) * x for share, x in shares]
    model.reward_best(shares, points.first)
    checks = [x for c, _, x in items if c.is_checked]
    model.cp.add_at_most_one(checks)
    model.objective += [points.checked * x for x in checks]
    return checks


def add_targets(model: Model) -> None:
    """Planes and antagonists of the targets that are worked, and what the first one must keep."""
    days_of = {pattern: _worked_days(model, pattern) for pattern in MovementPattern}
    for rank, target in enumerate(model.aims.targets):
        worked = model.any_of(days_of[target.pattern])
        _add_planes(model, rank, target, worked)
        opposite = ANTAGONIST_OF.get(target.pattern)
        if opposite is not None and days_of[opposite]:
            _add_antagonist(model, rank, worked, days_of[opposite])
        if rank == 0:
            _keep_lead(model, target, days_of[target.pattern])


def _worked_days(model: Model, pattern: MovementPattern) -> list[Any]:
    by_day: dict[int, list[Any]] = defaultdict(list)
    for c, day, x in model.items:
        if is_task(c.spec) and c.spec.pattern is pattern:
            by_day[day].append(x)
    return [model.any_of(xs) for xs in by_day.values()]


def _add_planes(model: Model, rank: int, target: Target, worked: Any) -> None:
    aims = model.aims
    for plane in Plane:
        xs = [x for c, _, x in model.items if (rank, plane) in aims.planes_of[c.spec.slug]]
        if not xs:
            continue
        covered = model.any_of(xs)
        model.cp.add(covered <= worked)
        model.objective.append(aims.points.target_plane * aims.factor(rank) * covered)
        if rank == 0 and model.week.has_plenty and model.week.covers(plane, target):
            model.cp.add(covered == 1)


def _add_antagonist(model: Model, rank: int, worked: Any, days: list[Any]) -> None:
    aims = model.aims
    once = model.any_of(days)
    model.cp.add(once <= worked)
    model.objective.append(aims.points.antagonist_once * aims.factor(rank) * once)
    if aims.targets[rank].pattern in PUSHES:
        twice = model.boolean()
        model.cp.add(2 * twice <= sum(days))
        model.cp.add(twice <= worked)
        model.objective.append(aims.points.antagonist_twice * aims.factor(rank) * twice)


def _keep_lead(model: Model, target: Target, days: list[Any]) -> None:
    model.cp.add(sum(days) >= min(2, model.week.days_with(target.pattern)))
    measures = model.aims.inputs.measures
    own = [
        (c, x)
        for c, _, x in model.items
        if is_task(c.spec) and c.spec.pattern is target.pattern and measures(c.spec)
    ]
    checks = [x for c, x in own if c.is_checked]
    for _, x in own if checks else ():
        model.cp.add(x <= sum(checks))


def add_rest(model: Model) -> None:
    """A bilateral lift, stretches and balance."""
    cp, aims, points = model.cp, model.aims, model.aims.points
    lifts = [(c, x) for c, _, x in model.items if is_bilateral(c.spec)]
    for c, x in lifts:
        share = aims.share(c.sets, aims.template.other_sets)
        model.objective.append(points.bilateral * share * x)
    cp.add_at_most_one(x for _, x in lifts)
    if any(is_bilateral(c.spec) for c in model.week.choices):
        cp.add(sum(x for _, x in lifts) >= 1)
    _add_stretches(model)
    if aims.template.does_balance:
        _add_balance(model)


def _add_stretches(model: Model) -> None:
    aims, points = model.aims, model.aims.points
    stretches = [i for i in model.items if i[0].spec.kind is ExerciseKind.MOBILITY]
    uses: dict[str, list[Any]] = defaultdict(list)
    kept: dict[int, list[Any]] = defaultdict(list)
    for c, day, x in stretches:
        uses[c.spec.slug].append(x)
        if c.purpose is not Purpose.PLANE:
            kept[day].append(x)
            share = aims.share(c.sets, aims.policy.mobility_sets)
            model.objective.append(points.stretch * share * x)
    for xs in kept.values():
        model.cp.add(sum(xs) <= aims.stretches_a_day)
    for xs in uses.values():
        again = model.cp.new_int_var(0, len(model.days), "")
        model.cp.add(again >= sum(xs) - 1)
        model.objective.append(-points.stretch_again * WHOLE * again)


def _add_balance(model: Model) -> None:
    aims, points = model.aims, model.aims.points
    items = [
        item
        for item in model.items
        if item[0].spec.kind is ExerciseKind.BALANCE and item[0].purpose is not Purpose.PLANE
    ]
    model.one_standing(items)
    shares = [(aims.share(c.sets, aims.template.other_sets), x) for c, _, x in items]
    model.objective += [points.balance_twice * share * x for share, x in shares]
    model.reward_best(shares, (points.balance_once - points.balance_twice) * WHOLE)

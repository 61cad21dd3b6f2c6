"""The best week there could be, by an exact solver, under the limits and the points of ours.

Exercises that another three beat in everything (muscles, planes, measuring, time, regret) are left
out: on every day one of the three is free to take their place, so that the optimum stays. What
the solver must have is what our search may not give up either: a bilateral lift where the rules
found room for one, the first target's days and, with an hour a week, its planes.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from ortools.sat.python import cp_model

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import ExerciseKind, Laterality
from apps.programs.domain.patterns import PULLS
from apps.programs.domain.scheduling import WeekBuilder
from apps.programs.domain.selecting import FORCE_KINDS, Choice, Purpose
from apps.programs.domain.worth import Aims, is_bilateral, is_task

from .demands import Model, add_limits, add_rest, add_targets, add_tasks

BEATEN_BY = 3


class Optimum(Struct, frozen=True):
    """What the solver proved: no week has more points, in hundredths; where proven, one has them."""

    bound: int
    is_proven: bool


def optimum_of(aims: Aims, week: WeekBuilder, *, effort: float) -> Optimum:
    """Best week for an athlete.

    Parameters
    ----------
    week
        A builder with the limits, filled by us: what the checker demands and it has, the best week
        must have too.
    effort
        Work that the solver may do, in its own units; about a second each on a quiet machine.
    """
    model = Model(aims, week)
    _add_items(model)
    add_limits(model)
    add_tasks(model)
    add_targets(model)
    add_rest(model)
    _hint(model)
    model.cp.maximize(sum(model.objective))
    solver = cp_model.CpSolver()
    solver.parameters.max_deterministic_time = effort
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    status = solver.solve(model.cp)
    if status in (cp_model.INFEASIBLE, cp_model.MODEL_INVALID):
        raise ValueError(f"no week: {solver.status_name(status)}")
    return Optimum(
        bound=math.floor(solver.best_objective_bound + 0.5),
        is_proven=status == cp_model.OPTIMAL,
    )


def _hint(model: Model) -> None:
    ours = {
        (c.spec.slug, c.sets, c.is_checked, day)
        for day, choices in enumerate(model.week.days)
        for c in choices
    }
    for choice, day, x in model.items:
        model.cp.add_hint(x, (choice.spec.slug, choice.sets, choice.is_checked, day) in ours)


def _usable(spec: ExerciseSpec) -> bool:
    if is_bilateral(spec):
        return spec.kind is ExerciseKind.STRENGTH and spec.pattern.has_verdict
    return is_task(spec) or (
        spec.laterality is Laterality.UNILATERAL
        and spec.kind in (ExerciseKind.MOBILITY, ExerciseKind.BALANCE)
    )


def _unbeaten(aims: Aims, week: WeekBuilder) -> list[ExerciseSpec]:
    """Exercises that are not beaten in everything by three others."""
    ours = {choice.spec.slug for choice in week.choices}
    groups: dict[tuple[Any, ...], list[ExerciseSpec]] = defaultdict(list)
    for spec in aims.shelf.specs:
        if _usable(spec):
            groups[spec.pattern, spec.laterality, spec.kind in FORCE_KINDS].append(spec)
    kept = []
    for group in groups.values():
        for spec in group:
            better = sum(_beats(aims, week, other, spec) for other in group if other is not spec)
            most = BEATEN_BY if spec.kind is not ExerciseKind.MOBILITY else 2 * len(week.offsets)
            if better < most or spec.slug in ours:
                kept.append(spec)
    return kept


def _seconds(week: WeekBuilder, spec: ExerciseSpec) -> tuple[int, ...]:
    checks = (False, True) if week.dosing.inputs.measures(spec) and is_task(spec) else (False,)
    return tuple(
        week.burden_of(
            Choice(spec=spec, purpose=Purpose.MAINTENANCE, sets=sets, is_checked=check)
        ).seconds
        for check in checks
        for sets in (1, 2, 3)
    )


def _beats(aims: Aims, week: WeekBuilder, a: ExerciseSpec, b: ExerciseSpec) -> bool:
    worse = (aims.regrets[a.slug], a.slug) > (aims.regrets[b.slug], b.slug)
    return (
        not worse
        and aims.inputs.measures(a) >= aims.inputs.measures(b)
        and set(a.primary_muscles) <= set(b.primary_muscles)
        and set(a.secondary_muscles) <= {*b.primary_muscles, *b.secondary_muscles}
        and set(aims.planes_of[a.slug]) >= set(aims.planes_of[b.slug])
        and all(x <= y for x, y in zip(_seconds(week, a), _seconds(week, b), strict=False))
    )


def _add_items(model: Model) -> None:
    """Each exercise with its sets on each day, as what it is there for or as a task for a plane."""
    aims = model.aims
    for spec in _unbeaten(aims, model.week):
        may_check = is_task(spec) and aims.inputs.measures(spec)
        if aims.targets:
            may_check = may_check and spec.pattern in aims.target_of
        for sets in range(1, _most_sets(aims, spec) + 1):
            plain = Choice(spec=spec, purpose=Purpose.MAINTENANCE, sets=sets)
            if _stands(aims, plain):
                model.put(plain)
            if may_check:
                model.put(replace(plain, is_checked=True))
            if aims.planes_of[spec.slug] and sets <= aims.template.other_sets:
                model.put(replace(plain, purpose=Purpose.PLANE))


def _most_sets(aims: Aims, spec: ExerciseSpec) -> int:
    if spec.kind is ExerciseKind.MOBILITY:
        return aims.policy.mobility_sets
    if not is_task(spec):
        return aims.template.other_sets
    return aims.template.target_sets if spec.pattern in PULLS else aims.wanted_sets(spec.pattern)


def _stands(aims: Aims, choice: Choice) -> bool:
    """Whether there is a use for an exercise other than as a task for a plane."""
    kind = choice.spec.kind
    points = aims.pattern_points[choice.spec.pattern]
    if is_task(choice.spec):
        return points.each > 0
    return kind is not ExerciseKind.BALANCE or aims.template.does_balance

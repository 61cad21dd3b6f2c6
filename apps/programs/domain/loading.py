"""The first load of an exercise, from what the athlete has done with it."""

from __future__ import annotations

import math

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.strength import (
    Effort,
    load_for_reps_kg,
    log_capacity,
    system_mass_kg,
)
from apps.exercises.domain.vocabulary import Equipment, Side
from apps.programs.domain.policy import ProgramPolicy
from apps.programs.domain.program import ProgramInputs, SideHistory


def latest(
    inputs: ProgramInputs, slug: str, side: Side | None, policy: ProgramPolicy
) -> SideHistory | None:
    """Newest working set of an exercise and a side that is recent enough, or None."""
    recent = [
        line
        for line in inputs.history
        if line.exercise_slug == slug
        and line.side is side
        and 0 <= (inputs.starts_on - line.done_on).days <= policy.history_days
    ]
    return max(recent, key=lambda line: line.done_on, default=None)


def capacity_of(
    spec: ExerciseSpec, side: Side | None, inputs: ProgramInputs, policy: ProgramPolicy
) -> float | None:
    """Log capacity of a side in an exercise, or None when nothing recent tells.

    An unknown RIR is read as none left, so that a first load is never too heavy.
    """
    line = latest(inputs, spec.slug, side, policy)
    if line is None or line.load_kg is None or line.reps is None or line.reps < 1:
        return None
    if line.load_kg < 0 and not spec.is_assisted:
        return None
    mass = system_mass_kg(
        load_kg=line.load_kg,
        body_mass_kg=inputs.body_mass_kg,
        body_mass_share=spec.body_mass_share,
        assisted=spec.is_assisted,
    )
    if mass is None or mass <= 0:
        return None
    return log_capacity(
        load_kg=mass,
        reps=line.reps,
        rir=line.rir,
        slope=spec.rep_curve_slope,
        effort=Effort.TO_FAILURE if line.rir is None else Effort.REPORTED_RIR,
    )


def leading_capacity(
    spec: ExerciseSpec, weaker: Side | None, inputs: ProgramInputs, policy: ProgramPolicy
) -> float | None:
    """Capacity that sets the load of both sides: the weaker side's.

    With no weaker side known both must be known, and the lower one leads. A weaker side that is
    the stronger one in this exercise does not lift the load above what the other side can do.
    """
    left = capacity_of(spec, Side.LEFT, inputs, policy)
    right = capacity_of(spec, Side.RIGHT, inputs, policy)
    if left is not None and right is not None:
        return min(left, right)
    match weaker:
        case Side.LEFT:
            return left
        case Side.RIGHT:
            return right
        case None:
            return None


def load_for(
    spec: ExerciseSpec, capacity: float | None, effective_reps: float, inputs: ProgramInputs
) -> float | None:
    """Load in kg at which ``effective_reps`` would be the most, rounded down to a real step.

    Returns
    -------
    float or None
        0 means body weight alone. None: not known, under the smallest step, or help and not load.
    """
    if not spec.takes_load or spec.load_step_kg is None or spec.is_assisted:
        return None
    if capacity is None:
        return 0.0 if _is_body_alone(spec) else None
    mass = load_for_reps_kg(capacity, effective=effective_reps, slope=spec.rep_curve_slope)
    carried = spec.body_mass_share * inputs.body_mass_kg if inputs.body_mass_kg is not None else 0.0
    load = math.floor((mass - carried) / spec.load_step_kg + 1e-9) * spec.load_step_kg
    if load > 0:
        return float(load)
    return 0.0 if spec.body_mass_share > 0 else None


def scaled_load(spec: ExerciseSpec, load_kg: float | None, share: float) -> float | None:
    """Part of a load, rounded down to a real step; at least one step, and 0 stays 0."""
    if load_kg is None or spec.load_step_kg is None or load_kg <= 0:
        return load_kg
    steps = math.floor(load_kg * share / spec.load_step_kg + 1e-9)
    return float(max(1, steps) * spec.load_step_kg)


def _is_body_alone(spec: ExerciseSpec) -> bool:
    return spec.body_mass_share > 0 and set(spec.equipment) == {Equipment.BODYWEIGHT}

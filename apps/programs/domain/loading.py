"""The first load of an exercise, from what the athlete has done with it."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.implements import weight_source_of
from apps.exercises.domain.strength import (
    Effort,
    load_for_reps_kg,
    log_capacity,
    system_mass_kg,
)
from apps.exercises.domain.vocabulary import Equipment, Side
from apps.programs.domain.inputs import ProgramInputs, RealLoads, SideHistory
from apps.programs.domain.policy import ProgramPolicy
from apps.programs.domain.program import Prescription

type Weights = tuple[RealLoads, ...]

_TOLERANCE_KG = 1e-6


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
    load = real_at_most(spec, mass - carried, inputs.weights)
    if load is not None:
        return load
    return 0.0 if spec.body_mass_share > 0 else None


def risen_load(
    spec: ExerciseSpec,
    wanted_kg: float | None,
    before_kg: float | None,
    inputs: ProgramInputs,
    policy: ProgramPolicy,
) -> float | None:
    """A load that is wanted, but no more than a tenth, or one real step, above what was lifted."""
    if wanted_kg is None or before_kg is None or before_kg <= 0 or wanted_kg <= before_kg:
        return wanted_kg
    rise = min(policy.most_load_growth * before_kg, policy.most_load_rise_kg)
    near = real_at_most(spec, before_kg + rise, inputs.weights) or before_kg
    step = real_above(spec, before_kg, inputs.weights) or before_kg
    return min(wanted_kg, max(near, step))


def held_load(
    line: Prescription, side: Side, spec: ExerciseSpec, inputs: ProgramInputs, policy: ProgramPolicy
) -> float | None:
    """What a side that is held carries by itself in a line to come, kg; None if nothing tells."""
    dose = line.dose_for(side)
    if dose is None or dose.reps_high is None:
        return None
    capacity = capacity_of(spec, side, inputs, policy)
    load = load_for(spec, capacity, dose.reps_high + (dose.rir_target or 0), inputs)
    if line.is_light:
        load = scaled_load(spec, load, policy.light_load_share, inputs.weights)
    return risen_load(spec, load, dose.load_kg, inputs, policy)


def scaled_load(
    spec: ExerciseSpec, load_kg: float | None, share: float, weights: Weights = ()
) -> float | None:
    """Part of a load, rounded down to one that exists; at least the lightest, and 0 stays 0."""
    if load_kg is None or spec.load_step_kg is None or load_kg <= 0:
        return load_kg
    found = real_at_most(spec, load_kg * share, weights)
    return min(load_kg, real_above(spec, 0.0, weights) or load_kg) if found is None else found


def real_at_most(spec: ExerciseSpec, load_kg: float, weights: Weights) -> float | None:
    """The heaviest load that can be put together and is not over ``load_kg``; None if none is."""
    own = _own_loads(spec, weights)
    if own:
        place = bisect_right(own, load_kg + _TOLERANCE_KG)
        return own[place - 1] if place else None
    if spec.load_step_kg is None:
        return None
    steps = math.floor(load_kg / spec.load_step_kg + 1e-9)
    return float(steps * spec.load_step_kg) if steps >= 1 else None


def real_above(spec: ExerciseSpec, load_kg: float, weights: Weights) -> float | None:
    """The next heavier load that can be put together; None where there is no heavier one."""
    own = _own_loads(spec, weights)
    if own:
        place = bisect_right(own, load_kg + _TOLERANCE_KG)
        return own[place] if place < len(own) else None
    return None if spec.load_step_kg is None else load_kg + spec.load_step_kg


def real_below(spec: ExerciseSpec, load_kg: float, weights: Weights) -> float | None:
    """The next lighter load that can be put together; None where there is no lighter one."""
    own = _own_loads(spec, weights)
    if own:
        place = bisect_left(own, load_kg - _TOLERANCE_KG)
        return own[place - 1] if place else None
    step = spec.load_step_kg
    return None if step is None or load_kg <= step else load_kg - step


def _own_loads(spec: ExerciseSpec, weights: Weights) -> tuple[float, ...]:
    if not weights:
        return ()
    source = weight_source_of(spec)
    return next((kind.loads_kg for kind in weights if kind.source is source), ())


def _is_body_alone(spec: ExerciseSpec) -> bool:
    return spec.body_mass_share > 0 and set(spec.equipment) == {Equipment.BODYWEIGHT}

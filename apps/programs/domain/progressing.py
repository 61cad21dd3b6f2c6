"""What comes next for an exercise, from what both sides did: double progression.

Reps grow first, inside their range; when the weaker side has reached the top of it in every set
with enough in reserve, the load grows by the smallest real step and reps start again at the
bottom. Both sides get the same load, so that the stronger one never runs ahead; a stronger side
that is held keeps its own until the weaker one has reached it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from apps.assessments.domain.pain import CHANGES, SetsDone, Status
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import Side
from apps.programs.domain.hurting import PainStates, states_of_session, worst
from apps.programs.domain.loading import Weights, real_above, real_below, scaled_load
from apps.programs.domain.policy import ACSM_2009, POLICY, SILBERNAGEL, ProgramPolicy
from apps.programs.domain.program import (
    Block,
    Evidence,
    Prescription,
    Reason,
    ReasonCode,
    ReasonParam,
    SideDose,
)
from apps.programs.domain.serialising import Serialisable


class SetDone(Struct, Serialisable, frozen=True, kw_only=True):
    """One set of one side as it was logged.

    Parameters
    ----------
    side
        The side, or None for both together.
    rir
        Reps in reserve; None is unknown, 0 is maximal effort.
    pain
        0 to 10 as said for this set; None means that nothing was said.
    """

    side: Side | None
    load_kg: float | None = None
    reps: int | None = None
    seconds: int | None = None
    rir: float | None = None
    pain: int | None = None


class NextDose(Struct, Serialisable, frozen=True, kw_only=True):
    """What an exercise asks next time, on both sides alike, and why.

    Parameters
    ----------
    load_kg
        Load for every later session, kg; None where there is none, or none is known yet.
    aim_reps
        Reps to aim at in each set, inside the range; None where seconds count.
    seconds
        Length of a hold, s; None where reps count.
    leader
        The side whose dose this is where the sides carry different loads; None is both.
    is_changed
        Whether anything differs from what was asked before.
    reason
        What was decided and on what.
    """

    exercise_slug: str
    load_kg: float | None
    aim_reps: int | None
    seconds: int | None
    is_changed: bool
    reason: Reason
    leader: Side | None = None


class _Record(Struct, frozen=True, kw_only=True):
    """What was asked and done, with the side that leads."""

    line: Prescription
    spec: ExerciseSpec
    done: tuple[SetDone, ...]
    leaders: tuple[Side | None, ...]
    policy: ProgramPolicy
    weights: Weights

    @property
    def dose(self) -> SideDose:
        dose = self.line.dose_for(self.leaders[0])
        return self.line.doses[0] if dose is None else dose

    @property
    def sides(self) -> tuple[Side | None, ...]:
        return _sides_of(self.line)

    @property
    def leading(self) -> tuple[SetDone, ...]:
        return tuple(item for item in self.done if item.side in self.leaders)

    def of(self, side: Side | None) -> tuple[SetDone, ...]:
        return tuple(item for item in self.done if item.side is side)


def next_dose(
    line: Prescription,
    spec: ExerciseSpec,
    done: tuple[SetDone, ...],
    *,
    weaker_side: Side | None,
    pain: PainStates | None = None,
    weights: Weights = (),
    policy: ProgramPolicy = POLICY,
) -> NextDose:
    """Decide the next dose of an exercise after a session.

    Parameters
    ----------
    line
        What was asked; a working line, not a check.
    done
        Work sets of this exercise in the session, all sides; empty when it was left out.
    weaker_side
        Side that leads; with None both must meet each rule.
    pain
        Where each side stands after this session; None works it out from ``done`` alone.
    weights
        What the athlete can really load.
    """
    sides = _sides_of(line)
    leaders = (weaker_side,) if weaker_side is not None and weaker_side in sides else sides
    record = _Record(
        line=line, spec=spec, done=done, leaders=leaders, policy=policy, weights=weights
    )
    states = pain if pain is not None else states_of_session(_said(done))
    stopped = _after_pain(record, states) or _after_gaps(record)
    if stopped is not None:
        return stopped
    return _after_holds(record) if record.dose.seconds is not None else _after_reps(record)


def _sides_of(line: Prescription) -> tuple[Side | None, ...]:
    """The sides that a line asks something of; None is both together."""
    if line.first_side is None:
        return (None,)
    return tuple(side for side in Side if line.dose_for(side) is not None)


def progresses(line: Prescription) -> bool:
    """Whether a line takes part in progression: work, and no stretch, check, balance or light week."""
    return line.block is Block.STRENGTH and not line.is_light


def apply_next_dose(
    line: Prescription,
    spec: ExerciseSpec,
    dose: NextDose,
    *,
    weights: Weights = (),
    policy: ProgramPolicy = POLICY,
) -> Prescription:
    """A later line of the same exercise with its new load and seconds; effort stays as planned.

    A check keeps a heavier load of its own unless pain lowered the load; its warm-up follows it. A
    side that carries more than the leading one keeps its load until the leading side has reached it.
    """
    load = dose.load_kg
    if line.block in (Block.CHECK, Block.WARM_UP):
        planned = line.doses[0].load_kg
        if line.block is Block.WARM_UP:
            load = scaled_load(spec, load, policy.warm_up_share, weights)
        if planned is not None and load is not None and dose.reason.code not in _LOWERING:
            load = max(planned, load)
    elif line.is_light:
        load = scaled_load(spec, load, policy.light_load_share, weights)

    def renewed(side: Side | None, asked: SideDose | None) -> SideDose | None:
        if asked is None:
            return None
        own, is_held = asked.load_kg, dose.leader is not None and side is not dose.leader
        kept = max(own, load) if is_held and own is not None and load is not None else load
        return replace(asked, load_kg=kept, seconds=dose.seconds)

    return replace(
        line,
        left=renewed(Side.LEFT, line.left),
        right=renewed(Side.RIGHT, line.right),
        both=renewed(None, line.both),
    )


_KNOWN_BY = {
    ReasonCode.LOAD_UP: (Evidence.CONSENSUS, ACSM_2009),
    ReasonCode.REPS_UP: (Evidence.CONSENSUS, ACSM_2009),
    ReasonCode.HELD_PAIN: (Evidence.CONSENSUS, SILBERNAGEL),
    ReasonCode.LOAD_DOWN_PAIN: (Evidence.CONSENSUS, SILBERNAGEL),
    ReasonCode.SWAP_FOR_PAIN: (Evidence.CONSENSUS, SILBERNAGEL),
}
_LOWERING = frozenset({ReasonCode.LOAD_DOWN_PAIN, ReasonCode.LOAD_DOWN_MISSED_REPS})


def _said(done: tuple[SetDone, ...]) -> Iterator[tuple[Side | None, SetsDone]]:
    """The numbers of one session, as of one day."""
    return (
        (one.side, SetsDone(on=date.min, pain=one.pain)) for one in done if one.pain is not None
    )


def _after_pain(record: _Record, states: PainStates) -> NextDose | None:
    found = worst(states)
    if found is None:
        return None
    _side, state = found
    # Reasons outlive the consent to keep numbers and sides, so they name neither.
    params: dict[str, ReasonParam] = {}
    if state.status in (Status.HOLD, Status.EASE):
        return _held(record, ReasonCode.HELD_PAIN, params)
    asked = record.dose.load_kg
    lower = scaled_load(record.spec, asked, CHANGES[Status.LIGHTEN].load_factor, record.weights)
    is_lighter = state.status is Status.LIGHTEN
    if not is_lighter or asked is None or lower is None or lower >= asked:
        params["swap_to"] = record.spec.regression
        return _held(record, ReasonCode.SWAP_FOR_PAIN, params)
    params |= {"from_kg": asked, "to_kg": lower}
    return _next(record, ReasonCode.LOAD_DOWN_PAIN, params, load_kg=lower)


def _after_gaps(record: _Record) -> NextDose | None:
    """Hold when a side is missing or has fewer sets than asked: it must not be carried along."""
    for side in record.sides:
        dose = record.line.dose_for(side)
        asked = 0 if dose is None else dose.sets
        count = len(record.of(side))
        params: dict[str, ReasonParam] = {
            "side": None if side is None else side.value,
            "sets_done": count,
            "sets_asked": asked,
        }
        if count == 0:
            return _held(record, ReasonCode.HELD_SIDE_MISSED, params)
        if count < asked:
            return _held(record, ReasonCode.HELD_SETS_MISSED, params)
    return None


def _after_holds(record: _Record) -> NextDose:
    asked = record.dose.seconds
    policy = record.policy
    held = [item.seconds for item in record.leading if item.seconds is not None]
    if asked is None or len(held) < len(record.leading) or min(held) < asked:
        return _held(record, ReasonCode.HELD_BELOW_RANGE, _leader_params(record))
    longest = policy.hold_range_s[1]
    if asked >= longest:
        return _held(record, ReasonCode.TOP_REACHED, {"harder": record.spec.progression})
    longer = min(longest, asked + policy.hold_step_s)
    return _next(record, ReasonCode.SECONDS_UP, {"from_s": asked, "to_s": longer}, seconds=longer)


def _after_reps(record: _Record) -> NextDose:
    low, high = record.dose.reps_low, record.dose.reps_high
    counted = [item.reps for item in record.done if item.reps is not None]
    if low is None or high is None or len(counted) < len(record.done):
        return _held(record, ReasonCode.HELD_SETS_MISSED, _leader_params(record))
    base = _base_load(record)
    lead = min(item.reps for item in record.leading if item.reps is not None)
    params = {**_leader_params(record), "reps": lead, "reps_low": low, "reps_high": high}
    if min(counted) < low:
        return _under_the_range(record, base, lead, params)
    if record.dose.load_kg is None and base is not None:
        params["to_kg"] = base
        aim = min(high, lead + 1)
        return _next(record, ReasonCode.LOAD_FOUND, params, load_kg=base, aim_reps=aim)
    held = _after_effort(record, base, params, is_top=lead >= high, all_top=min(counted) >= high)
    if held is not None:
        return held
    if lead < high:
        params["aim_reps"] = lead + 1
        return _next(record, ReasonCode.REPS_UP, params, load_kg=base, aim_reps=lead + 1)
    return _above_the_range(record, base, low, high, params)


def _after_effort(
    record: _Record,
    base: float | None,
    params: dict[str, ReasonParam],
    *,
    is_top: bool,
    all_top: bool,
) -> NextDose | None:
    """Hold when the leading side had too little left, or did not say and only it reached the top."""
    known = [item.rir for item in record.leading if item.rir is not None]
    if known and min(known) < record.policy.progress_rir:
        params["rir"] = min(known)
        return _held(record, ReasonCode.HELD_EFFORT_HIGH, params, load_kg=base)
    if is_top and not all_top and len(known) < len(record.leading):
        return _held(record, ReasonCode.HELD_EFFORT_UNKNOWN, params, load_kg=base)
    return None


def _above_the_range(
    record: _Record, base: float | None, low: int, high: int, params: dict[str, ReasonParam]
) -> NextDose:
    """The top is reached: one step more, or a harder exercise where nothing can be added."""
    takes_load = record.spec.takes_load and record.spec.load_step_kg is not None
    heavier = (
        real_above(record.spec, base, record.weights) if base is not None and takes_load else None
    )
    if heavier is None:
        params["harder"] = record.spec.progression
        return _held(record, ReasonCode.TOP_REACHED, params, load_kg=base, aim_reps=high)
    params |= {"from_kg": base, "to_kg": heavier}
    return _next(record, ReasonCode.LOAD_UP, params, load_kg=heavier, aim_reps=low)


def _under_the_range(
    record: _Record, base: float | None, lead: int, params: dict[str, ReasonParam]
) -> NextDose:
    """Hold; far under the range, one step less where there is one."""
    low = record.dose.reps_low
    is_far = low is not None and lead <= low - record.policy.miss_reps
    lighter = real_below(record.spec, base, record.weights) if is_far and base else None
    if lighter is not None and lighter > 0:
        params |= {"from_kg": base, "to_kg": lighter}
        return _next(
            record, ReasonCode.LOAD_DOWN_MISSED_REPS, params, load_kg=lighter, aim_reps=low
        )
    return _held(record, ReasonCode.HELD_BELOW_RANGE, params, load_kg=base)


def _base_load(record: _Record) -> float | None:
    """Load that counts as done, kg: the lowest of the leading side, or None if none was given."""
    loads = [item.load_kg for item in record.leading if item.load_kg is not None]
    return min(loads) if len(loads) == len(record.leading) else record.dose.load_kg


def _leader_params(record: _Record) -> dict[str, ReasonParam]:
    leader = record.leaders[0] if len(record.leaders) == 1 else None
    return {"side": None if leader is None else leader.value}


def _next(
    record: _Record,
    code: ReasonCode,
    params: dict[str, ReasonParam],
    *,
    load_kg: float | None = None,
    aim_reps: int | None = None,
    seconds: int | None = None,
) -> NextDose:
    dose = record.dose
    grade, source = _KNOWN_BY.get(code, (Evidence.CONVENTION, ""))
    load = dose.load_kg if load_kg is None else load_kg
    hold = dose.seconds if seconds is None else seconds
    aim = dose.reps_low if aim_reps is None else aim_reps
    differ = len({one.load_kg for one in record.line.doses}) > 1
    return NextDose(
        exercise_slug=record.line.exercise_slug,
        load_kg=load,
        aim_reps=aim,
        seconds=hold,
        is_changed=load != dose.load_kg or hold != dose.seconds or code is ReasonCode.REPS_UP,
        reason=Reason(code=code, params=params, grade=grade, source=source),
        leader=record.leaders[0] if differ and len(record.leaders) == 1 else None,
    )


_held = _next

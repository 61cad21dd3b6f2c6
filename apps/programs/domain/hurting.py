"""What pain changes in lines that are still to come.

Which zone a number lies in, what follows from it and for how long is the pain model's
(:mod:`apps.assessments.domain.pain`); here it is carried into lines: easier, lighter, something
else, or with the other side first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from msgspec.structs import replace

from apps.assessments.domain.pain import CHANGES, Hold, PainState, SetsDone, Status, state_after
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import Equipment, Metric, Region, Side
from apps.programs.domain.loading import scaled_load
from apps.programs.domain.playing import is_left_alone
from apps.programs.domain.policy import POLICY, SILBERNAGEL, ProgramPolicy
from apps.programs.domain.program import Block, Evidence, Prescription, Reason, ReasonCode, SideDose
from apps.programs.domain.reordering import start_with
from apps.programs.domain.selecting import TRAINABLE_METRICS

type PainStates = Mapping[Side | None, PainState]

_TIMED = frozenset({Metric.SECONDS, Metric.LOAD_SECONDS})
_ABOUT_ORDER = frozenset(
    {
        ReasonCode.WEAKER_SIDE_FIRST,
        ReasonCode.WEAKER_SIDE_SETS_THE_DOSE,
        ReasonCode.SIDES_ALTERNATE,
        ReasonCode.CHOSEN_SIDE_FIRST,
        ReasonCode.STRONGER_SIDE_FIRST,
    }
)


def worst(states: PainStates) -> tuple[Side | None, PainState] | None:
    """The side that pain asks most care of, None where everything goes on as planned."""
    hurting = [one for one in states.items() if one[1].status is not Status.AS_PLANNED]
    return max(hurting, key=lambda one: (one[1].status.rank, one[0] or ""), default=None)


def side_to_lead(states: PainStates) -> Side | None:
    """The side without pain, when the other one alone has any."""
    hurting = {side for side, state in states.items() if CHANGES[state.status].other_side_leads}
    (only, *rest) = hurting or {None}
    return None if rest or only is None else only.opposite


def states_of_session(done: Iterable[tuple[Side | None, SetsDone]]) -> PainStates:
    """States from the sets of one session, where nothing earlier is known."""
    events: dict[Side | None, list[SetsDone]] = {}
    for side, event in done:
        events.setdefault(side, []).append(event)
    return {side: state_after(told) for side, told in events.items()}


def led_by(line: Prescription, side: Side) -> Prescription:
    """The line with the side without pain first; the other one does at most as much."""
    turned = start_with(line, side)
    if line.first_side is None or line.is_check:
        return line
    kept = tuple(reason for reason in turned.reasons if reason.code not in _ABOUT_ORDER)
    why = _reason(ReasonCode.PAIN_FREE_SIDE_FIRST, side=side.value)
    if why in kept:
        return turned
    return replace(turned, reasons=(*kept, why))


def eased(line: Prescription, spec: ExerciseSpec, policy: ProgramPolicy = POLICY) -> Prescription:
    """The line after a worse morning: lighter, a set fewer, more in reserve, slower."""
    change = CHANGES[Status.EASE]

    def easier(dose: SideDose | None) -> SideDose | None:
        if dose is None:
            return None
        rir = dose.rir_target
        return replace(
            dose,
            sets=min(dose.sets, max(1, dose.sets + change.sets_delta)),
            load_kg=scaled_load(spec, dose.load_kg, change.load_factor),
            rir_target=None if rir is None else rir + change.rir_delta,
        )

    return replace(
        line,
        left=easier(line.left),
        right=easier(line.right),
        both=easier(line.both),
        tempo=policy.slow_tempo if line.tempo else "",
        reasons=(*line.reasons, _reason(ReasonCode.EASED_PAIN)),
    )


def is_led_by_comfort(line: Prescription) -> bool:
    """Whether the side without pain starts a line, whichever is weaker."""
    return any(reason.code is ReasonCode.PAIN_FREE_SIDE_FIRST for reason in line.reasons)


def is_eased(line: Prescription) -> bool:
    """Whether a line was made easier already: two sides that hurt ease it once."""
    return any(reason.code is ReasonCode.EASED_PAIN for reason in line.reasons)


def held(line: Prescription, load_kg: float | None) -> Prescription:
    """The line with no more load than ``load_kg``, which was the last one."""
    doses = [dose for dose in line.doses if dose.load_kg is not None]
    if load_kg is None or all((dose.load_kg or 0.0) <= load_kg for dose in doses):
        return line

    def no_more(dose: SideDose | None) -> SideDose | None:
        if dose is None or dose.load_kg is None:
            return dose
        return replace(dose, load_kg=min(dose.load_kg, load_kg))

    return replace(
        line,
        left=no_more(line.left),
        right=no_more(line.right),
        both=no_more(line.both),
        reasons=(*line.reasons, _reason(ReasonCode.HELD_PAIN)),
    )


def easier_exercise(
    spec: ExerciseSpec,
    catalogue: Mapping[str, ExerciseSpec],
    *,
    at_hand: Collection[Equipment],
    blocked: Collection[Region],
    taken: Collection[str],
) -> ExerciseSpec | None:
    """The next easier exercise that can be done: at hand, not blocked, not in the session already."""
    seen = {spec.slug}
    found = catalogue.get(spec.regression or "")
    while found is not None and found.slug not in seen:
        if (
            found.fits(at_hand)
            and found.metric in TRAINABLE_METRICS
            and not is_left_alone(found, blocked)
            and found.slug not in taken
            and found.laterality is spec.laterality
        ):
            return found
        seen.add(found.slug)
        found = catalogue.get(found.regression or "")
    return None


def swapped(
    line: Prescription, easier: ExerciseSpec, policy: ProgramPolicy = POLICY
) -> Prescription:
    """The line with an easier exercise in its place, no test any more, its load to be found."""
    timed = easier.metric in _TIMED
    low, high = policy.easier_reps
    shortest = Hold().seconds[0]

    def other(dose: SideDose | None) -> SideDose | None:
        if dose is None:
            return None
        return replace(
            dose,
            reps_low=None if timed else dose.reps_low or low,
            reps_high=None if timed else dose.reps_high or high,
            seconds=shortest if timed else None,
            load_kg=None,
            rir_target=None if timed else max(dose.rir_target or 0, policy.careful_rir),
        )

    find = ReasonCode.FIND_A_LOAD_TO_HOLD if timed else ReasonCode.FIND_A_LOAD
    search = (_reason(find, rir=policy.careful_rir),) if easier.takes_load else ()
    return replace(
        line,
        exercise_slug=easier.slug,
        pattern=easier.pattern,
        block=Block.STRENGTH,
        is_check=False,
        left=other(line.left),
        right=other(line.right),
        both=other(line.both),
        tempo="" if timed else policy.tempo,
        reasons=(_reason(ReasonCode.SWAP_FOR_PAIN, swap_to=easier.slug), *search),
    )


def _reason(code: ReasonCode, **params: str | int) -> Reason:
    return Reason(code=code, params=params, grade=Evidence.CONSENSUS, source=SILBERNAGEL)

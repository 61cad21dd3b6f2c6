"""A session as the player keeps it: every step in words, so that the browser only chooses.

The player works without a network. What it may have to say is therefore said here, in the athlete's
language and unit, before it is needed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from msgspec.structs import replace

from apps.core.units import WeightUnit
from apps.exercises.domain.implements import steps_of
from apps.exercises.domain.vocabulary import ExerciseKind, Metric, SetKind, SetSide, Side
from apps.exercises.presenters import exercise_name, exercise_texts, load_basis_words, side_word
from apps.programs.domain.editing import own_reason
from apps.programs.domain.playing import Walk, set_numbers
from apps.programs.domain.program import Block, Prescription, ReasonCode
from apps.programs.domain.steps import Step, StepKey
from apps.programs.domain.swapping import stand_in

from .editing import why_it_fits
from .lines import dose_words, effort_words, load_words, planned_load
from .sessions import day_words, session_title, session_url

if TYPE_CHECKING:
    import datetime as dt

    from apps.exercises.domain.catalogue import ExerciseSpec
    from apps.profiles.domain.rack import OwnWeights
    from apps.programs.models import Session

type Data = dict[str, Any]

TIMED_METRICS = frozenset({Metric.SECONDS, Metric.LOAD_SECONDS})


def session_data(
    session: Session,
    walk: Walk,
    *,
    unit: str,
    weights: OwnWeights,
    today: dt.date,
    obstacle: str = "",
    substitutes: Mapping[int, Sequence[ExerciseSpec]] | None = None,
) -> Data:
    """The running or the next session; ``obstacle`` says why it cannot start, if it cannot.

    ``substitutes`` are the exercises that may stand in, by position.
    """
    offered = substitutes or {}
    positions = sorted(walk.lines)
    words = {"count": len(positions)}
    lines = {at: _line(walk, at, unit=unit, weights=weights) for at in positions}
    steps = {step.key: _step(walk, step, unit=unit) for step in walk.steps}
    return {
        "id": str(session.pk),
        "title": session_title(session.focus),
        "date": session.date.isoformat(),
        "day": day_words(session.date, today=today),
        "status": session.status,
        "workout_id": str(session.workout_id) if session.workout_id else None,
        "started_at": session.workout.started_at.isoformat() if session.workout else None,
        "can_start": not obstacle,
        "obstacle": obstacle,
        "unit": unit,
        "url": session.get_absolute_url(),
        "end_url": session_url("session_end", session),
        "red_flags_url": reverse("assessments:red_flags"),
        "place_done": _("all %(count)s done") % words,
        "lines": [
            {
                **lines[at],
                "swaps": [
                    _swap(walk, at, other, line=lines[at], steps=steps, unit=unit, weights=weights)
                    for other in offered.get(at, ())
                ],
            }
            for at in positions
        ],
        "steps": list(steps.values()),
        "skipped": [key_text(step.key) for step in walk.steps if step.key in walk.skipped],
    }


def key_text(key: StepKey) -> str:
    """A step's name within its session: ``0.1.left``; both sides together have no third part.

    Examples
    --------
    >>> key_text(StepKey(position=2, set_index=0, side=None))
    '2.0.'
    """
    side = key.side.value if key.side is not None else ""
    return f"{key.position}.{key.set_index}.{side}"


def _line(walk: Walk, position: int, *, unit: str, weights: OwnWeights) -> Data:
    line, spec = walk.lines[position], walk.specs[position]
    timed = spec.metric in TIMED_METRICS
    steps = steps_of(spec, weights=weights, unit=WeightUnit(unit)) if spec.takes_load else None
    return {
        "position": position,
        "exercise_id": str(walk.exercises[position]),
        "first_side": line.first_side.value if line.first_side is not None else "",
        "name": exercise_name(spec.name),
        "cue": exercise_name(spec.cues[0]) if spec.cues else "",
        "cues": [{"text": cue} for cue in exercise_texts(spec.cues[1:])],
        "ends": _("%(exercise)s ends here for today") % {"exercise": exercise_name(spec.name)},
        "stopped": position in walk.stopped or position in walk.left_alone,
        "waits": position in walk.left_alone,
        "counts": "seconds" if timed else "reps",
        "asks_load": spec.takes_load,
        "needs_load": spec.takes_load and spec.body_mass_share == 0,
        "asks_rir": spec.kind is ExerciseKind.STRENGTH and not timed,
        "load_label": _("Weight (%(basis)s)") % {"basis": load_basis_words(spec)},
        "load_steps": steps.as_json() if steps is not None else None,
        "is_assisted": spec.is_assisted,
        "effort": effort_words(line),
        "dose": dose_words(line, unit=unit),
    }


def _swap(
    walk: Walk,
    position: int,
    other: ExerciseSpec,
    *,
    line: Data,
    steps: Mapping[StepKey, Data],
    unit: str,
    weights: OwnWeights,
) -> Data:
    """What another exercise in a line's place would change of the line and of its steps."""
    key = other.id if other.id is not None else walk.exercises[position]
    reason = own_reason(ReasonCode.YOUR_SWAP, name=other.name)
    instead = stand_in(walk.lines[position], other, reason)
    swapped = replace(
        walk,
        lines={**walk.lines, position: instead},
        specs={**walk.specs, position: other},
        exercises={**walk.exercises, position: key},
        aims={**walk.aims, position: None},
        numbers=set_numbers({**walk.lines, position: instead}),
    )
    changed = {}
    for step in walk.steps:
        dose = instead.dose_for(step.side)
        if step.position == position and dose is not None:
            new = replace(step, exercise_slug=other.slug, dose=dose)
            changed[key_text(step.key)] = _changes(steps[step.key], _step(swapped, new, unit=unit))
    return {
        "exercise_id": str(key),
        "swap_name": exercise_name(other.name),
        "why": why_it_fits(walk.specs[position], other),
        "line": _changes(line, _line(swapped, position, unit=unit, weights=weights)),
        "steps": changed,
    }


def _changes(before: Data, after: Data) -> Data:
    return {name: value for name, value in after.items() if value != before[name]}


def _step(walk: Walk, step: Step, *, unit: str) -> Data:
    line, spec = walk.lines[step.position], walk.specs[step.position]
    timed = spec.metric in TIMED_METRICS
    aim = walk.aims[step.position]
    reps = aim if aim is not None else step.dose.reps_low
    return {
        "key": key_text(step.key),
        "position": step.position,
        "set_index": step.set_index,
        "set_number": walk.numbers[step.key],
        "side": step.side.value if step.side is not None else SetSide.BOTH.value,
        "pair_order": step.pair_order if step.side is not None else None,
        "kind": kind_of(step).value,
        "is_check": step.is_check,
        "capped": step.dose.is_capped or _is_held(line),
        "load": _load_to_type(step.dose.load_kg, unit=unit),
        "count": step.dose.seconds if timed else reps,
        "rest_after_s": step.rest_after_s,
        **_step_words(walk, step, line, exercise=exercise_name(spec.name), unit=unit),
    }


def _load_to_type(load_kg: float | None, *, unit: str) -> str:
    """A load as scripts read it, empty when there is nothing to load."""
    return str(planned_load(Decimal(str(load_kg)), unit=unit)) if load_kg else ""


def _step_words(walk: Walk, step: Step, line: Prescription, *, exercise: str, unit: str) -> Data:
    index = {"index": step.set_index + 1, "sets": step.dose.sets}
    positions = sorted(walk.lines)
    place = {"place": positions.index(step.position) + 1, "count": len(positions)}
    return {
        "place": _("%(place)s of %(count)s") % place,
        "tag": _tag(step, line),
        "set_label": _("Set %(index)s of %(sets)s") % index,
        "spoken": _spoken(exercise, step, index),
        "done_words": _done_words(step.side),
        "save_words": _save_words(step.side),
        "skip_words": _skip_words(step.side),
        "rest_words": _rest_words(step.side),
        "plan_words": _plan_words(step, unit=unit),
    }


def kind_of(step: Step) -> SetKind:
    """What the log calls a set of this step."""
    if step.block is Block.WARM_UP:
        return SetKind.WARM_UP
    return SetKind.CHECK if step.is_check else SetKind.WORK


def _tag(step: Step, line: Prescription) -> str:
    if step.side is None:
        return _("BOTH SIDES TOGETHER")
    words = side_word(step.side).upper()
    if line.is_check:
        return _("%(side)s · check: what this side can do alone") % {"side": words}
    if step.pair_order == 1:
        if not _leads(line):
            return _("%(side)s · starts") % {"side": words}
        return _("%(side)s · starts, and sets the load") % {"side": words}
    if not _leads(line):
        return _("%(side)s · switch sides") % {"side": words}
    return _("%(side)s · switch sides, match the first") % {"side": words}


def _is_held(line: Prescription) -> bool:
    """Whether the sides work apart: each stops where the plan says, not where its strength ends."""
    codes = {reason.code for reason in line.reasons}
    return ReasonCode.STRONGER_SIDE_HELD in codes and not line.is_check


def _leads(line: Prescription) -> bool:
    """Whether the other side has to match the one that starts."""
    return any(dose.is_capped for dose in line.doses)


def _spoken(exercise: str, step: Step, index: Mapping[str, int]) -> str:
    """What somebody who does not see the page is told when this set comes up."""
    where: dict[str, object] = {"exercise": exercise, **index}
    if step.side is None:
        return _("%(exercise)s, both sides, set %(index)s of %(sets)s") % where
    where["side"] = side_word(step.side)
    return _("%(exercise)s, %(side)s side, set %(index)s of %(sets)s") % where


def _done_words(side: Side | None) -> str:
    if side is None:
        return _("Done:")
    return _("Done: %(side)s,") % {"side": side_word(side)}


def _save_words(side: Side | None) -> str:
    if side is None:
        return _("Change to:")
    return _("Change %(side)s to:") % {"side": side_word(side)}


def _skip_words(side: Side | None) -> str:
    if side is None:
        return _("Leave this set out")
    return _("Leave out this set on the %(side)s") % {"side": side_word(side)}


def _rest_words(side: Side | None) -> str:
    if side is None:
        return _("rest, then both sides")
    return _("rest, then %(side)s") % {"side": side_word(side)}


def _plan_words(step: Step, *, unit: str) -> str:
    if step.dose.is_capped and step.side is not None:
        return _("matches %(side)s") % {"side": side_word(step.side.opposite)}
    count = step.dose.seconds if step.dose.seconds is not None else step.dose.reps_low
    suffix = _(" s") if step.dose.seconds is not None else ""
    load = load_words(step.dose.load_kg, unit=unit)
    return f"{count}{suffix} × {load}" if load else f"{count}{suffix}"

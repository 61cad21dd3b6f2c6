"""The session player: one set of one side at a time, weaker side first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from apps.core.units import shown_load
from apps.exercises.domain.catalogue import LOADED_METRICS, ExerciseSpec
from apps.exercises.domain.vocabulary import ExerciseKind, Metric, Side
from apps.exercises.presenters import load_basis_words
from apps.programs.domain.program import Prescription, SideDose
from apps.programs.domain.steps import Step

from .lines import effort_words, load_words, side_word

type StepKey = tuple[int, int, Side | None]

TIMED_METRICS = frozenset({Metric.SECONDS, Metric.LOAD_SECONDS})


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneSet:
    """What was logged for one step."""

    load_kg: Decimal | None
    typed_load: Decimal | None
    typed_unit: str
    reps: int | None
    seconds: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """One set of one side in the table under the card."""

    text: str
    is_current: bool
    is_done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One set, both sides."""

    index: int
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """The set to do now."""

    exercise: str
    cue: str
    position: int
    set_index: int
    side: str
    tag: str
    set_label: str
    asks_load: bool
    load: str
    load_label: str
    load_step: str
    load_min: str
    unit: str
    counts: str
    count: str
    asks_rir: bool
    rir: None
    effort: str
    done_words: str
    skip_words: str
    is_one_sided: bool
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerSteps:
    """The session as the domain sees it: what is to do, what was done, what was left out."""

    steps: tuple[Step, ...]
    current: Step | None
    done: Mapping[StepKey, DoneSet]
    skipped: frozenset[StepKey]
    lines: Mapping[int, Prescription]
    specs: Mapping[int, ExerciseSpec]


def key_of(step: Step) -> StepKey:
    """What identifies a step within its session."""
    return (step.position, step.set_index, step.side)


def step_view(steps: PlayerSteps, *, unit: str) -> StepView | None:
    """The set to do now in words and numbers, None when nothing is left."""
    step = steps.current
    if step is None:
        return None
    line, spec = steps.lines[step.position], steps.specs[step.position]
    typical = _typical(steps, step)
    timed = spec.metric in TIMED_METRICS
    count = _planned_count(step.dose, typical, timed=timed)
    return StepView(
        exercise=spec.name,
        cue=spec.cues[0] if spec.cues else "",
        position=step.position,
        set_index=step.set_index,
        side=step.side.value if step.side is not None else "",
        tag=_tag(step, line),
        set_label=_("Set %(index)s of %(sets)s") % {"index": step.set_index, "sets": step.dose.sets},
        asks_load=_asks_load(spec),
        load=_planned_load(step.dose, typical, unit=unit),
        load_label=str(load_basis_words(spec)),
        load_step=_load_step(spec, unit=unit),
        load_min="" if spec.is_assisted else "0",
        unit=unit,
        counts="seconds" if timed else "reps",
        count="" if count is None else str(count),
        asks_rir=spec.kind is ExerciseKind.STRENGTH and not timed,
        rir=None,
        effort=effort_words(line),
        done_words=_done_words(step.side),
        skip_words=_skip_words(step.side),
        is_one_sided=step.side is not None,
        rows=_rows(steps, step, line, unit=unit),
    )


def _asks_load(spec: ExerciseSpec) -> bool:
    return spec.metric in LOADED_METRICS


def _load_step(spec: ExerciseSpec, *, unit: str) -> str:
    if unit == "lb":
        return "5" if spec.load_step_kg is None or spec.load_step_kg >= 2 else "2.5"  # noqa: PLR2004
    return str(spec.load_step_kg or 1)


def _typical(steps: PlayerSteps, step: Step) -> DoneSet | None:
    """What this set will probably be: the weaker side's set, else this side's last one.

    A check is not copied from one side to the other: it would measure the plan.
    """
    if step.side is not None and step.pair_order == 2 and not step.dose_is_check:  # noqa: PLR2004
        first = steps.done.get((step.position, step.set_index, step.side.opposite))
        if first is not None:
            return first
    earlier = [
        steps.done[key]
        for index in range(step.set_index - 1, 0, -1)
        if (key := (step.position, index, step.side)) in steps.done
    ]
    return earlier[0] if earlier else None


def _planned_load(dose: SideDose, typical: DoneSet | None, *, unit: str) -> str:
    if typical is not None:
        if typical.load_kg is None:
            return ""
        return str(
            shown_load(typical.load_kg, typical.typed_load, typical.typed_unit, unit)
        )
    return load_words(dose.load_kg, unit=unit).removesuffix(unit).strip()


def _planned_count(dose: SideDose, typical: DoneSet | None, *, timed: bool) -> int | None:
    if typical is not None:
        return typical.seconds if timed else typical.reps
    return dose.seconds if timed else dose.reps_low


def _tag(step: Step, line: Prescription) -> str:
    if step.side is None:
        return _("BOTH SIDES TOGETHER")
    words = side_word(step.side).upper()
    if line.is_check:
        return _("%(side)s · check: what this side can do alone") % {"side": words}
    if step.pair_order == 1:
        return _("%(side)s · starts, and sets the load") % {"side": words}
    return _("%(side)s · switch sides, match the first") % {"side": words}


def _done_words(side: Side | None) -> str:
    if side is None:
        return _("Done:")
    return _("Done: %(side)s,") % {"side": side_word(side)}


def _skip_words(side: Side | None) -> str:
    if side is None:
        return _("Leave this set out")
    return _("Leave out this set on the %(side)s") % {"side": side_word(side)}


def _rows(
    steps: PlayerSteps, current: Step, line: Prescription, *, unit: str
) -> tuple[RowView, ...]:
    own = [step for step in steps.steps if step.position == current.position]
    sides: Sequence[Side | None] = (None,) if line.both is not None else (Side.LEFT, Side.RIGHT)
    by_key = {key_of(step): step for step in own}
    return tuple(
        RowView(
            index=index,
            cells=tuple(
                _cell(steps, by_key.get((current.position, index, side)), current, unit=unit)
                for side in sides
            ),
        )
        for index in sorted({step.set_index for step in own})
    )


def _cell(steps: PlayerSteps, step: Step | None, current: Step, *, unit: str) -> CellView:
    if step is None:
        return CellView(text=_("rest"), is_current=False, is_done=False)
    key = key_of(step)
    done = steps.done.get(key)
    if done is not None:
        return CellView(text=done_words(done, unit=unit), is_current=False, is_done=True)
    if key in steps.skipped:
        return CellView(text=_("left out"), is_current=False, is_done=False)
    return CellView(text=_plan_words(step, unit=unit), is_current=step == current, is_done=False)


def _plan_words(step: Step, *, unit: str) -> str:
    if step.dose.is_capped and step.side is not None:
        return _("matches %(side)s") % {"side": side_word(step.side.opposite)}
    count = step.dose.seconds if step.dose.seconds is not None else step.dose.reps_low
    suffix = _(" s") if step.dose.seconds is not None else ""
    load = load_words(step.dose.load_kg, unit=unit)
    return f"{count}{suffix} × {load}" if load else f"{count}{suffix}"


def done_words(done: DoneSet, *, unit: str) -> str:
    """What was logged: ``8 × 18 kg``."""
    count = str(done.reps) if done.reps is not None else _("%(n)s s") % {"n": done.seconds}
    if done.load_kg is None or done.load_kg == 0:
        return count
    load = shown_load(done.load_kg, done.typed_load, done.typed_unit, unit)
    return f"{count} × {load} {unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerView:
    """Everything the player's page prints."""

    title: str
    place: str
    started_at: dt.datetime
    step: StepView | None
    summary: str
    rest_s: int
    rest_key: str
    rest_words: str
    finish_op_id: UUID
    session_url: str
    log_url: str
    skip_url: str
    hurts_url: str
    finish_url: str


def place_words(steps: PlayerSteps) -> str:
    """Where in the session this is: ``2 of 5``."""
    positions = sorted({step.position for step in steps.steps})
    if steps.current is None:
        return _("all %(count)s done") % {"count": len(positions)}
    return _("%(place)s of %(count)s") % {
        "place": positions.index(steps.current.position) + 1,
        "count": len(positions),
    }


def rest_words(current: Step | None) -> str:
    """What comes after the rest."""
    if current is None:
        return _("rest, then you are done")
    if current.side is None:
        return _("rest, then both sides")
    return _("rest, then %(side)s") % {"side": side_word(current.side)}


def summary_words(steps: PlayerSteps) -> str:
    """How much was done and left out."""
    return _("%(done)s sets done, %(skipped)s left out.") % {
        "done": len(steps.done),
        "skipped": len(steps.skipped),
    }

"""The session player: one set of one side at a time, weaker side first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core.identifiers import new_uuid7
from apps.core.units import shown_load
from apps.exercises.domain.catalogue import LOADED_METRICS, ExerciseSpec
from apps.exercises.domain.vocabulary import ExerciseKind, Metric, Side
from apps.exercises.presenters import load_basis_words, side_word
from apps.programs.domain.playing import DoneSet, Standing
from apps.programs.domain.program import Prescription, SideDose
from apps.programs.domain.steps import Step, StepKey

from .lines import effort_words, load_words
from .sessions import session_title, session_url

if TYPE_CHECKING:
    from apps.programs.models import Session

SECOND = 2
"""Place in the pair of the side that goes second."""

TIMED_METRICS = frozenset({Metric.SECONDS, Metric.LOAD_SECONDS})


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
    rir: str | None
    effort: str
    done_words: str
    skip_words: str
    spoken: str
    is_one_sided: bool
    rows: tuple[RowView, ...]
    load_error: str = ""
    count_error: str = ""
    rir_error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What was typed and could not be logged, and why, by field."""

    typed: Mapping[str, str]
    errors: Mapping[str, str]


def step_view(standing: Standing, *, unit: str) -> StepView | None:
    """The set to do now in words and numbers, None when nothing is left."""
    step = standing.current
    if step is None:
        return None
    line, spec = standing.lines[step.position], standing.specs[step.position]
    typical = _typical(standing, step)
    timed = spec.metric in TIMED_METRICS
    count = _planned_count(step.dose, typical, aim=standing.aims[step.position], timed=timed)
    return StepView(
        exercise=spec.name,
        cue=spec.cues[0] if spec.cues else "",
        position=step.position,
        set_index=step.set_index + 1,
        side=step.side.value if step.side is not None else "",
        tag=_tag(step, line),
        set_label=_("Set %(index)s of %(sets)s")
        % {"index": step.set_index + 1, "sets": step.dose.sets},
        asks_load=_asks_load(spec),
        load=_planned_load(step.dose, typical, unit=unit),
        load_label=_("Weight (%(basis)s)") % {"basis": load_basis_words(spec)},
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
        spoken=_spoken(spec.name, step),
        is_one_sided=step.side is not None,
        rows=_rows(standing, step, line, unit=unit),
    )


def _asks_load(spec: ExerciseSpec) -> bool:
    return spec.metric in LOADED_METRICS


def _load_step(spec: ExerciseSpec, *, unit: str) -> str:
    if unit == "lb":
        return "5" if spec.load_step_kg is None or spec.load_step_kg >= 2 else "2.5"  # noqa: PLR2004
    return str(spec.load_step_kg or 1)


def _typical(standing: Standing, step: Step) -> DoneSet | None:
    """What this set will probably be: the weaker side's set, else this side's last one.

    A check is not copied from one side to the other: it would measure the plan.
    """
    if step.side is not None and step.pair_order == SECOND and not step.is_check:
        other = StepKey(position=step.position, set_index=step.set_index, side=step.side.opposite)
        first = standing.done.get(other)
        if first is not None:
            return first
    earlier = [
        standing.done[key]
        for index in range(step.set_index - 1, -1, -1)
        if (key := replace(step.key, set_index=index)) in standing.done
    ]
    return earlier[0] if earlier else None


def _planned_load(dose: SideDose, typical: DoneSet | None, *, unit: str) -> str:
    if typical is not None:
        if typical.load_kg is None:
            return ""
        return str(shown_load(typical.load_kg, typical.typed_load, typical.typed_unit, unit))
    return load_words(dose.load_kg, unit=unit).removesuffix(unit).strip()


def _planned_count(
    dose: SideDose, typical: DoneSet | None, *, aim: int | None, timed: bool
) -> int | None:
    if typical is not None:
        return typical.seconds if timed else typical.reps
    if timed:
        return dose.seconds
    return aim if aim is not None else dose.reps_low


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


def _leads(line: Prescription) -> bool:
    """Whether the other side has to match the one that starts."""
    return any(dose.is_capped for dose in line.doses)


def _done_words(side: Side | None) -> str:
    if side is None:
        return _("Done:")
    return _("Done: %(side)s,") % {"side": side_word(side)}


def _spoken(exercise: str, step: Step) -> str:
    """What somebody who does not see the page is told when this set comes up."""
    where = {"exercise": exercise, "index": step.set_index + 1, "sets": step.dose.sets}
    if step.side is None:
        return _("%(exercise)s, both sides, set %(index)s of %(sets)s") % where
    where["side"] = side_word(step.side)
    return _("%(exercise)s, %(side)s side, set %(index)s of %(sets)s") % where


def _skip_words(side: Side | None) -> str:
    if side is None:
        return _("Leave this set out")
    return _("Leave out this set on the %(side)s") % {"side": side_word(side)}


def _rows(
    standing: Standing, current: Step, line: Prescription, *, unit: str
) -> tuple[RowView, ...]:
    own = [step for step in standing.steps if step.position == current.position]
    sides: Sequence[Side | None] = (None,) if line.both is not None else (Side.LEFT, Side.RIGHT)
    by_key = {step.key: step for step in own}
    return tuple(
        RowView(
            index=index + 1,
            cells=tuple(
                _cell(
                    standing,
                    by_key.get(replace(current.key, set_index=index, side=side)),
                    current,
                    unit=unit,
                )
                for side in sides
            ),
        )
        for index in sorted({step.set_index for step in own})
    )


def _cell(standing: Standing, step: Step | None, current: Step, *, unit: str) -> CellView:
    if step is None:
        return CellView(text=_("rest"), is_current=False, is_done=False)
    key = step.key
    done = standing.done.get(key)
    if done is not None:
        return CellView(text=done_words(done, unit=unit), is_current=False, is_done=True)
    if key in standing.skipped:
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
    session_url: str
    log_url: str
    skip_url: str
    hurts_url: str
    finish_url: str


def place_words(standing: Standing) -> str:
    """Where in the session this is: ``2 of 5``."""
    positions = sorted({step.position for step in standing.steps})
    if standing.current is None:
        return _("all %(count)s done") % {"count": len(positions)}
    return _("%(place)s of %(count)s") % {
        "place": positions.index(standing.current.position) + 1,
        "count": len(positions),
    }


def rest_words(current: Step | None, *, is_first: bool) -> str:
    """What comes after the rest; before the first set there is none to take."""
    if current is None:
        return _("rest, then you are done")
    if is_first:
        return _("starts at your first set")
    if current.side is None:
        return _("rest, then both sides")
    return _("rest, then %(side)s") % {"side": side_word(current.side)}


def summary_words(standing: Standing) -> str:
    """How much was done and left out; both sides of a set are one."""
    done = len({(key.position, key.set_index) for key in standing.done})
    words = ngettext("%(done)s set done.", "%(done)s sets done.", done) % {"done": done}
    left_out = len({(key.position, key.set_index) for key in standing.skipped})
    if not left_out:
        return words
    more = ngettext("%(count)s was left out.", "%(count)s were left out.", left_out)
    return f"{words} {more % {'count': left_out}}"


def player_view(
    session: Session,
    standing: Standing,
    *,
    unit: str,
    started_at: dt.datetime,
    refused: Refused | None = None,
) -> PlayerView:
    """The player's page for a running session; what was typed and refused stays in its fields."""
    last = standing.last_done
    return PlayerView(
        title=session_title(session.focus),
        place=place_words(standing),
        started_at=started_at,
        step=_as_typed(step_view(standing, unit=unit), refused),
        summary=summary_words(standing),
        rest_s=last.rest_after_s if last is not None else 0,
        rest_key=f"{session.pk}:{len(standing.done)}" if last is not None else "",
        rest_words=rest_words(standing.current, is_first=last is None),
        session_url=session_url("session_detail", session),
        log_url=session_url("session_set_create", session),
        skip_url=session_url("session_set_skip", session),
        hurts_url=session_url("session_pain", session),
        finish_url=session_url("session_finish", session),
    )


def _as_typed(step: StepView | None, refused: Refused | None) -> StepView | None:
    if step is None or refused is None:
        return step
    return replace(
        step,
        load=refused.typed.get("load", step.load),
        count=refused.typed.get(step.counts, step.count),
        rir=refused.typed.get("rir") or None,
        load_error=refused.errors.get("load", ""),
        count_error=refused.errors.get(step.counts, ""),
        rir_error=refused.errors.get("rir", ""),
    )


def step_initial(standing: Standing) -> dict[str, Any]:
    """What the form of the current step says before anybody touches it."""
    step = standing.current
    if step is None:
        return {}
    return {
        "position": step.position,
        "set_index": step.set_index + 1,
        "side": step.side.value if step.side is not None else "",
        "op_id": new_uuid7(),
        "set_id": new_uuid7(),
    }

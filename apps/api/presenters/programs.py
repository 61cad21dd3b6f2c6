"""Programs and sessions as JSON tells them: what is asked, of which side, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from ninja import Schema

from apps.api.forms.fields import left_out
from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.exercises.presenters import exercise_name
from apps.programs.domain.playing import Obstacle
from apps.programs.domain.program import Block, Reason, SideDose
from apps.programs.presenters import reason_views
from apps.programs.presenters.lines import dose_words

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class ProgramStatus(StrEnum):
    """Where a program stands."""

    ACTIVE = "active"
    FINISHED = "finished"
    STOPPED = "stopped"


class SessionStatus(StrEnum):
    """Where a session stands."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    SKIPPED = "skipped"


class ReasonOut(Schema):
    """Why: a code for programs, a sentence for people, how well it is known, and by whom."""

    code: str
    words: str
    grade: str
    source: str


class DoseOut(Schema):
    """What one side, or both together, is asked to do; null seconds mean reps, and the reverse."""

    sets: int
    reps_low: int | None
    reps_high: int | None
    seconds: int | None
    load_kg: float | None
    rir_target: int | None
    is_capped: bool


class LineOut(Schema):
    """One exercise of a session."""

    position: int
    exercise_id: UUID
    name: str
    pattern: MovementPattern
    block: Block
    is_check: bool
    first_side: Side | None
    left: DoseOut | None
    right: DoseOut | None
    both: DoseOut | None
    words: str
    rest_between_sides_s: int
    rest_after_pair_s: int
    tempo: str
    is_left_alone: bool
    is_left_out: bool
    reasons: list[ReasonOut]


class ObstacleOut(Schema):
    """Why a session cannot begin now."""

    code: Obstacle
    words: str


class SessionOut(Schema):
    """One day of a program; `obstacle` and `lines` only where one session is asked for."""

    id: UUID
    program_id: UUID
    date: dt.date
    planned_for: dt.date | None
    week: int
    status: SessionStatus
    focus: list[MovementPattern]
    estimated_minutes: int
    is_check_session: bool
    workout_id: UUID | None
    obstacle: ObstacleOut | None = left_out()
    lines: list[LineOut] = left_out()


class SessionPage(Schema):
    """Some sessions, and where the list goes on."""

    items: list[SessionOut]
    next: str | None


class ProgramOut(Schema):
    """Some weeks of sessions; `sessions` only where one program is asked for."""

    id: UUID
    status: ProgramStatus
    starts_on: dt.date
    weeks: int
    created_at: dt.datetime
    ended_at: dt.datetime | None
    policy_version: str
    reasons: list[ReasonOut]
    sessions: list[SessionOut] = left_out()


class ProgramPage(Schema):
    """Some programs, and where the list goes on."""

    items: list[ProgramOut]
    next: str | None


OBSTACLES: Final[Mapping[Obstacle, str | _StrPromise]] = {
    Obstacle.WAITS: _("Training waits, because of what you answered. The app says what to do now."),
    Obstacle.ASKS_FIRST: _("The health questions come first. Answer them in the app."),
    Obstacle.LEFT_ALONE: _("Everything in it works an area that is to be left alone."),
    Obstacle.NOTHING_AT_HAND: _("Nothing in it can be done with what is at hand."),
    Obstacle.ANOTHER_RUNS: _("Another session is running."),
    Obstacle.OPEN_WORKOUT: _("A workout of another session is still open."),
}
_OF_PAIN: Final = "pain"
"""Reasons that tell of pain have it in their codes."""


def program_data(
    program: Any,
    *,
    unit: str,
    with_pain: bool,
    left_alone: Mapping[UUID, frozenset[int]] | None = None,
) -> dict[str, Any]:
    """A program; with its sessions where it is known which of their lines are to be left alone."""
    told = {
        "id": program.pk,
        "status": program.status,
        "starts_on": program.starts_on,
        "weeks": program.weeks,
        "created_at": program.created_at,
        "ended_at": program.ended_at,
        "policy_version": program.policy_version,
        "reasons": _reasons(map(Reason.from_dict, program.reasons), unit, with_pain=with_pain),
    }
    if left_alone is not None:
        told["sessions"] = [
            session_data(session)
            | {
                "lines": lines_data(
                    session, unit=unit, with_pain=with_pain, left_alone=left_alone[session.pk]
                )
            }
            for session in program.sessions.all()
        ]
    return told


def session_data(session: Any) -> dict[str, Any]:
    """A session without its lines."""
    return {
        "id": session.pk,
        "program_id": session.program_id,
        "date": session.date,
        "planned_for": session.planned_for,
        "week": session.week,
        "status": session.status,
        "focus": list(session.focus),
        "estimated_minutes": session.estimated_minutes,
        "is_check_session": session.is_check_session,
        "workout_id": session.workout_id,
    }


def obstacle_data(obstacle: Obstacle | None) -> dict[str, Any] | None:
    """Why it cannot begin, in words."""
    return None if obstacle is None else {"code": obstacle, "words": str(OBSTACLES[obstacle])}


def lines_data(
    session: Any, *, unit: str, with_pain: bool, left_alone: frozenset[int]
) -> list[dict[str, Any]]:
    """A session's lines with their reasons."""
    return [
        _line(row, unit=unit, with_pain=with_pain, is_left_alone=row.position in left_alone)
        for row in session.prescriptions.all()
    ]


def _line(row: Any, *, unit: str, with_pain: bool, is_left_alone: bool) -> dict[str, Any]:
    line = row.line
    return {
        "position": row.position,
        "exercise_id": row.exercise_id,
        "name": exercise_name(row.exercise.name),
        "pattern": line.pattern,
        "block": line.block,
        "is_check": line.is_check,
        "first_side": line.first_side,
        "left": _dose(line.dose_for(Side.LEFT)),
        "right": _dose(line.dose_for(Side.RIGHT)),
        "both": _dose(line.both),
        "words": dose_words(line, unit=unit),
        "rest_between_sides_s": line.rest_between_sides_s,
        "rest_after_pair_s": line.rest_after_pair_s,
        "tempo": line.tempo,
        "is_left_alone": is_left_alone and not row.is_left_out,
        "is_left_out": row.is_left_out,
        "reasons": _reasons(line.reasons, unit, with_pain=with_pain),
    }


def _dose(dose: SideDose | None) -> dict[str, Any] | None:
    return None if dose is None else {name: getattr(dose, name) for name in DoseOut.model_fields}


def _reasons(reasons: Iterable[Reason], unit: str, *, with_pain: bool) -> list[dict[str, Any]]:
    told = [one for one in reasons if with_pain or _OF_PAIN not in one.code.value.split("_")]
    return [
        {"code": one.code.value, "words": view.text, "grade": view.grade, "source": view.source}
        for one, view in zip(told, reason_views(told, unit=unit), strict=True)
    ]

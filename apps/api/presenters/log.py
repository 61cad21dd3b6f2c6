"""Workouts and sets as JSON tells them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from ninja import Schema

from apps.api.forms.fields import left_out
from apps.core.units import WeightUnit
from apps.exercises.domain.vocabulary import (
    LoadBasis,
    RepConvention,
    SetKind,
    SetSide,
    SideSource,
)
from apps.lifts.domain.operations import DELETED, OperationStatus
from apps.lifts.services import Outcome

from .problems import field_of


class LoadOut(Schema):
    """A weight as it was typed, and in kilograms."""

    value: float
    unit: WeightUnit
    kg: float


class ChangeOut(Schema):
    """What became of a change: field by field, beside what others changed meanwhile."""

    status: OperationStatus
    overrode: list[str]


class SetOut(Schema):
    """One set of one side."""

    id: UUID
    workout_id: UUID
    exercise_id: UUID
    set_index: int
    side: SetSide
    side_source: SideSource
    pair_order: int | None
    kind: SetKind
    load: LoadOut | None
    reps: int | None
    seconds: int | None
    rir: float | None
    pain: int | None = left_out()
    capped_by_plan: bool
    note: str
    performed_at: dt.datetime
    load_basis: LoadBasis
    rep_convention: RepConvention
    revision: int
    change: ChangeOut = left_out()


class SetPage(Schema):
    """Some sets, and where the list goes on."""

    items: list[SetOut]
    next: str | None


class WorkoutOut(Schema):
    """One visit to the gym."""

    id: UUID
    title: str
    notes: str
    started_at: dt.datetime
    ended_at: dt.datetime | None
    time_zone: str
    local_date: dt.date
    revision: int
    set_count: int = left_out()
    exercise_count: int = left_out()
    sets: list[SetOut] = left_out()
    change: ChangeOut = left_out()


class WorkoutPage(Schema):
    """Some workouts, and where the list goes on."""

    items: list[WorkoutOut]
    next: str | None


def set_data(row: Any, *, with_pain: bool, outcome: Outcome | None = None) -> dict[str, Any]:
    """A set; its pain number only for who may read it, which is not the same as none."""
    told = {
        "id": row.pk,
        "workout_id": row.workout_id,
        "exercise_id": row.exercise_id,
        "set_index": row.set_index,
        "side": row.side,
        "side_source": row.side_source,
        "pair_order": row.pair_order,
        "kind": row.kind,
        "load": _load(row),
        "reps": row.reps,
        "seconds": row.seconds,
        "rir": _number(row.rir),
        "capped_by_plan": row.capped_by_plan,
        "note": row.note,
        "performed_at": row.performed_at,
        "load_basis": row.load_basis,
        "rep_convention": row.rep_convention,
        "revision": row.revision,
    }
    if with_pain:
        told["pain"] = row.pain
    return told | _change(outcome)


def workout_data(
    row: Any,
    *,
    sets: Iterable[Any] | None = None,
    with_pain: bool = False,
    outcome: Outcome | None = None,
) -> dict[str, Any]:
    """A workout, with its sets where they were read."""
    told = {
        "id": row.pk,
        "title": row.title,
        "notes": row.notes,
        "started_at": row.started_at,
        "ended_at": row.ended_at,
        "time_zone": row.time_zone,
        "local_date": row.local_date,
        "revision": row.revision,
    }
    for name in ("set_count", "exercise_count"):
        if hasattr(row, name):
            told[name] = getattr(row, name)
    if sets is not None:
        told["sets"] = [set_data(one, with_pain=with_pain) for one in sets]
    return told | _change(outcome)


def _load(row: Any) -> dict[str, Any] | None:
    if row.typed_load is None:
        return None
    return {"value": float(row.typed_load), "unit": row.typed_unit, "kg": float(row.load_kg)}


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _change(outcome: Outcome | None) -> dict[str, Any]:
    if outcome is None:
        return {}
    overrode = sorted({field_of(name) for name in outcome.lost if name != DELETED})
    return {"change": {"status": outcome.status, "overrode": overrode}}

"""Logged sets as plain values, for everything that computes with them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from apps.exercises.domain.vocabulary import (
    LoadBasis,
    RepConvention,
    SetKind,
    SetSide,
    SideSource,
)


class LiftRow(Struct, frozen=True, kw_only=True):
    """One logged set of one side.

    Parameters
    ----------
    pair_order
        1 when this side went first within its pair, 2 when second, None when not known.
    load_kg
        What ``load_basis`` says it counts, kg; negative is help; None is no load given.
    reps, seconds
        What was done; one of the two is not None.
    rir
        Reps in reserve as reported; 0 is the last rep there was, None is not asked or answered.
    pain
        0 to 10, None when not asked.
    capped_by_plan
        The plan, not the limb, decided where the set stopped.
    workout_ended
        False for sets of the workout that is still running.
    """

    id: UUID
    workout_id: UUID
    exercise_id: UUID
    performed_at: datetime
    local_date: date
    set_index: int
    side: SetSide
    side_source: SideSource
    kind: SetKind
    pair_order: int | None
    load_kg: float | None
    reps: int | None
    seconds: int | None
    rir: float | None
    pain: int | None
    capped_by_plan: bool
    load_basis: LoadBasis
    rep_convention: RepConvention
    workout_ended: bool

"""What the athlete said about a file, and what its rows mean after that."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from zoneinfo import ZoneInfo

from msgspec import Struct, field
from msgspec.structs import replace

from apps.core.units import WeightUnit
from apps.exchange.domain.rows import SetRow
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import (
    Laterality,
    LoadBasis,
    RepConvention,
    SetKind,
    SetSide,
    SideSource,
)


class SidesAnswer(StrEnum):
    """How the rows of one name tell their sides."""

    AS_TOLD = "as_told"
    LEFT_FIRST = "left_first"
    RIGHT_FIRST = "right_first"
    WARM_UPS_LEFT = "warm_ups_left"
    WARM_UPS_RIGHT = "warm_ups_right"
    BOTH = "both"


class Meaning(Struct, frozen=True, kw_only=True):
    """What the athlete said the rows of one name mean; None or ``as_told`` leaves it to file and exercise."""

    sides: SidesAnswer = SidesAnswer.AS_TOLD
    load_basis: LoadBasis | None = None
    rep_convention: RepConvention | None = None


AS_TOLD = Meaning()


class Answers(Struct, frozen=True, kw_only=True):
    """What the athlete said about a file.

    Parameters
    ----------
    exercises
        The exercise of each name in the file, or None to leave its rows out.
    unit
        Unit of loads whose unit the file does not say.
    time_zone
        IANA zone of times whose zone the file does not say.
    keep_pain
        Whether the athlete agreed to keeping pain; without that it is left out, and the set is kept.
    meanings
        What was said of each name beyond its exercise.
    source
        The dialect of a file of another app, which is a part of its sets' identity; empty for Levelset's own.
    """

    exercises: Mapping[str, ExerciseSpec | None]
    unit: WeightUnit
    time_zone: str
    keep_pain: bool = False
    meanings: Mapping[str, Meaning] = field(default_factory=dict)
    source: str = ""


def in_zone(row: SetRow, time_zone: str) -> SetRow:
    """The row on the athlete's own day, where the file gave a moment of Greenwich's clock."""
    if not row.is_instant or row.started_at is None:
        return row
    return replace(row, day=row.started_at.astimezone(ZoneInfo(time_zone)).date())


def settled(row: SetRow, exercise: ExerciseSpec, answers: Answers) -> SetRow:
    """The row with everything decided: side, unit, what load and reps count."""
    meaning = answers.meanings.get(row.exercise, AS_TOLD)
    side, source, kind = row.side, row.side_source, row.kind
    if side is SetSide.EACH and source is SideSource.ASSUMED:
        side, source, kind = _told_side(row, meaning.sides)
        if side is SetSide.EACH and exercise.laterality is Laterality.BILATERAL:
            side = SetSide.BOTH
    load = row.load
    if answers.source and exercise.is_assisted and load is not None and load > 0:
        # Trackers write help as a plain number; here it takes away.
        load = -load
    return replace(
        row,
        side=side,
        side_source=source,
        kind=kind,
        load=load,
        unit=answers.unit if load is not None and row.unit is None else row.unit,
        pain=row.pain if answers.keep_pain else None,
        load_basis=meaning.load_basis or row.load_basis or exercise.load_basis,
        rep_convention=meaning.rep_convention or row.rep_convention or exercise.rep_convention,
    )


def _told_side(row: SetRow, answer: SidesAnswer) -> tuple[SetSide, SideSource, SetKind]:
    """The side that the athlete says a row without one has; rows in turn wait for their neighbours."""
    match answer:
        case SidesAnswer.BOTH:
            return SetSide.BOTH, SideSource.IMPORTED, row.kind
        case SidesAnswer.WARM_UPS_LEFT | SidesAnswer.WARM_UPS_RIGHT:
            first, second = SetSide.LEFT, SetSide.RIGHT
            if answer is SidesAnswer.WARM_UPS_RIGHT:
                first, second = second, first
            side = {SetKind.WARM_UP: first, SetKind.FAILURE: second}.get(row.kind)
            if side is None:
                return SetSide.BOTH, SideSource.IMPORTED, row.kind
            return side, SideSource.IMPORTED, SetKind.WORK
        case _:
            return row.side, row.side_source, row.kind

"""What the fields of an operation may hold, each checked once, without a database."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from decimal import InvalidOperation as NotADecimal
from enum import StrEnum
from functools import partial
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct

from apps.core.units import WeightUnit, to_kg
from apps.exercises.domain.vocabulary import (
    LoadBasis,
    RepConvention,
    SetKind,
    SetSide,
    Side,
    SideSource,
)

from . import limits
from .operations import Entity, WireFields


class Problem(StrEnum):
    """Why a value cannot be logged."""

    REQUIRED = "required"
    UNKNOWN_FIELD = "unknown_field"
    NOT_A_NUMBER = "not_a_number"
    NOT_WHOLE = "not_whole"
    NEGATIVE = "negative"
    TOO_BIG = "too_big"
    TOO_PRECISE = "too_precise"
    NOT_HALF_STEPS = "not_half_steps"
    TOO_LONG = "too_long"
    UNKNOWN_CHOICE = "unknown_choice"
    NOT_A_MOMENT = "not_a_moment"
    NEGATIVE_LOAD = "negative_load"
    NOTHING_MEASURED = "nothing_measured"
    ENDS_BEFORE_START = "ends_before_start"
    ALREADY_RUNNING = "already_running"
    ALREADY_LISTED = "already_listed"
    FIXED = "fixed"
    NEWER_SCHEMA = "newer_schema"


class FieldError(ValueError):
    """A value that breaks a rule."""

    def __init__(self, problem: Problem) -> None:
        """Keep which rule."""
        super().__init__(problem.value)
        self.problem = problem


def text(value: object, *, length: int) -> str:
    r"""Text composed to NFC, without control characters, of at most ``length`` characters.

    Examples
    --------
    >>> text("left knee\x00 fine", length=500)
    'left knee fine'
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        raise FieldError(Problem.UNKNOWN_CHOICE)
    composed = unicodedata.normalize("NFC", value.replace("\r\n", "\n"))
    kept = "".join(
        character
        for character in composed
        if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs")
    ).strip()
    if len(kept) > length:
        raise FieldError(Problem.TOO_LONG)
    return kept


def whole_number(value: object, *, most: int, least: int = 0, optional: bool = True) -> int | None:
    """A whole number from ``least`` to ``most``."""
    number = _decimal(value)
    if number is None:
        if optional:
            return None
        raise FieldError(Problem.REQUIRED)
    if number < least:
        raise FieldError(Problem.NEGATIVE)
    if number > most:
        raise FieldError(Problem.TOO_BIG)
    if number != number.to_integral_value():
        raise FieldError(Problem.NOT_WHOLE)
    return int(number)


def load(value: object) -> Decimal | None:
    """A load as typed, in either unit; its range is judged in kilograms."""
    number = _decimal(value)
    if number is None:
        return None
    if abs(number) >= Decimal(10) ** 6:
        raise FieldError(Problem.TOO_BIG)
    if number != number.quantize(Decimal(1).scaleb(-limits.LOAD_DECIMALS)):
        raise FieldError(Problem.TOO_PRECISE)
    return number


def reps_in_reserve(value: object) -> Decimal | None:
    """Reps in reserve in half steps; None is unknown and 0 is the last rep there was."""
    number = _decimal(value)
    if number is None:
        return None
    if number < 0:
        raise FieldError(Problem.NEGATIVE)
    if number > limits.MAX_RIR:
        raise FieldError(Problem.TOO_BIG)
    if number % limits.RIR_STEP != 0:
        raise FieldError(Problem.NOT_HALF_STEPS)
    return number.quantize(Decimal("0.1"))


def choice(value: object, *, of: type[StrEnum], blank: bool = False) -> str:
    """A word of a closed set."""
    if blank and value in (None, ""):
        return ""
    if not isinstance(value, str) or value not in of:
        raise FieldError(Problem.UNKNOWN_CHOICE)
    return str(value)


def flag(value: object) -> bool:
    """Yes or no."""
    if not isinstance(value, bool):
        raise FieldError(Problem.UNKNOWN_CHOICE)
    return value


def moment(value: object, *, optional: bool = False) -> datetime | None:
    """A moment with its offset from UTC."""
    if value in (None, ""):
        if optional:
            return None
        raise FieldError(Problem.REQUIRED)
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        raise FieldError(Problem.NOT_A_MOMENT) from None
    if found.tzinfo is None or not limits.FIRST_YEAR <= found.year <= limits.LAST_YEAR:
        raise FieldError(Problem.NOT_A_MOMENT)
    return found


def day(value: object) -> date:
    """A calendar day."""
    try:
        found = date.fromisoformat(str(value))
    except ValueError:
        raise FieldError(Problem.NOT_A_MOMENT) from None
    if not limits.FIRST_YEAR <= found.year <= limits.LAST_YEAR:
        raise FieldError(Problem.NOT_A_MOMENT)
    return found


def identifier(value: object, *, optional: bool = False) -> UUID | None:
    """The key of another row, or of a group of rows."""
    if optional and value in (None, ""):
        return None
    try:
        return UUID(str(value))
    except ValueError:
        raise FieldError(Problem.UNKNOWN_CHOICE) from None


def time_zone(value: object) -> str:
    """A zone of the IANA database."""
    name = text(value, length=64)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise FieldError(Problem.UNKNOWN_CHOICE) from None
    return name


def _decimal(value: object) -> Decimal | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise FieldError(Problem.NOT_A_NUMBER)
    typed = str(value)
    if len(typed) > limits.NUMBER_LENGTH:
        raise FieldError(Problem.NOT_A_NUMBER)
    try:
        number = Decimal(typed)
    except NotADecimal:
        raise FieldError(Problem.NOT_A_NUMBER) from None
    if not number.is_finite():
        raise FieldError(Problem.NOT_A_NUMBER)
    if number and abs(number.adjusted()) > limits.NUMBER_LENGTH:
        # Arithmetic with such exponents overflows.
        raise FieldError(Problem.TOO_BIG if number.adjusted() > 0 else Problem.TOO_PRECISE)
    return number


type Check = Callable[[object], Any]

_WORKOUT: Final[Mapping[str, Check]] = {
    "title": partial(text, length=limits.TITLE_LENGTH),
    "started_at": moment,
    "ended_at": partial(moment, optional=True),
    "time_zone": time_zone,
    "local_date": day,
    "notes": partial(text, length=limits.NOTES_LENGTH),
}
_WORKOUT_EXERCISE: Final[Mapping[str, Check]] = {
    "workout_id": identifier,
    "exercise_id": identifier,
    "position": partial(whole_number, most=limits.MAX_POSITION, optional=False),
    "first_side": partial(choice, of=Side, blank=True),
    "superset": partial(identifier, optional=True),
}
_LIFT_SET: Final[Mapping[str, Check]] = {
    "workout_id": identifier,
    "exercise_id": identifier,
    "performed_at": moment,
    "set_index": partial(whole_number, least=1, most=limits.MAX_SET_INDEX, optional=False),
    "side": partial(choice, of=SetSide),
    "side_source": partial(choice, of=SideSource),
    "pair_order": partial(whole_number, least=1, most=2),
    "kind": partial(choice, of=SetKind),
    "typed_load": load,
    "typed_unit": partial(choice, of=WeightUnit, blank=True),
    "load_basis": partial(choice, of=LoadBasis),
    "rep_convention": partial(choice, of=RepConvention),
    "reps": partial(whole_number, most=limits.MAX_REPS),
    "seconds": partial(whole_number, most=limits.MAX_SECONDS),
    "rir": reps_in_reserve,
    "pain": partial(whole_number, most=limits.MAX_PAIN),
    "capped_by_plan": flag,
    "note": partial(text, length=limits.NOTE_LENGTH),
}

FIELDS: Final[Mapping[Entity, Mapping[str, Check]]] = {
    Entity.WORKOUT: _WORKOUT,
    Entity.WORKOUT_EXERCISE: _WORKOUT_EXERCISE,
    Entity.LIFT_SET: _LIFT_SET,
}
"""Every field an operation may write; the rest of the row is the server's business."""

REQUIRED: Final[Mapping[Entity, frozenset[str]]] = {
    Entity.WORKOUT: frozenset({"started_at", "local_date"}),
    Entity.WORKOUT_EXERCISE: frozenset({"workout_id", "exercise_id", "position"}),
    Entity.LIFT_SET: frozenset({"workout_id", "exercise_id", "performed_at", "set_index", "side"}),
}
"""What a new row cannot do without."""

FIXED: Final[Mapping[Entity, frozenset[str]]] = {
    Entity.WORKOUT: frozenset(),
    Entity.WORKOUT_EXERCISE: frozenset({"workout_id", "exercise_id"}),
    Entity.LIFT_SET: frozenset({"workout_id", "exercise_id"}),
}
"""What a row keeps for life."""


class CheckedFields(Struct, frozen=True, kw_only=True):
    """Values ready to be stored, and what was wrong with the others, by field."""

    values: Mapping[str, Any]
    problems: Mapping[str, Problem]


def check_fields(entity: Entity, fields: WireFields) -> CheckedFields:
    """Judge every field by itself.

    Examples
    --------
    >>> checked = check_fields(Entity.LIFT_SET, {"reps": "-3", "typed_load": "24.5"})
    >>> checked.values
    {'typed_load': Decimal('24.5')}
    >>> checked.problems["reps"].value
    'negative'
    """
    checks = FIELDS[entity]
    values: dict[str, Any] = {}
    problems: dict[str, Problem] = {}
    for name, value in fields.items():
        if name not in checks:
            problems[name] = Problem.UNKNOWN_FIELD
            continue
        try:
            values[name] = checks[name](value)
        except FieldError as error:
            problems[name] = error.problem
    return CheckedFields(values=values, problems=problems)


def lift_set_problems(row: Mapping[str, Any], *, is_assisted: bool) -> dict[str, Problem]:
    """What is wrong with a set as a whole; ``row`` holds checked values.

    Examples
    --------
    >>> lift_set_problems({"reps": 8, "typed_load": Decimal(-20), "typed_unit": "kg"},
    ...                   is_assisted=False)["typed_load"].value
    'negative_load'
    """
    problems: dict[str, Problem] = {}
    if row.get("reps") is None and row.get("seconds") is None:
        problems["reps"] = Problem.NOTHING_MEASURED
    typed = row.get("typed_load")
    if typed is None:
        return problems
    if not row.get("typed_unit"):
        problems["typed_unit"] = Problem.REQUIRED
        return problems
    load_kg = to_kg(typed, row["typed_unit"])
    if load_kg < 0 and not is_assisted:
        problems["typed_load"] = Problem.NEGATIVE_LOAD
    elif not limits.MIN_LOAD_KG <= load_kg <= limits.MAX_LOAD_KG:
        problems["typed_load"] = Problem.TOO_BIG
    return problems


def workout_problems(row: Mapping[str, Any]) -> dict[str, Problem]:
    """What is wrong with a workout as a whole; ``row`` holds checked values."""
    ended = row.get("ended_at")
    if ended is not None and ended < row["started_at"]:
        return {"ended_at": Problem.ENDS_BEFORE_START}
    return {}

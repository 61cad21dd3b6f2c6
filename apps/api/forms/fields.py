"""Values of requests, read as strictly as they are documented; the log's own rules judge them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, StringConstraints
from pydantic import WithJsonSchema as Documented

from apps.api.domain.limits import KEY_LENGTH
from apps.lifts.domain import limits, validation

_UUID_LENGTH = 36
_MOST_BITS = 256
"""Of a whole number; no value here has more than a tenth of it."""


def left_out() -> Any:
    """A field that may be missing and then means: as it is. Nothing is its default."""
    return Field(default_factory=lambda: None)


def _identifier(value: object) -> UUID:
    if not isinstance(value, str) or len(value) != _UUID_LENGTH:
        raise ValueError(validation.Problem.UNKNOWN_CHOICE)
    return UUID(value)


def _number(value: object) -> Decimal:
    """A number of the JSON, with every digit; never a text that looks like one."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError(validation.Problem.NOT_A_NUMBER)  # noqa: TRY004 - pydantic reads ValueErrors
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        raise ValueError(validation.Problem.TOO_BIG)
    number = Decimal(value)
    if number and abs(number.adjusted()) > limits.NUMBER_LENGTH:
        # Written out, such exponents fill the memory.
        raise ValueError(validation.Problem.TOO_BIG)
    return number


def _moment(value: object) -> dt.datetime:
    if not isinstance(value, str):
        raise ValueError(validation.Problem.NOT_A_MOMENT)  # noqa: TRY004 - the same
    found = validation.moment(value)
    assert found is not None  # noqa: S101 - only an optional moment is None
    return found


def _day(value: object) -> dt.date:
    if not isinstance(value, str):
        raise ValueError(validation.Problem.NOT_A_MOMENT)  # noqa: TRY004 - the same
    return validation.day(value)


def _without_nul(value: str) -> str:
    if "\x00" in value:
        raise ValueError(validation.Problem.UNKNOWN_CHOICE)
    return value


Key = Annotated[
    UUID, BeforeValidator(_identifier), Documented({"type": "string", "format": "uuid"})
]
"""A key that the asker may make: a UUIDv7, so that rows lie in the order in which they were made."""
Moment = Annotated[
    dt.datetime, BeforeValidator(_moment), Documented({"type": "string", "format": "date-time"})
]
"""A moment with its offset from UTC."""
Day = Annotated[dt.date, BeforeValidator(_day), Documented({"type": "string", "format": "date"})]
Words = Annotated[str, StringConstraints(max_length=80), BeforeValidator(_without_nul)]
"""What is searched for."""
Revision = Annotated[int, Strict(), Field(ge=1, le=2**31 - 1)]
"""Which version of a row its changer has seen."""
SeenRevision = Annotated[int, Field(ge=1, le=2**31 - 1)]
"""The same in an address, where everything is text."""
Reps = Annotated[int, Strict(), Field(ge=0, le=limits.MAX_REPS)]
Seconds = Annotated[int, Strict(), Field(ge=0, le=limits.MAX_SECONDS)]
Pain = Annotated[int, Strict(), Field(ge=0, le=limits.MAX_PAIN)]
PairOrder = Annotated[int, Strict(), Field(ge=1, le=2)]
SetIndex = Annotated[int, Strict(), Field(ge=1, le=limits.MAX_SET_INDEX)]
Yes = Annotated[bool, Strict()]
Load = Annotated[
    Decimal,
    BeforeValidator(_number),
    Documented({"type": "number", "minimum": -1103, "maximum": 3307, "multipleOf": 0.001}),
]
"""A load as typed, in either unit; -500 to 1500 kg."""
Reserve = Annotated[
    Decimal,
    BeforeValidator(_number),
    Documented({"type": "number", "minimum": 0, "maximum": 20, "multipleOf": 0.5}),
]
"""Reps in reserve: 0 is the last rep there was."""
IdempotencyKey = Annotated[str, StringConstraints(min_length=1, max_length=KEY_LENGTH)]


class Body(BaseModel):
    """A body that says nothing which is not known here."""

    model_config = ConfigDict(extra="forbid")

    def told(self) -> dict[str, Any]:
        """What the body says, and nothing that it leaves out."""
        return {name: getattr(self, name) for name in self.model_fields_set}

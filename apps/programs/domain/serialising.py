"""Plain dictionaries from values and back, so that plans and inputs can be kept as JSON."""

from __future__ import annotations

import types
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Self, get_args, get_origin, get_type_hints

from msgspec.structs import fields


class Serialisable:
    """A frozen value that can be written as JSON and read back to an equal value."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Fields as text, numbers, lists and dictionaries, ready for JSON."""
        return _fields_of(self)

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Build the value that :meth:`to_dict` was called on.

        Fields that are absent take their default, so that what was stored before a field existed
        can still be read.
        """
        return _build(cls, plain)


def _fields_of(value: Any) -> dict[str, Any]:
    return {field.name: _to_plain(getattr(value, field.name)) for field in fields(value)}


def _to_plain(value: Any) -> Any:
    match value:
        case Serialisable():
            plain: Any = _fields_of(value)
        case Enum():
            plain = value.value
        case date():
            plain = value.isoformat()
        case Mapping():
            plain = {str(key): _to_plain(item) for key, item in value.items()}
        case frozenset():
            plain = sorted(_to_plain(item) for item in value)
        case tuple():
            plain = [_to_plain(item) for item in value]
        case _:
            plain = value
    return plain


@cache
def _hints(cls: Any) -> dict[str, Any]:
    return get_type_hints(cls)


def _build[T](cls: type[T], plain: Mapping[str, Any]) -> T:
    known: Any = cls
    hints = _hints(known)
    return cls(
        **{name: _from_plain(hint, plain[name]) for name, hint in hints.items() if name in plain}
    )


def _from_plain(hint: Any, plain: Any) -> Any:
    origin = get_origin(hint)
    if plain is None:
        return None
    if origin is types.UnionType:
        return _from_plain(next(arg for arg in get_args(hint) if arg is not type(None)), plain)
    if origin in (tuple, frozenset):
        return origin(_from_plain(get_args(hint)[0], item) for item in plain)
    return _from_scalar(hint, plain)


def _from_scalar(hint: Any, plain: Any) -> Any:
    if not isinstance(hint, type):
        return plain
    if issubclass(hint, Serialisable):
        return _build(hint, plain)
    if issubclass(hint, date):
        return date.fromisoformat(plain)
    return hint(plain) if issubclass(hint, Enum | float) else plain

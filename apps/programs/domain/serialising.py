"""Plain dictionaries from dataclasses and back, so that plans and inputs can be kept as JSON."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Self, Union, get_args, get_origin, get_type_hints


class Serialisable:
    """A frozen dataclass that can be written as JSON and read back to an equal value."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Fields as text, numbers, lists and dictionaries, ready for JSON."""
        plain = _to_plain(self)
        assert isinstance(plain, dict)
        return plain

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Build the value that :meth:`to_dict` was called on.

        Fields that are absent take their default, so that what was stored before a field existed
        can still be read.
        """
        value = _from_plain(cls, plain)
        assert isinstance(value, cls)
        return value


def _to_plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _to_plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(_to_plain(item) for item in value)
    if isinstance(value, tuple):
        return [_to_plain(item) for item in value]
    return value


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _from_plain(hint: Any, plain: Any) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        if plain is None:
            return None
        inner = [arg for arg in get_args(hint) if arg is not type(None)]
        return _from_plain(inner[0], plain) if len(inner) == 1 else plain
    if origin is tuple:
        return tuple(_from_plain(get_args(hint)[0], item) for item in plain)
    if origin is frozenset:
        return frozenset(_from_plain(get_args(hint)[0], item) for item in plain)
    if isinstance(hint, type) and is_dataclass(hint):
        hints = _hints(hint)
        return hint(
            **{
                field.name: _from_plain(hints[field.name], plain[field.name])
                for field in fields(hint)
                if field.name in plain
            }
        )
    if hint is date:
        return date.fromisoformat(plain)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(plain)
    if hint is float:
        return float(plain)
    return plain

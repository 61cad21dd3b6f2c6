"""The OpenAPI description, as the framework tells it and then made true."""

from __future__ import annotations

import copy
from typing import Any, Final

from django.utils.encoding import force_str
from django.utils.functional import Promise

from .problems import MEDIA_TYPE

_FIRST_ERROR: Final = 400
_RETRIED: Final = ("429", "503")


def finished_schema(raw: Any) -> dict[str, Any]:
    """Words in the reader's language, and problems under their own media type."""
    schema: dict[str, Any] = _plain(copy.deepcopy(dict(raw)))
    for methods in schema["paths"].values():
        for operation in methods.values():
            operation["responses"] = {
                str(status): _answer(str(status), told)
                for status, told in operation["responses"].items()
            }
    return schema


def _answer(status: str, told: dict[str, Any]) -> dict[str, Any]:
    if int(status) >= _FIRST_ERROR and "content" in told:
        told["content"] = {MEDIA_TYPE: next(iter(told["content"].values()))}
    if status in _RETRIED:
        told["headers"] = {
            "Retry-After": {"schema": {"type": "string", "pattern": "^[0-9]+$"}, "required": True}
        }
    return told


def _plain(value: Any) -> Any:
    """The same without anything that is translated later: later somebody else may be reading."""
    match value:
        case dict():
            return {force_str(name): _plain(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case Promise():
            return str(value)
        case _:
            return value

"""What a parsed file looks like as plain data, for the golden results beside the samples."""

from __future__ import annotations

from typing import Any

from msgspec.structs import fields

from apps.exchange.domain.rows import ParsedFile, SetRow

_DEFAULTS = {field.name: field.default for field in fields(SetRow)}


def as_data(parsed: ParsedFile) -> dict[str, Any]:
    """Every value that a reader set, as text."""
    return {
        "dialect": parsed.dialect,
        "rows": [{"line": numbered.line, **_values(numbered.row)} for numbered in parsed.numbered],
        "problems": [
            f"line {one.line}: {one.code.value} {one.column} {one.value}".strip()
            for one in parsed.problems
        ],
    }


def _values(row: SetRow) -> dict[str, str]:
    return {
        name: str(getattr(row, name))
        for name, default in _DEFAULTS.items()
        if getattr(row, name) != default
    }

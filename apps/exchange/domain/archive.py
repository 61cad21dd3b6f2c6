r"""Levelset's file with everything: JSON that is written and read one record a line.

It is one JSON document, so anything reads it. Its lines are part of the format, so that a file of any
length is read with one record in memory::

    {"format": "levelset", "version": 1, "exported_at": "...", "tables": {
    "workouts": [
    {"id": "...", ...},
    {"id": "...", ...}
    ],
    "sets": [
    ]
    }, "records": {"workouts": 2, "sets": 0}}
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any
from uuid import UUID

from msgspec import Struct

from apps.exchange.domain.rows import Problem, ProblemCode
from apps.exchange.domain.text_files import FileRefusedError

FORMAT = "levelset"
VERSION = 1
MAX_LINE_BYTES = 1024 * 1024
"""One record; the longest are programs with everything they were made from, about 60 kB."""

MAX_BYTES = 256 * 1024 * 1024
"""Unpacked; what fits into 10 MB packed is about 150 MB."""

type Values = Mapping[str, Any]


class Entry(Struct, frozen=True, kw_only=True):
    """One record, the list it stands in, and its line from 1."""

    line: int
    table: str
    values: Values


def _plain(value: object) -> str:
    match value:
        case datetime() | date():
            return value.isoformat()
        case UUID() | Decimal():
            return str(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


_encode = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), default=_plain, allow_nan=False
).encode


def write_archive(
    head: Values, tables: Iterable[tuple[str, Iterable[Values | str]]]
) -> Iterator[str]:
    """Yield the file piece by piece.

    Parameters
    ----------
    head
        What stands on the first line besides format and version.
    tables
        Lists of records by name; read once, one record at a time. Numbers with decimals are written as
        texts, so that 24.50 stays 24.50. A record that is a text is JSON already.
    """
    start = _encode({"format": FORMAT, "version": VERSION, **head})
    yield f'{start[:-1]},"tables":{{\n'
    counts: dict[str, int] = {}
    for name, records in tables:
        yield f"{'],\n' if counts else ''}{_encode(name)}:[\n"
        count = 0
        for record in records:
            line = record if isinstance(record, str) else _encode(record)
            yield f"{',\n' if count else ''}{line}"
            count += 1
        counts[name] = count
        yield "\n" if count else ""
    yield f'{"]\n" if counts else ""}}},"records":{_encode(counts)}}}\n'


def is_archive(beginning: bytes) -> bool:
    """Whether a file begins like this format."""
    start = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()[:60].replace(b" ", b"")
    return start.startswith(b'{"format":"levelset"')


def read_archive(file: IO[bytes], *, only: Collection[str] | None = None) -> Iterator[Entry]:
    """Yield the records in the order of the file, holding one at a time.

    Parameters
    ----------
    only
        Lists to read; the records of others are counted and not looked at.

    Raises
    ------
    FileRefusedError
        It is no such file, is of a later version, breaks off, or was laid out anew so that a record no
        longer stands on its own line.
    """
    lines = _lines(file)
    _check_head(next(lines, (0, b"")))
    table = ""
    counts: dict[str, int] = {}
    for number, line in lines:
        if line.startswith(b"}"):
            _check_end(number, line, counts)
            return
        if line in (b"]", b"],"):
            table = ""
        elif not table and line.startswith(b'"'):
            table = _name_of(number, line)
            counts[table] = 0
        elif table:
            counts[table] += 1
            if only is None or table in only:
                yield Entry(line=number, table=table, values=_record_of(number, line))
        elif line:
            raise _broken(number)
    raise _broken(0)


def _lines(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    number = read = 0
    while line := file.readline(MAX_LINE_BYTES + 1):
        number += 1
        read += len(line)
        if read > MAX_BYTES:
            raise FileRefusedError(Problem(code=ProblemCode.FILE_TOO_LARGE, line=number))
        if len(line) > MAX_LINE_BYTES:
            raise FileRefusedError(Problem(code=ProblemCode.CELL_TOO_LONG, line=number))
        yield number, line.strip()


def _check_head(first: tuple[int, bytes]) -> None:
    number, line = first
    line = line.removeprefix(b"\xef\xbb\xbf")
    if not is_archive(line) or not line.endswith(b"{"):
        raise _broken(number)
    if _object(number, line + b"}}").get("version") != VERSION:
        raise FileRefusedError(Problem(code=ProblemCode.OTHER_VERSION, line=number))


def _check_end(number: int, line: bytes, counts: Mapping[str, int]) -> None:
    if _object(number, b'{"tables":{' + line).get("records") != counts:
        raise _broken(number)


def _name_of(number: int, line: bytes) -> str:
    if not line.endswith(b":["):
        raise _broken(number)
    return str(next(iter(_object(number, b"{" + line + b"]}"))))


def _record_of(number: int, line: bytes) -> Values:
    return _object(number, line.removesuffix(b","))


def _object(number: int, text: bytes) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _broken(number) from error
    if not isinstance(found, dict):
        raise _broken(number)
    return found


def _broken(number: int) -> FileRefusedError:
    return FileRefusedError(Problem(code=ProblemCode.BROKEN_JSON, line=number))

"""Every kind of file that can be read, one module each, and which of them a file is.

To add a dialect: write a module with ``recognises(heading)`` and ``parse(data)``, and list it below.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from apps.exchange.domain import levelset_csv
from apps.exchange.domain.rows import ParsedFile
from apps.exchange.domain.text_files import FileRefusedError, decode, records_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """One kind of file: its name, how its heading is known, and how it is read."""

    name: str
    recognises: Callable[[tuple[str, ...]], bool]
    parse: Callable[[bytes], ParsedFile]


LEVELSET = Dialect(name="levelset", recognises=levelset_csv.recognises, parse=levelset_csv.parse)
DIALECTS: tuple[Dialect, ...] = (LEVELSET,)
"""In order of preference: the first that recognises a heading reads the file."""


def dialect_of(data: bytes) -> Dialect:
    """The dialect of a file; Levelset's own when no heading is recognised, for its messages."""
    try:
        _delimiter, records = records_of(decode(data))
        heading = next(records).cells
    except FileRefusedError:
        return LEVELSET
    return next((dialect for dialect in DIALECTS if dialect.recognises(heading)), LEVELSET)


def parse_file(data: bytes) -> ParsedFile:
    """Read a file of any dialect."""
    return dialect_of(data).parse(data)

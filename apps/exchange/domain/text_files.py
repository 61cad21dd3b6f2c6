"""From bytes to records: encoding, delimiter, quotes, and the limits of all three."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

from apps.exchange.domain.rows import MAX_FILE_BYTES, Problem, ProblemCode

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = (",", ";", "\t")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""A line with its end, whichever it is, as a file opened for the csv module gives it."""


class FileRefusedError(ValueError):
    """The file as a whole cannot be taken; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        """Keep the reason."""
        super().__init__(problem.code.value)
        self.problem = problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record of a file: the line it starts on, from 1, and its cells."""

    line: int
    cells: tuple[str, ...]


def decode(data: bytes) -> str:
    r"""Read bytes as text.

    Parameters
    ----------
    data
        The file: UTF-8 with or without mark, UTF-16 with mark, or Windows-1252.

    Returns
    -------
    str
        The text, without the mark.

    Raises
    ------
    FileRefusedError
        It is empty or too large, holds NUL, or is none of these encodings.

    Examples
    --------
    >>> decode(b"\xef\xbb\xbfdate"), decode("größe".encode("cp1252"))
    ('date', 'größe')
    """
    if len(data) > MAX_FILE_BYTES:
        raise FileRefusedError(Problem(code=ProblemCode.FILE_TOO_LARGE))
    marked = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise FileRefusedError(Problem(code=ProblemCode.HOLDS_NUL))
        if not text.strip():
            raise FileRefusedError(Problem(code=ProblemCode.EMPTY_FILE))
        return text
    code = ProblemCode.HOLDS_NUL if b"\0" in data else ProblemCode.UNKNOWN_ENCODING
    raise FileRefusedError(Problem(code=code))


def delimiter_of(heading: str) -> str:
    """The delimiter that cuts a heading line into most cells; a comma when none does.

    Examples
    --------
    >>> delimiter_of('date;"load, kg";reps')
    ';'
    """
    outside_quotes = "".join(heading.split('"')[::2])
    return max(_DELIMITERS, key=outside_quotes.count)


def records_of(text: str) -> tuple[str, Iterator[Record]]:
    """Cut text into records, leaving out empty lines.

    Parameters
    ----------
    text
        A whole file. A first line such as ``sep=;`` names the delimiter.

    Returns
    -------
    tuple[str, Iterator[Record]]
        The delimiter, and the records as they are read; the first is the heading.

    Notes
    -----
    The iterator raises :class:`FileRefusedError` with ``broken_quotes`` at a quote that is never closed.
    """
    skipped = 0
    lines = text.split("\n", 1)
    first = lines[0].strip().strip('"').lower()
    if first.startswith("sep=") and len(first) == len("sep=;") and first[-1] in _DELIMITERS:
        text = lines[1] if len(lines) > 1 else ""
        skipped = 1
        delimiter = first[-1]
    else:
        heading = next((line for line in text.splitlines() if line.strip()), "")
        delimiter = delimiter_of(heading)
    return delimiter, _read(text, delimiter, skipped)


def _read(text: str, delimiter: str, skipped: int) -> Iterator[Record]:
    # Lines as they are asked for: a buffer of the whole text takes four bytes a letter once more.
    lines = (found[0] for found in _LINE.finditer(text))
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    line = skipped + 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FileRefusedError(Problem(code=ProblemCode.BROKEN_QUOTES, line=line)) from error
        if any(cell.strip() for cell in cells):
            yield Record(line=line, cells=tuple(cells))
        line = skipped + reader.line_num + 1


def at_most(count: int, records: Iterator[Record]) -> Iterator[Record]:
    """Yield the records, and refuse the file as soon as there are more than ``count``."""
    for place, record in enumerate(records):
        if place >= count:
            raise FileRefusedError(Problem(code=ProblemCode.TOO_MANY_ROWS, line=record.line))
        yield record

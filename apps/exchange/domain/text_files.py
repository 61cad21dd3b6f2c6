"""From bytes to records: encoding, delimiter, quotes, and the limits of all three."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator

from msgspec import Struct

from apps.exchange.domain.rows import MAX_CELL_CHARACTERS, MAX_FILE_BYTES, Problem, ProblemCode

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


class Record(Struct, frozen=True, kw_only=True):
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
        if not text or text.isspace():
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
    lines = _lines(text)
    first = next(lines, "").strip().strip('"').lower()
    if first.startswith("sep=") and len(first) == len("sep=;") and first[-1] in _DELIMITERS:
        return first[-1], _read(lines, first[-1], skipped=1)
    heading = next((line for line in _lines(text) if line.strip()), "")
    delimiter = delimiter_of(heading)
    return delimiter, _read(_lines(text), delimiter, skipped=0)


def _lines(text: str) -> Iterator[str]:
    """Lines as they are asked for: a list or a buffer of them all takes several times the file."""
    return (found[0] for found in _LINE.finditer(text))


def _read(lines: Iterator[str], delimiter: str, skipped: int) -> Iterator[Record]:
    taken: list[str] = []
    reader = csv.reader(_remembered(lines, taken), delimiter=delimiter, strict=True)
    line = skipped + 1
    width = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            cells = _cut_by_edges("".join(taken), delimiter)
            if not width or len(cells) != width:
                problem = Problem(code=ProblemCode.BROKEN_QUOTES, line=line)
                raise FileRefusedError(problem) from error
        if len(cells) == 1 < width and delimiter in cells[0]:
            cells = _cut_again(cells[0], delimiter)
        if any(cell.strip() for cell in cells):
            width = width or len(cells)
            yield Record(line=line, cells=tuple(cells))
        taken.clear()
        line = skipped + reader.line_num + 1


def _remembered(lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    """The lines, each kept until its record is read."""
    for line in lines:
        taken.append(line)
        yield line


def _cut_by_edges(text: str, delimiter: str) -> list[str]:
    """Cells of a record in which quotation marks stand undoubled: only those at the edge of a cell count.

    Taken where as many cells come out as the heading has, since then nothing else can be meant.
    """
    if len(text) > MAX_CELL_CHARACTERS:
        return []
    edge = re.escape(delimiter)
    cell = rf'(?:^|{edge})(?:"(.*?)"(?={edge}|$)|([^"{edge}\r\n]*)(?={edge}|$))'
    text = text.rstrip("\r\n")
    cut: list[str] = []
    end = 0
    for found in re.finditer(cell, text, re.DOTALL):
        if found.start() != end:
            return []
        end = found.end()
        cut.append((found[1] or found[2] or "").replace('""', '"'))
    return cut if end == len(text) else []


def _cut_again(cell: str, delimiter: str) -> list[str]:
    """Cells of a line that a spreadsheet took for one cell and put into quotation marks as a whole."""
    try:
        return next(csv.reader(io.StringIO(cell, newline=""), delimiter=delimiter, strict=True), [])
    except csv.Error:
        return [cell]


def at_most(count: int, records: Iterator[Record]) -> Iterator[Record]:
    """Yield the records, and refuse the file as soon as there are more than ``count``."""
    for place, record in enumerate(records):
        if place >= count:
            raise FileRefusedError(Problem(code=ProblemCode.TOO_MANY_ROWS, line=record.line))
        yield record

"""The beginning of a file, from which its kind is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from apps.exchange.domain.rows import MAX_ROWS
from apps.exchange.domain.text_files import FileRefusedError, Record, at_most, decode, records_of
from apps.exercises.domain.search import fold_text

_BEGINNING = 4096


class Sniff(Struct, frozen=True):
    """A decoded file and its first record.

    Parameters
    ----------
    text
        The whole file.
    delimiter
        What cuts its cells.
    first
        Cells of the first record as they stand; empty when it cannot be cut.
    heading
        The same without case, accents and signs, and without the guard of a re-saved file.
    """

    text: str
    delimiter: str
    first: tuple[str, ...]
    heading: tuple[str, ...]

    @property
    def beginning(self) -> str:
        """The first few thousand characters."""
        return self.text[:_BEGINNING]

    @property
    def comma_is_decimal(self) -> bool:
        """Whether a comma inside a number is surely a decimal sign."""
        return self.delimiter != ","

    def records(self) -> Iterator[Record]:
        """All records with the first, within the limit of rows."""
        _delimiter, records = records_of(self.text)
        return at_most(MAX_ROWS + 1, records)

    def body(self) -> Iterator[Record]:
        """All records but the first."""
        records = self.records()
        next(records, None)
        return records


def sniff(data: bytes | str) -> Sniff:
    """Decode a file and look at its first record; a file that is no text is refused."""
    text = decode(data.encode("utf-8", "surrogatepass")) if isinstance(data, str) else decode(data)
    text = text.lstrip("\ufeff")
    if text.lstrip()[:1] in ("[", "{"):
        # JSON has no heading, however many commas stand in its first line.
        return Sniff(text, ",", (), ())
    delimiter, records = records_of(text)
    try:
        first = next(records, None)
    except FileRefusedError:
        first = None
    cells = () if first is None else first.cells
    return Sniff(text, delimiter, cells, tuple(_heading_word(cell) for cell in cells))


def _heading_word(cell: str) -> str:
    # "isWarmup" and "is_warmup" are the same words.
    return fold_text(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cell[:200]))

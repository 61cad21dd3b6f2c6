"""Every kind of file that can be read: one module each, found by being here.

To add one: write a module beside these with a ``DIALECT``, and one test with a sample. Nothing else knows
the list.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from apps.exchange.domain.registry import Dialect, Item
from apps.exchange.domain.rows import NumberedRow, ParsedFile, Problem
from apps.exchange.domain.side_names import OneLimbNotes, with_side_of_name
from apps.exchange.domain.sniffing import Sniff, sniff
from apps.exchange.domain.text_files import FileRefusedError

DIALECTS: tuple[Dialect, ...] = tuple(
    sorted(
        (
            import_module(f"{__name__}.{module.name}").DIALECT
            for module in pkgutil.iter_modules(__path__)
        ),
        key=lambda dialect: (dialect.is_fallback, dialect.name),
    )
)
"""The first that recognises a file reads it; the fallback comes last."""


def dialect_of(start: Sniff) -> Dialect:
    """The kind of a file; Levelset's own when nothing recognises it, for its messages."""
    return next((one for one in DIALECTS if one.recognises(start)), DIALECTS[-1])


def kind_of(data: bytes | str) -> tuple[Dialect, tuple[str, ...]]:
    """What wrote a file, and its columns that are not kept; the text is not held on to."""
    start = sniff(data)
    dialect = dialect_of(start)
    return dialect, dialect.ignored(start)


def read_items(data: bytes | str) -> Iterator[Item]:
    """Read a file of any kind line by line.

    Raises
    ------
    FileRefusedError
        Nothing can be taken from it. What concerns one place alone is yielded as a problem instead.
    """
    start = sniff(data)
    dialect = dialect_of(start)
    told: OneLimbNotes | None = OneLimbNotes() if dialect.names_hold_sides else None
    try:
        for item in dialect.read(start):
            if told is not None and isinstance(item, NumberedRow):
                yield NumberedRow(line=item.line, row=told.applied(with_side_of_name(item.row)))
            else:
                yield item
    except FileRefusedError as refusal:
        if refusal.problem.code.concerns_file:
            raise
        yield refusal.problem


def parse_file(data: bytes | str) -> ParsedFile:
    """Read a whole file of any kind; a file that cannot be read gives one problem and no rows."""
    rows: list[NumberedRow] = []
    problems: list[Problem] = []
    ignored: tuple[str, ...] = ()
    name = ""
    try:
        dialect, ignored = kind_of(data)
        name = dialect.name
        for item in read_items(data):
            (rows if isinstance(item, NumberedRow) else problems).append(item)  # type: ignore[arg-type]
    except FileRefusedError as refusal:
        rows.clear()
        problems.append(refusal.problem)
    return ParsedFile(
        numbered=tuple(rows), problems=tuple(problems), ignored_columns=ignored, dialect=name
    )

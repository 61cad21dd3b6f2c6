"""Tables for a terminal, or for a document."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct

from .changes import Delay
from .metrics import Figure


class Table(Struct, frozen=True):
    """A title, a line on how to read it, column heads and cells."""

    title: str
    note: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]

    def text(self, *, markdown: bool) -> str:
        """Aligned columns, or the same as Markdown."""
        if markdown:
            lines = [self.heads, ["---"] * len(self.heads), *self.rows]
            body = "\n".join("| " + " | ".join(line) + " |" for line in lines)
            return f"### {self.title}\n\n{self.note}\n\n{body}\n"
        columns = list(zip(self.heads, *self.rows, strict=True))
        widths = [max(map(len, column)) for column in columns]
        lines = [self.heads, ["-" * width for width in widths], *self.rows]
        body = "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in lines
        )
        return f"{self.title}\n{self.note}\n\n{body}\n"


def told(figure: Figure | Delay, digits: int = 3) -> str:
    """A figure with its standard error, or a median delay with its 80 % range."""
    if isinstance(figure, Delay):
        if math.isnan(figure.median):
            return "-"
        return f"{_weeks(figure.median)} ({_weeks(figure.p10)} to {_weeks(figure.p90)})"
    if math.isnan(figure.value):
        return "-"
    return f"{figure.value:.{digits}f}±{figure.se:.{digits}f}"


def plain(value: float | None, digits: int = 3) -> str:
    """A figure of the reference, or a dash."""
    return "-" if value is None else f"{value:.{digits}f}"


def _weeks(value: float) -> str:
    return "never" if math.isinf(value) else f"{value:g}"

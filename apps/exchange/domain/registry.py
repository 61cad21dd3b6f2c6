"""What every kind of file shares: how one is known, and how its rows are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from apps.exchange.domain.rows import NumberedRow, Problem
from apps.exchange.domain.sniffing import Sniff

type Item = NumberedRow | Problem
"""What reading one line gives."""


class Dialect(Struct, frozen=True, kw_only=True):
    """One kind of file.

    Parameters
    ----------
    name
        Stable word in summaries and tests.
    label
        How people call the app that writes it; a proper name.
    recognises
        Whether a file begins like this kind.
    read
        Yields rows and problems line by line, holding no more than a workout at a time. Raises
        :class:`~apps.exchange.domain.text_files.FileRefusedError` and nothing else.
    names_hold_sides
        Whether "(Left)" at the end of a name means the side; not in Levelset's own file, which has a column.
    is_fallback
        Whether it reads what nothing else recognises, for its messages.
    """

    name: str
    label: str
    recognises: Callable[[Sniff], bool]
    read: Callable[[Sniff], Iterator[Item]]
    ignored: Callable[[Sniff], tuple[str, ...]] = lambda _sniff: ()
    names_hold_sides: bool = True
    is_fallback: bool = False

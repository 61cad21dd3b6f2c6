"""Text that a spreadsheet must not run, made harmless on the way out and whole on the way in.

Only text cells are guarded. A number is never touched: a negative load is assistance, not a formula.
"""

from __future__ import annotations

_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def guarded(text: str) -> str:
    """``text`` as it may stand in a spreadsheet without being run as a formula.

    Examples
    --------
    >>> guarded("=1+1"), guarded("left knee"), unguarded(guarded("'quoted'"))
    ("'=1+1", 'left knee', "'quoted'")
    """
    return f"'{text}" if _looks_run(text) or text.startswith("'") else text


def unguarded(cell: str) -> str:
    """``cell`` without the one guard that :func:`guarded` put before it; other apostrophes stay."""
    rest = cell[1:]
    return rest if cell.startswith("'") and (_looks_run(rest) or rest.startswith("'")) else cell


def _looks_run(text: str) -> bool:
    return text.startswith(("\t", "\r", "\n")) or text.lstrip().startswith(_STARTS)

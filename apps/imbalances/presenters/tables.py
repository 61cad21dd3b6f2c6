"""The tables beside the charts: the latest rows first, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from apps.imbalances.presenters.ranges import Shown

ROWS_A_PAGE = 13
"""A quarter of a year by weeks."""


class TablePage[Row](Struct, frozen=True, kw_only=True):
    """One page of a table; a query is empty where there is no such page.

    ``is_asked`` tells that the reader turned the pages, so that the table stays open.
    """

    rows: tuple[Row, ...]
    number: int = 1
    count: int = 1
    newer: str = ""
    older: str = ""
    is_asked: bool = False


def page_of[Item, Row](
    items: Sequence[Item],
    row_of: Callable[[Item], Row],
    *,
    name: str,
    number: int | None,
    shown: Shown,
) -> TablePage[Row]:
    """Page ``number`` (None: not asked for) of ``items``, which come oldest first.

    Only what is on the page is put into words. ``name`` is the page's word in the address.
    """
    count = max(-(-len(items) // ROWS_A_PAGE), 1)
    here = min(number or 1, count)
    end = len(items) - ROWS_A_PAGE * (here - 1)
    return TablePage(
        rows=tuple(row_of(one) for one in reversed(items[max(end - ROWS_A_PAGE, 0) : end])),
        number=here,
        count=count,
        newer=shown.query(**{name: str(here - 1)}) if here > 1 else "",
        older=shown.query(**{name: str(here + 1)}) if here < count else "",
        is_asked=number is not None,
    )

"""Words that a page says hundreds of times: looked up once a language, not once a time."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Final

from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from apps.exercises.domain.symmetry import gap_pct

NBSP: Final = "\u00a0"
EVEN_BELOW_PCT: Final = 0.5
"""What would be shown as 0 % names no side."""

_MOST_DAYS: Final = 10_000


class Saying:
    """One language's way of saying differences, days and numbers."""

    def __init__(self) -> None:
        self._even = _("about even")
        self._left = _("left %(gap)s weaker")
        self._right = _("right %(gap)s weaker")
        self._point = formats.get_format("DECIMAL_SEPARATOR")
        self._written: dict[tuple[date, str], str] = {}

    def difference(self, log_pct: float) -> str:
        """A right-positive difference: who is weaker, by what share of the stronger side."""
        share = gap_pct(log_pct)
        if share < EVEN_BELOW_PCT:
            return self._even
        side = self._left if log_pct > 0 else self._right
        return side % {"gap": f"{share:.0f}{NBSP}%"}

    def tenths(self, number: float) -> str:
        """A number to the tenth that an estimate can bear."""
        return f"{number:.1f}".replace(".", self._point)

    def day(self, day: date) -> str:
        """A day with its year: 3 Nov 2026."""
        return self._date(day, "j M Y")

    def short_day(self, day: date) -> str:
        """A day whose year goes without saying: 3 Nov."""
        return self._date(day, "j M")

    def month(self, day: date) -> str:
        """The month of a day: Nov 2026."""
        return self._date(day, "M Y")

    def _date(self, day: date, how: str) -> str:
        if (written := self._written.get((day, how))) is None:
            if len(self._written) > _MOST_DAYS:
                self._written.clear()
            written = self._written[day, how] = formats.date_format(day, how)
        return written


def saying() -> Saying:
    """The words of the language that is active."""
    return _of(get_language())


@cache
def _of(_language: str | None) -> Saying:
    return Saying()

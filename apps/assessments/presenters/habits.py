"""The daily list in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from msgspec import Struct

from apps.exercises.domain.vocabulary import Side
from apps.exercises.presenters import REGION_WORDS

from ..domain.habits import CARDS, OfferedHabit, Reason
from ..queries.habits import DailyHabit
from .causes import EvidenceView, evidence_view

_REASONS: Final = {
    Reason.TEST: gettext_lazy("a test of yours"),
    Reason.SIGN: gettext_lazy("what you told at a check-in"),
    Reason.CAUSE: gettext_lazy("a cause you named"),
    Reason.ALWAYS: gettext_lazy("good for everybody who trains"),
}
_SIDES: Final = {
    Side.LEFT: gettext_lazy("left %(minutes)s min"),
    Side.RIGHT: gettext_lazy("right %(minutes)s min"),
}
_MINUTE_S = 60


class HabitView(Struct, frozen=True, kw_only=True):
    """One line of the daily list."""

    key: str
    element_id: str
    name: str
    how: str
    dose: str
    why: str
    week: str
    is_done: bool
    evidence: EvidenceView


def habit_views(habits: Iterable[DailyHabit]) -> tuple[HabitView, ...]:
    """The list, in its order."""
    return tuple(_view(habit) for habit in habits)


def _view(habit: DailyHabit) -> HabitView:
    offer, card = habit.offer, CARDS[habit.offer.habit]
    return HabitView(
        key=offer.key,
        element_id=f"habit-{offer.key.replace(':', '-')}",
        name=_name(offer),
        how=_(card.how),
        dose=_dose(offer, card.minutes),
        why=_because(offer),
        week=_week(habit.days_of_seven),
        is_done=habit.is_done,
        evidence=evidence_view(card.evidence),
    )


def _name(offer: OfferedHabit) -> str:
    name = _(CARDS[offer.habit].name)
    if offer.region is None:
        return name
    return _("%(habit)s: %(region)s") % {"habit": name, "region": REGION_WORDS[offer.region]}


def _dose(offer: OfferedHabit, minutes: int) -> str:
    if offer.seconds:
        return ", ".join(
            str(_SIDES[side]) % {"minutes": offer.seconds[side] // _MINUTE_S} for side in Side
        )
    if not minutes:
        return ""
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}


def _because(offer: OfferedHabit) -> str:
    reasons = [str(_REASONS[one]) for one in _REASONS if one in offer.reasons]
    return _("Because of: %(reasons)s.") % {"reasons": get_text_list(reasons, _("and"))}


def _week(days: int) -> str:
    """How often it was done, said without praise or blame."""
    if not days:
        return ""
    return ngettext("%(n)s day of the last seven", "%(n)s days of the last seven", days) % {
        "n": days
    }

"""What needs the athlete today, a line each."""

from __future__ import annotations

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec import Struct

from ..queries.due import DueFacts
from .words import place_words

FEW = 3


class DueLine(Struct, frozen=True, kw_only=True):
    """One thing to do, and where."""

    key: str
    words: str
    url: str


def due_view(facts: DueFacts) -> tuple[DueLine, ...]:
    """How it is by now, which tests are due, and the habits of the day."""
    return (*_signs(facts), *_tests(facts), _habits())


def _signs(facts: DueFacts) -> tuple[DueLine, ...]:
    if not facts.signs:
        return ()
    places = list(dict.fromkeys(place_words(sign.place) for sign in facts.signs))
    words = _("How is it by now: %(places)s?") % {"places": _few(places)}
    return (DueLine(key="check-in", words=words, url=reverse("assessments:check_in_list")),)


def _tests(facts: DueFacts) -> tuple[DueLine, ...]:
    if not facts.tests:
        return ()
    names = [_(protocol.name) for protocol in facts.tests]
    words = ngettext("A self-test is due: %(tests)s.", "Self-tests are due: %(tests)s.", len(names))
    return (
        DueLine(
            key="tests",
            words=words % {"tests": _few(names)},
            url=reverse("assessments:self_test_list"),
        ),
    )


def _habits() -> DueLine:
    return DueLine(
        key="habits", words=_("Small things for today"), url=reverse("assessments:habit_list")
    )


def _few(names: list[str]) -> str:
    """The first of them, and how many more there are."""
    if len(names) <= FEW:
        return get_text_list(names, _("and"))
    rest = _("%(n)s more") % {"n": len(names) - FEW + 1}
    return get_text_list([*names[: FEW - 1], rest], _("and"))

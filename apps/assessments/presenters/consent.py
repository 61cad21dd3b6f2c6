"""What is asked before the first answer of a purpose is kept, and what taking it back does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from msgspec import Struct

from apps.profiles.domain.consent import Purpose

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class ConsentWords(Struct, frozen=True, kw_only=True):
    """One purpose in words.

    Attributes
    ----------
    name
        What the answers are, as a heading.
    what
        What exactly is kept.
    why
        What it is used for.
    without
        What still works when somebody would rather not.
    afterwards
        What is deleted and what stops when the consent is taken back.
    """

    name: StrOrPromise
    what: StrOrPromise
    why: StrOrPromise
    without: StrOrPromise
    afterwards: StrOrPromise


CONSENT_WORDS: Final[dict[Purpose, ConsentWords]] = {
    Purpose.SCREENING: ConsentWords(
        name=_("Health questions"),
        what=_(
            "Your answers to the stop list and the questions before training, the places you "
            "named, the day a clinician cleared you, and the day of each answer."
        ),
        why=_("To hold back a program or a test that might not be safe for you. Nothing else."),
        without=_("You can still log and see your balance; programs and tests stay closed."),
        afterwards=_(
            "Your answers, every stop and every clearance are deleted at once. No program or test "
            "starts until you answer again. Your log is not touched."
        ),
    ),
    Purpose.PAIN: ConsentWords(
        name=_("How much it hurt"),
        what=_(
            "The numbers from 0 to 10 you give for a set and its side, and how it felt the next "
            "morning."
        ),
        why=_(
            "To hold, lighten or stop what hurts, and to leave painful sets out of the comparison "
            "of your sides."
        ),
        without=_("“It hurts” still stops an exercise; only the number is not kept."),
        afterwards=_(
            "Those numbers are deleted at once, in your log too; that an exercise was stopped or "
            "changed stays. Loads no longer follow how it felt. We ask again the next time."
        ),
    ),
    Purpose.SIGNS: ConsentWords(
        name=_("Check-ins and habits"),
        what=_(
            "What you feel, where, on which side, how strong, since when, what makes it worse; and "
            "the days on which you ticked a habit."
        ),
        why=_("To show how it changes, and to choose habits for it."),
        without=_("Everything but the check-in and ticking habits works."),
        afterwards=_(
            "Every check-in and every tick is deleted at once, and the habits chosen from them go "
            "too. We ask again the next time."
        ),
    ),
    Purpose.CAUSES: ConsentWords(
        name=_("What may lie behind it"),
        what=_("What you tell us of your work, sport, sleep, routine and old injuries."),
        why=_("To fit the program and the daily habits to you."),
        without=_("Programs go by your log and your health questions alone."),
        afterwards=_(
            "These answers are deleted at once, and so is what they changed in your habits. We ask "
            "again the next time."
        ),
    ),
    Purpose.SELF_TESTS: ConsentWords(
        name=_("Tests and measures of your body"),
        what=_("Reach, strength, holds, balance, girths and grip of each side, with the day."),
        why=_("To compare your sides, with each test's own error."),
        without=_("Everything but the tests works."),
        afterwards=_(
            "Every result is deleted at once. Sets that a strength test put into your log stay there, "
            "like any other set. We ask again the next time."
        ),
    ),
}


class ConsentRow(Struct, frozen=True, kw_only=True):
    """A purpose on the page where consent is given and taken back."""

    purpose: Purpose
    words: ConsentWords
    given_at: dt.datetime | None
    ask_url: str

    @property
    def is_given(self) -> bool:
        """Whether it stands now."""
        return self.given_at is not None


def consent_rows(given: Mapping[Purpose, dt.datetime]) -> tuple[ConsentRow, ...]:
    """Every purpose, with the time of the consent that stands."""
    here = reverse("assessments:consent_list")
    return tuple(
        ConsentRow(
            purpose=purpose,
            words=words,
            given_at=given.get(purpose),
            ask_url=consent_url(purpose, then=here),
        )
        for purpose, words in CONSENT_WORDS.items()
    )


def consent_url(purpose: Purpose, *, then: str) -> str:
    """Address of the page that asks for one consent and goes on to ``then``."""
    return f"{reverse('assessments:consent_create', args=[purpose])}?{urlencode({'next': then})}"

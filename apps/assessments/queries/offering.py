"""Who an athlete is, as far as it decides which tests are offered."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from apps.profiles.domain.people import Experience, age_at_least

from ..domain.offering import Person
from ..domain.safety import Safety
from ..domain.signs import Sign, SignReport
from .screening import safety_for
from .signs import open_signs_for

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

_HURTS = frozenset({Sign.PAIN, Sign.SORENESS, Sign.TINGLING, Sign.GIVING_WAY})


def person_for(athlete: Athlete, *, today: dt.date) -> Person:
    """What decides which tests fit, from profile, safety and open signs."""
    safety = safety_for(athlete, today=today)
    return person_of(athlete, safety, open_signs_for(athlete), today=today)


def person_of(
    athlete: Athlete, safety: Safety, signs: tuple[SignReport, ...], *, today: dt.date
) -> Person:
    """The same, from what was read before."""
    sore = (sign.place.spot.regions for sign in signs if sign.sign in _HURTS)
    return Person(
        age=age_at_least(birth_year=athlete.birth_year, year=today.year),
        is_trained=athlete.experience != Experience.NOVICE,
        is_careful=not safety.may_go_all_out,
        blocked=safety.blocked_regions,
        careful_regions=safety.careful_regions,
        sore=frozenset().union(*sore),
    )

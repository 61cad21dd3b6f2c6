"""Closed sets that describe an athlete."""

from __future__ import annotations

from enum import StrEnum


class Handedness(StrEnum):
    """The hand an athlete writes and throws with; a centre for grip, never a fault."""

    RIGHT = "right"
    LEFT = "left"
    BOTH = "both"
    UNKNOWN = "unknown"


class Sex(StrEnum):
    """Sex as far as it selects a norm; unknown is always allowed."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


class Experience(StrEnum):
    """Time of regular strength training."""

    NOVICE = "novice"
    ONE_YEAR = "one_year"
    TRAINED = "trained"


class Goal(StrEnum):
    """What the athlete wants first."""

    CLOSE_GAP = "close_gap"
    COME_BACK = "come_back"
    EASE_ACHES = "ease_aches"
    GET_STRONGER = "get_stronger"


MINIMUM_AGE_YEARS = 16
"""Levelset is for 16 and over."""

ADULT_AGE_YEARS = 18
"""Below this the young template applies."""

OLDER_AGE_YEARS = 65
"""From this age the older template applies."""


def age_at_most(*, birth_year: int, year: int) -> int:
    """Age in years that is reached at some day of ``year``; the day of birth is not asked."""
    return year - birth_year


def age_at_least(*, birth_year: int, year: int) -> int:
    """Age in years on 1 January of ``year``: what can be relied on when only the year is known."""
    return year - birth_year - 1


STARTING_SIDES = ("left", "right")
"""Sides that a pair may start with, as they are stored."""

DEFAULT_REST_SWITCH_S = 15
"""Rest between the sides, s: the time to change hands that programs give too. Convention."""

DEFAULT_REST_PAIR_S = 120
"""Rest after both sides, s: what programs give most people (ACSM 2009)."""

MOST_REST_S = 900
"""A quarter of an hour: longer is another workout, s."""

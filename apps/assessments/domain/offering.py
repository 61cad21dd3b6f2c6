"""Which tests are offered to whom, and which would answer what somebody noticed."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from apps.exercises.domain.vocabulary import Region

from .protocols.kinds import Demand, Protocol, Verb
from .signs import Sign, SignReport

JUMPING_UNTIL_YEARS = 49
"""Hops and throws are offered to trained adults under 50."""
ADULT_YEARS = 18


class Withheld(StrEnum):
    """Why a test is not offered now."""

    BLOCKED = "blocked"
    CAREFUL = "careful"
    NOT_FOR_YOU = "not_for_you"


class Person(Struct, frozen=True, kw_only=True):
    """What decides which tests fit.

    Attributes
    ----------
    age
        Years that can be relied on.
    is_trained
        Whether they train regularly.
    is_careful
        Whether efforts to the last repetition are left out: under 18, 65 and over, pregnant, fragile
        bones and what else a careful template is for.
    blocked
        Regions that nothing loads now.
    careful_regions
        Regions that a clinician has cleared: nothing goes to the limit there.
    sore
        Regions that hurt or are sore now.
    """

    age: int
    is_trained: bool
    is_careful: bool = False
    blocked: frozenset[Region] = frozenset()
    careful_regions: frozenset[Region] = frozenset()
    sore: frozenset[Region] = frozenset()


def withheld(protocol: Protocol, person: Person) -> Withheld | None:
    """Why a test is not offered, None when it is.

    A region that is blocked comes first: it is the one reason that is about today.
    """
    if protocol.regions & person.blocked:
        return Withheld.BLOCKED
    if protocol.demand is Demand.JUMP:
        return _jumping(protocol, person)
    is_effort = protocol.demand is Demand.EFFORT
    return Withheld.CAREFUL if is_effort and _is_careful(protocol, person) else None


def _is_careful(protocol: Protocol, person: Person) -> bool:
    return person.is_careful or bool(protocol.regions & person.careful_regions)


def _jumping(protocol: Protocol, person: Person) -> Withheld | None:
    if _is_careful(protocol, person) or protocol.regions & person.sore:
        return Withheld.CAREFUL
    fits = person.is_trained and ADULT_YEARS <= person.age <= JUMPING_UNTIL_YEARS
    return None if fits else Withheld.NOT_FOR_YOU


_ANSWERED_BY: dict[Sign, frozenset[Verb]] = {
    Sign.WEAKNESS: frozenset({Verb.LIFTS, Verb.SQUEEZES, Verb.DOES, Verb.HOLDS, Verb.TAKES}),
    Sign.TIGHTNESS: frozenset({Verb.REACHES, Verb.TURNS}),
    Sign.BALANCE: frozenset({Verb.HOLDS, Verb.REACHES}),
    Sign.SMALLER_MUSCLE: frozenset({Verb.MEASURES, Verb.LIFTS}),
    Sign.POSTURE: frozenset({Verb.TURNS, Verb.HOLDS}),
    Sign.NECK_ACHE: frozenset({Verb.TURNS, Verb.HOLDS}),
    Sign.SHOULDER_ACHE: frozenset({Verb.TURNS, Verb.REACHES}),
    Sign.UPPER_BACK_ACHE: frozenset({Verb.TURNS, Verb.HOLDS}),
    Sign.HEADACHE: frozenset({Verb.TURNS, Verb.HOLDS}),
}
"""What a side does in the tests that measure a sign. Pain and nerve signs are not tested."""


def suggested(protocols: Iterable[Protocol], signs: Iterable[SignReport]) -> tuple[Protocol, ...]:
    """The tests that would measure what somebody noticed, in the order of the registry."""
    wanted = [
        (_ANSWERED_BY[sign.sign], sign.place.spot.regions)
        for sign in signs
        if sign.score > 0 and sign.sign in _ANSWERED_BY
    ]
    return tuple(
        protocol
        for protocol in protocols
        if any(protocol.verb in verbs and protocol.region in regions for verbs, regions in wanted)
    )

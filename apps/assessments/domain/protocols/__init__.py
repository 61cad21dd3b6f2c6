"""Every self-test, by region. See :mod:`.kinds` for what a protocol is."""

from __future__ import annotations

from apps.exercises.domain.vocabulary import Region

from . import ankle, elbow, hip, knee, neck, shoulder, trunk, upper_back, wrist
from .kinds import Protocol

__all__ = ["PROTOCOLS", "Protocol", "protocols_of"]

_ALL: tuple[Protocol, ...] = (
    *neck.PROTOCOLS,
    *shoulder.PROTOCOLS,
    *upper_back.PROTOCOLS,
    *elbow.PROTOCOLS,
    *wrist.PROTOCOLS,
    *trunk.PROTOCOLS,
    *hip.PROTOCOLS,
    *knee.PROTOCOLS,
    *ankle.PROTOCOLS,
)

PROTOCOLS: dict[str, Protocol] = {protocol.slug: protocol for protocol in _ALL}
"""The registry: from the neck down, by slug."""


def protocols_of(region: Region) -> tuple[Protocol, ...]:
    """The tests of one region."""
    return tuple(protocol for protocol in _ALL if protocol.region is region)

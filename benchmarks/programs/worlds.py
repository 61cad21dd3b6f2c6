"""Who is simulated: how long trained, and how much of the gap training can close."""

from __future__ import annotations

from zlib import crc32

import numpy as np
from msgspec import Struct

from apps.profiles.domain.people import Experience

from .athlete import START, Array, Athletes, athletes_of, gains
from .model import MODEL, Model

GAP_LOG_PCT = 15.0
THIRDS = ("low", "mid", "high")
NO_GAP_SD, NO_GAP_MOST = 6.5, 5.0
_DRAWS_A_KEPT = 8
_EXPERIENCE = {
    "novice": Experience.NOVICE,
    "one year": Experience.ONE_YEAR,
    "trained": Experience.TRAINED,
}


class World(Struct, frozen=True, kw_only=True):
    """Athletes of one kind.

    Parameters
    ----------
    training
        A key of :data:`~.athlete.START`.
    third
        Third of the trainable shares: ``low``, ``mid`` or ``high``; empty for all of them.
    has_gap
        Whether they start with the gap of 15 log-%, or with less than 5.
    """

    training: str
    third: str = ""
    has_gap: bool = True

    @property
    def name(self) -> str:
        """Short, for tables."""
        gap = f"{self.third or 'any'} share" if self.has_gap else "no imbalance"
        return f"{self.training}, {gap}"

    @property
    def experience(self) -> Experience:
        """What such an athlete says of their training."""
        return _EXPERIENCE[self.training]

    def rng(self, seed: int, purpose: str = "") -> np.random.Generator:
        """Numbers for one purpose that depend on this world and a seed alone."""
        return np.random.default_rng([seed, crc32(f"{self.name}|{purpose}".encode())])

    def athletes(self, n: int, seed: int, model: Model = MODEL) -> Athletes:
        """So many athletes at the start."""
        rng = self.rng(seed, "people")
        return athletes_of(
            gap=np.full(n, GAP_LOG_PCT) if self.has_gap else _small_gaps(n, rng),
            trainable=trainable_shares(n, self.third, rng, model),
            start=START[self.training],
            gain=gains(n, rng, model),
        )


WORLDS = tuple(World(training=training, third=third) for training in START for third in THIRDS)
NO_IMBALANCE = tuple(World(training=training, has_gap=False) for training in START)


def trainable_shares(n: int, third: str, rng: np.random.Generator, model: Model = MODEL) -> Array:
    """Shares of a gap that training can close: of all, or of one third of people."""
    if not third:
        return rng.beta(model.trainable_a, model.trainable_b, n)
    drawn = np.sort(rng.beta(model.trainable_a, model.trainable_b, 3 * n))
    number = THIRDS.index(third)
    return rng.permutation(drawn[number * n : (number + 1) * n])


def _small_gaps(n: int, rng: np.random.Generator) -> Array:
    drawn = np.abs(rng.normal(0.0, NO_GAP_SD, _DRAWS_A_KEPT * n))
    return drawn[drawn < NO_GAP_MOST][:n]

"""One athlete as the loop is given them, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.imbalances.domain.verdicts import Verdict
from apps.profiles.domain.people import Experience
from apps.programs.domain.courses import Reading, Turn
from apps.programs.domain.program import PlannedSession

from .athlete import Athletes
from .lifting import Done

_DECISION_WEEKS = (8, 12)


class Case(Struct, frozen=True, kw_only=True):
    """One athlete in one pattern.

    Parameters
    ----------
    people
        State of this one athlete at the start.
    weaker_side
        The side that the state calls the weak one.
    done
        Sessions that are done, shape (weeks, sessions a week).
    rir_share
        Share of working sets whose reserve is logged.
    offers_are_capped
        See :class:`~.lifting.Lifter`.
    """

    people: Athletes
    pattern: MovementPattern
    weaker_side: Side
    experience: Experience
    done: NDArray[np.bool_]
    rng: np.random.Generator
    rir_share: float = 0.5
    offers_are_capped: bool = False


class Trace(Struct, kw_only=True):
    """What became of one athlete, week by week.

    Attributes
    ----------
    gaps, strong
        True gap and strength of the stronger side, log-%: at the start and after each week.
    sets
        Hard sets of the pattern that were asked of the weak and the strong side in each week.
    apart
        The same of one-sided exercises alone.
    turns
        What reviews decided, with the number of weeks that were over.
    readings
        What the product believed at each review.
    verdicts
        What the detector said at the end of each week.
    sessions
        Every session as it was asked for when its week came.
    lifted
        Working sets done, in their order.
    """

    pattern: MovementPattern
    gaps: list[float]
    strong: list[float]
    sets: list[tuple[float, float]] = field(default_factory=list)
    apart: list[tuple[float, float]] = field(default_factory=list)
    turns: list[tuple[int, Turn]] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    sessions: list[PlannedSession] = field(default_factory=list)
    lifted: list[Done] = field(default_factory=list)

    @property
    def is_watched(self) -> bool:
        """Whether "hold and monitor" was said at the decision of weeks 8 to 12, and still held."""
        first, last = _DECISION_WEEKS
        return any(
            turn is Turn.HOLD_AND_MONITOR and first <= week <= last for week, turn in self.turns
        )

    def count_turns(self, turn: Turn) -> int:
        """How often reviews decided so."""
        return sum(decided is turn for _, decided in self.turns)


def heaviest(sets: Sequence[Done]) -> dict[tuple[str, Side], float]:
    """Heaviest load of each exercise and side among some sets, kg."""
    found: dict[tuple[str, Side], float] = {}
    for one in sets:
        if one.load_kg is not None:
            key = (one.spec.slug, one.side)
            found[key] = max(found.get(key, 0.0), one.load_kg)
    return found

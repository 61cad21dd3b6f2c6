"""What each figure is aimed at; a target is met within one standard error."""

from __future__ import annotations

import math

from msgspec import Struct

from .changes import Delay
from .metrics import Figure
from .world import World

MOST_FALSE, MOST_FALSE_OF_SEVEN, MOST_FALSE_BEFORE_STEP = 0.015, 0.10, 0.01
MOST_WRONG, MOST_WRONG_WITHOUT_RIR = 0.01, 0.02
COVER80, COVER95 = (0.77, 0.83), (0.93, 0.97)
LONGEST_DELAY_WEEKS = 1.0


class Target(Struct, frozen=True, kw_only=True):
    """A range for the figure of this key; ``reference`` is printed beside it."""

    key: str
    what: str
    low: float = -math.inf
    high: float = math.inf
    reference: float | None = None

    def met(self, figure: Figure | Delay) -> bool:
        """Whether the figure, or the median delay, is inside, give or take a standard error."""
        if isinstance(figure, Delay):
            return self.low <= figure.median <= self.high
        return self.low - figure.se <= figure.value <= self.high + figure.se

    @property
    def words(self) -> str:
        """The range, short."""
        if math.isinf(self.low):
            return f"<= {self.high:g}"
        return f">= {self.low:g}" if math.isinf(self.high) else f"{self.low:g} to {self.high:g}"


def targets_of(world: World) -> list[Target]:
    """Targets of a world that is judged once."""
    reference = world.reference
    wrong = MOST_WRONG if world.rir_share else MOST_WRONG_WITHOUT_RIR
    targets = [
        Target(
            key="fpr",
            what="FPR at P(over 10 %) > 0.8",
            high=MOST_FALSE,
            reference=None if reference is None else reference.fpr,
        ),
        Target(key="fpr_verdict", what="FPR of the verdict", high=MOST_FALSE),
        Target(key="any_of_seven", what="any of 7 at P > 0.8", high=MOST_FALSE_OF_SEVEN),
        Target(key="any_verdict_of_seven", what="any verdict of 7", high=MOST_FALSE_OF_SEVEN),
        Target(key="wrong", what="wrong side over 5 %", high=wrong),
        *_coverage(world),
    ]
    least = world.least_auc or (None if reference is None else reference.auc)
    if least is not None:
        known = None if reference is None else reference.auc
        targets.insert(0, Target(key="auc", what="AUC", low=least, reference=known))
    if reference is not None:
        found = reference.sensitivity
        targets.append(
            Target(key="sensitivity", what="sensitivity at P > 0.8", low=found, reference=found)
        )
    return targets


def targets_of_change(world: World) -> list[Target]:
    """Targets of a world that is followed."""
    targets = _coverage(world)
    if world.step > 0:
        targets += [
            Target(
                key="false",
                what="verdict before the step",
                high=MOST_FALSE_BEFORE_STEP,
                reference=0.01,
            ),
            Target(
                key="delay",
                what="median weeks to the verdict",
                high=LONGEST_DELAY_WEEKS,
                reference=0.5,
            ),
        ]
    return targets


def _coverage(world: World) -> list[Target]:
    reference = world.reference
    return [
        Target(
            key=key,
            what=what,
            low=low,
            high=high,
            reference=None if reference is None else getattr(reference, key),
        )
        for key, what, (low, high) in (
            ("cover80", "inside the 80 % range", COVER80),
            ("cover95", "inside the 95 % range", COVER95),
        )
    ]

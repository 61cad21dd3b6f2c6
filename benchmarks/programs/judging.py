"""What a program is aimed at, and whether it was reached."""

from __future__ import annotations

import math
from collections.abc import Mapping

from msgspec import Struct

from .scoring import HORIZON_WEEKS, Score

MOST_LOSS_LOG_PCT = 1.0
WITHIN = 1.1
MOST_RATIO_LEFT = 1.5
LEAST_WATCHED = 0.8
"""Share told to hold and monitor at which the advice counts as given; our own reading."""


class Verdict(Struct, frozen=True, kw_only=True):
    """One target in one world."""

    world: str
    target: str
    figure: str
    aimed: str
    is_met: bool


def best_of(baselines: Mapping[str, Score]) -> tuple[str, bool]:
    """The best plan without a breach, and whether its median athlete gets level at all.

    That with the shortest median time; where no median is reached, with the smallest gap at the end.
    """
    clean = {name: one for name, one in baselines.items() if one.breaches == 0}
    fastest = min(clean, key=lambda name: (clean[name].median_weeks, clean[name].gap_24.value))
    if clean[fastest].median_weeks <= HORIZON_WEEKS:
        return fastest, True
    return min(clean, key=lambda name: clean[name].gap_24.value), False


def verdicts_on(world: str, product: Score, baselines: Mapping[str, Score]) -> list[Verdict]:
    """Targets of a world whose athletes have a gap."""
    name, reachable = best_of(baselines)
    best = baselines[name]
    found = [_no_breach(world, product), _no_loss(world, product)]
    if reachable:
        found.append(
            Verdict(
                world=world,
                target="median weeks to level",
                figure=_weeks(product.median_weeks),
                aimed=f"<= 1.1 x {_weeks(best.median_weeks)} ({name})",
                is_met=product.median_weeks <= WITHIN * best.median_weeks,
            )
        )
    else:
        error = math.hypot(product.gap_24.se, best.gap_24.se)
        is_smallest = product.gap_24.value <= best.gap_24.value + error
        is_told = product.watched.value >= LEAST_WATCHED
        found.append(
            Verdict(
                world=world,
                target="gap at 24 weeks, or hold and monitor",
                figure=f"{product.gap_24.told()}; told {product.watched.value:.0%}",
                aimed=f"<= {best.gap_24.told()} ({name}), or told {LEAST_WATCHED:.0%}",
                is_met=is_smallest or is_told,
            )
        )
    found.append(
        Verdict(
            world=world,
            target="sets a week, both sides",
            figure=product.sets_a_week.told(),
            aimed=f"<= {best.sets_a_week.value:.1f} ({name})",
            is_met=product.sets_a_week.value <= best.sets_a_week.value,
        )
    )
    return found


def verdicts_without_gap(world: str, product: Score, equal: Score) -> list[Verdict]:
    """Targets of a world whose athletes have no imbalance."""
    error = math.hypot(product.gap_24.se, equal.gap_24.se)
    return [
        _no_breach(world, product),
        _no_loss(world, product),
        Verdict(
            world=world,
            target="ratio of sets left behind, of any athlete",
            figure=f"{product.last_ratio:.2f}",
            aimed=f"<= {MOST_RATIO_LEFT}",
            is_met=product.last_ratio <= MOST_RATIO_LEFT,
        ),
        Verdict(
            world=world,
            target="mean gap at 24 weeks",
            figure=product.gap_24.told(),
            aimed=f"<= {equal.gap_24.told()} (equal sets)",
            is_met=product.gap_24.value <= equal.gap_24.value + error,
        ),
    ]


def _no_breach(world: str, product: Score) -> Verdict:
    return Verdict(
        world=world,
        target="breaches, all athletes",
        figure=f"{product.breaches:g}",
        aimed="0",
        is_met=product.breaches == 0,
    )


def _no_loss(world: str, product: Score) -> Verdict:
    return Verdict(
        world=world,
        target="stronger side's mean loss, log-%",
        figure=product.lost.told(2),
        aimed=f"<= {MOST_LOSS_LOG_PCT:g}",
        is_met=product.lost.value <= MOST_LOSS_LOG_PCT,
    )


def _weeks(weeks: float) -> str:
    return f"{weeks:g}" if math.isfinite(weeks) else "never"

"""The table of section 7.4 of the research notes, to be set beside what this simulator gives."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from .athlete import START, Athletes, Flags, athletes_of, gains
from .model import PLAIN
from .plans import PRINTED_PLANS, Plan, attended, followed
from .scoring import Score, score
from .worlds import GAP_LOG_PCT, trainable_shares


class Printed(Struct, frozen=True):
    """A row as printed: novices, then people with a year of training."""

    novice_gap_12: float
    novice_level_12: float
    novice_level_24: float
    novice_strong_12: float
    year_gap_12: float
    year_strong_12: float


PRINTED = {
    "equal 6/6": Printed(7.3, 0.20, 0.33, 18.5, 12.8, 2.4),
    "8/6": Printed(6.5, 0.29, 0.42, 18.6, 12.5, 2.4),
    "9/6": Printed(6.3, 0.32, 0.45, 18.6, 12.4, 2.4),
    "12/6": Printed(5.7, 0.38, 0.52, 18.7, 12.2, 2.4),
    "6/2": Printed(3.5, 0.67, 0.81, 14.7, 12.0, 1.7),
    "9/3": Printed(4.2, 0.58, 0.74, 16.5, 12.0, 2.0),
    "6/6 for 4 weeks, then 9/3": Printed(5.1, 0.44, 0.68, 17.1, 12.2, 2.1),
    "8/2": Printed(2.8, 0.74, 0.87, 14.8, 11.8, 1.7),
    "6/1": Printed(0.7, 0.88, 0.96, 12.0, 11.6, 1.3),
    "6/0": Printed(-4.6, 1.0, 1.0, 6.6, 6.4, -4.0),
    "2/1": Printed(5.1, 0.43, 0.70, 11.2, 12.9, 1.2),
    "2/2": Printed(8.0, 0.11, 0.27, 14.1, 13.4, 1.6),
    "ramp 6 to 9/3, light each 5th week": Printed(4.5, 0.54, 0.72, 16.2, 12.1, 1.9),
}


class Reproduced(Struct, frozen=True, kw_only=True):
    """A plan as printed and as found; gaps are means, negative past level."""

    plan: Plan
    printed: Printed
    novice: Score
    novice_gap_12: float
    year: Score
    year_gap_12: float


def reproduced(athletes: int, seed: int) -> list[Reproduced]:
    """Every printed row again, by the model without additions.

    In the printed table the stronger side moves the weaker one's load throughout, also where it is
    held: so do these, and no others.
    """
    found = []
    for plan in PRINTED_PLANS:
        novice, year = (
            followed(plan, *_people(athletes, seed, training), PLAIN, copies=True)
            for training in ("novice", "one year")
        )
        found.append(
            Reproduced(
                plan=plan,
                printed=PRINTED[plan.name],
                novice=score(novice),
                novice_gap_12=float(novice.gaps[12].mean()),
                year=score(year),
                year_gap_12=float(year.gaps[12].mean()),
            )
        )
    return found


def _people(athletes: int, seed: int, training: str) -> tuple[Athletes, Flags]:
    rng = np.random.default_rng([seed, len(training)])
    people = athletes_of(
        gap=np.full(athletes, GAP_LOG_PCT),
        trainable=trainable_shares(athletes, "", rng, PLAIN),
        start=START[training],
        gain=gains(athletes, rng, PLAIN),
    )
    return people, attended(athletes, 24, rng, PLAIN)

"""What a world of simulated athletes is: how they differ, train, err and log."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from msgspec import Struct


class Plan(Enum):
    """Who decides where a set stops."""

    OWN = "own effort"
    MATCHED = "the stronger side stops where the weaker did"
    FIXED = "ten repetitions, or failure before"


class Slip(Enum):
    """What is typed wrong."""

    SIDE = "the other side"
    UNIT = "pounds for kilograms"
    COUNT = "ten repetitions too many"
    BOTH_SIDES = "left and right of a turn exchanged"


class Reference(NamedTuple):
    """What an independent study of the same method found, at P(over 10 %) > 0.8.

    Its wrong sides were not printed; ``naive`` and ``mean_e1rm`` are AUC, FPR and
    sensitivity of two simple rules in the same study.
    """

    auc: float
    fpr: float
    sensitivity: float
    ppv: float | None
    rmse: float
    cover80: float
    cover95: float
    slope: float
    naive: tuple[float, float, float] | None = None
    mean_e1rm: tuple[float, float, float] | None = None


class World(Struct, frozen=True, kw_only=True, dict=True):
    """One world; differences and noise are in log-%.

    Attributes
    ----------
    rir_share
        Share of sets whose RIR is logged. With ``rir_when_hard`` it falls from 0.9 at none
        left to 0.1 at four left, whatever ``rir_share`` says.
    checks
        One all-out set a side every second week, instead of that day's sets.
    first_random
        The side to begin with is drawn; if not, the weaker one begins.
    mean, sd, walk
        True difference between people, and its random walk per root week.
    noise, t_df
        Factor on all noise; degrees of freedom of its t distribution, 0 for normal.
    shared_day
        A day's noise of each side is the same in all exercises.
    layoff_weeks
        Break half-way.
    novelty
        What the weaker side lacks at first and gains over its first three workouts.
    order_mean, order_sd
        What going second costs, and how athletes differ in it.
    step, step_week, drift
        A jump of the true difference, and its slope per week; towards either side.
    least_auc
        Aimed at; None where it is only to be no worse than the reference.
    main
        Among the worlds of the reference table, which get most athletes.
    """

    name: str
    plan: Plan = Plan.OWN
    rir_share: float = 0.5
    rir_when_hard: bool = False
    checks: bool = False
    first_random: bool = False
    slip_share: float = 0.015
    slips: tuple[Slip, ...] = (Slip.SIDE, Slip.UNIT, Slip.COUNT)
    mean: float = 2.0
    sd: float = 6.5
    walk: float = 0.5
    noise: float = 1.0
    t_df: int = 0
    shared_day: bool = False
    weeks: int = 8
    layoff_weeks: float = 0.0
    exercises: int = 3
    novelty: float = 0.0
    order_mean: float = 1.0
    order_sd: float = 0.0
    step: float = 0.0
    step_week: float = 6.0
    drift: float = 0.0
    least_auc: float | None = None
    main: bool = False
    reference: Reference | None = None

"""What one set says of one limb: the capacity that two sides are compared by.

A logarithm, so that a difference reads the same whichever side is the reference, with one
slope an exercise. Kilograms in, kilograms out. Repetitions may be fractional, because
repetitions in reserve and their typical errors are added to them.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import assert_never

from msgspec import Struct


class Effort(StrEnum):
    """What is known of how near to failure a set ended."""

    REPORTED_RIR = "reported_rir"
    TO_FAILURE = "to_failure"
    UNKNOWN = "unknown"


class EffortModel(Struct, frozen=True, kw_only=True):
    """Repetitions that were left although nobody counted them, and how unsure that is.

    Attributes
    ----------
    reported_bias_reps
        Added to a reported RIR. People stop about one repetition earlier than they say
        (Halperin et al. 2022: 0.95, 95 % CI 0.17 to 1.73), nearly none at 1 to 3 RIR
        (Refalo et al. 2024), so a third of it is taken.
    reported_sd_reps, reported_sd_per_rir
        SD of a reported RIR: 1.0 + 0.2 RIR (Refalo 2024, Hackett 2017).
    unknown_bias_reps, unknown_sd_reps
        Repetitions in reserve assumed, and their SD, when RIR was not given.
    failure_sd_reps
        SD of repetitions to failure within one session (whole repetitions only: 0.29).
    """

    reported_bias_reps: float = 0.3
    reported_sd_reps: float = 1.0
    reported_sd_per_rir: float = 0.2
    unknown_bias_reps: float = 2.0
    unknown_sd_reps: float = 2.5
    failure_sd_reps: float = 0.3


DEFAULT_EFFORT_MODEL = EffortModel()


def effective_reps(
    *,
    reps: float,
    rir: float | None,
    effort: Effort,
    model: EffortModel = DEFAULT_EFFORT_MODEL,
) -> float:
    """Repetitions that the set would have reached at failure.

    Parameters
    ----------
    reps
        Repetitions done, at least 1.
    rir
        Repetitions in reserve, at least 0; needed with ``REPORTED_RIR``, else not read.
        None and 0 differ: 0 is maximal effort, None is not known.

    Raises
    ------
    ValueError
        Fewer than one repetition, or a reported effort without a RIR of at least 0.

    Examples
    --------
    >>> effective_reps(reps=8, rir=2, effort=Effort.REPORTED_RIR)
    10.3
    >>> effective_reps(reps=8, rir=None, effort=Effort.UNKNOWN)
    10.0
    """
    done = checked_reps(reps)
    match effort:
        case Effort.REPORTED_RIR:
            return done + _reported(rir) + model.reported_bias_reps
        case Effort.TO_FAILURE:
            return done
        case Effort.UNKNOWN:
            return done + model.unknown_bias_reps
        case _:
            assert_never(effort)


def effective_reps_sd(
    *, rir: float | None, effort: Effort, model: EffortModel = DEFAULT_EFFORT_MODEL
) -> float:
    """Standard deviation, in repetitions, of :func:`effective_reps`.

    Examples
    --------
    >>> effective_reps_sd(rir=0, effort=Effort.REPORTED_RIR)
    1.0
    >>> effective_reps_sd(rir=None, effort=Effort.UNKNOWN)
    2.5
    """
    match effort:
        case Effort.REPORTED_RIR:
            return model.reported_sd_reps + model.reported_sd_per_rir * _reported(rir)
        case Effort.TO_FAILURE:
            return model.failure_sd_reps
        case Effort.UNKNOWN:
            return model.unknown_sd_reps
        case _:
            assert_never(effort)


def log_capacity(
    *,
    load_kg: float,
    reps: float,
    rir: float | None,
    slope: float,
    effort: Effort,
    model: EffortModel = DEFAULT_EFFORT_MODEL,
) -> float:
    """Natural logarithm of a limb's capacity, from one set.

    Parameters
    ----------
    load_kg
        System mass moved (see :func:`system_mass_kg`), over 0.
    reps, rir, effort
        See :func:`effective_reps`.
    slope
        Capacity gained per repetition at one load, per repetition: about 0.019 for a leg
        press, 0.028 for a bench press, 0.045 for a light isolation exercise.

    Notes
    -----
    ln w + ln(1 + k (r + q + bias)). A hundred times the difference between two limbs is
    their difference in log-%.

    Examples
    --------
    >>> right = log_capacity(load_kg=20, reps=12, rir=None, slope=1 / 30, effort=Effort.TO_FAILURE)
    >>> left = log_capacity(load_kg=20, reps=9, rir=None, slope=1 / 30, effort=Effort.TO_FAILURE)
    >>> round(100 * (right - left), 2)
    7.41
    """
    rho = effective_reps(reps=reps, rir=rir, effort=effort, model=model)
    return math.log(checked_load_kg(load_kg)) + math.log1p(_sloped(slope) * rho)


def capacity_to_e1rm_kg(log_capacity_value: float, *, slope: float) -> float:
    """One-repetition maximum in kilograms that a capacity stands for.

    Notes
    -----
    exp(ln E) / (1 + k), so that a single to failure is its own maximum.

    Examples
    --------
    >>> single = log_capacity(load_kg=50, reps=1, rir=None, slope=0.03, effort=Effort.TO_FAILURE)
    >>> round(capacity_to_e1rm_kg(single, slope=0.03), 6)
    50.0
    """
    return math.exp(log_capacity_value) / (1.0 + _sloped(slope))


def load_for_reps_kg(log_capacity_value: float, *, effective: float, slope: float) -> float:
    """Load in kilograms at which ``effective`` repetitions to failure use up a capacity.

    Examples
    --------
    >>> ten = log_capacity(load_kg=50, reps=10, rir=None, slope=0.03, effort=Effort.TO_FAILURE)
    >>> round(load_for_reps_kg(ten, effective=10, slope=0.03), 6)
    50.0
    """
    return math.exp(log_capacity_value) / (1.0 + _sloped(slope) * checked_reps(effective))


def system_mass_kg(
    *,
    load_kg: float,
    body_mass_kg: float | None,
    body_mass_share: float,
    assisted: bool = False,
) -> float | None:
    """Mass that the limb really moves: the load and its share of the body.

    Parameters
    ----------
    load_kg
        Load added, at least 0; help given, in either sign, when ``assisted``.
    body_mass_kg
        Body mass, over 0, or None when not known.
    body_mass_share
        Share of body mass moved, 0 to 1: pull-up 1.0, single-leg squat 0.88, push-up 0.64.

    Returns
    -------
    float or None
        Kilograms over 0. None when body mass is needed and not known, or when nothing is
        left to lift: such a set carries no estimate.

    Raises
    ------
    ValueError
        A negative load on an exercise that is not assisted, a share outside 0 to 1, or a
        body mass not over 0.

    Examples
    --------
    >>> system_mass_kg(load_kg=10, body_mass_kg=80, body_mass_share=1.0)
    90.0
    >>> system_mass_kg(load_kg=30, body_mass_kg=80, body_mass_share=1.0, assisted=True)
    50.0
    >>> system_mass_kg(load_kg=0, body_mass_kg=None, body_mass_share=0.64) is None
    True
    """
    if not math.isfinite(load_kg) or (load_kg < 0 and not assisted):
        msg = f"load must be 0 kg or more, got {load_kg}"
        raise ValueError(msg)
    if not 0.0 <= body_mass_share <= 1.0:
        msg = f"body-mass share must lie in 0 to 1, got {body_mass_share}"
        raise ValueError(msg)
    if body_mass_kg is not None and not body_mass_kg > 0:
        msg = f"body mass must be over 0 kg, got {body_mass_kg}"
        raise ValueError(msg)
    if body_mass_share > 0 and body_mass_kg is None:
        return None
    carried = 0.0 if body_mass_kg is None else body_mass_share * float(body_mass_kg)
    total = carried - abs(load_kg) if assisted else carried + load_kg
    return total if total > 0 else None


def checked_reps(reps: float) -> float:
    """Return ``reps``, or raise ``ValueError`` below one repetition."""
    if not math.isfinite(reps) or reps < 1:
        msg = f"repetitions must be 1 or more, got {reps}"
        raise ValueError(msg)
    return reps


def checked_load_kg(load_kg: float) -> float:
    """Return ``load_kg``, or raise ``ValueError`` when it is not over 0 kg."""
    if not math.isfinite(load_kg) or load_kg <= 0:
        msg = f"load must be over 0 kg, got {load_kg}"
        raise ValueError(msg)
    return load_kg


def _sloped(slope: float) -> float:
    if not math.isfinite(slope) or slope <= 0:
        msg = f"slope must be over 0 per repetition, got {slope}"
        raise ValueError(msg)
    return slope


def _reported(rir: float | None) -> float:
    if rir is None or not math.isfinite(rir) or rir < 0:
        msg = f"a reported RIR must be 0 or more, got {rir}"
        raise ValueError(msg)
    return rir

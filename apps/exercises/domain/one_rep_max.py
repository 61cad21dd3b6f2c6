"""Published estimates of the one-repetition maximum (1RM), each formula once.

Every author gives the same kind of relation, repetitions to failure against percent of the
maximum, so that is what the functions return; :class:`OneRepMaxFormula` turns it into
kilograms. They are a library for reading and comparing: two sides are compared by
:mod:`apps.exercises.domain.strength`, with a slope of its own for each exercise, because
one slope for all overstates a leg-press difference and understates a light dumbbell one.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from msgspec import Struct

from .strength import checked_load_kg, checked_reps

if TYPE_CHECKING:
    from collections.abc import Callable

_EPLEY_SLOPE = 1 / 30
_WENDLER_SLOPE = 0.0333
_MODIFIED_EPLEY_SLOPE = 0.0353
_OCONNER_SLOPE = 0.025
_LOMBARDI_EXPONENT = 0.10


def epley_pct(reps: float) -> float:
    """Percent of 1RM that can be lifted ``reps`` times, after Epley.

    Notes
    -----
    100 / (1 + r / 30). A single repetition reads 96.8 %, not 100 %: the formula was meant
    for sets of two and more.

    References
    ----------
    Epley B. Poundage chart. Boyd Epley Workout, University of Nebraska, 1985.

    Examples
    --------
    >>> round(epley_pct(10), 1)
    75.0
    """
    return 100.0 / (1.0 + _EPLEY_SLOPE * checked_reps(reps))


def modified_epley_pct(reps: float) -> float:
    """Percent of 1RM at ``reps``, Epley's line moved so that one repetition is the maximum.

    Notes
    -----
    100 / (1 + 0.0353 (r - 1)); exact at r = 1.

    References
    ----------
    Jovanovic M. Strength Training Manual, Complementary Training, 2020.

    Examples
    --------
    >>> modified_epley_pct(1)
    100.0
    """
    return 100.0 / (1.0 + _MODIFIED_EPLEY_SLOPE * (checked_reps(reps) - 1.0))


def wendler_pct(reps: float) -> float:
    """Percent of 1RM at ``reps``, after Wendler: Epley with the slope rounded to 0.0333.

    References
    ----------
    Wendler J. 5/3/1: The simplest and most effective training system. 2009.

    Examples
    --------
    >>> round(wendler_pct(10), 2)
    75.02
    """
    return 100.0 / (1.0 + _WENDLER_SLOPE * checked_reps(reps))


def brzycki_pct(reps: float) -> float:
    """Percent of 1RM at ``reps``, after Brzycki.

    Raises
    ------
    ValueError
        At 37 repetitions and more, where the formula has its pole.

    Notes
    -----
    100 (37 - r) / 36. Its author meant ten repetitions at most; error grows fast past 12.

    References
    ----------
    Brzycki M. Strength testing: predicting a one-rep max from reps-to-fatigue. JOPERD
    64(1):88-90, 1993. doi:10.1080/07303084.1993.10606684

    Examples
    --------
    >>> round(brzycki_pct(10), 1)
    75.0
    """
    return _above_zero(100.0 * (37.0 - checked_reps(reps)) / 36.0, reps)


def lander_pct(reps: float) -> float:
    """Percent of 1RM at ``reps``, after Lander (often printed under McGlothin's name).

    Raises
    ------
    ValueError
        From 37.93 repetitions, where the formula has its pole.

    Notes
    -----
    101.3 - 2.67123 r; meant for 2 to 10 repetitions.

    References
    ----------
    Lander J. Maximum based on reps. NSCA Journal 6(6):60-61, 1985.

    Examples
    --------
    >>> round(lander_pct(10), 1)
    74.6
    """
    return _above_zero(101.3 - 2.67123 * checked_reps(reps), reps)


def lombardi_pct(reps: float) -> float:
    """Percent of 1RM at ``reps``, after Lombardi.

    Notes
    -----
    100 / r^0.10; too flat at many repetitions, use up to 11.

    References
    ----------
    Lombardi VP. Beginning weight training: the safe and effective way. W.C. Brown, 1989.

    Examples
    --------
    >>> round(lombardi_pct(10), 1)
    79.4
    """
    return 100.0 / float(checked_reps(reps) ** _LOMBARDI_EXPONENT)


def mayhew_pct(reps: float) -> float:
    """Percent of 1RM at ``reps``, after Mayhew and colleagues.

    Notes
    -----
    52.2 + 41.9 exp(-0.055 r); bench press, many repetitions; 8 % too high for a single.

    References
    ----------
    Mayhew JL, Ball TE, Arnold MD, Bowen JC. Relative muscular endurance performance as a
    predictor of bench press strength in college men and women. J Appl Sport Sci Res
    6(4):200-206, 1992.

    Examples
    --------
    >>> round(mayhew_pct(10), 1)
    76.4
    """
    return 52.2 + 41.9 * math.exp(-0.055 * checked_reps(reps))


def oconner_pct(reps: float) -> float:
    """Percent of 1RM at ``reps``, after O'Conner and colleagues: the lowest estimates.

    Notes
    -----
    100 / (1 + 0.025 r).

    References
    ----------
    O'Conner B, Simmons J, O'Shea P. Weight training today. West Publishing, 1989.

    Examples
    --------
    >>> oconner_pct(10)
    80.0
    """
    return 100.0 / (1.0 + _OCONNER_SLOPE * checked_reps(reps))


def wathan_pct(reps: float) -> float:
    """Percent of 1RM at ``reps``, after Wathan.

    Notes
    -----
    48.8 + 53.8 exp(-0.075 r); never below 48.8 %, good across 2 to 15 repetitions.

    References
    ----------
    Wathan D. Load assignment. In: Baechle TR (ed), Essentials of strength training and
    conditioning. Human Kinetics, 1994, 435-446.

    Examples
    --------
    >>> round(wathan_pct(10), 1)
    74.2
    """
    return 48.8 + 53.8 * math.exp(-0.075 * checked_reps(reps))


class OneRepMaxFormula(Struct, frozen=True, kw_only=True):
    """One published relation between repetitions to failure and the maximum.

    Attributes
    ----------
    name
        The author's name as the field writes it.
    percent_of_1rm
        Percent of 1RM (0 to 100) that can be lifted a number of times.
    min_reps, max_reps
        Repetitions for which the author meant it. Outside them a figure is still computed,
        up to the formula's pole: the range is for readers and callers to respect.
    source
        Authors and year.
    """

    name: str
    percent_of_1rm: Callable[[float], float]
    min_reps: int
    max_reps: int
    source: str

    def e1rm_kg(self, *, load_kg: float, reps: float) -> float:
        """Estimate the maximum in kilograms from a set taken to failure.

        Parameters
        ----------
        load_kg
            Load lifted, body-mass share included, over 0.
        reps
            Repetitions to failure, at least 1.

        Raises
        ------
        ValueError
            Load not over 0, fewer than one repetition, or repetitions at the formula's pole.

        Examples
        --------
        >>> round(EPLEY.e1rm_kg(load_kg=100, reps=10), 1)
        133.3
        """
        return checked_load_kg(load_kg) * 100.0 / self.percent_of_1rm(reps)


EPLEY = OneRepMaxFormula(
    name="Epley", percent_of_1rm=epley_pct, min_reps=2, max_reps=10, source="Epley 1985"
)
MODIFIED_EPLEY = OneRepMaxFormula(
    name="Modified Epley",
    percent_of_1rm=modified_epley_pct,
    min_reps=1,
    max_reps=10,
    source="Jovanovic 2020",
)
WENDLER = OneRepMaxFormula(
    name="Wendler",
    percent_of_1rm=wendler_pct,
    min_reps=2,
    max_reps=10,
    source="Wendler 2009",
)
BRZYCKI = OneRepMaxFormula(
    name="Brzycki",
    percent_of_1rm=brzycki_pct,
    min_reps=1,
    max_reps=10,
    source="Brzycki 1993",
)
LANDER = OneRepMaxFormula(
    name="Lander",
    percent_of_1rm=lander_pct,
    min_reps=2,
    max_reps=10,
    source="Lander 1985",
)
LOMBARDI = OneRepMaxFormula(
    name="Lombardi",
    percent_of_1rm=lombardi_pct,
    min_reps=1,
    max_reps=11,
    source="Lombardi 1989",
)
MAYHEW = OneRepMaxFormula(
    name="Mayhew",
    percent_of_1rm=mayhew_pct,
    min_reps=2,
    max_reps=15,
    source="Mayhew et al. 1992",
)
OCONNER = OneRepMaxFormula(
    name="O'Conner",
    percent_of_1rm=oconner_pct,
    min_reps=2,
    max_reps=10,
    source="O'Conner, Simmons and O'Shea 1989",
)
WATHAN = OneRepMaxFormula(
    name="Wathan",
    percent_of_1rm=wathan_pct,
    min_reps=2,
    max_reps=15,
    source="Wathan 1994",
)

FORMULAS: tuple[OneRepMaxFormula, ...] = (
    EPLEY,
    MODIFIED_EPLEY,
    WENDLER,
    BRZYCKI,
    LANDER,
    LOMBARDI,
    MAYHEW,
    OCONNER,
    WATHAN,
)


def _above_zero(percent: float, reps: float) -> float:
    if percent <= 0:
        msg = f"no estimate at {reps} repetitions: past the formula's pole"
        raise ValueError(msg)
    return percent

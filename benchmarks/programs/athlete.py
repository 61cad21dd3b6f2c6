"""Two sides of many athletes at once, week by week; the truth that programs are scored on."""

from __future__ import annotations

from enum import Enum

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from .model import MODEL, Model

type Array = NDArray[np.float64]
type Flags = NDArray[np.bool_]

START = {"novice": 0.0, "one year": 39.5, "trained": 64.0}
"""Trained strength of the stronger side at the start, log-%: after none, one and five years."""


class Load(Enum):
    """Whose load the stronger side moves."""

    WEAKER = "the weaker side's"
    OWN = "its own"


class Athletes(Struct, frozen=True, kw_only=True):
    """The state of some athletes; each array has one element an athlete.

    Attributes
    ----------
    weak, strong
        Trained strength of the side that began as the weaker and of the other, log-%.
    structural
        What the stronger side has over the other that training does not touch, log-%.
    gain
        How strongly this person answers to training; 1 is the mean.
    idle_weak, idle_strong
        Weeks in a row without enough sets to keep strength.
    won_weak, won_strong
        Part of the strength that came from training, and so can be lost, log-%.
    """

    weak: Array
    strong: Array
    structural: Array
    gain: Array
    idle_weak: Array
    idle_strong: Array
    won_weak: Array
    won_strong: Array

    @property
    def gap(self) -> Array:
        """Stronger side less weaker side, log-%; negative when the weaker one went past."""
        return self.strong + self.structural - self.weak

    def __len__(self) -> int:
        """Number of athletes."""
        return len(self.weak)


class Week(Struct, frozen=True, kw_only=True):
    """What was done in a week: hard sets of each side, elements as in :class:`Athletes`.

    Attributes
    ----------
    sessions
        Sessions that the sets were spread over.
    load
        Whose load the stronger side moved.
    ahead
        How much more the stronger side moved than the weaker one's load, log-%.
    """

    weak_sets: Array
    strong_sets: Array
    sessions: float = 3.0
    load: Load = Load.WEAKER
    ahead: float = 0.0


def athletes_of(
    *, gap: Array, trainable: Array, start: float, gain: Array | None = None
) -> Athletes:
    """Athletes with a gap of which training can close a part.

    Parameters
    ----------
    gap
        At the start, log-%.
    trainable
        Part of the gap that is a lack of training, 0 to 1.
    start
        Trained strength of the stronger side, log-%; see :data:`START`.
    """
    lack = gap * trainable
    strong = np.full(len(gap), start)
    weak = strong - lack
    return Athletes(
        weak=weak,
        strong=strong,
        structural=gap - lack,
        gain=np.ones(len(gap)) if gain is None else gain,
        idle_weak=np.zeros(len(gap)),
        idle_strong=np.zeros(len(gap)),
        won_weak=np.maximum(weak, 0.0),
        won_strong=strong.copy(),
    )


def gains(n: int, rng: np.random.Generator, model: Model = MODEL) -> Array:
    """How strongly people answer: log-normal with mean 1 and the model's SD."""
    spread = np.sqrt(np.log1p(model.gain_sd**2))
    return np.exp(rng.normal(-(spread**2) / 2, spread, n))


def answer(sets: Array, model: Model = MODEL) -> Array:
    """Answer to hard sets a week, 0 to 1: a fast part that few sets bring, and a slow one."""
    fast = -np.expm1(-sets / model.fast_sets)
    slow = -np.expm1(-sets / model.slow_sets)
    return model.fast_share * fast + (1.0 - model.fast_share) * slow


def trained(state: Athletes, week: Week, model: Model = MODEL) -> Athletes:
    """The athletes a week later.

    Strength grows with the logarithm of training, dS/dt = growth / slowness * G * exp(-S / growth),
    which is solved exactly for a week of constant G.
    """
    weak_own, strong_own = (
        _answer_within_sessions(sets, week.sessions, model)
        for sets in (week.weak_sets, week.strong_sets)
    )
    if week.load is Load.WEAKER:
        weak_own = weak_own * _at_borrowed_load(-state.gap, model)
        strong_own = strong_own * _at_borrowed_load(state.gap - week.ahead, model)
    crossed = model.crossed_share
    weak = _grown(state.weak, np.maximum(weak_own, crossed * strong_own) * state.gain, model)
    strong = _grown(state.strong, np.maximum(strong_own, crossed * weak_own) * state.gain, model)
    weak_idle = _idle(state.idle_weak, week.weak_sets, model)
    strong_idle = _idle(state.idle_strong, week.strong_sets, model)
    weak_loss = _loss(weak_idle, week.strong_sets, state.won_weak, model)
    strong_loss = _loss(strong_idle, week.weak_sets, state.won_strong, model)
    return Athletes(
        weak=weak - weak_loss,
        strong=strong - strong_loss,
        structural=state.structural,
        gain=state.gain,
        idle_weak=weak_idle,
        idle_strong=strong_idle,
        won_weak=_won(state.won_weak, weak - state.weak, week.weak_sets, weak_loss),
        won_strong=_won(state.won_strong, strong - state.strong, week.strong_sets, strong_loss),
    )


def _answer_within_sessions(sets: Array, sessions: float, model: Model) -> Array:
    beyond = np.maximum(sets / max(sessions, 1.0) - model.tired_from_sets, 0.0)
    return answer(sets, model) * np.maximum(1.0 - model.tired_per_set * beyond, 0.0)


def _at_borrowed_load(ahead: Array, model: Model) -> Array:
    """Part of the answer that is left when a side moves a load that is light for it."""
    return np.maximum(1.0 - model.matched_per_log_pct * np.maximum(ahead, 0.0), model.matched_least)


def _grown(strength: Array, drive: Array, model: Model) -> Array:
    return model.growth * np.log(np.exp(strength / model.growth) + drive / model.slowness)


def _idle(before: Array, sets: Array, model: Model) -> Array:
    return np.where(sets < model.kept_by_sets, before + 1.0, 0.0)


def _loss(idle: Array, other_sets: Array, won: Array, model: Model) -> Array:
    rate = np.where(
        other_sets >= model.kept_by_sets,
        model.loss_per_week * model.loss_share_beside,
        model.loss_per_week,
    )
    lost = np.where(idle > model.loss_after_weeks, rate, 0.0)
    return np.minimum(lost, np.maximum(won, 0.0)) if model.only_trained_is_lost else lost


def _won(won: Array, grown: Array, sets: Array, loss: Array) -> Array:
    """What a side's own sets brought can be lost; what came across from the other is kept."""
    return won + np.where(sets > 0, grown, 0.0) - loss

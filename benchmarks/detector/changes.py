"""Worlds in which something changes, or pointedly nothing does, followed workout by workout."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from apps.imbalances.domain.verdicts import Verdict

from .baselines import naive_path
from .detecting import VERDICTS, Judged, followed
from .metrics import ACT, TEN, Z80, Z95, Figure, mean_of, share
from .simulating import Array, Flags, Logs
from .variants import Variant
from .world import World

WEEKS_A_MONTH = 365.25 / 12 / 7


class Delay(NamedTuple):
    """Weeks until something happened: quantiles over athletes, infinite for never."""

    median: float
    p10: float
    p90: float
    never: Figure


class Followed(NamedTuple):
    """Athletes after each session: arrays (athletes, sessions)."""

    weeks: Array
    truth: Array
    said: Judged
    naive: Array


def follow(logs: Logs, variant: Variant) -> Followed:
    """Judge each athlete after each session, and let the naive rule do so too."""
    return Followed(logs.weeks, logs.true_path, followed(logs, variant), naive_path(logs))


def joined(parts: list[Followed]) -> Followed:
    """Athletes of several runs as one."""
    said = {
        name: np.concatenate([getattr(part.said, name) for part in parts])
        for name in Judged.__struct_fields__
    }
    return Followed(
        parts[0].weeks,
        np.concatenate([part.truth for part in parts]),
        Judged(**said),
        np.concatenate([part.naive for part in parts]),
    )


def changes_of(seen: Followed, world: World) -> dict[str, Figure | Delay]:
    """Every figure of a changing world, by its key in the tables."""
    called = seen.said.is_a(Verdict.IMBALANCE)
    flagged = seen.said.p10 > ACT
    error = np.abs(seen.said.mean - seen.truth) / seen.said.sd
    before = seen.weeks < world.step_week
    figures: dict[str, Figure | Delay] = {
        "cover80": share(error[:, -1] < Z80),
        "cover95": share(error[:, -1] < Z95),
    }
    if world.step > 0:
        figures |= {
            "false": share(called[:, before].any(1)),
            "false_p10": share(flagged[:, before].any(1)),
            "false_naive": share((np.abs(seen.naive) > TEN)[:, before].any(1)),
            "delay": _delay(called, seen.weeks, world.step_week),
            "delay_p10": _delay(flagged, seen.weeks, world.step_week),
        }
    elif world.step < 0:
        figures |= {
            "delay": _delay(~called, seen.weeks, world.step_week),
            "delay_p10": _delay(~flagged, seen.weeks, world.step_week),
        }
    elif world.drift:
        figures |= _after_crossing(seen, called, flagged)
    else:
        figures |= _flips(seen, called)
    return figures


def _delay(state: Flags, weeks: Array, since: float) -> Delay:
    """Weeks from ``since`` to the first session in ``state``, of those not in it just before."""
    later = weeks >= since
    waiting = ~state[:, ~later][:, -1]
    return _quantiles(_first(state[waiting][:, later], weeks[later] - since))


def _first(state: Flags, weeks: Array) -> Array:
    return np.where(state.any(1), weeks[state.argmax(1)], np.inf)


def _quantiles(waits: Array) -> Delay:
    ordered = np.sort(waits)

    def at(quantile: float) -> float:
        return float(ordered[math.ceil(quantile * len(ordered)) - 1]) if len(ordered) else math.nan

    return Delay(at(0.5), at(0.1), at(0.9), share(np.isinf(waits)))


def _after_crossing(seen: Followed, called: Flags, flagged: Flags) -> dict[str, Figure | Delay]:
    """Delays since the true difference first was over 10 %; calls before that are false."""
    over = np.abs(seen.truth) > TEN
    crossed = over.any(1)
    crossing = seen.weeks[over.argmax(1)]
    early = seen.weeks[None, :] < crossing[:, None]

    def since(state: Flags) -> Delay:
        mine = (state & ~early)[crossed]
        return _quantiles(_first(mine, seen.weeks) - crossing[crossed])

    return {
        "false": share((called & early).any(1)[crossed]),
        "delay": since(called),
        "delay_p10": since(flagged),
    }


def _flips(seen: Followed, called: Flags) -> dict[str, Figure | Delay]:
    """Changes of the call and of the word a month, from the first word on."""
    silent = [VERDICTS.index(v) for v in Verdict if not v.has_estimate]
    told = ~np.isin(seen.said.verdict, silent)
    months = told[:, 1:].sum(1) * np.diff(seen.weeks).mean() / WEEKS_A_MONTH
    both = told[:, 1:] & told[:, :-1]
    calls = ((called[:, 1:] != called[:, :-1]) & both).sum(1)
    words = ((seen.said.verdict[:, 1:] != seen.said.verdict[:, :-1]) & both).sum(1)
    size = np.abs(seen.truth[:, -1])
    spoken = months > 0
    near = spoken & (np.abs(size - TEN) < 2)  # noqa: PLR2004 (8.5 to 12.5 log-%)
    called_last = called[:, -1] & (size <= TEN)
    return {
        "flips": mean_of(calls[spoken] / months[spoken]),
        "flips_near": mean_of(calls[near] / months[near]),
        "words": mean_of(words[spoken] / months[spoken]),
        "words_near": mean_of(words[near] / months[near]),
        "false": share(called_last, size <= TEN),
        "false_ever": share((called & (size <= TEN)[:, None]).any(1), size <= TEN),
    }

"""Every number of the simulated athlete, with its unit, grade of evidence and source.

Strength is in log-%: 100 times the natural logarithm of what a side could lift once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from apps.programs.domain.policy import PELLAND, SPIERING, figure
from apps.programs.domain.program import Evidence

STEELE = "Steele et al. 2022, Res Q Exerc Sport, doi 10.1080/02701367.2022.2070592"
MANCA = "Manca et al. 2017, Eur J Appl Physiol 117:2335"
BOSQUET = "Bosquet et al. 2013, Scand J Med Sci Sports 23:e140"
HUBAL = "Hubal et al. 2005, Med Sci Sports Exerc 37:964"
MORENO_AZZE = "Moreno-Azze et al. 2021, Int J Environ Res Public Health 18:8270"

_TRIAL, _CONVENTION = Evidence.TRIAL, Evidence.CONVENTION


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """How an athlete's two sides answer to training.

    ``tired_per_set`` and ``only_trained_is_lost`` are additions of our own, without which two of
    the anchors cannot be reached; :data:`PLAIN` is the model without them.
    """

    growth: float = figure(16.0, "log-% per unit of ln(training)", _TRIAL, STEELE)
    slowness: float = figure(4.0, "weeks until growth has halved", _CONVENTION, STEELE)
    fast_share: float = figure(0.6, "part of the answer that few sets bring", _TRIAL, PELLAND)
    fast_sets: float = figure(1.2, "hard sets a week", _TRIAL, PELLAND)
    slow_sets: float = figure(7.0, "hard sets a week", _TRIAL, PELLAND)
    crossed_share: float = figure(0.40, "part that the other side's sets bring", _TRIAL, MANCA)
    matched_per_log_pct: float = figure(0.015, "less answer per log-% that a side is stronger")
    matched_least: float = figure(0.6, "part of the answer kept at a borrowed load")
    loss_per_week: float = figure(1.0, "log-% a week without a hard set", _TRIAL, BOSQUET)
    loss_after_weeks: float = figure(3.0, "weeks without a loss", _TRIAL, BOSQUET)
    loss_share_beside: float = figure(0.5, "part of the loss while the other side trains")
    kept_by_sets: float = figure(1.0, "hard sets a week that keep strength", _TRIAL, SPIERING)
    adherence: float = figure(0.85, "part of the sessions done")
    gain_sd: float = figure(0.35, "SD between people, part of the mean gain", _CONVENTION, HUBAL)
    trainable_a: float = figure(2.0, "of Beta(a, b): part of a gap that training can close")
    trainable_b: float = figure(2.0, "of Beta(a, b)")
    only_trained_is_lost: bool = figure(True, "who never trained has nothing to lose by resting")
    tired_from_sets: float = figure(
        4.0, "hard sets of a side and session that bring the full answer"
    )
    tired_per_set: float = figure(
        0.055, "less answer per set and session beyond", _CONVENTION, f"fitted to {MORENO_AZZE}"
    )


MODEL = Model()
PLAIN = replace(MODEL, only_trained_is_lost=False, tired_per_set=0.0)
"""The model without the two additions: what 7.4 of the research notes was worked out with."""

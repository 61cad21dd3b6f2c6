"""In what order, and under which heading, the numbers of the policy are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from apps.imbalances.presenters.policy_words import Text

ELSEWHERE = frozenset({"version", "effort", "priors"})
"""Fields that are no number: shown by themselves."""

GROUPS: tuple[tuple[Text, Text, tuple[str, ...]], ...] = (
    (
        _("When something is said"),
        _(
            "First comes whether both sides were logged, then whether there is enough, then the "
            "line, the level and the direction, in this order."
        ),
        (
            "min_occasions",
            "min_days",
            "max_sd_log_pct",
            "imbalance_log_pct",
            "imbalance_from",
            "imbalance_until",
            "level_log_pct",
            "closed_below",
            "closed_checks",
            "direction_from",
            "large_log_pct",
            "check_from_sd_log_pct",
            "closing_from",
            "horizon_weeks",
        ),
    ),
    (
        _("What one set says"),
        _(
            "Load, reps and reps in reserve give each side's strength. Only sets of the same "
            "exercise in the same workout are compared."
        ),
        (
            "effort.reported_bias_reps",
            "effort.reported_sd_reps",
            "effort.reported_sd_per_rir",
            "effort.unknown_bias_reps",
            "effort.unknown_sd_reps",
            "unknown_sd_reps",
            "effort.failure_sd_reps",
            "failure_sd_reps",
            "max_reps",
            "max_effective_reps",
            "bound_variance_factor",
            "pain_from",
            "load_ratio_max",
            "order_log_pct",
            "grip_order_log_pct",
            "order_sd_log_pct",
            "fatigue_log_pct",
            "fatigue_sd_log_pct",
        ),
    ),
    (
        _("What is noise"),
        _(
            "A symmetric person tested once a side shows over 10 percent about one time in "
            "thirteen. So every estimate carries its error."
        ),
        (
            "side_sd_log_pct",
            "shared_day_share",
            "set_sd_log_pct",
            "grip_set_sd_log_pct",
            "grip_light_kg",
            "grip_spread_log_pct",
            "slope_sd",
            "slope_share",
            "floor_share",
            "outlier_log_pct",
            "outlier_divisor",
            "exercise_sd_log_pct",
            "noise_prior_weight",
            "noise_correction",
            "noise_least",
            "robust_from",
        ),
    ),
    (
        _("How it changes over time"),
        _("Recent workouts count more, because strength drifts."),
        (
            "drift_sd_log_pct",
            "exercise_drift_sd_log_pct",
            "trend_sd_log_pct",
            "trend_memory_weeks",
            "trend_min_occasions",
            "trend_min_weeks",
            "jump_limit",
            "jump_drift",
            "jump_clip",
            "jump_sd_log_pct",
            "layoff_weeks",
            "layoff_sd_log_pct",
            "layoff_max_weeks",
        ),
    ),
)

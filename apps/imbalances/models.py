"""What was concluded about each pattern, and the points its page draws."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from apps.core.identifiers import new_uuid7
from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.imbalances.domain.sets import ExclusionReason
from apps.imbalances.domain.verdicts import Change, Verdict

PATTERNS = [pattern.value for pattern in MovementPattern if pattern.has_verdict]
SIDES = [side.value for side in Side]
CHANGES = [change.value for change in Change]
VERDICTS = [verdict.value for verdict in Verdict]
EXCLUSIONS = [reason.value for reason in ExclusionReason]


def pattern_field() -> models.CharField[str, str]:
    """A column naming one of the patterns that are compared between sides."""
    return models.CharField(max_length=20, choices=[(word, word) for word in PATTERNS])


def known_pattern(model: str) -> models.CheckConstraint:
    """A constraint that the pattern is one that gets a verdict."""
    return models.CheckConstraint(
        condition=Q(pattern__in=PATTERNS), name=f"imbalances_{model}_pattern_known"
    )


def probability(field: str) -> models.CheckConstraint:
    """A constraint that the column lies between 0 and 1."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__range": (0.0, 1.0)}),
        name=f"imbalances_finding_{field}_range",
    )


class FindingQuerySet(models.QuerySet["Finding"]):
    """Filters that chain."""

    def of(self, athlete: object) -> Self:
        """Only this athlete's."""
        return self.filter(athlete=athlete)


class PointQuerySet[Point: models.Model](models.QuerySet[Point]):
    """Filters that chain, for both kinds of points."""

    def of(self, athlete: object) -> Self:
        """Only this athlete's."""
        return self.filter(athlete=athlete)

    def about(self, pattern: str) -> Self:
        """Only this pattern's, in order of time."""
        return self.filter(pattern=pattern).order_by("at", "pk")

    def since(self, moment: datetime | None) -> Self:
        """Only those from ``moment`` on; all of them without one."""
        return self if moment is None else self.filter(at__gte=moment)


class Finding(models.Model):
    """The verdict on one pattern of one athlete, what it rests on, and where the filter stands.

    Differences are right-positive log-%; gaps are percent of the stronger side, 0 to 100.
    Null is unknown, never zero.
    """

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="findings"
    )
    pattern = pattern_field()
    verdict = models.CharField(max_length=20, choices=[(word, word) for word in VERDICTS])
    weaker_side = models.CharField(
        max_length=5, blank=True, choices=[(word, word) for word in SIDES]
    )
    mean_log_pct = models.FloatField()
    sd_log_pct = models.FloatField()
    gap_pct = models.FloatField()
    low80_pct = models.FloatField()
    high80_pct = models.FloatField()
    p_over_5 = models.FloatField()
    p_over_10 = models.FloatField()
    p_over_20 = models.FloatField()
    p_direction = models.FloatField()
    n_occasions = models.PositiveIntegerField()
    n_days = models.PositiveIntegerField()
    n_informative_pairs = models.PositiveIntegerField()
    n_agreeing = models.PositiveIntegerField()
    n_comparisons = models.PositiveIntegerField()
    left_e1rm_kg = models.FloatField(null=True)
    right_e1rm_kg = models.FloatField(null=True)
    weeks_to_level_low = models.FloatField(null=True)
    weeks_to_level_median = models.FloatField(null=True)
    weeks_to_level_high = models.FloatField(null=True)
    what_would_change = ArrayField(
        models.CharField(max_length=24, choices=[(word, word) for word in CHANGES]), default=list
    )
    policy_version = models.CharField(max_length=20)
    as_of = models.DateTimeField()
    checkpoint = models.JSONField(
        help_text="Where the filter stands, so that one more workout is one step."
    )
    weeks = models.TextField(
        blank=True, default="", help_text="The history by weeks, for charts of a year or more."
    )

    objects = FindingQuerySet.as_manager()

    class Meta:
        """One verdict a pattern; the biggest first is the reader's business."""

        ordering = ("athlete", "pattern")
        constraints = (
            models.UniqueConstraint(
                fields=("athlete", "pattern"), name="imbalances_finding_pattern_once"
            ),
            known_pattern("finding"),
            models.CheckConstraint(
                condition=Q(verdict__in=VERDICTS), name="imbalances_finding_verdict_known"
            ),
            models.CheckConstraint(
                condition=Q(weaker_side__in=["", *SIDES]), name="imbalances_finding_side_known"
            ),
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.IMBALANCE.value) | ~Q(weaker_side=""),
                name="imbalances_finding_imbalance_names_side",
            ),
            models.CheckConstraint(
                condition=Q(sd_log_pct__gte=0), name="imbalances_finding_sd_range"
            ),
            models.CheckConstraint(
                condition=Q(gap_pct__range=(0.0, 100.0)), name="imbalances_finding_gap_range"
            ),
            models.CheckConstraint(
                condition=Q(low80_pct__lte=F("high80_pct")), name="imbalances_finding_range_ordered"
            ),
            models.CheckConstraint(
                condition=Q(n_agreeing__lte=F("n_comparisons")),
                name="imbalances_finding_agreeing_counted",
            ),
            models.CheckConstraint(
                condition=Q(what_would_change__contained_by=CHANGES),
                name="imbalances_finding_change_known",
            ),
            probability("p_over_5"),
            probability("p_over_10"),
            probability("p_over_20"),
            probability("p_direction"),
        )

    def __str__(self) -> str:
        """The pattern and its verdict."""
        return f"{self.pattern}: {self.verdict}"

    def get_absolute_url(self) -> str:
        """Address of the pattern's page."""
        return reverse("imbalances:pattern_detail", args=[MovementPattern(self.pattern)])


class OccasionPoint(models.Model):
    """What one exercise in one workout said of the difference, or why it said nothing."""

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey("profiles.Athlete", on_delete=models.CASCADE, related_name="+")
    pattern = pattern_field()
    exercise = models.ForeignKey("exercises.Exercise", on_delete=models.CASCADE, related_name="+")
    workout = models.ForeignKey("lifts.Workout", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    local_date = models.DateField()
    difference_log_pct = models.FloatField(null=True)
    variance = models.FloatField(null=True)
    left_e1rm_kg = models.FloatField(null=True)
    right_e1rm_kg = models.FloatField(null=True)
    n_pairs = models.PositiveSmallIntegerField(default=0)
    n_sets = models.PositiveSmallIntegerField(default=0)
    is_check = models.BooleanField(default=False)
    first_side = models.CharField(
        max_length=5, blank=True, choices=[(word, word) for word in SIDES]
    )
    rir_known = models.BooleanField(default=False)
    at_least_ahead = models.CharField(
        max_length=5,
        blank=True,
        choices=[(word, word) for word in SIDES],
        help_text="The side that went past the range of reps: ahead by at least the difference.",
    )
    exclusion = models.CharField(
        max_length=24, blank=True, choices=[(word, word) for word in EXCLUSIONS]
    )
    side = models.CharField(
        max_length=5,
        blank=True,
        choices=[(word, word) for word in SIDES],
        help_text="The one side that left-out sets belong to.",
    )

    objects = PointQuerySet.as_manager()

    class Meta:
        """In order of time."""

        ordering = ("athlete", "pattern", "at", "id")
        indexes = (
            models.Index(fields=("athlete", "pattern", "at"), name="imbalances_occasion_history"),
        )
        constraints = (
            known_pattern("occasion"),
            models.CheckConstraint(
                condition=Q(exclusion__in=["", *EXCLUSIONS]),
                name="imbalances_occasion_exclusion_known",
            ),
            # Compared with everything known, or left out with a reason: nothing in between.
            models.CheckConstraint(
                condition=Q(
                    exclusion="",
                    difference_log_pct__isnull=False,
                    variance__gt=0,
                    n_pairs__gte=1,
                )
                | (~Q(exclusion="") & Q(difference_log_pct=None, variance=None, n_pairs=0)),
                name="imbalances_occasion_compared_or_left_out",
            ),
            models.UniqueConstraint(
                fields=("athlete", "pattern", "workout", "exercise"),
                condition=Q(exclusion=""),
                name="imbalances_occasion_compared_once",
            ),
        )

    def __str__(self) -> str:
        """The day and what it said."""
        said = self.exclusion or f"{self.difference_log_pct}"
        return f"{self.local_date}: {said}"


class TrendPoint(models.Model):
    """Where the estimate stood after one workout: as known then, and as seen now."""

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey("profiles.Athlete", on_delete=models.CASCADE, related_name="+")
    pattern = pattern_field()
    workout = models.ForeignKey("lifts.Workout", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    local_date = models.DateField()
    mean_log_pct = models.FloatField()
    sd_log_pct = models.FloatField()
    smoothed_mean_log_pct = models.FloatField()
    smoothed_sd_log_pct = models.FloatField()

    objects = PointQuerySet.as_manager()

    class Meta:
        """In order of time; one point a workout."""

        ordering = ("athlete", "pattern", "at")
        indexes = (
            models.Index(fields=("athlete", "pattern", "at"), name="imbalances_trend_history"),
        )
        constraints = (
            known_pattern("trend"),
            models.UniqueConstraint(
                fields=("athlete", "pattern", "workout"), name="imbalances_trend_workout_once"
            ),
            models.CheckConstraint(
                condition=Q(sd_log_pct__gte=0, smoothed_sd_log_pct__gte=0),
                name="imbalances_trend_sd_range",
            ),
        )

    def __str__(self) -> str:
        """The day and the estimate."""
        return f"{self.local_date}: {self.smoothed_mean_log_pct:.1f}"

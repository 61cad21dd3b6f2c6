"""What an athlete notices, and what may lie behind it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.identifiers import new_uuid7
from apps.exercises.domain.vocabulary import Region

from ..domain.body import BodySide, Spot
from ..domain.causes import Cause
from ..domain.signs import MOST_SCORE, Sign, Since, Worse


class CheckIn(models.Model):
    """One sign at one place on one day; telling it again that day replaces it."""

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="check_ins"
    )
    told_at = models.DateTimeField()
    day = models.DateField()
    spot = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Spot])
    side = models.CharField(max_length=5, choices=[(s.value, s.value) for s in BodySide])
    sign = models.CharField(max_length=16, choices=[(s.value, s.value) for s in Sign])
    score = models.PositiveSmallIntegerField(_("0 to 10"))
    since = models.CharField(max_length=6, choices=[(s.value, s.value) for s in Since])
    worse = ArrayField(
        models.CharField(max_length=16, choices=[(w.value, w.value) for w in Worse]),
        default=list,
        blank=True,
    )

    class Meta:
        ordering = ["-day", "-told_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["athlete", "day", "spot", "side", "sign"],
                name="assessments_checkin_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(score__gte=0, score__lte=MOST_SCORE),
                name="assessments_checkin_score_range",
            ),
            models.CheckConstraint(
                condition=Q(side__in=[s.value for s in BodySide]),
                name="assessments_checkin_side_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.spot} {self.side} {self.sign} {self.score}"


class NamedCause(models.Model):
    """One cause that the athlete named; region, side and day where it has them."""

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="named_causes"
    )
    named_at = models.DateTimeField()
    cause = models.CharField(max_length=16, choices=[(c.value, c.value) for c in Cause])
    region = models.CharField(
        max_length=10, choices=[(r.value, r.value) for r in Region], default="", blank=True
    )
    side = models.CharField(
        max_length=5, choices=[(s.value, s.value) for s in BodySide], default=BodySide.BOTH.value
    )
    happened_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["named_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["athlete", "cause", "region", "side"],
                name="assessments_namedcause_once",
            ),
            models.CheckConstraint(
                condition=Q(happened_on=None) | Q(cause__in=[c.value for c in Cause if c.is_dated]),
                name="assessments_namedcause_only_events_have_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cause} {self.region} {self.side}"

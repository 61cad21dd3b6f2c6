"""Answers about health: kept only with consent, and deletable at any time."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.identifiers import new_uuid7

from ..domain.screening import Question, StopFlag


class Screening(models.Model):
    """One round of answers, with the clearance that lifted its stops, if any."""

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="screenings"
    )
    answered_at = models.DateTimeField()
    answered_on = models.DateField()
    flags = ArrayField(
        models.CharField(max_length=24, choices=[(f.value, f.value) for f in StopFlag]),
        default=list,
        blank=True,
    )
    yes = ArrayField(
        models.CharField(max_length=20, choices=[(q.value, q.value) for q in Question]),
        default=list,
        blank=True,
    )
    cleared_on = models.DateField(_("cleared by a clinician on"), null=True, blank=True)

    class Meta:
        ordering = ["-answered_at"]
        indexes = [models.Index(fields=["athlete", "-answered_at"], name="assessments_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(flags=[])
                | Q(cleared_on=None)
                | Q(cleared_on__gte=models.F("answered_on")),
                name="assessments_screening_flag_cleared_after",
            )
        ]

    def __str__(self) -> str:
        return f"{self.answered_on}"

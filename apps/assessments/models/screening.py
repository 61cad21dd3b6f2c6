"""Answers about health: kept only with consent, and deletable at any time."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.identifiers import new_uuid7
from apps.exercises.domain.vocabulary import Region

from ..domain.red_flags import RedFlag
from ..domain.screening import AskAgain, Extra, Question


def region_array() -> ArrayField[list[str], list[str]]:
    """Regions that the athlete named; empty is not told, hence every region."""
    return ArrayField(
        models.CharField(max_length=12, choices=[(r.value, r.value) for r in Region]),
        default=list,
        blank=True,
    )


class Screening(models.Model):
    """One round of answers, with a clinician's word on them, if any."""

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="screenings"
    )
    answered_at = models.DateTimeField()
    answered_on = models.DateField()
    yes = ArrayField(
        models.CharField(max_length=20, choices=[(q.value, q.value) for q in Question]),
        default=list,
        blank=True,
    )
    extras = ArrayField(
        models.CharField(max_length=16, choices=[(e.value, e.value) for e in Extra]),
        default=list,
        blank=True,
    )
    places = region_array()
    cleared_on = models.DateField(_("cleared by a clinician on"), null=True, blank=True)
    marked = models.CharField(
        max_length=6,
        blank=True,
        choices=[(reason.value, reason.value) for reason in AskAgain],
        help_text=_("What happened since that asks for new answers."),
    )

    class Meta:
        ordering = ["-answered_at"]
        indexes = [models.Index(fields=["athlete", "-answered_at"], name="assessments_latest")]

    def __str__(self) -> str:
        return f"{self.answered_on}"


class RedFlagReport(models.Model):
    """A red flag that was ticked, and the day that ended its stop, if any."""

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="red_flag_reports"
    )
    flag = models.CharField(max_length=24, choices=[(f.value, f.value) for f in RedFlag])
    places = region_array()
    reported_at = models.DateTimeField()
    reported_on = models.DateField()
    lifted_on = models.DateField(
        null=True,
        blank=True,
        help_text=_("Day on which a clinician cleared it, or a caution was answered as gone."),
    )

    class Meta:
        ordering = ["-reported_at", "flag"]
        constraints = [
            models.UniqueConstraint(
                fields=["athlete", "flag"],
                condition=Q(lifted_on=None),
                name="assessments_redflagreport_one_standing",
            ),
            models.CheckConstraint(
                condition=Q(lifted_on=None) | Q(lifted_on__gte=models.F("reported_on")),
                name="assessments_redflagreport_lifted_after",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.flag}, {self.reported_on}"

"""How it hurt, beside the numbers that stand in the log: stops, mornings, and what they block."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from apps.core.identifiers import new_uuid7
from apps.exercises.domain.vocabulary import MovementPattern, Side

from ..domain.pain import Morning
from .screening import region_array

SIDES = [(side.value, side.value) for side in Side]


class _OfASide(models.Model):
    """A side of an exercise, on a day; no side is both together."""

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey("profiles.Athlete", on_delete=models.CASCADE, related_name="+")
    exercise = models.ForeignKey("exercises.Exercise", on_delete=models.RESTRICT, related_name="+")
    side = models.CharField(max_length=5, blank=True, choices=SIDES)
    on = models.DateField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.on}, {self.side}"


class PainStop(_OfASide):
    """An exercise that hurt so that it was ended or noted, with the number that may be kept."""

    pain = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["athlete", "exercise", "side", "on"], name="assessments_painstop_once_a_day"
            ),
            models.CheckConstraint(condition=Q(pain__lte=10), name="assessments_painstop_range"),
        ]


class PainMorning(_OfASide):
    """How the side of an exercise felt on the morning of ``on``."""

    answer = models.CharField(
        max_length=6, choices=[(answer.value, answer.value) for answer in Morning]
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["athlete", "exercise", "side", "on"], name="assessments_painmorning_once"
            )
        ]


class PainBlock(models.Model):
    """Strong pain twice within two weeks: regions that wait for a clinician."""

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="pain_blocks"
    )
    pattern = models.CharField(max_length=20, choices=[(p.value, p.value) for p in MovementPattern])
    side = models.CharField(max_length=5, blank=True, choices=SIDES)
    regions = region_array()
    since = models.DateField()
    lifted_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-since", "pattern", "side"]
        constraints = [
            models.UniqueConstraint(
                fields=["athlete", "pattern", "side"],
                condition=Q(lifted_on=None),
                name="assessments_painblock_one_standing",
            ),
            models.CheckConstraint(
                condition=Q(lifted_on=None) | Q(lifted_on__gte=models.F("since")),
                name="assessments_painblock_lifted_after",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pattern}, {self.since}"

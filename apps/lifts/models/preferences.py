"""Which side starts an exercise."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.identifiers import new_uuid7
from apps.exercises.domain.vocabulary import Side


class SidePreference(models.Model):
    """Which side starts an exercise or a pattern.

    Written from above when a weaker side is known, and by the athlete, whose word wins.
    """

    class ChosenBy(models.TextChoices):
        FINDING = "finding", _("weaker side first")
        ATHLETE = "athlete", _("your choice")

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="side_preferences"
    )
    pattern = models.CharField(max_length=20, blank=True)
    exercise = models.ForeignKey(
        "exercises.Exercise",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    first_side = models.CharField(max_length=5, choices=[(s.value, s.value) for s in Side])
    chosen_by = models.CharField(max_length=8, choices=ChosenBy.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(exercise=None) ^ Q(pattern=""),
                name="lifts_sidepreference_one_subject",
            ),
            models.UniqueConstraint(
                fields=["athlete", "pattern"],
                condition=Q(exercise=None),
                name="lifts_sidepreference_pattern_once",
            ),
            models.UniqueConstraint(
                fields=["athlete", "exercise"],
                condition=Q(exercise__isnull=False),
                name="lifts_sidepreference_exercise_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pattern or self.exercise_id}: {self.first_side}"

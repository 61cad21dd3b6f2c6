"""Days on which a habit was done."""

from __future__ import annotations

from django.db import models

from apps.core.identifiers import new_uuid7


class HabitTick(models.Model):
    """One habit done on one day; ticking it twice is ticking it once."""

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="habit_ticks"
    )
    key = models.CharField(max_length=40)
    day = models.DateField()
    ticked_at = models.DateTimeField()

    class Meta:
        ordering = ["-day", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["athlete", "day", "key"], name="assessments_habittick_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.key}"

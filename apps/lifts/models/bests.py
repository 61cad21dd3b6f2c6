"""The bests of each side, kept beside the log so that reading them costs nothing."""

from __future__ import annotations

from django.db import models

from apps.core.identifiers import new_uuid7


class ExerciseBests(models.Model):
    """What each side has done best with one exercise, in all finished workouts.

    It follows from the log and is written anew whenever past sets change; ``sides`` is what
    ``bests_as_json`` of the domain wrote.
    """

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="exercise_bests"
    )
    exercise = models.ForeignKey("exercises.Exercise", on_delete=models.CASCADE, related_name="+")
    sides = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["athlete", "exercise"], name="lifts_exercisebests_once")
        ]

    def __str__(self) -> str:
        return str(self.exercise_id)

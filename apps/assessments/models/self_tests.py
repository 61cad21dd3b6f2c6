"""Results of self-tests that are not sets of the log."""

from __future__ import annotations

from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.lookups import Exact

from apps.core.identifiers import new_uuid7
from apps.exercises.domain.vocabulary import Side


class SelfTest(models.Model):
    """One protocol on one day: every try of each side, as typed. Doing it again replaces it.

    ``tries`` maps ``left`` and ``right``, or ``both`` for a test without sides, to a list of texts.
    """

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="self_tests"
    )
    protocol = models.CharField(max_length=32)
    protocol_version = models.PositiveSmallIntegerField(default=1)
    measured_at = models.DateTimeField()
    day = models.DateField()
    first_side = models.CharField(
        max_length=5, choices=[(s.value, s.value) for s in Side], default="", blank=True
    )
    tries = models.JSONField()

    class Meta:
        ordering = ["day", "measured_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["athlete", "protocol", "day"], name="assessments_selftest_once_a_day"
            ),
            models.CheckConstraint(
                condition=Exact(
                    Func("tries", function="jsonb_typeof", output_field=models.TextField()),
                    Value("object"),
                ),
                name="assessments_selftest_tries_is_object",
            ),
            models.CheckConstraint(
                condition=Q(first_side__in=["", *(s.value for s in Side)]),
                name="assessments_selftest_first_side_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.protocol}"

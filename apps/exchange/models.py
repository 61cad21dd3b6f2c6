"""Files that wait for a yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.core.identifiers import new_uuid7
from apps.core.units import WeightUnit

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


class ImportQuerySet(models.QuerySet["Import"]):
    """Chainable filters on imports."""

    def of(self, athlete: Athlete) -> ImportQuerySet:
        """Only this athlete's."""
        return self.filter(athlete=athlete)

    def waiting(self) -> ImportQuerySet:
        """Read, and neither accepted nor forgotten."""
        return self.filter(status=Import.Status.WAITING)

    def unanswered(self) -> ImportQuerySet:
        """All to which nobody said yes, readable or not."""
        return self.exclude(status__in=Import.Status.after_a_yes())


class Import(models.Model):
    """One uploaded file, from its preview to its place in the log.

    The file itself is kept only until it is accepted or discarded, a day at most. ``summary`` is what
    the preview shows, ``answers`` what was said there, ``counts`` what accepting did, and ``set_ids`` the
    16 bytes of each set it made, for taking them out again. ``progress`` is in percent; ``worked_at`` is
    when somebody last went on with a long file.
    """

    class Status(models.TextChoices):
        READING = "reading", _("being read")
        FAILED = "failed", _("could not be read")
        WAITING = "waiting", _("waiting for your yes")
        STORING = "storing", _("on its way into your log")
        ACCEPTED = "accepted", _("in your log")
        UNDOING = "undoing", _("being taken out")
        UNDONE = "undone", _("taken out again")

        @classmethod
        def after_a_yes(cls) -> tuple[Import.Status, ...]:
            """Those that follow the athlete's yes."""
            return (cls.STORING, cls.ACCEPTED, cls.UNDOING, cls.UNDONE)

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="imports"
    )
    filename = models.CharField(max_length=120)
    content = models.BinaryField()
    unit = models.CharField(max_length=2, choices=[(u.value, u.value) for u in WeightUnit])
    time_zone = models.CharField(max_length=64)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.WAITING)
    summary = models.JSONField()
    answers = models.JSONField(default=dict, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    set_ids = models.BinaryField(default=bytes, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    worked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["athlete", "-created_at"], name="exchange_import_recent"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status__in=["reading", "failed", "waiting", "storing"], accepted_at=None
                )
                | Q(status__in=["accepted", "undoing", "undone"], accepted_at__isnull=False),
                name="exchange_import_accepted_has_time",
            ),
            models.CheckConstraint(
                condition=Q(unit__in=[u.value for u in WeightUnit]),
                name="exchange_import_unit_known",
            ),
        ]

    def __str__(self) -> str:
        return self.filename

    def get_absolute_url(self) -> str:
        """The preview."""
        return reverse("exchange:import_detail", args=[self.pk])

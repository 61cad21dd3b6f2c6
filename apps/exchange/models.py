"""Files that wait for a yes, and files that wait to be fetched."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.core.identifiers import new_uuid7
from apps.core.units import WeightUnit

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


SILENT_FOR = dt.timedelta(seconds=30)
"""A process that said nothing for so long is taken to have ended."""


class LongWork(models.Model):
    """Something that takes longer than a request: ``progress`` in percent, ``worked_at`` its last sign of life."""

    progress = models.PositiveSmallIntegerField(default=0)
    worked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def is_silent(self, *, now: dt.datetime) -> bool:
        """Whether nobody has gone on with it lately."""
        return self.worked_at is None or self.worked_at < now - SILENT_FOR


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


class Import(LongWork):
    """One uploaded file, from its preview to its place in the log.

    The file itself is kept only until it is accepted or discarded, a day at most. ``summary`` is what
    the preview shows, ``answers`` what was said there, ``counts`` what accepting did, and ``set_ids`` the
    16 bytes of each set it made, for taking them out again.
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

        @classmethod
        def at_work(cls) -> tuple[Import.Status, ...]:
            """Those in which a process goes on with a long file."""
            return (cls.READING, cls.STORING, cls.UNDOING)

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

    def is_stopped(self, *, now: dt.datetime) -> bool:
        """Whether work on the file was begun and nobody is at it any more."""
        return self.status in self.Status.at_work() and self.is_silent(now=now)


class DownloadQuerySet(models.QuerySet["Download"]):
    """Chainable filters on downloads."""

    def of(self, athlete: Athlete) -> DownloadQuerySet:
        """Only this athlete's."""
        return self.filter(athlete=athlete)


class Download(LongWork):
    """A long log's ZIP with everything: packed by a process of its own, kept for a day, one at a time.

    ``size`` is in bytes and 0 until all of it is there; ``language`` is that of the words inside.
    """

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.OneToOneField(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="download"
    )
    language = models.CharField(max_length=12)
    size = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField()

    objects = DownloadQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        """How far it is, and the way to the file."""
        return reverse("exchange:download_detail", args=[self.pk])

    @property
    def is_ready(self) -> bool:
        """Whether all of it is there."""
        return self.size > 0

    def is_stopped(self, *, now: dt.datetime) -> bool:
        """Whether it is unfinished and nobody is at work on it."""
        return not self.is_ready and self.is_silent(now=now)


class DownloadPiece(models.Model):
    """A part of such a file: nobody ever holds all of it in memory."""

    download = models.ForeignKey(Download, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["download", "number"], name="exchange_piece_once"),
        ]

    def __str__(self) -> str:
        return f"{self.download_id}, {self.number}"

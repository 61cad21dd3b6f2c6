"""What was generated, from which inputs, and what became of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.core.identifiers import new_uuid7
from apps.exercises.domain.vocabulary import Side

from .domain.program import Prescription as Line

SIDES = [(side.value, side.value) for side in Side]


class Program(models.Model):
    """Some weeks of sessions, with everything they were made from."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("active")
        FINISHED = "finished", _("finished")
        STOPPED = "stopped", _("stopped")

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="programs"
    )
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.ACTIVE)
    starts_on = models.DateField()
    weeks = models.PositiveSmallIntegerField()
    inputs = models.JSONField(help_text=_("Everything the program was made from."))
    targets = models.JSONField(default=list, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    policy_version = models.CharField(max_length=40)
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["athlete"], condition=Q(status="active"), name="programs_program_one_active"
            ),
            models.CheckConstraint(
                condition=Q(weeks__gte=1, weeks__lte=12), name="programs_program_weeks_range"
            ),
            models.CheckConstraint(
                condition=Q(status="active", ended_at=None)
                | (~Q(status="active") & Q(ended_at__isnull=False)),
                name="programs_program_ends_when_not_active",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on}, {self.weeks} weeks"


class Session(models.Model):
    """One training day of a program; ``workout`` is the one that fulfilled it."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        SKIPPED = "skipped", _("skipped")

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="sessions"
    )
    program = models.ForeignKey(
        "programs.Program", on_delete=models.CASCADE, related_name="sessions"
    )
    week = models.PositiveSmallIntegerField()
    day_index = models.PositiveSmallIntegerField()
    date = models.DateField()
    focus = models.JSONField(default=list, blank=True)
    estimated_minutes = models.PositiveSmallIntegerField()
    is_check_session = models.BooleanField(default=False)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.PLANNED)
    workout = models.OneToOneField(
        "lifts.Workout", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["date", "week", "day_index"]
        indexes: ClassVar = [
            models.Index(fields=["athlete", "status", "date"], name="programs_session_next")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["program", "week", "day_index"], name="programs_session_place_once"
            ),
            models.UniqueConstraint(
                fields=["athlete"],
                condition=Q(status="running"),
                name="programs_session_one_running",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date}"

    def get_absolute_url(self) -> str:
        """The session's own page."""
        return reverse("programs:session_detail", args=[self.pk])


class Prescription(models.Model):
    """One line of a session.

    The line itself is the domain's value, kept whole so that what was generated and what is shown
    cannot drift apart.
    """

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="prescriptions"
    )
    session = models.ForeignKey(
        "programs.Session", on_delete=models.CASCADE, related_name="prescriptions"
    )
    exercise = models.ForeignKey(
        "exercises.Exercise", on_delete=models.RESTRICT, related_name="prescriptions"
    )
    position = models.PositiveSmallIntegerField()
    content = models.JSONField(help_text=_("The line: sides, doses, rests, reasons."))
    aim_reps = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("Reps to aim at, inside the range of the line.")
    )
    stopped_for_pain = models.BooleanField(default=False)
    pain_side = models.CharField(max_length=5, blank=True, choices=SIDES)
    pain = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["session", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session", "position"], name="programs_prescription_place_once"
            ),
            models.CheckConstraint(
                condition=Q(pain=None) | Q(pain__lte=10), name="programs_prescription_pain_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.exercise_id}"

    @property
    def line(self) -> Line:
        """The line as a value."""
        return Line.from_dict(self.content)

    @line.setter
    def line(self, line: Line) -> None:
        self.content = line.to_dict()


class SkippedSet(models.Model):
    """One set of one side that was left out; the rest of the exercise goes on."""

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    prescription = models.ForeignKey(
        "programs.Prescription", on_delete=models.CASCADE, related_name="skipped_sets"
    )
    set_index = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=5, blank=True, choices=SIDES)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["prescription", "set_index", "side"], name="programs_skippedset_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.set_index} {self.side}"


class ProgramChange(models.Model):
    """One visible change of a line still to come, with its reason."""

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="program_changes"
    )
    program = models.ForeignKey(
        "programs.Program", on_delete=models.CASCADE, related_name="changes"
    )
    session = models.ForeignKey(
        "programs.Session", on_delete=models.CASCADE, related_name="changes"
    )
    exercise = models.ForeignKey("exercises.Exercise", on_delete=models.RESTRICT, related_name="+")
    before = models.JSONField()
    after = models.JSONField()
    reasons = models.JSONField(default=list)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.exercise_id}"

"""What was generated, from which inputs, and what became of it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.core.identifiers import new_uuid7
from apps.exercises.domain.vocabulary import Side

from .domain.editing import OWN
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
    reviews = models.JSONField(
        default=list, blank=True, help_text=_("What the weeks said, the newest first.")
    )
    outcome = models.JSONField(
        default=list, blank=True, help_text=_("What was expected beside what came, at the end.")
    )
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
    repeat_of = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="repeats"
    )
    planned_for = models.DateField(
        null=True, blank=True, help_text=_("The day it was planned for, if it was moved since.")
    )
    revision = models.PositiveIntegerField(
        default=0, help_text=_("Counts changes of day or standing, for calendars elsewhere.")
    )
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["date", "week", "day_index"]
        indexes: ClassVar = [
            models.Index(fields=["athlete", "status", "date"], name="programs_session_next")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["program", "week", "day_index"],
                condition=Q(repeat_of=None),
                name="programs_session_place_once",
            ),
            # A second press of "repeat" finds the first one's copy.
            models.UniqueConstraint(
                fields=["repeat_of", "date"], name="programs_session_repeated_once_a_day"
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
    home_content = models.JSONField(
        null=True, blank=True, help_text=_("The line as it is at home, while a trip changes it.")
    )
    home_exercise = models.ForeignKey(
        "exercises.Exercise", on_delete=models.RESTRICT, null=True, blank=True, related_name="+"
    )
    is_left_out = models.BooleanField(
        default=False, help_text=_("Nothing like it can be done on the trip.")
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


class ExcludedExercise(models.Model):
    """An exercise that the athlete does not want in any program."""

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="excluded_exercises"
    )
    exercise = models.ForeignKey("exercises.Exercise", on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["athlete", "exercise"], name="programs_excludedexercise_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.exercise_id}"


class ProgramChange(models.Model):
    """One visible change of a line still to come, with its reason.

    ``before`` is empty where a line was put in, ``after`` where it was taken out.
    """

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
    before = models.JSONField(blank=True)
    after = models.JSONField(blank=True)
    reasons = models.JSONField(default=list)
    breaches = models.JSONField(
        default=list, blank=True, help_text=_("Rules that the athlete's own change broke.")
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.exercise_id}"

    @property
    def is_own(self) -> bool:
        """Whether the athlete made it, and not what was logged."""
        return any(reason["code"] in OWN for reason in self.reasons)


class Absence(models.Model):
    """Days on which a program is not followed as planned: a pause, or a trip with other things."""

    class Kind(models.TextChoices):
        PAUSE = "pause", _("pause")
        TRIP = "trip", _("trip")

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="absences"
    )
    program = models.ForeignKey(
        "programs.Program", on_delete=models.CASCADE, related_name="absences"
    )
    kind = models.CharField(max_length=5, choices=Kind.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(help_text=_("The last day of it."))
    shifted_days = models.PositiveSmallIntegerField(
        default=0, help_text=_("By how many days a pause put off what was planned.")
    )
    equipment = ArrayField(
        models.CharField(max_length=16),
        default=list,
        blank=True,
        help_text=_("What is at hand on a trip."),
    )

    class Meta:
        ordering: ClassVar = ["starts_on"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="programs_absence_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.starts_on} to {self.ends_on}"


class CalendarFeed(models.Model):
    """A secret address under which a calendar elsewhere reads the sessions; only its hash is kept."""

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    op_id = models.UUIDField(help_text=_("Names the press that asked for it."))
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["athlete", "op_id"], name="programs_calendarfeed_asked_once"
            ),
            models.UniqueConstraint(
                fields=["athlete"],
                condition=Q(revoked_at=None),
                name="programs_calendarfeed_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d}"

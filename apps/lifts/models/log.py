"""What was done: one row a set and a side."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import connections, models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.core.identifiers import new_uuid7
from apps.core.units import WeightUnit
from apps.exercises.domain.vocabulary import (
    LoadBasis,
    RepConvention,
    SetKind,
    SetSide,
    Side,
    SideSource,
)
from apps.lifts.domain.limits import (
    MAX_LOAD_KG,
    MAX_PAIN,
    MAX_REPS,
    MAX_RIR,
    MAX_SECONDS,
    MIN_LOAD_KG,
    NOTE_LENGTH,
    NOTES_LENGTH,
    TITLE_LENGTH,
)

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


class WorkoutQuerySet(models.QuerySet["Workout"]):
    """Chainable filters on workouts."""

    def of(self, athlete: Athlete) -> WorkoutQuerySet:
        """Only this athlete's, and not deleted."""
        return self.filter(athlete=athlete, deleted_at=None)

    def running(self) -> WorkoutQuerySet:
        """Started and not finished."""
        return self.filter(ended_at=None)


class Workout(models.Model):
    """One visit to the gym. The local date was decided where it was trained."""

    id = models.UUIDField(primary_key=True, default=new_uuid7)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="workouts"
    )
    title = models.CharField(_("title"), max_length=TITLE_LENGTH, blank=True)
    started_at = models.DateTimeField(_("started at"))
    ended_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    local_date = models.DateField(_("date"))
    notes = models.TextField(_("notes"), blank=True, max_length=NOTES_LENGTH)
    joined_to = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The workout that another device had begun: this one is only a name for it."),
    )
    revision = models.PositiveIntegerField(default=1)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = WorkoutQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        indexes = [models.Index(fields=["athlete", "-started_at"], name="lifts_workout_recent")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=models.F("started_at")),
                name="lifts_workout_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["athlete"],
                condition=Q(ended_at=None, deleted_at=None),
                name="lifts_workout_one_running",
            ),
            models.CheckConstraint(
                condition=Q(joined_to=None) | Q(deleted_at__isnull=False),
                name="lifts_workout_joined_is_hidden",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.local_date)

    def get_absolute_url(self) -> str:
        """The workout's own page."""
        return reverse("lifts:workout_detail", args=[self.pk])


class WorkoutExerciseQuerySet(models.QuerySet["WorkoutExercise"]):
    """Chainable filters on the workout's list."""

    def of(self, athlete: Athlete) -> WorkoutExerciseQuerySet:
        """Only this athlete's, and not deleted."""
        return self.filter(athlete=athlete, deleted_at=None)


class WorkoutExercise(models.Model):
    """An exercise on the workout's list, with its place and the side that starts it."""

    id = models.UUIDField(primary_key=True, default=new_uuid7)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="workout_exercises"
    )
    workout = models.ForeignKey(
        "lifts.Workout", on_delete=models.CASCADE, related_name="workout_exercises"
    )
    exercise = models.ForeignKey(
        "exercises.Exercise", on_delete=models.RESTRICT, related_name="workout_exercises"
    )
    position = models.PositiveSmallIntegerField()
    first_side = models.CharField(
        max_length=5, blank=True, choices=[(s.value, s.value) for s in Side]
    )
    superset = models.UUIDField(
        null=True, blank=True, help_text=_("Lines with the same value are done in turn.")
    )
    joined_to = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The line of the same exercise that was there before this one."),
    )
    revision = models.PositiveIntegerField(default=1)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = WorkoutExerciseQuerySet.as_manager()

    class Meta:
        ordering = ["workout", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["workout", "exercise"],
                condition=Q(deleted_at=None),
                name="lifts_workoutexercise_once",
            ),
            models.CheckConstraint(
                condition=Q(first_side__in=["", *[s.value for s in Side]]),
                name="lifts_workoutexercise_first_side_known",
            ),
            models.CheckConstraint(
                condition=Q(joined_to=None) | Q(deleted_at__isnull=False),
                name="lifts_workoutexercise_joined_is_hidden",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.exercise_id}"


class LiftSetQuerySet(models.QuerySet["LiftSet"]):
    """Chainable filters on logged sets."""

    def of(self, athlete: Athlete) -> LiftSetQuerySet:
        """Only this athlete's, and not deleted."""
        return self.filter(athlete=athlete, deleted_at=None)

    def log(self, row: LiftSet) -> None:
        """Insert a new set, counting on when its number of this side is taken.

        Another tab or device may have logged it meanwhile. Both sets were done, so both stay; two
        sets of one number would be shown and paired as one. The database looks while it inserts, so
        that it costs no statement; the caller holds the workout's lock.
        """
        database = connections[self.db]  # behind the proxy, which is slow to ask for each field
        values: list[Any] = [
            field.get_db_prep_save(getattr(row, field.attname), database)
            for field in LiftSet._meta.concrete_fields  # noqa: SLF001 - Django's own name for them
            if field.attname != "set_index"
        ]
        same: list[Any] = [row.workout_id, row.exercise_id, row.side, row.set_index, row.set_index]
        with database.cursor() as cursor:
            cursor.execute(_log_statement(), [*same, *values])
            (row.set_index,) = cursor.fetchone()
        # As saving leaves it: the row is there now, and another save changes it.
        row._state.adding = False  # noqa: SLF001
        row._state.db = self.db  # noqa: SLF001


@cache
def _log_statement() -> str:
    """Put together once: for each logged set that took longer than running it."""
    columns = [str(field.column) for field in LiftSet._meta.concrete_fields]  # noqa: SLF001 - the same
    columns.remove("set_index")
    return (
        f"INSERT INTO lifts_liftset (set_index, {', '.join(columns)}) VALUES (COALESCE(("  # noqa: S608 - no input
        " SELECT MAX(set_index) + 1 FROM lifts_liftset WHERE workout_id = %s AND exercise_id = %s"
        " AND side = %s AND deleted_at IS NULL HAVING bool_or(set_index = %s)), %s),"
        f" {', '.join('%s' for _ in columns)}) RETURNING set_index"
    )


class LiftSet(models.Model):
    """One set of one side, as it was logged.

    A side that has no row was not logged: that is neither a zero nor a tie. ``load_kg`` is what
    the load basis says it counts; ``typed_load`` and ``typed_unit`` are what the athlete wrote.
    """

    id = models.UUIDField(primary_key=True, default=new_uuid7)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="lift_sets"
    )
    workout = models.ForeignKey("lifts.Workout", on_delete=models.CASCADE, related_name="lift_sets")
    exercise = models.ForeignKey(
        "exercises.Exercise", on_delete=models.RESTRICT, related_name="lift_sets"
    )
    performed_at = models.DateTimeField(_("performed at"))
    set_index = models.PositiveSmallIntegerField(_("set"), validators=[MinValueValidator(1)])
    side = models.CharField(_("side"), max_length=5, choices=[(s.value, s.value) for s in SetSide])
    side_source = models.CharField(
        max_length=8,
        choices=[(s.value, s.value) for s in SideSource],
        default=SideSource.LOGGED.value,
    )
    pair_order = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text=_("1 for the side that went first, 2 for the second."),
    )
    kind = models.CharField(
        max_length=8,
        choices=[(k.value, k.value) for k in SetKind],
        default=SetKind.WORK.value,
    )
    load_kg = models.DecimalField(max_digits=10, decimal_places=5, null=True, blank=True)
    typed_load = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    typed_unit = models.CharField(
        max_length=2, blank=True, choices=[(u.value, u.value) for u in WeightUnit]
    )
    load_basis = models.CharField(
        max_length=16, choices=[(b.value, b.value) for b in LoadBasis], default="total"
    )
    rep_convention = models.CharField(
        max_length=20,
        choices=[(c.value, c.value) for c in RepConvention],
        default="per_side",
    )
    reps = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(MAX_REPS)]
    )
    seconds = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(MAX_SECONDS)]
    )
    rir = models.DecimalField(
        max_digits=3,
        decimal_places=1,
        null=True,
        blank=True,
        help_text=_("Reps in reserve. Empty is unknown; 0 is the last rep you had."),
    )
    pain = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(MAX_PAIN)]
    )
    capped_by_plan = models.BooleanField(
        default=False,
        help_text=_("The plan, not the limb, decided where the set stopped."),
    )
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    revision = models.PositiveIntegerField(default=1)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = LiftSetQuerySet.as_manager()

    class Meta:
        ordering = ["workout", "exercise", "set_index", "pair_order", "id"]
        indexes = [
            models.Index(
                fields=["athlete", "exercise", "-performed_at"],
                name="lifts_set_history",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(load_kg=None) | Q(load_kg__gte=MIN_LOAD_KG, load_kg__lte=MAX_LOAD_KG),
                name="lifts_liftset_load_range",
            ),
            models.CheckConstraint(
                condition=Q(reps=None) | Q(reps__lte=MAX_REPS),
                name="lifts_liftset_reps_range",
            ),
            models.CheckConstraint(
                condition=Q(seconds=None) | Q(seconds__lte=MAX_SECONDS),
                name="lifts_liftset_seconds_range",
            ),
            models.CheckConstraint(
                condition=Q(reps__isnull=False) | Q(seconds__isnull=False),
                name="lifts_liftset_measures_something",
            ),
            models.CheckConstraint(
                condition=Q(rir=None) | Q(rir__gte=0, rir__lte=MAX_RIR),
                name="lifts_liftset_rir_range",
            ),
            models.CheckConstraint(
                condition=Q(pain=None) | Q(pain__lte=MAX_PAIN),
                name="lifts_liftset_pain_range",
            ),
            models.CheckConstraint(
                condition=Q(pair_order=None) | Q(pair_order__in=[1, 2]),
                name="lifts_liftset_pair_order_known",
            ),
            models.CheckConstraint(
                condition=Q(side__in=[s.value for s in SetSide]),
                name="lifts_liftset_side_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in SetKind]),
                name="lifts_liftset_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(load_kg=None, typed_load=None)
                | Q(
                    load_kg__isnull=False,
                    typed_load__isnull=False,
                    typed_unit__in=["kg", "lb"],
                ),
                name="lifts_liftset_load_as_typed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.set_index}"

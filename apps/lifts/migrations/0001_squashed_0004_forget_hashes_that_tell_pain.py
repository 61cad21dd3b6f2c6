from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import apps.core.identifiers
from apps.core.creating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("lifts", "0001_create_log"),
        ("lifts", "0002_join_workouts_begun_twice"),
        ("lifts", "0003_keep_bests"),
        ("lifts", "0004_forget_hashes_that_tell_pain"),
    ]

    initial = True

    dependencies = [
        ("exercises", "0001_squashed_0002_let_own_exercises_lack_cues"),
        ("profiles", "0001_squashed_0004_let_accounts_leave"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Workout",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=apps.core.identifiers.new_uuid7,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "title",
                            models.CharField(blank=True, max_length=80, verbose_name="title"),
                        ),
                        ("started_at", models.DateTimeField(verbose_name="started at")),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="finished at"),
                        ),
                        ("time_zone", models.CharField(default="UTC", max_length=64)),
                        ("local_date", models.DateField(verbose_name="date")),
                        (
                            "notes",
                            models.TextField(blank=True, max_length=2000, verbose_name="notes"),
                        ),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("deleted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="workouts",
                                to="profiles.athlete",
                            ),
                        ),
                        (
                            "joined_to",
                            models.ForeignKey(
                                blank=True,
                                help_text="The workout that another device had begun: this one is only a name for it.",
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="lifts.workout",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-started_at"],
                        "indexes": [
                            models.Index(
                                fields=["athlete", "-started_at"], name="lifts_workout_recent"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at", None),
                                    ("ended_at__gte", models.F("started_at")),
                                    _connector="OR",
                                ),
                                name="lifts_workout_ends_after_start",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("deleted_at", None), ("ended_at", None)),
                                fields=("athlete",),
                                name="lifts_workout_one_running",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("joined_to", None),
                                    ("deleted_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="lifts_workout_joined_is_hidden",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LiftSet",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=apps.core.identifiers.new_uuid7,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("performed_at", models.DateTimeField(verbose_name="performed at")),
                        (
                            "set_index",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="set",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("left", "left"),
                                    ("right", "right"),
                                    ("both", "both"),
                                    ("each", "each"),
                                ],
                                max_length=5,
                                verbose_name="side",
                            ),
                        ),
                        (
                            "side_source",
                            models.CharField(
                                choices=[
                                    ("logged", "logged"),
                                    ("imported", "imported"),
                                    ("assumed", "assumed"),
                                ],
                                default="logged",
                                max_length=8,
                            ),
                        ),
                        (
                            "pair_order",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="1 for the side that went first, 2 for the second.",
                                null=True,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("work", "work"),
                                    ("warm_up", "warm_up"),
                                    ("check", "check"),
                                    ("failure", "failure"),
                                ],
                                default="work",
                                max_length=8,
                            ),
                        ),
                        (
                            "load_kg",
                            models.DecimalField(
                                blank=True, decimal_places=5, max_digits=10, null=True
                            ),
                        ),
                        (
                            "typed_load",
                            models.DecimalField(
                                blank=True, decimal_places=3, max_digits=9, null=True
                            ),
                        ),
                        (
                            "typed_unit",
                            models.CharField(
                                blank=True, choices=[("kg", "kg"), ("lb", "lb")], max_length=2
                            ),
                        ),
                        (
                            "load_basis",
                            models.CharField(
                                choices=[
                                    ("total", "total"),
                                    ("per_implement", "per_implement"),
                                    ("per_side_of_bar", "per_side_of_bar"),
                                    ("machine_shown", "machine_shown"),
                                ],
                                default="total",
                                max_length=16,
                            ),
                        ),
                        (
                            "rep_convention",
                            models.CharField(
                                choices=[
                                    ("per_side", "per_side"),
                                    ("both_sides_together", "both_sides_together"),
                                ],
                                default="per_side",
                                max_length=20,
                            ),
                        ),
                        (
                            "reps",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(1000)],
                            ),
                        ),
                        (
                            "seconds",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(7200)],
                            ),
                        ),
                        (
                            "rir",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                help_text="Reps in reserve. Empty is unknown; 0 is the last rep you had.",
                                max_digits=3,
                                null=True,
                            ),
                        ),
                        (
                            "pain",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(10)],
                            ),
                        ),
                        (
                            "capped_by_plan",
                            models.BooleanField(
                                default=False,
                                help_text="The plan, not the limb, decided where the set stopped.",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("deleted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lift_sets",
                                to="profiles.athlete",
                            ),
                        ),
                        (
                            "exercise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.RESTRICT,
                                related_name="lift_sets",
                                to="exercises.exercise",
                            ),
                        ),
                        (
                            "workout",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lift_sets",
                                to="lifts.workout",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["workout", "exercise", "set_index", "pair_order", "id"],
                        "indexes": [
                            models.Index(
                                fields=["athlete", "exercise", "-performed_at"],
                                name="lifts_set_history",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("load_kg", None),
                                    models.Q(
                                        ("load_kg__gte", Decimal(-500)),
                                        ("load_kg__lte", Decimal(1500)),
                                    ),
                                    _connector="OR",
                                ),
                                name="lifts_liftset_load_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reps", None), ("reps__lte", 1000), _connector="OR"
                                ),
                                name="lifts_liftset_reps_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("seconds", None), ("seconds__lte", 7200), _connector="OR"
                                ),
                                name="lifts_liftset_seconds_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reps__isnull", False),
                                    ("seconds__isnull", False),
                                    _connector="OR",
                                ),
                                name="lifts_liftset_measures_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rir", None),
                                    models.Q(("rir__gte", 0), ("rir__lte", Decimal(20))),
                                    _connector="OR",
                                ),
                                name="lifts_liftset_rir_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("pain", None), ("pain__lte", 10), _connector="OR"
                                ),
                                name="lifts_liftset_pain_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("pair_order", None),
                                    ("pair_order__in", [1, 2]),
                                    _connector="OR",
                                ),
                                name="lifts_liftset_pair_order_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("side__in", ["left", "right", "both", "each"])),
                                name="lifts_liftset_side_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["work", "warm_up", "check", "failure"])
                                ),
                                name="lifts_liftset_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("load_kg", None), ("typed_load", None)),
                                    models.Q(
                                        ("load_kg__isnull", False),
                                        ("typed_load__isnull", False),
                                        ("typed_unit__in", ["kg", "lb"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="lifts_liftset_load_as_typed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkoutExercise",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=apps.core.identifiers.new_uuid7,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "first_side",
                            models.CharField(
                                blank=True,
                                choices=[("left", "left"), ("right", "right")],
                                max_length=5,
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("deleted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="workout_exercises",
                                to="profiles.athlete",
                            ),
                        ),
                        (
                            "exercise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.RESTRICT,
                                related_name="workout_exercises",
                                to="exercises.exercise",
                            ),
                        ),
                        (
                            "workout",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="workout_exercises",
                                to="lifts.workout",
                            ),
                        ),
                        (
                            "joined_to",
                            models.ForeignKey(
                                blank=True,
                                help_text="The line of the same exercise that was there before this one.",
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="lifts.workoutexercise",
                            ),
                        ),
                        (
                            "superset",
                            models.UUIDField(
                                blank=True,
                                help_text="Lines with the same value are done in turn.",
                                null=True,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["workout", "position", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("deleted_at", None)),
                                fields=("workout", "exercise"),
                                name="lifts_workoutexercise_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("first_side__in", ["", "left", "right"])),
                                name="lifts_workoutexercise_first_side_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("joined_to", None),
                                    ("deleted_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="lifts_workoutexercise_joined_is_hidden",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Operation",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("entity", models.CharField(max_length=16)),
                        ("entity_id", models.UUIDField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("put", "put"),
                                    ("patch", "patch"),
                                    ("delete", "delete"),
                                    ("undo", "undo"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("payload_hash", models.CharField(max_length=64)),
                        ("fields", models.JSONField(default=dict)),
                        ("before", models.JSONField(null=True)),
                        ("status", models.CharField(max_length=10)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("received_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="operations",
                                to="profiles.athlete",
                            ),
                        ),
                        ("base_revision", models.PositiveIntegerField(null=True)),
                        ("device", models.UUIDField(null=True)),
                        ("lost", models.JSONField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["athlete", "entity_id", "received_at"],
                                name="lifts_op_history",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SidePreference",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=apps.core.identifiers.new_uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("pattern", models.CharField(blank=True, max_length=20)),
                        (
                            "first_side",
                            models.CharField(
                                choices=[("left", "left"), ("right", "right")], max_length=5
                            ),
                        ),
                        (
                            "chosen_by",
                            models.CharField(
                                choices=[
                                    ("finding", "weaker side first"),
                                    ("athlete", "your choice"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="side_preferences",
                                to="profiles.athlete",
                            ),
                        ),
                        (
                            "exercise",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="exercises.exercise",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("exercise", None), ("pattern", ""), _connector="XOR"
                                ),
                                name="lifts_sidepreference_one_subject",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("exercise", None)),
                                fields=("athlete", "pattern"),
                                name="lifts_sidepreference_pattern_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("exercise__isnull", False)),
                                fields=("athlete", "exercise"),
                                name="lifts_sidepreference_exercise_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExerciseBests",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=apps.core.identifiers.new_uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("sides", models.JSONField(default=dict)),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="exercise_bests",
                                to="profiles.athlete",
                            ),
                        ),
                        (
                            "exercise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="exercises.exercise",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("athlete", "exercise"), name="lifts_exercisebests_once"
                            )
                        ],
                    },
                ),
            ]
        )
    ]

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import apps.core.identifiers
from apps.core.creating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("programs", "0001_create_programs"),
        ("programs", "0002_add_calendar"),
        ("programs", "0003_add_own_changes"),
        ("programs", "0004_add_reviews"),
    ]

    initial = True

    dependencies = [
        ("exercises", "0001_squashed_0002_let_own_exercises_lack_cues"),
        ("lifts", "0001_squashed_0004_forget_hashes_that_tell_pain"),
        ("profiles", "0001_squashed_0004_let_accounts_leave"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Program",
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
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("active", "active"),
                                    ("finished", "finished"),
                                    ("stopped", "stopped"),
                                ],
                                default="active",
                                max_length=8,
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("weeks", models.PositiveSmallIntegerField()),
                        (
                            "inputs",
                            models.JSONField(help_text="Everything the program was made from."),
                        ),
                        ("targets", models.JSONField(blank=True, default=list)),
                        ("reasons", models.JSONField(blank=True, default=list)),
                        ("policy_version", models.CharField(max_length=40)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="programs",
                                to="profiles.athlete",
                            ),
                        ),
                        (
                            "outcome",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="What was expected beside what came, at the end.",
                            ),
                        ),
                        (
                            "reviews",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="What the weeks said, the newest first.",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "active")),
                                fields=("athlete",),
                                name="programs_program_one_active",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weeks__gte", 1), ("weeks__lte", 12)),
                                name="programs_program_weeks_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("status", "active")),
                                    models.Q(
                                        models.Q(("status", "active"), _negated=True),
                                        ("ended_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="programs_program_ends_when_not_active",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Session",
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
                        ("week", models.PositiveSmallIntegerField()),
                        ("day_index", models.PositiveSmallIntegerField()),
                        ("date", models.DateField()),
                        ("focus", models.JSONField(blank=True, default=list)),
                        ("estimated_minutes", models.PositiveSmallIntegerField()),
                        ("is_check_session", models.BooleanField(default=False)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "planned"),
                                    ("running", "running"),
                                    ("done", "done"),
                                    ("skipped", "skipped"),
                                ],
                                default="planned",
                                max_length=8,
                            ),
                        ),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sessions",
                                to="profiles.athlete",
                            ),
                        ),
                        (
                            "program",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sessions",
                                to="programs.program",
                            ),
                        ),
                        (
                            "workout",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="lifts.workout",
                            ),
                        ),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "planned_for",
                            models.DateField(
                                blank=True,
                                help_text="The day it was planned for, if it was moved since.",
                                null=True,
                            ),
                        ),
                        (
                            "repeat_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="repeats",
                                to="programs.session",
                            ),
                        ),
                        (
                            "revision",
                            models.PositiveIntegerField(
                                default=0,
                                help_text="Counts changes of day or standing, for calendars elsewhere.",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["date", "week", "day_index"],
                        "indexes": [
                            models.Index(
                                fields=["athlete", "status", "date"], name="programs_session_next"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "running")),
                                fields=("athlete",),
                                name="programs_session_one_running",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("repeat_of", None)),
                                fields=("program", "week", "day_index"),
                                name="programs_session_place_once",
                            ),
                            models.UniqueConstraint(
                                fields=("repeat_of", "date"),
                                name="programs_session_repeated_once_a_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProgramChange",
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
                        ("before", models.JSONField(blank=True)),
                        ("after", models.JSONField(blank=True)),
                        ("reasons", models.JSONField(default=list)),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="program_changes",
                                to="profiles.athlete",
                            ),
                        ),
                        (
                            "exercise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.RESTRICT,
                                related_name="+",
                                to="exercises.exercise",
                            ),
                        ),
                        (
                            "program",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="programs.program",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="programs.session",
                            ),
                        ),
                        (
                            "breaches",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="Rules that the athlete's own change broke.",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-made_at"],
                    },
                ),
                migrations.CreateModel(
                    name="Prescription",
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
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "content",
                            models.JSONField(help_text="The line: sides, doses, rests, reasons."),
                        ),
                        (
                            "aim_reps",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Reps to aim at, inside the range of the line.",
                                null=True,
                            ),
                        ),
                        ("stopped_for_pain", models.BooleanField(default=False)),
                        (
                            "pain_side",
                            models.CharField(
                                blank=True,
                                choices=[("left", "left"), ("right", "right")],
                                max_length=5,
                            ),
                        ),
                        ("pain", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="prescriptions",
                                to="profiles.athlete",
                            ),
                        ),
                        (
                            "exercise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.RESTRICT,
                                related_name="prescriptions",
                                to="exercises.exercise",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="prescriptions",
                                to="programs.session",
                            ),
                        ),
                        (
                            "home_content",
                            models.JSONField(
                                blank=True,
                                help_text="The line as it is at home, while a trip changes it.",
                                null=True,
                            ),
                        ),
                        (
                            "home_exercise",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.RESTRICT,
                                related_name="+",
                                to="exercises.exercise",
                            ),
                        ),
                        (
                            "is_left_out",
                            models.BooleanField(
                                default=False, help_text="Nothing like it can be done on the trip."
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["session", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "position"),
                                name="programs_prescription_place_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("pain", None), ("pain__lte", 10), _connector="OR"
                                ),
                                name="programs_prescription_pain_range",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SkippedSet",
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
                        ("set_index", models.PositiveSmallIntegerField()),
                        (
                            "side",
                            models.CharField(
                                blank=True,
                                choices=[("left", "left"), ("right", "right")],
                                max_length=5,
                            ),
                        ),
                        (
                            "prescription",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="skipped_sets",
                                to="programs.prescription",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("prescription", "set_index", "side"),
                                name="programs_skippedset_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Absence",
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
                        (
                            "kind",
                            models.CharField(
                                choices=[("pause", "pause"), ("trip", "trip")], max_length=5
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(help_text="The last day of it.")),
                        (
                            "shifted_days",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="By how many days a pause put off what was planned.",
                            ),
                        ),
                        (
                            "equipment",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=16),
                                blank=True,
                                default=list,
                                help_text="What is at hand on a trip.",
                            ),
                        ),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="absences",
                                to="profiles.athlete",
                            ),
                        ),
                        (
                            "program",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="absences",
                                to="programs.program",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["starts_on"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="programs_absence_in_order",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarFeed",
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
                        ("op_id", models.UUIDField(help_text="Names the press that asked for it.")),
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_feeds",
                                to="profiles.athlete",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("athlete", "op_id"), name="programs_calendarfeed_asked_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_at", None)),
                                fields=("athlete",),
                                name="programs_calendarfeed_one_open",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExcludedExercise",
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
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="excluded_exercises",
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
                        "ordering": ["created_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("athlete", "exercise"),
                                name="programs_excludedexercise_once",
                            )
                        ],
                    },
                ),
            ]
        )
    ]

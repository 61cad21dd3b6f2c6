import django.db.models.deletion
from django.db import migrations, models

import apps.core.identifiers


class Migration(migrations.Migration):
    replaces = [("exchange", "0001_keep_uploaded_files"), ("exchange", "0002_follow_imports")]

    initial = True

    dependencies = [
        ("profiles", "0001_squashed_0004_let_accounts_leave"),
    ]

    operations = [
        migrations.CreateModel(
            name="Import",
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
                ("filename", models.CharField(max_length=120)),
                ("content", models.BinaryField()),
                ("unit", models.CharField(choices=[("kg", "kg"), ("lb", "lb")], max_length=2)),
                ("time_zone", models.CharField(max_length=64)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("reading", "being read"),
                            ("failed", "could not be read"),
                            ("waiting", "waiting for your yes"),
                            ("storing", "on its way into your log"),
                            ("accepted", "in your log"),
                            ("undoing", "being taken out"),
                            ("undone", "taken out again"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("summary", models.JSONField()),
                ("counts", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "athlete",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="imports",
                        to="profiles.athlete",
                    ),
                ),
                ("answers", models.JSONField(blank=True, default=dict)),
                ("progress", models.PositiveSmallIntegerField(default=0)),
                ("set_ids", models.BinaryField(blank=True, default=bytes)),
                ("worked_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-created_at"],
                "indexes": [
                    models.Index(fields=["athlete", "-created_at"], name="exchange_import_recent")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("unit__in", ["kg", "lb"])),
                        name="exchange_import_unit_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("accepted_at", None),
                                ("status__in", ["reading", "failed", "waiting", "storing"]),
                            ),
                            models.Q(
                                ("accepted_at__isnull", False),
                                ("status__in", ["accepted", "undoing", "undone"]),
                            ),
                            _connector="OR",
                        ),
                        name="exchange_import_accepted_has_time",
                    ),
                ],
            },
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models

import apps.core.identifiers


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0001_create_exercise"),
        ("lifts", "0002_join_workouts_begun_twice"),
        ("profiles", "0002_add_log_settings"),
    ]

    operations = [
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

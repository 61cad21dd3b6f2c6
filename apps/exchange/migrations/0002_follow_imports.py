from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0001_keep_uploaded_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="import",
            name="answers",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="import",
            name="progress",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="import",
            name="set_ids",
            field=models.BinaryField(blank=True, default=bytes),
        ),
        migrations.AddField(
            model_name="import",
            name="worked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="import",
            name="status",
            field=models.CharField(
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
        migrations.RemoveConstraint(
            model_name="import",
            name="exchange_import_accepted_has_time",
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("accepted_at", None),
                    ("status__in", ["reading", "failed", "waiting", "storing"]),
                )
                | models.Q(
                    ("accepted_at__isnull", False),
                    ("status__in", ["accepted", "undoing", "undone"]),
                ),
                name="exchange_import_accepted_has_time",
            ),
        ),
    ]

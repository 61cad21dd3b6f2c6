from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("imbalances", "0001_create_findings"),
    ]

    operations = [
        migrations.AddField(
            model_name="finding",
            name="weeks",
            field=models.TextField(
                blank=True,
                default="",
                help_text="The history by weeks, for charts of a year or more.",
            ),
        ),
    ]

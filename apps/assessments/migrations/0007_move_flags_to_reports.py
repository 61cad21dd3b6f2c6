from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def move_flags(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give each flag that was ticked a row; a clinician's word on the answers lifts it.

    Standing flags were carried from round to round, so a run of rounds that hold one is one report:
    the first says since when, the last how it stands.
    """
    screenings = apps.get_model("assessments", "Screening")
    reports = apps.get_model("assessments", "RedFlagReport")
    standing = {}
    for row in screenings.objects.order_by("athlete_id", "answered_at"):
        for flag in row.flags:
            report = standing.get((row.athlete_id, flag))
            if report is None:
                report = reports(
                    athlete_id=row.athlete_id,
                    flag=flag,
                    reported_at=row.answered_at,
                    reported_on=row.answered_on,
                )
            report.lifted_on = row.cleared_on
            report.save()
            standing[row.athlete_id, flag] = report if row.cleared_on is None else None


class Migration(migrations.Migration):
    dependencies = [("assessments", "0006_widen_screening_and_keep_pain")]

    operations = [
        migrations.RunPython(move_flags, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name="screening", name="assessments_screening_flag_cleared_after"
        ),
        migrations.RemoveField(model_name="screening", name="flags"),
    ]

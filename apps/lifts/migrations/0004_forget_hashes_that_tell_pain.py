"""Hashes of operations that carried pain could be tried out, once the number itself was gone."""

from django.db import migrations

# Where there is no consent any more the number may have been taken out of the fields already.
FORGET = """
    UPDATE lifts_operation AS told SET payload_hash = 'forgotten'
    WHERE told.entity = 'session_pain'
       OR told.entity = 'lift_set' AND (
           told.fields ? 'pain'
           OR NOT EXISTS (
               SELECT FROM profiles_healthconsent AS consent
               WHERE consent.athlete_id = told.athlete_id AND consent.purpose = 'pain'
           )
       )
"""


class Migration(migrations.Migration):
    """Let whatever comes under such an id be what came first."""

    dependencies = [
        ("lifts", "0003_keep_bests"),
        ("profiles", "0002_add_log_settings"),
    ]

    operations = [migrations.RunSQL(FORGET, migrations.RunSQL.noop)]

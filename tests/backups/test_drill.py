"""The drill: back up, put it into a database beside, and compare."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from apps.backups.services import backups_in, make_backup, restore
from apps.backups.services.archive import read_manifest
from apps.lifts.models import LiftSet
from apps.profiles.models import User
from tests.support.backups import databases, rows_in, sums_in


class TestTheDrill:
    def test_a_copy_has_the_same_rows_sums_and_tables(self, filled, now, scratch):
        before = sums_in()
        assert before["lifts_liftset"].rows == 4
        assert before["exercises_exercise"].rows > 200
        path = make_backup(now=now)
        done = restore(path, now=now, into=scratch)
        assert done.database == scratch
        assert sums_in(scratch) == before == dict(done.manifest.tables)
        sql = "SELECT id, reps, note, performed_at FROM lifts_liftset ORDER BY id"
        assert rows_in(scratch, sql) == rows_in("", sql)
        assert ("Nr. 13 – ½ größer",) in rows_in(scratch, "SELECT note FROM lifts_liftset")
        assert databases() == [connection.settings_dict["NAME"], scratch]

    def test_by_the_commands(self, filled, folder, scratch, capsys):
        call_command("backup")
        (path,) = backups_in(folder)
        assert capsys.readouterr().out == f"{path} ({path.stat().st_size:,} bytes)\n"
        call_command("restore", str(path), into=scratch)
        said = capsys.readouterr().out
        assert f"are in {scratch}. Counts and checksums agree." in said
        assert "SECRET_KEY" not in said
        assert sums_in(scratch) == sums_in()

    def test_in_the_place_of_what_is_there(self, filled, folder, now):
        before = sums_in()
        path = make_backup(now=now)
        LiftSet.objects.all().delete()
        with pytest.raises(CommandError, match="holds 4 accounts"):
            call_command("restore", str(path))
        assert not LiftSet.objects.exists()
        call_command("restore", str(path), replace=True, verbosity=0)
        newest = backups_in(folder)[0]
        assert newest != path
        assert read_manifest(newest).tables["lifts_liftset"].rows == 0
        assert LiftSet.objects.count() == 4
        told = sums_in()
        assert {name for name in before if told[name] != before[name]} == {"backups_instance"}
        assert databases() == [connection.settings_dict["NAME"]]
        assert User.objects.count() == 4

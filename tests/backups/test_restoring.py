"""What is refused before anything is touched, and what is checked afterwards."""

import json
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from msgspec.structs import replace

from apps.backups.domain.manifest import BackupError, TableSum
from apps.backups.services import archive, backups_in, make_backup, restore
from apps.backups.services.backing_up import own_connection
from apps.lifts.models import LiftSet
from apps.profiles import services as profiles
from apps.profiles.models import Athlete
from tests.support.backups import databases, rows_in, sums_in
from tests.support.factories.lifts import LiftSetFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def made(now):
    """A backup of one set, and its path."""
    LiftSetFactory(reps=7)
    return make_backup(now=now)


@pytest.fixture
def untouched():
    """Whatever the test tries, the database stays as it was and no other is left beside it."""
    before = sums_in()
    yield
    assert sums_in() == before
    assert databases() == [connection.settings_dict["NAME"]]


def told_otherwise(path, tmp_path, **changes):
    """The same backup with another description, sealed as if it were its own."""
    dump = tmp_path / "dump"
    manifest = archive.unpack(path, dump)
    other = tmp_path / "other.backup"
    archive.pack(other, replace(manifest, **changes), dump)
    return other


class TestRefused:
    def test_a_broken_file(self, made, now, tmp_path, untouched):
        content = bytearray(made.read_bytes())
        content[len(content) // 2] ^= 1
        made.write_bytes(content)
        with pytest.raises(CommandError, match="is damaged"):
            call_command("restore", str(made), replace=True)

    def test_a_file_that_ends_early(self, made, now, untouched):
        made.write_bytes(made.read_bytes()[:50_000])
        with pytest.raises(BackupError, match="is damaged"):
            restore(made, now=now, replace=True)

    def test_no_file(self, now, tmp_path, untouched, transactional_db):
        with pytest.raises(CommandError, match="There is no file"):
            call_command("restore", str(tmp_path / "nothing.backup"))

    def test_one_of_a_newer_levelset(self, made, now, tmp_path, untouched):
        newer = told_otherwise(made, tmp_path, schema=("lifts.0999_later",), version="9.9")
        with pytest.raises(BackupError, match=r"newer Levelset \(9\.9\).*lifts\.0999_later"):
            restore(newer, now=now, replace=True)

    def test_one_whose_rows_are_not_what_it_says(self, made, now, tmp_path, untouched):
        tables = dict(archive.read_manifest(made).tables)
        tables["lifts_liftset"] = TableSum(rows=1, checksum="1")
        wrong = told_otherwise(made, tmp_path, tables=tables)
        with pytest.raises(BackupError, match=r"in: lifts_liftset\. The database is as it was"):
            restore(wrong, now=now.replace(hour=7), replace=True)

    def test_a_dump_that_is_none(self, made, now, tmp_path, untouched):
        manifest = archive.read_manifest(made)
        dump = tmp_path / "dump"
        dump.write_bytes(b"no dump")
        other = tmp_path / "other.backup"
        sha = archive.sha256_of(dump)
        archive.pack(other, replace(manifest, dump_bytes=7, dump_sha256=sha), dump)
        with pytest.raises(BackupError, match="pg_restore has failed"):
            restore(other, now=now.replace(hour=7), replace=True)

    def test_in_the_place_of_somebodys_log(self, made, now, folder, untouched):
        with pytest.raises(BackupError, match=r"holds 1 account\..*say --replace"):
            restore(made, now=now)
        assert backups_in(folder) == [made]

    def test_in_the_place_of_another_databases_log(self, made, now, scratch):
        restore(made, now=now, into=scratch)
        with pytest.raises(BackupError, match="say --replace"):
            restore(made, now=now, into=scratch)


class TestPutBack:
    def test_while_a_server_holds_connections(self, made, now):
        LiftSet.objects.update(reps=1)
        with own_connection() as server, server.cursor() as cursor:
            cursor.execute("SELECT 1")
            later = now.replace(hour=7)
            assert restore(made, now=later, replace=True).backup_of_the_old is not None
        assert LiftSet.objects.get().reps == 7
        assert databases() == [connection.settings_dict["NAME"]]

    def test_into_an_emptied_database_without_being_told_twice(self, made, now, settings):
        Athlete.objects.get().user.delete()
        assert restore(made, now=now).backup_of_the_old is None
        assert LiftSet.objects.get().reps == 7
        note = json.loads(settings.LEVELSET_INSTANCE.read_text())
        assert note["people"] == 1

    def test_beside_leaves_note_and_database_alone(
        self, made, now, scratch, settings, untouched_main
    ):
        restore(made, now=now, into=scratch)
        assert not settings.LEVELSET_INSTANCE.exists()
        assert rows_in(scratch, "SELECT reps FROM lifts_liftset") == [(7,)]

    @pytest.fixture
    def untouched_main(self):
        before = sums_in()
        yield
        assert sums_in() == before

    def test_with_another_key_says_what_that_means(self, made, scratch, settings, capsys):
        settings.SECRET_KEY = "another" * 10
        call_command("restore", str(made), into=scratch)
        assert "The SECRET_KEY is another than it was" in capsys.readouterr().out

    def test_what_a_killed_one_has_left_is_swept_up(self, made, now):
        name = connection.settings_dict["NAME"]
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}_restoring_dead"')
        restore(made, now=now.replace(hour=7), replace=True)
        assert databases() == [name]

    def test_nobody_comes_back_who_was_deleted_since(self, made, now, capsys):
        LiftSetFactory(reps=9)
        path = make_backup(now=now.replace(hour=7))
        gone = LiftSet.objects.get(reps=7).athlete
        profiles.remove_person(user=gone.user)
        call_command("restore", str(path), replace=True)
        assert [one.reps for one in LiftSet.objects.all()] == [9]
        assert not Athlete.objects.filter(pk=gone.pk).exists()
        assert "1 deleted since then and not brought back." in capsys.readouterr().out

    def test_what_is_remembered_of_the_deleted_tells_nothing(self, now, folder):
        athlete = LiftSetFactory().athlete
        profiles.remove_person(user=athlete.user)
        remembered = (folder / "removed.txt").read_text()
        for told in (str(athlete.pk), athlete.pk.hex, athlete.user.email, athlete.name):
            assert told not in remembered
        assert remembered.count("\n") == 1


def test_one_restore_at_a_time(made, now, scratch):
    """A second one waits for the first and then finds its database in the way."""
    outcomes = []

    def put_back():
        try:
            outcomes.append(restore(made, now=now, into=scratch).database)
        except BackupError as error:
            outcomes.append("--replace" in str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=put_back) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes, key=str) == [True, scratch]

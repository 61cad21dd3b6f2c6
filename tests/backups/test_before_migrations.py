"""Tables are changed only after a backup of what they hold."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from apps.backups.services import backups_in, restore
from apps.backups.services.archive import read_manifest
from tests.support.backups import rows_in
from tests.support.factories.profiles import AthleteFactory

PROGRAM = "config.postgres.base.DatabaseWrapper.program"
LAST = "0001_name_the_instance"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def behind(settings):
    """A database whose last migration is still to come, as after an upgrade."""
    call_command("migrate", "backups", "zero", verbosity=0)
    settings.LEVELSET_BACKUP_BEFORE_MIGRATE = True
    yield
    settings.LEVELSET_BACKUP_BEFORE_MIGRATE = False
    call_command("migrate", "backups", verbosity=0)


def is_applied():
    return ("backups", LAST) in MigrationRecorder(connection).applied_migrations()


def test_one_is_made_and_named(behind, folder, capsys):
    AthleteFactory()
    call_command("migrate", verbosity=0)
    (path,) = backups_in(folder)
    assert capsys.readouterr().out == f"Backed up to {path}\n"
    manifest = read_manifest(path)
    assert manifest.reason == "before changes in backups"
    assert manifest.tables["profiles_athlete"].rows == 1
    assert not any(one.startswith("backups.") for one in manifest.schema)
    assert is_applied()


def test_an_empty_database_makes_none(behind, folder, capsys):
    call_command("migrate", verbosity=0)
    assert not folder.exists()
    assert capsys.readouterr().out == ""
    assert is_applied()


def test_nothing_to_do_makes_none(folder, settings):
    settings.LEVELSET_BACKUP_BEFORE_MIGRATE = True
    AthleteFactory()
    call_command("migrate", verbosity=0)
    assert not folder.exists()


def test_only_looking_makes_none(behind, folder):
    AthleteFactory()
    call_command("migrate", plan=True, verbosity=0)
    assert not folder.exists()


def test_one_that_fails_stops_the_migration(behind, folder, monkeypatch):
    AthleteFactory()
    monkeypatch.setattr(PROGRAM, lambda _self, _name: "/bin/false")
    with pytest.raises(CommandError, match="have not been changed") as refused:
        call_command("migrate", verbosity=0)
    assert "pg_dump has failed" in str(refused.value)
    assert "LEVELSET_BACKUP_BEFORE_MIGRATE=off" in str(refused.value)
    assert not is_applied()


def test_whoever_says_so_goes_without(behind, folder, settings):
    settings.LEVELSET_BACKUP_BEFORE_MIGRATE = False
    AthleteFactory()
    call_command("migrate", verbosity=0)
    assert not folder.exists()
    assert is_applied()


def test_an_older_one_is_put_back_and_brought_up_to_date(behind, folder, scratch, now):
    AthleteFactory(name="Ada")
    call_command("migrate", verbosity=0)
    (path,) = backups_in(folder)
    restore(path, now=now, into=scratch)
    applied = rows_in(scratch, "SELECT name FROM django_migrations WHERE app = 'backups'")
    assert applied == [(LAST,)]
    assert rows_in(scratch, "SELECT name FROM profiles_athlete") == [("Ada",)]
    assert backups_in(folder) == [path], "a copy that is brought up to date needs no backup"

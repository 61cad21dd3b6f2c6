"""A backup is there whole, or it is not there."""

import datetime as dt
import os
import signal
import stat
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from apps.backups.domain.manifest import BackupError
from apps.backups.domain.names import name_of
from apps.backups.services import backups_in, make_backup, restore
from apps.backups.services.archive import read_manifest
from config.sessions import SessionStore
from tests.support.backups import files_in, rows_in
from tests.support.factories.exchange import DownloadFactory
from tests.support.factories.lifts import LiftSetFactory

PROGRAM = "config.postgres.base.DatabaseWrapper.program"
pytestmark = pytest.mark.django_db(transaction=True)


def test_says_when_of_what_and_how_much(now, settings):
    LiftSetFactory()
    manifest = read_manifest(make_backup(now=now, reason="a test"))
    assert (manifest.created_at, manifest.reason) == ("2026-11-23T06:00:00+00:00", "a test")
    assert manifest.tables["lifts_liftset"].rows == 1
    assert manifest.server == connection.pg_version
    apps = {one.partition(".")[0] for one in manifest.schema}
    assert {"profiles", "lifts", "account", "backups"} <= apps
    assert manifest.is_of_key(settings.SECRET_KEY)
    assert not manifest.is_of_key("another")


def test_the_folder_is_for_its_owner_alone(now, folder):
    path = make_backup(now=now)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert files_in(folder) == [path.name]


def test_a_set_that_is_logged_meanwhile_is_in_neither(now, monkeypatch, scratch):
    """The dump and the sums are of one moment, whatever is committed between them."""
    from apps.backups.services import programs  # noqa: PLC0415

    LiftSetFactory()
    real = programs.run

    def slowly(*args, **options):
        LiftSetFactory()
        real(*args, **options)
        LiftSetFactory()

    with monkeypatch.context() as patched:
        patched.setattr(programs, "run", slowly)
        path = make_backup(now=now)
    assert read_manifest(path).tables["lifts_liftset"].rows == 1
    assert restore(path, now=now, into=scratch).rows > 1


def test_sessions_and_counted_tries_stay_out(now, scratch):
    store = SessionStore()
    store["who"] = "somebody"
    store.save()
    path = make_backup(now=now)
    assert not {"django_session", "levelset_cache"} & read_manifest(path).tables.keys()
    restore(path, now=now, into=scratch)
    assert rows_in(scratch, "SELECT count(*) FROM django_session") == [(0,)]


def test_packed_files_stay_out(now, scratch):
    """A day at most, it says on their page; backups are kept for half a year."""
    kept = DownloadFactory()
    path = make_backup(now=now)
    restore(path, now=now, into=scratch)
    assert rows_in(scratch, "SELECT count(*) FROM exchange_download") == [(0,)]
    assert rows_in(scratch, "SELECT count(*) FROM exchange_downloadpiece") == [(0,)]
    assert kept.pieces.exists()


def test_surroundings_lead_it_nowhere_else(now, monkeypatch):
    for name in ("PGDATABASE", "PGHOST", "PGPORT", "PGUSER", "PGPASSFILE"):
        monkeypatch.setenv(name, "elsewhere")
    monkeypatch.setenv("PGOPTIONS", "-c default_transaction_read_only=on")
    assert read_manifest(make_backup(now=now)).tables["profiles_user"].rows == 0


class TestWhatFails:
    def test_a_dump_that_fails_leaves_nothing_and_says_why(self, now, folder, monkeypatch):
        monkeypatch.setattr("apps.backups.queries.LEFT_OUT", ('x"; broken',))
        monkeypatch.setattr(PROGRAM, lambda _self, _name: "/bin/false")
        with pytest.raises(BackupError, match="pg_dump has failed"):
            make_backup(now=now)
        assert files_in(folder) == []

    def test_no_program_is_named_with_its_version(self, now, monkeypatch):
        monkeypatch.setattr(PROGRAM, lambda _self, _name: None)
        with pytest.raises(CommandError, match=r"no pg_dump for PostgreSQL 18 here\. Install"):
            call_command("backup")

    def test_a_full_disk_leaves_nothing(self, now, folder, monkeypatch):
        def full(*_args):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("apps.backups.services.archive.pack", full)
        with pytest.raises(BackupError, match="No space left"):
            make_backup(now=now)
        assert files_in(folder) == []

    def test_a_folder_that_cannot_be_made_is_named(self, now, tmp_path):
        (tmp_path / "file").touch()
        with pytest.raises(BackupError, match="cannot be kept in"):
            make_backup(now=now, folder=tmp_path / "file" / "backups")

    def test_killed_half_way_leaves_no_backup_and_the_next_one_sweeps(
        self, now, folder, monkeypatch
    ):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            from apps.backups.services import archive  # noqa: PLC0415

            def half(target, *_rest):
                target.write_bytes(b"half")
                os.write(writing, b"x")
                time.sleep(60)

            archive.pack = half
            try:
                make_backup(now=now)
            finally:
                os._exit(1)
        assert os.read(reading, 1) == b"x"
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert backups_in(folder) == []
        (draft,) = files_in(folder)
        assert draft.startswith(".draft-")
        path = make_backup(now=now)
        assert files_in(folder) == [path.name]


class TestOldOnes:
    def test_go_when_they_have_had_their_time(self, now, folder):
        folder.mkdir(parents=True)
        for days in range(1, 40):
            (folder / name_of(now - dt.timedelta(days=days))).write_bytes(b"x")
        (folder / "mine.backup").touch()
        path = make_backup(now=now)
        left = backups_in(folder)
        assert left[0] == path
        assert len(left) == 10
        assert (folder / "mine.backup").exists()

    def test_stay_in_a_folder_that_was_named(self, now, tmp_path):
        other = tmp_path / "stick"
        other.mkdir()
        old = [other / name_of(now - dt.timedelta(days=days)) for days in range(1, 40)]
        for path in old:
            path.write_bytes(b"x")
        call_command("backup", to=other)
        assert len(backups_in(other)) == 40

    def test_go_only_after_the_new_one_is_there(self, now, folder, monkeypatch):
        folder.mkdir(parents=True)
        old = [folder / name_of(now - dt.timedelta(days=days)) for days in range(1, 40)]
        for path in old:
            path.write_bytes(b"x")
        monkeypatch.setattr(PROGRAM, lambda _self, _name: "/bin/false")
        with pytest.raises(BackupError):
            make_backup(now=now)
        assert len(backups_in(folder)) == 39


def test_two_at_once_wait_for_each_other(now, folder):
    def make(seconds):
        try:
            return make_backup(now=now + dt.timedelta(seconds=seconds))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(make, [0, 1]))
    assert sorted(files_in(folder)) == sorted(path.name for path in made)
    assert {read_manifest(path).tables["profiles_user"].rows for path in made} == {0}

"""An emptied database is not taken for a first run."""

import json
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection

from apps.backups.domain.manifest import BackupError
from apps.backups.models import Instance
from apps.backups.services import check_database, make_backup, note_database
from apps.profiles.models import User
from config import prepare
from config.data_folder import DatabaseError
from tests.support.factories.profiles import AthleteFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def noted(settings):
    """A folder that knows this database, with one person in it."""
    AthleteFactory()
    note_database()
    return settings.LEVELSET_INSTANCE


def empty():
    """As after the loss of the files: no id, nobody."""
    Instance.objects.all().delete()
    User.objects.all().delete()


class TestCheck:
    def test_a_first_run_is_one(self):
        check_database()
        note_database()
        check_database()

    def test_a_database_from_before_is_taken_and_noted(self, settings):
        AthleteFactory()
        check_database()
        note_database()
        note = json.loads(settings.LEVELSET_INSTANCE.read_text())
        assert note["id"] == str(Instance.objects.get().uuid)
        assert note["people"] == 1

    def test_the_known_one_goes_on(self, noted):
        check_database()

    def test_the_last_one_to_leave_leaves_the_known_database(self, noted):
        User.objects.all().delete()
        check_database()

    def test_an_emptied_one_stops_with_both_ways_on(self, noted, now):
        path = make_backup(now=now)
        empty()
        with pytest.raises(BackupError) as stopped:
            check_database()
        words = str(stopped.value)
        assert "held the logs of 1 person on " in words
        assert "the database is empty" in words
        assert f"manage.py restore {path}" in words
        assert "manage.py accept_database" in words

    @pytest.mark.django_db(transaction=True)
    def test_one_without_any_table_stops_too(self, noted):
        call_command("migrate", "backups", "zero", verbosity=0)
        User.objects.all().delete()
        try:
            with pytest.raises(BackupError, match="There is no backup in"):
                check_database()
        finally:
            call_command("migrate", "backups", verbosity=0)

    def test_another_one_stops(self, noted):
        Instance.objects.update(uuid=uuid4())
        with pytest.raises(BackupError, match="another database: it has a different id"):
            check_database()

    def test_a_checkout_says_it_with_make(self, noted, monkeypatch):
        monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings.dev")
        empty()
        with pytest.raises(BackupError, match="make accept-database"):
            check_database()

    def test_an_unreadable_note_is_no_first_run(self, noted):
        noted.write_text("{")
        with pytest.raises(BackupError, match="cannot be read"):
            check_database()

    def test_accepting_is_going_on(self, noted, capsys):
        empty()
        call_command("accept_database")
        check_database()
        note_database()
        assert json.loads(noted.read_text())["id"] == str(Instance.objects.get().uuid)

    def test_no_folder_for_notes_is_no_reason_to_stop(self, settings):
        settings.LEVELSET_INSTANCE = None
        note_database()
        check_database()


@pytest.mark.django_db(transaction=True)
class TestPrepare:
    @pytest.fixture(autouse=True)
    def no_cache_table_left(self):
        yield
        connection.cursor().execute("DROP TABLE IF EXISTS levelset_cache")

    def test_notes_a_first_run(self, settings, capsys):
        prepare.prepare()
        note = json.loads(settings.LEVELSET_INSTANCE.read_text())
        assert (note["id"], note["people"]) == (str(Instance.objects.get().uuid), 0)

    def test_changes_nothing_in_an_emptied_database(self, noted, capsys):
        empty()
        with pytest.raises(DatabaseError, match="Levelset does not start"):
            prepare.prepare()
        assert not Instance.objects.exists()
        assert json.loads(noted.read_text())["people"] == 1

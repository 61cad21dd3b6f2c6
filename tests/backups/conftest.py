"""A folder for backups, a note beside it, and databases that are gone afterwards."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import connection

from tests.support.factories.lifts import LiftSetFactory

NOW = dt.datetime(2026, 11, 23, 6, tzinfo=dt.UTC)


@pytest.fixture
def now():
    return NOW


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Where backups go in this test, and the data folder's note."""
    settings.LEVELSET_BACKUPS = tmp_path / "data" / "backups"
    settings.LEVELSET_INSTANCE = tmp_path / "data" / "instance.json"
    return settings.LEVELSET_BACKUPS


@pytest.fixture
def filled(transactional_db):
    """A database with the catalogue and the sets of two athletes."""
    call_command("load_catalogue", verbosity=0)
    sets = [LiftSetFactory(reps=reps, note=f"Nr. {reps} – ½ größer") for reps in (5, 8, 13)]
    LiftSetFactory()
    return sets


@pytest.fixture
def scratch(transactional_db):
    """The name of a database that may be made here, and is dropped."""
    name = f"{connection.settings_dict['NAME']}_drill"
    yield name
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

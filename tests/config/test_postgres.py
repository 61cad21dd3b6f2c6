"""A connection that is no good any more is replaced before anybody notices."""

import psycopg
import pytest
from django.db import connection, connections
from django.db.utils import DataError, OperationalError


@pytest.fixture
def own(django_db_blocker, db):
    """A connection beside the test's own, with a session that others can end."""
    with django_db_blocker.unblock():
        copy = connections["default"].copy()
        copy.ensure_connection()
        copy.is_usable()
        yield copy
        copy.close()


@pytest.fixture
def asked(monkeypatch):
    """What is sent to the server to ask for its health."""
    sent = []
    execute = psycopg.ClientCursor.execute

    def noted(self, query, *args, **options):
        sent.append(query)
        return execute(self, query, *args, **options)

    monkeypatch.setattr(psycopg.ClientCursor, "execute", noted)
    return sent


def end_its_session(own):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [own.connection.info.backend_pid])


def test_a_silent_connection_is_not_asked(own, asked):
    assert own.is_usable()
    assert asked == []


def test_a_connection_that_the_server_ended_is_not_usable(own):
    end_its_session(own)

    assert not own.is_usable()


def test_the_next_request_gets_another_connection(own):
    own.health_check_enabled = True
    own.health_check_done = False
    end_its_session(own)

    with own.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_after_an_error_the_server_is_asked(own, asked):
    own.errors_occurred = True

    assert own.is_usable()
    assert asked == ["SELECT 1"]


def test_after_a_long_silence_the_server_is_asked(own, asked):
    own._vouched_at -= 31

    assert own.is_usable()
    assert asked == ["SELECT 1"]


def test_a_closed_connection_is_not_usable(own):
    own.connection.close()

    assert not own.is_usable()
    with pytest.raises(OperationalError), own.cursor() as cursor:
        cursor.execute("SELECT 1")


def test_a_connection_within_a_broken_transaction_is_not_usable(own):
    own.set_autocommit(False)
    with pytest.raises(DataError), own.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    own.errors_occurred = False

    assert not own.is_usable()
    own.rollback()

"""What is said when the named server will not do."""

from types import SimpleNamespace

import pytest
from django.db import OperationalError

from config import prepare
from config.data_folder import DatabaseError


class TestPrepare:
    def test_an_older_server_is_named(self, monkeypatch):
        older = SimpleNamespace(ensure_connection=lambda: None, pg_version=170_004)
        monkeypatch.setattr(prepare, "connection", older)
        with pytest.raises(DatabaseError, match=r"names a PostgreSQL 17\. Levelset needs"):
            prepare.prepare()

    def test_a_silent_server_is_no_traceback(self, monkeypatch):
        def refuse() -> None:
            raise OperationalError("connection refused")

        monkeypatch.setattr(prepare, "connection", SimpleNamespace(ensure_connection=refuse))
        with pytest.raises(DatabaseError, match="connection refused\nCheck DATABASE_URL"):
            prepare.prepare()

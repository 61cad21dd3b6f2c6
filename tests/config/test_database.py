"""Which database is used, and where the embedded one keeps its files."""

import stat
from pathlib import Path

import pytest

from config.data_folder import DatabaseError, kept_secret
from config.database import settings_for, settings_from_url
from config.embedded.cluster import Cluster, is_ready


class TestSettingsFromUrl:
    def test_all_parts(self):
        found = settings_from_url("postgres://ann:p%40ss@db.example:6543/log?sslmode=require")
        assert found == {
            "ENGINE": "config.postgres",
            "NAME": "log",
            "USER": "ann",
            "PASSWORD": "p@ss",
            "HOST": "db.example",
            "PORT": "6543",
            "OPTIONS": {"sslmode": "require"},
        }

    def test_socket_folder(self):
        found = settings_from_url("postgresql:///log?host=/var/run/postgresql")
        assert (found["HOST"], found["PORT"]) == ("/var/run/postgresql", "")

    @pytest.mark.parametrize("url", ["mysql://db/log", "postgres://db", "levelset", "postgres://"])
    def test_anything_else_is_refused(self, url):
        with pytest.raises(DatabaseError, match="PostgreSQL 18"):
            settings_from_url(url)


@pytest.fixture
def data(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("LEVELSET_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path / "data"


class TestDataFolder:
    def test_secret_is_made_once_and_private(self, data):
        first = kept_secret(data / "secret_key")
        assert kept_secret(data / "secret_key") == first
        assert len(first) >= 50
        assert stat.S_IMODE((data / "secret_key").stat().st_mode) == 0o600

    def test_message_says_what_to_do(self, tmp_path, monkeypatch):
        (tmp_path / "file").touch()
        monkeypatch.setenv("LEVELSET_DATA", str(tmp_path / "file" / "data"))
        with pytest.raises(DatabaseError, match="name another one in LEVELSET_DATA"):
            kept_secret(tmp_path / "file" / "data" / "secret_key")


class TestCluster:
    def test_url_wins(self, data, monkeypatch):
        monkeypatch.setenv("DATABASE_URL", "postgres://db/log")
        assert settings_for("postgres")["NAME"] == "log"
        assert not data.exists()

    def test_embedded_otherwise(self, data):
        found = settings_for("postgres")
        assert found["ENGINE"] == "config.embedded"
        assert found["PASSWORD"] == (data / "postgres.password").read_text(encoding="ascii")

    def test_nothing_runs_in_an_empty_folder(self, data):
        assert not is_ready(Cluster(name="postgres"))

    def test_socket_moves_when_the_path_is_too_long(self, data, monkeypatch):
        assert Cluster(name="p").socket_folder == data / "p"
        monkeypatch.setenv("LEVELSET_DATA", str(data / ("x" * 90)))
        assert len(str(Cluster(name="p").socket_folder)) < 60

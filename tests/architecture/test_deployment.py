"""What is promised about headers, database and production settings."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests.conftest import REPOSITORY

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
}


@pytest.mark.django_db
class TestHeaders:
    """Every page carries the same strict headers."""

    @pytest.mark.parametrize("path", ["/", "/accounts/login/", "/nothing-is-here/"])
    def test_headers(self, client, path):
        headers = client.get(path).headers
        assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "screen-wake-lock=(self)" in headers["Permissions-Policy"]
        assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.django_db
class TestDatabase:
    """PostgreSQL 18, and never another engine."""

    def test_is_postgresql_18_or_newer(self):
        assert connection.vendor == "postgresql"
        assert connection.pg_version >= 180_000

    def test_no_settings_module_names_another_engine(self):
        for path in (REPOSITORY / "config").rglob("*.py"):
            assert "sqlite" not in path.read_text(encoding="utf-8").lower(), path

    def test_no_migration_is_missing(self):
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)


class TestProduction:
    """The production settings, loaded as a server loads them."""

    def ask(self, expression: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Print one setting as JSON from a fresh process."""
        script = (
            "import json, django; django.setup(); from django.conf import settings as s; "
            f"print(json.dumps({expression}))"
        )
        return subprocess.run(
            [sys.executable, "-c", script],
            cwd=REPOSITORY,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "config.settings.prod",
                "SECRET_KEY": "k" * 60,
                "ALLOWED_HOSTS": "levelset.example",
                "DATABASE_URL": "postgres://levelset:secret@db:5432/levelset",
                "EMAIL_HOST": "",
            }
            | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    @pytest.mark.parametrize(
        ("setting", "value"),
        [
            ("DEBUG", False),
            ("SESSION_COOKIE_NAME", "__Host-levelset"),
            ("SESSION_COOKIE_SECURE", True),
            ("SESSION_COOKIE_HTTPONLY", True),
            ("CSRF_COOKIE_SECURE", True),
            ("CSRF_COOKIE_HTTPONLY", True),
            ("SECURE_SSL_REDIRECT", True),
            ("SECURE_HSTS_SECONDS", 31_536_000),
            ("LEVELSET_SIGN_UP", "closed"),
            ("ALLOWED_HOSTS", ["levelset.example"]),
            ("ALLAUTH_TRUSTED_PROXY_COUNT", 0),
        ],
    )
    def test_value(self, settings_of_production, setting, value):
        assert settings_of_production[setting] == value

    @pytest.fixture
    def settings_of_production(self):
        result = self.ask(
            "{name: value for name in dir(s) if name.isupper()"
            " and isinstance(value := getattr(s, name), (str, int)) or name == 'ALLOWED_HOSTS'"
            " and [value := s.ALLOWED_HOSTS]}"
        )
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout)

    def test_short_secret_key_is_refused(self):
        result = self.ask("1", SECRET_KEY="changeme")
        assert result.returncode != 0
        assert "SECRET_KEY must be random" in result.stderr

    def test_sign_up_opens_with_a_mail_server(self):
        result = self.ask("s.LEVELSET_SIGN_UP", EMAIL_HOST="mail.example")
        assert json.loads(result.stdout) == "open"

    def test_another_database_is_refused(self):
        result = self.ask("1", DATABASE_URL="mysql://levelset@db/levelset")
        assert "DATABASE_URL must look like postgres://" in result.stderr

    def test_static_files_are_complete(self, tmp_path):
        """Every file that a stylesheet or a module names exists, or collecting them fails."""
        result = subprocess.run(
            [sys.executable, "manage.py", "collectstatic", "--no-input", "-v0"],
            cwd=REPOSITORY,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "config.settings.prod",
                "SECRET_KEY": "k" * 60,
                "DATABASE_URL": "postgres://levelset:secret@db:5432/levelset",
                "STATIC_ROOT": str(tmp_path),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stdout + result.stderr
        fonts = {path.name for path in tmp_path.glob("fonts/*/*-normal.woff2")}
        assert fonts == {
            "bricolage-grotesque-latin-wght-normal.woff2",
            "inter-latin-wght-normal.woff2",
        }


def test_rate_limits_outlive_a_process():
    base = settings.BASE_DIR / "config" / "settings" / "base.py"
    assert "DatabaseCache" in base.read_text(encoding="utf-8")

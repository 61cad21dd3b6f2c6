"""What is promised about headers, database and production settings."""

import json
import os
import subprocess
import sys

import pytest
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
        assert "accelerometer=(self)" in headers["Permissions-Policy"]
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


PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.prod",
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "levelset.example",
    "DATABASE_URL": "postgres://levelset:secret@db:5432/levelset",
}
"""A server's whole environment, so that nothing of the developer's own leaks in."""


def in_production(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=REPOSITORY,
        env={"PATH": os.defpath} | PRODUCTION | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def loaded_settings(**environment: str) -> dict:
    script = (
        "import json; from django.conf import settings as s; "
        "print(json.dumps({n: getattr(s, n) for n in dir(s) if n.isupper()}, default=str))"
    )
    result = in_production("-W", "ignore", "-c", script, **environment)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def production() -> dict:
    return loaded_settings()


class TestProduction:
    """The production settings, loaded as a server loads them."""

    @pytest.mark.parametrize(
        ("setting", "value"),
        [
            ("DEBUG", False),
            ("SESSION_COOKIE_NAME", "__Host-levelset"),
            ("SESSION_COOKIE_SECURE", True),
            ("SESSION_COOKIE_HTTPONLY", True),
            ("SESSION_COOKIE_SAMESITE", "Lax"),
            ("CSRF_COOKIE_NAME", "__Host-levelset-csrf"),
            ("CSRF_COOKIE_SECURE", True),
            ("CSRF_COOKIE_HTTPONLY", True),
            ("SECURE_SSL_REDIRECT", True),
            ("SECURE_HSTS_SECONDS", 31_536_000),
            ("SECURE_PROXY_SSL_HEADER", None),
            ("LEVELSET_SIGN_UP", "closed"),
            ("ALLOWED_HOSTS", ["levelset.example"]),
            ("ALLAUTH_TRUSTED_PROXY_COUNT", 0),
        ],
    )
    def test_value(self, production, setting, value):
        assert production[setting] == value

    def test_rate_limits_are_shared_by_all_processes(self, production):
        backend = production["CACHES"]["default"]["BACKEND"]
        assert backend == "django.core.cache.backends.db.DatabaseCache"

    def test_argon2_comes_first(self, production):
        assert production["PASSWORD_HASHERS"][0] == "config.hashers.Argon2PasswordHasher"

    def test_sign_up_opens_with_a_mail_server(self):
        assert loaded_settings(EMAIL_HOST="mail.example")["LEVELSET_SIGN_UP"] == "open"

    def test_short_secret_key_is_refused(self):
        result = in_production(
            "-c", "from django.conf import settings as s; s.DEBUG", SECRET_KEY="x"
        )
        assert "SECRET_KEY must be random" in result.stderr

    def test_another_database_is_refused(self):
        result = in_production(
            "-c",
            "from django.conf import settings as s; s.DEBUG",
            DATABASE_URL="mysql://db/levelset",
        )
        assert "DATABASE_URL must look like postgres://" in result.stderr

    def test_static_files_are_complete(self, tmp_path):
        """Every file that a stylesheet or a module names exists, or collecting them fails."""
        result = in_production(
            "manage.py", "collectstatic", "--no-input", "-v0", STATIC_ROOT=str(tmp_path)
        )
        assert result.returncode == 0, result.stdout + result.stderr
        assert sorted(path.name for path in tmp_path.glob("fonts/*/*-normal.woff2")) == [
            "bricolage-grotesque-latin-wght-normal.woff2",
            "inter-latin-wght-normal.woff2",
        ]

    def test_everything_is_loaded_before_the_workers_part_and_no_connection_is_open(self):
        """Workers share what was read once; a database connection must not be shared."""
        result = in_production(
            "-W",
            "ignore",
            "-c",
            "import sys, config.wsgi; from django.db import connection; "
            "print('apps.lifts.views' in sys.modules, connection.connection)",
        )
        assert result.stdout.split() == ["True", "None"], result.stderr

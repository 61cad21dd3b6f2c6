"""A visitor with a copy of the sample athlete, signed in without a sign-in page."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.utils import timezone

from config.wsgi import application as product

COOKIE = "LEVELSET_VISITORS_COOKIE"


def signed_in_cookie() -> str:
    """Make the athlete and the session; return what the browser sends."""
    from apps.demo.services import create_demo_athlete  # noqa: PLC0415 (only where one is made)

    user = create_demo_athlete(now=timezone.now()).user
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    connection.close()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The product, for whom every request is the visitor's: Lighthouse keeps no cookie of its own."""
    cookies = (environ.get("HTTP_COOKIE", ""), os.environ[COOKIE])
    environ["HTTP_COOKIE"] = "; ".join(filter(None, cookies))
    return product(environ, start_response)

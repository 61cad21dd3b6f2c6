"""What every request gets: its athlete, and a promise that reading does not write."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from apps.core.htmx import redirect_to

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_READING_STATEMENTS = (
    "select",
    "savepoint",
    "release",
    "rollback",
    "set ",
    "show",
)
# What a common table expression may hide.
_CHANGES = re.compile(r"\b(insert into|update|delete from|merge into)\b")
_OPEN_WITHOUT_PROFILE = frozenset({"profiles:athlete_create"})


# Rate limits count in the cache table, sessions expire, the account pages note addresses they meet
# for the first time, and a token notes its last use: none of these is the athlete's data.
_NOT_THE_LOG = (settings.CACHE_TABLE, "django_session", "account_emailaddress", "api_tokenuse")


class WriteOnReadError(RuntimeError):
    """A view changed the database while answering a GET."""


class SignInMiddleware(LoginRequiredMiddleware):
    """Asks for a sign-in, and brings whoever lost theirs half-way back to the page they were on.

    The address that a form is sent to is no page: going there after signing in would end nowhere,
    and a fragment's answer would put the whole sign-in page into the middle of another.
    """

    def handle_no_permission(  # type: ignore[override] # htmx follows a header, not a redirect
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponse:
        """Go to the sign-in page, and from there to a page that can be read."""
        is_fragment = bool(getattr(request, "htmx", None))
        if request.method in _SAFE_METHODS and not is_fragment:
            return super().handle_no_permission(request, view_func)
        messages.warning(
            request, _("You were signed out. Sign in, and you are back where you were.")
        )
        url = resolve_url(self.get_login_url(view_func))
        if page := _page_of(request):
            url = redirect_to_login(page, url, self.get_redirect_field_name(view_func)).url
        return redirect_to(request, url) if is_fragment else HttpResponseRedirect(url)


def _page_of(request: HttpRequest) -> str:
    """Path of the page that sent this request, empty if that was not one of ours."""
    source = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
    if not url_has_allowed_host_and_scheme(
        source, {request.get_host()}, require_https=request.is_secure()
    ):
        return ""
    parts = urlsplit(source)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


class AthleteMiddleware:
    """Attaches ``request.athlete`` lazily; sends a newcomer without a profile to make one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the athlete without asking the database before somebody looks."""
        request.athlete = SimpleLazyObject(lambda: _athlete_of(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        if getattr(request, "speaks_to_athlete", False):
            _remember_language(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Ask for a profile before the first page that needs one."""
        timezone.deactivate()  # a thread may still carry the last person's zone
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return None
        _use_time_zone_of(request.athlete)  # type: ignore[attr-defined]
        _use_language_of(request)
        match = request.resolver_match
        if match is None or match.view_name in _OPEN_WITHOUT_PROFILE:
            return None
        if match.view_name.startswith("account_") or request.athlete:  # type: ignore[attr-defined]
            return None
        return redirect("profiles:athlete_create")


def _use_time_zone_of(athlete: Any) -> None:
    if athlete:
        timezone.activate(zoneinfo.ZoneInfo(athlete.time_zone))


def _use_language_of(request: HttpRequest) -> None:
    """Let the athlete's word come before the browser's; LocaleMiddleware has activated that one."""
    athlete: Any = request.athlete  # type: ignore[attr-defined]
    request.speaks_to_athlete = bool(athlete)  # type: ignore[attr-defined]
    if athlete and athlete.language in dict(settings.LANGUAGES):
        translation.activate(athlete.language)
        request.LANGUAGE_CODE = translation.get_language()


def _remember_language(request: HttpRequest, response: HttpResponse) -> None:
    """Tell this device: pages without anybody's data are drawn by its word alone."""
    chosen: str = request.athlete.language  # type: ignore[attr-defined]
    language = chosen if chosen in dict(settings.LANGUAGES) else ""
    kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if language and language != kept:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=settings.SESSION_COOKIE_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    elif kept and not language:
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")


def _athlete_of(request: HttpRequest) -> Any:
    if not request.user.is_authenticated:
        return None
    # profiles is above core, so the reverse one-to-one is followed by name only.
    return getattr(request.user, "athlete", None)


class ReadOnlyGetMiddleware:
    """Runs views that answer safe methods on a connection that refuses to write.

    It sits innermost, so the session and the rate limits around it may still be saved.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Guard the view when the method promises not to change anything."""
        if request.method not in _SAFE_METHODS:
            return self.get_response(request)
        with connection.execute_wrapper(_refuse_writes):
            return self.get_response(request)


def _refuse_writes(
    execute: Callable[..., Any],
    sql: str,
    params: Any,
    many: bool,  # noqa: FBT001 - the shape that Django calls
    context: dict[str, Any],
) -> Any:
    statement = sql.lstrip("( \n").lower()
    reads = statement.startswith(_READING_STATEMENTS) or (
        statement.startswith("with") and not _CHANGES.search(statement)
    )
    allowed = reads or any(table in statement for table in _NOT_THE_LOG)
    if not allowed:
        message = f"A read tried to write: {sql[:80]}"
        raise WriteOnReadError(message)
    return execute(sql, params, many, context)

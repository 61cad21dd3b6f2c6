"""Who asks: a token in the Authorization header, never a cookie."""

from __future__ import annotations

import zoneinfo
from typing import TYPE_CHECKING, Any

from allauth.core import ratelimit
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone, translation
from ninja.security import HttpBearer

from apps.api import services
from apps.api.domain.problems import Code, Refusal
from apps.api.domain.scopes import Scope
from apps.api.presenters.problems import missing_scope

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="levelset"'}


class ApiRequest(HttpRequest):
    """A request with what its token opens."""

    auth: services.Opened

    @property
    def athlete(self) -> Athlete:
        """Whose data it is about."""
        return self.auth.athlete


class PersonalToken(HttpBearer):
    """Lets in whoever shows a token with a scope."""

    def __init__(self, scope: Scope) -> None:
        """Keep which."""
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Any:
        """Read the header."""
        kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer" or not secret:
            raise Refusal(Code.NO_TOKEN, headers=_CHALLENGE)
        return self.authenticate(request, secret.strip())

    def authenticate(self, request: HttpRequest, token: str) -> services.Opened:
        """Know the token, count the request, and speak the athlete's language."""
        now = timezone.now()
        opened = services.opened_by(token, now=now)
        if opened is None:
            _count_wrong(request)
            raise Refusal(Code.WRONG_TOKEN, headers=_CHALLENGE)
        wait_s = services.seconds_to_wait(opened.token.pk)
        if wait_s:
            raise Refusal(Code.TOO_MANY, headers={"Retry-After": str(wait_s)})
        services.note_use(opened, now=now)
        require(opened, self.scope)
        _speak_to(opened.athlete)
        return opened


def require(opened: services.Opened, scope: Scope) -> None:
    """Refuse a token that lacks a scope."""
    if scope not in opened.scopes:
        raise missing_scope(scope.value)


def _count_wrong(request: HttpRequest) -> None:
    """Count a wrong token by where it comes from, as far as the server is told that."""
    try:
        refused = ratelimit.consume_or_429(request, action="api_wrong_token", limit_get=True)
    except PermissionDenied:
        return
    if refused is not None:
        raise Refusal(Code.TOO_MANY, headers={"Retry-After": "60"})


def _speak_to(athlete: Athlete) -> None:
    timezone.activate(zoneinfo.ZoneInfo(athlete.time_zone))
    if athlete.language in dict(settings.LANGUAGES):
        translation.activate(athlete.language)

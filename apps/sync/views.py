"""Who is signed in, and the one door through which a browser's outbox empties itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.csrf import csrf_failure as csrf_page
from django.views.decorators.http import require_POST, require_safe

from apps.lifts.domain.operations import OLDEST_SCHEMA, SCHEMA

from . import services
from .domain import limits
from .domain.envelopes import Body, UnreadableBodyError, read_body
from .presenters import ack_data

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

_OWN_SITES = frozenset({"same-origin", "none"})


class Refused(Exception):  # noqa: N818 - says what happened
    """A request of which nothing is applied, and nothing is to be forgotten by its sender."""

    def __init__(self, status: int, code: str, **headers: str) -> None:
        """Keep the answer."""
        super().__init__(code)
        self.response = _json({"code": code}, status=status)
        for name, value in headers.items():
            self.response.headers[name.replace("_", "-")] = value


def refusing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer what a view refuses."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refused as refused:
            return refused.response

    return answered


@login_not_required
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Who is signed in, if anybody, and what a script needs before it sends."""
    athlete = _athlete_of(request)
    return _json(
        {
            "athlete": str(athlete.pk) if athlete else None,
            # A new token for nobody would put aside that of the form somebody is signing in with.
            "csrf": get_token(request) if athlete else "",
            "server_time": timezone.now().isoformat(),
            "schema": SCHEMA,
            "min_schema": OLDEST_SCHEMA,
        }
    )


@login_not_required
@require_POST
@refusing
def sync(request: HttpRequest) -> HttpResponse:
    """Apply a batch of operations and answer each; whatever cannot be read is left with its sender."""
    if request.headers.get("Sec-Fetch-Site", "none") not in _OWN_SITES:
        raise Refused(403, "cross-site")
    if request.content_type != "application/json":
        raise Refused(415, "not-json")
    athlete = _athlete_of(request)
    if athlete is None:
        raise Refused(401, "signed-out")
    wait_s = services.seconds_to_wait(athlete.pk)
    if wait_s:
        raise Refused(429, "too-many", Retry_After=str(wait_s))
    body = _body_of(request)
    if body.athlete != athlete.pk:
        raise Refused(409, "other-athlete")
    if body.is_too_old:
        raise Refused(426, "too-old")
    acks = services.apply_batch(athlete=athlete, operations=body.operations)
    return _json({"acks": [ack_data(ack) for ack in acks]})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the token is stale: a script fetches another, a person reads a page."""
    if request.content_type == "application/json":
        response: HttpResponse = _json({"code": "csrf"}, status=403)
    else:
        response = csrf_page(request, reason)
    response.headers["X-CSRF"] = "stale"
    return response


def _athlete_of(request: HttpRequest) -> Athlete | None:
    return getattr(request, "athlete", None) or None


def _body_of(request: HttpRequest) -> Body:
    try:
        content = request.body
    except RequestDataTooBig:
        raise Refused(413, "too-big") from None
    if len(content) > limits.MAX_BYTES:
        raise Refused(413, "too-big")
    try:
        body = read_body(content)
    except UnreadableBodyError:
        raise Refused(400, "not-json") from None
    if len(body.operations) > limits.MAX_OPERATIONS:
        raise Refused(413, "too-many-operations")
    return body


def _json(data: dict[str, Any], *, status: int = 200) -> HttpResponse:
    response = JsonResponse(data, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response

"""The operations together, and the one place where they are answered or refused."""

from __future__ import annotations

import logging
from functools import cache
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, URLResolver
from django.urls.resolvers import RoutePattern
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from apps.api.domain.problems import Code, Refusal
from apps.api.presenters.problems import log_problems, problem_response, read_problems
from apps.api.presenters.schema import finished_schema
from apps.lifts.services import InvalidOperation, OperationKeyReused, UnknownEntity

from . import estimates, exercises, programs, sessions, sets, workouts
from .reading import StrictParser

logger = logging.getLogger(__name__)
PREFIX = "v1/"

api = NinjaAPI(
    title="Levelset",
    version="1",
    description="",
    openapi_url=None,
    docs_url=None,
    parser=StrictParser(),
)
for module in (exercises, workouts, sets, estimates, programs, sessions):
    api.add_router("", module.router, tags=[module.TAG])

_resolver = URLResolver(RoutePattern(PREFIX), api.urls[0])


def answer(request: HttpRequest, rest: str) -> HttpResponse:
    """Find the operation and answer: JSON always, and for nobody else's eyes."""
    if rest == f"{PREFIX}openapi.json" and request.method in ("GET", "HEAD"):
        return _openapi()
    try:
        match = _resolver.resolve(rest)
    except Resolver404:
        return _told(problem_response(Refusal(Code.NOT_FOUND)))
    if match.url_name == "api-root":
        return _told(problem_response(Refusal(Code.NOT_FOUND)))
    response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    if response.status_code == Code.METHOD.status:
        allowed = {"Allow": response.headers.get("Allow", "")}
        response = problem_response(Refusal(Code.METHOD, headers=allowed))
    return _told(response)


def schema() -> dict[str, Any]:
    """The OpenAPI description in the language that is spoken now."""
    return _schema_in(get_language() or "")


@cache
def _schema_in(_language: str) -> dict[str, Any]:
    return finished_schema(api.get_openapi_schema(path_prefix=f"api/{PREFIX}"))


def _openapi() -> HttpResponse:
    response = api.create_response(HttpRequest(), schema(), status=200)
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


def _told(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@api.exception_handler(Refusal)
def _refused(_request: HttpRequest, error: Refusal) -> HttpResponse:
    return problem_response(error)


@api.exception_handler(ValidationError)
def _unread(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem_response(Refusal(Code.INVALID, errors=read_problems(error.errors)))


@api.exception_handler(HttpError)
def _unreadable(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """The framework wraps whatever a parser raises."""
    cause = error.__cause__
    return problem_response(cause if isinstance(cause, Refusal) else Refusal(Code.UNREADABLE))


@api.exception_handler(RequestDataTooBig)
def _too_big(_request: HttpRequest, _error: Exception) -> HttpResponse:
    return problem_response(Refusal(Code.TOO_BIG))


@api.exception_handler(Http404)
def _not_found(_request: HttpRequest, _error: Exception) -> HttpResponse:
    return problem_response(Refusal(Code.NOT_FOUND))


@api.exception_handler(UnknownEntity)
def _unknown(_request: HttpRequest, _error: Exception) -> HttpResponse:
    return problem_response(Refusal(Code.NOT_FOUND))


@api.exception_handler(InvalidOperation)
def _invalid(_request: HttpRequest, error: InvalidOperation) -> HttpResponse:
    return problem_response(Refusal(Code.INVALID, errors=log_problems(error.problems)))


@api.exception_handler(OperationKeyReused)
def _reused(_request: HttpRequest, _error: Exception) -> HttpResponse:
    return problem_response(Refusal(Code.KEY_REUSED))


@api.exception_handler(OperationalError)
@api.exception_handler(InterfaceError)
def _later(_request: HttpRequest, error: Exception) -> HttpResponse:
    logger.warning("A request has to wait: %s", type(error.__cause__ or error).__name__)
    return problem_response(Refusal(Code.LATER, headers={"Retry-After": "5"}))


@api.exception_handler(Exception)
def _failed(_request: HttpRequest, error: Exception) -> HttpResponse:
    """A fault of ours: logged as any other, told without a page."""
    logger.error("A request of a program failed.", exc_info=error)
    return problem_response(Refusal(Code.FAILED))


api.openapi_extra = {
    "info": {"description": _("Your own log, estimates and program, for programs of your own.")}
}

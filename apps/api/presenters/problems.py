"""Refusals, in one shape: RFC 9457, with a code for programs and words for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Schema

from apps.api.domain.problems import Code, FieldProblem, Refusal
from apps.lifts.domain.validation import Problem as LogProblem
from apps.lifts.forms import problem_words

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MEDIA_TYPE: Final = "application/problem+json"
DOCUMENTATION: Final = "/api/v1/docs"


class WrongField(Schema):
    """One value that cannot be taken."""

    field: str
    code: str
    message: str


class ProblemOut(Schema):
    """Why nothing was done."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[WrongField]


TITLES: Final[Mapping[Code, str | _StrPromise]] = {
    Code.UNREADABLE: gettext_lazy("The body is not JSON that can be read."),
    Code.NO_TOKEN: gettext_lazy("A token is needed."),
    Code.WRONG_TOKEN: gettext_lazy("This token opens nothing: mistyped, expired or revoked."),
    Code.SCOPE: gettext_lazy("This token may not do that."),
    Code.CONSENT: gettext_lazy(
        "Pain numbers are kept only with consent, which is given in the app."
    ),
    Code.NOT_FOUND: gettext_lazy("There is no such thing here."),
    Code.METHOD: gettext_lazy("This address does not take that method."),
    Code.KEY_REUSED: gettext_lazy("Something else was sent under the same key before."),
    Code.CHANGED: gettext_lazy("It was changed meanwhile, so it was not deleted."),
    Code.REFUSED: gettext_lazy("It cannot be done as things are."),
    Code.NO_REST: gettext_lazy("The same muscles would get no day of rest."),
    Code.TOO_BIG: gettext_lazy("The body is too big."),
    Code.NOT_JSON: gettext_lazy("The body has to be JSON, and to say so."),
    Code.INVALID: gettext_lazy("Some values cannot be taken."),
    Code.TOO_MANY: gettext_lazy("Too many requests. Wait as long as Retry-After says."),
    Code.FAILED: gettext_lazy("Something went wrong here. Nothing is known to be lost."),
    Code.LATER: gettext_lazy("Not now. The same request will do later."),
}

# pydantic's names of what can be wrong with a value, as far as they have words of their own.
_WORDS: Final[Mapping[str, str | _StrPromise]] = {
    "missing": gettext_lazy("Fill this in."),
    "extra_forbidden": gettext_lazy("This field is not known here."),
    "string_too_long": gettext_lazy("This is too long."),
    "string_too_short": gettext_lazy("This is too short."),
    "enum": gettext_lazy("Not one of the words that are known here."),
    "less_than_equal": gettext_lazy("This is too much."),
    "greater_than_equal": gettext_lazy("This is too little."),
    "int_type": gettext_lazy("A whole number is needed."),
    "int_parsing": gettext_lazy("A whole number is needed."),
    "int_from_float": gettext_lazy("A whole number is needed."),
    "string_type": gettext_lazy("Text is needed."),
    "bool_type": gettext_lazy("True or false is needed."),
}
_OTHER: Final = gettext_lazy("This cannot be read.")


def problem_response(refusal: Refusal) -> HttpResponse:
    """A refusal as it is sent."""
    code = refusal.code
    body: dict[str, Any] = {
        "type": f"{DOCUMENTATION}#problem-{code.value}",
        "title": str(TITLES[code]),
        "status": code.status,
        "detail": refusal.detail or str(TITLES[code]),
        "code": code.value,
        "errors": [
            {"field": one.field, "code": one.code, "message": one.message or str(_OTHER)}
            for one in refusal.errors
        ],
    }
    response = JsonResponse(body, status=code.status, content_type=MEDIA_TYPE)
    for name, value in refusal.headers.items():
        response.headers[name] = value
    return response


_NAMES: Final[Mapping[str, str]] = {"typed_load": "load", "typed_unit": "load"}
"""What an operation calls a field and a body calls otherwise."""


def field_of(name: str) -> str:
    """An operation's field as bodies name it."""
    return _NAMES.get(name, name)


def log_problems(problems: Mapping[str, LogProblem]) -> tuple[FieldProblem, ...]:
    """What the log's own rules have against some values."""
    return tuple(
        FieldProblem(field=field_of(name), code=problem.value, message=problem_words(problem))
        for name, problem in problems.items()
    )


def read_problems(errors: Iterable[Mapping[str, Any]]) -> tuple[FieldProblem, ...]:
    """What cannot be read of a request; nothing of what was sent is repeated."""
    return tuple(
        FieldProblem(field=_place(error), code=str(error["type"]), message=_words(error))
        for error in errors
    )


def _place(error: Mapping[str, Any]) -> str:
    """Where, without naming what only the code knows: the body's parameter, a union's member."""
    kind, *rest = [str(part) for part in error["loc"]]
    if kind == "body" and rest:
        rest = rest[1:]
    return ".".join(part for part in rest if part.isidentifier())[:120] or kind


def _words(error: Mapping[str, Any]) -> str:
    if error["type"] == "value_error":
        told = str(error.get("ctx", {}).get("error", ""))
        if told in LogProblem:
            return problem_words(LogProblem(told))
    return str(_WORDS.get(error["type"], _OTHER))


def missing_scope(scope: str) -> Refusal:
    """A token that may not do what it asks."""
    return Refusal(
        Code.SCOPE,
        _("The token needs the scope %(scope)s.") % {"scope": scope},
        headers={"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{scope}"'},
    )

"""What every operation says of itself: its scope, its answers, and how it may be refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ninja import Router

from apps.api.domain.scopes import Scope
from apps.api.presenters.problems import ProblemOut

from .access import PersonalToken

_ALWAYS = (401, 403, 422, 429, 500, 503)
_WITH_BODY = (400, 413, 415)
_WITH_BODIES = ("POST", "PATCH")

type View = Callable[..., Any]


def operation(
    router: Router,
    method: str,
    path: str,
    *,
    scope: Scope,
    answers: dict[int, Any],
    refusals: tuple[int, ...] = (),
    summary: Any,
    description: Any,
) -> Callable[[View], View]:
    """An operation of the API: whatever it answers is documented."""
    codes = (*_ALWAYS, *refusals, *(_WITH_BODY if method in _WITH_BODIES else ()))

    def decorate(view: View) -> View:
        router.add_api_operation(
            path,
            [method],
            view,
            auth=PersonalToken(scope),
            response={**answers, **dict.fromkeys(sorted(codes), ProblemOut)},
            operation_id=view.__name__,
            exclude_unset=True,
            summary=summary,
            description=description,
            openapi_extra={"x-scope": scope.value},
        )
        return view

    return decorate

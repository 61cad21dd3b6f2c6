"""What every operation says of itself: its scope, its answers, and how it may be refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.utils.translation import gettext as _
from ninja import Router

from apps.api.domain.problems import Code, FieldProblem, Refusal
from apps.api.domain.scopes import Scope
from apps.api.presenters.problems import ProblemOut

from .access import ApiRequest, PersonalToken

_ALWAYS = (401, 403, 422, 429, 500, 503)
_WITH_BODY = (400, 413, 415)
_WITH_BODIES = ("POST", "PATCH")
_NAME_LENGTH, _MOST_NAMES = 80, 20

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
        return _know_queries(router, view)

    return decorate


def _know_queries(router: Router, view: View) -> View:
    """Let an operation refuse what it is not known to be asked."""
    places = router.path_operations.values()
    (made,) = (one for place in places for one in place.operations if one.view_func is view)
    made.view_func = _knowing(view, _query_names(made))
    return view


def _query_names(made: Any) -> frozenset[str]:
    """What an operation may be asked in its address."""
    asked = (model for model in made.models if model.__ninja_param_source__ == "query")
    return frozenset(name for model in asked for name in model.__ninja_flatten_map__)


def _knowing(view: View, names: frozenset[str]) -> View:
    """Refuse what is not known: a mistyped filter would answer with everything."""

    @wraps(view)
    def asked(request: ApiRequest, **values: Any) -> Any:
        unknown = tuple(name for name in request.GET if name not in names)
        if unknown:
            message = str(_("This is not known here."))
            raise Refusal(
                Code.INVALID,
                errors=tuple(
                    FieldProblem(field=name[:_NAME_LENGTH], code="unknown_field", message=message)
                    for name in unknown[:_MOST_NAMES]
                ),
            )
        return view(request, **values)

    return asked

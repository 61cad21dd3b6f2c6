"""Answers that a browser keeps to work without a network: JSON, for the one who is signed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from hashlib import sha256
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

type Data = Mapping[str, Any]


def snapshot(view: Callable[..., Data | None]) -> Callable[..., HttpResponse]:
    """Answer a view's data as JSON, and 401 whoever is not signed in or has no profile (None).

    A page of sign-in would be read as data by whoever asks from a script. Who sends the tag of
    what they keep is told when nothing has changed.
    """

    @login_not_required
    @require_safe
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        data = view(request, *args, **kwargs) if request.user.is_authenticated else None
        if data is None:
            return _unstored(JsonResponse({"code": "signed-out"}, status=401))
        response = JsonResponse(data, json_dumps_params={"separators": (",", ":")})
        response.headers["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
        return _unstored(
            get_conditional_response(request, etag=response.headers["ETag"], response=response)
            or response
        )

    return answered


def _unstored(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    return response

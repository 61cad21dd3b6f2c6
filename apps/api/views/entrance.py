"""The door to the API: what lies behind it is loaded when somebody first knocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.views.decorators.csrf import csrf_exempt

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@csrf_exempt
@login_not_required
def api(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer a program. It shows a token and no cookie, so that no page elsewhere can ask in its name."""
    # Half a second and fifteen megabytes that a server without programs to answer never needs.
    from .v1 import answer  # noqa: PLC0415

    return answer(request, rest)

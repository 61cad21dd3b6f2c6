"""The description of the API as a page to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.views.decorators.http import require_safe

from apps.core.htmx import render_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@login_not_required
@require_safe
def api_docs(request: HttpRequest) -> HttpResponse:
    """Every operation, written from the same description that programs read."""
    # Loaded here for the same reason as behind the door itself.
    from apps.api.presenters.documentation import documentation_view  # noqa: PLC0415

    from .v1 import schema  # noqa: PLC0415

    page = documentation_view(schema(), root=request.build_absolute_uri("/").rstrip("/"))
    return render_page(request, "api/api_docs.html", {"page": page})

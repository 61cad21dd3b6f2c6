"""The page of one's data, and the log as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from allauth.core import ratelimit
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.core.htmx import render_page
from apps.core.requests import AthleteRequest

from .. import queries, services
from .importing import import_form

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

ACTION = "export_create"
"""What limits how often files are made."""


@require_safe
def data(request: AthleteRequest) -> HttpResponse:
    """Import, export, and what was imported lately."""
    context = {
        "form": import_form(request),
        "imports": queries.recent_imports_for(request.athlete),
    }
    return render_page(request, "exchange/data.html", context)


@require_safe
def export_csv(request: AthleteRequest) -> HttpResponseBase:
    """The whole log, one row a set and a side."""
    return _sets(request, services.export_file_for, "levelset")


@require_safe
def export_strong(request: AthleteRequest) -> HttpResponseBase:
    """The whole log in Strong's form."""
    return _sets(request, services.strong_file_for, "levelset-strong")


@require_safe
def export_hevy(request: AthleteRequest) -> HttpResponseBase:
    """The whole log in Hevy's form."""
    return _sets(request, services.hevy_file_for, "levelset-hevy")


@require_safe
def example_csv(_request: AthleteRequest) -> FileResponse:
    """A small file to look at, to fill in, or to import."""
    return FileResponse(services.EXAMPLE.open("rb"), as_attachment=True, content_type="text/csv")


def _sets(
    request: AthleteRequest, file_for: Callable[[Athlete], Iterator[bytes]], name: str
) -> HttpResponseBase:
    refusal: HttpResponse | None = ratelimit.consume_or_429(request, action=ACTION)
    if refusal is not None:
        return refusal
    response = StreamingHttpResponse(
        file_for(request.athlete), content_type="text/csv; charset=utf-8"
    )
    return as_download(response, name, "csv")


def as_download(
    response: HttpResponseBase, name: str, ending: str, *, day: dt.date | None = None
) -> HttpResponseBase:
    """A file to keep, which no cache keeps and which can run nothing if somebody opens it here."""
    filename = f"{name}-{day or timezone.localdate():%Y-%m-%d}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response

"""The file with everything: at once, or packed while the browser looks on."""

from __future__ import annotations

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core.certainty import password_first
from apps.core.htmx import redirect_to, render_page
from apps.core.requests import AthleteRequest

from .. import queries, services
from .exporting import ACTION, as_download

_NAME = "levelset-everything"
_TYPE = "application/zip"


@require_http_methods(["GET", "HEAD", "POST"])
@password_first
def download_everything(request: AthleteRequest) -> HttpResponseBase:
    """What is in the file with everything, and the file itself; the password is asked for again."""
    if request.method != "POST":
        kept = queries.latest_download_for(request.athlete)
        return render_page(request, "exchange/download_everything.html", {"download": kept})
    refusal: HttpResponse | None = ratelimit.consume_or_429(request, action=ACTION)
    if refusal is not None:
        return refusal
    now = timezone.now()
    if services.is_long_log(request.athlete):
        made = services.create_download(
            athlete=request.athlete,
            language=get_language() or "",
            now=now,
            start=services.start_packing,
        )
        return redirect_to(request, made.get_absolute_url())
    packed = services.zip_of_everything(request.athlete, now=now)
    return as_download(FileResponse(packed, content_type=_TYPE), _NAME, "zip")


@require_safe
def download_detail(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """How far the packing of a long log is, and the way to the file."""
    kept = queries.download_for(request.athlete, pk)
    context = {
        "download": kept,
        "is_stopped": kept.is_stopped(now=timezone.now()),
        "kept_until": kept.created_at + services.KEPT_FOR,
    }
    return render_page(
        request, "exchange/download_status.html", context, partials=("download_status",)
    )


@require_safe
@password_first
def download_file(request: AthleteRequest, pk: UUID) -> HttpResponseBase:
    """The packed file; the password is asked for again."""
    kept = queries.ready_download_for(request.athlete, pk)
    refusal: HttpResponse | None = ratelimit.consume_or_429(request, action=ACTION)
    if refusal is not None:
        return refusal
    response = StreamingHttpResponse(queries.pieces_of(kept), content_type=_TYPE)
    response["Content-Length"] = str(kept.size)
    return as_download(response, _NAME, "zip", day=timezone.localdate(kept.created_at))


@require_POST
def download_resume(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Begin again where nobody is at work any more."""
    kept = queries.download_for(request.athlete, pk)
    services.resume_download(kept, now=timezone.now(), start=services.start_packing)
    return redirect_to(request, kept.get_absolute_url())


@require_POST
def download_discard(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Forget the packed file before its day is over."""
    services.discard_download(queries.download_for(request.athlete, pk))
    messages.info(request, _("The packed file is deleted here. Your log is as it was."))
    return redirect_to(request, "exchange:data")

"""Pages that belong to no one part: landing, health, offline, the style guide."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from apps.core.precache import worker_script
from apps.core.shells import render_shell


@login_not_required
@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """What Levelset is, for a visitor; Today, for somebody signed in."""
    if request.user.is_authenticated:
        return redirect("programs:today")
    return render(request, "core/landing.html")


@login_not_required
@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """Whether the server and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What to show when the network is gone."""
    return render_shell(request, "core/offline.html")


@login_not_required
@require_safe
def attention(request: HttpRequest) -> HttpResponse:
    """What was done on this device and could not be sent as it is."""
    return render_shell(request, "core/attention.html")


@login_not_required
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker that keeps the shells; the browser asks whether it has changed at every visit."""
    return HttpResponse(
        worker_script(request),
        content_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "no-cache"},
    )


@login_not_required
@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    """Every component on one page, for those who build it."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "core/style_guide.html")

"""The one place that chooses between a page and one of its partials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_vary_headers


class SeeOther(HttpResponseRedirect):
    """The answer to a form that was taken: go and look there, whatever the method was."""

    status_code = 303


def dom_id(partial: str) -> str:
    """DOM id of a partial: ``symmetry_chart`` is ``symmetry-chart``."""
    return partial.replace("_", "-")


def requested_partial(request: HttpRequest, partials: Sequence[str]) -> str | None:
    """Which of ``partials`` this request asked to swap, or None for the whole page.

    A history restore always gets the page; a target that the view did not list is ignored,
    so nobody can name a fragment that the view did not mean to show alone.
    """
    htmx = getattr(request, "htmx", None)
    if not htmx or htmx.history_restore_request or htmx.boosted:
        return None
    return next((name for name in partials if dom_id(name) == htmx.target), None)


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    partials: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    """Render ``template``, or only the partial that htmx is going to swap."""
    partial = requested_partial(request, partials)
    name = f"{template}#{partial}" if partial else template
    response = render(request, name, dict(context) if context else None, status=status)
    patch_vary_headers(response, ("HX-Request", "HX-Target"))
    response.headers.setdefault("Cache-Control", "private, no-store")
    return response


def redirect_to(request: HttpRequest, to: str, *args: Any) -> HttpResponse:
    """Send the browser to a URL or a named view: by HX-Redirect for htmx, by 303 otherwise."""
    url = resolve_url(to, *args)
    if getattr(request, "htmx", None):
        return HttpResponse(status=200, headers={"HX-Redirect": url})
    return SeeOther(url)

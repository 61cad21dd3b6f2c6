"""Pages that carry nothing of anybody, so that a browser may keep them and open them offline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def render_shell(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Render ``template`` without athlete, token or message: the same answer for everybody.

    Nothing here looks at the session, so that the answer does not vary by cookie. The page fills
    itself from what this device keeps.
    """
    html = render_to_string(template, {**(context or {}), "shell": True}, request)
    return HttpResponse(html, headers={"Cache-Control": "no-cache"})

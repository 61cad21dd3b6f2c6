"""Pages for which being signed in is not enough."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from apps.core.htmx import redirect_to

if TYPE_CHECKING:
    from apps.core.requests import AthleteRequest

type View = Callable[..., HttpResponseBase]


def password_first(view: View) -> View:
    """Ask for the password, and after it always for the page: an old press is not pressed again.

    A visitor's copy has none to ask for.
    """
    certain = reauthentication_required(view)

    @wraps(view)
    def asked(request: AthleteRequest, **named: Any) -> HttpResponseBase:
        if request.athlete.is_demo:
            return view(request, **named)
        try:
            answer: HttpResponseBase = certain(request, **named)
        except ReauthenticationRequired:
            if request.method != "POST":
                raise
            return redirect_to(request, request.path)
        return answer

    return asked


def not_for_visitors(view: View) -> View:
    """Send whoever looks around in the sample's copy to its settings: there is no account to change."""

    @wraps(view)
    def own(request: AthleteRequest) -> HttpResponseBase:
        if request.athlete.is_demo and request.method == "POST":
            return redirect_to(request, "profiles:setting_list")
        if request.athlete.is_demo:
            return redirect("profiles:setting_list")
        return view(request)

    return own

"""Deleting one's account, and thinking again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core.certainty import not_for_visitors, password_first
from apps.core.htmx import redirect_to, render_page

from .. import queries, services
from ..domain.leaving import GRACE, day_of_leaving, is_over

if TYPE_CHECKING:
    from django.http import HttpRequest

    from apps.core.requests import AthleteRequest

    from ..models import User

_SESSION_KEY = "leaving"
_SHOWN_FOR_S = 900
"""Whoever sits down at this device later is shown nothing."""


@require_safe
@not_for_visitors
def account_delete(request: AthleteRequest) -> HttpResponse:
    """What deleting takes away, and what to take along before."""
    return render_page(request, "profiles/account_delete.html", {"days": GRACE.days})


@require_http_methods(["GET", "HEAD", "POST"])
@not_for_visitors
@password_first
def account_delete_confirm(request: AthleteRequest) -> HttpResponse:
    """The last question, and the answer to it."""
    if request.method == "POST":
        person = request.user
        services.ask_to_leave(user=person, now=timezone.now())
        logout(request)
        _note(request, person)
        return redirect_to(request, "profiles:leaving")
    context = {"leaves_at": day_of_leaving(timezone.now()), "days": GRACE.days}
    return render_page(request, "profiles/account_delete_confirm.html", context)


@login_not_required
@require_safe
def leaving(request: HttpRequest) -> HttpResponse:
    """When the account goes, for whoever has just asked for it or signed in to it."""
    found = queries.leaver(_noted(request))
    if found is None or is_over(found.leaves_at, timezone.now()):
        return redirect("account_login")
    return render_page(request, "profiles/leaving.html", {"leaver": found})


@login_not_required
@require_POST
def account_keep(request: HttpRequest) -> HttpResponse:
    """Keep the account; it is opened by signing in."""
    user_id = _noted(request)
    request.session.flush()
    if user_id and services.keep_account(user_id=user_id, now=timezone.now()):
        messages.success(request, _("Your account stays, with everything in it. Sign in."))
    return redirect_to(request, "account_login")


def answer_leaver(request: HttpRequest, person: User) -> HttpResponse:
    """What somebody gets who signs in to an account that they asked to delete."""
    if is_over(person.leaves_at, timezone.now()):
        services.remove_leavers(now=timezone.now())
        messages.info(request, _("This account has been deleted, as you asked."))
        return redirect("account_login")
    _note(request, person)
    return redirect("profiles:leaving")


def _note(request: HttpRequest, person: User) -> None:
    request.session.flush()
    request.session[_SESSION_KEY] = str(person.pk)
    request.session.set_expiry(_SHOWN_FOR_S)


def _noted(request: HttpRequest) -> UUID | None:
    noted = request.session.get(_SESSION_KEY)
    return UUID(noted) if noted else None

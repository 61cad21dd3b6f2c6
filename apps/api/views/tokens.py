"""Keys for programs of one's own: made, listed, ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.api import queries, services
from apps.api.domain.limits import MOST_TOKENS
from apps.api.forms import TokenForm
from apps.api.presenters.tokens import token_views
from apps.core.certainty import not_for_visitors, password_first
from apps.core.htmx import redirect_to, render_page

if TYPE_CHECKING:
    from uuid import UUID

    from apps.core.requests import AthleteRequest


@require_safe
@not_for_visitors
def token_list(request: AthleteRequest) -> HttpResponse:
    """Every open token, and what each may do."""
    tokens = token_views(queries.tokens_for(request.athlete), now=timezone.now())
    return render_page(request, "api/token_list.html", {"tokens": tokens})


@require_http_methods(["GET", "HEAD", "POST"])
@not_for_visitors
@password_first
def token_create(request: AthleteRequest) -> HttpResponse:
    """Make a token, after the password, and show it this once."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            token, secret = services.make_token(
                athlete=request.athlete,
                name=form.cleaned_data["name"],
                scopes=form.chosen_scopes(),
                expires_at=form.expires_at(now),
            )
        except services.TooManyTokensError:
            most = _("You have %(most)s. Revoke one that you no longer need.")
            form.add_error(None, most % {"most": MOST_TOKENS})
        else:
            context = {"token": token, "secret": secret}
            return render_page(request, "api/token_made.html", context)
    status = 422 if form.is_bound else 200
    return render_page(request, "api/token_create.html", {"form": form}, status=status)


@require_POST
def token_revoke(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """End a token."""
    token = queries.token_for(request.athlete, pk)
    services.revoke_token(token=token, now=timezone.now())
    messages.success(request, _("Revoked. It opens nothing any more."))
    return redirect_to(request, "api:token_list")

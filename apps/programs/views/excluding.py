"""What an athlete has ruled out, to be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.core.htmx import redirect_to, render_page
from apps.programs import queries, services

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from apps.core.requests import AthleteRequest


@require_safe
def exclusion_list(request: AthleteRequest) -> HttpResponse:
    """Every exercise that no program may bring."""
    context = {"exclusions": queries.excluded_for(request.athlete)}
    return render_page(request, "programs/exclusion_list.html", context)


@require_POST
def exclusion_delete(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Let an exercise be planned again."""
    exclusion = queries.exclusion_for(request.athlete, pk)
    services.take_back_exclusion(exclusion=exclusion)
    messages.success(request, _("Your next program may bring it again."))
    return redirect_to(request, "programs:exclusion_list")

"""It hurts, on a page of its own: what the player asks, for browsers without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.core.htmx import redirect_to, render_page
from apps.lifts.domain.operations import OperationKind, OperationRequest
from apps.lifts.services import OperationKeyReused
from apps.programs import presenters, queries, services
from apps.programs.domain.operations import SessionEntity
from apps.programs.forms import HurtsForm
from apps.programs.models import Session

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import AthleteRequest


@require_http_methods(["GET", "HEAD", "POST"])
def session_hurts(request: AthleteRequest) -> HttpResponse:
    """End an exercise of the running session for today."""
    session = queries.session_to_play(request.athlete)
    if session is None or session.status != Session.Status.RUNNING:
        return render_page(request, "programs/session_hurts.html", {"form": None, "session": None})
    exercises = presenters.exercises_to_stop(session)
    form = HurtsForm(request.POST if request.method == "POST" else None, exercises=exercises)
    if request.method == "POST" and form.is_valid():
        return _stop(request, session, form)
    context = {"form": form if form.going_on else None, "session": session}
    status = 422 if form.is_bound else 200
    return render_page(request, "programs/session_hurts.html", context, status=status)


def _stop(request: AthleteRequest, session: Session, form: HurtsForm) -> HttpResponse:
    told = form.cleaned_data
    may_keep = told["may_keep"]
    fields = {
        "session_id": session.pk,
        "position": told["position"],
        "side": told["side"] if may_keep else None,
        "pain": told["pain"] if may_keep else None,
        "may_keep": may_keep,
    }
    operation = OperationRequest(
        op_id=told["op_id"],
        entity=SessionEntity.PAIN,
        entity_id=told["op_id"],
        kind=OperationKind.PUT,
        fields=fields,
        made_at=timezone.now(),
    )
    try:
        services.apply_session_operation(athlete=request.athlete, operation=operation)
        messages.success(request, _("That exercise ends here for today. The rest goes on."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    except OperationKeyReused:
        messages.warning(request, _("That was saved already, with other values."))
    return redirect_to(request, "lifts:log_plain")

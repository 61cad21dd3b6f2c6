"""What went into a program, and what another one would be."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.core.htmx import redirect_to, render_page
from apps.exercises.queries import exercise_specs_for
from apps.profiles.domain.consent import Purpose
from apps.profiles.queries import has_consent
from apps.programs import presenters, queries, services
from apps.programs.forms import WishForm

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import AthleteRequest

logger = logging.getLogger(__name__)


@require_safe
def program_inputs(request: AthleteRequest) -> HttpResponse:
    """Everything that the active program was made from."""
    athlete = request.athlete
    program = queries.active_program_for(athlete)
    if program is None:
        return redirect_to(request, "programs:program_detail")
    specs = exercise_specs_for(athlete, with_retired=True)
    view = presenters.inputs_view(
        program,
        names={spec.slug: spec.name for spec in specs},
        unit=athlete.weight_unit,
        may_tell_pain=has_consent(athlete, Purpose.PAIN),
    )
    return render_page(request, "programs/program_inputs.html", {"inputs": view})


@require_safe
def program_preview(request: AthleteRequest) -> HttpResponse:
    """Other days, minutes or weeks: what they would change, before anything does."""
    if not request.GET:
        return preview_page(request, wish_form(request))
    form = WishForm(request.GET)
    if not form.is_valid():
        return preview_page(request, form, status=422)
    try:
        draft = services.draft_program(
            athlete=request.athlete, starts_on=timezone.localdate(), wish=form.wish()
        )
    except services.NotScreenedError:
        return redirect_to(request, "assessments:screening_detail")
    except services.UnsafePlanError:
        logger.exception("A draft broke a rule and was not shown.")
        return render_page(request, "programs/program_impossible.html", {"reasons": ()}, status=422)
    program = queries.active_program_for(request.athlete)
    view = presenters.preview_view(
        draft.plan,
        program=program,
        sessions=queries.sessions_of(program) if program else (),
        unit=request.athlete.weight_unit,
    )
    return preview_page(request, form, preview=view)


def wish_form(request: AthleteRequest) -> WishForm:
    """The form as the athlete's profile, or the program that is followed, has it."""
    athlete = request.athlete
    program = queries.active_program_for(athlete)
    made_from = program.inputs if program is not None else {}
    return WishForm(
        initial={
            "training_days": made_from.get("training_days", athlete.training_days),
            "session_minutes": made_from.get("session_minutes", athlete.session_minutes),
            "weeks": program.weeks if program is not None else 8,
            "adds_sets": made_from.get("adds_sets", False),
        }
    )


def preview_page(
    request: AthleteRequest,
    form: WishForm,
    *,
    preview: presenters.PreviewView | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form, and under it what it would come to."""
    context = {"form": form, "preview": preview}
    return render_page(request, "programs/program_preview.html", context, status=status)

"""Pain: what it changes, how it was this morning, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.core.htmx import redirect_to, render_page
from apps.core.requests import AthleteRequest
from apps.profiles.domain.consent import Purpose
from apps.profiles.queries import has_consent

from .. import presenters, queries, services
from ..forms import MorningForm, PainPlaceForm
from .consent import asked_first, next_page

if TYPE_CHECKING:
    from uuid import UUID


@require_safe
def pain_detail(request: AthleteRequest) -> HttpResponse:
    """What pain changes now, with the reason and the way back."""
    athlete, today = request.athlete, timezone.localdate()
    states = queries.pain_states_for(athlete, today=today)
    known = queries.known_exercises_for(athlete, {spot.exercise_id for spot in states})
    context = {
        "pains": presenters.pain_views(states, known),
        "mornings": presenters.morning_views(queries.mornings_for(athlete, today=today)),
        "blocks": presenters.pain_block_views(queries.standing_pain_blocks_for(athlete)),
        "may_keep": has_consent(athlete, Purpose.PAIN),
        "ask_url": presenters.consent_url(Purpose.PAIN, then=request.path),
    }
    return render_page(request, "assessments/pain_detail.html", context)


@require_POST
@asked_first(Purpose.PAIN, then="assessments:pain_detail")
def pain_morning_create(request: AthleteRequest) -> HttpResponse:
    """Take the answer to one question about this morning."""
    form = MorningForm(request.POST)
    if form.is_valid():
        try:
            services.answer_morning(
                athlete=request.athlete,
                exercise_id=form.cleaned_data["exercise"],
                side=form.body_side(),
                answer=form.cleaned_data["answer"],
                today=timezone.localdate(),
            )
            messages.success(request, _("Noted. What comes next follows it."))
        except ValidationError as error:
            messages.error(request, error.messages[0])
    return redirect_to(request, next_page(request, otherwise="assessments:pain_detail"))


@require_POST
@asked_first(Purpose.PAIN, then="assessments:pain_detail")
def pain_block_update(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Say where exactly it hurt, so that the rest can go on."""
    block = queries.pain_block_for(request.athlete, pk)
    (view,) = presenters.pain_block_views([block])
    form = PainPlaceForm(request.POST, choices=view.choices)
    if form.is_valid():
        services.narrow_pain_block(block=block, regions=form.places())
    else:
        messages.error(request, _("Choose at least one place."))
    return redirect_to(request, "assessments:pain_detail")

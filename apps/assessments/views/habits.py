"""The daily list: small things, ticked with one tap."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.core.htmx import redirect_to, render_page
from apps.core.requests import AthleteRequest
from apps.profiles.domain.consent import Purpose

from .. import presenters, queries, services
from ..forms import HabitForm
from .consent import asked_first

HOME = "assessments:habit_list"


@require_safe
def habit_list(request: AthleteRequest) -> HttpResponse:
    """What is worth doing today, with what is known of it."""
    return _list(request)


@require_POST
@asked_first(Purpose.SIGNS, then=HOME)
def habit_tick(request: AthleteRequest) -> HttpResponse:
    """Tick one habit of today, or take the tick back; doing it twice is doing it once."""
    form = HabitForm(request.POST)
    if form.is_valid():
        key, today = form.cleaned_data["key"], timezone.localdate()
        if form.cleaned_data["done"]:
            services.tick_habit(
                athlete=request.athlete, key=key, day=today, ticked_at=timezone.now()
            )
        else:
            services.untick_habit(athlete=request.athlete, key=key, day=today)
    if request.htmx:
        return _list(request)
    return redirect_to(request, HOME)


def _list(request: AthleteRequest) -> HttpResponse:
    habits = queries.daily_habits_for(request.athlete, today=timezone.localdate())
    context = {"habits": presenters.habit_views(habits)}
    return render_page(request, "assessments/habit_list.html", context, partials=("habits",))

"""An athlete's own exercises."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core.htmx import redirect_to, render_page
from apps.core.requests import AthleteRequest

from .. import queries, services
from ..forms import OwnExerciseForm
from ..presenters import exercise_name, present_exercises


@require_GET
def own_exercise_list(request: AthleteRequest) -> HttpResponse:
    """The athlete's own, and those they have retired."""
    own = list(queries.own_exercises_for(request.athlete))
    context = {
        "current": present_exercises(one for one in own if not one.is_retired).groups,
        "retired": [one for one in own if one.is_retired],
    }
    return render_page(request, "exercises/own_exercise_list.html", context)


@require_http_methods(["GET", "POST"])
def own_exercise_create(request: AthleteRequest) -> HttpResponse:
    """A new one: empty, or like another; afterwards back to where it was missed."""
    like = request.GET.get("like", "")
    model = queries.exercise_for(request.athlete, like) if like else None
    form = OwnExerciseForm(
        request.POST if request.method == "POST" else None,
        like=None if model is None else queries.spec_of(model),
        initial={"name": request.GET.get("name", "")[:80]},
        is_taken=partial(queries.is_name_taken, request.athlete),
    )
    if request.method == "POST" and form.is_valid():
        exercise = services.create_own_exercise(athlete=request.athlete, spec=form.spec())
        messages.success(request, _("%(name)s is yours now.") % {"name": exercise.name})
        return redirect_to(request, _way_back(request) or exercise.get_absolute_url())
    context = {
        "form": form,
        "model": "" if model is None else exercise_name(model.name),
        "title": _("New exercise"),
    }
    status = 422 if form.is_bound else 200
    return render_page(request, "exercises/own_exercise_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
def own_exercise_update(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Change one; what past numbers are read by is fixed once something was logged."""
    exercise = queries.own_exercise_for(request.athlete, pk)
    form = OwnExerciseForm(
        request.POST if request.method == "POST" else None,
        like=queries.spec_of(exercise),
        is_fixed=queries.is_logged(exercise),
        is_taken=partial(queries.is_name_taken, request.athlete, but=exercise.pk),
    )
    if request.method == "POST" and form.is_valid():
        services.update_own_exercise(exercise=exercise, spec=form.spec())
        messages.success(request, _("Saved."))
        return redirect_to(request, exercise.get_absolute_url())
    context = {"form": form, "exercise": exercise, "title": exercise.name}
    status = 422 if form.is_bound else 200
    return render_page(request, "exercises/own_exercise_form.html", context, status=status)


@require_POST
def own_exercise_retire(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Offer it no longer; what was logged with it stays."""
    services.retire_own_exercise(exercise=queries.own_exercise_for(request.athlete, pk))
    messages.success(request, _("Retired. What you logged with it stays."))
    return redirect_to(request, "exercises:own_exercise_list")


@require_POST
def own_exercise_restore(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Offer a retired one again."""
    services.restore_own_exercise(exercise=queries.own_exercise_for(request.athlete, pk))
    messages.success(request, _("It is offered again."))
    return redirect_to(request, "exercises:own_exercise_list")


def _way_back(request: AthleteRequest) -> str:
    """Page on which the exercise was missed, empty if that is not one of ours."""
    page = request.GET.get("next", "")
    secure = request.is_secure()
    hosts = {request.get_host()}
    return page if url_has_allowed_host_and_scheme(page, hosts, require_https=secure) else ""

"""A file, its preview, a yes, and out again."""

from __future__ import annotations

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.assessments.queries import LOOK_BACK_DAYS
from apps.core.htmx import redirect_to, render_page, requested_partial
from apps.core.requests import AthleteRequest
from apps.core.units import WeightUnit
from apps.exercises.queries import exercise_specs_for

from .. import presenters, queries, services
from ..forms import ImportForm, MappingForm
from ..models import Import


@require_http_methods(["GET", "POST"])
def import_create(request: AthleteRequest) -> HttpResponse:
    """Read a file and show what it holds; nothing is stored in the log yet."""
    refusal: HttpResponse | None = ratelimit.consume_or_429(request, action="import_create")
    if refusal is not None:
        return refusal
    form = import_form(request)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            pending = services.create_import(
                athlete=request.athlete,
                filename=file.name,
                content=file.read(),
                unit=WeightUnit(form.cleaned_data["unit"]),
                time_zone=form.cleaned_data["time_zone"],
                now=timezone.now(),
                start=services.start_job,
            )
            return redirect_to(request, pending.get_absolute_url())
        except services.FileUnreadableError as error:
            form.add_error("file", presenters.problem_sentence(error.problem))
    return render_page(
        request,
        "exchange/import_create.html",
        {"form": form},
        partials=("import_form",),
        status=422 if form.is_bound else 200,
    )


@require_safe
def import_detail(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """What a file holds and asks; how far a long one is; what became of one that was accepted."""
    kept = queries.open_import_for(request.athlete, pk)
    if kept.status == Import.Status.WAITING:
        polled = requested_partial(request, ("import_status",))
        return redirect_to(request, kept.get_absolute_url()) if polled else _preview(request, kept)
    context = {
        "import": kept,
        "is_stopped": kept.is_stopped(now=timezone.now()),
        "reason": presenters.failure_sentence(kept),
    }
    return render_page(request, "exchange/import_status.html", context, partials=("import_status",))


@require_POST
def import_accept(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Store the file's sets and go to see what they say."""
    pending = queries.waiting_import_for(request.athlete, pk)
    form = _mapping_form(request, pending)
    if not form.is_valid():
        return _preview(request, pending, form)
    result = services.accept_import(
        athlete=request.athlete,
        pending=pending,
        said=form.said(),
        now=timezone.now(),
        start=services.start_job,
    )
    if result is None:
        return redirect_to(request, pending.get_absolute_url())
    messages.success(request, presenters.result_sentence(result))
    return redirect_to(request, "imbalances:balance")


@require_POST
def import_resume(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Begin again with a long file whose process has ended."""
    kept = queries.open_import_for(request.athlete, pk)
    services.resume(kept, now=timezone.now())
    return redirect_to(request, kept.get_absolute_url())


@require_POST
def import_undo(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Take what an import added out of the log again."""
    accepted = queries.accepted_import_for(request.athlete, pk)
    removed = services.undo_import(
        athlete=request.athlete, accepted=accepted, now=timezone.now(), start=services.start_job
    )
    if removed is None:
        return redirect_to(request, accepted.get_absolute_url())
    messages.success(request, presenters.undone_sentence(removed))
    return redirect_to(request, "exchange:data")


@require_POST
def import_discard(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Forget the file."""
    services.discard_import(pending=queries.unanswered_import_for(request.athlete, pk))
    messages.info(request, _("File discarded. Your log is as it was."))
    return redirect_to(request, "exchange:data")


def import_form(request: AthleteRequest) -> ImportForm:
    """The form for a file, filled in with what the athlete is used to."""
    athlete = request.athlete
    initial = {"unit": athlete.weight_unit, "time_zone": athlete.time_zone}
    if request.method == "POST":
        return ImportForm(request.POST, request.FILES, initial=initial)
    return ImportForm(initial=initial)


def _view_of(request: AthleteRequest, pending: Import) -> presenters.ImportView:
    return presenters.import_view(
        filename=pending.filename,
        unit=pending.unit,
        summary=pending.summary,
        specs=exercise_specs_for(request.athlete),
    )


def _mapping_form(request: AthleteRequest, pending: Import) -> MappingForm:
    view = _view_of(request, pending)
    return MappingForm(
        request.POST if request.method == "POST" else None,
        asked=view.asked,
        catalogue=presenters.catalogue_choices(exercise_specs_for(request.athlete)),
        with_pain=view.with_pain,
        pain_notes=view.pain_notes,
    )


def _preview(
    request: AthleteRequest, pending: Import, form: MappingForm | None = None
) -> HttpResponse:
    context = {
        "import": pending,
        "preview": _view_of(request, pending),
        "form": form if form is not None else _mapping_form(request, pending),
        "pain_days": LOOK_BACK_DAYS,
    }
    return render_page(
        request, "exchange/import_detail.html", context, status=422 if form is not None else 200
    )

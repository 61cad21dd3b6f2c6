"""Changing one line of a session that has not begun: its numbers, its exercise, or whether it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.htmx import redirect_to, render_page
from apps.exercises.queries import spec_of
from apps.programs import presenters, queries, services
from apps.programs.forms import LineForm, ScopeForm, SwapForm

from .program import session_page

MOST_OFFERED = 6

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.forms import Form
    from django.http import HttpResponse

    from apps.core.requests import AthleteRequest
    from apps.exercises.domain.catalogue import ExerciseSpec
    from apps.programs.models import Prescription, ProgramChange


@require_http_methods(["GET", "HEAD", "POST"])
def line_update(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Other numbers for one line; the page that offers everything else, too."""
    row = queries.line_for(request.athlete, pk)
    if request.method != "POST":
        return _page(request, row)
    form = _line_form(request, row, request.POST)

    def change() -> ProgramChange | None:
        edit, to_come = form.edit(), form.to_come
        return services.edit_line(row=row, athlete=request.athlete, edit=edit, to_come=to_come)

    return _changed(request, row, "line_form", form, change)


@require_POST
def line_swap(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """An equivalent in the place of an exercise."""
    row = queries.line_for(request.athlete, pk)
    others = {other.slug: other for other in _others(request, row)}
    form = _swap_form(row, tuple(others.values()), request.POST)

    def change() -> ProgramChange | None:
        other = others[form.cleaned_data["other"]]
        return services.swap_line(
            row=row, athlete=request.athlete, other=other, to_come=form.to_come
        )

    return _changed(request, row, "swap_form", form, change)


@require_POST
def line_remove(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Take an exercise out, here or everywhere still to come."""
    row = queries.line_for(request.athlete, pk)
    form = ScopeForm(request.POST, prefix="remove")

    def change() -> ProgramChange | None:
        return services.remove_line(row=row, athlete=request.athlete, to_come=form.to_come)

    return _changed(request, row, "remove_form", form, change)


@require_POST
def line_exclude(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Rule an exercise out for good."""
    row = queries.line_for(request.athlete, pk)
    try:
        change = services.exclude_exercise(athlete=request.athlete, exercise_id=row.exercise_id)
    except ValidationError as error:
        return _page(request, row, refused=_why(request, error), status=422)
    return _told(request, row, change)


@require_POST
def line_restore(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Put a line back that was taken out."""
    change = queries.change_for(request.athlete, pk)
    try:
        services.restore_line(change=change, athlete=request.athlete)
    except ValidationError as error:
        why = _why(request, error)
        return session_page(request, change.session_id, refused=why, status=422)
    messages.success(request, _("It is back."))
    return redirect_to(request, "programs:session_detail", change.session_id)


def _changed(
    request: AthleteRequest,
    row: Prescription,
    name: str,
    form: Any,
    change: Callable[[], ProgramChange | None],
) -> HttpResponse:
    """Make a change that was asked for; say beside the form why not, and keep what was typed."""
    if not form.is_valid():
        return _page(request, row, **{name: form}, status=422)
    if _is_stale(row, form):
        # What is shown from here on is the line as it is now: sent again, it is taken.
        form.data = {**form.data.dict(), form.add_prefix("seen"): presenters.stamp_of(row)}
        form.add_error(None, _("This line has changed meanwhile. Look at it, then try again."))
        return _page(request, row, **{name: form}, status=409)
    try:
        made = change()
    except services.ForbiddenChangeError as error:
        return _page(request, row, **{name: form}, refused=_why(request, error), status=422)
    except ValidationError as error:
        form.add_error(None, error.messages[0])
        return _page(request, row, **{name: form}, status=422)
    return _told(request, row, made)


def _is_stale(row: Prescription, form: Form) -> bool:
    """Whether the line is another one than the athlete saw, and the change would still do something."""
    seen = form.cleaned_data["seen"]
    is_same = isinstance(form, LineForm) and not form.asks_for_change
    return bool(seen) and seen != presenters.stamp_of(row) and not is_same


def _told(request: AthleteRequest, row: Prescription, change: ProgramChange | None) -> HttpResponse:
    if change is not None and change.breaches:
        messages.warning(request, _("Changed. What follows from it stands under the session."))
    else:
        messages.success(request, _("Changed."))
    return redirect_to(request, "programs:session_detail", row.session_id)


def _why(request: AthleteRequest, error: ValidationError) -> tuple[presenters.WarningView, ...]:
    """Why a change is refused, in words."""
    if not isinstance(error, services.ForbiddenChangeError):
        return (presenters.WarningView(where="", text=error.messages[0], follows=""),)
    names = queries.names_in(request.athlete, [breach.to_dict() for breach in error.breaches])
    return presenters.warning_views(error.breaches, names=names, unit=request.athlete.weight_unit)


def _line_form(request: AthleteRequest, row: Prescription, data: Any = None) -> LineForm:
    return LineForm(
        data,
        line=row.line,
        spec=spec_of(row.exercise),
        unit=request.athlete.weight_unit,
        initial={"seen": presenters.stamp_of(row)},
    )


def _swap_form(row: Prescription, others: tuple[Any, ...], data: Any = None) -> SwapForm:
    offered = presenters.equivalent_choices(spec_of(row.exercise), others)
    return SwapForm(
        data, offered=offered, prefix="swap", initial={"seen": presenters.stamp_of(row)}
    )


def _others(request: AthleteRequest, row: Prescription) -> tuple[ExerciseSpec, ...]:
    """What is offered in the place of a line's exercise: more would only be harder to choose from."""
    return services.equivalents_of(row, request.athlete)[:MOST_OFFERED]


def _page(
    request: AthleteRequest, row: Prescription, *, status: int = 200, **context: Any
) -> HttpResponse:
    """The page of one line; where its session has begun, the session's page instead."""
    if not services.is_open_for_change(row.session):
        messages.error(request, _("Only a session that has not begun can be changed."))
        return redirect_to(request, "programs:session_detail", row.session_id)
    others = _others(request, row)
    seen = {"seen": presenters.stamp_of(row)}
    forms = {
        "line_form": _line_form(request, row),
        "swap_form": _swap_form(row, others),
        "remove_form": ScopeForm(prefix="remove", initial=seen),
        "refused": (),
    }
    view = presenters.edit_view(
        row, unit=request.athlete.weight_unit, instead=others[0] if others else None
    )
    return render_page(
        request, "programs/line_update.html", {**forms, "edit": view, **context}, status=status
    )

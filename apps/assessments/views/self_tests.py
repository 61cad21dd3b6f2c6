"""Self-tests: the list, what one said over time, and doing one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core.htmx import redirect_to, render_page
from apps.core.requests import AthleteRequest
from apps.exercises.domain.vocabulary import Side
from apps.profiles.domain.consent import Purpose

from .. import presenters, queries, services
from ..domain.offering import suggested, withheld
from ..domain.protocols import PROTOCOLS, Protocol
from ..domain.screening import Permission
from ..forms import SelfTestForm, StrengthTestForm
from ..services.strength_tests import StrengthTest
from .consent import asked_first

LIST = "assessments:self_test_list"
DETAIL = "assessments:self_test_detail"


@require_safe
@asked_first(Purpose.SELF_TESTS)
def self_test_list(request: AthleteRequest) -> HttpResponse:
    """What is due, what would measure what was told, and every test by region."""
    athlete, today = request.athlete, timezone.localdate()
    signs = queries.open_signs_for(athlete)
    safety = queries.safety_for(athlete, today=today)
    shown: dict[str, Any] = {
        "person": queries.person_of(athlete, safety, signs, today=today),
        "today": today,
        "weight_unit": athlete.weight_unit,
    }
    courses = queries.courses_for(athlete)
    wanted = [one for one in suggested(PROTOCOLS.values(), signs) if one.slug not in courses]
    context = {
        "is_open": safety.permission is Permission.ALLOWED,
        "due": presenters.due_lines(courses, **shown),
        "suggested": presenters.test_lines(wanted, courses, **shown),
        "done": presenters.test_lines(
            [PROTOCOLS[slug] for slug in courses if not courses[slug].is_due(today)],
            courses,
            **shown,
        ),
        "regions": presenters.region_views(courses, **shown),
    }
    return render_page(request, "assessments/self_test_list.html", context)


@require_safe
@asked_first(Purpose.SELF_TESTS)
def self_test_detail(request: AthleteRequest, slug: str) -> HttpResponse:
    """One test: what it said, where it is going, and how it is done."""
    protocol = queries.protocol_of(slug)
    course = queries.course_for(request.athlete, protocol)
    partner = PROTOCOLS.get(protocol.pairs_with)
    context = {
        **_protocol(request, protocol),
        **presenters.course_page(
            course,
            partner=queries.course_for(request.athlete, partner) if partner else None,
            weight_unit=request.athlete.weight_unit,
        ),
        "norm": presenters.norm_for(request.athlete, protocol, today=timezone.localdate()),
        "results": presenters.result_rows(queries.self_tests_of(request.athlete, protocol)),
    }
    return render_page(request, "assessments/self_test_detail.html", context)


def _protocol(request: AthleteRequest, protocol: Protocol) -> dict[str, Any]:
    today = timezone.localdate()
    safety = queries.safety_for(request.athlete, today=today)
    signs = queries.open_signs_for(request.athlete)
    person = queries.person_of(request.athlete, safety, signs, today=today)
    return {
        "protocol": presenters.protocol_view(
            protocol, person=person, weight_unit=request.athlete.weight_unit
        ),
        "may_start": safety.permission is Permission.ALLOWED and not withheld(protocol, person),
    }


@require_http_methods(["GET", "POST"])
@asked_first(Purpose.SELF_TESTS)
def self_test_create(request: AthleteRequest, slug: str) -> HttpResponse:
    """Do one test: steps, the side that begins, a field a try."""
    protocol = queries.protocol_of(slug)
    context = _protocol(request, protocol)
    if not context["may_start"]:
        messages.warning(request, _("This test is not offered to you now."))
        return redirect_to(request, DETAIL, slug)
    course = queries.course_for(request.athlete, protocol)
    order = presenters.order_view(course, usual=Side(request.athlete.first_side))
    form = _form(request, protocol, order)
    if form.is_bound and form.is_valid():
        _record(request, protocol, form)
        return redirect_to(request, DETAIL, slug)
    context |= {"form": form, "columns": form.columns(order.sides), "order": order}
    status = 422 if form.is_bound else 200
    return render_page(request, "assessments/self_test_create.html", context, status=status)


def _form(
    request: AthleteRequest, protocol: Protocol, order: presenters.OrderView
) -> SelfTestForm | StrengthTestForm:
    data = request.POST if request.method == "POST" else None
    initial = {"first_side": order.sides[0].value if protocol.is_per_side else ""}
    if not protocol.unit.is_logged:
        return SelfTestForm(data, protocol=protocol, initial=initial)
    return StrengthTestForm(
        data,
        protocol=protocol,
        initial=initial,
        specs=queries.exercises_of(request.athlete, protocol),
        unit=request.athlete.weight_unit,
    )


def _record(
    request: AthleteRequest, protocol: Protocol, form: SelfTestForm | StrengthTestForm
) -> None:
    athlete, today, now = request.athlete, timezone.localdate(), timezone.now()
    if isinstance(form, StrengthTestForm):
        key = form.exercise_id()
        counts = key in queries.practised_for(athlete, [key], today=today)
        test = StrengthTest(
            test_id=form.cleaned_data["test_id"],
            exercise_id=key,
            tries=form.tries(),
            first_side=form.first(),
            counts=counts,
            done_at=now,
            day=today,
            time_zone=athlete.time_zone,
        )
        services.record_strength_test(athlete=athlete, test=test)
        messages.success(request, presenters.logged_words(counts=counts))
        return
    services.record_self_test(
        athlete=athlete,
        protocol=protocol,
        tries=form.tries(),
        first_side=form.first(),
        day=today,
        measured_at=now,
    )
    messages.success(request, _("Kept."))


@require_POST
def self_test_delete(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Forget one result."""
    result = queries.self_test_for(request.athlete, pk)
    services.forget_self_test(result=result)
    messages.success(request, _("Deleted."))
    return redirect_to(request, LIST)

"""Balance: the levels, a page a pattern, and how it is decided."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import render
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.assessments.presenters import report_view
from apps.assessments.queries import report_facts_for
from apps.core.htmx import render_page
from apps.core.requests import AthleteRequest
from apps.exercises.domain.vocabulary import MovementPattern
from apps.exercises.queries import exercise_for
from apps.imbalances import queries
from apps.imbalances.domain.policy import DEFAULT_POLICY
from apps.imbalances.forms import PatternForm
from apps.imbalances.presenters.body_map import body_map_view
from apps.imbalances.presenters.example import example_view
from apps.imbalances.presenters.levels import chip_link_view
from apps.imbalances.presenters.pages import balance_view, pattern_page_view
from apps.imbalances.presenters.policy import policy_view
from apps.imbalances.presenters.report import verdict_rows

BALANCE_PARTIALS = ("balance_now", "levels")
BODY_OUTLINES = "imbalances/_body_outlines.html"
"""Built by bin/build-body-map.mjs; without it the Balance page has words and no picture."""

PATTERN_PARTIALS = (
    "pattern_now",
    "pattern_charts",
    "symmetry_chart",
    "symmetry_table",
    "strength_chart",
    "strength_table",
    "evidence_table",
)


@require_safe
def balance(request: AthleteRequest) -> HttpResponse:
    """The widest gap as a headline, the body, and every pattern's level."""
    now = timezone.now()
    overview = queries.overview_for(request.athlete, as_of=now)
    page = balance_view(overview, unit=request.athlete.weight_unit, now=now)
    body_map = body_map_view(overview.findings) if _has_outlines() else None
    context = {"page": page, "body_map": body_map}
    return render_page(request, "imbalances/balance.html", context, partials=BALANCE_PARTIALS)


@require_safe
def pattern_detail(request: AthleteRequest, pattern: MovementPattern) -> HttpResponse:
    """One pattern: its trend, both sides' strength, what it means and what it rests on."""
    asked, now = PatternForm(request.GET), timezone.now()
    since = asked.shown.chart_range.since(now)
    evidence = queries.evidence_for(
        request.athlete, pattern, as_of=now, since=since, before=asked.before_moment
    )
    page = pattern_page_view(
        pattern,
        evidence,
        shown=asked.shown,
        unit=request.athlete.weight_unit,
        now=now,
        pages=asked.pages,
    )
    context = {"page": page}
    return render_page(
        request, "imbalances/pattern_detail.html", context, partials=PATTERN_PARTIALS
    )


@login_not_required
@require_safe
def verdict_chip(request: AthleteRequest, slug: str) -> HttpResponse:
    """The verdict on an exercise's pattern in a chip, for a slot on another page.

    The log fills its slots by itself and goes on without a session: nobody may be led away from it.
    """
    if not request.user.is_authenticated or not request.athlete:  # type: ignore[truthy-bool]
        return HttpResponse(status=204) if request.htmx else redirect_to_login(request.path)
    exercise = exercise_for(request.athlete, slug)
    pattern = MovementPattern(exercise.pattern)
    finding = (
        queries.current_finding_for(request.athlete, pattern, as_of=timezone.now())
        if pattern.has_verdict
        else None
    )
    chip = chip_link_view(pattern, finding)
    return render(request, "imbalances/verdict_chip.html", {"chip": chip})


@require_safe
def how_it_decides(request: AthleteRequest) -> HttpResponse:
    """Every number that a verdict rests on, and one verdict taken apart: the reader's own if any."""
    findings = queries.current_findings_for(request.athlete, as_of=timezone.now())
    names = queries.names_in_findings_for(request.athlete, findings)
    context = {
        "page": policy_view(DEFAULT_POLICY),
        "example": example_view(findings, names=names, unit=request.athlete.weight_unit),
    }
    return render_page(request, "imbalances/how_it_decides.html", context)


@require_safe
def report(request: AthleteRequest) -> HttpResponse:
    """One page to print for a clinician or coach: verdicts beside what was told and tested."""
    athlete, now = request.athlete, timezone.now()
    facts = report_facts_for(athlete, today=timezone.localdate())
    context = {
        "verdicts": verdict_rows(queries.current_findings_for(athlete, as_of=now)),
        "report": report_view(facts, weight_unit=athlete.weight_unit),
    }
    return render_page(request, "imbalances/report.html", context)


def _has_outlines() -> bool:
    try:
        get_template(BODY_OUTLINES)
    except TemplateDoesNotExist:
        return False
    return True

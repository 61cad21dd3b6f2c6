from __future__ import annotations

from django.urls import path, register_converter

from apps.exercises.domain.vocabulary import MovementPattern

from . import views


class PatternConverter:
    """A movement pattern in an address: ``knee-dominant``; only those that get a verdict."""

    regex = "[a-z]+(?:[-_][a-z]+)*"

    def to_python(self, value: str) -> MovementPattern:
        """The pattern; ``ValueError`` means that this is another address."""
        pattern = MovementPattern(value.replace("-", "_"))
        if not pattern.has_verdict:
            raise ValueError(value)
        return pattern

    def to_url(self, value: MovementPattern | str) -> str:
        """The pattern with hyphens."""
        return str(MovementPattern(str(value).replace("-", "_"))).replace("_", "-")


register_converter(PatternConverter, "pattern")

app_name = "imbalances"

urlpatterns = [
    path("", views.balance, name="balance"),
    path("how-levelset-decides/", views.how_it_decides, name="how_it_decides"),
    path("report/", views.report, name="report"),
    path("chip/<slug:slug>/", views.verdict_chip, name="verdict_chip"),
    path("<pattern:pattern>/", views.pattern_detail, name="pattern_detail"),
]

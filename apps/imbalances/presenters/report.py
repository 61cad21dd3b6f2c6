"""The verdicts as a clinician or coach reads them: one line a pattern, with its range."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec import Struct

from apps.imbalances.domain.verdicts import Finding, Verdict
from apps.imbalances.presenters.verdicts import verdict_chip_view
from apps.imbalances.presenters.words import pattern_label, percent, sureness

_WITHOUT_NUMBERS = frozenset({Verdict.NOT_ENOUGH_DATA, Verdict.ONE_SIDE_MISSING})


class VerdictRow(Struct, frozen=True, kw_only=True):
    """One pattern: the verdict, its 80 % range, how sure, what it rests on."""

    pattern: str
    verdict: str
    range: str
    over_ten: str
    rests_on: str
    day: str


def verdict_rows(findings: Iterable[Finding]) -> tuple[VerdictRow, ...]:
    """The findings in their order of importance."""
    return tuple(_row(finding) for finding in findings)


def _row(finding: Finding) -> VerdictRow:
    known = finding.verdict not in _WITHOUT_NUMBERS
    return VerdictRow(
        pattern=pattern_label(finding.pattern),
        verdict=verdict_chip_view(finding).text,
        range=_("%(low)s to %(high)s")
        % {"low": percent(finding.low80_pct), "high": percent(finding.high80_pct)}
        if known
        else "–",
        over_ten=sureness(finding.p_over_10) if known else "–",
        rests_on=ngettext("%(n)s workout", "%(n)s workouts", finding.n_occasions)
        % {"n": finding.n_occasions},
        day=date_format(finding.as_of, "j M Y"),
    )

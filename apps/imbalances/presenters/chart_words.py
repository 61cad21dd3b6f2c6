"""What the trend chart says in words: beside it, at each place of it, and in its table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import batched

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec import Struct

from apps.core.axes import Grain, TimeAxis, ValueAxis
from apps.exercises.domain.vocabulary import Side
from apps.exercises.presenters import exercise_name, side_word
from apps.imbalances.domain.normal import HALF_WIDTH_80
from apps.imbalances.domain.verdicts import Finding
from apps.imbalances.presenters.chart_parts import Reading
from apps.imbalances.presenters.dates import day_text, long_day_text
from apps.imbalances.presenters.saying import NBSP, Saying, saying
from apps.imbalances.presenters.words import difference_words, range_words
from apps.imbalances.queries import Span

FRESH_FOR = timedelta(days=10)
"""How long the last workout is still spoken of as now."""

MOST_READINGS = 52
"""Places that can be read one by one; over a longer time a place stands for several weeks."""

_CONSISTENT_FROM = 2


class TrendRowView(Struct, frozen=True, kw_only=True):
    """One week in the table beside the chart."""

    when: str
    estimate: str
    low_to_high: str
    measured: str
    workouts: int


def takeaway(spans: Sequence[Span], *, known: bool, now: datetime) -> str:
    """Where the line began and where it is now."""
    if not known:
        return _("Each dot is one workout. The line appears with the first verdict.")
    if not spans:
        return _("No workout in this time. Look further back.")
    last = spans[-1]
    is_fresh = now - last.at <= FRESH_FOR
    ends = [_said(last, _("Now") if is_fresh else _day(last, now))]
    if len(spans) > 1:
        ends.insert(0, _said(spans[0], _day(spans[0], now)))
    return " ".join(ends)


def consistency(spans: Sequence[Span]) -> str:
    """In how many of the workouts shown the same side was ahead: right in 21 of 23 workouts."""
    count = sum(span.n_workouts for span in spans)
    n_right, n_left = sum(span.n_right for span in spans), sum(span.n_left for span in spans)
    if count < _CONSISTENT_FROM:
        return ""
    if n_right == n_left:
        return _("Each side was ahead in %(ahead)s of %(count)s workouts.") % {
            "ahead": n_right,
            "count": count,
        }
    side = Side.RIGHT if n_right > n_left else Side.LEFT
    return _("The %(side)s side was ahead in %(ahead)s of %(count)s workouts.") % {
        "side": side_word(side),
        "ahead": max(n_right, n_left),
        "count": count,
    }


def forecast(finding: Finding | None, spans: Sequence[Span]) -> str:
    """When the difference will probably be within 5 %, in dates; nothing where that is not known."""
    wait = finding.time_to_level if finding is not None else None
    if wait is None or not spans:
        return ""
    last = spans[-1]

    def after(weeks: float) -> str:
        return day_text((last.at + timedelta(weeks=weeks)).date())

    said = {
        "five": f"5{NBSP}%",
        "eighty": f"80{NBSP}%",
        "median": after(wait.median_weeks),
        "low": after(wait.low80_weeks),
    }
    if wait.high80_weeks is None:
        return (
            _(
                "If it goes on like this: within %(five)s around %(median)s, hardly before %(low)s; "
                "how late is not known."
            )
            % said
        )
    return _(
        "If it goes on like this: within %(five)s around %(median)s (%(eighty)s range %(low)s to %(high)s)."
    ) % (said | {"high": after(wait.high80_weeks)})


def legend(spans: Sequence[Span], grain: Grain) -> str:
    """What the dots are, where there are any."""
    if not spans:
        return ""
    words = [
        _("Each dot is a workout; the larger, the more it says.")
        if grain is Grain.WORKOUT
        else _("Each dot is a week; the larger, the more it says.")
    ]
    if any(span.n_checks for span in spans):
        words.append(
            _("A ring is a check.")
            if grain is Grain.WORKOUT
            else _("The ticks along the top are checks.")
        )
    return " ".join(words)


def readings(
    spans: Sequence[Span], times: TimeAxis, values: ValueAxis, names: Mapping[str, str]
) -> Iterator[Reading]:
    """Places to read, oldest first: each span, or the spans of a longer stretch together."""
    together = max(-(-len(spans) // MOST_READINGS), 1)
    say, said, or_more = (
        saying(),
        _("%(when)s: %(words)s in %(count)s workouts"),
        _("%(difference)s, or more"),
    )
    for group in batched(spans, together):
        measured = sum(span.weighted for span in group) / sum(span.information for span in group)
        n_workouts = sum(span.n_workouts for span in group)
        words = say.difference(measured)
        if all(span.is_bound for span in group):
            words = or_more % {"difference": words}
        yield (
            round(times.percent_of(group[len(group) // 2].at), 1),
            round(values.y_of(measured)),
            _one_workout(group[0], words, names)
            if n_workouts == 1
            else said % {"when": _when(group, say), "words": words, "count": n_workouts},
        )


def trend_row(span: Span) -> TrendRowView:
    """One week in words."""
    margin, say = HALF_WIDTH_80 * span.sd_log_pct, saying()
    return TrendRowView(
        when=say.day(span.first_day),
        estimate=say.difference(span.mean_log_pct),
        low_to_high=range_words(span.mean_log_pct - margin, span.mean_log_pct + margin),
        measured=say.difference(span.difference_log_pct),
        workouts=span.n_workouts,
    )


def _said(span: Span, when: str) -> str:
    return _("%(when)s: %(difference)s.") % {
        "when": when,
        "difference": difference_words(span.mean_log_pct),
    }


def _day(span: Span, now: datetime) -> str:
    return long_day_text(span.last_day, with_year=span.last_day.year != now.year)


def _one_workout(span: Span, words: str, names: Mapping[str, str]) -> str:
    parts = [words, _exercises(span, names)]
    if span.n_checks:
        parts.append(_("check"))
    return f"{day_text(span.last_day)}: {', '.join(part for part in parts if part)}"


def _exercises(span: Span, names: Mapping[str, str]) -> str:
    if span.n_exercises == 1:
        return exercise_name(names.get(str(span.exercise_id), ""))
    return ngettext("%(count)s exercise", "%(count)s exercises", span.n_exercises) % {
        "count": span.n_exercises
    }


def _when(group: Sequence[Span], say: Saying) -> str:
    first, last = group[0].first_day, group[-1].last_day
    if len(group) == 1:
        return _("Week of %(day)s") % {"day": say.day(first)}
    if (first.year, first.month) == (last.year, last.month):
        return say.month(first)
    return f"{say.month(first)} – {say.month(last)}"

"""Tables of the program benchmark."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from benchmarks.detector.tables import Table

from .anchors import anchors
from .judging import Verdict
from .model import MODEL, PLAIN
from .overloaded import overloads_of
from .printed import Reproduced
from .scoring import Score
from .tracing import Trace

_SCORE_HEADS = (
    "plan",
    "median weeks",
    "level by 12",
    "level by 24",
    "gap 12",
    "gap 24",
    "strong 12",
    "strong 24",
    "lost",
    "past level",
    "sets a week",
    "breaches",
    "told to monitor",
)


def anchor_table() -> Table:
    """What trials found, beside the model without and with the additions."""
    plain = {(one.study, one.what): one for one in anchors(PLAIN)}
    rows = []
    for one in anchors(MODEL):
        before = plain[one.study, one.what]
        rows.append(
            (
                one.study,
                one.what,
                f"{_bound(one.low)} to {_bound(one.high)}",
                one.range_from,
                f"{before.model:.2f} {_hit(before.is_hit)}",
                f"{one.model:.2f} {_hit(one.is_hit)}",
            )
        )
    return Table(
        "What trials found",
        "The model as written, and with two additions: who never trained loses nothing by resting; "
        "sets beyond four in a session bring less (fitted to Moreno-Azze).",
        ("study", "figure", "range", "from", "as written", "with additions"),
        rows,
    )


def printed_table(found: Iterable[Reproduced]) -> Table:
    """The research notes' own table again."""
    rows = []
    for one in found:
        was, novice = one.printed, one.novice
        rows.append(
            (
                one.plan.name,
                f"{was.novice_gap_12:.1f} / {one.novice_gap_12:.1f}",
                f"{was.novice_level_12:.2f} / {novice.level_12.value:.2f}",
                f"{was.novice_level_24:.2f} / {novice.level_24.value:.2f}",
                f"{was.novice_strong_12:.1f} / {novice.strong_12.value:.1f}",
                f"{was.year_gap_12:.1f} / {one.year_gap_12:.1f}",
                f"{was.year_strong_12:.1f} / {one.year.strong_12.value:.1f}",
            )
        )
    return Table(
        "Fixed plans as printed / as found",
        "Start gap 15 log-%, sets weak/strong side from the first week, model as written. In the "
        "printed table the stronger side moves the weaker one's load even where it is held; only here "
        "do we.",
        ("plan", "novice gap 12", "level by 12", "by 24", "strong 12", "one year gap 12", "strong"),
        rows,
    )


def world_table(
    name: str, product: Score, baselines: dict[str, Score], references: dict[str, Score]
) -> Table:
    """All plans in one world, the product first."""
    rows = [_score_row(f"Levelset (n={product.n})", product)]
    rows += [_score_row(plan, one) for plan, one in baselines.items()]
    rows += [_score_row(f"[{plan}]", one) for plan, one in references.items()]
    return Table(
        name,
        "Mean ± standard error; gaps and strength in log-%, level is under 5 held for two weeks. "
        "Plans in [ ] break the rules and are shown for comparison only.",
        _SCORE_HEADS,
        rows,
    )


def loop_table(found: dict[str, Sequence[Trace]]) -> Table:
    """What the product did in each world."""
    rows = []
    for world, traces in found.items():
        closed = [
            one.gaps[week] for one in traces for week, turn in one.turns if turn.value == "closed"
        ]
        errors = [
            reading.gap_log_pct - one.gaps[week]
            for one in traces
            for (week, _), reading in zip(one.turns, one.readings, strict=True)
        ]
        counts = Counter(rule.value for one in traces for rule in overloads_of(one))
        rows.append(
            (
                world,
                f"{sum(bool(one.turns) for one in traces) / len(traces):.2f}",
                f"{sum(_says(one, 'hold_stronger') for one in traces) / len(traces):.2f}",
                f"{sum(_says(one, 'closed') for one in traces) / len(traces):.2f}",
                _mean(closed),
                f"{sum(_says(one, 'hold_and_monitor') for one in traces) / len(traces):.2f}",
                _mean(errors),
                _mean([abs(error) for error in errors]),
                "; ".join(f"{count} {rule}" for rule, count in counts.items()) or "none",
            )
        )
    return Table(
        "What the loop did",
        "Share of athletes; gaps in log-%. The error is of the detector's belief at reviews.",
        (
            "world",
            "worked on",
            "stronger held",
            "closed",
            "true gap then",
            "monitor, ever",
            "mean error",
            "mean size",
            "breaches",
        ),
        rows,
    )


def verdict_table(verdicts: Iterable[Verdict]) -> Table:
    """Targets, met or missed."""
    return Table(
        "Targets",
        "Baselines without a breach are the measure.",
        ("world", "target", "found", "aimed at", ""),
        [
            (one.world, one.target, one.figure, one.aimed, "met" if one.is_met else "MISSED")
            for one in verdicts
        ],
    )


def _score_row(name: str, one: Score) -> tuple[str, ...]:
    median = "never"
    if math.isfinite(one.median_weeks):
        error = "" if math.isinf(one.median_se) else f"±{one.median_se:.1f}"
        median = f"{one.median_weeks:g}{error}"
    return (
        name,
        median,
        one.level_12.told(2),
        one.level_24.told(2),
        one.gap_12.told(),
        one.gap_24.told(),
        one.strong_12.told(),
        one.strong_24.told(),
        one.lost.told(2),
        f"{one.overshot.value:.2f}",
        one.sets_a_week.told(),
        f"{one.breaches / one.n:.2f}",
        one.watched.told(2),
    )


def _says(trace: Trace, turn: str) -> bool:
    return any(decided.value == turn for _, decided in trace.turns)


def _mean(values: Sequence[float]) -> str:
    return f"{sum(values) / len(values):.1f}" if values else "-"


def _bound(value: float) -> str:
    return f"{value:.2f}" if math.isfinite(value) else ("any" if value < 0 else "more")


def _hit(is_hit: object) -> str:
    return "hit" if is_hit else "MISS"

"""The program benchmark says which targets were met, and prints the same twice."""

from __future__ import annotations

import math

import pytest
from msgspec.structs import replace

from benchmarks.programs import __main__ as command
from benchmarks.programs.judging import best_of, verdicts_on, verdicts_without_gap
from benchmarks.programs.printed import PRINTED, reproduced
from benchmarks.programs.scoring import Figure, Score
from benchmarks.programs.worlds import NO_IMBALANCE, WORLDS


def scored(**changes: object) -> Score:
    figure = Figure(0.0, 0.1)
    base = Score(
        n=100,
        median_weeks=10.0,
        median_se=0.5,
        level_12=figure,
        level_24=figure,
        gap_12=figure,
        gap_24=Figure(6.0, 0.1),
        strong_12=figure,
        strong_24=figure,
        lost=figure,
        overshot=figure,
        sets_a_week=Figure(8.0, 0.0),
        breaches=0.0,
        watched=figure,
        widest_ratio=2.0,
        last_ratio=1.0,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def missed(product: Score, **baselines: Score) -> list[str]:
    return [one.target for one in verdicts_on("w", product, baselines) if not one.is_met]


def test_the_best_baseline_breaks_nothing_and_is_the_fastest() -> None:
    never = scored(median_weeks=math.inf)
    plans = {
        "fast but bad": scored(median_weeks=4.0, breaches=3.0),
        "slow": scored(median_weeks=20.0),
        "fast": scored(median_weeks=12.0),
        "never": never,
    }

    assert best_of(plans) == ("fast", True)
    assert best_of({"a": never, "b": replace(never, gap_24=Figure(5.0, 0.1))}) == ("b", False)


def test_within_a_tenth_of_the_best_time_is_as_good() -> None:
    best = scored(median_weeks=10.0)

    assert missed(scored(median_weeks=11.0), best=best) == []
    assert missed(scored(median_weeks=11.5), best=best) == ["median weeks to level"]


def test_where_nobody_gets_level_advice_to_monitor_is_enough() -> None:
    best = scored(median_weeks=math.inf, gap_24=Figure(6.0, 0.1))
    wide = scored(median_weeks=math.inf, gap_24=Figure(9.0, 0.1))

    assert missed(wide, best=best) == ["gap at 24 weeks, or hold and monitor"]
    assert missed(replace(wide, watched=Figure(0.9, 0.01)), best=best) == []
    assert missed(replace(wide, gap_24=Figure(6.1, 0.1)), best=best) == []


def test_breaches_losses_and_sets_count() -> None:
    product = scored(breaches=1.0, lost=Figure(1.2, 0.1), sets_a_week=Figure(9.0, 0.0))

    assert missed(product, best=scored()) == [
        "breaches, all athletes",
        "stronger side's mean loss, log-%",
        "sets a week, both sides",
    ]


def test_without_an_imbalance_no_ratio_is_left_behind() -> None:
    kept, left = (
        verdicts_without_gap("w", scored(last_ratio=ratio), scored()) for ratio in (1.5, 2.0)
    )

    assert all(one.is_met for one in kept)
    assert [one.target for one in left if not one.is_met] == [
        "ratio of sets left behind, of any athlete"
    ]


def test_the_printed_table_comes_out_nearly_the_same() -> None:
    found = reproduced(1_000, 5)

    assert [one.plan.name for one in found] == list(PRINTED)
    for one in found:
        assert one.novice_gap_12 == pytest.approx(one.printed.novice_gap_12, abs=2.0)
        assert one.year_gap_12 == pytest.approx(one.printed.year_gap_12, abs=1.1)


def test_the_command_prints_every_table_and_can_fail(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "WORLDS", WORLDS[2:3])
    monkeypatch.setattr(command, "NO_IMBALANCE", NO_IMBALANCE[:1])
    monkeypatch.setattr(command, "FIXED_ATHLETES", 100)

    assert command.main(["--athletes", "1", "--processes", "1"]) == 0
    said = capsys.readouterr().out

    for words in ("What trials found", WORLDS[2].name, NO_IMBALANCE[0].name, "targets met"):
        assert words in said

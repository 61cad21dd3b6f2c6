"""The solver solves our own problem: it never finds less than we do."""

from __future__ import annotations

import pytest

pytest.importorskip("ortools", reason="a development package; the benchmark's own")

from apps.programs.domain.improving import improve_week
from apps.programs.domain.tallying import worth_of
from benchmarks.programs.catalogue import catalogue
from benchmarks.programs.optimum import optimum_of
from benchmarks.programs.ordinary import ordinary_athlete
from benchmarks.programs.selection import Score, filled_by_rules, report


@pytest.mark.parametrize("seed", [10_004, 10_261])
def test_the_best_week_is_worth_at_least_ours(seed):
    aims, week = filled_by_rules(ordinary_athlete(seed, catalogue()))
    improve_week(aims, week)
    best = optimum_of(aims, week, effort=1.0)
    assert worth_of(aims, week.days) <= best.bound


def test_an_athlete_is_the_same_each_time():
    assert ordinary_athlete(3, catalogue()) == ordinary_athlete(3, catalogue())
    assert ordinary_athlete(3, catalogue()) != ordinary_athlete(4, catalogue())


@pytest.mark.parametrize(("share", "is_met"), [(0.99, True), (0.97, False)])
def test_the_report_says_what_is_met(share, is_met, capsys):
    score = Score(by_rules=0.9, ours=share, is_proven=True, wall_s=0.1, cpu_s=0.1)
    assert report([score] * 20) is is_met
    assert ("missed median" in capsys.readouterr().out) is not is_met

"""The simulated athletes and the figures that the detector is judged by."""

from datetime import date, datetime

import numpy as np
import pytest
from msgspec.structs import replace

from apps.exercises.domain.vocabulary import SetKind, SetSide, SideSource
from apps.imbalances.domain.assessment import assess_pattern
from apps.imbalances.domain.policy import DEFAULT_POLICY
from apps.imbalances.domain.sets import LoggedSet
from apps.imbalances.domain.state import instant_of
from benchmarks.detector.__main__ import main
from benchmarks.detector.baselines import MEAN_RIR, estimates_of
from benchmarks.detector.changes import changes_of, follow
from benchmarks.detector.detecting import HANDEDNESS, VERDICTS, followed, judged
from benchmarks.detector.fitting import fitted_sd
from benchmarks.detector.metrics import auc, average_precision, figures_of, share
from benchmarks.detector.reading import BELIEVED_SLOPE, PATTERN, columns_of, instants
from benchmarks.detector.running import jobs_of, workshop
from benchmarks.detector.simulating import simulate
from benchmarks.detector.tables import Table
from benchmarks.detector.targets import Target
from benchmarks.detector.variants import ABLATIONS, PRODUCT
from benchmarks.detector.world import Plan, World
from benchmarks.detector.worlds import ALL_WORLDS, STEP_UP

MESSY = World(name="messy", plan=Plan.MATCHED, checks=True, slip_share=0.1)
CLEAN = World(name="clean", noise=0.0, slip_share=0.0, sd=0.0, walk=0.0, order_mean=0.0)


def drawn(world, athletes=6, seed=1):
    return simulate(world, athletes, np.random.default_rng(seed))


def sets_of(logs, athlete):
    """The same sets one by one, as the product reads them from a file."""
    columns, codes = columns_of(logs, DEFAULT_POLICY)
    sessions = logs.done.shape[1]
    kinds = {0: SetKind.WORK, 2: SetKind.CHECK}
    for row in np.flatnonzero(columns.occasion // sessions == athlete).tolist():
        yield LoggedSet(
            set_id=str(row),
            exercise_id=codes.exercises[columns.exercise[row]],
            occasion_id=codes.occasions[columns.occasion[row]],
            pattern=PATTERN,
            performed_at=instant_of(float(columns.at[row])),
            local_date=date.fromordinal(int(columns.day[row])),
            set_index=int(columns.turn[row]),
            side=SetSide.RIGHT if columns.side[row] else SetSide.LEFT,
            side_source=SideSource.LOGGED,
            kind=kinds[int(columns.kind[row])],
            pair_order=int(columns.place[row]),
            load_kg=float(columns.load_kg[row]),
            reps=float(columns.reps[row]),
            rir=None if np.isnan(columns.rir[row]) else float(columns.rir[row]),
            capped_by_plan=bool(columns.capped[row]),
            slope=BELIEVED_SLOPE,
        )


def test_athletes_judged_together_get_what_each_gets_alone():
    logs = drawn(MESSY)
    together = judged(logs, PRODUCT)
    as_of: datetime = instant_of(float(instants(logs.weeks)[-1]))
    for athlete in range(6):
        alone = assess_pattern(
            sets_of(logs, athlete), pattern=PATTERN, handedness=HANDEDNESS, as_of=as_of
        ).finding
        assert together.mean[athlete] == pytest.approx(alone.mean_log_pct, abs=1e-9)
        assert together.sd[athlete] == pytest.approx(alone.sd_log_pct, abs=1e-9)
        assert VERDICTS[together.verdict[athlete]] is alone.verdict
        assert together.named[athlete] == (alone.weaker_side is not None)


def test_following_ends_where_judging_once_does():
    logs = drawn(MESSY)
    path, once = followed(logs, PRODUCT), judged(logs, PRODUCT)
    assert path.mean.shape == logs.true_path.shape
    np.testing.assert_allclose(path.mean[:, -1], once.mean, atol=1e-12)
    np.testing.assert_allclose(path.sd[:, -1], once.sd, atol=1e-12)
    assert (path.verdict[:, -1] == once.verdict).all()


@pytest.mark.parametrize("gap", [12.0, -12.0])
def test_a_gap_without_noise_is_found_on_its_side(gap):
    logs = drawn(replace(CLEAN, mean=gap), athletes=30)
    assert judged(logs, PRODUCT).mean.mean() == pytest.approx(gap, abs=4)
    assert estimates_of(logs)[MEAN_RIR].mean() == pytest.approx(gap, abs=4)


def test_the_step_comes_when_it_is_said_to():
    seen = follow(drawn(replace(STEP_UP, walk=0.0), athletes=20), PRODUCT)
    assert np.abs(seen.truth[:, seen.weeks < 6]).max() == 0
    assert np.abs(seen.truth[:, seen.weeks >= 6]).min() == 18
    figures = changes_of(seen, STEP_UP)
    assert figures["delay"].median < 4
    assert figures["delay"].never.value < 0.5


@pytest.mark.parametrize("world", ALL_WORLDS, ids=lambda world: world.name)
def test_every_world_can_be_judged(world):
    logs = drawn(world, athletes=3)
    assert np.isfinite(judged(logs, PRODUCT).mean).all()
    assert len(figures_of(judged(logs, PRODUCT), logs.truth)) > 20


@pytest.mark.parametrize("variant", ABLATIONS, ids=lambda variant: variant.name)
def test_every_ablation_changes_an_answer(variant):
    logs = drawn(World(name="all of it", plan=Plan.MATCHED, slip_share=0.1, sd=15.0), athletes=40)
    assert np.abs(judged(logs, variant).mean - judged(logs, PRODUCT).mean).max() > 1e-6


def test_the_number_of_processes_does_not_matter():
    jobs = jobs_of(MESSY, athletes=260, first_seed=10_001)
    assert [(job.seed, job.athletes) for job in jobs] == [(10_001, 250), (10_002, 10)]
    with workshop(1) as alone, workshop(2) as shared:
        one, two = alone.judge(jobs), shared.judge(jobs)
    np.testing.assert_array_equal(one.truth, two.truth)
    np.testing.assert_array_equal(one.said.mean, two.said.mean)


def test_tuning_never_runs_into_what_is_reported():
    jobs_of(MESSY, athletes=25_000, first_seed=1)
    with pytest.raises(ValueError, match="tuning ends at 100"):
        jobs_of(MESSY, athletes=25_001, first_seed=1)


def test_the_area_under_the_curve_counts_pairs():
    rng = np.random.default_rng(2)
    positive = rng.random(300) < 0.3
    scores = np.round(rng.normal(positive * 1.0), 1)
    high, low = scores[positive][:, None], scores[~positive]
    found = auc(scores, positive)
    assert found.value == pytest.approx((high > low).mean() + 0.5 * (high == low).mean())
    draws = [auc(scores[i], positive[i]).value for i in (rng.integers(0, 300, (400, 300)))]
    assert found.se == pytest.approx(np.std(draws), rel=0.15)


def test_average_precision_of_a_known_order():
    scores, positive = np.array([4.0, 3.0, 2.0, 1.0]), np.array([True, False, True, False])
    assert average_precision(scores, positive).value == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision(np.zeros(4), positive).value == pytest.approx(0.5)


def test_a_share_of_nothing_is_not_certain():
    assert share(np.zeros(50, dtype=bool)).se > 0
    assert np.isnan(share(np.zeros(0, dtype=bool)).value)


def test_the_spread_of_people_is_learned_from_their_logs():
    for sd in (4.0, 9.0):
        world = World(name="spread", sd=sd)
        said = judged(drawn(world, athletes=200), PRODUCT)
        assert fitted_sd(said, world) == pytest.approx(sd, abs=1.3)


def test_a_target_is_met_within_one_standard_error():
    hits = np.zeros(1000, dtype=bool)
    hits[:17] = True
    found = share(hits)
    assert Target(key="fpr", what="", high=found.value - 0.9 * found.se).met(found)
    assert not Target(key="fpr", what="", high=found.value - 1.1 * found.se).met(found)


def test_a_table_reads_the_same_in_a_document():
    table = Table("Title", "Note.", ("a", "b"), [("1", "22")])
    assert "| 1 | 22 |" in table.text(markdown=True)
    assert "1  22" in table.text(markdown=False)


def test_the_command_prints_its_tables(capsys):
    arguments = "--athletes 25 --others 20 --processes 1 --no-speed --fit --ablate"
    assert main([*arguments.split(), "--worlds", "own effort", "--worlds", "step"]) == 0
    printed = capsys.readouterr().out
    for title in ("Calls", "Estimates", "Changes", "Simple rules", "Targets", "Ablations"):
        assert title in printed

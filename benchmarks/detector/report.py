"""Which figures go into which table, target and reference beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from .baselines import BEST_ANY, MEAN_RIR, figures_of_rule
from .changes import Delay
from .metrics import BIAS_BINS, Figure, figures_of, reliability
from .running import Sample
from .tables import Table, plain, told
from .targets import Target, targets_of, targets_of_change
from .world import Reference, World

type Figures = Mapping[str, Figure | Delay]

_CALLS = (
    ("AUC", "auc", "auc"),
    ("PR AUC", "pr_auc", None),
    ("FPR P>.8", "fpr", "fpr"),
    ("under 8 %", "fpr_under_8", None),
    ("any of 7 P>.8", "any_of_seven", None),
    ("found P>.8", "sensitivity", "sensitivity"),
    ("PPV P>.8", "ppv", "ppv"),
    ("FPR verdict", "fpr_verdict", None),
    ("under 8 %", "fpr_verdict_under_8", None),
    ("any verdict of 7", "any_verdict_of_seven", None),
    ("found verdict", "sensitivity_verdict", None),
    ("PPV verdict", "ppv_verdict", None),
    ("level, over 12 %", "level_over_12", None),
)
_ESTIMATES = (
    ("wrong side", "wrong", None),
    ("when named", "wrong_named", None),
    *((f"bias {low}-{high} %", f"bias_{low}", None) for low, high in BIAS_BINS[:-1]),
    (f"bias over {BIAS_BINS[-1][0]} %", f"bias_{BIAS_BINS[-1][0]}", None),
    ("slope", "slope", "slope"),
    ("RMSE", "rmse", "rmse"),
    ("80 %", "cover80", "cover80"),
    ("95 %", "cover95", "cover95"),
    ("Brier", "brier", None),
)
_TWO_DIGITS = frozenset({"rmse", "slope"} | {f"bias_{low}" for low, _high in BIAS_BINS})


class Aim(Struct, frozen=True):
    """One target and what was measured."""

    world: str
    target: Target
    figure: Figure | Delay

    @property
    def met(self) -> bool:
        return self.target.met(self.figure)


def aims_of(world: World, figures: Figures, *, changing: bool = False) -> list[Aim]:
    """Every target of a world."""
    targets = targets_of_change(world) if changing else targets_of(world)
    return [Aim(world.name, target, figures[target.key]) for target in targets]


def world_tables(samples: Mapping[World, Sample]) -> list[Table]:
    """What was called, and how good the estimates are, a row for each world."""
    figures = {world: figures_of(one.said, one.truth) for world, one in samples.items()}
    return [
        Table(
            "Calls",
            "Positive: truly over 10 % of the stronger side. P>.8 is of the last day; the verdict, once called, stays"
            " until P < .3. ref: the reference's figure.",
            ("world", "athletes", "over 10 %", *_heads(_CALLS)),
            [
                (world.name, f"{f['base'].n:,}", told(f["base"]), *_cells(_CALLS, f, world))
                for world, f in figures.items()
            ],
        ),
        Table(
            "Estimates",
            "Wrong side among those truly over 5 %. Bias towards the truly stronger side and RMSE in log-%.",
            ("world", *_heads(_ESTIMATES)),
            [(world.name, *_cells(_ESTIMATES, f, world)) for world, f in figures.items()],
        ),
    ]


def _heads(columns: Sequence[tuple[str, str, str | None]]) -> list[str]:
    return [h for head, _key, known in columns for h in ((head, "ref") if known else (head,))]


def _cells(
    columns: Sequence[tuple[str, str, str | None]], figures: Mapping[str, Figure], world: World
) -> list[str]:
    cells = []
    for _head, key, known in columns:
        digits = 2 if key in _TWO_DIGITS else 3
        cells.append(told(figures[key], digits))
        if known:
            value = None if world.reference is None else getattr(world.reference, known)
            cells.append(plain(value, digits))
    return cells


def target_table(aims: Sequence[Aim]) -> Table:
    """Every target with ok or MISSED."""
    met = sum(aim.met for aim in aims)
    return Table(
        f"Targets: {met} of {len(aims)} met",
        "Met means within one standard error.",
        ("world", "figure", "measured", "target", "ref", ""),
        [
            (
                aim.world,
                aim.target.what,
                told(aim.figure),
                aim.target.words,
                plain(aim.target.reference),
                "ok" if aim.met else "MISSED",
            )
            for aim in aims
        ],
    )


def rules_table(samples: Mapping[World, Sample]) -> Table:
    """The product beside simple rules, on the same logs."""
    rows: list[Sequence[str]] = []
    for world, sample in samples.items():
        ours = figures_of(sample.said, sample.truth)
        rows.append(_rule_row(world.name, "the product, P > 0.8", ours, None))
        for rule, estimate in sample.rules.items():
            known = _known(world.reference, rule)
            rows.append(_rule_row("", rule, figures_of_rule(estimate, sample.truth), known))
    return Table(
        "Simple rules, each from 10 %",
        "ref: AUC, FPR, sensitivity of the same rule in the reference.",
        ("world", "rule", "AUC", "FPR", "found", "PPV", "wrong side", "slope", "RMSE", "ref"),
        rows,
    )


def _rule_row(
    world: str, rule: str, f: Mapping[str, Figure], known: tuple[float, ...] | None
) -> Sequence[str]:
    keys = ("auc", "fpr", "sensitivity", "ppv", "wrong", "slope", "rmse")
    cells = [told(f[key], 2 if key in _TWO_DIGITS else 3) for key in keys]
    return (world, rule, *cells, "-" if known is None else " ".join(f"{v:g}" for v in known))


def _known(reference: Reference | None, rule: str) -> tuple[float, ...] | None:
    if reference is None:
        return None
    return {BEST_ANY: reference.naive, MEAN_RIR: reference.mean_e1rm}.get(rule)


def variants_table(
    title: str, note: str, rows: Iterable[tuple[str, str, Mapping[str, Figure]]]
) -> Table:
    """Variants of the detector: rows of (world, variant, figures)."""
    keys = ("auc", "fpr", "sensitivity", "fpr_verdict", "wrong", "slope", "rmse", "cover80", "cover95")  # fmt: skip
    heads = ("AUC", "FPR P>.8", "found", "FPR verdict", "wrong side", "slope", "RMSE", "80 %", "95 %")  # fmt: skip
    return Table(
        title,
        note,
        ("world", "variant", *heads),
        [
            (world, name, *(told(f[key], 2 if key in _TWO_DIGITS else 3) for key in keys))
            for world, name, f in rows
        ],
    )


def changes_table(rows: Iterable[tuple[str, str, Figures]]) -> Table:
    """Every figure of the followed worlds: rows of (world, variant, figures)."""
    words = {
        "delay": "weeks to the verdict (80 % of athletes)",
        "delay_p10": "weeks to P > 0.8 (80 % of athletes)",
        "false": "called while under 10 %",
        "false_ever": "ever called while under 10 %",
        "false_p10": "P > 0.8 before the step",
        "false_naive": "best e1RM over 10 % before the step",
        "flips": "calls changed a month",
        "flips_near": "calls changed a month, 8.5 to 12.5 log-%",
        "words": "verdicts changed a month",
        "words_near": "verdicts changed a month, 8.5 to 12.5 log-%",
        "cover80": "inside the 80 % range at the end",
        "cover95": "inside the 95 % range at the end",
    }
    cells: list[Sequence[str]] = []
    for world, name, figures in rows:
        for key, word in words.items():
            if key not in figures:
                continue
            figure = figures[key]
            never = told(figure.never) if isinstance(figure, Delay) else ""
            cells.append((world, name, word, told(figure), never))
    return Table(
        "Changes",
        "Delays are medians over athletes; of a step back, until the call ends.",
        ("world", "variant", "figure", "measured", "never"),
        cells,
    )


def step_table(rows: Iterable[tuple[str, Figures]]) -> Table:
    """Variants of the detector in the world with a step: rows of (variant, figures)."""
    keys = ("false", "delay", "cover80", "cover95")
    cells = []
    for name, figures in rows:
        delay = figures["delay"]
        never = told(delay.never) if isinstance(delay, Delay) else ""
        cells.append((name, *(told(figures[key]) for key in keys), never))
    return Table(
        "Ablations: a step from 0 to 18 log-%",
        "Weeks from the step to the verdict: median and 80 % of athletes.",
        ("variant", "verdict before", "weeks to it", "80 %", "95 %", "never"),
        cells,
    )


def reliability_table(world: World, sample: Sample) -> Table:
    """Believed against true."""
    return Table(
        f"Reliability: {world.name}",
        "Of those whom the detector believes to be over 10 % with this probability, how many are.",
        ("believed from", "to", "mean", "true share", "athletes"),
        [
            (f"{low:g}", f"{high:g}", told(mean), told(true), f"{true.n:,}")
            for low, high, mean, true in reliability(sample.said, sample.truth)
        ],
    )

"""The worlds that are reported.

The usual one is that of docs/detector.md. Every other one breaks something that the detector
believes, or takes away something that it would like to know.
"""

from __future__ import annotations

from .world import Plan, Reference, Slip, World

_MATCHED, _FIXED = Plan.MATCHED, Plan.FIXED

MAIN_WORLDS = (
    World(
        name="own effort",
        least_auc=0.96,
        main=True,
        reference=Reference(
            0.956, 0.014, 0.47, 0.82, 2.6, 0.78, 0.94, 0.94, (0.68, 0.64, 0.92), (0.94, 0.09, 0.76)
        ),
    ),
    World(
        name="own, no typing errors",
        slip_share=0.0,
        least_auc=0.96,
        main=True,
        reference=Reference(
            0.961, 0.011, 0.48, 0.88, 2.6, 0.79, 0.95, 0.94, (0.89, 0.45, 0.95), (0.96, 0.07, 0.84)
        ),
    ),
    World(
        name="own, first 2 weeks",
        weeks=2,
        main=True,
        reference=Reference(
            0.926, 0.011, 0.27, 0.75, 2.9, 0.83, 0.97, 0.86, (0.80, 0.57, 0.97), (0.91, 0.12, 0.79)
        ),
    ),
    World(
        name="own, first 4 weeks",
        weeks=4,
        main=True,
        reference=Reference(
            0.952, 0.009, 0.41, 0.86, 2.6, 0.80, 0.95, 0.92, (0.72, 0.64, 0.97), (0.94, 0.09, 0.77)
        ),
    ),
    World(
        name="own, random first side",
        first_random=True,
        least_auc=0.96,
        main=True,
        reference=Reference(
            0.957, 0.011, 0.47, 0.87, 2.7, 0.75, 0.92, 0.95, (0.74, 0.68, 0.97), (0.94, 0.14, 0.89)
        ),
    ),
    World(
        name="matched, RIR half",
        plan=_MATCHED,
        least_auc=0.93,
        main=True,
        reference=Reference(
            0.930, 0.002, 0.17, 0.93, 2.9, 0.79, 0.93, 0.74, (0.46, 0.33, 0.34), (0.86, 0.005, 0.21)
        ),
    ),
    World(
        name="matched, RIR half, no typing errors",
        plan=_MATCHED,
        slip_share=0.0,
        least_auc=0.93,
        main=True,
        reference=Reference(
            0.939, 0.0, 0.21, 1.0, 2.9, 0.79, 0.93, 0.76, (0.30, 0.01, 0.0), (0.92, 0.002, 0.24)
        ),
    ),
    World(
        name="matched, RIR always",
        plan=_MATCHED,
        rir_share=1.0,
        least_auc=0.95,
        main=True,
        reference=Reference(
            0.960, 0.003, 0.27, 0.93, 2.6, 0.76, 0.93, 0.80, (0.43, 0.34, 0.32), (0.95, 0.10, 0.82)
        ),
    ),
    World(
        name="fixed 10, RIR half",
        plan=_FIXED,
        least_auc=0.93,
        main=True,
        reference=Reference(
            0.948, 0.005, 0.16, 0.84, 2.9, 0.77, 0.93, 0.75, (0.55, 0.37, 0.43), (0.91, 0.012, 0.21)
        ),
    ),
    World(
        name="fixed 10, RIR always",
        plan=_FIXED,
        rir_share=1.0,
        least_auc=0.95,
        main=True,
        reference=Reference(
            0.966, 0.001, 0.25, 0.98, 2.5, 0.77, 0.94, 0.80, (0.50, 0.43, 0.40), (0.94, 0.05, 0.67)
        ),
    ),
    World(
        name="matched + checks, RIR half",
        plan=_MATCHED,
        checks=True,
        least_auc=0.93,
        main=True,
        reference=Reference(
            0.944, 0.009, 0.33, 0.85, 2.8, 0.78, 0.94, 0.82, (0.69, 0.51, 0.87), (0.88, 0.006, 0.19)
        ),
    ),
    World(
        name="matched + checks, RIR never",
        plan=_MATCHED,
        checks=True,
        rir_share=0.0,
        least_auc=0.93,
        main=True,
        reference=Reference(
            0.929, 0.010, 0.33, 0.84, 3.2, 0.76, 0.93, 0.84, (0.70, 0.50, 0.87), (0.65, 0.0, 0.0)
        ),
    ),
    World(
        name="noise x 1.5",
        noise=1.5,
        main=True,
        reference=Reference(
            0.923, 0.024, 0.45, 0.72, 3.5, 0.71, 0.89, 0.93, (0.67, 0.70, 0.93), (0.93, 0.12, 0.74)
        ),
    ),
    World(
        name="near-symmetric people",
        mean=0.0,
        sd=4.0,
        main=True,
        reference=Reference(
            0.967, 0.003, 0.23, 0.43, 2.6, 0.78, 0.95, 0.94, (0.66, 0.59, 0.85), (0.96, 0.05, 0.62)
        ),
    ),
)

OTHER_WORLDS = (
    World(name="t noise, 5 df", t_df=5),
    World(name="day noise shared by exercises", shared_day=True),
    World(name="order cost N(1, 1)", order_mean=1.0, order_sd=1.0),
    World(name="order cost 2", order_mean=2.0),
    World(name="order cost 3", order_mean=3.0),
    World(name="order cost N(1, 1), random first", order_sd=1.0, first_random=True),
    World(name="novelty of 8", novelty=8.0),
    World(name="RIR not missing at random", rir_when_hard=True),
    World(name="wrong side typed, 5 %", slip_share=0.05, slips=(Slip.SIDE,)),
    World(name="sides of a turn exchanged, 5 %", slip_share=0.05, slips=(Slip.BOTH_SIDES,)),
    World(name="one exercise", exercises=1),
    World(name="layoff of 6 weeks", layoff_weeks=6.0),
    World(name="drift of 1 a week", mean=0.0, drift=1.0),
    World(name="matched, RIR half, noise x 1.5", plan=_MATCHED, noise=1.5),
    World(name="matched, RIR always, t noise", plan=_MATCHED, rir_share=1.0, t_df=5),
)

STEP_UP = World(name="step 0 to 18 in week 6", mean=0.0, sd=0.0, weeks=12, step=18.0)
STEP_DOWN = World(name="step 18 to 0 in week 6", mean=18.0, sd=0.0, weeks=12, step=-18.0)
SLOW_DRIFT = World(name="0, then 1 a week", mean=0.0, sd=0.0, weeks=24, drift=1.0)
STEADY = World(name="24 weeks without a change", weeks=24, walk=0.0)
CHANGING_WORLDS = (STEP_UP, STEP_DOWN, SLOW_DRIFT, STEADY)

ALL_WORLDS = MAIN_WORLDS + OTHER_WORLDS + CHANGING_WORLDS

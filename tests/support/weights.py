"""Weights that somebody may own, for invariants."""

from decimal import Decimal

from hypothesis import strategies as st

from apps.core.units import WeightUnit
from apps.profiles.domain.rack import Bars, OwnWeights, Plates, Rack, Stack

UNITS = st.sampled_from(WeightUnit)
GRAIN = Decimal("0.25")
SIZES = st.integers(1, 200).map(lambda quarters: quarters * GRAIN)
RUNS = st.tuples(SIZES, st.integers(0, 20), SIZES).map(
    lambda run: {"first": run[0], "last": run[0] + run[1] * run[2], "step": run[2]}
)
RACKS = st.one_of(
    st.builds(
        Rack, unit=UNITS, also=st.lists(SIZES, min_size=1, max_size=12, unique=True).map(tuple)
    ),
    st.tuples(UNITS, RUNS.filter(lambda run: run["last"] <= 300)).map(
        lambda pair: Rack(unit=pair[0], **pair[1])
    ),
)
BARS = st.builds(Bars, unit=UNITS, weights=st.lists(SIZES, min_size=1, max_size=3).map(tuple))
PLATES = st.builds(
    Plates,
    unit=UNITS,
    pairs=st.dictionaries(SIZES, st.integers(1, 3), min_size=1, max_size=4).map(
        lambda sizes: tuple(sizes.items())
    ),
)
STACKS = st.builds(Stack, unit=UNITS, step=SIZES)
OWN_WEIGHTS = st.builds(
    OwnWeights,
    dumbbells=st.none() | RACKS,
    kettlebells=st.none() | RACKS,
    bars=st.none() | BARS,
    plates=st.none() | PLATES,
    cable=st.none() | STACKS,
    machine=st.none() | STACKS,
)

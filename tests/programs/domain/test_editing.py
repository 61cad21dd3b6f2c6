"""What stays true of a line and a session that are changed by hand."""

from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.programs.domain.editing import (
    OWN,
    Edit,
    edited,
    is_led_by_choice,
    numbered,
    place_for,
    returned,
)
from apps.programs.domain.program import Block, Prescription, Reason, ReasonCode, SideDose

REASONS = (
    ReasonCode.TARGET,
    ReasonCode.WEAKER_SIDE_FIRST,
    ReasonCode.EQUAL_SETS,
    ReasonCode.LOAD_FROM_HISTORY,
    ReasonCode.EFFORT_RAMP,
)
doses = st.builds(
    SideDose,
    sets=st.integers(1, 10),
    reps_low=st.integers(1, 8),
    reps_high=st.integers(8, 30),
    load_kg=st.none() | st.floats(0, 200),
    rir_target=st.integers(0, 5),
)


@st.composite
def lines(draw, *, block=None):
    """A line for one side at a time, or for both together."""
    dose = draw(doses)
    first = draw(st.sampled_from([Side.LEFT, Side.RIGHT, None]))
    sides = {"both": dose}
    if first is not None:
        sides = {side.value: replace(dose, is_capped=side is not first) for side in Side}
    return Prescription(
        exercise_slug=draw(st.sampled_from(["row", "press", "squat"])),
        pattern=MovementPattern.HORIZONTAL_PULL,
        block=block or draw(st.sampled_from(Block)),
        position=draw(st.integers(0, 8)),
        rest_between_sides_s=30,
        rest_after_pair_s=90,
        first_side=first,
        reasons=tuple(Reason(code=code) for code in REASONS),
        **sides,
    )


edits = st.builds(
    Edit,
    left_sets=st.none() | st.integers(1, 10),
    right_sets=st.none() | st.integers(1, 10),
    both_sets=st.none() | st.integers(1, 10),
    load_kg=st.none() | st.floats(0, 200),
    reps_low=st.none() | st.integers(1, 8),
    rir=st.none() | st.integers(0, 5),
    first_side=st.none() | st.sampled_from(Side),
)


@given(line=lines(), edit=edits)
def test_the_same_edit_twice_is_once(line, edit):
    once = edited(line, edit)
    assert edited(once, edit) == once


@given(line=lines(), edit=edits)
def test_a_change_says_whose_it_is_and_nothing_else_moves(line, edit):
    own = edited(line, edit)
    said = {reason.code for reason in own.reasons} & OWN
    assert bool(said) == (own != line)
    assert ReasonCode.TARGET in {reason.code for reason in own.reasons}
    kept = ("exercise_slug", "pattern", "block", "position", "is_check", "rest_after_pair_s")
    assert all(getattr(own, name) == getattr(line, name) for name in kept)


@given(line=lines(), side=st.sampled_from(Side))
def test_the_side_that_leads_is_never_capped(line, side):
    assume(line.first_side is not None)
    own = edited(line, Edit(first_side=side))
    assert own.first_side is side
    assert not own.dose_for(side).is_capped
    assert own.dose_for(side.opposite).is_capped
    assert is_led_by_choice(own) == (line.first_side is not side)


@given(line=lines(), sets=st.tuples(st.integers(1, 10), st.integers(1, 10)))
def test_each_side_keeps_the_sets_it_was_given(line, sets):
    assume(line.first_side is not None)
    turned = Edit(left_sets=sets[0], right_sets=sets[1], first_side=line.first_side.opposite)
    own = edited(line, turned)
    assert (own.left.sets, own.right.sets) == sets
    equal = ReasonCode.EQUAL_SETS in {reason.code for reason in own.reasons}
    assert equal == (sets[0] == sets[1])


def rank(line):
    order = [Block.MOBILITY, (Block.WARM_UP, Block.CHECK), (Block.BALANCE, Block.STRENGTH)]
    block = next(n for n, one in enumerate(order) if line.block is one or line.block in (*one,))
    return block, line.both is not None


@given(others=st.lists(lines(), max_size=8), line=lines())
def test_what_comes_back_stands_where_its_kind_may(others, line):
    session = list(numbered(sorted(others, key=rank)))
    session.insert(place_for(line, session), returned(line))
    assert [rank(one) for one in session] == sorted(rank(one) for one in session)
    assert [one.position for one in numbered(session)] == list(range(len(session)))

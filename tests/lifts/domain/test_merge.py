"""Two devices, one row: whatever the order, nothing is lost in silence."""

from hypothesis import given
from hypothesis import strategies as st

from apps.lifts.domain.operations import (
    DELETED,
    OperationStatus,
    PastChange,
    merge,
    revert,
)

NAMES = ["reps", "rir", "note", "typed_load"]
values = st.integers(0, 5)
edits = st.dictionaries(st.sampled_from(NAMES), values, min_size=1)
rows = st.fixed_dictionaries(dict.fromkeys(NAMES, values) | {DELETED: st.just(False)})


def apply(row, merged):
    return {**row, **merged.values}


def edited(row, edit, *, revision=1):
    """Apply an edit to a row: the row after it, and the change as history keeps it."""
    replaced = {name: row[name] for name, value in edit.items() if row[name] != value}
    return {**row, **edit}, PastChange(revision=revision + 1, replaced=replaced)


@given(row=rows, edit=edits)
def test_an_edit_of_what_was_seen_is_applied_whole(row, edit):
    merged = merge(row=row, revision=1, base_revision=1, fields=edit, history=[])

    assert merged.status is OperationStatus.APPLIED
    assert apply(row, merged) == {**row, **edit}
    assert merged.lost == {}


@given(row=rows, first=edits, second=edits)
def test_edits_of_different_fields_commute(row, first, second):
    second = {name: value for name, value in second.items() if name not in first}
    after_first, change = edited(row, first)
    after_second, other_change = edited(row, second)

    one = apply(
        after_first,
        merge(row=after_first, revision=2, base_revision=1, fields=second, history=[change]),
    )
    other = apply(
        after_second,
        merge(row=after_second, revision=2, base_revision=1, fields=first, history=[other_change]),
    )

    assert one == other == {**row, **first, **second}


@given(row=rows, first=edits, second=edits)
def test_the_later_arrival_wins_and_every_loser_is_named(row, first, second):
    after, change = edited(row, first)

    merged = merge(row=after, revision=2, base_revision=1, fields=second, history=[change])

    assert apply(after, merged) == {**after, **second}
    overridden = {
        name for name in change.replaced if name in second and second[name] != after[name]
    }
    assert set(merged.lost) == overridden
    assert (merged.status is OperationStatus.CONFLICT) == bool(overridden)


@given(row=rows, edit=edits)
def test_a_deletion_never_takes_an_edit_it_had_not_seen(row, edit):
    after, change = edited(row, edit)

    merged = merge(row=after, revision=2, base_revision=1, fields={DELETED: True}, history=[change])

    if change.replaced:
        assert merged.status is OperationStatus.CONFLICT
        assert apply(after, merged) == after
    else:
        assert apply(after, merged)[DELETED] is True


@given(row=rows, edit=edits)
def test_an_edit_always_beats_a_deletion(row, edit):
    gone = {**row, DELETED: True}
    change = PastChange(revision=2, replaced={DELETED: False})

    merged = merge(row=gone, revision=2, base_revision=1, fields=edit, history=[change])

    assert merged.status is OperationStatus.CONFLICT
    assert apply(gone, merged) == {**row, **edit}


@given(row=rows, edit=edits)
def test_undoing_the_last_change_restores_the_row(row, edit):
    after, change = edited(row, edit)

    assert {**after, **revert(row=after, written=edit, replaced=change.replaced)} == row


@given(row=rows, edit=edits, later=edits)
def test_undoing_leaves_what_was_changed_again(row, edit, later):
    after, change = edited(row, edit)
    latest = {**after, **later}

    undone = {**latest, **revert(row=latest, written=edit, replaced=change.replaced)}

    for name, value in later.items():
        if edit.get(name) != value:
            assert undone[name] == value


def test_undoing_the_making_of_a_row_deletes_it():
    assert revert(row={DELETED: False}, written={"reps": 1}, replaced=None) == {DELETED: True}

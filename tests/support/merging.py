"""What two devices' changes must come to, said without revisions and without the app's own code.

The app works with revisions and a ledger. Here every change carries the set of changes that its
maker knew of, so that a mistake in the app's bookkeeping is not repeated.
"""

from dataclasses import dataclass, field

GONE = "deleted"


@dataclass
class Change:
    op_id: str
    device: str
    before: dict
    after: dict
    made_the_row: bool = False


@dataclass
class Row:
    values: dict
    changes: list[Change] = field(default_factory=list)


@dataclass
class Asked:
    """One operation as its device made it, and which operations the device knew of."""

    op_id: str
    device: str
    row_id: str
    kind: str
    fields: dict
    known: frozenset[str]


class Oracle:
    """A log of sets, told one operation after the other as they arrive."""

    def __init__(self):
        self.rows: dict[str, Row] = {}
        self.answers: dict[str, tuple[str, dict]] = {}

    def apply(self, asked):
        """What became of it: a status, and the values of others that it replaced unseen."""
        if asked.op_id in self.answers:
            status, lost = self.answers[asked.op_id]
            return ("conflict", lost) if status == "conflict" else ("replayed", {})
        answer = self._answer(asked)
        if answer[0] != "rejected":
            self.answers[asked.op_id] = answer
        return answer

    def _answer(self, asked):
        row = self.rows.get(asked.row_id)
        if row is None:
            if asked.kind != "put":
                return "rejected", {}
            values = {**asked.fields, GONE: False}
            made = Change(asked.op_id, asked.device, {}, dict(values), made_the_row=True)
            self.rows[asked.row_id] = Row(values, [made])
            return "applied", {}
        wanted = self._wanted(row, asked)
        if wanted is None:
            return "rejected", {}
        unseen = {
            name
            for change in row.changes
            if change.device != asked.device and change.op_id not in asked.known
            for name in change.before
        }
        new = {name: value for name, value in wanted.items() if row.values[name] != value}
        lost = {name: row.values[name] for name in new if name in unseen}
        status = "merged" if unseen else "applied"
        if wanted.get(GONE) is True:
            status, lost = "applied", {}
            if unseen - {GONE} and not row.values[GONE]:
                status, new = "conflict", {}
        elif row.values[GONE] and GONE not in wanted:
            status, new, lost = "conflict", {**new, GONE: False}, {**lost, GONE: True}
        elif lost:
            status = "conflict"
        before = {name: row.values[name] for name in new}
        row.values.update(new)
        row.changes.append(Change(asked.op_id, asked.device, before, {**wanted, **new}))
        return status, lost

    def _wanted(self, row, asked):
        if asked.kind == "delete":
            return {GONE: True}
        if asked.kind != "undo":
            return dict(asked.fields)
        taken_back = next((c for c in row.changes if c.op_id == asked.fields["operation_id"]), None)
        if taken_back is None:
            return None
        if taken_back.made_the_row:
            return {GONE: True}
        return {
            name: value
            for name, value in taken_back.before.items()
            if name == GONE or row.values[name] == taken_back.after[name]
        }

"""Two devices, one log, a network that loses, repeats and delays: the rules hold in any order."""

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from apps.lifts.models import LiftSet, Operation
from apps.sync.services import apply_batch
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import WorkoutFactory
from tests.support.factories.profiles import AthleteFactory
from tests.support.merging import GONE, Asked, Oracle
from tests.support.sync import DEVICE, OTHER_DEVICE, envelope, set_fields

DEVICES = st.sampled_from([DEVICE, OTHER_DEVICE])
REPS = st.integers(1, 3)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "reps": REPS,
        "rir": st.sampled_from([None, "0", "1"]),
        "note": st.sampled_from(["", "left hip"]),
    },
).filter(bool)
MOST_SETS = 2
COMPARED = ("reps", "rir", "note", GONE)


class Device:
    """An outbox, and what its last snapshot held."""

    def __init__(self, name):
        self.name = name
        self.waiting = []
        self.own = []
        self.answered = {}
        self.revisions = {}
        self.known = frozenset()

    def base(self, row_id):
        """What stands in an operation as its base, and what that means it knew of."""
        waiting = [asked for asked, sent in self.waiting if sent["id"] == row_id]
        if waiting:
            return {"base_op": waiting[-1].op_id}, waiting[-1].known
        seen = max(self.revisions.get(row_id, 0), self.answered.get(row_id, 0))
        return {"base_rev": seen or None}, self.known

    def ask(self, kind, row_id, fields, sent_fields=None):
        base, known = self.base(row_id) if kind != "put" else ({}, self.known)
        sent = envelope("lift_set", kind, sent_fields or fields, id=row_id, dev=self.name, **base)
        asked = Asked(sent["op_id"], self.name, row_id, kind, fields, known)
        self.waiting.append((asked, sent))
        self.own.append((asked, sent))
        return asked


class TwoDevices(RuleBasedStateMachine):
    rows = Bundle("rows")

    def __init__(self):
        super().__init__()
        self.aside = transaction.atomic()
        self.aside.__enter__()
        self.athlete = AthleteFactory()
        self.workout = WorkoutFactory(athlete=self.athlete, running=True)
        self.exercise = ExerciseFactory()
        self.devices = {name: Device(name) for name in (DEVICE, OTHER_DEVICE)}
        self.oracle = Oracle()
        self.logged = set()

    def teardown(self):
        try:
            for device in self.devices.values():
                self.exchange(device, device.waiting)
            self.holds_what_the_oracle_says()
            assert {str(pk) for pk in LiftSet.objects.values_list("pk", flat=True)} == self.logged
        finally:
            transaction.set_rollback(True)
            self.aside.__exit__(None, None, None)

    @initialize(target=rows)
    def a_set_that_both_have_seen(self):
        row_id = self.log(DEVICE, 2)
        self.send(DEVICE, answered=True, twice=False, most=1)
        for name in self.devices:
            self.refresh(name)
        return row_id

    # Few sets, so that changes meet.
    @precondition(lambda self: len(self.logged) < MOST_SETS)
    @rule(target=rows, name=DEVICES, reps=REPS)
    def log(self, name, reps):
        fields = {"reps": reps, "rir": None, "note": ""}
        row_id = envelope("lift_set", "put")["id"]
        sent = set_fields(self.workout, self.exercise, **fields)
        self.devices[name].ask("put", row_id, fields, sent)
        self.logged.add(row_id)
        return row_id

    @rule(name=DEVICES, row_id=rows, fields=FIELDS)
    def edit(self, name, row_id, fields):
        self.change(name, "patch", row_id, fields)

    @rule(name=DEVICES, row_id=rows)
    def delete(self, name, row_id):
        self.change(name, "delete", row_id, {})

    @rule(data=st.data(), name=DEVICES)
    def undo(self, data, name):
        own = self.devices[name].own
        if own:
            asked, _ = data.draw(st.sampled_from(own))
            self.change(name, "undo", asked.row_id, {"operation_id": asked.op_id})

    def change(self, name, kind, row_id, fields):
        """Only a set that the device has made itself or been shown can be changed there."""
        device = self.devices[name]
        if row_id in device.revisions or any(sent["id"] == row_id for _, sent in device.own):
            device.ask(kind, row_id, fields)

    @rule(name=DEVICES, answered=st.booleans(), twice=st.booleans(), most=st.sampled_from([1, 9]))
    def send(self, name, answered, twice, most):
        """The answer may be lost, the request doubled on its way."""
        device = self.devices[name]
        batch = device.waiting[:most]
        acks = self.exchange(device, batch)
        if twice:
            acks = self.exchange(device, batch)
        if answered:
            for (_, sent), ack in zip(batch, acks, strict=True):
                device.answered[sent["id"]] = max(
                    device.answered.get(sent["id"], 0), ack.revision or 0
                )
            device.waiting = device.waiting[most:]

    @precondition(lambda self: any(device.own for device in self.devices.values()))
    @rule(data=st.data())
    def late_copy(self, data):
        """A request that was thought lost arrives long after others."""
        sent_ones = [pair for device in self.devices.values() for pair in device.own]
        asked, sent = data.draw(st.sampled_from(sent_ones))
        waiting = self.devices[asked.device].waiting
        before = [other for other, _ in waiting if other.row_id == asked.row_id]
        if asked not in before or before[0] is asked:
            self.exchange(self.devices[asked.device], [(asked, sent)])

    @rule(name=DEVICES)
    def refresh(self, name):
        device = self.devices[name]
        device.known = frozenset(self.oracle.answers)
        device.answered = {}
        device.revisions = {
            str(pk): revision for pk, revision in LiftSet.objects.values_list("pk", "revision")
        }

    def exchange(self, device, batch):
        acks = apply_batch(athlete=self.athlete, operations=[sent for _, sent in batch])
        expected = [self.oracle.apply(asked) for asked, _ in batch]
        assert [(ack.status.value, dict(ack.lost)) for ack in acks] == [
            (status, lost if status == "conflict" else dict(ack.lost))
            for (status, lost), ack in zip(expected, acks, strict=True)
        ]
        assert not any(ack.lost for ack in acks if ack.status.value in ("applied", "merged"))
        return acks

    @invariant()
    def holds_what_the_oracle_says(self):
        stored = {
            str(row.pk): (
                row.reps,
                None if row.rir is None else str(int(row.rir)),
                row.note,
                row.deleted_at is not None,
            )
            for row in LiftSet.objects.all()
        }
        assert stored == {
            row_id: tuple(row.values[name] for name in COMPARED)
            for row_id, row in self.oracle.rows.items()
        }
        assert Operation.objects.count() == len(self.oracle.answers)


@pytest.mark.django_db
def test_the_rules_hold():
    run_state_machine_as_test(
        TwoDevices, settings=settings(max_examples=25, stateful_step_count=25, deadline=None)
    )

import assert from "node:assert/strict";
import { test } from "node:test";
import { uuid7 } from "../../static/js/offline/ids.js";
import { baseOf, blamed, dependents, mend, sendable, settle } from "../../static/js/offline/rules.js";

const entry = (seq, id, kind, fields = {}, state = "waiting") => ({
  seq,
  owner: "ann",
  state,
  op: { op_id: `op${seq}`, entity: "lift_set", id, kind, fields, base_rev: null, base_op: null },
});
const seqs = (entries) => entries.map(({ seq }) => seq);

test("ids are of version 7, and later ones sort later", () => {
  assert.match(uuid7(), /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.ok(uuid7(1) < uuid7(2));
  assert.ok(uuid7(-1000 * 3600) && uuid7(4e12));
});

test("what was refused holds up its row and what hangs on a row never made, and nothing else", () => {
  const entries = [
    entry(1, "w", "put", {}, "attention"),
    entry(2, "s", "put", { workout_id: "w" }),
    entry(3, "s", "patch", { reps: 3 }),
    entry(4, "other", "put", { workout_id: "w0" }),
    entry(5, "v", "patch", { notes: "long" }, "attention"),
    entry(6, "v", "patch", { notes: "short" }),
    entry(7, "t", "put", { workout_id: "v" }),
    entry(8, "u", "put", {}, "saved"),
  ];
  assert.deepEqual(seqs(sendable(entries)), [4, 7]);
  assert.deepEqual(seqs(dependents(entries, entries[0])), [2, 3]);
  assert.deepEqual(seqs(dependents(entries, entries[4])), [6]);
});

test("answers settle by id, and what is missing or later stays", () => {
  const entries = [1, 2, 3, 4, 5, 6].map((seq) => entry(seq, `s${seq}`, "put"));
  const answers = ["applied", "replayed", "merged", "conflict", "later"];
  const acks = answers.map((status, index) => ({ op_id: `op${index + 1}`, status, rev: 1 })).reverse();
  settle(entries, [...acks, { op_id: "nobody's", status: "applied" }]);
  assert.deepEqual(entries.map(({ state }) => state), ["saved", "saved", "saved", "conflict", "waiting", "waiting"]);
});

test("a replayed answer that tells of a loss is a conflict still", () => {
  const entries = [entry(1, "s", "patch")];
  settle(entries, [{ op_id: "op1", status: "replayed", lost: { reps: 3 } }]);
  assert.equal(entries[0].state, "conflict");
});

test("what is refused because its parent was refused waits, and what is refused for itself needs you", () => {
  const entries = [entry(1, "w", "put"), entry(2, "s", "put", { workout_id: "w" }), entry(3, "t", "put")];
  const acks = [1, 2, 3].map((seq) => ({ op_id: `op${seq}`, status: "rejected", code: "x" }));
  assert.deepEqual(seqs(settle(entries, acks)), [1, 3]);
  assert.deepEqual(entries.map(({ state }) => state), ["attention", "waiting", "attention"]);
});

test("the base is the revision seen, or the last change not answered yet", () => {
  const log = { workout: { id: "w", rev: 4 }, lines: [], sets: [{ id: "s", rev: 2 }] };
  assert.deepEqual(baseOf({ id: "w" }, log, []), { base_rev: 4, base_op: null });
  assert.deepEqual(baseOf({ id: "new" }, log, []), { base_rev: null, base_op: null });
  assert.deepEqual(baseOf({ id: "new" }, null, []), { base_rev: null, base_op: null });
  const answered = { ...entry(1, "s", "patch", {}, "saved"), rev: 3 };
  assert.deepEqual(baseOf({ id: "s" }, log, [answered]), { base_rev: 3, base_op: null });
  assert.deepEqual(baseOf({ id: "s" }, log, [answered, entry(2, "s", "patch")]), { base_rev: null, base_op: "op2" });
});

test("a change of a refused row mends it in its place", () => {
  const refused = entry(1, "s", "put", { reps: 5000, side: "left" }, "attention");
  const { entry: write } = mend({ op_id: "new", id: "s", kind: "patch", fields: { reps: 50 } }, [refused]);
  assert.deepEqual([write.seq, write.owner, write.state], [1, "ann", "waiting"]);
  assert.deepEqual([write.op.op_id, write.op.kind, write.op.fields], ["new", "put", { reps: 50, side: "left" }]);
});

test("deleting a row that was never made drops it with what hangs on it, and sends nothing", () => {
  const entries = [entry(1, "w", "put", {}, "attention"), entry(2, "s", "put", { workout_id: "w" })];
  const { drop, entry: sent } = mend({ id: "w", kind: "delete", fields: {} }, entries);
  assert.deepEqual([seqs(drop), sent], [[1, 2], null]);
});

test("deleting a row whose edit was refused drops the edit and goes on", () => {
  const entries = [entry(1, "s", "patch", {}, "attention"), entry(2, "s", "patch")];
  const { drop, entry: sent } = mend({ id: "s", kind: "delete", fields: {} }, entries);
  assert.deepEqual([seqs(drop), sent], [[1], undefined]);
});

test("what a failing server may have taken is deleted there too", () => {
  const entries = [{ ...entry(1, "s", "put", {}, "attention"), code: "server" }];
  assert.equal(mend({ id: "s", kind: "delete", fields: {} }, entries).entry, undefined);
});

test("undoing what was refused drops it; another undo waits", () => {
  const entries = [entry(1, "s", "patch", {}, "attention")];
  assert.deepEqual(seqs(mend({ id: "s", kind: "undo", fields: { operation_id: "op1" } }, entries).drop), [1]);
  assert.equal(mend({ id: "s", kind: "undo", fields: { operation_id: "op0" } }, entries), null);
  assert.equal(mend({ id: "other", kind: "patch", fields: {} }, entries), null);
});

test("a failing server is not the fault of a change, unless it takes others or fails for a day", () => {
  const hour = 3_600_000;
  let held = entry(1, "s", "put", {});
  for (let tries = 0; tries < 40; tries += 1) held = blamed(held, 1000 + tries * 60_000);
  assert.deepEqual([held.state, held.code, held.fails], ["waiting", "server", 40]);
  assert.equal(blamed(held, 25 * hour).state, "attention");
  // Few tries in a long time are a closed page, not a patient server.
  assert.equal(blamed({ ...entry(1, "s", "put", {}), fails: 5, since: 0 }, 25 * hour).state, "waiting");
  // Others were taken meanwhile: one more failure is its own, and stays its own.
  const guilty = blamed({ ...entry(1, "s", "put", {}), fails: 3, since: 0, guilty: true }, 1000);
  assert.deepEqual([guilty.state, blamed(guilty, 2000).state], ["attention", "attention"]);
});

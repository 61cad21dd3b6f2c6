// The cases that hold the browser's prefill and the server's alike (tests/lifts/test_prefill_cases.py).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { firstSilent, loadOf, nextIndex, planned, silence } from "../../static/js/log/plan.js";

const CASES = JSON.parse(readFileSync(new URL("../shared/prefill.json", import.meta.url)));
const done = (rows) =>
  rows.map(([side, set_index, kind, typed_load, typed_unit, reps]) => ({ side, set_index, kind, typed_load, typed_unit, reps, seconds: null }));

for (const { name, side, now, last, index, plan } of CASES.planned) {
  test(`next set: ${name}`, () => {
    assert.equal(nextIndex(done(now), side), index);
    const row = planned(side, index, done(now), done(last));
    assert.deepEqual(row && [row.typed_load, row.typed_unit, row.reps], plan);
  });
}

const paired = ([typed_load, typed_unit, reps, rir, capped_by_plan]) => ({ typed_load, typed_unit, reps, rir, capped_by_plan, seconds: null });

for (const { name, pair, why } of CASES.silence) {
  test(`silence: ${name}`, () => assert.equal(silence(pair.map(paired)), why ?? ""));
}

test("a load is shown as typed in its own unit, converted in another", () => {
  assert.equal(loadOf({ typed_load: "45", typed_unit: "lb" }, "lb"), 45);
  assert.equal(loadOf({ typed_load: "45", typed_unit: "lb" }, "kg"), 20.41);
  assert.equal(loadOf({ typed_load: "20", typed_unit: "kg" }, "lb"), 44.09);
  assert.equal(loadOf({ typed_load: null, typed_unit: "" }, "kg"), null);
});

test("the first silent pair of the workout is named, once, by time", () => {
  const row = (exercise_id, side, minute, more = {}) => ({
    id: `${exercise_id}${side}`, exercise_id, side, set_index: 1, kind: "work", typed_load: "20", typed_unit: "kg",
    reps: 8, seconds: null, rir: null, capped_by_plan: false, performed_at: `2026-01-01T10:0${minute}:00Z`, ...more,
  });
  const sets = [row("b", "left", 3), row("b", "right", 4), row("a", "left", 1), row("a", "right", 2)];
  assert.deepEqual(firstSilent(sets), { exercise: "a", why: "matched" });
  assert.deepEqual(firstSilent(sets.map((one) => (one.exercise_id === "a" ? { ...one, rir: "0" } : one))), { exercise: "b", why: "matched" });
  assert.equal(firstSilent([row("a", "left", 1), row("a", "right", 2, { kind: "check" })]), null);
});

test("what was refused is not proposed again", () => {
  const row = (set_index, more) => ({ side: "left", kind: "work", set_index, ...more });
  assert.equal(planned("left", 3, [row(1), row(2, { needs: [] })], []).set_index, 1);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { fold } from "../../static/js/offline/fold.js";
import * as changes from "../../static/js/player/changes.js";
import { prefill, rows, standing } from "../../static/js/player/standing.js";

const ROW = "row";
const SQUAT = "squat";
const NOW = new Date("2026-11-22T10:00:00Z");

/** Two rounds of a row, the right side first, then two sets of a squat. */
function session(more = {}) {
  const step = (position, set_index, side, pair_order, extra) => ({
    key: `${position}.${set_index}.${side === "both" ? "" : side}`,
    position, set_index, side, pair_order, set_number: set_index + 1, kind: "work", capped: pair_order === 2,
    is_check: false, load: "20", count: 8, plan_words: "8 × 20 kg", ...extra,
  });
  const line = (position, exercise_id, extra) => ({ position, exercise_id, first_side: "", counts: "reps", asks_load: true, stopped: false, ...extra });
  return {
    id: "s", status: "running", workout_id: "w", unit: "kg", skipped: [],
    lines: [line(0, ROW, { first_side: "right" }), line(1, SQUAT)],
    steps: [step(0, 0, "right", 1), step(0, 0, "left", 2), step(0, 1, "right", 1), step(0, 1, "left", 2), step(1, 0, "both", null), step(1, 1, "both", null)],
    ...more,
  };
}

const set = (exercise_id, set_index, side, more) => ({
  id: `${exercise_id}${set_index}${side}`, rev: 1, state: "saved", exercise_id, set_index, side, typed_load: "20", typed_unit: "kg", reps: 8, seconds: null, rir: null, ...more,
});
const log = (sets = [], more = {}) => ({ workout: { id: "w", local_date: "2026-11-22", started_at: "2026-11-22T09:00:00Z" }, lines: [], sets, settings: { decimal: "." }, ...more });
const entry = (op, state = "waiting") => ({ state, op: { op_id: "o", fields: {}, ...op } });
const noted = (entity, fields, state) => entry({ entity, id: "n", kind: "put", fields: { session_id: "s", ...fields } }, state);
const left = (key, side, state = "skipped") => {
  const [position, set_index] = key.split(".").map(Number);
  return noted("session_step", { position, set_index, side, state });
};

test("skipping one side does not skip the exercise", () => {
  const cases = [
    [[], [], "0.0.right"],
    [[[ROW, 1, "right"]], [], "0.0.left"],
    [[], [["0.0", "right"]], "0.0.left"],
    [[[ROW, 1, "right"]], [["0.0", "left"]], "0.1.right"],
    [[[ROW, 2, "right"]], [], "0.0.right"],
    [[[ROW, 1, "right"], [ROW, 1, "left"], [ROW, 2, "right"], [ROW, 2, "left"]], [], "1.0."],
  ];
  for (const [done, skipped, current] of cases) {
    const now = standing(session(), log(done.map((one) => set(...one))), skipped.map((one) => left(...one)));
    assert.equal(now.current.key, current);
  }
});

test("what was left out is taken back", () => {
  const now = standing(session({ skipped: ["0.0.right"] }), log(), [left("0.0", "right", "open")]);
  assert.equal(now.current.key, "0.0.right");
});

test("pain ends the exercise and nothing else", () => {
  const now = standing(session(), log(), [noted("session_pain", { position: 0 })]);
  assert.equal(now.current.key, "1.0.");
  const again = standing(session({ lines: session().lines.map((line) => ({ ...line, stopped: true })) }), log(), []);
  assert.equal(again.current, undefined);
});

test("what the server refused does not count", () => {
  const now = standing(session(), log(), [noted("session_pain", { position: 0 }, "attention")]);
  assert.equal(now.current.key, "0.0.right");
});

test("another session's news is not this one's", () => {
  const other = entry({ entity: "session_step", id: "n", fields: { session_id: "t", position: 0, set_index: 0, side: "right", state: "skipped" } });
  assert.equal(standing(session(), log(), [other]).current.key, "0.0.right");
});

test("a session is planned, running or done by what was pressed here", () => {
  const planned = session({ status: "planned", workout_id: null });
  const start = entry({ entity: "session", id: "s", kind: "patch", fields: { status: "running", workout_id: "w" } });
  const done = entry({ entity: "session", id: "s", kind: "patch", fields: { status: "done" } });
  assert.equal(standing(planned, log(), []).status, "planned");
  assert.equal(standing(planned, log(), [start]).status, "running");
  assert.equal(standing(planned, log(), [start, done]).status, "done");
});

test("a workout that runs by itself does no step of a planned session", () => {
  const now = standing(session({ status: "planned" }), log([set(ROW, 1, "right")]), []);
  assert.equal(now.current.key, "0.0.right");
});

test("the last step is the one before what is to do now", () => {
  const now = standing(session(), log([set(ROW, 1, "right"), set(SQUAT, 1, "both")]), []);
  assert.equal(now.last.key, "0.0.right");
  assert.equal(standing(session(), log(), [left("0.0", "right")]).last.key, "0.0.right");
  assert.equal(standing(session(), log(), []).last, undefined);
});

test("a set of both sides is found, told apart or not", () => {
  for (const side of ["both", "each"]) {
    const now = standing(session(), log([set(SQUAT, 1, side)]), []);
    assert.ok(now.done["1.0."]);
  }
});

test("the second side is filled with what the first did", () => {
  const now = standing(session(), log([set(ROW, 1, "right", { typed_load: "22.5", reps: 9 })]), []);
  assert.deepEqual(prefill(now, now.current), { load: "22.5", reps: "9", rir: "" });
});

test("the effort of one side is nobody else's", () => {
  const now = standing(session(), log([set(ROW, 1, "right", { rir: "2" })]), []);
  assert.equal(prefill(now, now.current).rir, "");
});

test("a check is not copied to the other side", () => {
  const steps = session().steps.map((step) => ({ ...step, is_check: true }));
  const now = standing(session({ steps }), log([set(ROW, 1, "right", { typed_load: "26", reps: 14 })]), []);
  assert.equal(now.current.key, "0.0.left");
  assert.deepEqual(prefill(now, now.current), { load: "20", reps: "8", rir: "" });
});

test("a later set begins with what this side did last", () => {
  const sets = [set(ROW, 1, "right", { reps: 9 }), set(ROW, 1, "left", { reps: 7 }), set(ROW, 2, "right", { reps: 6 })];
  const now = standing(session(), log(sets.slice(0, 2)), []);
  assert.equal(prefill(now, now.current).reps, "9");
  // The side that went first in this round is nearer than this side's round before.
  assert.equal(prefill(standing(session(), log(sets), []), session().steps[3]).reps, "6");
});

test("loads are the athlete's unit and mark, and what was typed stays", () => {
  const now = standing(session({ unit: "lb" }), log([set(ROW, 1, "right", { typed_load: "42.5", typed_unit: "lb" })], { settings: { decimal: "," } }), []);
  assert.equal(prefill(now, now.current).load, "42,5");
  const kilograms = standing(session({ unit: "lb" }), log([set(ROW, 1, "right")]), []);
  assert.equal(prefill(kilograms, kilograms.current).load, "44.09");
});

test("nothing planned is an empty field", () => {
  const steps = session().steps.map((step) => ({ ...step, load: "", count: null }));
  const now = standing(session({ steps }), log(), []);
  assert.deepEqual(prefill(now, now.current), { load: "", reps: "", rir: "" });
});

test("the table shows what was done, left out, planned, and where a side rests", () => {
  const steps = session().steps.filter(({ key }) => key !== "0.1.left");
  const now = standing(session({ steps }), log([set(ROW, 1, "right", { state: "waiting" })]), [left("0.0", "left")]);
  const [first, second] = rows(now, now.current);
  assert.deepEqual([first.cells[0].out?.key, first.cells[1].reps, first.cells[1].state], ["0.0.left", "8", "waiting"]);
  assert.deepEqual([second.cells[0].rest, second.cells[1].plan, second.cells[1].now], [true, "8 × 20 kg", true]);
});

test("a load of nothing is not said", () => {
  const now = standing(session(), log([set(ROW, 1, "right", { typed_load: "0" })]), []);
  assert.equal(rows(now, now.current)[0].cells[1].load, "");
});

const FIELDS = [{ name: "load", value: "22,5", plan: "20" }, { name: "reps", value: "9", plan: "8" }];
const logged = (rir, salt = "salt") => {
  const now = standing(session(), log([set(ROW, 1, "right")]), []);
  return changes.log(now, now.current, FIELDS, rir, salt);
};

test("a set is logged as it was done, by the step it belongs to", () => {
  const { entity, kind, fields } = logged("0");
  assert.deepEqual([entity, kind], ["lift_set", "put"]);
  const { performed_at, ...said } = fields;
  assert.ok(performed_at);
  assert.deepEqual(said, {
    workout_id: "w", exercise_id: ROW, set_index: 1, side: "left", side_source: "logged", pair_order: 2, kind: "work",
    typed_load: "22.5", typed_unit: "kg", reps: 9, capped_by_plan: true, rir: "0",
  });
});

test("an effort not given stays unknown", () => {
  assert.equal(logged("").fields.rir, null);
  assert.equal(logged(undefined).fields.rir, null);
});

test("a step pressed twice is one row, taken back it is another", () => {
  assert.equal(logged("").id, logged("1").id);
  assert.notEqual(logged("", "other").id, logged("").id);
  const now = standing(session(), log(), []);
  assert.notEqual(changes.log(now, now.current, FIELDS, "", "salt").id, logged("").id);
});

test("a planned session begins with a workout and its list, all in one go", () => {
  const planned = standing(session({ status: "planned" }), log([], { workout: null }), []);
  const ops = changes.start(planned, log([], { workout: null }), NOW);
  assert.deepEqual(ops.map(({ entity }) => entity), ["workout", "workout_exercise", "workout_exercise", "session"]);
  const [workout, first, second, start] = ops;
  assert.deepEqual([first.fields.exercise_id, first.fields.first_side, first.fields.position], [ROW, "right", 1]);
  assert.equal(second.fields.position, 2);
  assert.deepEqual([start.id, start.kind, start.fields.workout_id, start.fields.status], ["s", "patch", workout.id, "running"]);
  for (const name of ["started_at", "time_zone", "local_date"]) assert.equal(start.fields[name], workout.fields[name]);
});

test("begun, it is the running workout of the log too", () => {
  const empty = log([], { workout: null });
  const ops = changes.start(standing(session({ status: "planned" }), empty, []), empty, NOW);
  const done = ops.map((op) => ({ state: "waiting", op: { op_id: op.id, ...op } }));
  const now = standing(session({ status: "planned" }), fold(empty, done), done);
  assert.deepEqual([now.status, now.workout.id, now.current.key], ["running", ops[0].id, "0.0.right"]);
});

test("a workout that runs already becomes the session's", () => {
  const running = log([], { lines: [{ id: "l", exercise_id: ROW, position: 3 }] });
  const ops = changes.start(standing(session({ status: "planned" }), running, []), running, NOW);
  assert.deepEqual(ops.map(({ entity }) => entity), ["workout_exercise", "session"]);
  assert.deepEqual([ops[0].fields.exercise_id, ops[0].fields.position], [SQUAT, 4]);
  assert.equal(ops[1].fields.workout_id, "w");
});

test("an exercise that comes twice stands on the list once", () => {
  const lines = [...session().lines, { ...session().lines[0], position: 2 }];
  const empty = log([], { workout: null });
  const ops = changes.start(standing(session({ lines, status: "planned" }), empty, []), empty, NOW);
  assert.equal(ops.filter(({ entity }) => entity === "workout_exercise").length, 2);
});

test("a pain number that may not be kept is not told", () => {
  const told = (answer) => {
    const { position, side, pain, may_keep } = changes.hurts({ id: "s" }, { position: 1 }, answer).fields;
    return { position, side, pain, may_keep };
  };
  assert.deepEqual(told({ side: "left", pain: "6" }), { position: 1, side: null, pain: null, may_keep: false });
  assert.deepEqual(told({ side: "left", pain: "0", may_keep: "on" }), { position: 1, side: "left", pain: 0, may_keep: true });
});

test("finishing ends the workout with the session", () => {
  const [done, ended] = changes.finish({ id: "s" }, log(), NOW);
  assert.deepEqual(done.fields, { status: "done", ended_at: NOW.toISOString() });
  assert.deepEqual([ended.entity, ended.id, ended.fields.ended_at], ["workout", "w", NOW.toISOString()]);
  assert.equal(changes.finish({ id: "s" }, { workout: null }, NOW).length, 1);
});


test("what was refused is not proposed again, for the other side or the next round", () => {
  const sets = [set(ROW, 1, "right", { typed_load: "9000", needs: [{ field: "typed_load", text: "Too big." }] })];
  const now = standing(session(), log(sets), []);
  assert.equal(prefill(now, now.current).load, "20");
  assert.equal(prefill(now, session().steps[2]).load, "20");
});

test("an equivalent takes the place of one line and of its steps, until the server has said so", () => {
  const swaps = [{ exercise_id: "cable", swap_name: "Cable row", line: { exercise_id: "cable", name: "Cable row" }, steps: { "0.0.right": { load: "" }, "0.1.left": { load: "" } } }];
  const kept = session();
  Object.assign(kept.lines[0], { swaps });
  const op = changes.swap(standing(kept, log(), []), { position: 0 }, "cable");
  assert.deepEqual(op.fields, { session_id: "s", position: 0, exercise_id: "cable", instead_of: ROW });

  const now = standing(kept, log([set("cable", 1, "right")]), [entry(op)]);
  assert.deepEqual([now.lines[0].name, now.lines[0].swaps, now.lines[1].exercise_id], ["Cable row", [], SQUAT]);
  assert.equal(now.current.key, "0.0.left");
  assert.deepEqual(now.steps.map(({ load }) => load), ["", "20", "20", "", "20", "20"]);
  // What is kept stays as the server sent it.
  assert.deepEqual([kept.lines[0].exercise_id, kept.steps[0].load], [ROW, "20"]);
  // Refused, or arrived and kept anew: nothing is swapped a second time.
  assert.equal(standing(kept, log(), [entry(op, "attention")]).lines[0].exercise_id, ROW);
  const anew = session();
  Object.assign(anew.lines[0], { exercise_id: "cable", swaps: [] });
  assert.equal(standing(anew, log(), [entry(op)]).lines[0].exercise_id, "cable");
});

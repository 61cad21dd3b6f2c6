import assert from "node:assert/strict";
import { test } from "node:test";
import { fold } from "../../static/js/offline/fold.js";

let seq = 0;
const entry = (entity, id, kind, fields = {}, more = {}) => ({
  seq: (seq += 1),
  state: "waiting",
  op: { op_id: `op-${seq}`, entity, id, kind, fields },
  ...more,
});
const W = { id: "w", rev: 1, title: "", local_date: "2026-11-22", session: null };
const LINE = { id: "l1", rev: 1, exercise_id: "curl", position: 1, first_side: "left", superset: null };
const SET = { id: "s1", rev: 1, exercise_id: "curl", set_index: 1, side: "left", pair_order: 1, reps: 10 };
const log = () => structuredClone({ workout: W, lines: [LINE], sets: [SET], workouts: [], recent: ["curl"] });
const ids = (rows) => rows.map(({ id }) => id);

const cases = {
  "a put adds a row in its place": {
    entries: [
      entry("lift_set", "s3", "put", { workout_id: "w", exercise_id: "curl", set_index: 2, side: "left", reps: 8 }),
      entry("lift_set", "s2", "put", { workout_id: "w", exercise_id: "curl", set_index: 1, side: "right", pair_order: 2, reps: 9 }),
    ],
    then({ sets }) {
      assert.deepEqual(ids(sets), ["s1", "s2", "s3"]);
      assert.deepEqual(sets.map(({ state }) => state), ["saved", "waiting", "waiting"]);
      assert.equal(sets[1].workout_id, undefined);
    },
  },
  "a patch changes its row, the last one wins": {
    entries: [entry("lift_set", "s1", "patch", { reps: 11 }), entry("lift_set", "s1", "patch", { reps: 12 })],
    then: ({ sets: [set] }) => assert.deepEqual([set.reps, set.rev, set.state], [12, 1, "waiting"]),
  },
  "an acknowledged change stays and counts as saved": {
    entries: [entry("lift_set", "s1", "patch", { reps: 11 }, { state: "saved", rev: 2 })],
    then: ({ sets: [set] }) => assert.deepEqual([set.reps, set.state], [11, "saved"]),
  },
  "a deletion takes the row": {
    entries: [entry("lift_set", "s1", "delete")],
    then: ({ sets }) => assert.deepEqual(sets, []),
  },
  "a refused deletion leaves the row and marks it": {
    entries: [entry("lift_set", "s1", "delete", {}, { state: "attention" })],
    then: ({ sets: [set] }) => assert.equal(set.state, "attention"),
  },
  "a refused change still shows what was typed": {
    entries: [entry("lift_set", "s1", "patch", { reps: 5000 }, { state: "attention" }), entry("lift_set", "s1", "patch", { note: "x" })],
    then: ({ sets: [set] }) => assert.deepEqual([set.reps, set.note, set.state], [5000, "x", "attention"]),
  },
  "the side that the athlete lets start is known at once, and goes back with an undo": {
    entries: [entry("side_preference", "curl", "patch", { first_side: "right" })],
    then({ details }) {
      assert.deepEqual(details.curl, { first_side: { side: "right", chosen_by: "athlete" } });
      const was = { side: "left", chosen_by: "finding", words: "Weaker side first" };
      const known = { ...log(), details: { curl: { last: null, first_side: was } } };
      const chosen = entry("side_preference", "curl", "patch", { first_side: "right" });
      const back = entry("side_preference", "curl", "undo", { operation_id: "x" }, { row: { id: "curl", first_side: was } });
      assert.deepEqual(fold(known, [chosen, back]).details.curl, { last: null, first_side: was });
      assert.deepEqual(known.details.curl.first_side, was);
    },
  },
  "a refused row says why, field by field; once it is mended it needs nothing": {
    entries: [entry("lift_set", "s1", "patch", { typed_load: "9000" }, { state: "attention", message: "No.", problems: { typed_load: "Too big." } })],
    then({ sets: [set] }) {
      assert.deepEqual(set.needs, [{ field: "typed_load", text: "Too big." }]);
      assert.equal(set.typed_load, "9000");
      const mended = fold(log(), [entry("lift_set", "s1", "patch", { typed_load: "90" })]);
      assert.deepEqual([mended.sets[0].needs, mended.sets[0].state], [undefined, "waiting"]);
    },
  },
  "a row refused as a whole says why": {
    entries: [entry("lift_set", "s1", "patch", { pain: 3 }, { state: "attention", message: "Say that it may be kept." })],
    then: ({ sets: [set] }) => assert.deepEqual(set.needs, [{ field: "", text: "Say that it may be kept." }]),
  },
  "a conflict that the snapshot has seen marks and overwrites nothing": {
    entries: [entry("lift_set", "s1", "patch", { reps: 3 }, { state: "conflict", seen: true })],
    then: ({ sets: [set] }) => assert.deepEqual([set.reps, set.state], [10, "attention"]),
  },
  "undoing a put takes the row away": {
    entries: [
      entry("lift_set", "s2", "put", { workout_id: "w", exercise_id: "curl", set_index: 2, side: "left" }),
      entry("lift_set", "s2", "undo", { operation_id: "x" }, { row: null }),
    ],
    then: ({ sets }) => assert.deepEqual(ids(sets), ["s1"]),
  },
  "undoing a deletion brings the row back as it was": {
    entries: [entry("lift_set", "s1", "delete"), entry("lift_set", "s1", "undo", { operation_id: "x" }, { row: SET })],
    then: ({ sets: [set] }) => assert.deepEqual(set, { ...SET, state: "waiting" }),
  },
  "undoing an edit brings the values back": {
    entries: [entry("lift_set", "s1", "patch", { reps: 3 }), entry("lift_set", "s1", "undo", { operation_id: "x" }, { row: SET })],
    then: ({ sets: [set] }) => assert.equal(set.reps, 10),
  },
  "unknown rows, other workouts and other entities are passed over": {
    entries: [
      entry("lift_set", "nowhere", "patch", { reps: 1 }),
      entry("lift_set", "nowhere", "delete"),
      entry("lift_set", "past", "put", { workout_id: "another", exercise_id: "curl", set_index: 1 }),
      entry("workout", "another", "patch", { title: "x" }),
      entry("session", "z", "patch", { status: "running" }),
    ],
    then: (folded) => assert.deepEqual(fold(folded, []), fold(log(), [])),
  },
  "a superset is a field of its lines, and position orders them": {
    entries: [
      entry("workout_exercise", "l2", "put", { workout_id: "w", exercise_id: "row", position: 2 }),
      entry("workout_exercise", "l1", "patch", { superset: "g", position: 3 }),
      entry("workout_exercise", "l2", "patch", { superset: "g" }),
    ],
    then: ({ lines }) =>
      assert.deepEqual(lines.map(({ id, superset }) => [id, superset]), [["l2", "g"], ["l1", "g"]]),
  },
  "a second line for an exercise joins the first": {
    entries: [
      entry("workout_exercise", "l9", "put", { workout_id: "w", exercise_id: "curl", position: 7 }),
      entry("workout_exercise", "l9", "patch", { first_side: "right" }),
    ],
    then: ({ lines }) => assert.deepEqual([ids(lines), lines[0].position, lines[0].first_side], [["l1"], 1, "right"]),
  },
  "a planned line without an id becomes the line that is put": {
    log: { workout: W, lines: [{ ...LINE, id: null, rev: null, superset: "g" }], sets: [] },
    entries: [entry("workout_exercise", "l2", "put", { workout_id: "w", exercise_id: "curl", position: 1 })],
    then: ({ lines }) => assert.deepEqual(lines.map(({ id, superset, state }) => [id, superset, state]), [["l2", "g", "waiting"]]),
  },
  "a second workout of the day joins the running one, with its sets": {
    entries: [
      entry("workout", "w2", "put", { local_date: "2026-11-22", started_at: "t" }),
      entry("lift_set", "s2", "put", { workout_id: "w2", exercise_id: "curl", set_index: 2 }),
      entry("workout", "w2", "patch", { title: "Evening" }),
    ],
    then({ workout, sets }) {
      assert.deepEqual([workout.id, workout.title], ["w", "Evening"]);
      assert.deepEqual(ids(sets), ["s1", "s2"]);
    },
  },
  "a workout of a later day ends the running one": {
    entries: [entry("workout", "w2", "put", { local_date: "2026-11-23", started_at: "t" })],
    then({ workout, lines, ended }) {
      assert.deepEqual([workout.id, workout.state, lines], ["w2", "waiting", []]);
      assert.equal(ended.workout.id, "w");
    },
  },
  "a workout starts, is filled and ends": {
    log: { workout: null, lines: [], sets: [], recent: [] },
    entries: [
      entry("workout", "w2", "put", { local_date: "2026-11-22", started_at: "t" }),
      entry("workout_exercise", "l2", "put", { workout_id: "w2", exercise_id: "row", position: 1 }),
      entry("lift_set", "s2", "put", { workout_id: "w2", exercise_id: "row", set_index: 1 }),
      entry("workout", "w2", "patch", { ended_at: "t2" }),
    ],
    then({ workout, sets, ended }) {
      assert.deepEqual([workout, sets], [null, []]);
      assert.deepEqual([ended.workout.ended_at, ids(ended.lines), ids(ended.sets)], ["t2", ["l2"], ["s2"]]);
    },
  },
  "an ended workout is taken up again": {
    entries: [
      entry("workout", "w", "patch", { ended_at: "t2" }),
      entry("workout", "w", "undo", { operation_id: "x" }, { row: { ...W, ended_at: null } }),
    ],
    then: ({ workout, sets, ended }) => assert.deepEqual([workout.id, ids(sets), ended], ["w", ["s1"], null]),
  },
  "a deleted workout leaves nothing": {
    entries: [entry("workout", "w", "delete")],
    then: ({ workout, lines, sets, ended }) => assert.deepEqual([workout, lines, sets, ended], [null, [], [], null]),
  },
  "nothing kept at all": {
    log: null,
    entries: [entry("workout", "w2", "put", { local_date: "2026-11-22" })],
    then: ({ workout }) => assert.equal(workout.id, "w2"),
  },
};

for (const [name, { log: given = log(), entries, then }] of Object.entries(cases)) {
  test(name, () => {
    const before = structuredClone([given, entries]);
    const folded = fold(given, entries);
    then(folded);
    assert.deepEqual(fold(folded, entries), folded, "folding twice is folding once");
    assert.deepEqual([given, entries], before, "nothing given is changed");
  });
}

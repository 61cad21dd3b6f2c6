// What the log shows and what a tap asks for, without a browser.
import assert from "node:assert/strict";
import test from "node:test";

import { desk, inList } from "../../static/js/log/cards.js";
import * as changes from "../../static/js/log/changes.js";
import { half, problem } from "../../static/js/log/numbers.js";
import { choices, summary } from "../../static/js/log/page.js";
import { beats } from "../../static/js/log/plan.js";

const EXERCISE = {
  name: "Split squat", search: "split squat", pattern: "knee_dominant", kind: "strength", measurement: "good", asks_rir: true,
  sides: ["left", "right"], fields: ["load", "reps"], needs_load: true, steps: { step: "2" }, swaps: ["c"], body_mass_share: "0",
};
const EXERCISES = {
  a: EXERCISE,
  b: { ...EXERCISE, name: "Back squat", search: "back squat", sides: ["both"], measurement: "none", swaps: [] },
  c: { ...EXERCISE, name: "Élan lunge", search: "elan lunge" },
  d: { ...EXERCISE, name: "Old one", search: "old one", is_retired: true },
};
let at = 0;
const row = (side, set_index, more = {}) => ({
  id: `set-${(at += 1)}`, exercise_id: "a", side, set_index, kind: "work", typed_load: "20", typed_unit: "kg", reps: 8, seconds: null,
  rir: null, pain: null, note: "", capped_by_plan: false, performed_at: new Date(1e12 + at * 1000).toISOString(), state: "saved", ...more,
});
const line = (exercise_id, position, more = {}) => ({ id: `line-${exercise_id}`, exercise_id, position, first_side: "", superset: null, ...more });
const log = (sets = [], more = {}) => ({
  workout: { id: "01a20000-0000-7000-8000-000000000000", session: null }, lines: [line("a", 1), line("b", 2)], sets,
  details: {}, recent: ["b"], settings: { unit: "kg", decimal: ",", may_keep_pain: true, body_mass_kg: "70" }, ...more,
});
const ui = (more = {}) => ({ drafts: {}, tried: new Set(), busy: new Set(), slots: () => true, kinds: {}, ...more });
const shown = (now, more) => desk(now, EXERCISES, ui(more));
const next = (now, more) => shown(now, more).card(inList(now.lines)[0], 0).next[0];

test("both sides are offered together while they are level, the one behind alone when not", () => {
  assert.ok(next(log()).both);
  const one = next(log([row("left", 1)]));
  assert.equal(one.both, false);
  assert.deepEqual(one.behind.map(({ side, index }) => [side, index]), [["right", 1]]);
  assert.deepEqual(one.sides.map(({ now }) => now), [false, true]);
  assert.ok(next(log([row("left", 1), row("right", 1)])).both);
});

test("a side that is skipped does not hold the other up", () => {
  const after = next(log([row("left", 1)]), { drafts: { "skip-line-a-right": "1" } });
  assert.ok(after.both);
  assert.deepEqual(after.sides.map(({ index }) => index), [2, 2]);
});

test("what was typed stands over the plan, and is not as planned", () => {
  const now = log([row("left", 1), row("right", 1)]);
  assert.ok(next(now).both[0].asPlanned);
  const typed = next(now, { drafts: { "reps-line-a-left": "7" } });
  assert.equal(typed.both[0].asPlanned, false);
  assert.deepEqual(typed.sides.map(({ count, asPlanned }) => [count, asPlanned]), [["7", false], ["8", true]]);
});

test("nothing known: the fields are open, and what is wrong is said only once tried", () => {
  const [left] = next(log()).sides;
  assert.deepEqual(left.fields.map(({ value, wrong, shown: said }) => [value, wrong, said]), [["", "empty", false], ["", "empty", false]]);
  const [tried] = next(log(), { tried: new Set(["line-a-left"]) }).sides;
  assert.deepEqual(tried.fields.map(({ invalid, shown: said }) => [invalid, said]), [[true, "empty"], [true, "empty"]]);
});

test("decimals are written in the athlete's way, and reserve 0 is a value", () => {
  const { rows, effort } = shown(log([row("left", 1, { typed_load: "22.5", rir: "0" })])).card(line("a", 1), 0);
  assert.deepEqual([rows[0].cells[0].load, rows[0].cells[0].rir], ["22,5", "0"]);
  assert.equal(effort, null);
});

test("one side missing is shown as missing, and rows of no side stand by themselves", () => {
  const { rows } = shown(log([row("left", 1), row("each", 1)])).card(line("a", 1), 0);
  assert.deepEqual(rows.map(({ cells }) => cells.map(({ side, id }) => [side, Boolean(id)])), [[["left", true], ["right", false]], [["each", true]]]);
});

test("effort is asked on the latest set until both sides are told, never of a warm-up", () => {
  const sets = [row("left", 1), row("right", 1), row("left", 2), row("right", 2, { rir: "1" }), row("left", 3, { kind: "warm_up" })];
  const [{ index, asked }] = shown(log(sets)).card(line("a", 1), 0).effort;
  assert.deepEqual([index, asked.map(({ side }) => side)], [2, ["left"]]);
});

test("a superset goes round after both sides", () => {
  const lines = [line("a", 1, { superset: "s" }), line("b", 2, { superset: "s" })];
  assert.equal(shown(log([row("left", 1)], { lines })).current, "a");
  assert.equal(shown(log([row("left", 1), row("right", 1)], { lines })).current, "b");
  assert.equal(shown(log([row("left", 1), row("right", 1), row("both", 1, { exercise_id: "b" })], { lines })).current, "a");
  assert.equal(shown(log([row("left", 1), row("right", 1)])).current, "a");
});

test("the side that starts: the athlete's word, else the line's, else what is known, else as usual", () => {
  const known = (first_side) => shown(log([], { details: first_side ? { a: { first_side } } : {} }));
  const finding = { side: "right", chosen_by: "finding", words: "Weaker side first" };
  assert.deepEqual(known(finding).firstSide(line("a", 1)), { first: "right", mine: false, why: "Weaker side first" });
  assert.deepEqual(known(finding).firstSide(line("a", 1, { first_side: "left" })), { first: "left", mine: false, why: false });
  const chosen = known({ side: "right", chosen_by: "athlete" });
  assert.deepEqual(chosen.firstSide(line("a", 1, { first_side: "left" })), { first: "right", mine: true, why: false });
  const { settings } = log();
  const usual = shown(log([], { details: {}, settings: { ...settings, first_side: "right" } }));
  assert.equal(usual.firstSide(line("a", 1)).first, "right");
});

test("the other side starts: on this list, and from now on", () => {
  const was = { side: "left", chosen_by: "finding" };
  const [listed, chosen] = changes.prefer(line("a", 1), "right", was);
  assert.deepEqual([listed.entity, listed.id, listed.fields], ["workout_exercise", "line-a", { first_side: "right" }]);
  assert.deepEqual([chosen.entity, chosen.id, chosen.fields], ["side_preference", "a", { first_side: "right" }]);
  assert.deepEqual(chosen.row.first_side, was);
});

test("numbers are judged as the server judges them", () => {
  const assisted = { needs_load: false, is_assisted: true };
  for (const [field, text, exercise, said] of [
    ["reps", "", EXERCISE, "empty"], ["load", "", EXERCISE, "empty"], ["load", "", assisted, ""], ["reps", "x", EXERCISE, "unreadable"],
    ["reps", "7.5", EXERCISE, "broken"], ["load", "22,5", EXERCISE, ""], ["load", "-20", EXERCISE, "negative"], ["load", "-20", assisted, ""],
    ["reps", "0", EXERCISE, ""], ["reps", "1001", EXERCISE, "huge"], ["load", "1501", EXERCISE, "huge"], ["seconds", "7201", EXERCISE, "huge"],
  ]) assert.equal(problem(field, text, exercise, "kg"), said, `${field} ${text}`);
  assert.equal(problem("load", "3000", EXERCISE, "lb"), "");
});

test("a best beats all that had its load for its count; the first set ever is none", () => {
  const best = { front: [[30, 3], [20, 8]] };
  assert.equal(beats(row("left", 1), best, EXERCISE, 70), false);
  assert.equal(beats(row("left", 1, { reps: 9 }), best, EXERCISE, 70), true);
  assert.equal(beats(row("left", 1, { typed_load: "22" }), best, EXERCISE, 70), true);
  assert.equal(beats(row("left", 1, { typed_load: "30", reps: 3 }), best, EXERCISE, 70), false);
  assert.equal(beats(row("left", 1), undefined, EXERCISE, 70), false);
  assert.equal(beats(row("left", 1), { front: [] }, EXERCISE, 70), false);
  const pullUp = { ...EXERCISE, body_mass_share: "1" };
  assert.equal(beats(row("both", 1, { typed_load: null, reps: 9 }), { front: [[70, 8]] }, pullUp, "70"), true);
  const helped = { ...EXERCISE, is_assisted: true };
  assert.equal(beats(row("both", 1, { typed_load: "-10" }), { front: [[-20, 8]] }, helped, null), true);
});

test("half a load lies where the weights allow it", () => {
  assert.equal(half(18, { step: "2" }), 8);
  assert.equal(half(21, { values: ["4", "10", "12.5"] }), 10);
});

test("both sides become two rows with ids that every tab derives alike", () => {
  const now = log([row("left", 1), row("right", 1)]);
  const sides = next(now).sides;
  const asked = { workout: now.workout, line: inList(now.lines)[0], sides: [sides[1], sides[0]], kind: "work", unit: "kg", salt: "s", now: 0 };
  const [right, left] = changes.log(asked);
  assert.deepEqual([right.fields.side, right.fields.pair_order, left.fields.side, left.fields.pair_order], ["right", 1, "left", 2]);
  assert.deepEqual([left.fields.set_index, left.fields.typed_load, left.fields.typed_unit, left.fields.reps, left.fields.capped_by_plan], [2, "20", "kg", 8, true]);
  assert.equal("rir" in left.fields, false);
  assert.deepEqual(changes.log({ ...asked, now: 99 }).map(({ id }) => id), [right.id, left.id]);
  assert.notEqual(changes.log({ ...asked, salt: "t" })[0].id, right.id);
  assert.match(left.id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("derived ids do not meet", () => {
  const seen = new Set();
  for (let line = 0; line < 200; line += 1) {
    for (let index = 0; index < 100; index += 1) seen.add(changes.derivedId("01a20000-0000-7000-8000-000000000000", `s/line-${line}/left/${index}`));
  }
  assert.equal(seen.size, 20_000);
});

test("only what was changed is sent", () => {
  const mine = row("left", 1, { rir: "2" });
  const fields = [{ name: "reps", value: "8", plan: "8" }, { name: "load", value: "22,5", plan: "20" }];
  const same = { kind: "work", rir: "2", pain: "", note: "" };
  assert.deepEqual(changes.corrections(mine, fields, same, "kg"), { typed_load: "22.5" });
  assert.deepEqual(changes.corrections(mine, [], { ...same, rir: "0", pain: "0" }, "kg"), { rir: "0", pain: 0 });
  assert.deepEqual(changes.corrections(mine, [], { ...same, rir: "" }, "kg"), { rir: null });
  assert.deepEqual(changes.corrections(mine, [], same, "kg"), {});
});

test("moving changes as few numbers as the order needs", () => {
  const lines = inList([line("a", 1), line("b", 2), line("c", 7)]);
  const moved = changes.move(lines, lines[2], -1).map(({ id, fields }) => [id, fields.position]);
  assert.deepEqual(moved, [["line-c", 2], ["line-b", 3]]);
});

test("a swap leaves a line that has sets", () => {
  const [gone, made] = changes.swap("w", line("a", 3, { superset: "s" }), "c", 0);
  assert.deepEqual([gone.kind, made.fields.exercise_id, made.fields.position, made.fields.superset], ["delete", "c", 3, "s"]);
  assert.deepEqual(changes.swap("w", line("a", 3), "c", 2).map(({ kind }) => kind), ["put"]);
});

test("beginning again copies the list and its supersets under new names, and no side of that day", () => {
  const earlier = { title: "Legs", lines: [line("a", 1, { superset: "s", first_side: "right" }), line("b", 2, { superset: "s" }), line("c", 3)] };
  const [workout, ...lines] = changes.begin(earlier);
  assert.equal(workout.fields.title, "Legs");
  assert.deepEqual(lines.map(({ fields }) => [fields.exercise_id, fields.position, fields.first_side || ""]), [["a", 1, ""], ["b", 2, ""], ["c", 3, ""]]);
  assert.equal(lines[0].fields.superset, lines[1].fields.superset);
  assert.notEqual(lines[0].fields.superset, "s");
  assert.equal(lines[2].fields.superset, null);
});

test("taking back goes backwards and brings each row as it was", () => {
  const made = [{ op: { op_id: "1", entity: "lift_set", id: "x" } }, { op: { op_id: "2", entity: "lift_set", id: "y" }, row: { reps: 8 } }];
  assert.deepEqual(changes.undo(made).map(({ id, row: was, fields }) => [id, was, fields.operation_id]), [["y", { reps: 8 }, "2"], ["x", null, "1"]]);
});

test("a change can be taken back to what was not told before", () => {
  const op = changes.patch("lift_set", { id: "x", reps: 8 }, { rir: "0" });
  assert.deepEqual(op.row, { id: "x", reps: 8, rir: null });
});

test("what could stand in comes first, then recent ones; accents and retired ones are forgiven and left out", () => {
  const found = (query, instead) => choices(log(), EXERCISES, query, instead).map(({ id, mark }) => [id, mark]);
  assert.deepEqual(found("", line("a", 1)), [["c", "swap"], ["b", "listed"]]);
  assert.deepEqual(found("")[0], ["b", "listed"]);
  assert.deepEqual(found("élan")[0][0], "c");
  assert.deepEqual(found("old"), []);
});

test("the summary counts work a side, and names bests", () => {
  const details = { a: { bests: { left: { front: [[20, 7]] } } } };
  const now = log([row("left", 1), row("right", 1), row("left", 2, { kind: "warm_up" })], { details });
  const { rows } = summary(now, EXERCISES, shown(now));
  assert.deepEqual(rows.map(({ name, left, right, bests }) => [name, left, right, bests]), [["Split squat", 1, 1, [{ side: "left" }]]]);
});

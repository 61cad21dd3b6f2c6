import assert from "node:assert/strict";
import test from "node:test";

import { field, plates, readNumber, stepped, writeNumber } from "../../static/js/log/numbers.js";

test("comma and dot are both the decimal point; anything else is no number", () => {
  for (const [text, value] of [["22,5", 22.5], ["22.5", 22.5], [" 1 000 ", 1000], ["-20", -20], ["−20", -20], [".5", 0.5], ["5.", 5]]) {
    assert.equal(readNumber(text), value, text);
  }
  for (const text of ["", "abc", "1,2,3", "1e3", "--2", null, undefined]) assert.equal(readNumber(text), null);
});

test("numbers are written without binary noise, in the reader's way", () => {
  assert.equal(writeNumber(0.1 + 0.2), "0.3");
  assert.equal(writeNumber(22.5, ","), "22,5");
  // What was typed too finely stays as it was typed, to be corrected.
  assert.equal(writeNumber(20.12345), "20.12345");
});

test("what was refused is said beside its number until something else is typed", () => {
  const given = { plan: "20.12345", exercise: {}, unit: "kg", needs: [{ field: "typed_load", text: "Three decimals at most." }] };
  const untouched = field("load", given);
  assert.deepEqual([untouched.refused, untouched.invalid, untouched.value], ["Three decimals at most.", true, "20.12345"]);
  const typed = field("load", { ...given, typed: "20.5" });
  assert.deepEqual([typed.refused, typed.invalid], [false, false]);
  assert.equal(field("reps", { ...given, plan: "8" }).invalid, false);
});

test("even steps go along the grid", () => {
  assert.equal(stepped(21, { step: 2.5 }, 1), 22.5);
  assert.equal(stepped(21, { step: 2.5 }, -1), 20);
  assert.equal(stepped(22.5, { step: 2.5 }, 1), 25);
  assert.equal(stepped(0, { step: 1 }, -1, 0), 0);
  assert.equal(stepped(-20, { step: 5 }, -1), -25);
});

test("real weights go from one to the next, and down to none", () => {
  const steps = { values: ["2", "4", "6.5", "10"] };
  assert.equal(stepped(4, steps, 1), 6.5);
  assert.equal(stepped(5, steps, 1), 6.5);
  assert.equal(stepped(5, steps, -1), 4);
  assert.equal(stepped(2, steps, -1, 0), 0);
  assert.equal(stepped(0, steps, 1), 2);
  assert.equal(stepped(10, steps, 1), 10);
  assert.equal(stepped(0, steps, -1), -2);
  assert.equal(stepped(0, steps, -1, 0), 0);
});

const plate = (load, count) => ({ label: `${load} kg`, load: String(load), count });
const BAR = { ends: 2, bars: [{ label: "20 kg", load: "20" }], plates: [plate(20, 4), plate(15, 2), plate(10, 2), plate(5, 2), plate(2.5, 2), plate(1.25, 1)] };
const hung = ({ each }) => each.map(({ label, count }) => `${count}x${label}`).join(" ");

test("a bar: the total with the bar, by end", () => {
  assert.deepEqual(plates(100, BAR), { bar: "20 kg", each: [{ label: "20 kg", count: 2 }], ends: 2, left: 0 });
  assert.equal(hung(plates(62.5, BAR)), "1x20 kg 1x1.25 kg");
  assert.deepEqual(plates(20, BAR).each, []);
});

test("one side of the bar: no bar counts", () => {
  assert.equal(hung(plates(22.5, { ...BAR, ends: 1, bars: [] })), "1x20 kg 1x2.5 kg");
});

test("it says what cannot be put on", () => {
  assert.equal(plates(63, BAR).left, 0.5);
  assert.equal(hung(plates(63, BAR)), "1x20 kg 1x1.25 kg");
});

test("a bar that is heavier than the load is said", () => {
  assert.equal(plates(15, BAR).left, -5);
});

test("the athlete's own few plates are not overdrawn, and greed does not miss a way", () => {
  const own = { ends: 2, bars: [{ label: "10 kg", load: "10" }], plates: [plate(10, 1), plate(7.5, 2), plate(2.5, 1)] };
  // Greedy would take the 10 and stay 5 short.
  assert.equal(hung(plates(40, own)), "2x7.5 kg");
  assert.equal(plates(80, own).left, 15);
});

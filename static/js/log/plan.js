// What the next set is likely to be. The same rules as apps/lifts/domain/prefill.py: one list of
// cases (tests/shared/prefill.json) holds both.

const KG_PER_LB = 0.45359237;
const same = (one, other) => Math.abs(one - other) < 1e-4;

const kg = (row) =>
  row.typed_load == null ? null : row.typed_load * (row.typed_unit === "lb" ? KG_PER_LB : 1);

/** The load of a row in `unit`: as it was typed where the unit is the athlete's. */
export function loadOf(row, unit) {
  if (row?.typed_load == null) return null;
  if (row.typed_unit === unit) return Number(row.typed_load);
  return Math.round((kg(row) / (unit === "lb" ? KG_PER_LB : 1)) * 100) / 100;
}

/** The first set that `side` has not done yet. */
export function nextIndex(done, side) {
  const logged = new Set(done.filter((row) => row.side === side).map((row) => row.set_index));
  let index = 1;
  while (logged.has(index)) index += 1;
  return index;
}

const counted = (rows, side) =>
  rows
    .filter((row) => row.side === side && row.kind !== "warm_up")
    .sort((one, other) => one.set_index - other.set_index);

/** The row that set `index` of `side` is likely to repeat, or null. Warm-ups tell nothing. */
export function planned(side, index, now, last) {
  const before = counted(last, side);
  return (
    counted(now, side).at(-1) ??
    before.findLast((row) => row.set_index === index) ??
    before.at(-1) ??
    null
  );
}

/** Why two sides of one set cannot be told apart: "matched", "planned", or "". */
export function silence(pair) {
  if (pair.length !== 2) return "";
  const [one, other] = pair;
  const unknown = pair.filter((row) => row.rir == null).length;
  const matched =
    one.reps === other.reps &&
    one.seconds === other.seconds &&
    (kg(one) === null ? kg(other) === null : kg(other) !== null && same(kg(one), kg(other)));
  if (unknown === 2 && matched) return "matched";
  return unknown && pair.some((row) => row.capped_by_plan) ? "planned" : "";
}

/** Rows in the order in which they were done. */
export const inOrder = (sets) =>
  [...sets].sort((one, other) =>
    Date.parse(one.performed_at) - Date.parse(other.performed_at) || (one.id < other.id ? -1 : 1),
  );

/** The first pair of the workout that says nothing: `{exercise, why}`, or null. */
export function firstSilent(sets) {
  const pairs = {};
  for (const row of inOrder(sets)) {
    if (row.kind !== "work" || !/left|right/.test(row.side)) continue;
    (pairs[`${row.exercise_id}/${row.set_index}`] ??= []).push(row);
  }
  const pair = Object.values(pairs).find(silence);
  return pair ? { exercise: pair[0].exercise_id, why: silence(pair) } : null;
}

// What the next set is likely to be, and whether it was the best. The same rules as
// apps/lifts/domain/prefill.py: one list of cases (tests/shared/prefill.json) holds both.

const KG_PER_LB = 0.45359237;
const kg = (row) => (row.typed_load ?? NaN) * (row.typed_unit === "lb" ? KG_PER_LB : 1);

/** The load of a row in `unit`: as it was typed where the unit is the athlete's. */
export function loadOf(row, unit) {
  if (row?.typed_load == null) return null;
  if (row.typed_unit === unit) return Number(row.typed_load);
  return Math.round((kg(row) / (unit === "lb" ? KG_PER_LB : 1)) * 100) / 100;
}

/** The first set that `side` has not done yet. */
export function nextIndex(done, side) {
  let index = 1;
  while (done.some((row) => row.side === side && row.set_index === index)) index += 1;
  return index;
}

/** The row that set `index` of `side` is likely to repeat, or null. Warm-ups tell nothing, nor does what was refused. */
export function planned(side, index, now, last) {
  const work = (rows) =>
    rows
      .filter((row) => row.side === side && row.kind !== "warm_up" && !row.needs)
      .sort((one, other) => one.set_index - other.set_index);
  const before = work(last);
  return work(now).at(-1) ?? before.findLast((row) => row.set_index === index) ?? before.at(-1) ?? null;
}

/** Why two sides of one set cannot be told apart: "matched", "planned", or "". */
export function silence([one, other, ...more]) {
  if (!other || more.length) return "";
  const unknown = (one.rir == null) + (other.rir == null);
  const alike = one.typed_load === other.typed_load ? one.typed_unit === other.typed_unit : Math.abs(kg(one) - kg(other)) < 1e-4;
  if (unknown === 2 && alike && one.reps === other.reps && one.seconds === other.seconds) return "matched";
  return unknown && (one.capped_by_plan || other.capped_by_plan) ? "planned" : "";
}

/** Rows in the order in which they were done. */
export const inOrder = (sets) =>
  sets.toSorted((one, other) => Date.parse(one.performed_at) - Date.parse(other.performed_at) || (one.id < other.id ? -1 : 1));

/** The first pair of the workout that says nothing: `{exercise, why}`, or null. */
export function firstSilent(sets) {
  const pairs = {};
  for (const row of inOrder(sets)) {
    if (row.kind === "work" && /left|right/.test(row.side)) (pairs[row.exercise_id + row.set_index] ??= []).push(row);
  }
  const pair = Object.values(pairs).find(silence);
  return pair ? { exercise: pair[0].exercise_id, why: silence(pair) } : null;
}

/**
 * Whether no set before `row` had at least its load for at least its count. `front` is what was
 * best, ranked as apps/lifts/queries/bests.py ranks it; a side's first set ever is no best.
 */
export function beats(row, best, exercise, bodyMass) {
  const { body_mass_share: share, load_basis, limb, implements: held, is_assisted } = exercise;
  const count = row.reps ?? row.seconds;
  let rank = kg(row) || 0;
  if (share > 0 && bodyMass) rank = share * bodyMass + rank * (load_basis === "per_implement" && limb !== "arm" ? held || 1 : 1);
  else if (is_assisted) rank = -Math.abs(rank);
  return Boolean(count && best?.front?.length && !best.front.some(([load, most]) => load >= rank - 0.01 && most >= count));
}

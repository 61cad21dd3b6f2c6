// Personal bests, each side by itself.
const KG_PER_LB = 0.45359237;

/** What a row is ranked by, kg: as apps/lifts/queries/bests.py ranks what came before it. */
function rank(row, exercise, bodyMass) {
  const load = Number(row.typed_load ?? 0) * (row.typed_unit === "lb" ? KG_PER_LB : 1);
  const share = Number(exercise.body_mass_share ?? 0);
  if (!share || !bodyMass) return exercise.is_assisted ? -Math.abs(load) : load;
  const held = exercise.load_basis === "per_implement" && exercise.limb !== "arm" ? exercise.implements : 1;
  return share * bodyMass + load * Math.max(held, 1);
}

/** Whether no set before it had at least its load for at least its count; the first ever is no best. */
export function beats(row, best, exercise, bodyMass) {
  const mine = rank(row, exercise, bodyMass);
  const count = row.reps ?? row.seconds;
  if (!best?.front?.length || !count) return false;
  return !best.front.some(([load, most]) => load >= mine - 0.01 && most >= count);
}

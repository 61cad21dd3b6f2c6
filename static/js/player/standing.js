// Where a session stands: what is kept of it, under everything done since. Pure.
import { readNumber, writeNumber } from "../log/numbers.js";
import { loadOf } from "../log/plan.js";

const keyOf = ({ position, set_index, side }) => `${position}.${set_index}.${side === "both" ? "" : side}`;

/** `session` as it is now; `log` is folded, `entries` are the outbox's. */
export function standing(session, log, entries) {
  const steps = session.steps.map((step) => ({ ...step }));
  const now = { ...session, steps, list: session.lines, lines: {}, skipped: new Set(session.skipped), done: {}, decimal: log.settings.decimal };
  for (const line of session.lines) now.lines[line.position] = { ...line };
  for (const { state, op } of entries) {
    const { entity, id, fields } = op;
    if (state === "attention") continue;
    if (entity === "session" && id === session.id) Object.assign(now, fields);
    if (fields.session_id !== session.id) continue;
    const line = now.lines[fields.position];
    if (entity === "session_swap") {
      const to = line.swaps.find(({ exercise_id }) => exercise_id === fields.exercise_id);
      if (!to) continue;
      Object.assign(line, to.line, { swaps: [] });
      for (const step of steps) if (step.position === fields.position) Object.assign(step, to.steps[step.key]);
    } else if (entity === "session_pain") line.stopped = true;
    else now.skipped[fields.state === "open" ? "delete" : "add"](keyOf(fields));
  }
  const { workout, sets } = log.workout ? log : (log.ended ?? {});
  now.workout = workout;
  for (const step of now.status === "planned" ? [] : steps) {
    const { exercise_id } = now.lines[step.position];
    const isIt = (row) =>
      row.exercise_id === exercise_id && row.set_index === step.set_number && row.side.replace("each", "both") === step.side;
    const row = sets?.find(isIt);
    if (row) now.done[step.key] = row;
  }
  const did = ({ key }) => now.done[key] || now.skipped.has(key);
  const at = steps.findIndex((step) => !did(step) && !now.lines[step.position].stopped);
  now.current = steps[at];
  now.last = steps.slice(0, at < 0 ? undefined : at).findLast(did);
  return now;
}

/** What a logged set says in the fields of `line`. */
export function values({ unit, decimal }, { counts }, row) {
  const load = loadOf(row, unit);
  return { load: load === null ? "" : writeNumber(load, decimal), [counts]: String(row[counts] ?? ""), rir: row.rir ?? "" };
}

/**
 * What the set of `step` will probably be: the set of the side that went first, else this side's last
 * one, else the plan; what was refused is not proposed again. A check is not copied from one side to the other: it would measure the plan.
 */
export function prefill(now, step) {
  const line = now.lines[step.position];
  const of = (changes) => [now.done[keyOf({ ...step, ...changes })]].find((row) => row && !row.needs);
  let typical = step.pair_order === 2 && !step.is_check && of({ side: step.side === "left" ? "right" : "left" });
  for (let set_index = step.set_index - 1; !typical && set_index >= 0; set_index -= 1) typical = of({ set_index });
  const plan = { typed_load: step.load || null, typed_unit: now.unit, [line.counts]: step.count };
  return { ...values(now, line, typical || plan), rir: "" };
}

/** The sets of one exercise, one row a set with a cell a side. */
export function rows(now, { position, side, key }) {
  const own = now.steps.filter((step) => step.position === position);
  return [...new Set(own.map((step) => step.set_index))].map((set_index) => ({
    n: set_index + 1,
    cells: (side === "both" ? [side] : ["left", "right"]).map((one) => {
      const step = own.find((other) => other.key === keyOf({ position, set_index, side: one }));
      const row = step && now.done[step.key];
      const told = row && values(now, now.lines[position], row);
      if (row) return { tone: "is-done", done: true, ...row, ...told, load: readNumber(told.load) ? told.load : "" };
      if (!step || now.skipped.has(step.key)) return { tone: "muted", rest: !step, out: step };
      return { tone: step.key === key ? "is-current" : "muted", now: step.key === key, plan: step.plan_words };
    }),
  }));
}

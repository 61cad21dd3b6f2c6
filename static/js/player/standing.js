// Where a session stands: what is kept of it, under everything done since. Pure.
import { loadOf } from "../log/plan.js";

const keyOf = ({ position, set_index, side }) => `${position}.${set_index}.${side === "both" ? "" : side}`;
const at = (row) => `${row.exercise_id}/${row.set_index}/${row.side === "each" ? "both" : row.side}`;

/** `session` as it is now; `log` is folded, `entries` are the outbox's. */
export function standing(session, log, entries) {
  const mark = log.settings?.decimal === "," ? "," : ".";
  const now = { ...session, mark, list: session.lines, lines: {}, skipped: new Set(session.skipped), done: {} };
  for (const line of session.lines) now.lines[line.position] = { ...line };
  for (const { state, op } of entries) {
    const { entity, id, fields } = op;
    if (state === "attention") continue;
    if (entity === "session" && id === session.id) {
      Object.assign(now, fields);
    } else if (fields.session_id === session.id) {
      if (entity === "session_pain") now.lines[fields.position].stopped = true;
      if (entity === "session_step") now.skipped[fields.state === "open" ? "delete" : "add"](keyOf(fields));
    }
  }
  now.workout = log.workout ?? log.ended?.workout;
  const sets = now.status === "planned" || !now.workout ? [] : log.workout ? log.sets : log.ended.sets;
  const logged = new Map(sets.map((row) => [at(row), row]));
  for (const step of session.steps) {
    const { exercise_id } = now.lines[step.position];
    const row = logged.get(at({ exercise_id, set_index: step.set_number, side: step.side }));
    if (row) now.done[step.key] = row;
  }
  const passed = ({ key, position }) => now.done[key] || now.skipped.has(key) || now.lines[position].stopped;
  now.current = session.steps.find((step) => !passed(step)) ?? null;
  const before = now.current ? session.steps.indexOf(now.current) : session.steps.length;
  now.last = session.steps.slice(0, before).findLast(({ key }) => now.done[key] || now.skipped.has(key)) ?? null;
  return now;
}

/**
 * What the set of `step` will probably be, `{load, count}`: the set of the side that went first, else
 * this side's last one, else the plan. A check is not copied from one side to the other: it would
 * measure the plan.
 */
export function prefill(now, step) {
  const { done } = now;
  const of = (changes) => done[keyOf({ ...step, ...changes })];
  let typical = step.pair_order === 2 && !step.is_check && of({ side: step.side === "left" ? "right" : "left" });
  for (let set_index = step.set_index - 1; !typical && set_index >= 0; set_index -= 1) typical = of({ set_index });
  return typical ? values(now, step, typical) : { load: step.load.replace(".", now.mark), count: String(step.count ?? "") };
}

/** What a logged set says, in the words of the fields. */
export function values({ unit, lines, mark }, step, row) {
  return {
    load: String(loadOf(row, unit) ?? "").replace(".", mark),
    count: String(row[lines[step.position].counts] ?? ""),
  };
}

/** The sets of the exercise in hand, one row a set with a cell a side: `{n, cells}`. */
export function rows(now, position) {
  const own = now.steps.filter((step) => step.position === position);
  const sides = own[0].side === "both" ? ["both"] : ["left", "right"];
  return [...new Set(own.map((step) => step.set_index))].sort((a, b) => a - b).map((set_index) => ({
    n: set_index + 1,
    cells: sides.map((side) => {
      const step = own.find(({ key }) => key === keyOf({ position, set_index, side }));
      const row = step && now.done[step.key];
      const out = step && !row && now.skipped.has(step.key);
      const told = row && values(now, step, row);
      return {
        none: !step,
        done: row && [{ count: told.count, load: loadOf(row, now.unit) ? told.load : "", timed: row.reps == null, [row.state]: true }],
        out,
        plan: step && !row && !out && step.plan_words,
        now: step === now.current,
        tone: step === now.current ? "is-current" : row ? "is-done" : "muted",
      };
    }),
  }));
}

// The log as it is here: the kept snapshot under everything done since. docs/offline.md has the rules.
const PLACES = { workout_exercise: "lines", lift_set: "sets" };
const KEYS = { lines: ["position", "id"], sets: ["set_index", "pair_order", "id"] };
const NONE = { workout: null, lines: [], sets: [] };

/** `log` with `entries` applied; every row says its `state`, a workout finished here is in `ended`. */
export function fold(log, entries) {
  const saved = (row) => ({ ...row, state: "saved" });
  let ended = log?.ended ?? null;
  let now = {
    workout: log?.workout ? saved(log.workout) : null,
    lines: (log?.lines ?? []).map(saved),
    sets: (log?.sets ?? []).map(saved),
  };
  const details = { ...log?.details };
  const joined = new Map();
  const real = (id) => joined.get(id) ?? id;

  for (const entry of entries) {
    const { kind, fields } = effectOf(entry);
    const { entity } = entry.op;
    const id = real(entry.op.id);
    const place = PLACES[entity];
    if (entity === "side_preference" && kind) {
      const { first_side: side } = fields;
      details[id] = { ...details[id], first_side: typeof side === "string" ? { side, chosen_by: "athlete" } : side };
    } else if (entity === "workout") {
      if (ended?.workout.id === id && (kind === "put" || fields.ended_at === null)) {
        now = { ...ended, workout: { ...ended.workout, ended_at: null } };
        ended = null;
      }
      if (kind === "put" && now.workout?.id !== id) {
        if (now.workout && now.workout.local_date === fields.local_date) {
          joined.set(id, now.workout.id);
          continue;
        }
        if (now.workout) ended = now;
        now = { ...NONE, workout: { id, rev: null, title: "", notes: "", session: null } };
      }
      if (now.workout?.id !== id) continue;
      now = kind === "delete" ? NONE : { ...now, workout: changed(now.workout, fields, entry) };
      if (now.workout?.ended_at) [ended, now] = [now, NONE];
    } else if (place) {
      let rows = now[place];
      const row = rows.find((other) => other.id === id);
      const { workout_id: parent, ...own } = fields;
      if (kind === "delete") rows = rows.filter((other) => other !== row);
      else if (row) rows = rows.map((other) => (other === row ? changed(row, own, entry) : other));
      else if (kind === "put" && now.workout && (!parent || real(parent) === now.workout.id)) {
        const same = place === "lines" && rows.find((other) => other.exercise_id === own.exercise_id);
        if (same?.id) joined.set(id, same.id);
        else rows = [...rows.filter((other) => other !== same), changed({ rev: null, ...same, id }, own, entry)];
      }
      now = { ...now, [place]: rows };
    }
  }
  const sorted = (place) => now[place].toSorted((a, b) => compare(a, b, KEYS[place]));
  return { ...log, ...now, details, lines: sorted("lines"), sets: sorted("sets"), ended };
}

/** An undo carries the `row` it brings back, null for none. What was refused may have left its row. */
function effectOf({ op, row, state, seen }) {
  const refused = state === "attention" || state === "conflict";
  if (seen || (refused && op.kind !== "put" && op.kind !== "patch")) return { kind: "", fields: {} };
  if (op.kind === "undo") return row ? { kind: "put", fields: row } : { kind: "delete", fields: {} };
  return op;
}

/** A refused row says what it `needs`: why, and of which of its fields. */
function changed(row, fields, { state, message, problems }) {
  if (state === "attention" || state === "conflict") {
    const needs = Object.entries(problems ?? { "": message }).map(([field, text]) => ({ field, text }));
    return { ...row, ...fields, state: "attention", needs };
  }
  const next = state === "waiting" && row.state !== "attention" ? state : row.state;
  return { ...row, ...fields, state: next ?? "saved" };
}

function compare(a, b, [key, ...others]) {
  const [x, y] = [a[key] ?? 0, b[key] ?? 0];
  if (x === y) return others.length ? compare(a, b, others) : 0;
  return x < y ? -1 : 1;
}

// What a tap asks for, as operations. Pure, but for the time and fresh ids.
import { uuid7 } from "../offline/ids.js";
import { readNumber } from "./numbers.js";

const put = (entity, id, fields) => ({ entity, id, kind: "put", fields });
const patch = (entity, row, fields) => ({ entity, id: row.id, kind: "patch", fields, row });
const remove = (entity, row) => ({ entity, id: row.id, kind: "delete", fields: {}, row });
const day = (now) => new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

/** Start a workout, with the list of an earlier one. */
export function begin(earlier, now = new Date()) {
  const id = uuid7();
  const groups = {};
  const workout = put("workout", id, {
    title: earlier?.title ?? "",
    started_at: now.toISOString(),
    local_date: day(now),
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC",
  });
  const lines = (earlier?.lines ?? []).map((line, at) =>
    add(id, line.exercise_id, at + 1, {
      first_side: line.first_side,
      superset: line.superset && (groups[line.superset] ??= uuid7()),
    }),
  );
  return [workout, ...lines];
}

export const add = (workout_id, exercise_id, position, more = {}) =>
  put("workout_exercise", uuid7(), { workout_id, exercise_id, position, first_side: "", superset: null, ...more });

/** Put another exercise in a line's place; one that has sets stays, and the other follows it. */
export const swap = (workout, line, exercise_id, hasSets) => [
  ...(hasSets ? [] : [remove("workout_exercise", line)]),
  add(workout, exercise_id, line.position, { superset: line.superset ?? null }),
];

/** Change places with a neighbour, whatever numbers the list had. */
export function move(lines, line, by) {
  const order = lines.filter((one) => one !== line);
  order.splice(lines.indexOf(line) + by, 0, line);
  return order.flatMap((one, at) =>
    one.position === at + 1 ? [] : [patch("workout_exercise", one, { position: at + 1 })],
  );
}

/** Do a line round with the next one, or by itself again. */
export function join(line, next, apart) {
  if (apart) return [patch("workout_exercise", next, { superset: null })];
  const superset = line.superset ?? uuid7();
  return [line, next]
    .filter((one) => one.superset !== superset)
    .map((one) => patch("workout_exercise", one, { superset }));
}

export const startWith = (line, first_side) => [patch("workout_exercise", line, { first_side })];
export const finish = (workout, now = new Date()) => [patch("workout", workout, { ended_at: now.toISOString() })];
export const rename = (workout, fields) => [patch("workout", workout, fields)];
export const discard = (workout) => [remove("workout", workout)];
export const drop = (line) => [remove("workout_exercise", line)];
export const dropSet = (row) => [remove("lift_set", row)];
export const edit = (row, fields) => [patch("lift_set", row, fields)];

const measured = (fields, unit) =>
  Object.fromEntries(
    fields.flatMap(({ name, value }) => {
      const number = readNumber(value);
      if (name !== "load") return [[name, number]];
      return [["typed_load", number === null ? null : String(number)], ["typed_unit", number === null ? "" : unit]];
    }),
  );

/** The next set of `sides`, in the order in which they are done. */
export function log({ workout, line, sides, goesSecond, kind, unit, salt, now = new Date() }) {
  return sides.map((side, at) =>
    put("lift_set", derivedId(workout, `${salt}/${line.key}/${side.side}/${side.index}`), {
      workout_id: workout,
      exercise_id: line.exercise_id,
      performed_at: new Date(+now + at).toISOString(),
      set_index: side.index,
      side: side.side,
      side_source: "logged",
      pair_order: /left|right/.test(side.side) ? (goesSecond ? 2 : at + 1) : null,
      kind,
      ...measured(side.fields, unit),
      capped_by_plan: kind === "work" && side.asPlanned,
    }),
  );
}

/** What of a set was changed in its form; numbers that were left alone are not sent. */
export function corrections(row, fields, choices, unit) {
  const changed = fields.filter((field) => field.value !== field.plan);
  const { rir, pain, ...others } = choices;
  const found = { ...measured(changed, unit), ...others };
  if (rir !== undefined) found.rir = rir === "" ? null : rir;
  if (pain !== undefined) found.pain = pain === "" ? null : Number(pain);
  return Object.fromEntries(Object.entries(found).filter(([name, value]) => (row[name] ?? null) !== value));
}

/** Take changes back, the last one first; each carries the row as it was. */
export const undo = (made) =>
  made.toReversed().map(({ op, row }) => ({
    entity: op.entity,
    id: op.id,
    kind: "undo",
    fields: { operation_id: op.op_id },
    row: op.kind === "put" ? null : row,
  }));

/**
 * The id of a row that every tab of this device makes alike, so that one set pressed in two tabs
 * at once is one row: of version 7, as old as `seed`, the rest mixed from `text`.
 */
export function derivedId(seed, text) {
  const hex = [1, 2, 3].map((start) => {
    let mixed = start * 0x9e3779b1;
    for (const letter of text) mixed = Math.imul(mixed ^ letter.codePointAt(), 0x01000193 + start * 2);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
    return ((mixed ^ (mixed >>> 13)) >>> 0).toString(16).padStart(8, "0");
  });
  const all = hex.join("");
  return `${seed.slice(0, 13)}-7${all.slice(0, 3)}-8${all.slice(3, 6)}-${all.slice(6, 18)}`;
}

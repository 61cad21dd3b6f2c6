// What a tap asks for, as operations; each carries the row as it was. Pure, but for time and ids.
import { uuid7 } from "../offline/ids.js";
import { readNumber } from "./numbers.js";

const put = (entity, id, fields) => ({ entity, id, kind: "put", fields });
// What the row did not say yet is put down as unknown, so that taking the change back clears it.
const known = (row, fields) => ({ ...Object.fromEntries(Object.keys(fields).map((name) => [name, null])), ...row });
export const patch = (entity, row, fields) => ({ entity, id: row.id, kind: "patch", fields, row: known(row, fields) });
export const remove = (entity, row) => ({ entity, id: row.id, kind: "delete", fields: {}, row });

/** Start a workout, with the list of an earlier one. */
export function begin(earlier, now = new Date()) {
  const id = uuid7();
  const groups = {};
  const fields = {
    title: earlier?.title ?? "",
    started_at: now.toISOString(),
    local_date: new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10),
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC",
  };
  const lines = (earlier?.lines ?? []).map(({ exercise_id, superset }, at) =>
    add(id, exercise_id, at + 1, { superset: superset && (groups[superset] ??= uuid7()) }),
  );
  return [put("workout", id, fields), ...lines];
}

export const add = (workout_id, exercise_id, position, more) =>
  put("workout_exercise", uuid7(), { workout_id, exercise_id, position, first_side: "", superset: null, ...more });

export const finish = (workout, now = new Date()) => [patch("workout", workout, { ended_at: now.toISOString() })];

/** Let `side` start this exercise from now on; `was` is what the log knows of its first side. */
export const prefer = (line, side, was) => [
  patch("workout_exercise", line, { first_side: side }),
  patch("side_preference", { id: line.exercise_id, first_side: was }, { first_side: side }),
];

/** Put another exercise in a line's place; one that has sets stays, and the other follows it. */
export const swap = (workout, line, exercise_id, hasSets) => [
  ...(hasSets ? [] : [remove("workout_exercise", line)]),
  add(workout, exercise_id, line.position, { superset: line.superset }),
];

/** Change places with a neighbour, whatever numbers the list had. */
export const move = (lines, line, by) =>
  lines
    .toSpliced(lines.indexOf(line), 1)
    .toSpliced(lines.indexOf(line) + by, 0, line)
    .flatMap((one, at) => (one.position === at + 1 ? [] : patch("workout_exercise", one, { position: at + 1 })));

/** Do a line round with the next one, or let that one be by itself again. */
export const join = (line, next, apart, superset = line.superset ?? uuid7()) =>
  (apart ? [next] : [line, next]).map((one) => patch("workout_exercise", one, { superset: apart ? null : superset }));

const measured = (fields, unit) =>
  Object.fromEntries(
    fields.flatMap(({ name, value }) => {
      const number = readNumber(value);
      if (name !== "load") return [[name, number]];
      return [["typed_load", number === null ? null : String(number)], ["typed_unit", number === null ? "" : unit]];
    }),
  );

/** The next set of `sides`, in the order in which they are done; `second` after the other side. */
export const log = ({ workout, line, sides, second, kind, unit, salt, now = Date.now() }) =>
  sides.map(({ side, index, fields, asPlanned }, at) =>
    put("lift_set", derivedId(workout.id, `${salt}/${line.key}/${side}/${index}`), {
      workout_id: workout.id,
      exercise_id: line.exercise_id,
      performed_at: new Date(now + at).toISOString(),
      set_index: index,
      side,
      side_source: "logged",
      pair_order: side === "both" ? null : second ? 2 : at + 1,
      kind,
      ...measured(fields, unit),
      capped_by_plan: kind === "work" && Boolean(asPlanned),
    }),
  );

/** What of a set was changed in its form; numbers that were left alone are not sent. */
export function corrections(row, fields, { kind, rir, pain, note }, unit) {
  const found = {
    ...measured(fields.filter((field) => field.value !== field.plan), unit),
    kind,
    rir: rir === "" ? null : rir,
    pain: pain === "" ? null : Number(pain),
    note,
  };
  return Object.fromEntries(Object.entries(found).filter(([name, value]) => (row[name] ?? null) !== (value ?? null)));
}

/** Take changes back, the last one first. */
export const undo = (made) =>
  made.toReversed().map(({ op, row = null }) => ({ entity: op.entity, id: op.id, kind: "undo", fields: { operation_id: op.op_id }, row }));

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

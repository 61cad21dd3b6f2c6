// What a tap in the player asks for, as operations. Pure, but for the time and fresh ids.
import { add, begin, log as logSides, finish as end } from "../log/changes.js";
import { uuid7 } from "../offline/ids.js";

const note = (entity, now, fields) => ({ entity, id: uuid7(), kind: "put", fields: { session_id: now.id, ...fields } });
const patch = ({ id }, fields) => ({ entity: "session", id, kind: "patch", fields });

/** Begin the session: in the workout that runs, else in a new one; its exercises go on the list. */
export function start(session, log, time = new Date()) {
  const made = log.workout ? [] : begin(null, time);
  const [{ id, fields }] = made.length ? made : [{ ...log.workout, fields: log.workout }];
  const listed = log.lines.map((line) => line.exercise_id);
  const fresh = session.list.filter(({ exercise_id }) => !listed.includes(exercise_id) && listed.push(exercise_id));
  const last = Math.max(0, ...log.lines.map((line) => line.position));
  const { started_at, local_date, time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone } = fields;
  return [
    ...made,
    ...fresh.map(({ exercise_id, first_side }, at) => add(id, exercise_id, last + at + 1, { first_side })),
    patch(session, { status: "running", workout_id: id, started_at, time_zone, local_date }),
  ];
}

/** One set of one side. Its id is the step's: pressed twice, or in two tabs, it is one row. */
export function log(now, step, fields, rir, salt) {
  const { key, side, set_number, kind, capped, pair_order, position } = step;
  const line = { key, exercise_id: now.lines[position].exercise_id };
  const sides = [{ side, index: set_number, fields }];
  const [op] = logSides({ workout: now.workout, line, sides, kind, unit: now.unit, salt });
  Object.assign(op.fields, { pair_order, capped_by_plan: capped, rir: rir || null });
  return op;
}

/** Leave a set out, or take that back. */
export const skip = (now, { position, set_index, side }, state = "skipped") =>
  note("session_step", now, { position, set_index, side, state });

/** An exercise ends for the day. What may not be kept is not told. */
export const hurts = (now, { position }, { side, pain, may_keep = null }) =>
  note("session_pain", now, { position, side: may_keep && side, pain: may_keep && Number(pain), may_keep: Boolean(may_keep) });

/** An equivalent stands in for the exercise of a line. */
export const swap = (now, { position }, exercise_id) =>
  note("session_swap", now, { position, exercise_id, instead_of: now.lines[position].exercise_id });

/** The session is done, and its workout with it. */
export const finish = (now, { workout }, time = new Date()) => [
  patch(now, { status: "done", ended_at: time.toISOString() }),
  ...(workout ? end(workout, time) : []),
];

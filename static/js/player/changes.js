// What a tap in the player asks for, as operations. Pure, but for the time and fresh ids.
import { add, begin, derivedId, finish as end } from "../log/changes.js";
import { readNumber } from "../log/numbers.js";
import { uuid7 } from "../offline/ids.js";

const put = (entity, id, fields) => ({ entity, id, kind: "put", fields });
const patch = (session, fields) => ({ entity: "session", id: session.id, kind: "patch", fields });

/** Begin the session: in the workout that runs, else in a new one; its exercises go on the list. */
export function start(session, log, time = new Date()) {
  const made = log.workout ? [] : begin(null, time);
  const { id, fields } = made[0] ?? { id: log.workout.id, fields: log.workout };
  const listed = new Set(log.lines.map((line) => line.exercise_id));
  let position = Math.max(0, ...log.lines.map((line) => line.position));
  const lines = session.lines.flatMap(({ exercise_id, first_side }) => {
    if (listed.has(exercise_id)) return [];
    listed.add(exercise_id);
    return [add(id, exercise_id, (position += 1), { first_side })];
  });
  const { started_at, local_date } = fields;
  const time_zone = fields.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [...made, ...lines, patch(session, { status: "running", workout_id: id, started_at, time_zone, local_date })];
}

export const measured = (line, unit, { load, count, rir }) => {
  const number = line.asks_load ? readNumber(load) : null;
  return {
    typed_load: number === null ? null : String(number),
    typed_unit: number === null ? "" : unit,
    [line.counts]: readNumber(count),
    rir: rir || null,
  };
};

/** One set of one side. Its id is the step's: pressed twice, or in two tabs, it is one row. */
export function log(now, step, typed, salt, time = new Date()) {
  const line = now.lines[step.position];
  const id = derivedId(now.workout.id, `${salt}/${step.key}`);
  return put("lift_set", id, {
    workout_id: now.workout.id,
    exercise_id: line.exercise_id,
    performed_at: time.toISOString(),
    set_index: step.set_number,
    side: step.side,
    side_source: "logged",
    pair_order: step.pair_order,
    kind: step.kind,
    capped_by_plan: step.capped,
    ...measured(line, now.unit, typed),
  });
}

/** Leave a set out, or take that back. */
export const skip = (now, { position, set_index, side }, state = "skipped") =>
  put("session_step", uuid7(), { session_id: now.id, position, set_index, side, state });

/** An exercise ends for the day. What may not be kept is not told. */
export const hurts = (now, position, { side, pain, may_keep }) =>
  put("session_pain", uuid7(), {
    session_id: now.id,
    position,
    side: may_keep ? side : null,
    pain: may_keep ? Number(pain) : null,
    may_keep,
  });

/** The session is done, and its workout with it. */
export function finish(now, log, time = new Date()) {
  const done = patch(now, { status: "done", ended_at: time.toISOString() });
  return log.workout ? [done, ...end(log.workout, time)] : [done];
}

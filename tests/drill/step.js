// One thing a person does in one tab, chosen by dice, on what this tab shows at this moment.
async ({ kind, dice, exercises }) => {
  const { put, entries, read, dismiss, retry } = globalThis.drill;
  const { fold } = globalThis.drillFold;
  const id = () => globalThis.drillIds.uuid7();
  const pick = (list) => list[Math.floor(dice[0] * list.length)];
  const now = new Date().toISOString();
  // A change of a row that waits for a person takes the place of what waits there, under a name of
  // its own (tests/js/rules.test.mjs): here the person tries again first, so that each name arrives.
  const failed = (await entries()).filter((entry) => entry.state === "attention" && entry.code === "server");
  for (const entry of failed) await retry(entry.seq);
  const retried = failed.length;
  const all = await entries();
  for (const entry of all) if (entry.state === "conflict" && !entry.seen) await dismiss(entry.seq);
  const { workout, lines = [], sets = [] } = fold((await read("log")) ?? {}, all);

  const start = () => {
    const workout_id = id();
    const day = (at) => new Date(at - at.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
    const fields = { started_at: now, time_zone: "UTC", local_date: day(new Date()), title: dice[1] < 0.5 ? "Legs" : "" };
    const list = exercises.map((exercise_id, at) => line(workout_id, exercise_id, at + 1));
    return [{ entity: "workout", id: workout_id, kind: "put", fields }, ...list];
  };
  const line = (workout_id, exercise_id, position) => ({ entity: "workout_exercise", id: id(), kind: "put", fields: { workout_id, exercise_id, position, first_side: "" } });
  const add = () => {
    const { exercise_id } = pick(lines);
    const side = dice[1] < 0.5 ? "left" : "right";
    const same = sets.filter((set) => set.exercise_id === exercise_id && set.side === side);
    const set_index = 1 + Math.max(0, ...same.map((set) => set.set_index));
    const fields = { workout_id: workout.id, exercise_id, set_index, side, reps: 1 + Math.floor(dice[2] * 15), typed_load: String(Math.floor(dice[3] * 80) / 2), typed_unit: "kg", performed_at: now };
    return [{ entity: "lift_set", id: id(), kind: "put", fields }];
  };
  const change = (row, fields) => ({ entity: "lift_set", id: row.id, kind: "patch", fields });
  const edit = () => {
    const fields = {};
    if (dice[1] < 0.6) fields.reps = 1 + Math.floor(dice[2] * 15);
    if (dice[1] > 0.4) fields.rir = String(Math.floor(dice[3] * 8) / 2);
    if (dice[2] < 0.2) fields.note = `felt ${Math.floor(dice[3] * 1000)}`;
    return [change(pick(sets), fields)];
  };
  const undo = () => {
    const { op_id, entity, row, key } = pick(mine);
    return [{ entity, id: key, kind: "undo", fields: { operation_id: op_id }, row }];
  };
  const move = () => {
    const one = pick(lines);
    const two = lines[(lines.indexOf(one) + 1) % lines.length];
    const to = (row, position) => ({ entity: "workout_exercise", id: row.id, kind: "patch", fields: { position } });
    return [to(one, two.position), to(two, one.position)];
  };
  const finish = () => [{ entity: "workout", id: workout.id, kind: "patch", fields: { ended_at: now } }];

  const mine = JSON.parse(sessionStorage.getItem("drill") ?? "[]");
  let ops;
  if (!workout) ops = start();
  else if (!lines.length) ops = [line(workout.id, exercises[0], 1)];
  else if (kind === "finish") ops = finish();
  else if (kind === "move" && lines.length > 1) ops = move();
  else if (kind === "undo" && mine.length) ops = undo();
  else if (kind === "edit" && sets.length) ops = edit();
  else if (kind === "delete" && sets.length) ops = [{ entity: "lift_set", id: pick(sets).id, kind: "delete", fields: {} }];
  else ops = add();

  let made;
  try {
    made = await put(ops);
  } catch (error) {
    if (error.name === "QuotaExceededError") return { refused: true, retried };
    throw error;
  }
  for (const op of made) {
    const row = sets.find((set) => set.id === op.id) ?? null;
    if (op.entity === "lift_set" && op.kind !== "undo") mine.push({ op_id: op.op_id, entity: op.entity, key: op.id, row });
  }
  sessionStorage.setItem("drill", JSON.stringify(mine.slice(-12)));
  return { made, retried };
}

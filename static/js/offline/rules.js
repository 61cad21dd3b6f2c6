// What may be sent when, and what an answer makes of an entry. Pure.
const MOST_FAILS = 20;
const DAY = 86_400_000;

/** The waiting entries before which nothing was refused: on their row, or on the row they hang on. */
export function sendable(entries) {
  const rows = new Set();
  const parents = new Set();
  return entries.filter(({ state, op }) => {
    const free = !rows.has(op.id) && !Object.values(op.fields).some((value) => parents.has(value));
    if (state === "attention" || (state === "waiting" && !free)) {
      rows.add(op.id);
      if (op.kind === "put") parents.add(op.id);
    }
    return state === "waiting" && free;
  });
}

/** The waiting entries that the refused one holds up. */
export function dependents(entries, refused) {
  const alone = entries.filter(({ state }) => state === "waiting" || state === "attention");
  const free = sendable(alone.map((entry) => ({ ...entry, state: entry === refused ? "attention" : "waiting" })));
  const seqs = new Set([refused.seq, ...free.map(({ seq }) => seq)]);
  return entries.filter(({ seq, state }) => state === "waiting" && !seqs.has(seq));
}

/** Write the server's answers into `entries`; return those that they settle. */
export function settle(entries, acks) {
  const settled = [];
  for (const { op_id, status, rev, code, message, problems, lost } of acks) {
    const entry = entries.find(({ state, op }) => state === "waiting" && op.op_id === op_id);
    if (!entry || status === "later") continue;
    let state = status === "conflict" || Object.keys(lost ?? {}).length ? "conflict" : "saved";
    if (status === "rejected") {
      // Refused only for what it hangs on: it has its turn when that is mended.
      if (!sendable(entries).includes(entry)) continue;
      state = "attention";
    }
    settled.push(Object.assign(entry, { state, rev, code, message, problems, lost }));
  }
  return settled;
}

/**
 * What becomes of an entry on which the server fails by itself. A server that fails on everything is
 * not the entry's fault: it needs somebody once others were taken meanwhile (`guilty`), or when a day
 * of tries has shown that nobody is about to mend the server.
 */
export function blamed({ fails = 0, since, guilty, ...entry }, now = Date.now()) {
  since ??= now;
  guilty ||= fails >= MOST_FAILS && Math.abs(now - since) > DAY;
  return { ...entry, fails: fails + 1, since, guilty, code: "server", state: guilty ? "attention" : "waiting" };
}

/** What its maker had seen of the row: a revision, or the last change made here and not answered yet. */
export function baseOf(op, log, entries) {
  const own = entries.filter((entry) => entry.op.id === op.id && entry.state !== "attention");
  const last = own.at(-1);
  if (last?.state === "waiting") return { base_rev: null, base_op: last.op.op_id };
  const rows = [log?.workout, ...(log?.lines ?? []), ...(log?.sets ?? [])];
  const seen = [rows.find((row) => row?.id === op.id), ...own].map((one) => one?.rev ?? 0);
  return { base_rev: Math.max(...seen) || null, base_op: null };
}

/** How a change mends a refused one of its row, in place of waiting behind it; null if it does not. */
export function mend(op, entries) {
  const refused = entries.find(({ state, op: { id, kind } }) => state === "attention" && id === op.id && (kind === "put" || kind === "patch"));
  if (!refused) return null;
  if (op.kind === "put" || op.kind === "patch") {
    const { seq, owner, op: { kind, base_rev, base_op, fields } } = refused;
    return { entry: { seq, owner, state: "waiting", op: { ...op, kind, base_rev, base_op, fields: { ...fields, ...op.fields } } } };
  }
  if (op.kind === "undo" && op.fields.operation_id !== refused.op.op_id) return null;
  const made = refused.op.kind === "put";
  const drop = [refused, ...(made ? dependents(entries, refused) : [])];
  // A failing server may have taken it all the same.
  return refused.code === "server" || (op.kind === "delete" && !made) ? { drop } : { drop, entry: null };
}

// Everything done here: kept on the device first, then sent. What is promised stands in docs/offline.md.
import { uuid7 } from "./ids.js";
import { baseOf, blamed, dependents, mend, sendable, settle } from "./rules.js";
import { within } from "./store.js";

const SCHEMA = 1;
const language = document.documentElement.lang; // of the page, for snapshots hold words
const MOST = 50;
const NAME = "levelset-outbox";
const BREATH_MS = 10_000; // between snapshots asked for because something was sent
const channel = new BroadcastChannel(NAME);
const listeners = new Set();
const watched = new Map();
let wanted = new Set();
let who = null; // whose entries these are: the last athlete that a page or /me/ has named
let mine = [];
let gone = false; // they signed out with something unsent: it waits, and is shown to nobody
let trouble = ""; // why nothing is sent: offline, signed-out, old, server
let skew = 0;
let size = MOST;
let delay = 0;
let notBefore = 0; // by a clock that nobody sets
const suspects = new Set(); // failed three times by themselves: others are tried without them
let timer;
let running;
let again;
let started = false;

const of = async (db, owner) => (await db.all("entries")).filter((entry) => entry.owner === owner);
const meta = (key, value) => within((db) => db.put("meta", value, key));
const count = (...states) => mine.filter(({ state }) => states.includes(state)).length;

async function load() {
  [who, mine, gone] = await within(async (db) => {
    const owner = (!(await db.get("meta", "doubt")) && (await db.get("meta", "owner"))) || null;
    return [owner, await of(db, owner), Boolean(owner) && (await db.get("meta", "gone")) === owner];
  }, "readonly");
  for (const listener of listeners) listener();
}
let ready = load().catch(() => {});
const changed = () => {
  channel.postMessage("");
  return (ready = load());
};
channel.onmessage = () => (ready = load());

/** Keep changes, all or none of them; resolves to the operations once they are on the disk. */
export async function put(ops) {
  await ready;
  const owner = who;
  if (!owner || gone) throw new Error("nobody");
  const made = await within(async (db) => {
    let entries = await of(db, owner);
    const log = (await db.get("kept", [owner, "log"]))?.data;
    const dev = (await db.get("meta", "dev")) ?? uuid7();
    let dev_seq = (await db.get("meta", "dev_seq")) ?? 0;
    const full = [];
    for (const { row, ...given } of [ops].flat()) {
      dev_seq += 1;
      const op = { op_id: uuid7(), fields: {}, ...stamp(), dev, dev_seq, schema: SCHEMA, ...baseOf(given, log, entries), ...given };
      const refused = mend(op, entries);
      const { drop = [], entry = { owner, state: "waiting", op, row } } = refused ?? {};
      for (const { seq } of drop) await db.drop("entries", seq);
      if (entry) entries.push({ ...entry, seq: await db.put("entries", entry) });
      if (refused) entries = await of(db, owner);
      full.push(op);
    }
    await db.put("meta", dev, "dev");
    await db.put("meta", dev_seq, "dev_seq");
    return full;
  });
  await changed();
  navigator.storage?.persist?.();
  flush();
  return made;
}

function stamp(now = new Date()) {
  const away = -now.getTimezoneOffset();
  const local = new Date(now.getTime() + away * 60_000).toISOString().slice(0, -1);
  const two = (number) => String(Math.floor(number)).padStart(2, "0");
  const offset = (away < 0 ? "-" : "+") + two(Math.abs(away) / 60) + ":" + two(Math.abs(away) % 60);
  return { made_at: local + offset, tz: Intl.DateTimeFormat().resolvedOptions().timeZone, local_date: local.slice(0, 10) };
}

export const entries = () => ready.then(() => (gone ? [] : mine));
export const owner = () => ready.then(() => (gone ? null : who));

/** The owner's kept snapshot of that name, or null. */
export async function read(name) {
  await ready;
  const kept = who && !gone && (await within((db) => db.get("kept", [who, name]), "readonly"));
  return kept?.data ?? null;
}

/** A secret of the device, the same in all its tabs from the first moment, until it is renewed. */
export const salt = (renew) =>
  within(async (db) => {
    const made = (!renew && (await db.get("meta", "salt"))) || uuid7();
    await db.put("meta", made, "salt");
    return made;
  });

/** Call `listener` after every change in any tab; returns how to stop that. */
export function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Keep the snapshot at `url`: fresh on every visit, or no older than `age` ms. */
export function watch(name, url, age = 0) {
  if (age && watched.has(name)) return;
  watched.set(name, { url, age });
  if (!age) wanted.add(name);
  if (started) flush();
}

export function status() {
  const waiting = count("waiting");
  const attention = count("attention", "conflict");
  let state = waiting ? "waiting" : "saved";
  if (!navigator.onLine || trouble === "offline" || (trouble === "server" && !waiting)) state = "offline";
  if (waiting && trouble === "signed-out") state = trouble;
  if (attention) state = "attention";
  return { waiting, attention, unsent: waiting + count("attention"), state, trouble, skew };
}

/** What no server has, as a file. */
export function unsentFile() {
  const unsent = (gone ? [] : mine).filter(({ state }) => state === "waiting" || state === "attention");
  const text = JSON.stringify({ levelset: SCHEMA, athlete: who, ops: unsent.map(({ op }) => op) }, null, 1);
  return new Blob([text], { type: "application/json" });
}

async function edit(seq, work) {
  await within(async (db) => {
    const all = await of(db, who);
    const entry = all.find((other) => other.seq === seq);
    if (entry) await work(entry, (next) => db.put("entries", { ...entry, ...next }), (gone) => db.drop("entries", gone.seq), all);
  });
  await changed();
  flush();
}

export const retry = (seq) => edit(seq, (entry, write) => write({ state: "waiting", fails: 0 }));

/** Drop what was refused, and what waits for the row that it would have made. */
export const discard = (seq) =>
  edit(seq, async (entry, write, drop, all) => {
    if (entry.state !== "attention") return;
    const lost = entry.op.kind === "put" ? dependents(all, entry) : [];
    for (const gone of [entry, ...lost]) await drop(gone);
  });

/** A conflict has been read. */
export const dismiss = (seq) =>
  edit(seq, (entry, write, drop) => entry.state === "conflict" && (entry.seen ? drop(entry) : write({ state: "saved" })));

/** Begin on a page that knows who is signed in: an athlete's id, "" for nobody; undefined if it cannot know. */
export async function start(athlete) {
  await within(async (db) => {
    // What a failing server would not take gets one more try on every page.
    for (const entry of await db.all("entries")) {
      if (entry.state === "attention" && entry.code === "server") await db.put("entries", { ...entry, state: "waiting", fails: 2 });
    }
    if (athlete === undefined) return;
    const last = await db.get("meta", "owner");
    const left = await db.get("meta", "leaving");
    await db.put("meta", "", "leaving");
    if (athlete) await name(db, athlete);
    if (athlete || !last || left !== last) return;
    // Signed out on purpose: if everything was sent, nothing stays.
    const entries = await of(db, last);
    if (entries.some(({ state }) => state === "waiting" || state === "attention")) return db.put("meta", last, "gone");
    for (const { seq } of entries) await db.drop("entries", seq);
    await db.drop("kept", every(last));
    await db.drop("meta", "owner");
  }).catch(() => {});
  await changed();
  started = true;
  if (athlete === "") trouble = "signed-out";
  else flush();
}

async function name(db, athlete) {
  await db.put("meta", athlete, "owner");
  await db.put("meta", false, "doubt");
  await db.put("meta", "", "gone");
}

/** Somebody is about to sign in: nobody's log is shown until they are named, or cannot be. */
export const doubt = () => meta("doubt", true);

/** The athlete is about to sign out. */
export const leave = () => meta("leaving", who);

const every = (owner) => IDBKeyRange.bound([owner], [owner, []]);

/** Send what waits and refresh what is kept, one tab at a time. */
export function flush() {
  again = running;
  running ??= run().finally(() => {
    running = null;
    if (again) flush();
  });
  return running;
}

async function run() {
  again = null;
  clearTimeout(timer);
  await load();
  if (performance.now() >= notBefore && (sendable(mine).length || (await due()).length)) {
    await alone(round).catch(async (error) => {
      trouble = error.trouble ?? "offline";
      delay = Math.min(60_000, delay * 2 || 1000);
      notBefore = performance.now() + (error.after ?? 0) * 1000;
      if (!who) await meta("doubt", false);
    });
    await changed();
  }
  const later = Math.max(delay * (0.5 + Math.random() / 2), notBefore - performance.now());
  if (trouble === "signed-out" || trouble === "old") return;
  if (sendable(mine).length) timer = setTimeout(flush, later);
  else if (count("saved")) timer = setTimeout(flush, Math.max(later, BREATH_MS));
}

async function round() {
  let me = await call("/me/");
  skew = Math.round((Date.parse(me.server_time) - Date.now()) / 60_000);
  if (me.min_schema > SCHEMA) throw { trouble: "old" };
  if (!me.athlete) throw { trouble: "signed-out" };
  if (gone || me.athlete !== who) {
    await within((db) => name(db, me.athlete));
    await changed();
  }
  let renewed;
  let failed;
  for (;;) {
    const all = await within((db) => of(db, me.athlete), "readonly");
    const batch = sendable(all.map((entry) => (suspects.has(entry.seq) ? { ...entry, state: "attention" } : entry))).slice(0, size);
    if (!batch.length) {
      if (!suspects.size) break;
      // There is nothing else to try: it may as well be the server.
      suspects.clear();
      throw failed ?? { trouble: "server" };
    }
    try {
      const body = JSON.stringify({ athlete: me.athlete, ops: batch.map(({ op }) => op) });
      const { acks } = await call("/sync/", body, me.csrf);
      const note = (write) =>
        within(async (db) => {
          const done = settle(await of(db, me.athlete), acks);
          for (const entry of done) await write(db, entry);
          return done.length;
        });
      // With a full disk nothing can be written, but what the server has can go.
      const settled = await note((db, entry) => db.put("entries", entry)).catch(() =>
        note((db, { seq, state }) => state === "saved" && db.drop("entries", seq)),
      );
      await changed();
      if (!settled) throw { trouble: "server" };
      await convict();
      failed = null;
      size = Math.min(MOST, size * 2);
    } catch (error) {
      if (error.stale && !renewed) renewed = me = await call("/me/");
      else if (!error.heavy) throw error;
      else if (batch.length > 1) size = Math.ceil(batch.length / 2);
      else {
        const [{ seq }] = batch;
        if (await blame(seq)) continue;
        // At most one other is tried a round: a server in trouble is not to be flooded.
        if (failed || !suspects.has(seq)) throw error;
        failed = error;
      }
    }
  }
  trouble = "";
  delay = 0;
  await refresh(me.athlete);
}

/** A change has failed by itself; whether it stands aside now. The third time it is a suspect. */
function blame(seq) {
  return within(async (db) => {
    const found = await db.get("entries", seq);
    if (!found) return true;
    const entry = blamed(found);
    if (entry.fails > 2) suspects.add(seq);
    if (entry.guilty) suspects.delete(seq);
    await db.put("entries", entry);
    return entry.guilty;
  });
}

/** Another change was taken: the suspects' next failure is their own. */
async function convict() {
  for (const seq of suspects) {
    await within(async (db) => {
      const entry = await db.get("entries", seq);
      if (entry?.fails > 2) await db.put("entries", { ...entry, guilty: true });
    });
  }
  suspects.clear();
}

/** A portal's page, a gateway's page and a redirect are no answers. */
async function get(url, options) {
  const signal = AbortSignal.timeout(15_000);
  const response = await fetch(url, { redirect: "error", cache: "no-store", signal, ...options });
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  return { response, data: isJson ? await response.json() : null };
}

async function call(url, body, csrf) {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf };
  const { response, data } = await get(url, body && { method: "POST", body, headers });
  const { status, ok, headers: said } = response;
  if (ok && data) return data;
  throw {
    trouble: { 401: "signed-out", 426: "old" }[status] ?? "server",
    stale: status === 403 && said.get("X-CSRF") === "stale",
    heavy: body && (status === 413 || (status >= 500 && status !== 503)),
    after: Number(said.get("Retry-After")) || 0,
  };
}

const nameOf = ({ op }) => (op.entity.startsWith("session") ? "session" : "log");

/** The snapshots to ask for, each with what is kept of it. */
async function due() {
  const kept = who ? await within((db) => db.all("kept", every(who)), "readonly") : [];
  const settled = mine.filter(({ state, seen }) => state === "saved" || (state === "conflict" && !seen));
  return [...watched].flatMap(([name, { url, age }]) => {
    const old = kept.find((one) => one.name === name) ?? { name, owner: who, at: 0 };
    const passed = Math.abs(Date.now() - old.at);
    const isDue = wanted.has(name) || old.language !== language || (age && passed > age) || (passed > BREATH_MS && settled.some((one) => nameOf(one) === name));
    return isDue ? { ...old, url } : [];
  });
}

async function refresh(athlete) {
  const settled = mine.filter(({ state }) => state === "saved" || state === "conflict");
  const fresh = [];
  for (const { url, ...old } of await due()) {
    const { response, data } = await get(url, old.etag && { headers: { "If-None-Match": old.etag } });
    // Somebody else has signed in meanwhile: none of this is the athlete's.
    if (data?.athlete && data.athlete !== athlete) return;
    if (response.status === 304) fresh.push(old);
    else if (response.ok && data) fresh.push({ ...old, etag: response.headers.get("ETag"), data });
  }
  await within(async (db) => {
    for (const one of fresh) {
      await db.put("kept", { ...one, language, at: Date.now() });
      wanted.delete(one.name);
      for (const entry of settled.filter((other) => nameOf(other) === one.name)) {
        if (entry.state === "saved") await db.drop("entries", entry.seq);
        else await db.put("entries", { ...entry, seen: true });
      }
    }
  });
}

/** Run `work` while no other tab does; where there are no Web Locks, by a lease in the store. */
async function alone(work) {
  if (navigator.locks) return navigator.locks.request(NAME, work);
  const isMine = await within(async (db) => {
    const lease = await db.get("meta", "lease");
    return Math.abs(Date.now() - (lease ?? 0)) > 60_000 && (await db.put("meta", Date.now(), "lease"));
  });
  if (!isMine) throw { trouble };
  return work().finally(() => meta("lease", 0));
}

function wake() {
  delay = 0;
  for (const [name, { age }] of watched) if (!age) wanted.add(name);
  flush();
}
addEventListener("online", wake);
addEventListener("pageshow", ({ persisted }) => persisted && wake());
document.addEventListener("visibilitychange", () => document.hidden || wake());
addEventListener("offline", () => changed());

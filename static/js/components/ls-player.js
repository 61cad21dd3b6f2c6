// <ls-player>: one set of one side at a time, drawn from what this device keeps, online or not.
import { problem, readNumber } from "../log/numbers.js";
import { fill, morph } from "../log/render.js";
import { fold } from "../offline/fold.js";
import { uuid7 } from "../offline/ids.js";
import { entries, flush, put, read, status, subscribe, watch } from "../offline/outbox.js";
import * as changes from "../player/changes.js";
import { prefill, rows, standing, values } from "../player/standing.js";

const SALT = "levelset:log-salt";
const PATIENCE_MS = 3000;
const byId = (id) => document.getElementById(id);

class Player extends HTMLElement {
  connectedCallback() {
    for (const part of ["shown", "foot", "voice", "ends", "next"]) this[part] = this.querySelector(`[data-${part}]`);
    this.template = this.querySelector("template");
    this.rest = this.querySelector("ls-rest");
    this.dialog = this.querySelector("dialog");
    this.wanted = location.pathname.match(/sessions\/([^/]+)\//)?.[1];
    this.typed = {};
    this.mine = new Map();
    for (const type of ["click", "submit", "input"]) this.addEventListener(type, this);
    this.stop = subscribe(() => this.refresh());
    addEventListener("offline", this);
    watch("log", this.dataset.log);
    watch("session", this.dataset.session);
    // What was begun on the server just now is not kept yet; a slow network is not waited for.
    const asked = Promise.race([flush(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
    asked.then(() => { this.asked = true; this.refresh(); });
    this.refresh();
  }

  disconnectedCallback() {
    this.stop();
    removeEventListener("offline", this);
  }

  /** Read what is kept and draw it; what arrives meanwhile is read once more. */
  refresh() {
    this.stale = true;
    this.reading ??= (async () => {
      while (this.stale) {
        this.stale = false;
        const [session, log, done] = await Promise.all([read("session"), read("log"), entries()]);
        this.kept = Boolean(session && log);
        this.log = log && fold(log, done);
        const own = session?.session;
        if (!this.over) this.now = this.kept && own ? standing(own, this.log, done) : null;
        this.hear(done);
      }
      this.reading = null;
      this.draw();
    })();
    return this.reading;
  }

  /** Tell the page what the server has now: charts ask anew, a finished session says what it changed. */
  hear(done) {
    for (const [id, op] of this.mine) {
      const state = done.find((entry) => entry.op.op_id === id)?.state ?? "saved";
      if (op.entity === "session" && op.fields.status === "done") this.ended = state;
      if (state === "waiting") continue;
      this.mine.delete(id);
      const name = op.entity === "session" ? "findings-changed" : "lift-set-logged";
      document.body.dispatchEvent(new CustomEvent(`levelset:${name}`, { bubbles: true }));
    }
  }

  draw() {
    const { step } = this;
    morph(this.shown, fill(this.template.content.cloneNode(true), this.view()));
    this.foot.hidden = !this.step || Boolean(this.editing);
    this.removeAttribute("aria-busy");
    if (this.step) {
      this.ends.textContent = this.now.lines[this.step.position].ends;
      this.next.textContent = this.now.last ? this.step.rest_words : this.dataset.first;
    }
    if (this.ended === "saved" && !this.fetched) {
      this.fetched = true;
      globalThis.htmx?.ajax("GET", this.over.end_url, "#player-end");
    }
    this.announce(step);
  }

  /** What a new set means to somebody who does not see it; a new exercise comes into view. */
  announce(before) {
    const { said, step } = this;
    this.said = this.over ? this.dataset.over : (step?.spoken ?? (this.running ? this.dataset.last : ""));
    if (said && said !== this.said) {
      this.voice.textContent = this.said;
      if (before?.position !== step?.position) this.shown.scrollIntoView({ block: "start" });
      // The button that had the focus may be gone.
      if (document.activeElement === document.body) this.shown.querySelector("h1")?.focus({ preventScroll: true });
    }
  }

  view() {
    const { now, over, wanted } = this;
    const online = navigator.onLine;
    this.step = this.running = null;
    if (over) {
      const state = this.ended ?? "waiting";
      return { over: { url: over.url, [state]: true } };
    }
    const waits = online && !this.asked && status().state !== "signed-out";
    if (!now || (wanted && wanted !== now.id) || now.status !== "running") {
      if (waits) return { loading: true };
      if (status().state === "signed-out" && !this.kept) return { signedOut: true };
      if (!this.kept) return { away: true };
      if (!now) return { none: true };
      if (wanted && wanted !== now.id) return { other: { ...now, mine: `/program/sessions/${wanted}/` } };
      if (now.status === "done") return { over: { url: now.url, waiting: true } };
      return { planned: { ...now, list: this.whole(now), blocked: !now.can_start }, full: this.full };
    }
    this.running = true;
    const shared = { ...now, since: now.started_at, list: this.whole(now), undo: now.last, rows: null, last: null };
    this.step = this.editing ?? now.current;
    if (!this.step) return { running: { ...shared, place: now.place_done, through: this.summary(now) }, full: this.full };
    return { running: { ...shared, ...this.card(now, this.step) }, full: this.full };
  }

  card(now, step) {
    const line = now.lines[step.position];
    const row = now.done[step.key];
    const key = row ? `${step.key}!` : step.key;
    if (this.typed.key !== key) this.typed = { key };
    const planned = (this.planned = row ? { ...values(now, step, row), rir: row.rir ?? "" } : prefill(now, step));
    const typed = (this.fields = { rir: "", ...planned, ...this.typed });
    const field = (name, more) => {
      const asked = name === "load" ? name : line.counts;
      const found = problem(asked, typed[name], line, now.unit);
      const wrong = this.typed.tried && found;
      this.wrong ||= found;
      const is = { load: false, reps: false, seconds: false, [asked]: true };
      return { name, is, value: typed[name], wrong: wrong && { [wrong]: true }, invalid: wrong && "true", mark: now.mark, ...more };
    };
    this.wrong = "";
    const { step: by, values: weights } = line.load_steps ?? {};
    const load = line.asks_load && field("load", { by: by ?? "1", weights: weights?.join(" "), min: line.is_assisted ? null : "0" });
    const count = field("count", { by: line.counts === "seconds" ? "5" : "1", weights: null, min: "0" });
    return {
      ...line,
      ...step,
      editing: Boolean(row),
      fields: load ? [load, count] : [count],
      rirs: line.asks_rir && [0, 1, 2, 3, 4].map((n) => ({ n, more: n === 4, on: String(typed.rir) !== "" && Number(typed.rir) === n })),
      words: row ? step.save_words : step.done_words,
      amount: typed.count || "–",
      timed: line.counts === "seconds",
      load: load && readNumber(typed.load) ? typed.load : "",
      oneSided: step.side !== "both",
      rows: rows(now, step.position),
      last: now.last && now.done[now.last.key] && !row,
    };
  }

  whole(now) {
    return now.list.map((line) => {
      const own = now.steps.filter((step) => step.position === line.position);
      const done = own.filter((step) => now.done[step.key]).length;
      return { ...now.lines[line.position], some: now.status === "running", doneOf: String(done), of: String(own.length) };
    });
  }

  summary(now) {
    const pairs = (keys) => new Set(keys.map((key) => key.replace(/\D*$/, ""))).size;
    return { sets: String(pairs(Object.keys(now.done))), out: now.skipped.size ? String(pairs([...now.skipped])) : "" };
  }

  handleEvent(event) {
    const { type, target } = event;
    if (type === "offline") return this.refresh();
    if (type === "input") {
      if (!target.name || !this.shown.contains(target)) return null;
      this.typed[target.name] = target.value;
      return this.draw();
    }
    const what = type === "submit" ? target.dataset.do : target.closest("[data-do]:not(form)")?.dataset.do;
    if (!what) return null;
    event.preventDefault();
    if (this.busy) return null;
    this.busy = true;
    return this[`do_${what}`](target).finally(() => { this.busy = false; });
  }

  /** Keep changes on the device; false, with everything still typed, where there is no room. */
  async save(...ops) {
    try {
      for (const op of await put(ops)) this.mine.set(op.op_id, op);
      this.full = false;
    } catch (error) {
      if (error.name !== "QuotaExceededError") throw error;
      this.full = true;
    }
    await this.refresh();
    return !this.full;
  }

  salt(renew) {
    if (renew || !localStorage.getItem(SALT)) localStorage.setItem(SALT, uuid7());
    return localStorage.getItem(SALT);
  }

  do_start() {
    return this.save(...changes.start(this.now, this.log));
  }

  async do_log() {
    const { step, planned, fields: typed } = this;
    if (this.wrong) {
      this.typed.tried = true;
      this.draw();
      this.shown.querySelector("[aria-invalid]").focus();
      return;
    }
    if (this.editing) {
      const row = this.now.done[step.key];
      const fields = changes.measured(this.now.lines[step.position], this.now.unit, typed);
      // A number that was left alone stays as it was typed.
      if (typed.load === planned.load) delete fields.typed_load, delete fields.typed_unit;
      this.editing = null;
      if (await this.save({ entity: "lift_set", id: row.id, kind: "patch", fields })) byId("player-done")?.focus();
      return;
    }
    // Another tab may have done it meanwhile.
    await this.refresh();
    if (this.step?.key !== step.key) return;
    if (!(await this.save(changes.log(this.now, step, typed, this.salt())))) return;
    if (step.rest_after_s) this.rest.start(step.rest_after_s, this.log.settings, "pair");
  }

  do_skip() {
    return this.save(changes.skip(this.now, this.step));
  }

  async do_undo() {
    const { last, done } = this.now;
    const row = done[last.key];
    if (!row) return this.save(changes.skip(this.now, last, "open"));
    this.salt(true);
    this.rest.stop();
    return this.save({ entity: "lift_set", id: row.id, kind: "delete", fields: {} });
  }

  async do_edit() {
    this.editing = this.editing ? null : this.now.last;
    this.draw();
    byId(this.editing ? "player-count" : "player-done")?.focus();
  }

  async do_hurts(form) {
    const answer = Object.fromEntries(new FormData(form));
    const unanswered = ["side", "pain"].filter((name) => answer[name] === undefined);
    for (const name of ["side", "pain"]) byId(`pain-${name}-error`).hidden = !unanswered.includes(name);
    if (unanswered.length) {
      form.elements[unanswered[0]][0].focus();
      return;
    }
    this.dialog.close();
    await this.save(changes.hurts(this.now, this.now.current.position, { ...answer, may_keep: "may_keep" in answer }));
    form.reset();
  }

  async do_cancel() {
    this.dialog.close();
  }

  async do_finish() {
    const { now } = this;
    this.rest.stop();
    this.over = now;
    if (!(await this.save(...changes.finish(now, this.log)))) this.over = null;
    this.draw();
  }
}

customElements.define("ls-player", Player);

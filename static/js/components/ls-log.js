// <ls-log>: the running workout, drawn from what this device keeps, the same online and offline.
import * as changes from "../log/changes.js";
import { Desk } from "../log/cards.js";
import { choices, dayWords, earlier, summary } from "../log/page.js";
import { fill, morph } from "../log/render.js";
import { fold } from "../offline/fold.js";
import { uuid7 } from "../offline/ids.js";
import { entries, put, read, status, subscribe, watch } from "../offline/outbox.js";

const DRAFTS = "levelset:drafts";
const SALT = "levelset:log-salt";
const lang = document.documentElement.lang;

class Log extends HTMLElement {
  connectedCallback() {
    this.templates = this.querySelectorAll("template");
    this.rest = this.querySelector("ls-rest");
    this.ui = {
      drafts: JSON.parse(sessionStorage.getItem(DRAFTS) ?? "{}"),
      tried: new Set(),
      busy: new Set(),
      kinds: {},
      query: "",
    };
    this.mine = new Set();
    for (const type of ["click", "submit", "input", "change", "keydown"]) this.addEventListener(type, this);
    this.stop = subscribe(() => this.refresh());
    for (const type of ["online", "offline"]) addEventListener(type, () => this.refresh());
    watch("log", this.dataset.log);
    watch("catalogue", this.dataset.catalogue, 600_000);
    this.refresh();
  }

  disconnectedCallback() {
    this.stop();
  }

  /** Read what is kept and draw it; what arrives meanwhile is read once more. */
  async refresh() {
    this.stale = true;
    if (this.reading) return this.reading;
    this.reading = (async () => {
      while (this.stale) {
        this.stale = false;
        const [log, catalogue, done] = await Promise.all([read("log"), read("catalogue"), entries()]);
        this.exercises = catalogue?.exercises;
        this.log = log && catalogue && fold(log, done);
        this.hear(done);
      }
      this.reading = null;
      this.draw();
    })();
    return this.reading;
  }

  /** Open charts ask anew once the server has what was done here. */
  hear(done) {
    const waiting = new Set(done.filter(({ state }) => state === "waiting").map(({ op }) => op.op_id));
    const landed = [...this.mine].filter(([id]) => !waiting.has(id));
    for (const one of landed) this.mine.delete(one);
    const news = new Set(landed.map(([, entity]) => (entity === "workout" ? "findings-changed" : "lift-set-logged")));
    for (const name of news) document.body.dispatchEvent(new CustomEvent(`levelset:${name}`, { bubbles: true }));
  }

  draw() {
    this.ui.online ||= navigator.onLine;
    const focus = document.activeElement?.id;
    const view = this.view();
    // Each template fills the element before it.
    for (const one of this.templates) morph(one.previousElementSibling, fill(one.content.cloneNode(true), view));
    for (const slot of this.querySelectorAll("[data-keep]:not([data-live])")) {
      slot.dataset.live = "";
      globalThis.htmx?.process(slot);
    }
    if (focus && document.activeElement?.id !== focus) document.getElementById(focus)?.focus();
    this.removeAttribute("aria-busy");
  }

  view() {
    const { log, exercises, ui } = this;
    if (!log) {
      const { state } = status();
      return { signedOut: state === "signed-out", away: !navigator.onLine, loading: state !== "signed-out" && navigator.onLine };
    }
    this.desk = new Desk(log, exercises, ui);
    const { workout, lines } = log;
    const draft = (name) => ui.drafts[`${name}-${workout.id}`] ?? workout[name] ?? "";
    const picker = ui.picker && {
      query: ui.query,
      swapping: ui.picker.line ? exercises[ui.picker.line.exercise_id]?.name : "",
      adding: !ui.picker.line,
      found: choices(log, exercises, { query: ui.query, line: ui.picker.line }),
    };
    return {
      running: workout && {
        ...workout,
        untitled: !workout.title,
        day: dayWords(workout.local_date, lang),
        cards: this.desk.lines.map((line, at) => this.desk.card(line, at)),
        none: !lines.length,
        bare: !log.sets.length && !workout.session,
        titleDraft: draft("title"),
        notesDraft: draft("notes"),
      },
      idle: !workout && { earlier: earlier(log, exercises, lang), fresh: !log.workouts?.length, done: ui.summary },
      picker: picker && { ...picker, nothing: !picker.found.length },
      undo: ui.undo?.words,
      full: ui.full,
    };
  }

  handleEvent(event) {
    const { type, target } = event;
    if (type === "input" || type === "change") return this.typed(target);
    if (type === "keydown") return event.key === "Escape" && this.ui.editing ? this.act("close", {}) : null;
    const button = type === "submit" ? (event.submitter ?? target) : target.closest("[data-do]:not([type='submit'])");
    const what = button?.dataset.do ?? (type === "submit" && target.dataset.do);
    if (!what) return null;
    event.preventDefault();
    const { line } = button.closest("[data-line]")?.dataset ?? {};
    return this.act(what, { ...target.dataset, ...button.dataset, line: this.log && this.desk.lines.find((one) => one.key === line), button });
  }

  typed(input) {
    if (input.type === "search") this.ui.query = input.value;
    else this.ui.drafts[input.type === "radio" ? input.name : input.id] = input.value;
    this.keepDrafts();
    this.draw();
  }

  keepDrafts() {
    sessionStorage.setItem(DRAFTS, JSON.stringify(this.ui.drafts));
  }

  forget(...keys) {
    for (const name of Object.keys(this.ui.drafts)) {
      if (keys.some((key) => name.endsWith(key))) delete this.ui.drafts[name];
    }
    for (const key of keys) this.ui.tried.delete(key);
    this.keepDrafts();
  }

  say(words) {
    const region = this.querySelector("[data-voice]");
    region.textContent = words;
  }

  /** Keep changes on the device; false, with everything still typed, where there is no room. */
  async save(ops, said, more = {}) {
    if (!ops.length) return true;
    try {
      const made = await put(ops.map(({ row, ...op }) => op));
      for (const op of made) if (op.entity !== "workout_exercise") this.mine.add([op.op_id, op.entity]);
      this.ui.full = false;
      this.ui.undo = said && { words: { [said]: true, ...more }, made: made.map((op, at) => ({ op, row: ops[at].row })) };
    } catch (error) {
      if (error.name !== "QuotaExceededError") throw error;
      this.ui.full = true;
    }
    await this.refresh();
    this.say(this.querySelector(".log-undo p")?.textContent ?? "");
    return !this.ui.full;
  }

  salt(renew) {
    const found = !renew && localStorage.getItem(SALT);
    if (!found) localStorage.setItem(SALT, uuid7());
    return found || localStorage.getItem(SALT);
  }

  focus(id) {
    document.getElementById(id)?.focus();
  }

  async act(name, given) {
    if (name !== "menu") this.ui.menu = null;
    await this[`do_${name}`]?.(given);
  }

  async do_begin({ id }) {
    if (this.ui.busy.has("begin")) return;
    this.ui.busy.add("begin");
    this.ui.summary = null;
    await this.save(changes.begin(this.log.workouts?.find((one) => one.id === id)));
    this.ui.busy.delete("begin");
    this.focus("log-title");
  }

  async do_log({ line, side }) {
    const { ui, desk, log } = this;
    if (ui.busy.has(line.key)) return;
    const exercise = this.exercises[line.exercise_id];
    const { side: first } = desk.firstSide(line);
    const wanted = (side === "pair" ? exercise.sides : [side]).map((one) => desk.side(line, exercise, one));
    const invalid = wanted.filter((one) => !one.valid);
    if (invalid.length) {
      for (const one of invalid) ui.tried.add(one.key);
      ui.current = line.exercise_id;
      this.draw();
      this.querySelector(`[data-line="${line.key}"] [aria-invalid]`)?.focus();
      return;
    }
    ui.busy.add(line.key);
    this.draw();
    const sides = wanted.toSorted((a, b) => (b.side === first) - (a.side === first));
    const goesSecond = sides.length === 1 && desk.setsOf(line.exercise_id).some((row) => row.set_index === sides[0].index && row.side !== side);
    const ops = changes.log({
      workout: log.workout.id, line, sides, goesSecond, kind: ui.kinds[line.key] ?? "work", unit: desk.unit, salt: this.salt(),
    });
    const known = new Set((await entries()).map(({ op }) => op.id));
    const saved = await this.save(ops.filter((op) => !known.has(op.id)), "logged", { index: sides[0].index });
    ui.busy.delete(line.key);
    if (saved) {
      this.forget(...sides.map((one) => one.key));
      delete ui.kinds[line.key];
      ui.current = null;
      this.draw();
      this.pause(line, exercise, sides);
    }
    this.draw();
  }

  /** Short between the sides and inside a superset's round, long after it. */
  pause(line, exercise, sides) {
    const { desk } = this;
    const { rest } = this.log.settings;
    const last = { exercise_id: line.exercise_id, set_index: sides[0].index };
    const whole = desk.isWhole(last);
    const onward = whole && desk.current !== line.exercise_id && desk.lines.findIndex((one) => one.exercise_id === desk.current) > desk.lines.indexOf(desk.lineOf(line.exercise_id));
    const missing = !whole && exercise.sides.find((side) => side !== sides[0].side);
    this.rest.start(whole && !onward ? rest.pair_s : rest.switch_s, this.log.settings, missing || (onward ? "round" : "pair"));
  }

  do_skip({ line, side, index }) {
    this.ui.drafts[`skip-${line.key}-${side}`] = index;
    this.keepDrafts();
    this.draw();
  }

  do_current({ line }) {
    this.ui.current = line.exercise_id;
    this.draw();
    this.querySelector(`[data-line="${line.key}"] .next-set input`)?.focus();
  }

  /** A warm-up is proposed with about half of the work's load; pressed again it is work. */
  do_kind({ line, kind }) {
    const { ui, desk } = this;
    const exercise = this.exercises[line.exercise_id];
    const on = ui.kinds[line.key] !== kind;
    this.forget(...exercise.sides.map((side) => `${line.key}-${side}`));
    ui.kinds[line.key] = on ? kind : "work";
    for (const side of on && kind === "warm_up" ? exercise.sides : []) {
      const { typed, key } = desk.side(line, exercise, side);
      if (typed.load) ui.drafts[`load-${key}`] = desk.number(desk.half(exercise, typed.load));
    }
    ui.current = line.exercise_id;
    this.draw();
  }

  async do_effort({ id, rir }) {
    const row = this.log.sets.find((one) => one.id === id);
    await this.save(changes.edit(row, { rir }), "edited", row);
    this.focus(`set-${id}`);
  }

  do_edit({ id }) {
    this.forget(id);
    this.ui.editing = this.ui.editing === id ? null : id;
    this.draw();
    this.focus(this.ui.editing ? `edit-${id}-title` : `set-${id}`);
  }

  do_close() {
    this.do_edit({ id: this.ui.editing });
  }

  async do_correct({ id }) {
    const { ui, desk } = this;
    const row = this.log.sets.find((one) => one.id === id);
    const exercise = this.exercises[row.exercise_id];
    ui.tried.add(id);
    const fields = desk.fields(exercise, row, id);
    if (fields.some((field) => field.wrong)) {
      this.draw();
      this.querySelector(`#edit-${id} [aria-invalid]`)?.focus();
      return;
    }
    const chosen = Object.fromEntries(
      ["rir", "pain", "kind", "note"].map((name) => [name, ui.drafts[`${name}-${id}`]]).filter(([, value]) => value !== undefined),
    );
    const found = changes.corrections(row, fields, chosen, desk.unit);
    const saved = Object.keys(found).length ? await this.save(changes.edit(row, found), "edited", row) : true;
    if (saved) this.do_close();
  }

  async do_delete({ id }) {
    const row = this.log.sets.find((one) => one.id === id);
    this.salt(true);
    this.ui.editing = null;
    await this.save(changes.dropSet(row), "deleted", { index: row.set_index, [row.side]: true });
    this.focus("log-undo");
  }

  async do_undo() {
    const { made } = this.ui.undo;
    this.salt(true);
    await this.save(changes.undo(made));
    this.say(this.dataset.undone);
    this.focus(made.map(({ op }) => `set-${op.id}`).find((id) => document.getElementById(id)) ?? "log-title");
  }

  do_pick({ line, swap }) {
    this.ui.picker = { line: swap === undefined ? null : line, from: document.activeElement?.id };
    this.ui.query = "";
    this.draw();
    this.querySelector("dialog").showModal();
  }

  async do_choose({ id }) {
    const { log, desk, ui } = this;
    const { line } = ui.picker;
    this.querySelector("dialog").close();
    ui.current = id;
    if (!desk.lineOf(id)) {
      const { id: workout } = log.workout;
      const ops = line
        ? changes.swap(workout, line, id, desk.setsOf(line.exercise_id).length)
        : [changes.add(workout, id, Math.max(0, ...desk.lines.map((one) => one.position)) + 1)];
      await this.save(ops, line ? "swapped" : "added", { name: this.exercises[id].name });
    }
    ui.picker = null;
    this.draw();
    const card = document.getElementById(`exercise-card-${id}`);
    card?.scrollIntoView({ block: "nearest" });
    card?.querySelector("h2").focus({ preventScroll: true });
  }

  do_menu({ line }) {
    this.ui.menu = this.ui.menu === line.key ? null : line.key;
    this.draw();
  }

  async do_move({ line, by, button }) {
    await this.save(changes.move(this.desk.lines, line, Number(by)), "moved", this.exercises[line.exercise_id]);
    this.focus(button.id);
  }

  async do_join({ line, apart }) {
    const next = this.desk.lines[this.desk.lines.indexOf(line) + 1];
    await this.save(changes.join(line, next, apart !== undefined), apart === undefined ? "joined" : "parted");
  }

  do_first({ line, side }) {
    return this.save(changes.startWith(line, side), "moved", this.exercises[line.exercise_id]);
  }

  async do_remove({ line }) {
    await this.save(changes.drop(line), "removed", this.exercises[line.exercise_id]);
    this.focus("log-undo");
  }

  async do_rename() {
    const { id, title, notes } = this.log.workout;
    const { drafts } = this.ui;
    const fields = { title: (drafts[`title-${id}`] ?? title).trim(), notes: drafts[`notes-${id}`] ?? notes };
    if (await this.save(changes.rename(this.log.workout, fields), "edited")) this.forget(id);
    this.querySelector("#log-rename").open = false;
    this.focus("log-rename-summary");
  }

  async do_finish() {
    const done = summary(this.log, this.exercises);
    this.rest.stop();
    if (await this.save(changes.finish(this.log.workout), "finished")) this.ui.summary = done;
    this.draw();
    this.focus("log-done");
  }

  async do_discard() {
    await this.save(changes.discard(this.log.workout), "discarded");
    this.focus("log-undo");
  }
}

customElements.define("ls-log", Log);

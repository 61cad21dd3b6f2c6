// <ls-log>: the running workout, drawn from what this device keeps, the same online and offline.
import { Board } from "../log/board.js";
import { desk } from "../log/cards.js";
import * as changes from "../log/changes.js";
import { half } from "../log/numbers.js";
import { choices, dayWords, earlier, summary } from "../log/page.js";
import { fill, morph } from "../log/render.js";
import { fold } from "../offline/fold.js";
import { entries, status } from "../offline/outbox.js";

const DRAFTS = "levelset:drafts";
const { lang } = document.documentElement;
const focus = (id) => document.getElementById(id)?.focus();

// What the server fills is asked for while there is a network, and stays without one.
const slots = (id) => navigator.onLine || document.getElementById(`exercise-card-${id}-trend`);

class Log extends Board {
  connectedCallback() {
    this.rest = this.querySelector("ls-rest");
    this.dialog = this.querySelector("dialog");
    const drafts = JSON.parse(sessionStorage.getItem(DRAFTS)) ?? {};
    this.ui = { drafts, tried: new Set(), busy: new Set(), slots, kinds: {}, query: "" };
    for (const type of ["online", "offline"]) addEventListener(type, () => this.refresh());
    this.begin("catalogue", 600_000);
  }

  take(log, catalogue, done) {
    this.exercises = catalogue?.exercises;
    this.log = log && catalogue && fold(log, done);
  }

  draw() {
    const { id } = document.activeElement;
    const view = this.view();
    // Each template fills the element before it.
    for (const { content, previousElementSibling: shown } of this.querySelectorAll("template")) {
      morph(shown, fill(content.cloneNode(true), view));
    }
    for (const slot of this.querySelectorAll("[data-keep='']")) {
      slot.dataset.keep = "live";
      globalThis.htmx?.process(slot);
    }
    if (id && document.activeElement.id !== id) focus(id);
    this.removeAttribute("aria-busy");
  }

  view() {
    const { log, exercises, ui } = this;
    if (!log) return { none: status().state === "signed-out" ? "signed-out" : navigator.onLine ? "loading" : "away" };
    const { workout, lines, sets } = log;
    if (workout) this.desk = desk(log, exercises, { ...ui, full: this.full });
    const draft = (name) => ui.drafts[`${name}-${workout.id}`] ?? workout[name];
    const swapped = ui.picking?.key && exercises[ui.picking.exercise_id];
    return {
      query: ui.query,
      full: this.full,
      running: workout && [{
        ...workout,
        day: dayWords(workout.local_date, lang),
        cards: this.desk.lines.map(this.desk.card),
        bare: !sets.length && !workout.session,
        newTitle: draft("title"),
        newNotes: draft("notes"),
      }],
      idle: !workout && [{ earlier: earlier(log, exercises, lang), done: ui.summary && [ui.summary] }],
      picking: ui.picking && [{ found: choices({ ...log, lines }, exercises, ui.query, ui.picking), swapped: swapped?.name }],
      undo: ui.undo && [ui.undo],
    };
  }

  handleEvent(event) {
    const { type, target, submitter } = event;
    if (type === "input") return this.typed(target);
    const button = type === "submit" ? (submitter ?? target) : target.closest("[data-do]:not([type='submit'], form)");
    const given = { ...(type === "submit" && target.dataset), ...button?.dataset };
    if (!given.do) return null;
    event.preventDefault();
    const key = button.closest("[data-line]")?.dataset.line;
    return this[`do_${given.do}`]({ ...given, button: button.id, line: key && this.desk.lines.find((line) => line.key === key) });
  }

  typed({ type, value, name, id }) {
    if (type === "search") this.ui.query = value;
    else this.ui.drafts[type === "radio" ? name : id] = value;
    this.keep();
  }

  keep() {
    sessionStorage.setItem(DRAFTS, JSON.stringify(this.ui.drafts));
    this.draw();
  }

  /** Let go of what was typed for `keys`. */
  forget(...keys) {
    const { drafts, tried } = this.ui;
    for (const key of keys) {
      tried.delete(key);
      for (const name in drafts) if (name.endsWith(key)) delete drafts[name];
    }
    this.keep();
  }

  async save(ops, said, more) {
    const { ui } = this;
    ui.menu = null;
    const made = await this.store(ops);
    if (made) ui.undo = said && { ...more, said, made: made.map((op, at) => ({ op, row: ops[at].row })) };
    await this.refresh();
    this.querySelector("[data-voice]").textContent = this.querySelector(".log-undo p")?.textContent ?? "";
    clearTimeout(this.timer);
    this.offer();
    return made;
  }

  /** The offer to undo goes after ten seconds, but not from under a hand or the focus. */
  offer() {
    this.timer = setTimeout(() => {
      if (this.querySelector(".log-undo:is(:hover, :focus-within)")) return this.offer();
      this.ui.undo = null;
      return this.draw();
    }, 10_000);
  }

  row(id) {
    return this.log.sets.find((row) => row.id === id);
  }

  async do_begin({ id }) {
    const { busy } = this.ui;
    if (busy.has("")) return;
    busy.add("");
    this.ui.summary = null;
    await this.save(changes.begin(this.log.workouts?.find((one) => one.id === id)));
    busy.delete("");
    focus("log-title");
  }

  async do_log({ line, side, button }) {
    const { ui, desk: now, log } = this;
    if (ui.busy.has(line.key)) return;
    const exercise = this.exercises[line.exercise_id];
    const { first } = now.firstSide(line);
    const sides = (side === "pair" ? exercise.sides : [side]).map((one) => now.next(line, one)).sort((one) => (one.side === first ? -1 : 1));
    if (sides.some((one) => one.invalid)) {
      for (const { key } of sides) ui.tried.add(key);
      ui.current = line.exercise_id;
      this.draw();
      this.querySelector("[aria-invalid='true']").focus();
      return;
    }
    ui.busy.add(line.key);
    this.draw();
    const [{ index }] = sides;
    const second = !sides[1] && now.setsOf(line.exercise_id).some((row) => row.set_index === index && row.side !== side);
    const ops = changes.log({ ...log, line, sides, second, kind: ui.kinds[line.key] ?? "work", unit: now.unit, salt: await this.salt() });
    // Another tab may have been quicker with the same set.
    const known = (await entries()).map(({ op }) => op.id);
    const saved = await this.save(ops.filter((op) => !known.includes(op.id)), "logged", { index });
    ui.busy.delete(line.key);
    if (saved) {
      delete ui.kinds[line.key];
      ui.current = null;
      this.forget(...sides.map((one) => one.key));
      this.pause(line, sides[0]);
    } else this.draw();
    focus(button);
    this.querySelector("[data-after-rest]")?.scrollIntoView({ block: "nearest" });
  }

  /** Short between the sides and on the way round a superset, long after it. */
  pause({ exercise_id, key }, { index, side }) {
    const { lines, isWhole, current, lineOf } = this.desk;
    const { settings } = this.log;
    const whole = isWhole({ exercise_id, set_index: index });
    const onward = lines.indexOf(lineOf(current)) > lines.findIndex((line) => line.key === key);
    const cue = whole ? (onward ? "round" : "pair") : side === "left" ? "right" : "left";
    this.rest.start(settings.rest[cue === "pair" ? "pair_s" : "switch_s"], settings, cue);
  }

  do_skip({ line, side, index }) {
    this.ui.drafts[`skip-${line.key}-${side}`] = index;
    this.keep();
  }

  do_current({ line }) {
    this.ui.current = line.exercise_id;
    this.draw();
    this.querySelector(`[data-line="${line.key}"] .next-set input`).focus();
  }

  /** A warm-up is proposed with about half of the work's load; pressed again it is work. */
  do_kind({ line, kind }) {
    const { kinds, drafts } = this.ui;
    const exercise = this.exercises[line.exercise_id];
    const on = kinds[line.key] !== kind;
    this.forget(...exercise.sides.map((side) => `${line.key}-${side}`));
    kinds[line.key] = on ? kind : "work";
    for (const side of on && kind === "warm_up" ? exercise.sides : []) {
      const { heavy, key } = this.desk.next(line, side);
      if (heavy) drafts[`load-${key}`] = this.desk.number(half(heavy, exercise.steps));
    }
    this.keep();
  }

  async do_effort({ id, rir }) {
    await this.save([changes.patch("lift_set", this.row(id), { rir })], "edited");
    focus(`set-${id}`);
  }

  do_edit({ id = this.ui.editing }) {
    const open = this.ui.editing !== id;
    this.ui.editing = open && id;
    this.forget(id);
    focus(open ? `edit-${id}-title` : `set-${id}`);
  }

  async do_correct({ id }) {
    const row = this.row(id);
    const { drafts, tried } = this.ui;
    const fields = this.desk.fields(this.exercises[row.exercise_id], row, id);
    tried.add(id);
    this.draw();
    if (fields.some((field) => field.wrong)) return this.querySelector("[aria-invalid='true']").focus();
    const chosen = Object.fromEntries(["kind", "rir", "pain", "note"].map((name) => [name, drafts[`${name}-${id}`] ?? row[name] ?? ""]));
    const found = changes.corrections(row, fields, chosen, this.desk.unit);
    const changed = Object.keys(found).length;
    if (!changed || (await this.save([changes.patch("lift_set", row, found)], "edited"))) this.do_edit({ id });
    return null;
  }

  async do_delete({ id }) {
    const row = this.row(id);
    await this.salt(true);
    this.ui.editing = null;
    await this.save([changes.remove("lift_set", row)], "deleted", { index: row.set_index });
    focus("log-undo");
  }

  async do_undo() {
    const { made } = this.ui.undo;
    await this.salt(true);
    await this.save(changes.undo(made));
    this.querySelector("[data-voice]").textContent = this.dataset.undone;
    focus("log-title");
    focus(`set-${made[0].op.id}`);
  }

  do_pick({ line = {} }) {
    this.ui.picking = line;
    this.ui.query = "";
    this.draw();
    this.dialog.showModal();
  }

  async do_choose({ id }) {
    const { ui, desk: now, log } = this;
    const { picking: line } = ui;
    this.dialog.close();
    ui.picking = null;
    ui.current = id;
    if (!now.lineOf(id)) {
      const ops = line.key
        ? changes.swap(log.workout.id, line, id, now.setsOf(line.exercise_id).length)
        : [changes.add(log.workout.id, id, Math.max(0, ...log.lines.map(({ position }) => position)) + 1)];
      await this.save(ops, "added", this.exercises[id]);
    }
    this.draw();
    focus(`exercise-card-${id}-name`);
  }

  do_menu({ line }) {
    this.ui.menu = this.ui.menu !== line.key && line.key;
    this.draw();
  }

  async do_line({ line, how, by, side, button }) {
    const { lines } = this.desk;
    const ops = {
      move: () => changes.move(lines, line, Number(by)),
      join: () => changes.join(line, lines[lines.indexOf(line) + 1], by),
      first: () => changes.prefer(line, side, this.log.details[line.exercise_id]?.first_side),
      remove: () => [changes.remove("workout_exercise", line)],
    };
    await this.save(ops[how](), how === "remove" ? "removed" : "changed", this.exercises[line.exercise_id]);
    focus(how === "remove" ? "log-undo" : `menu-${line.key}-open`);
  }

  async do_workout({ how }) {
    const { workout } = this.log;
    const { drafts } = this.ui;
    const { id } = workout;
    const done = how === "finish" && summary(this.log, this.exercises, this.desk);
    const ops = {
      finish: () => changes.finish(workout),
      discard: () => [changes.remove("workout", workout)],
      rename: () => [changes.patch("workout", workout, { title: drafts[`title-${id}`] ?? workout.title, notes: drafts[`notes-${id}`] ?? workout.notes })],
    };
    if (!(await this.save(ops[how](), how))) return;
    this.ui.summary = done;
    this.forget(id);
    if (done) this.rest.stop();
    focus(done ? "log-done" : "log-title");
  }
}

customElements.define("ls-log", Log);

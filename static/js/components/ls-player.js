// <ls-player>: one set of one side at a time, drawn from what this device keeps, online or not.
import { Board } from "../log/board.js";
import { corrections, remove, patch } from "../log/changes.js";
import { field, readNumber } from "../log/numbers.js";
import { fill, morph } from "../log/render.js";
import { fold } from "../offline/fold.js";
import { flush, status } from "../offline/outbox.js";
import * as changes from "../player/changes.js";
import { prefill, rows, standing, values } from "../player/standing.js";

const PATIENCE_MS = 3000;

class Player extends Board {
  connectedCallback() {
    [this.voice, this.shown, this.template] = this.querySelectorAll("[data-voice], [data-shown], template");
    this.wanted = location.pathname.match(/sessions\/([^/]+)\//)?.[1];
    this.typed = {};
    this.begin("session");
    // What was begun on the server just now is not kept yet; a slow network is not waited for.
    Promise.race([flush(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]).then(() => {
      this.asked = true;
      this.refresh();
    });
  }

  take(log, kept, done) {
    this.kept = kept && log;
    this.log = log && fold(log, done);
    if (!this.over) this.now = this.kept && kept.session && standing(kept.session, this.log, done);
    // What became of the session's end.
    if (this.end) this.ended = done.find(({ op }) => op.op_id === this.end)?.state ?? "saved";
  }

  draw() {
    const { said, step } = this;
    morph(this.shown, fill(this.template.content.cloneNode(true), this.view()));
    this.removeAttribute("aria-busy");
    if (this.ended === "saved" && !this.told) {
      this.told = true;
      globalThis.htmx?.ajax("GET", this.over.end_url, "#player-end");
    }
    // What a new set means to somebody who does not see it; a new exercise comes into view.
    if (said && said !== this.said) {
      this.voice.textContent = this.said;
      if (step?.position !== this.step?.position) this.scrollIntoView();
      // The button that had the focus may be gone.
      if (document.activeElement === document.body) this.querySelector("h1").focus({ preventScroll: true });
    }
  }

  view() {
    const { now, over, wanted, kept } = this;
    const { state } = status();
    const list = now?.list.map((line) => now.lines[line.position]);
    this.step = null;
    this.said = over && this.dataset.over;
    if (over) return { over: { ...over, state: this.ended } };
    const isOther = wanted && wanted !== now?.id;
    if (isOther || now?.status !== "running") {
      if (!this.asked && navigator.onLine) return { loading: true };
      if (!kept) return { [state === "signed-out" ? "signedOut" : "away"]: true };
      if (!now) return { none: true };
      if (isOther) return { other: { ...now, mine: location.pathname.replace("play/", "") } };
      if (now.status === "done") return { over: { ...now, state: "waiting" } };
      return { planned: { ...now, list }, full: this.full };
    }
    const step = (this.step = this.editing ?? now.current);
    this.said = step?.spoken ?? this.dataset.last;
    const needy = now.steps.filter(({ key }) => now.done[key]?.needs);
    const needs = needy.map((one) => ({ ...one, needs: now.done[one.key].needs, line: now.lines[one.position].name }));
    const running = { ...now, list, needs, rest: step && !this.editing && (now.last ? step.rest_words : this.dataset.first) };
    if (step) Object.assign(running, this.card(now, step));
    else running.sets = String(new Set(Object.keys(now.done).map((key) => key.match(/.+\./)[0])).size);
    return { running, full: this.full };
  }

  card(now, step) {
    const line = now.lines[step.position];
    const row = now.done[step.key];
    const plan = row ? values(now, line, row) : prefill(now, step);
    const about = step.key + Boolean(row);
    if (this.typed.about !== about) this.typed = { about };
    const typed = { ...plan, ...this.typed };
    const names = [...(line.asks_load ? ["load"] : []), line.counts];
    this.fields = names.map((name) => field(name, { plan: plan[name], typed: typed[name], tried: typed.tried, needs: row?.needs, steps: line.load_steps, exercise: line, unit: now.unit, mark: now.decimal }));
    return {
      ...line,
      ...step,
      row,
      mine: now.done[now.last?.key],
      fields: this.fields,
      rir: typed.rir,
      count: typed[line.counts] || "–",
      load: readNumber(typed.load) ? typed.load : "",
      // Once a set of it is done, the exercise stays.
      swaps: now.steps.some(({ position, key }) => position === step.position && now.done[key]) ? [] : line.swaps,
      rows: rows(now, step),
    };
  }

  handleEvent(event) {
    const { type, target } = event;
    if (type === "input") {
      if (!this.shown.querySelector("#player-form")?.contains(target)) return;
      this.typed[target.name] = target.value;
      this.draw();
      return;
    }
    const what = type === "submit" ? target : target.closest("button[data-do]");
    if (!what?.dataset.do) return;
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this[`do_${what.dataset.do}`](what).finally(() => (this.busy = false));
  }

  async save(...ops) {
    const made = await this.store(ops);
    await this.refresh();
    return made;
  }

  do_start() {
    return this.save(...changes.start(this.now, this.log));
  }

  async do_log() {
    const { step, fields, typed, editing } = this;
    if (fields.some((field) => field.wrong)) {
      typed.tried = true;
      this.draw();
      this.querySelector("[aria-invalid=true]").focus();
      return;
    }
    if (editing) {
      const row = this.now.done[step.key];
      const { kind, pain = "", note, rir } = { ...row, pain: row.pain ?? "", ...typed };
      this.editing = null;
      await this.save(patch("lift_set", row, corrections(row, fields, { kind, rir, pain, note }, this.now.unit)));
      return;
    }
    // Another tab may have done it meanwhile.
    await this.refresh();
    if (this.step?.key !== step.key) return;
    const logged = await this.save(changes.log(this.now, step, fields, typed.rir, await this.salt()));
    if (logged && step.rest_after_s) this.querySelector("ls-rest")?.start(step.rest_after_s, this.log.settings);
  }

  do_skip() {
    return this.save(changes.skip(this.now, this.step));
  }

  do_swap({ dataset }) {
    return this.save(changes.swap(this.now, this.step, dataset.key));
  }

  async do_undo() {
    const { last, done } = this.now;
    const row = done[last.key];
    await this.salt(true);
    return this.save(row ? remove("lift_set", row) : changes.skip(this.now, last, "open"));
  }

  async do_edit({ dataset }) {
    const { steps, last } = this.now;
    this.editing = this.editing && !dataset.key ? null : (steps.find(({ key }) => key === dataset.key) ?? last);
    this.draw();
    this.querySelector(this.editing ? "#player-form input" : "#player-edit").focus();
  }

  async do_hurts(form) {
    form.closest("dialog").close();
    await this.save(changes.hurts(this.now, this.step, Object.fromEntries(new FormData(form))));
    form.reset();
  }

  async do_cancel(button) {
    button.closest("dialog").close();
  }

  async do_finish() {
    this.over = this.now;
    const made = await this.store(changes.finish(this.now, this.log));
    if (made) this.end = made[0].op_id;
    else this.over = null;
    await this.refresh();
  }
}

customElements.define("ls-player", Player);

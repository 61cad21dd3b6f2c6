// What the log and the player share: they draw what this device keeps, and keep what is done there.
import { entries, put, read, salt, subscribe, watch } from "../offline/outbox.js";

const FINDINGS = "levelset:findings-changed";
const NEWS = { lift_set: "levelset:lift-set-logged", workout: FINDINGS, session: FINDINGS };

/** `take(log, other, done)` is given what is kept, `draw()` shows it; `other` names the second snapshot. */
export class Board extends HTMLElement {
  sent = new Map();

  begin(other, age) {
    this.other = other;
    for (const type of ["click", "submit", "input"]) this.addEventListener(type, this);
    subscribe(() => this.refresh());
    watch("log", this.dataset.log);
    watch(other, this.dataset[other], age);
    this.refresh();
  }

  /** Read what is kept and draw it; what arrives meanwhile is read once more. */
  refresh() {
    this.stale = true;
    return (this.reading ??= this.readAll());
  }

  async readAll() {
    try {
      while (this.stale) {
        this.stale = false;
        const [log, other, done] = await Promise.all([read("log"), read(this.other), entries()]);
        this.take(log, other, done);
        this.hear(done);
      }
    } finally {
      // At once: whoever asks a moment later must not be told that it is being read.
      this.reading = null;
    }
    this.draw();
  }

  /** Open charts ask anew once the server has what was done here. */
  hear(done) {
    const waiting = done.filter(({ state }) => state === "waiting").map(({ op }) => op.op_id);
    const news = new Set();
    for (const [id, name] of this.sent) if (!waiting.includes(id) && this.sent.delete(id)) news.add(name);
    for (const name of news) document.body.dispatchEvent(new CustomEvent(name, { bubbles: true }));
  }

  /** Keep changes on the device; null, with everything still typed, where there is no room. */
  async store(ops) {
    this.full = false;
    const made = await put(ops).catch((error) => {
      if (error.name !== "QuotaExceededError") throw error;
      this.full = true;
    });
    for (const { op_id, entity } of made ?? []) if (NEWS[entity]) this.sent.set(op_id, NEWS[entity]);
    return made;
  }

  /** Ids of sets are derived from it; a new one after a deletion keeps them apart from the deleted. */
  salt(renew) {
    return salt(renew).catch(() => ""); // a full device keeps no set either, and says so
  }
}

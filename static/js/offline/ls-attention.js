// <ls-attention>: what was not taken as it is, why, and what can be done about it.
import { fold } from "./fold.js";
import * as outbox from "./outbox.js";
import { download } from "../components/ls-sync.js";

const ROWS = { lift_set: "sets", workout_exercise: "lines" };

class Attention extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector("[data-list]");
    this.dialog = this.querySelector("dialog");
    this.addEventListener("click", this);
    outbox.subscribe(() => this.show());
    this.show();
  }

  async show() {
    const [entries, log, catalogue] = await Promise.all([outbox.entries(), outbox.read("log"), outbox.read("catalogue")]);
    const folded = fold(log, entries);
    const needy = entries.filter(({ state }) => state === "attention" || state === "conflict");
    const { waiting, unsent } = outbox.status();
    this.querySelector("[data-none]").hidden = needy.length;
    this.querySelector("[data-count]").textContent = waiting ? this.dataset[needy.length ? "held" : "waiting"].replace("#", waiting) : "";
    for (const name of ["send", "file"]) this.querySelector(`[data-do=${name}]`).hidden = !unsent;
    const focused = this.list.contains(document.activeElement);
    this.list.replaceChildren(...needy.map((entry) => this.item(entry, folded, catalogue?.exercises ?? {})));
    if (focused) (this.list.querySelector("[data-what]") ?? document.getElementById("main")).focus();
  }

  item(entry, folded, exercises) {
    const { seq, state, op, message, code, problems, lost } = entry;
    const words = this.dataset;
    const item = this.querySelector("template").content.firstElementChild.cloneNode(true);
    item.dataset.seq = seq;
    const row = op.entity === "workout" ? folded.workout : folded[ROWS[op.entity]]?.find(({ id }) => id === op.id);
    const shown = { ...row, ...op.fields };
    const name = exercises[shown.exercise_id ?? op.id]?.name;
    const place = op.entity === "lift_set" ? [words.lift_set, shown.set_index, words[shown.side]].filter(Boolean).join(" ") : words[op.entity];
    const values = this.values(op.kind === "put" || op.kind === "delete" ? shown : op.fields);
    item.querySelector("[data-what]").textContent = `${words[op.kind]}: ${[name, place, values].filter(Boolean).join(", ")}`;
    const isConflict = state === "conflict";
    let why = message || (code === "server" ? words.server : words.refused);
    if (isConflict) why = op.kind === "delete" ? words.kept : words.lost;
    item.querySelector("[data-why]").textContent = why;
    const details = isConflict ? [this.values(lost ?? {})] : Object.entries(problems ?? {}).map(([field, text]) => `${words[field] ?? field}: ${text}`);
    item.querySelector("[data-details]").append(
      ...details.filter(Boolean).map((text) => Object.assign(document.createElement("li"), { textContent: text })),
    );
    const isDelete = op.kind === "delete";
    const can = { retry: !isConflict, discard: !isConflict, log: !isConflict && row, again: isConflict && isDelete, keep: isConflict && isDelete, mine: isConflict && !isDelete, theirs: isConflict && !isDelete && Object.keys(lost ?? {}).length };
    for (const button of item.querySelectorAll("[data-do]")) {
      if (!can[button.dataset.do]) button.remove();
    }
    return item;
  }

  values(fields) {
    const { typed_load: load, typed_unit: unit } = fields;
    const parts = load == null ? [] : [`${load} ${unit ?? ""}`.trim()];
    for (const key of ["reps", "seconds", "rir", "pain"]) {
      if (fields[key] != null && fields[key] !== "") parts.push(`${fields[key]} ${this.dataset[key]}`);
    }
    for (const key of ["title", "notes", "note", "first_side"]) {
      if (fields[key]) parts.push(`${this.dataset[key]}: ${this.dataset[fields[key]] ?? fields[key]}`);
    }
    if (fields.deleted) parts.push(this.dataset.deleted);
    return parts.join(", ");
  }

  async handleEvent({ target }) {
    const { do: what } = target.closest("[data-do]")?.dataset ?? {};
    if (what === "file") download();
    if (what === "send") outbox.flush();
    const seq = Number(target.closest("[data-seq]")?.dataset.seq);
    const entry = seq && (await outbox.entries()).find((one) => one.seq === seq);
    if (!entry) return;
    const { op, rev, lost } = entry;
    const change = { entity: op.entity, id: op.id, base_rev: rev ?? null };
    if (what === "retry") await outbox.retry(seq);
    if (what === "discard") this.ask(seq);
    if (what === "again" || (what === "theirs" && lost.deleted)) await outbox.put({ ...change, kind: "delete" });
    else if (what === "theirs") await outbox.put({ ...change, kind: "patch", fields: lost });
    if (["again", "theirs", "mine", "keep"].includes(what)) await outbox.dismiss(seq);
  }

  ask(seq) {
    this.dialog.returnValue = "";
    this.dialog.onclose = () => this.dialog.returnValue === "discard" && outbox.discard(seq);
    this.dialog.showModal();
  }
}

customElements.define("ls-attention", Attention);

// <ls-sync>: says whether what was done here has been sent, and asks before it is left behind.
import * as outbox from "../offline/outbox.js";

const HOUR = 3_600_000;
const KEPT = { log: "/log/data/", catalogue: "/log/catalogue/", session: "/program/session-data/" };

/** Hand the athlete what no server has. */
export function download() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(outbox.unsentFile());
  link.download = "levelset-unsent.json";
  link.click();
}

class Sync extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    outbox.subscribe(() => this.show());
    document.addEventListener("submit", this, true);
    this.addEventListener("click", this);
    for (const name in KEPT) outbox.watch(name, KEPT[name], HOUR);
    outbox.start(this.dataset.athlete).then(() => this.show());
    addEventListener("load", () => this.work());
  }

  show() {
    const { waiting, unsent, attention, state, trouble, skew } = outbox.status();
    const key = state === "offline" && waiting ? "offlineWaiting" : state.replace("signed-out", "signedOut");
    const text = this.dataset[key].replace("#", attention || waiting);
    this.dataset.state = state;
    this.hidden = !(unsent || attention || this.update || this.dataset.athlete === undefined);
    this.querySelector("[data-words]").textContent = text;
    if (this.said !== state) this.querySelector("[data-voice]").textContent = this.said && !["saved", "waiting"].includes(state) ? text : "";
    if (attention && this.said && this.said !== state) this.toast("needs");
    this.said = state;
    if (trouble === "old") this.toast("old");
    if (Math.abs(skew) > 2) this.toast("skew", Math.abs(skew));
    if (waiting && !isSecureContext) this.toast("open");
  }

  /** Say something once a page. */
  toast(key, count) {
    if (this[key]) return;
    this[key] = true;
    const detail = { text: this.dataset[key].replace("#", count), tone: "warn" };
    document.body.dispatchEvent(new CustomEvent("levelset:toast", { detail }));
  }

  handleEvent(event) {
    if (event.type === "submit") return this.leaving(event);
    const { update, do: what } = event.target.closest("button")?.dataset ?? {};
    if (update !== undefined) {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
      this.update.postMessage("update");
    }
    if (what) this[what]();
    return undefined;
  }

  async leaving(event) {
    const form = event.target;
    if (form.querySelector("[name^=password]")) {
      event.preventDefault();
      await outbox.doubt().catch(() => {});
      return form.submit();
    }
    if (form.dataset.leaves === undefined && new URL(form.action).pathname !== this.dataset.logout) return;
    event.preventDefault();
    this.form = form;
    await outbox.entries();
    if (outbox.status().unsent) this.dialog.showModal();
    else this.leave();
  }

  async send() {
    await outbox.flush();
    if (!outbox.status().unsent) return this.leave();
    this.querySelector("[data-failed]").hidden = false;
    return undefined;
  }

  file() {
    download();
  }

  stay() {
    this.dialog.close();
  }

  async leave() {
    await outbox.leave().catch(() => {});
    this.form.submit();
  }

  async work() {
    const { serviceWorker } = navigator;
    if (!serviceWorker) return;
    const registration = await serviceWorker.register(this.dataset.worker, { updateViaCache: "none" }).catch(() => {});
    const offer = () => {
      this.update = serviceWorker.controller && registration.waiting;
      this.querySelector("[data-update]").hidden = !this.update;
      this.show();
    };
    if (!registration) return;
    offer();
    registration.addEventListener("updatefound", () => registration.installing.addEventListener("statechange", offer));
  }
}

customElements.define("ls-sync", Sync);

// <ls-kept>: offers the assigned session where this device keeps one.
import { read } from "./outbox.js";

class Kept extends HTMLElement {
  async connectedCallback() {
    const kept = await read("session").catch(() => null);
    const session = kept?.session;
    if (!session) return;
    const item = this.querySelector("[data-if=session]");
    item.hidden = false;
    item.querySelector("a").href = this.dataset.session.replace("#", session.id);
    if (session.title) item.querySelector("span").textContent = session.title;
  }
}

customElements.define("ls-kept", Kept);

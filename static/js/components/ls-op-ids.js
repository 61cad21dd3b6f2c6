// <ls-op-ids data-fields="op_id set_id">: names what its form is about to send.
//
// The same ids sent twice are one change, so a resend after a lost answer is safe: they stay until
// the answer has been swapped in (this element then starts anew), or until the page comes back
// from the browser's memory, where the form has been sent already.
import { uuid7 } from "../offline/ids.js";

class OpIds extends HTMLElement {
  connectedCallback() {
    this.renew = this.renew.bind(this);
    this.onShow = (event) => event.persisted && this.renew();
    addEventListener("pageshow", this.onShow);
    this.renew();
  }

  disconnectedCallback() {
    removeEventListener("pageshow", this.onShow);
  }

  renew() {
    const form = this.closest("form");
    for (const name of this.dataset.fields.split(" ")) {
      const field = form?.elements.namedItem(name);
      if (field) field.value = uuid7();
    }
  }
}

customElements.define("ls-op-ids", OpIds);

// <ls-op-ids data-fields="op_id set_id">: names what its form is about to send.
//
// The same ids sent twice are one change, so a resend after a lost answer is safe: they stay until
// the answer has been swapped in (this element then starts anew), or until the page comes back
// from the browser's memory, where the form has been sent already.

/** A UUID of version 7: the time in milliseconds, then chance. */
export function uuid7(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 5, rest = now; i >= 0; i -= 1, rest = Math.floor(rest / 256)) bytes[i] = rest % 256;
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

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

/** Writes what is about to be logged onto the button that logs it: "Left 10 × 24". */
class SetLabel extends HTMLElement {
  connectedCallback() {
    this.words ??= this.textContent.trim();
    this.form = this.closest("form");
    this.show = this.show.bind(this);
    this.form?.addEventListener("input", this.show);
    this.show();
  }

  disconnectedCallback() {
    this.form?.removeEventListener("input", this.show);
  }

  value(name) {
    return this.form?.elements.namedItem(`${this.dataset.side}-${name}`)?.value.trim() ?? "";
  }

  show() {
    const seconds = this.value("seconds");
    const count = seconds ? `${seconds} ${this.dataset.seconds}` : this.value("reps");
    const load = this.value("load");
    const lifted = load !== "" && Number(load.replace(",", ".")) !== 0;
    const done = count && lifted ? `${count} × ${load.replace("-", "−")}` : count;
    this.textContent = done ? `${this.words} ${done}` : this.words;
  }
}

customElements.define("ls-set-label", SetLabel);

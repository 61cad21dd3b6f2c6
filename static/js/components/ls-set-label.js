/**
 * Writes what is about to be logged onto the button that logs it: "Left 10 × 24". With
 * data-changed it names the whole form, and stops saying "as planned" once a number differs.
 */
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

  get isChanged() {
    const fields = this.form?.querySelectorAll("input[type='text']") ?? [];
    return Array.from(fields).some((field) => field.value !== field.defaultValue);
  }

  show() {
    if (this.dataset.changed) {
      this.textContent = this.isChanged ? this.dataset.changed : this.words;
      return;
    }
    const seconds = this.value("seconds");
    const count = seconds ? `${seconds} ${this.dataset.seconds}` : this.value("reps");
    const load = this.value("load");
    const lifted = load !== "" && Number(load.replace(",", ".")) !== 0;
    const done = count && lifted ? `${count} × ${load.replace("-", "−")}` : count;
    this.textContent = done ? `${this.words} ${done}` : this.words;
  }
}

customElements.define("ls-set-label", SetLabel);

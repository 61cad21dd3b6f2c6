/** Writes what is about to be logged onto the button that logs it: "Done: left, 8 × 18 kg". */
class Done extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.write = () => this.show();
    this.form?.addEventListener("input", this.write);
    this.form?.addEventListener("change", this.write);
    this.show();
  }

  disconnectedCallback() {
    this.form?.removeEventListener("input", this.write);
    this.form?.removeEventListener("change", this.write);
  }

  show() {
    const value = (name) => this.form?.elements[name]?.value.trim() ?? "";
    const count = value("reps") || value("seconds");
    const load = value("load");
    const parts = [count || "–"];
    if (value("seconds") && this.dataset.seconds) parts[0] = `${count} ${this.dataset.seconds}`;
    if (load && Number(load.replace(",", ".")) !== 0) parts.push(`${load} ${this.dataset.unit}`);
    this.textContent = `${this.dataset.words} ${parts.join(" × ")}`;
  }
}

customElements.define("ls-done", Done);

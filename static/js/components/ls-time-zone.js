/** Fills a field with the zone this device lives in: at once, or when its button is pressed. */
class TimeZone extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    if (!button) return this.fill();
    button.hidden = false;
    button.addEventListener("click", () => this.fill().focus());
  }

  fill() {
    const field = document.getElementById(this.dataset.for);
    if (field) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
    return field;
  }
}

customElements.define("ls-time-zone", TimeZone);

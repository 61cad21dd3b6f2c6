/** Fills a hidden field with the zone this device lives in, so that days are the athlete's days. */
class TimeZone extends HTMLElement {
  connectedCallback() {
    const field = document.getElementById(this.dataset.for);
    if (field) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
  }
}

customElements.define("ls-time-zone", TimeZone);

/** Minutes and seconds since the session began. */
class Elapsed extends HTMLElement {
  connectedCallback() {
    this.began = Date.parse(this.dataset.since);
    this.timer = setInterval(() => this.show(), 1000);
    this.show();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  show() {
    const seconds = Math.max(0, Math.floor((Date.now() - this.began) / 1000));
    const hours = Math.floor(seconds / 3600);
    const minutes = String(Math.floor((seconds % 3600) / 60)).padStart(hours ? 2 : 1, "0");
    this.textContent = `${hours ? `${hours}:` : ""}${minutes}:${String(seconds % 60).padStart(2, "0")}`;
  }
}

customElements.define("ls-elapsed", Elapsed);

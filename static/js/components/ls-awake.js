/** Keeps the screen on while it is on the page, where the browser can. */
class Awake extends HTMLElement {
  connectedCallback() {
    this.renew = () => {
      if (document.visibilityState === "visible") this.ask();
    };
    document.addEventListener("visibilitychange", this.renew);
    this.ask();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.renew);
    this.lock?.release();
    this.lock = undefined;
  }

  async ask() {
    try {
      this.lock = await navigator.wakeLock?.request("screen");
      if (!this.isConnected) this.lock?.release();
    } catch {
      // Refused on low battery: the session works the same, the screen just goes dark.
    }
  }
}

customElements.define("ls-awake", Awake);

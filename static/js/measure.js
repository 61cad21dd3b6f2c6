// <ls-measure>: a stopwatch, or with data-angle an angle from where it was zeroed. What it reads is written
// into the try that was touched last, else into the first empty one; typing does the same without it.
class Measure extends HTMLElement {
  connectedCallback() {
    for (const part of ["reading", "voice", "start", "keep"]) this[part] = this.querySelector(`[data-${part}]`);
    this.form = this.closest("form");
    this.form.addEventListener("focusin", ({ target }) => {
      if (target.matches("[data-try]")) this.aim = target;
    });
    this.start.onclick = () => ("angle" in this.dataset ? this.zero() : this.run());
    this.keep.onclick = () => this.write();
    this.keep.disabled = true;
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    removeEventListener("devicemotion", this);
  }

  show(value) {
    this.value = value;
    this.reading.textContent = "angle" in this.dataset ? `${value}°` : `${Number(value).toLocaleString(document.documentElement.lang, { minimumFractionDigits: 1 })} s`;
  }

  run() {
    const began = performance.now();
    const cap = Number(this.dataset.cap) || Infinity;
    clearInterval(this.timer);
    this.begin();
    this.timer = setInterval(() => {
      const seconds = Math.min(cap, (performance.now() - began) / 1000);
      this.show(seconds.toFixed(1));
      if (seconds === cap) this.write();
    }, 100);
  }

  begin() {
    this.voice.textContent = this.dataset.started;
    this.keep.disabled = false;
  }

  // Any way the device lies: the angle between gravity now and gravity at zero.
  async zero() {
    this.from = null;
    await window.DeviceMotionEvent?.requestPermission?.().catch(() => {});
    addEventListener("devicemotion", this);
    this.voice.textContent = "";
    setTimeout(() => (this.from ? null : (this.voice.textContent = this.dataset.missing)), 1000);
  }

  handleEvent({ accelerationIncludingGravity: now }) {
    if (now?.x == null) return;
    const g = [now.x, now.y, now.z];
    if (!this.from) this.begin();
    this.from ??= g;
    const cosine = g.reduce((sum, n, i) => sum + n * this.from[i], 0) / (Math.hypot(...g) * Math.hypot(...this.from));
    this.show(Math.round((Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI));
  }

  write() {
    clearInterval(this.timer);
    // The sides take turns: both first tries, both second ones.
    const tries = [...this.form.querySelectorAll("[data-try]")].sort((a, b) => a.name.slice(-1) - b.name.slice(-1));
    const field = this.aim ?? tries.find((one) => !one.value);
    this.aim = null;
    if (!field) return;
    field.value = this.value;
    const { side } = field.closest("fieldset").dataset;
    this.voice.textContent = `${side} ${field.labels[0].textContent}: ${this.reading.textContent}`;
    this.keep.disabled = !("angle" in this.dataset);
  }
}

customElements.define("ls-measure", Measure);

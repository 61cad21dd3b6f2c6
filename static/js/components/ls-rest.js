/**
 * Counts a rest down. Its end is kept as a moment, not as ticks: it goes on while the screen is off,
 * the page is loaded again or the fragment around it is swapped. Only ten seconds and zero are spoken.
 */
const KEY = "levelset:rest";

class Rest extends HTMLElement {
  connectedCallback() {
    for (const part of ["clock", "voice", "cue"]) this[part] = this.querySelector(`[data-${part}]`);
    this.addEventListener("click", this);
    this.timer = setInterval(() => this.show(), 250);
    this.show();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  handleEvent({ target }) {
    const { add, skip } = target.closest("button")?.dataset ?? {};
    if (add) this.keep({ ...this.kept, ends: Math.max(this.kept.ends, Date.now()) + add * 1000 });
    if (skip !== undefined) this.stop();
  }

  get kept() {
    return JSON.parse(localStorage.getItem(KEY)) ?? { ends: 0 };
  }

  keep(state) {
    localStorage.setItem(KEY, JSON.stringify(state));
    this.spoken = null;
    this.show();
  }

  /** Rest for `seconds`; `cue` names the data attribute with what comes after it. */
  start(seconds, { sound, vibrate }, cue = "pair") {
    // Only a tap may open the sound, and the end of the rest is none.
    if (sound) this.audio ??= new AudioContext();
    this.keep({ ends: Date.now() + seconds * 1000, sound, vibrate, cue });
    this.voice.textContent = this.dataset[cue] ?? "";
  }

  stop() {
    this.keep({ ends: 0 });
    document.querySelector("[data-after-rest]")?.focus();
  }

  show() {
    const { ends, sound, vibrate, cue } = this.kept;
    const left = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
    const text = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (this.clock.textContent !== text) this.clock.textContent = text;
    if (this.cue) this.cue.textContent = this.dataset[cue] ?? "";
    this.classList.toggle("is-resting", left > 0);
    if (!ends || (left !== 10 && left !== 0) || this.spoken === left) return;
    this.spoken = left;
    // A rest that was over before this element came is no news.
    if (left === 0 && Date.now() - ends > 2000) return;
    this.voice.textContent = left ? this.dataset.nearly : this.dataset.over;
    if (left) return;
    if (vibrate) navigator.vibrate?.([200, 100, 200]);
    if (sound) this.beep();
  }

  beep() {
    const audio = (this.audio ??= new AudioContext());
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    gain.gain.value = 0.2;
    tone.frequency.value = 880;
    tone.connect(gain).connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + 0.4);
  }
}

customElements.define("ls-rest", Rest);

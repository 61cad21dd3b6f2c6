/**
 * Counts a rest down in the sticky footer of the player.
 *
 * The end is kept as a moment, not as ticks, so the rest goes on while the screen is off or the
 * fragment around it is swapped. Only ten seconds and zero are spoken.
 */
const ENDS_AT = "levelset:rest-ends-at";

class Rest extends HTMLElement {
  connectedCallback() {
    this.clock = this.querySelector("[data-clock]");
    this.voice = this.querySelector("[data-voice]");
    const seconds = Number(this.dataset.seconds);
    if (this.dataset.start && seconds > 0 && sessionStorage.getItem("levelset:rest-for") !== this.dataset.start) {
      sessionStorage.setItem("levelset:rest-for", this.dataset.start);
      sessionStorage.setItem(ENDS_AT, String(Date.now() + seconds * 1000));
    }
    for (const button of this.querySelectorAll("[data-add]")) {
      button.addEventListener("click", () => this.add(Number(button.dataset.add)));
    }
    this.spoken = null;
    this.timer = setInterval(() => this.show(), 250);
    this.show();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  add(seconds) {
    const now = Date.now();
    const ends = Math.max(Number(sessionStorage.getItem(ENDS_AT)) || now, now);
    sessionStorage.setItem(ENDS_AT, String(ends + seconds * 1000));
    this.spoken = null;
    this.show();
  }

  show() {
    const ends = Number(sessionStorage.getItem(ENDS_AT)) || 0;
    const left = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
    const text = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (this.clock.textContent !== text) this.clock.textContent = text;
    this.classList.toggle("is-resting", left > 0);
    if ((left === 10 || left === 0) && ends > 0 && this.spoken !== left) {
      this.spoken = left;
      // A rest that was over before this element came is not news.
      if (left === 10 || Date.now() - ends < 2000) this.say(left);
    }
  }

  say(left) {
    this.voice.textContent = left === 0 ? this.dataset.over : this.dataset.nearly;
    if (left === 0 && navigator.vibrate) navigator.vibrate([200, 100, 200]);
  }
}

customElements.define("ls-rest", Rest);

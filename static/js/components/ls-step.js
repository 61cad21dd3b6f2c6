/**
 * What a new set of the player means to somebody who does not see it.
 *
 * It stands in the swapped part. When the next set comes up it says so in a region that stays,
 * and brings a new exercise's name into view.
 */
let shown = null;

class Step extends HTMLElement {
  connectedCallback() {
    const { say, exercise, voice } = this.dataset;
    const before = shown;
    shown = { say, exercise };
    if (!before) return;
    if (before.say !== say) {
      const region = document.getElementById(voice);
      if (region) region.textContent = say;
    }
    if (before.exercise !== exercise) this.parentElement.scrollIntoView({ block: "start" });
    // Where nothing is left to log, the button that had the focus is gone.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) {
        document.getElementById("player-exercise")?.focus({ preventScroll: true });
      }
    });
  }
}

customElements.define("ls-step", Step);

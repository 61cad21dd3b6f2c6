/**
 * What a new set of the player means to somebody who does not see it, or taps too often.
 *
 * It stands in the swapped part. When the next set comes up it says so in a region that stays,
 * brings a new exercise's name into view, and lets the second half of a double click fall on the
 * floor: the button for the other side comes up under the same thumb.
 */
let shown = null;

class Step extends HTMLElement {
  connectedCallback() {
    const { say, exercise, voice } = this.dataset;
    const before = shown;
    shown = { say, exercise };
    this.done = this.parentElement.querySelector("#player-done");
    if (!before) return;
    if (before.say !== say) {
      this.done?.addEventListener("click", this);
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

  disconnectedCallback() {
    this.done?.removeEventListener("click", this);
  }

  handleEvent(event) {
    // `detail` counts the clicks of one gesture; the first of them was on the set before.
    if (event.detail > 1) event.preventDefault();
    else this.done.removeEventListener("click", this);
  }
}

// A key held down repeats: only the press that began on this set counts.
document.addEventListener("keydown", (event) => {
  if (event.repeat && event.key === "Enter" && event.target.id === "player-done") event.preventDefault();
});

customElements.define("ls-step", Step);

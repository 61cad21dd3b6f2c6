// <ls-stepper data-step="2.5" data-min="0" data-max="500">: less, a text field, more.
// data-values="2,4,6" steps from one real weight to the next. The field keeps what was typed.
import { readNumber, stepped, writeNumber } from "../log/numbers.js";

class Stepper extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
    this.addEventListener("keydown", this);
  }

  handleEvent(event) {
    if (event.type === "click") {
      const button = event.target.closest("[data-by]");
      if (button) this.move(Number(button.dataset.by));
    } else if (event.target === this.input && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      this.move(event.key === "ArrowUp" ? 1 : -1);
    }
  }

  get input() {
    return this.querySelector("input");
  }

  move(direction) {
    const { input, dataset } = this;
    const min = readNumber(dataset.min) ?? -Infinity;
    const steps = { step: readNumber(dataset.step) ?? 1, values: dataset.values?.split(",") };
    const from = readNumber(input.value) ?? Math.max(0, min);
    const next = stepped(from, steps, direction, min, readNumber(dataset.max) ?? Infinity);
    input.value = writeNumber(next, input.value.includes(",") ? "," : (dataset.mark ?? "."));
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

customElements.define("ls-stepper", Stepper);

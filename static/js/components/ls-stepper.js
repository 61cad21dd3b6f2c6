// <ls-stepper data-step="2.5" data-min="0" data-max="500">: less, a text field, more.
// The field keeps what was typed; comma and dot both mean the decimal point.

/** The number in a field, or null when there is none to read. */
export function readNumber(text) {
  const plain = text.trim().replace(/\s/g, "").replace(",", ".");
  return /^-?\d+(\.\d*)?$|^-?\.\d+$/.test(plain) ? Number(plain) : null;
}

/** A number as the reader writes it, without the noise of binary fractions. */
export function writeNumber(value, decimalMark) {
  return String(Number(value.toFixed(3))).replace(".", decimalMark);
}

/** The next value on the grid of `step`, so that 21 with steps of 2.5 goes to 22.5, not 23.5. */
export function stepped(value, step, direction, min, max) {
  const steps = value / step;
  const near = Math.round(steps);
  const onGrid = Math.abs(steps - near) < 1e-6;
  const next = onGrid ? near + direction : direction > 0 ? Math.ceil(steps) : Math.floor(steps);
  return Math.min(max, Math.max(min, next * step));
}

class Stepper extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
    this.addEventListener("keydown", this);
  }

  disconnectedCallback() {
    this.removeEventListener("click", this);
    this.removeEventListener("keydown", this);
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

  bound(name, otherwise) {
    const value = readNumber(this.dataset[name] ?? "");
    return value === null ? otherwise : value;
  }

  move(direction) {
    const input = this.input;
    const mark = input.value.includes(",") ? "," : ".";
    const min = this.bound("min", -Infinity);
    const now = readNumber(input.value);
    const from = now === null ? Math.max(0, min) : now;
    input.value = writeNumber(
      stepped(from, this.bound("step", 1), direction, min, this.bound("max", Infinity)),
      mark,
    );
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

customElements.define("ls-stepper", Stepper);

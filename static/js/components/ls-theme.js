// <ls-theme>: system, light or dark, remembered on this device.
// With content of its own (radio inputs named theme) it uses that; otherwise it makes one button.

const KEY = "levelset:theme";
const CHOICES = ["system", "light", "dark"];

function stored() {
  try {
    const chosen = localStorage.getItem(KEY);
    return CHOICES.includes(chosen) ? chosen : "system";
  } catch {
    return "system";
  }
}

function apply(choice) {
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}

class Theme extends HTMLElement {
  connectedCallback() {
    addEventListener("storage", this);
    this.addEventListener("change", this);
    this.addEventListener("click", this);
    this.show(stored());
  }

  disconnectedCallback() {
    removeEventListener("storage", this);
  }

  handleEvent(event) {
    if (event.type === "storage") {
      if (event.key === KEY) this.show(stored());
    } else if (event.type === "change") {
      this.choose(event.target.value);
    } else if (event.target.closest("[data-theme-next]")) {
      this.choose(CHOICES[(CHOICES.indexOf(stored()) + 1) % CHOICES.length]);
    }
  }

  choose(choice) {
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // Not remembered, still applied.
    }
    for (const element of document.querySelectorAll("ls-theme")) element.show(choice);
  }

  show(choice) {
    apply(choice);
    for (const input of this.querySelectorAll("input")) input.checked = input.value === choice;
    const name = this.querySelector("[data-theme-name]");
    if (name) name.textContent = this.dataset[choice];
  }
}

customElements.define("ls-theme", Theme);

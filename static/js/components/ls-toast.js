// <ls-toast>: the one place where the app says something in passing.
// A response may carry HX-Trigger: {"levelset:toast": {"text": "Saved.", "tone": "warn"}}.

const SHOWN_MS = 7000;

class Toast extends HTMLElement {
  connectedCallback() {
    document.body.addEventListener("levelset:toast", this);
    document.body.addEventListener("htmx:responseError", this);
    document.body.addEventListener("htmx:sendError", this);
    document.body.addEventListener("htmx:timeout", this);
    this.addEventListener("click", (event) => {
      if (event.target.closest("[data-toast-close]")) event.target.closest("[data-toast]").remove();
    });
    // The page's own messages were there before this script: they stay unless they are good news.
    for (const toast of this.querySelectorAll("#toast-messages > :not(.is-error, .is-warning)")) {
      this.fade(toast);
    }
  }

  handleEvent(event) {
    const { type, detail } = event;
    if (type === "levelset:toast") this.say(detail.text ?? detail.value, detail.tone);
    else if (type === "htmx:sendError") this.say(this.dataset.offline, "warn");
    else if (type === "htmx:timeout") this.say(this.dataset.slow, "warn");
    else this.say(this.textFor(detail.xhr.status), "warn");
  }

  textFor(status) {
    if (status === 404) return this.dataset.missing;
    if (status === 403) return this.dataset.refused;
    if (status === 429) return this.dataset.tooMany;
    return this.dataset.failed;
  }

  /** Say `text` once; a `stop` is an alert, all else waits until the reader is free. */
  say(text, tone = "") {
    if (!text) return;
    const region = this.querySelector(tone === "stop" ? "#toast-alert" : "#toast-status");
    for (const other of region.children) {
      if (other.firstElementChild.textContent === text) other.remove();
    }
    const toast = document.createElement("div");
    toast.className = tone ? `toast is-${tone}` : "toast";
    toast.dataset.toast = "";
    const words = document.createElement("p");
    words.textContent = text;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "toast-close";
    close.dataset.toastClose = "";
    close.textContent = "×";
    close.setAttribute("aria-label", this.dataset.dismiss);
    toast.append(words, close);
    region.append(toast);
    if (tone !== "stop") this.fade(toast);
  }

  /** Take the toast away after a while, but not from under a hand or a focus. */
  fade(toast) {
    setTimeout(() => {
      if (toast.matches(":hover, :focus-within")) this.fade(toast);
      else toast.remove();
    }, SHOWN_MS);
  }
}

customElements.define("ls-toast", Toast);

// Where the focus goes after an answer, and one send at a time.

/** The first field of `root` that the server refused. */
function firstInvalid(root) {
  const field = root.querySelector("[aria-invalid='true']");
  if (!field || !field.matches("fieldset, [role='group']")) return field;
  return field.querySelector("input, select, textarea");
}

document.body.addEventListener("htmx:afterSettle", (event) => {
  const { xhr, target } = event.detail;
  if (xhr?.status === 422) {
    const root = target.isConnected ? target : document.getElementById(target.id);
    firstInvalid(root ?? document)?.focus();
  }
});

// A page that was answered in full with errors: the same promise without htmx.
if (document.querySelector("[aria-invalid='true']") && document.activeElement === document.body) {
  firstInvalid(document)?.focus();
}

function busy(form, on) {
  form.toggleAttribute("data-busy", on);
  for (const button of form.querySelectorAll("button[type='submit'], button:not([type])")) {
    if (on) button.setAttribute("aria-busy", "true");
    else button.removeAttribute("aria-busy");
  }
}

document.body.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.detail.elt.closest("form");
  if (!form || event.detail.requestConfig.verb === "get") return;
  if (form.hasAttribute("data-busy")) event.preventDefault();
  else busy(form, true);
});

for (const name of ["htmx:afterRequest", "htmx:sendAbort"]) {
  document.body.addEventListener(name, (event) => {
    const form = event.detail.elt.closest?.("form");
    if (form) busy(form, false);
  });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.closest("[hx-boost]")) return;
  if (!navigator.onLine && form.dataset.offline) {
    event.preventDefault();
    location.assign(form.dataset.offline);
    return;
  }
  if (form.hasAttribute("data-busy")) event.preventDefault();
  else busy(form, true);
});

// A set takes one gesture. When the answer is quick, the button of the next set comes up under the
// thumb in the middle of a double click, or under a key that is still held.
const ONE_SET = ".next-set button[type='submit'], #player-form button[type='submit']";

document.addEventListener("click", (event) => {
  // `detail` counts the clicks of one gesture: 1 is the first, 0 is a key.
  if (event.detail > 1 && event.target.closest(ONE_SET)) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.repeat && event.key === "Enter" && event.target.closest(ONE_SET)) event.preventDefault();
});

// Coming back by the browser's Back button must not find a form that can no longer be sent.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-busy]")) busy(form, false);
});

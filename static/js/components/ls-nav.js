// The "More" sheet of the bottom bar (and any <details data-dismiss>): Escape or a tap elsewhere closes it.

document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details[data-dismiss][open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const open of document.querySelectorAll("details[data-dismiss][open]")) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});

// A button with data-dialog="<id>" opens that <dialog>; the browser gives focus back when it closes.

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
});

// Runs before the first paint: the reader's choice of light or dark, when there is one.
try {
  const chosen = localStorage.getItem("levelset:theme");
  if (chosen === "light" || chosen === "dark") {
    document.documentElement.dataset.theme = chosen;
  }
} catch {
  // Storage may be refused; the system's choice then holds.
}

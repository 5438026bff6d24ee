// Runs before the first paint, so that a chosen theme never flashes. Without a choice the stylesheet follows the device.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  if (window.isSecureContext) root.classList.add("secure");
  try {
    const choice = localStorage.getItem("theme");
    if (choice === "light" || choice === "dark") root.dataset.bsTheme = choice;
  } catch {
    // Storage may be blocked: then the device decides.
  }
})();

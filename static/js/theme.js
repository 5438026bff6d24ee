// Runs before the first paint, so that a chosen theme never flashes. Without a choice the stylesheet follows the device.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  if (window.isSecureContext) root.classList.add("secure");
  const choice = document.cookie.match(/(?:^|; )theme=(light|dark)(?:;|$)/)?.[1];
  if (choice) root.dataset.bsTheme = choice;
})();

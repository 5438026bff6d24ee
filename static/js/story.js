// The story of a heatmap's cell in a panel beside it. Each cell is a link to a page that says the same.
const panel = document.getElementById("story");
const content = document.getElementById("story-told");
const wait = document.getElementById("story-wait");
const STORY = /\/characteristics\/\d+\/(schools|teams)\/\d+\/$/;
let address;

function open(link) {
  address = link.href;
  content.textContent = "";
  wait.textContent = wait.dataset.says;
  panel.showModal();
  window.htmx.ajax("GET", address.split("#")[0], { target: content, swap: "innerHTML" });
}

document.addEventListener("click", (event) => {
  if (event.target === panel || event.target.closest("[data-story-close]")) return panel.close();
  const link = event.target.closest(".heat td a");
  const own = event.button || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey; // what browsers do with a link
  if (!link || own || !panel.showModal || !window.htmx || !STORY.test(link.pathname)) return;
  event.preventDefault();
  open(link);
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (!panel.open || event.detail.target !== content) return;
  wait.textContent = "";
  panel.scrollTop = 0;
  const practice = document.getElementById(decodeURIComponent(new URL(address).hash.slice(1)));
  (practice ?? document.getElementById("story-title"))?.focus();
});
// Within the panel one goes on to another characteristic.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (content.contains(event.detail.elt)) address = event.detail.elt.href ?? address;
});
// Without an answer the link does what it says.
for (const failed of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failed, (event) => {
    if (panel.open && event.detail.target === content) location.assign(address);
  });
}

// Keys of the rate screen: 1 to K by position, 0 for not enough information, n and p, e, ?. Single keys can be
// switched off (WCAG 2.1.4), do nothing while somebody types, and leave every combination to the browser.
const help = document.getElementById("rate-help");
const toggle = help.querySelector("[data-keys]");
const cards = [...document.querySelectorAll("form.pr-form")];

// The browser goes to the practice that an address names once it has read the whole page, by which time the first
// keys may have been pressed: so we are there before, and afterwards stay where the keys led.
const named = location.hash && document.getElementById(location.hash.slice(1));
if (named && document.activeElement === document.body) named.focus({ preventScroll: true });
document.addEventListener("focusin", ({ target, relatedTarget: before }) => {
  const left = before?.closest(".pr");
  if (target !== named || !left || document.readyState === "complete") return;
  before.focus({ preventScroll: true });
  left.scrollIntoView({ block: "start", behavior: "instant" });
});

const stored = (act) => {
  try {
    return act(localStorage);
  } catch {
    return null; // then they are on, for this page
  }
};
toggle.checked = stored((storage) => storage.getItem("rate-keys")) !== "off";
toggle.addEventListener("change", () =>
  stored((storage) => storage.setItem("rate-keys", toggle.checked ? "on" : "off")),
);
for (const button of document.querySelectorAll("[data-rate-help]")) {
  button.addEventListener("click", () => help.showModal());
}

// The card one is in; else the first one that can be seen.
function here() {
  const inside = cards.findIndex((card) => card.closest(".pr").contains(document.activeElement));
  return inside >= 0 ? inside : cards.findIndex((card) => card.closest(".pr").getBoundingClientRect().bottom > 80);
}
// Who was only led to a card, by an address or a click beside its answers, is not yet in it.
function isIn(card) {
  const { activeElement } = document;
  return activeElement.closest(".pr") === card?.closest(".pr") && !activeElement.matches(".pr");
}
const isFree = (card) => !card.querySelector("fieldset").disabled;

function go(to) {
  const card = cards[to];
  if (!card) return;
  const field = card.querySelector("[name=answer]:checked:enabled, [name=answer]:enabled");
  (field || card.closest(".pr")).focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  card.closest(".pr").scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
}

function choose(button) {
  if (!button) return;
  button.checked = true;
  button.focus({ preventScroll: true });
  button.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("keydown", (event) => {
  if (!toggle.checked || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.target.closest("textarea, select, dialog, [contenteditable], input:not([type=radio])")) return;
  const at = here();
  const card = cards[at];
  if (event.key === "?") help.showModal();
  else if (event.key === "n") go(isIn(card) ? at + 1 : at);
  else if (event.key === "p") go(at - 1);
  else if (event.key === "e") card?.closest(".pr").querySelector("[data-evidence]")?.click();
  else if (/^[0-9]$/.test(event.key) && card && isFree(card)) {
    const levels = [...card.querySelectorAll(".lvs [name=answer]")].filter(
      (button) => !Number.isNaN(Number(button.value)),
    );
    choose(event.key === "0" ? card.querySelector("[value=not_enough_information]") : levels[Number(event.key) - 1]);
  } else return;
  event.preventDefault();
});

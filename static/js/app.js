// What every page shares. All of it is comfort: each form and link works without this file.
const root = document.documentElement;
const each = (selector, act, within = document) => within.querySelectorAll(selector).forEach(act);

// --- theme: light, dark, or as the device has it
// In a cookie: signing out empties the browser's storage, and the choice is the device's, not a person's.
const storedTheme = () => document.cookie.match(/(?:^|; )theme=(light|dark)(?:;|$)/)?.[1] || "system";
function showTheme(choice) {
  if (choice === "system") delete root.dataset.bsTheme;
  else root.dataset.bsTheme = choice;
  each("[data-theme-choice]", (button) =>
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice)),
  );
}
function chooseTheme(choice) {
  const [value, seconds] = choice === "system" ? ["", 0] : [choice, 31_536_000];
  document.cookie = `theme=${value}; path=/; max-age=${seconds}; samesite=lax${root.classList.contains("secure") ? "; secure" : ""}`;
  showTheme(choice);
}
showTheme(storedTheme());

// --- one listener for every small button
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-choice], [data-fill], [data-copy], [data-print]");
  if (button?.dataset.themeChoice) chooseTheme(button.dataset.themeChoice);
  else if (button?.dataset.fill !== undefined) fill(button);
  else if (button?.dataset.copy !== undefined) copy(button);
  else if (button?.dataset.print !== undefined) window.print();
  each("details.menu[open]", (menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  each("details.menu[open]", (menu) => {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  });
});

// <button data-fill='{"id_login": "…"}'> types for a person trying the demo
function fill(button) {
  const values = Object.entries(JSON.parse(button.dataset.fill));
  values.forEach(([id, value]) => {
    const field = document.getElementById(id);
    if (field) field.value = value;
  });
  document.getElementById(values[0][0])?.form?.querySelector("[type=submit]")?.focus();
}

// templates/_components/copy_button.html: says "Copied" only of what was. Plain http has no clipboard, and a browser
// may refuse it: then the field is selected, and the button says how one's own hand copies it.
async function copy(button) {
  const field = document.getElementById(button.dataset.copy);
  field.focus();
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    sayFor(button, button.dataset.copied);
    button.focus();
  } catch {
    sayFor(button, button.dataset[byHand()]);
  }
}
function byHand() {
  if (matchMedia("(hover: none) and (pointer: coarse)").matches) return "byTouch";
  return /Mac/.test(navigator.platform) ? "byHandMac" : "byHand";
}
// On the button for a while, and aloud: by then something else may have been copied.
function sayFor(button, words) {
  const label = button.firstElementChild;
  button.dataset.label ??= label.textContent;
  label.textContent = button.nextElementSibling.textContent = words;
  clearTimeout(button.timer);
  button.timer = setTimeout(() => {
    label.textContent = button.dataset.label;
    button.nextElementSibling.textContent = "";
  }, 6000);
}

// --- filters send themselves; their button stays for people without scripts
document.addEventListener("change", (event) => {
  if (event.target.form?.matches("[data-autosubmit]")) event.target.form.requestSubmit();
});

// --- htmx: the token, where to look after an answer, and words when none came
const connection = document.getElementById("connection");
function say(words) {
  if (connection) connection.textContent = words || "";
}
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("meta[name=csrf-token]")?.content;
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token;
});
document.addEventListener("htmx:afterSettle", (event) => {
  const status = event.detail.xhr?.status;
  say("");
  if (status === 422 || status === 409) focusFirstError(event.detail.elt);
});
document.addEventListener("htmx:sendError", () => say(connection?.dataset.offline));
document.addEventListener("htmx:timeout", () => say(connection?.dataset.offline));
const WORDS_FOR = { 413: "tooLarge", 503: "offline" };
document.addEventListener("htmx:responseError", ({ detail }) => {
  const { status, responseText } = detail.xhr;
  if (status === 401) return; // session.js says what to do about that one
  const inWords = status === 429 && detail.xhr.getResponseHeader("Content-Type")?.startsWith("text/plain");
  say(inWords ? responseText : connection?.dataset[WORDS_FOR[status] ?? "refused"]);
});

function focusFirstError(within) {
  const error = ".error-summary, [data-focus-error], [aria-invalid=true]";
  (within.matches?.(error) ? within : within.querySelector?.(error))?.focus();
}
// On a page drawn anew the summary has autofocus; a plain form may have only its invalid field.
if (!document.querySelector("[autofocus]")) focusFirstError(document.getElementById("main"));

// One rating form of a page: what it says, what it shows, and the parts of the server's answer put in their places.
export const revisionOf = (form) => Number(form.elements.revision.value);
export const isSameAnswer = (one, other) => one.answer === other.answer && one.note === other.note;

// As the server drew it, whatever was chosen since.
export function drawnIn(form) {
  const drawn = form.querySelector("[name=answer][checked]");
  return { answer: drawn?.value || "", note: form.elements.note.defaultValue };
}

export function showAnswer(form, { answer, note }) {
  for (const button of form.querySelectorAll("[name=answer]")) button.checked = button.value === answer;
  form.elements.note.value = note;
  const details = form.querySelector("details.note");
  if (note && details) details.open = true;
}

// "Take my answer back" stands among a practice's answers while there is one, and goes once it is taken back: then
// nothing is chosen any more.
export function offerWithdrawal(form, answer) {
  const withdrawal = form.querySelector("[name=answer][value=withdrawn]");
  const isOffered = Boolean(answer) && answer !== "withdrawn";
  if (!isOffered) {
    withdrawal.checked = false;
    // What goes must not take the focus with it.
    if (withdrawal === document.activeElement) form.querySelector("[name=answer]").focus({ preventScroll: true });
  }
  withdrawal.closest("label").hidden = !isOffered;
}

export function mark(form, text, css = "muted") {
  const area = form.querySelector(".saved-area");
  stepOut(area);
  for (const part of area.querySelectorAll(":scope > :not(input)")) part.remove();
  area.append(Object.assign(document.createElement("span"), { className: `saved ${css}`, textContent: text }));
}

// Whoever pressed a button in what goes away stays on its card.
function stepOut(area) {
  if (area?.contains(document.activeElement)) area.closest(".pr, .vote").focus({ preventScroll: true });
}

// An answer that no card shows any more, in the page's own words for it: `template` has a place for {answer}.
export function inWords({ practice, answer, note }, template) {
  const code = document.querySelector(`#practice-${practice} .code`)?.textContent.trim();
  const label = document.querySelector(`[name=answer][value="${answer}"]`)?.closest("label");
  const said = template.replace("{answer}", label?.querySelector("b, span:not(.k)")?.textContent || answer);
  return `${code ? `${code} · ` : ""}${said}${note ? ` – “${note}”` : ""}`;
}

// --- the server's answer
const parse = (html) => new DOMParser().parseFromString(html, "text/html");

// Each part of the answer takes the place of the part of the page that has its name.
export function place(html) {
  const parts = parse(html);
  for (const part of parts.querySelectorAll("[hx-swap-oob]")) {
    part.remove();
    const here = document.getElementById(part.id);
    part.removeAttribute("hx-swap-oob");
    if (here && part.id === "announce") here.textContent = part.textContent;
    else here?.replaceWith(part);
  }
  const area = parts.querySelector(".saved-area");
  const before = area && document.getElementById(area.id);
  stepOut(before);
  before?.replaceWith(area);
  return area;
}

// When the server saved it, by the district's clock: the device's may say something else beside it.
export const savedAt = (html) => parse(html).querySelector(".saved-area")?.dataset.savedAt;

export function reasonIn(html) {
  const reason = parse(html).querySelector(".prose p, .field-errors span, .conflict p, main p");
  return (reason?.textContent || "").trim();
}

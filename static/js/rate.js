// The rate screen, and a member's own screen in the meeting: what is chosen is kept on this device at once, sent after a
// rest, and said to be saved when it is. Without this file every card has a button that saves it.
import * as queue from "./offline-queue.js";
import { QueueSender } from "./queue-sender.js";
import {
  drawnIn,
  inWords,
  isSameAnswer,
  mark,
  offerWithdrawal,
  place,
  reasonIn,
  revisionOf,
  savedAt,
  showAnswer,
} from "./rating-form.js";

const root = document.getElementById("rate");
const { user } = root.dataset;
const words = JSON.parse(document.getElementById("rate-words").textContent);
const status = document.getElementById("save-state");
const signIn = status.querySelector(".when-signed-out");
const dismiss = document.getElementById("dismiss");
const notSaved = document.getElementById("not-saved");
const undo = document.getElementById("undo");
const REST = 700;
const REST_WRITING = 1500;
const resting = new Map(); // form → its timer
const known = new Map(); // practice → what was last kept of it
const met = new WeakSet(); // forms whose practice is known
let lastSaved = "";
let lastChange = null;
let refusedReason = "";
let unsent = 0;

const token = document.querySelector("meta[name=csrf-token]").content;
const sender = new QueueSender({ user, token, page: location.pathname, notify });
// Asked for each time: a meeting's screen is drawn anew as the meeting goes on.
const allForms = () => [...document.querySelectorAll("form.pr-form[data-practice]")];
// By its address: the same practice may be rated again in another assessment.
const formOf = ({ url }) => allForms().find((form) => form.action === url);

// --- what a card says
function answerOf(form) {
  const chosen = form.querySelector("[name=answer]:checked")?.value;
  // After an answer was taken back nothing is chosen, and a note still belongs to what was taken back.
  const none = known.get(form.dataset.practice)?.answer === "withdrawn" ? "withdrawn" : "";
  return { answer: chosen || none, note: form.elements.note.value };
}
const isNoteAlone = (form) =>
  !answerOf(form).answer && form.elements.note.value !== known.get(form.dataset.practice).note;
// The card shows this answer, and it is what was last kept of the practice.
function take(form, { answer, note }) {
  showAnswer(form, { answer, note });
  known.set(form.dataset.practice, { answer, note });
  offerWithdrawal(form, answer);
}

// --- keeping a change: after a rest, or when the person leaves the card
function rest(form, milliseconds) {
  const isFirst = !resting.size;
  clearTimeout(resting.get(form));
  resting.set(
    form,
    setTimeout(() => keep(form), milliseconds),
  );
  form.classList.add("is-resting"); // what it says to be saved is not what it shows
  if (isFirst) count();
}
function keepAtOnce() {
  for (const form of [...resting.keys()]) keep(form);
}

async function keep(form, evenIfSame = false) {
  clearTimeout(resting.get(form));
  resting.delete(form);
  form.classList.remove("is-resting");
  const { practice } = form.dataset;
  const now = answerOf(form);
  const before = known.get(practice);
  if (!now.answer) mark(form, isNoteAlone(form) ? words.noteAlone : "", "is-unsent");
  if (!now.answer || (!evenIfSame && isSameAnswer(now, before))) return count();
  known.set(practice, now);
  lastChange = { url: form.action, before };
  unsent += 1; // until they are counted
  mark(form, words.keeping);
  offerWithdrawal(form, now.answer);
  const from = form.elements.from?.value;
  await queue.add({ user, practice, url: form.action, ...now, revision: revisionOf(form), from });
  sender.run();
  await count();
}

// --- what became of it
async function notify(what, edit, html) {
  const form = edit && formOf(edit);
  if (what === "elsewhere") {
    fromAnotherTab(edit.edit, edit.html);
  } else if (what === "saved") {
    lastSaved = savedAt(html) || lastSaved;
    if (form) place(html);
  } else if (what === "refused") {
    refusedReason = reasonIn(html);
    if (form) showRefusal(form, html);
    document.dispatchEvent(new CustomEvent("answer-refused"));
  }
  await count();
}

function showRefusal(form, html) {
  const area = place(html);
  if (!area) mark(form, `${words.refused} ${refusedReason}`, "danger-text");
  const error = form.querySelector("[data-focus-error]");
  if (error && form.contains(document.activeElement)) error.focus();
}

function fromAnotherTab(edit, html) {
  const form = formOf(edit);
  if (!form || resting.has(form)) return;
  place(html);
  take(form, edit);
}

// --- the one line that says how things stand
function statusOf(edits, isOnlyHere) {
  const refused = edits.filter((edit) => edit.refused).length;
  if (sender.state === "signed-out") {
    return ["signed-out", (isOnlyHere ? words.signedOutHere : words.signedOut).replace("{number}", edits.length)];
  }
  const waiting = edits.length - refused;
  if (waiting && sender.state === "waiting") {
    return ["waiting", (isOnlyHere ? words.onlyHere : words.waiting).replace("{number}", waiting)];
  }
  if (refused) return ["refused", `${words.notSaved.replace("{number}", refused)} ${refusedReason}`];
  if (edits.length || resting.size) return ["", words.keeping];
  return ["", lastSaved ? words.saved.replace("{time}", lastSaved) : words.rest];
}
async function count() {
  const edits = await queue.editsOf(user);
  const isOnlyHere = edits.some(queue.isOnlyHere);
  unsent = edits.length;
  const [mood, text] = statusOf(edits, isOnlyHere);
  if (status.dataset.mood !== mood) status.dataset.mood = mood;
  const line = status.querySelector("[data-text]");
  if (line.textContent !== text) line.textContent = text;
  signIn.target = isOnlyHere ? "_blank" : ""; // this page is not to be left
  dismiss.hidden = mood !== "refused" || !edits.some((edit) => edit.isFinal);
  showNotTaken(edits.filter((edit) => edit.refused && edit.isFinal && (edit.answer !== "withdrawn" || edit.note)));
  if (undo) undo.hidden = !lastChange;
  for (const edit of edits) {
    const form = formOf(edit);
    if (form && !edit.refused) markUnsent(form, edit);
  }
}
// What the server does not take stays before its author's eyes until it is dismissed: no card shows it any more.
function showNotTaken(edits) {
  const texts = edits.map((edit) => inWords(edit, words.yours));
  notSaved.hidden = !texts.length;
  if (JSON.stringify(texts) === notSaved.dataset.shown) return;
  notSaved.dataset.shown = JSON.stringify(texts);
  notSaved.replaceChildren(...texts.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
}
function markUnsent(form, edit) {
  if (sender.state === "idle") mark(form, words.keeping);
  else if (queue.isOnlyHere(edit)) mark(form, words.keepOpen, "is-unsent");
  else mark(form, words.onThisDevice);
}

// --- what the person does
document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form.pr-form");
  if (form && event.target.name === "answer") {
    rest(form, REST);
    if (event.target.value === "does_not_apply" && !form.elements.note.value) askWhy(form);
  }
});
document.addEventListener("input", (event) => {
  if (event.target.name === "note" && event.target.form?.matches("form.pr-form")) rest(event.target.form, REST_WRITING);
});
document.addEventListener("focusout", (event) => {
  const form = event.target.closest?.("form.pr-form");
  if (form && resting.has(form) && !form.contains(event.relatedTarget)) keep(form);
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form.pr-form")) return;
  event.preventDefault();
  keep(event.target, true);
});
// "Keep what is saved": the refused answer is given up, and the page shows what stands.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-give-up]");
  if (!link) return;
  event.preventDefault();
  const form = link.closest("form.pr-form");
  await giveUp((edit) => edit.url === form.action);
  location.replace(`${location.pathname}#practice-${form.dataset.practice}`);
  location.reload();
});
// Nothing is to be decided about what the server refused with a page of its own: it has been read.
dismiss.addEventListener("click", () => giveUp((edit) => edit.refused && edit.isFinal).then(count));
async function giveUp(isMeant) {
  const meant = (await queue.editsOf(user)).filter(isMeant);
  await Promise.all(meant.map((edit) => queue.remove(edit)));
}
function askWhy(form) {
  form.querySelector("details.note").open = true;
  form.elements.note.focus();
}

undo?.addEventListener("click", () => {
  const { before } = lastChange;
  const form = formOf(lastChange);
  showAnswer(form, { answer: before.answer || "withdrawn", note: before.note });
  keep(form).then(() => {
    lastChange = null;
    undo.hidden = true;
  });
  form.querySelector("[name=answer]:checked, [name=answer]").focus();
});

// --- leaving and coming back
window.addEventListener("pagehide", () => {
  sender.leaving = true; // what is sent now is to arrive without this page
  keepAtOnce();
});
window.addEventListener("pageshow", (event) => {
  sender.leaving = false;
  if (event.persisted) catchUp();
});

// A page out of the back-forward cache shows what stood there when it was left: take what was saved elsewhere since.
async function catchUp() {
  const answer = await fetch(location.pathname, { redirect: "manual", cache: "no-store" }).catch(() => null);
  if (!answer?.ok || answer.headers.get("X-Rates-For") !== user) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const unsaved = new Set((await queue.editsOf(user)).map((edit) => edit.url));
  for (const stored of page.querySelectorAll("form.pr-form")) {
    const form = formOf({ url: stored.action });
    if (!form || resting.has(form) || unsaved.has(form.action) || revisionOf(stored) <= revisionOf(form)) continue;
    take(form, answerOf(stored));
    form.querySelector(".saved-area").replaceWith(stored.querySelector(".saved-area"));
  }
}
document.addEventListener("visibilitychange", () => document.hidden && keepAtOnce());
window.addEventListener("beforeunload", (event) => {
  const isOnlyHere = queue.isRefusing() && (unsent || resting.size);
  if (isOnlyHere || (unsent && sender.state !== "idle") || allForms().some(isNoteAlone)) event.preventDefault();
});

// --- cards that were just drawn: first what the server knows, then what it has not had yet
function meet(form) {
  met.add(form);
  known.set(form.dataset.practice, drawnIn(form));
  if (!isSameAnswer(answerOf(form), drawnIn(form))) rest(form, REST); // chosen before this file was there
}
async function showKept(forms) {
  const formIn = ({ url }) => forms.find((form) => form.action === url && !resting.has(form));
  for (const saved of await queue.savedOf(user)) {
    const form = formIn(saved);
    if (form && saved.revision > revisionOf(form)) {
      form.elements.revision.value = saved.revision;
      take(form, saved);
    }
  }
  for (const edit of await queue.editsOf(user)) {
    const form = formIn(edit);
    if (form) take(form, edit);
  }
  await count();
}

async function begin() {
  const forms = allForms();
  forms.forEach(meet);
  count();
  await queue.ready;
  for (const edit of await queue.editsOf(user)) {
    if (edit.refused) await queue.put({ ...edit, refused: "" }); // asked again, it says again why not
  }
  await showKept(forms);
  sender.run();
}
begin();
document.addEventListener("htmx:afterSwap", () => {
  const drawn = allForms().filter((form) => !met.has(form));
  drawn.forEach(meet);
  if (drawn.length) showKept(drawn);
});

// --- opening without a connection: a worker of this part of the site
async function keepForLater() {
  const files = performance.getEntriesByType("resource").map((entry) => entry.name);
  await navigator.serviceWorker.register(root.dataset.worker);
  if (navigator.serviceWorker.controller) return;
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ files: [location.href, ...files.filter((url) => url.includes("/static/"))] });
}
// Where the browser forbids it, this page needs the connection; nothing else is lost.
if (root.dataset.worker && "serviceWorker" in navigator) keepForLater().catch(() => {});

// How much still fits a field, said when little does: beside it for the eyes, once one rests for the ears. And what a
// browser cuts off without a word when a paste is too long. Without this file a field still stops at its maxlength.
const announcer = document.getElementById("length-left");
const SHORTEST = 80; // what is shorter shows its end by itself
const NEAR = 0.1;
const MOST_LEFT = 500;
const REST = 1000;
const shown = new WeakMap();
let resting = 0;

const isMeant = (field) =>
  field?.matches?.("textarea[maxlength], input[maxlength]") && field.maxLength >= SHORTEST && field.type !== "search";
const say = (words, left) => words.replace("{left}", left.toLocaleString(document.documentElement.lang));

function counterOf(field) {
  if (!shown.has(field)) {
    const counter = document.createElement("span");
    counter.className = "length-left";
    counter.setAttribute("aria-hidden", "true"); // the one live place of the page says it, politely
    shown.set(field, counter);
  }
  const counter = shown.get(field);
  if (!counter.isConnected) field.after(counter);
  return counter;
}
function show(field, words) {
  counterOf(field).textContent = words;
  clearTimeout(resting);
  resting = setTimeout(() => {
    announcer.textContent = words;
  }, REST);
}
function hide(field) {
  const counter = shown.get(field);
  if (!counter?.isConnected) return;
  counter.remove();
  clearTimeout(resting);
  announcer.textContent = "";
}
function count(field) {
  const left = field.maxLength - field.value.length;
  if (left > Math.min(field.maxLength * NEAR, MOST_LEFT)) hide(field);
  else if (left < 0) show(field, say(announcer.dataset.over, -left));
  else show(field, say(announcer.dataset.left, left));
}

document.addEventListener("focusin", (event) => {
  if (isMeant(event.target)) count(event.target);
});
document.addEventListener("input", (event) => {
  if (isMeant(event.target) && !event.target.dataset.wasCut) count(event.target);
  if (event.target.dataset) delete event.target.dataset.wasCut;
});
document.addEventListener("paste", (event) => {
  const field = event.target;
  if (!isMeant(field) || event.defaultPrevented) return;
  const pasted = (event.clipboardData?.getData("text") || "").replace(/\r\n?/g, "\n").length;
  const cut = field.value.length - (field.selectionEnd - field.selectionStart) + pasted - field.maxLength;
  if (cut <= 0) return;
  field.dataset.wasCut = "1"; // the input that follows must not speak over it
  show(field, say(announcer.dataset.cut, cut));
});

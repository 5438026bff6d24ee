// Files dropped and links pasted on a practice or on the library, each with its own progress; and the search among practices.
// All of it is comfort: without this file the form of a practice takes the same files and links.
import { lettersOf, wordsOf } from "./letters.js";
import { renewSession } from "./session.js";

const tools = document.getElementById("drop-tools");
const rowTemplate = document.getElementById("drop-row");
const ZONES = ".pr, .drop-zone";
const AT_ONCE = 2;
const LINK = /(^|[^\w])(https?:\/\/|www\.)[^\s.]/i;
const LONGEST_LINK = 4000;
const waiting = [];
let sending = 0;
let under = null; // the zone that the pointer is over: where a paste goes when nothing in a zone has the focus

const zoneOf = (node) => node?.closest?.(ZONES);
const placeIn = (zone) => zone?.querySelector("[data-drop]");
const isTyping = (node) =>
  node?.matches?.("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=file])");

// --- the buttons beside each place that takes files and links
function fit(place) {
  place.append(tools.content.cloneNode(true));
  place.querySelector(".drop-files input").addEventListener("change", (event) => {
    addFiles(place, event.target.files);
    event.target.value = "";
  });
  place.querySelector(".drop-link form").addEventListener("submit", (event) => {
    event.preventDefault();
    const field = event.target.querySelector("input");
    const url = field.value.trim();
    if (!url) return;
    add(place, { url, name: url });
    field.value = "";
    field.closest("details").open = false;
  });
}

// --- one row for each file or link: waiting, on its way, refused in words, or the piece that it became
function addFiles(place, files) {
  for (const file of files) add(place, { file, name: file.name });
}
function addLinks(place, urls) {
  for (const url of urls) add(place, { url, name: url });
}
function add(place, job) {
  job.place = place;
  job.row = rowTemplate.content.firstElementChild.cloneNode(true);
  job.row.querySelector(".drop-name").textContent = job.name;
  job.row.querySelector("progress").setAttribute("aria-label", job.name);
  job.row.querySelector("[data-again]").addEventListener("click", () => again(job));
  job.row.querySelector("[data-keep]").addEventListener("click", () => {
    job.asItIs = true;
    again(job);
  });
  job.row.querySelector("[data-leave]").addEventListener("click", () => job.row.remove());
  place.querySelector(".dropped").append(job.row);
  queue(job);
}
function queue(job) {
  if (job.file && job.file.size > Number(tools.dataset.mostBytes)) {
    fail(job, tools.dataset.tooLarge);
    return;
  }
  say(job, tools.dataset.waiting, false);
  waiting.push(job);
  next();
}
function next() {
  while (sending < AT_ONCE && waiting.length) send(waiting.shift());
}
async function again(job) {
  if (job.signedOut) await renewSession();
  job.signedOut = false;
  queue(job);
}
function say(job, words, isOver) {
  job.row.classList.toggle("is-refused", isOver);
  job.row.querySelector(".drop-words").textContent = words;
  job.row.querySelector("progress").hidden = isOver;
  for (const button of job.row.querySelectorAll("button")) button.hidden = !isOver;
  job.row.querySelector("[data-keep]").hidden = !isOver || !job.canBeKept;
}
function fail(job, words, canBeKept = false) {
  job.canBeKept = canBeKept;
  say(job, words, true);
}

function send(job) {
  const progress = job.row.querySelector("progress");
  const sent = new FormData();
  if (job.file) sent.append("file", job.file, job.file.name);
  else sent.append("url", job.url);
  if (job.asItIs) sent.append("as_it_is", "on");
  const request = new XMLHttpRequest();
  request.open("POST", job.place.dataset.drop);
  request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
  request.setRequestHeader("X-CSRFToken", document.querySelector("meta[name=csrf-token]").content);
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    const share = Math.round((100 * event.loaded) / event.total);
    progress.value = share;
    job.row.querySelector(".drop-words").textContent = share < 100 ? `${share} %` : tools.dataset.checking;
  });
  request.addEventListener("load", () => answered(job, request));
  request.addEventListener("error", () => fail(job, tools.dataset.offline));
  request.addEventListener("loadend", () => {
    sending -= 1;
    next();
  });
  sending += 1;
  say(job, "0 %", false);
  request.send(sent);
}
function answered(job, request) {
  if (request.status === 401 || request.status === 403) {
    job.signedOut = true;
    fail(job, tools.dataset.signedOut);
  } else if (request.status === 200) {
    become(job, request.responseText);
  } else if (request.status === 422) {
    fail(job, request.responseText, request.getResponseHeader("X-Can-Be-Kept") === "yes");
  } else if (request.status === 413) {
    fail(job, tools.dataset.tooLarge);
  } else {
    fail(job, request.status < 500 ? tools.dataset.refused : tools.dataset.offline);
  }
}
function become(job, html) {
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  const piece = holder.content.firstElementChild;
  const shown = job.place.querySelector(`#${piece.id}`); // the same file or link once more
  if (shown) job.row.remove();
  (shown || job.row).replaceWith(piece);
  window.htmx?.process(piece);
}

// --- dropping anywhere on a practice; a file that misses does not replace the page
const carries = (event) =>
  [...(event.dataTransfer?.types || [])].some((type) => type === "Files" || type === "text/uri-list");
function light(zone) {
  for (const lit of document.querySelectorAll(".is-over")) lit.classList.toggle("is-over", lit === zone);
  zone?.classList.add("is-over");
}
// A link a line, with the words or the spaces that stand in it: the server says which is which. Text with other lines
// is prose, and the page's own links are no evidence.
function linksIn(text) {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith("#"));
  const isOwn = (line) => line.includes(`${location.origin}/`);
  if (lines.length === 2 && !LINK.test(lines[0]) && LINK.test(lines[1])) lines.splice(0, 2, lines.join(" ")); // a title above
  return lines.every((line) => LINK.test(line) && line.length <= LONGEST_LINK && !isOwn(line)) ? lines : [];
}
function take(place, data) {
  if (data.files.length) {
    addFiles(place, data.files);
    return true;
  }
  const links = linksIn(data.getData("text/uri-list") || data.getData("text/plain"));
  addLinks(place, links);
  return links.length > 0;
}
if (tools) {
  document.querySelectorAll("[data-drop]").forEach(fit);
  document.addEventListener("dragover", (event) => {
    if (!carries(event) || (isTyping(event.target) && !event.dataTransfer.types.includes("Files"))) return;
    event.preventDefault();
    const zone = zoneOf(event.target);
    light(placeIn(zone) ? zone : null);
    event.dataTransfer.dropEffect = placeIn(zone) ? "copy" : "none";
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) light(null);
  });
  document.addEventListener("drop", (event) => {
    light(null);
    if (!carries(event) || (isTyping(event.target) && !event.dataTransfer.types.includes("Files"))) return;
    event.preventDefault();
    const place = placeIn(zoneOf(event.target));
    if (place) take(place, event.dataTransfer);
  });
  document.addEventListener("pointerover", (event) => {
    under = zoneOf(event.target);
  });
  document.addEventListener("paste", (event) => {
    if (isTyping(event.target) || !event.clipboardData) return;
    const zones = document.querySelectorAll(ZONES);
    const place = placeIn(zoneOf(event.target) || under || (zones.length === 1 ? zones[0] : null));
    if (place && take(place, event.clipboardData)) event.preventDefault();
  });
  window.addEventListener("beforeunload", (event) => {
    if (sending || waiting.length) event.preventDefault();
  });
}

// --- <input data-narrow="id of a group of checkboxes">: only those whose words were typed stay in sight
function narrow(field) {
  const group = document.getElementById(field.dataset.narrow);
  const words = wordsOf(field.value);
  let found = false;
  for (const fieldset of group.querySelectorAll("fieldset")) {
    let here = false;
    for (const choice of fieldset.querySelectorAll(".form-check")) {
      choice.hidden = !words.every((word) => lettersOf(choice.textContent).includes(word));
      here ||= !choice.hidden;
    }
    fieldset.hidden = !here;
    found ||= here;
  }
  group.querySelector("[data-narrow-none]").hidden = found;
}
for (const field of document.querySelectorAll("[data-narrow]")) {
  field.addEventListener("input", () => narrow(field));
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // it searches; it does not save
  });
}

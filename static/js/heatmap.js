// A heatmap by keyboard: one tab stop for the table, arrow keys from cell to cell; and a school found while one types.
import { lettersOf, wordsOf } from "./letters.js";

const TABLES = ".heat table";
const ROWS_A_PAGE = 10;
const inSight = (row) => !row.hidden && !row.parentElement.hidden;
const linkIn = (row, column) => row?.cells[column]?.querySelector("a[href]");

// --- one tab stop
function stopAt(link) {
  const table = link.closest(TABLES);
  for (const other of table.querySelectorAll('a[tabindex="0"]')) other.tabIndex = -1;
  link.tabIndex = 0;
}

function prepare(table) {
  if (table.dataset.oneStop) return;
  table.dataset.oneStop = "yes";
  // Its cells take the focus, so that the frame around them, which scrolls, need not.
  table.closest("[role=region]")?.removeAttribute("tabindex");
  for (const link of table.querySelectorAll("a[href]")) link.tabIndex = -1;
  stopAtFirst(table);
}

function stopAtFirst(table) {
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]).filter(inSight);
  const link = rows.map((row) => row.querySelector("td a[href]")).find(Boolean) ?? table.querySelector("a[href]");
  if (link) stopAt(link);
}

// --- arrow keys
function along(link, step) {
  const links = [...link.closest("tr").querySelectorAll("a[href]")];
  return links[Math.min(Math.max(links.indexOf(link) + step, 0), links.length - 1)];
}

// The next rows that have a link in this column; rows of means have none.
function across(link, step) {
  const column = link.closest("th, td").cellIndex;
  const rows = [...link.closest("table").rows].filter((row) => inSight(row) && linkIn(row, column));
  const here = rows.indexOf(link.closest("tr"));
  return linkIn(rows[Math.min(Math.max(here + step, 0), rows.length - 1)], column);
}

const ends = (link, step) => across(along(link, step), step);
const keys = {
  ArrowLeft: (link) => along(link, -1),
  ArrowRight: (link) => along(link, 1),
  ArrowUp: (link) => across(link, -1),
  ArrowDown: (link) => across(link, 1),
  PageUp: (link) => across(link, -ROWS_A_PAGE),
  PageDown: (link) => across(link, ROWS_A_PAGE),
  Home: (link, all) => (all ? ends : along)(link, -Infinity),
  End: (link, all) => (all ? ends : along)(link, Infinity),
};

document.addEventListener("keydown", (event) => {
  const link = event.target.closest?.(`${TABLES} a[href]`);
  if (!link || !keys[event.key] || event.altKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  keys[event.key](link, event.ctrlKey)?.focus();
});
document.addEventListener("focusin", (event) => {
  const link = event.target.closest?.(`${TABLES} a[href]`);
  if (link) stopAt(link);
});

// --- find a school: rows of other names are hidden at once; the server is asked when the field is left
let asking;

function show(field) {
  const table = document.querySelector(TABLES);
  const words = wordsOf(field.value);
  const schools = [...(table?.querySelectorAll("tbody tr:not([class])") ?? [])];
  for (const row of schools) {
    const name = lettersOf(row.cells[0].textContent);
    row.hidden = !words.every((word) => name.includes(word));
  }
  const shown = schools.filter((row) => !row.hidden);
  for (const body of table ? [...table.tBodies].slice(1) : []) {
    body.hidden = words.length > 0 && ![...body.rows].some((row) => shown.includes(row));
  }
  const says = field.form.querySelector("[data-find-says]");
  if (says) says.textContent = field.dataset.says.replace("{shown}", shown.length).replace("{all}", schools.length);
  if (table && !inSight(table.querySelector('a[tabindex="0"]')?.closest("tr") ?? table.rows[0])) stopAtFirst(table);
}

document.addEventListener("input", (event) => {
  const field = event.target.closest("[data-find]");
  if (!field) return;
  clearTimeout(asking);
  // The table holds only what the server found before: other letters need the server again.
  if (lettersOf(field.value).includes(lettersOf(field.dataset.served))) show(field);
  else asking = setTimeout(() => field.form?.requestSubmit(), 400);
});

const all = () => document.querySelectorAll(TABLES).forEach(prepare);
document.addEventListener("htmx:afterSettle", all);
all();

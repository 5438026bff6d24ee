// The meeting's screens: they follow where it stands; the desk says what changed elsewhere and how long a practice takes.
// All of it is comfort: every page of the meeting works with a reload instead.
import { showSessionEnded } from "./session.js";

const EVERY = 1000; // so that a screen follows within two seconds
const SLOWEST = 15000;
const connection = document.getElementById("connection");
const followed = () => document.querySelector("[data-follow]");
let wait = EVERY;
let timer = 0;
let asking = false;
let lost = false;

// --- following: a small question each second, answered 304 while nothing has changed
async function ask() {
  const screen = followed();
  if (!screen || asking || document.hidden) return;
  asking = true;
  try {
    const answer = await fetch(screen.dataset.follow, {
      headers: { "If-None-Match": `"${screen.dataset.version}"`, "X-Requested-With": "XMLHttpRequest" },
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(10000),
    });
    if (answer.status === 401) {
      showSessionEnded();
      wait = SLOWEST;
      return;
    }
    if (answer.status === 200) changed(screen, await answer.text());
    else if (answer.status !== 304) throw new Error("not followed");
    heard();
  } catch {
    missed();
  } finally {
    asking = false;
    plan();
  }
}
function plan() {
  clearTimeout(timer);
  timer = setTimeout(ask, wait);
}
function heard() {
  if (lost && connection) connection.textContent = "";
  lost = false;
  wait = EVERY;
}
function missed() {
  wait = Math.min(wait * 2, SLOWEST);
  if (wait > 2 * EVERY && connection) {
    lost = true;
    connection.textContent = connection.dataset.offline;
  }
}
function changed(screen, version) {
  screen.dataset.version = version;
  if (screen.hasAttribute("hx-get")) window.htmx.trigger(screen, "meeting-changed");
  else document.querySelector("[data-changed]")?.removeAttribute("hidden");
}
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) ask();
});
// Screens that were opened together do not go on asking together.
if (followed()) timer = setTimeout(ask, EVERY * Math.random());

// --- a screen drawn anew says what it shows now; one that could not be is asked for again
let said = followed()?.dataset.says;
document.addEventListener("htmx:afterSwap", () => {
  const says = followed()?.dataset.says;
  if (says && says !== said) {
    document.getElementById("announce").textContent = says;
    window.scrollTo(0, 0);
  }
  said = says;
});
const again = () => {
  const screen = followed();
  if (screen?.hasAttribute("hx-get")) screen.dataset.version = "";
};
document.addEventListener("htmx:sendError", again);
document.addEventListener("htmx:responseError", again);

// --- one's own answer, refused because it came after the reveal, or a network that is back: look at once
document.addEventListener("answer-refused", ask);
window.addEventListener("online", ask);

// --- the desk: what was typed and not recorded is not left by mistake
const form = document.querySelector("form.agree");
let typed = false;
form?.addEventListener("input", () => (typed = true));
form?.addEventListener("submit", () => (typed = false));
window.addEventListener("beforeunload", (event) => {
  if (typed) event.preventDefault();
});

// --- a gentle timer: it counts up, it can be hidden, it never calls
const clock = document.querySelector("[data-timer]");
const toggle = document.querySelector("[data-timer-toggle]");
const begun = performance.now();
function tick() {
  const seconds = Math.floor(Number(clock.dataset.seconds) + (performance.now() - begun) / 1000);
  clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
function stored(value) {
  try {
    if (value !== undefined) localStorage.setItem("meeting-timer", value);
    return localStorage.getItem("meeting-timer");
  } catch {
    return value; // the choice then lasts for this page only
  }
}
function showTimer(choice) {
  clock.hidden = choice === "hidden";
  toggle.textContent = clock.hidden ? toggle.dataset.hidden : toggle.dataset.shown;
}
if (clock && toggle) {
  tick();
  setInterval(tick, 1000);
  showTimer(stored());
  toggle.addEventListener("click", () => {
    const choice = clock.hidden ? "shown" : "hidden";
    stored(choice);
    showTimer(choice);
  });
}

// --- the projector fills its screen
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-fullscreen]")) document.documentElement.requestFullscreen?.().catch(() => {});
});

// What the rate screen left behind in this browser, on every page. Answers of the person that still wait are sent from
// here too. Laptops are shared: pages that open without a connection are there for the one who is signed in and for nobody
// after them; at sign-out nothing stays; and what the server has not had yet is not thrown away without asking, be it
// theirs or somebody else's. Storage that does not answer keeps nobody from signing out.
import * as queue from "./offline-queue.js";
import { QueueSender } from "./queue-sender.js";

const user = document.querySelector("form[data-sign-out]")?.dataset.signOut;
const dialog = document.getElementById("sign-out-dialog");
const others = document.getElementById("others-dialog");

async function sendUnsent() {
  await queue.ready;
  const hasUnsent = (await queue.editsOf(user)).some((edit) => !edit.refused);
  const token = document.querySelector("meta[name=csrf-token]").content;
  if (hasUnsent) new QueueSender({ user, token, notify: () => {} }).run();
}
if (user && !document.getElementById("rate")) sendUnsent();

// --- pages that open without a connection, and the worker that keeps them
const isSomebodyElses = (name) => /^rate-\d/.test(name) && name !== `rate-${user}`;
async function unregisterWorkers() {
  const workers = await navigator.serviceWorker.getRegistrations();
  await Promise.all(workers.map((worker) => worker.unregister()));
}
async function deletePagesOfOthers() {
  const who = await (await caches.match("/who", { cacheName: "rate-who" }))?.text();
  const names = (await caches.keys()).filter(isSomebodyElses);
  const isTheirs = who && who !== user;
  if (!isTheirs && !names.length) return;
  await Promise.all([...names, ...(isTheirs ? ["rate-who"] : [])].map((name) => caches.delete(name)));
  await unregisterWorkers();
}
deletePagesOfOthers().catch(() => {}); // a browser without such pages

// Those of this person are asked for at once: a deletion that was asked for goes on without this page.
async function deletePages() {
  const isOurs = (name) => name.startsWith("rate-");
  const own = ["rate-who", `rate-${user}`].map((name) => caches.delete(name));
  const all = caches.keys().then((names) => Promise.all(names.filter(isOurs).map((name) => caches.delete(name))));
  await Promise.allSettled([...own, all]);
}

// --- answers of somebody else that still wait, once for as long as a tab is open
const ASKED = "asked-about-others";
function isAsked() {
  try {
    return Boolean(sessionStorage.getItem(ASKED)) || Boolean(sessionStorage.setItem(ASKED, user));
  } catch {
    return false;
  }
}
async function askAboutOthers() {
  await queue.deleteSavedOfOthers(user);
  const number = await queue.unsentOfOthers(user);
  if (!number || !others?.showModal || isAsked()) return;
  others.querySelector("[data-number]").textContent = number;
  others.showModal();
}
others?.addEventListener("close", () => {
  if (others.returnValue === "delete") queue.deleteEditsOfOthers(user);
});
if (user) queue.ready.then(askAboutOthers);

// --- signing out
let leaving = null;
async function signOut() {
  const workers = queue.withinLimit(Promise.resolve().then(unregisterWorkers));
  await Promise.allSettled([queue.clear(), queue.withinLimit(deletePages()), workers]);
  leaving.submit();
}
document.addEventListener("submit", async (event) => {
  if (!user || !event.target.matches("form[data-sign-out]")) return;
  event.preventDefault();
  leaving = event.target;
  const unsent = (await queue.editsOf(user)).length + (await queue.unsentOfOthers(user));
  if (!unsent || !dialog?.showModal) {
    signOut();
    return;
  }
  dialog.querySelector("[data-number]").textContent = unsent;
  dialog.showModal();
});
dialog?.addEventListener("close", () => {
  if (dialog.returnValue === "leave") signOut();
});

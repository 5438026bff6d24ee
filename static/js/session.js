// A session that ended, or a page older than the last sign-in: says so until the person is back, leaves what was typed
// where it stands, and then sends again what was refused. Nothing goes on in the name of somebody else.
const meta = (name, page = document) => page.querySelector(`meta[name=${name}]`)?.content;
const banner = document.getElementById("session-ended");
// Of a page to be sent again without a session: who typed what is on it.
const user = meta("signed-in-as") ?? document.querySelector("[data-sign-in-first]")?.dataset.signInFirst;
const refused = new Map(); // element → the event for which htmx sent its request
const sentAgain = new Set(); // what was refused with a new token too, is refused for another reason

export function showSessionEnded(why = "ended") {
  if (!banner) return;
  banner.querySelector("[data-why]").textContent = banner.dataset[why];
  banner.firstElementChild.hidden = false;
}

// The token of the session that there is now, for this page, if it is the same person's: "renewed", "ended", "other", or "lost".
export async function renewSession() {
  const headers = { "X-Requested-With": "XMLHttpRequest" };
  const answer = await fetch(banner.dataset.signedIn, { headers, cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return answer?.status === 401 ? "ended" : "lost";
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (meta("signed-in-as", page) !== user) return "other";
  const token = meta("csrf-token", page);
  document.querySelector("meta[name=csrf-token]").content = token;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  return "renewed";
}

async function goOn() {
  const how = await renewSession();
  if (how === "ended" || how === "other") showSessionEnded(how);
  if (how !== "renewed") return;
  banner.firstElementChild.hidden = true;
  for (const part of document.querySelectorAll("[data-sign-in-first]")) part.hidden = true;
  for (const part of document.querySelectorAll("[data-signed-in-again]")) part.hidden = false;
  const again = [...refused];
  refused.clear();
  for (const [element, event] of again) if (element.isConnected) window.htmx.trigger(element, event);
}

document.addEventListener("htmx:responseError", ({ detail }) => {
  const { xhr, elt, requestConfig } = detail;
  if (!user || (xhr.status !== 401 && (xhr.status !== 403 || sentAgain.has(elt)))) return;
  if (xhr.status === 403) sentAgain.add(elt);
  if (requestConfig.triggeringEvent) refused.set(elt, requestConfig.triggeringEvent.type);
  goOn();
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful) sentAgain.delete(detail.elt);
});
// Back to a page that htmx would draw: the server leads to the sign-in page instead.
document.addEventListener("htmx:historyCacheMissLoadError", () => location.reload());

const isWaiting = () => document.querySelector("#session-ended > :not([hidden]), [data-sign-in-first]:not([hidden])");
const back = () => {
  if (banner && isWaiting() && !document.hidden) goOn();
};
window.addEventListener("focus", back);
document.addEventListener("visibilitychange", back);

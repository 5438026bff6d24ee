// The service worker of the rate screen: a page of it that was opened before opens again without a connection.
// What it keeps belongs to the person whose page came last (the header X-Rates-For), for as long as their session lasts
// (X-Rates-Until); sign-out deletes it. The server's answer is handed on at once, whether it can be kept or not.
const PAGE = /^\/assessments\/\d+\/rate\/(\d+|table)\/$/;
const STATIC = "rate-static";
const WHO = "rate-who";
const MOST_FILES = 80;
const LIMIT = 1_000; // milliseconds that a page waits for what is kept; after that, it is asked for no more for so long:
const REST = 30_000;
let restsUntil = 0;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (PAGE.test(url.pathname)) event.respondWith(page(event));
  else if (url.pathname.startsWith("/static/")) event.respondWith(file(event));
});

// A page that was loaded before this worker was there says what it consists of. Nobody is led to the sign-in page here:
// asking for it beside the one who signs in would make the token of their form another one.
self.addEventListener("message", (event) => {
  const fetched = event.data.files.map((url) => fetchAndKeep(event, new Request(url, { redirect: "manual" })));
  event.waitUntil(Promise.allSettled(fetched));
});

async function page(event) {
  try {
    return await fetchAndKeep(event, event.request);
  } catch (lost) {
    const who = await (await found("/who", WHO))?.text();
    const kept = who && (await found(new URL(event.request.url).pathname, `rate-${who}`));
    if (!kept || Date.now() >= Number(kept.headers.get("X-Rates-Until"))) throw lost;
    return kept;
  }
}

async function file(event) {
  return (await found(event.request, STATIC)) || fetchAndKeep(event, event.request);
}

// What is kept under this name; nothing, where the browser does not say.
async function found(request, cacheName) {
  if (Date.now() < restsUntil) return undefined;
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(() => {
      restsUntil = Date.now() + REST;
      resolve();
    }, LIMIT);
  });
  try {
    return await Promise.race([caches.match(request, { cacheName }), late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

async function fetchAndKeep(event, request) {
  const answer = await fetch(request);
  // Led elsewhere, which is to the sign-in page: the session has ended, and with it what opens without the server.
  if (answer.type === "opaqueredirect" && PAGE.test(new URL(request.url).pathname))
    event.waitUntil(deletePages().catch(() => {}));
  if (answer.ok && !answer.redirected) event.waitUntil(keep(request, answer.clone()).catch(() => {}));
  return answer;
}

async function keep(request, answer) {
  const { pathname } = new URL(request.url);
  if (!PAGE.test(pathname)) return keepFile(request, answer);
  const who = answer.headers.get("X-Rates-For");
  if (who) await keepPage(pathname, answer, who);
}

// Nobody's pages open any more before those of another person are kept, so that a failure in between shows none to either.
async function keepPage(pathname, answer, who) {
  const whose = await caches.open(WHO);
  const before = await (await whose.match("/who"))?.text();
  if (before !== who) {
    await whose.delete("/who");
    await whose.put("/who", new Response(who));
  }
  await (await caches.open(`rate-${who}`)).put(pathname, answer);
}

async function deletePages() {
  const names = (await caches.keys()).filter((name) => name === WHO || /^rate-\d/.test(name));
  await Promise.all(names.map((name) => caches.delete(name)));
}

async function keepFile(request, answer) {
  const files = await caches.open(STATIC);
  const oldest = (await files.keys()).slice(0, -MOST_FILES);
  await Promise.all([...oldest.map((one) => files.delete(one)), files.put(request, answer)]);
}

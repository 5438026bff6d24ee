// The service worker of the rate screen: a page of it that was opened before opens again without a connection.
// What it keeps belongs to the person whose page came last (the header X-Rates-For); sign-out deletes it.
const PAGE = /^\/assessments\/\d+\/rate\/(\d+|table)\/$/;
const STATIC = "rate-static";
const WHO = "rate-who";
const MOST_FILES = 80;

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
  event.waitUntil(Promise.all(event.data.files.map((url) => kept(new Request(url, { redirect: "manual" })))));
});

function kept(request) {
  const { pathname } = new URL(request.url);
  return PAGE.test(pathname) ? fetchPage(request) : fetchFile(request);
}

async function page(event) {
  try {
    return await fetchPage(event.request);
  } catch (lost) {
    const who = await (await caches.match("/who", { cacheName: WHO }))?.text();
    const found = who && (await caches.match(new URL(event.request.url).pathname, { cacheName: `rate-${who}` }));
    if (!found) throw lost;
    return found;
  }
}

async function fetchPage(request) {
  const answer = await fetch(request);
  const who = answer.headers.get("X-Rates-For");
  if (answer.ok && !answer.redirected && who) {
    await (await caches.open(WHO)).put("/who", new Response(who));
    await (await caches.open(`rate-${who}`)).put(new URL(request.url).pathname, answer.clone());
  }
  return answer;
}

async function file(event) {
  return (await caches.match(event.request, { cacheName: STATIC })) || fetchFile(event.request);
}

async function fetchFile(request) {
  const answer = await fetch(request);
  if (answer.ok) {
    const files = await caches.open(STATIC);
    const oldest = (await files.keys()).slice(0, -MOST_FILES);
    await Promise.all([...oldest.map((one) => files.delete(one)), files.put(request, answer.clone())]);
  }
  return answer;
}

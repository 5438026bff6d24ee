// What the rate screen left behind in this browser, on every page of the same person. Answers that still wait are
// sent from here too. At sign-out nothing of a person stays, since laptops are shared, and what the server has not
// had yet is not thrown away without asking. Storage that does not answer keeps nobody from signing out.
(() => {
  const form = document.querySelector("form[data-sign-out]");
  if (!form) return;
  const dialog = document.getElementById("sign-out-dialog");
  const user = form.dataset.signOut;

  async function sendOn() {
    await Waiting.ready;
    const waiting = (await Waiting.edits(user)).some((edit) => !edit.refused);
    const token = document.querySelector("meta[name=csrf-token]").content;
    if (waiting) new Sending({ user, token, tell: () => {} }).run();
  }
  if (!document.getElementById("rate")) sendOn();

  // Pages that are kept open without a connection to whoever signed in last, and not to others after them.
  async function handOver() {
    const who = await (await caches.match("/who", { cacheName: "rate-who" }))?.text();
    if (who && who !== user) await caches.delete("rate-who");
  }
  handOver().catch(() => {}); // a browser without such pages

  const isOurs = (name) => name.startsWith("rate-");
  // Those of this person are asked for at once: a deletion that was asked for goes on without this page.
  async function forgetPages() {
    const own = ["rate-who", `rate-${user}`].map((name) => caches.delete(name));
    const all = caches.keys().then((names) => Promise.all(names.filter(isOurs).map((name) => caches.delete(name))));
    await Promise.allSettled([...own, all]);
  }

  async function leave() {
    await Promise.allSettled([Waiting.forget(user), withinLimit(forgetPages())]);
    form.submit();
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const unsent = await Waiting.edits(user);
    if (!unsent.length || !dialog?.showModal) {
      leave();
      return;
    }
    dialog.querySelector("[data-number]").textContent = unsent.length;
    dialog.showModal();
  });
  dialog?.addEventListener("close", () => {
    if (dialog.returnValue === "leave") leave();
  });
})();

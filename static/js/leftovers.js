// What the rate screen left behind in this browser, on every page of the same person. Answers that still wait are
// sent from here too. At sign-out nothing of a person stays, since laptops are shared, and what the server has not
// had yet is not thrown away without asking.
(() => {
  const form = document.querySelector("form[data-sign-out]");
  if (!form || !("indexedDB" in window)) return;
  const dialog = document.getElementById("sign-out-dialog");
  const user = form.dataset.signOut;

  async function sendOn() {
    const waiting = (await Waiting.edits(user)).some((edit) => !edit.refused);
    const token = document.querySelector("meta[name=csrf-token]").content;
    if (waiting) new Sending({ user, token, tell: () => {} }).run();
  }
  if (!document.getElementById("rate")) sendOn();

  // Pages that are kept open without a connection to whoever signed in last, and not to others after them.
  async function handOver() {
    if (!("caches" in window)) return;
    const who = await (await caches.match("/who", { cacheName: "rate-who" }))?.text();
    if (who && who !== user) await caches.delete("rate-who");
  }
  handOver();

  async function leave() {
    try {
      await Waiting.forget(user);
      const names = "caches" in window ? await caches.keys() : [];
      await Promise.all(names.filter((name) => name.startsWith("rate-")).map((name) => caches.delete(name)));
    } finally {
      form.submit();
    }
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const unsent = await Waiting.edits(user).catch(() => []);
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

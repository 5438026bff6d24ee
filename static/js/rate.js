// The rate screen: what is chosen is kept on this device at once, sent after a rest, and said to be saved when it is.
// Without this file every card has a button that saves it.
(() => {
  const root = document.getElementById("rate");
  if (!root) return;
  const { user } = root.dataset;
  const words = JSON.parse(document.getElementById("rate-words").textContent);
  const status = document.getElementById("save-state");
  const undo = document.getElementById("undo");
  const forms = new Map([...document.querySelectorAll("form.pr-form")].map((form) => [form.dataset.practice, form]));
  const REST = 700;
  const REST_WRITING = 1500;
  const resting = new Map(); // form → its timer
  const known = new Map(); // practice → what was last kept of it
  let lastSaved = "";
  let lastChange = null;
  let refusedReason = "";
  let unsent = 0;

  const token = document.querySelector("meta[name=csrf-token]").content;
  const sending = new Sending({ user, token, page: location.pathname, tell });

  // --- what a card says
  function answerOf(form) {
    const chosen = form.querySelector("[name=answer]:checked")?.value;
    // After an answer was taken back nothing is chosen, and a note still belongs to what was taken back.
    const none = known.get(form.dataset.practice)?.answer === "withdrawn" ? "withdrawn" : "";
    return { answer: chosen || none, note: form.elements.note.value };
  }
  const same = (one, other) => one.answer === other.answer && one.note === other.note;
  const revisionOf = (form) => Number(form.elements.revision.value);

  function show(form, { answer, note }) {
    for (const button of form.querySelectorAll("[name=answer]")) button.checked = button.value === answer;
    form.elements.note.value = note;
    const details = form.querySelector("details.note");
    if (note && details) details.open = true;
  }

  // The card shows this answer, and it is what was last kept of the practice.
  function take(form, { answer, note }) {
    show(form, { answer, note });
    known.set(form.dataset.practice, { answer, note });
    offerTakingBack(form, answer);
  }

  // --- keeping a change: after a rest, or when the person leaves the card
  function rest(form, milliseconds) {
    clearTimeout(resting.get(form));
    resting.set(form, setTimeout(() => keep(form), milliseconds));
  }
  function keepAtOnce() {
    return Promise.all([...resting.keys()].map((form) => keep(form)));
  }

  async function keep(form, evenIfSame = false) {
    clearTimeout(resting.get(form));
    resting.delete(form);
    const { practice } = form.dataset;
    const now = answerOf(form);
    const before = known.get(practice);
    if (!now.answer || (!evenIfSame && same(now, before))) return;
    known.set(practice, now);
    lastChange = { practice, before, now };
    const edit = { user, practice, url: form.action, ...now, revision: revisionOf(form), id: newName(), refused: "" };
    const earlier = (await Waiting.edits(user)).filter((one) => one.practice === practice).at(-1);
    // An edit that waits is followed, never replaced: it may be on its way at this very moment.
    if (earlier?.refused) await Waiting.remove(earlier);
    else if (earlier) Object.assign(edit, { after: earlier.id, revision: earlier.revision + 1 });
    await Waiting.put(edit);
    mark(form, words.keeping);
    offerTakingBack(form, now.answer);
    await count();
    sending.run();
  }

  function newName() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  // --- what became of it
  async function tell(what, edit, html) {
    const form = edit && forms.get(edit.practice);
    if (what === "elsewhere") {
      fromAnotherTab(edit.edit, edit.html);
    } else if (what === "saved") {
      lastSaved = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      if (form) place(html);
    } else if (what === "refused") {
      refusedReason = reasonIn(html);
      if (form) showRefusal(form, html);
    }
    await count();
  }

  // Each part of the answer takes the place of the part of the page that has its name.
  function place(html) {
    const parts = new DOMParser().parseFromString(html, "text/html");
    for (const part of parts.querySelectorAll("[hx-swap-oob]")) {
      part.remove();
      const here = document.getElementById(part.id);
      part.removeAttribute("hx-swap-oob");
      if (here && part.id === "announce") here.textContent = part.textContent;
      else here?.replaceWith(part);
    }
    const area = parts.querySelector(".saved-area");
    const before = area && document.getElementById(area.id);
    stepOut(before);
    before?.replaceWith(area);
    return area;
  }

  // Whoever pressed a button in what goes away stays on its card.
  function stepOut(area) {
    if (area?.contains(document.activeElement)) area.closest(".pr").focus({ preventScroll: true });
  }

  function showRefusal(form, html) {
    const area = place(html);
    if (!area) mark(form, `${words.refused} ${refusedReason}`, "danger-text");
    const error = form.querySelector("[data-focus-error]");
    if (error && form.contains(document.activeElement)) error.focus();
  }

  function reasonIn(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    return (page.querySelector(".prose p, .field-errors span, .conflict p, main p")?.textContent || "").trim();
  }

  function mark(form, text, css = "muted") {
    const area = form.querySelector(".saved-area");
    stepOut(area);
    area.querySelectorAll(":scope > :not(input)").forEach((part) => part.remove());
    const span = document.createElement("span");
    span.className = `saved ${css}`;
    span.textContent = text;
    area.append(span);
  }

  function fromAnotherTab(edit, html) {
    const form = forms.get(edit.practice);
    lastSaved ||= "";
    if (!form || resting.has(form)) return;
    place(html);
    take(form, edit);
  }

  // --- the one line that says how things stand
  async function count() {
    const edits = await Waiting.edits(user);
    const refused = edits.filter((edit) => edit.refused).length;
    unsent = edits.length;
    let text = lastSaved ? words.saved.replace("{time}", lastSaved) : words.rest;
    let mood = "";
    if (sending.state === "signed-out") {
      text = words.signedOut.replace("{number}", unsent);
      mood = "signed-out";
    } else if (unsent > refused && sending.state === "waiting") {
      text = words.waiting.replace("{number}", unsent - refused);
      mood = "waiting";
    } else if (refused) {
      text = `${words.notSaved.replace("{number}", refused)} ${refusedReason}`;
      mood = "refused";
    } else if (unsent) {
      text = words.keeping;
    }
    if (status.dataset.mood !== mood) status.dataset.mood = mood;
    const line = status.querySelector("[data-text]");
    if (line.textContent !== text) line.textContent = text;
    undo.hidden = !lastChange;
    for (const edit of edits) {
      const form = forms.get(edit.practice);
      if (form && sending.state !== "idle" && !edit.refused) mark(form, words.onThisDevice);
    }
  }

  // --- what the person does
  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("form.pr-form");
    if (form && event.target.name === "answer") {
      rest(form, REST);
      if (event.target.value === "does_not_apply" && !form.elements.note.value) askWhy(form);
    }
  });
  document.addEventListener("input", (event) => {
    if (event.target.name === "note" && event.target.form?.matches("form.pr-form")) rest(event.target.form, REST_WRITING);
  });
  document.addEventListener("focusout", (event) => {
    const form = event.target.closest?.("form.pr-form");
    if (form && resting.has(form) && !form.contains(event.relatedTarget)) keep(form);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form.pr-form")) return;
    event.preventDefault();
    keep(event.target, true);
  });
  // "Keep what is saved": the refused answer is given up, and the page shows what stands.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-give-up]");
    if (!link) return;
    event.preventDefault();
    const { practice } = link.closest("form.pr-form").dataset;
    for (const edit of await Waiting.edits(user)) if (edit.practice === practice) await Waiting.remove(edit);
    location.replace(`${location.pathname}#practice-${practice}`);
    location.reload();
  });
  function askWhy(form) {
    form.querySelector("details.note").open = true;
    form.elements.note.focus();
  }

  undo.addEventListener("click", () => {
    const { practice, before } = lastChange;
    const form = forms.get(practice);
    show(form, { answer: before.answer || "withdrawn", note: before.note });
    keep(form).then(() => {
      lastChange = null;
      undo.hidden = true;
    });
    form.querySelector("[name=answer]:checked, [name=answer]").focus();
  });

  // --- leaving and coming back
  window.addEventListener("pagehide", () => {
    sending.leaving = true; // what is sent now is to arrive without this page
    keepAtOnce();
  });
  window.addEventListener("pageshow", () => {
    sending.leaving = false;
  });
  document.addEventListener("visibilitychange", () => document.hidden && keepAtOnce());
  window.addEventListener("beforeunload", (event) => {
    if (unsent && sending.state !== "idle") event.preventDefault();
  });

  async function begin() {
    for (const [practice, form] of forms) known.set(practice, answerOf(form));
    for (const saved of await Waiting.saved(user)) {
      const form = forms.get(saved.practice);
      if (form && saved.revision > revisionOf(form)) {
        form.elements.revision.value = saved.revision;
        take(form, saved);
      }
    }
    for (const edit of await Waiting.edits(user)) {
      if (edit.refused) await Waiting.put({ ...edit, refused: "" }); // asked again, it says again why not
      const form = forms.get(edit.practice);
      if (form) {
        take(form, edit);
        mark(form, words.onThisDevice);
      }
    }
    await count();
    sending.run();
  }
  begin();

  // --- opening without a connection: a worker of this part of the site
  if ("serviceWorker" in navigator) {
    const files = performance.getEntriesByType("resource").map((entry) => entry.name);
    navigator.serviceWorker.register(root.dataset.worker).then(async () => {
      if (navigator.serviceWorker.controller) return;
      const { active } = await navigator.serviceWorker.ready;
      active.postMessage({ files: [location.href, ...files.filter((url) => url.includes("/static/"))] });
    });
  }
})();

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import * as queue from "../../static/js/offline-queue.js";
import { QueueSender } from "../../static/js/queue-sender.js";
import { openPage } from "./browser.js";

// A server that gives the answers in turn, and remembers what it was asked.
let asked;
let answers;
let notices;
const saved = (revision) => ({ html: `<div class="saved-area"><input name="revision" value="${revision}"></div>` });
const PAGE = { ratesFor: "7", html: "<meta name=csrf-token content=second>" };

async function serve(url, { method = "GET", body, headers = {}, keepalive = false } = {}) {
  asked.push({ url, method, ...Object.fromEntries(body || []), token: headers["X-CSRFToken"], keepalive });
  const answer = answers.shift();
  if (!answer) throw new TypeError("no network");
  const { status = 200, html = "", type = "basic", ratesFor = "" } = answer;
  const ok = status < 300 && type === "basic";
  return { ok, status, type, text: async () => html, headers: new Headers({ "X-Rates-For": ratesFor }) };
}

// Nothing is sent by itself: a test says when.
class Sender extends QueueSender {
  runIn(milliseconds) {
    this.asked = milliseconds;
  }
}

beforeEach(async () => {
  openPage();
  await queue.clear();
  [asked, answers, notices] = [[], [], []];
  globalThis.fetch = serve;
});

function senderOf(user) {
  const notify = (what, edit) => notices.push(edit ? `${what} ${edit.answer}` : what);
  return new Sender({ user, token: "first", page: "/rate/", notify });
}
const choose = (user, practice, answer, more = {}) =>
  queue.add({ user, practice, url: `/practices/${practice}/`, answer, note: "", revision: 0, ...more });

test("edits are sent in turn and leave as they are acknowledged", async () => {
  await choose("7", "a", "2", { note: "Why", revision: 4, from: "meeting" });
  await choose("7", "b", "1");
  answers.push(saved(5), saved(1));
  await senderOf("7").run();

  const [first, second] = asked;
  assert.deepEqual(
    asked.map((one) => [one.url, one.method, one.answer, one.note, one.revision]),
    [
      ["/practices/a/", "POST", "2", "Why", "4"],
      ["/practices/b/", "POST", "1", "", "0"],
    ],
  );
  assert.deepEqual([first.from, "from" in second, first.token, first.keepalive], ["meeting", false, "first", false]);
  assert.deepEqual(await queue.editsOf("7"), []);
  assert.deepEqual(
    (await queue.savedOf("7")).map((row) => [row.practice, row.answer, row.revision]),
    [
      ["a", "2", 5],
      ["b", "1", 1],
    ],
  );
  assert.deepEqual(notices, ["sending 2", "saved 2", "sending 1", "saved 1", "rest"]);
});

test("a later edit of the practice is sent on the revision that the server named", async () => {
  await choose("7", "a", "2");
  await choose("7", "a", "3");
  answers.push(saved(12), saved(13));
  await senderOf("7").run();

  assert.deepEqual(
    asked.map((one) => one.revision),
    ["0", "12"],
  );
  assert.equal(asked[1].after, asked[0].client_id);
});

const UNANSWERED = {
  "a portal": { html: "<p>Sign in to this network</p>" },
  "too many": { status: 429 },
  "a fault": { status: 500 },
  away: { status: 503 },
  "no network": null,
};
for (const [name, answer] of Object.entries(UNANSWERED)) {
  test(`what is not acknowledged waits ever longer and keeps its id: ${name}`, async () => {
    await choose("7", "a", "2");
    await choose("7", "b", "3");
    const sender = senderOf("7");
    const states = [];
    for (let number = 0; number < 7; number += 1) {
      answers = [answer];
      await sender.run();
      states.push([sender.state, sender.asked]);
    }

    assert.deepEqual(
      states,
      [1, 2, 4, 8, 16, 30, 30].map((seconds) => ["waiting", seconds * 1000]),
    );
    assert.deepEqual(new Set(asked.map((one) => one.url)), new Set(["/practices/a/"])); // the second waits for the first
    assert.equal(new Set(asked.map((one) => one.client_id)).size, 1);
    assert.equal((await queue.editsOf("7")).length, 2);
  });
}

test("a pause begins anew after an answer was acknowledged", async () => {
  const sender = senderOf("7");
  const pauses = [];
  for (const answer of ["1", "2"]) {
    await choose("7", "a", answer);
    await sender.run();
    pauses.push(sender.pause);
    answers.push(saved(1));
    await sender.run();
  }

  assert.deepEqual(pauses, [1000, 1000]);
});

for (const answer of [{ status: 401 }, { status: 0, type: "opaqueredirect" }]) {
  test(`who is signed out loses nothing: ${answer.type ?? answer.status}`, async () => {
    await choose("7", "a", "2");
    answers.push(answer);
    const sender = senderOf("7");
    await sender.run();

    assert.deepEqual([sender.state, (await queue.editsOf("7")).length], ["signed-out", 1]);
  });
}

// --- another token, another person
test("a token of an earlier sign-in is replaced once", async () => {
  await choose("7", "a", "2");
  answers.push({ status: 403 }, PAGE, saved(1));
  await senderOf("7").run();

  assert.deepEqual(
    asked.map((one) => [one.url, one.method, one.token]),
    [
      ["/practices/a/", "POST", "first"],
      ["/rate/", "GET", undefined],
      ["/practices/a/", "POST", "second"],
    ],
  );
  assert.deepEqual(await queue.editsOf("7"), []);
});

test("a second 403 is a refusal and not asked for ever", async () => {
  await choose("7", "a", "2");
  answers.push({ status: 403 }, PAGE, { status: 403 });
  await senderOf("7").run();

  const [edit] = await queue.editsOf("7");
  assert.deepEqual([asked.length, edit.refused], [3, "403"]);
});

test("nothing is sent for somebody else who has signed in since", async () => {
  await choose("7", "a", "2");
  answers.push({ status: 403 }, { ratesFor: "8", html: "<meta name=csrf-token content=theirs>" });
  const sender = senderOf("7");
  await sender.run();

  const [edit] = await queue.editsOf("7");
  assert.deepEqual([asked.length, sender.state, edit.refused], [2, "signed-out", ""]);
});

test("where the page cannot be asked the edit waits", async () => {
  await choose("7", "a", "2");
  answers.push({ status: 403 });
  const sender = senderOf("7");
  await sender.run();

  const [edit] = await queue.editsOf("7");
  assert.deepEqual([sender.state, edit.refused], ["waiting", ""]);
});

// --- what is refused
const REFUSALS = [
  [409, '<div class="saved-area">', false],
  [409, "<p>", true],
  [422, "<p>", true],
];
for (const [status, html, isFinal] of REFUSALS) {
  test(`a refusal is kept until the person has decided or read it: ${status} ${html}`, async () => {
    await choose("7", "a", "2");
    await choose("7", "b", "3");
    answers.push({ status, html }, saved(1));
    const sender = senderOf("7");
    await sender.run();
    await sender.run();

    const edits = await queue.editsOf("7");
    assert.deepEqual(
      edits.map((edit) => [edit.answer, edit.refused, edit.isFinal]),
      [["2", String(status), isFinal]],
    );
    assert.equal(asked.length, 2); // the other one was sent, and the refused one not again
  });
}

test("a later edit takes the place of a refused one and stands where that stood", async () => {
  await choose("7", "a", "2", { revision: 6 });
  await choose("7", "a", "3");
  answers.push({ status: 409, html: '<div class="saved-area">' }, saved(7));
  await senderOf("7").run();

  assert.deepEqual(
    asked.map((one) => [one.answer, one.revision, one.after]),
    [
      ["2", "6", undefined],
      ["3", "6", undefined],
    ],
  );
  assert.deepEqual(await queue.editsOf("7"), []);
});

// --- one at a time
test("a second run during the first sends nothing twice and is made up for", async () => {
  await choose("7", "a", "2");
  answers.push(saved(1));
  const sender = senderOf("7");
  await Promise.all([sender.run(), sender.run()]);

  assert.deepEqual([asked.length, sender.asked], [1, 0]);
});

test("what is sent while the page is left arrives without it", async () => {
  await choose("7", "a", "2");
  answers.push(saved(1));
  const sender = senderOf("7");
  sender.leaving = true;
  await sender.run();

  assert.equal(asked[0].keepalive, true);
});

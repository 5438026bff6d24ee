import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { openPage, run } from "./browser.js";

let queue;

beforeEach(async () => {
  openPage();
  queue = await run("offline-queue.js");
});

const choose = (user, practice, answer, more = {}) =>
  queue.add({ user, practice, url: `/practices/${practice}/`, answer, note: "", revision: 0, ...more });
const answersOf = async (user) => (await queue.editsOf(user)).map((edit) => edit.answer);

test("a second edit of a practice follows the first and stands on it", async () => {
  await choose("7", "a", "2", { revision: 4 });
  await choose("7", "a", "3", { revision: 4 });
  await choose("7", "b", "1");

  const [first, second, other] = await queue.editsOf("7");
  assert.deepEqual([first.revision, second.revision, other.revision], [4, 5, 0]);
  assert.equal(second.after, first.id);
  assert.ok(!("after" in first) && !("after" in other));
  assert.ok(first.order < second.order && second.order < other.order);
  assert.equal(new Set([first.id, second.id, other.id]).size, 3);
});

test("the order is that of the hand also where the clock goes back", async (t) => {
  await choose("7", "a", "1");
  t.mock.method(Date, "now", () => 1000);
  await choose("7", "b", "2");
  await choose("7", "c", "3");

  assert.deepEqual(await answersOf("7"), ["1", "2", "3"]);
});

test("edits made at one moment keep their order and their revisions", async () => {
  await Promise.all(["1", "2", "3", "4"].map((answer) => choose("7", "a", answer)));

  const edits = await queue.editsOf("7");
  assert.deepEqual(
    edits.map((edit) => [edit.answer, edit.revision]),
    [
      ["1", 0],
      ["2", 1],
      ["3", 2],
      ["4", 3],
    ],
  );
});

test("an edit takes the place of one that was refused", async () => {
  await choose("7", "a", "1");
  const [refused] = await queue.editsOf("7");
  await queue.put({ ...refused, refused: "409" });
  await choose("7", "a", "2", { revision: 9 });

  const [edit, ...others] = await queue.editsOf("7");
  assert.deepEqual([edit.answer, edit.revision, edit.refused, "after" in edit], ["2", 9, "", false]);
  assert.deepEqual(others, []);
});

test("an id is made also where the browser makes none", async (t) => {
  t.mock.method(crypto, "randomUUID");
  crypto.randomUUID = undefined;
  await choose("7", "a", "1");

  const [{ id }] = await queue.editsOf("7");
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("what waits outlives the page and is its own person's", async () => {
  await choose("7", "a", "1");
  await choose("8", "a", "4");
  queue = await run("offline-queue.js");

  assert.deepEqual(await answersOf("7"), ["1"]);
  assert.deepEqual(await answersOf("8"), ["4"]);
});

test("at sign-in what is not one's own is counted and deleted", async () => {
  for (const user of ["7", "8"]) {
    await choose(user, "a", "1");
    await queue.acknowledge({ user, practice: "a", answer: "1", revision: 1 });
  }
  assert.equal(await queue.unsentOfOthers("8"), 1);
  await queue.deleteSavedOfOthers("8");
  await queue.deleteEditsOfOthers("8");
  queue = await run("offline-queue.js");

  const count = async (user) => [(await queue.editsOf(user)).length, (await queue.savedOf(user)).length];
  assert.deepEqual(
    [await count("7"), await count("8")],
    [
      [0, 0],
      [1, 1],
    ],
  );
});

test("at sign-out nothing of anybody stays, in memory or in storage", async () => {
  for (const user of ["7", "8"]) {
    await choose(user, "a", "1");
    await queue.acknowledge({ user, practice: "a", answer: "1", revision: 1 });
  }
  await queue.clear();

  for (const page of [queue, await run("offline-queue.js")]) {
    assert.deepEqual([await page.editsOf("7"), await page.editsOf("8")], [[], []]);
    assert.deepEqual([await page.savedOf("7"), await page.savedOf("8")], [[], []]);
  }
});

test("without storage an edit waits in memory, and says that it is only here", async () => {
  globalThis.indexedDB = undefined;
  queue = await run("offline-queue.js");
  await queue.ready;
  await choose("7", "a", "1");

  const [edit] = await queue.editsOf("7");
  assert.deepEqual([edit.answer, queue.isOnlyHere(edit), queue.isRefusing()], ["1", true, true]);
  await queue.clear();
  assert.deepEqual(await queue.editsOf("7"), []);
});

test("storage that never answers is waited for no longer than a second, and then left alone", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"] });
  indexedDB.open = () => ({});
  queue = await run("offline-queue.js");
  const added = choose("7", "a", "1");
  for (const _wait of [1, 2, 3]) {
    await new Promise(setImmediate);
    t.mock.timers.tick(1_000);
  }
  await added;
  indexedDB.open = () => assert.fail("asked again");
  await choose("7", "b", "2");

  const edits = await queue.editsOf("7");
  assert.deepEqual(edits.map(queue.isOnlyHere), [true, true]);
});

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { openPage, run } from "./browser.js";

const LEVELS = ["1", "2", "3", "4"];
const radio = (practice, value) =>
  `<label><input type="radio" name="answer" value="${value}" data-of="${practice}"></label>`;
const card = (practice) => `
  <article class="pr" id="practice-${practice}" tabindex="-1">
    <form class="pr-form"><fieldset>
      <div class="lvs">${LEVELS.map((level) => radio(practice, level)).join("")}</div>
      ${radio(practice, "not_enough_information")}
      <textarea name="note"></textarea>
    </fieldset></form>
    <a href="#evidence" data-evidence>Evidence</a>
  </article>`;
const HELP = `<dialog id="rate-help"><input type="checkbox" data-keys></dialog><button data-rate-help>Keys</button>`;

let changed;

async function openCards(url) {
  openPage(`${["a", "b", "c"].map(card).join("")}${HELP}`, url);
  changed = [];
  document.addEventListener("change", ({ target }) => changed.push(`${target.dataset.of} ${target.value}`));
  await run("rate-keys.js");
}
beforeEach(() => openCards());

const help = () => document.getElementById("rate-help");
const where = () => document.activeElement.closest(".pr")?.id;
function press(key, more = {}) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  document.activeElement.dispatchEvent(event);
  return event;
}

test("n and p go from card to card, and not beyond the last", () => {
  const places = ["n", "n", "n", "n", "p"].map((key) => {
    press(key);
    return where();
  });

  assert.deepEqual(places, ["practice-a", "practice-b", "practice-c", "practice-c", "practice-b"]);
});

test("a digit chooses a level by its position, 0 not enough information", () => {
  press("n");
  press("3");
  press("n");
  press("0");

  assert.deepEqual(changed, ["a 3", "b not_enough_information"]);
  assert.equal(document.querySelector("#practice-a [value='3']").checked, true);
});

test("a digit without a level chooses nothing and stays the browser's no more", () => {
  press("n");
  const event = press("9");

  assert.deepEqual([changed, event.defaultPrevented], [[], true]);
});

test("a card that takes no answer is left alone", () => {
  document.querySelector("#practice-a fieldset").disabled = true;
  press("2");

  assert.deepEqual(changed, []);
});

test("on a card that an address led to, n goes into it first", async () => {
  await openCards("https://districts.example/rate/#practice-b");
  assert.equal(where(), "practice-b");
  press("n");
  press("2");

  assert.deepEqual(changed, ["b 2"]);
});

test("e opens the evidence of the card one is in", () => {
  let clicked = "";
  document.addEventListener("click", ({ target }) => {
    clicked = target.closest(".pr").id;
  });
  press("n");
  press("n");
  press("e");

  assert.equal(clicked, "practice-b");
});

test("? opens the list of keys, and so does its button", () => {
  press("?");
  assert.equal(help().open, true);
  help().open = false;
  document.querySelector("[data-rate-help]").click();

  assert.equal(help().open, true);
});

test("while somebody types, keys are letters", () => {
  document.querySelector("#practice-a textarea").focus();
  const events = ["2", "n", "?"].map((key) => press(key));

  assert.deepEqual(changed, []);
  assert.ok(events.every((event) => !event.defaultPrevented));
});

for (const held of ["ctrlKey", "altKey", "metaKey", "isComposing"]) {
  test(`a key with ${held} is the browser's`, () => {
    press("n");
    const event = press("2", { [held]: true });

    assert.deepEqual([changed, event.defaultPrevented], [[], false]);
  });
}

test("any other key is the browser's", () => {
  assert.equal(press("x").defaultPrevented, false);
});

test("keys can be switched off, and stay so", async () => {
  const box = help().querySelector("[data-keys]");
  assert.equal(box.checked, true);
  box.checked = false;
  box.dispatchEvent(new Event("change"));
  press("n");
  press("2");
  assert.deepEqual(changed, []);
  assert.equal(localStorage.getItem("rate-keys"), "off");
  box.checked = true;
  await run("rate-keys.js");

  assert.equal(box.checked, false);
});

test("where the browser keeps nothing, keys are on for this page", async () => {
  openPage(`${card("a")}${HELP}`);
  Object.defineProperty(globalThis, "localStorage", {
    configurable: true,
    get: () => {
      throw new Error("forbidden");
    },
  });
  await run("rate-keys.js");
  delete globalThis.localStorage;

  assert.equal(help().querySelector("[data-keys]").checked, true);
});

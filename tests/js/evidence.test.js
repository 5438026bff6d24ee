import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { openPage, run } from "./browser.js";

const HTML = `
  <meta name="csrf-token" content="token">
  <article class="pr" id="a"><p>Words</p><textarea></textarea><div data-drop="/a/"></div></article>
  <article class="pr" id="b"><p>Words</p><div data-drop="/b/"></div></article>
  <p id="beside">Beside</p>
  <input data-narrow="choices">
  <div id="choices">
    <fieldset><div class="form-check">École one</div><div class="form-check">Vision</div></fieldset>
    <fieldset><div class="form-check">Learning</div></fieldset>
    <p data-narrow-none>None</p>
  </div>
  <template id="drop-tools" data-most-bytes="10" data-too-large="too large" data-waiting="waiting"
    data-checking="checking" data-offline="offline" data-signed-out="signed out" data-refused="refused">
    <label class="drop-files"><input type="file"></label>
    <details class="drop-link" open><form><input><button></button></form></details>
    <ul class="dropped"></ul>
  </template>
  <template id="drop-row"><li><span class="drop-name"></span><progress></progress><span class="drop-words"></span>
    <button data-again></button><button data-keep></button><button data-leave></button></li></template>`;

const NodeEvent = globalThis.Event; // before a page brings its own

// Answers when a test says so.
let requests;
class Request extends EventTarget {
  upload = new EventTarget();
  headers = {};
  open(method, url) {
    Object.assign(this, { method, url });
  }
  setRequestHeader(name, value) {
    this.headers[name] = value;
  }
  send(form) {
    this.sent = Object.fromEntries(form);
    requests.push(this);
  }
  getResponseHeader(name) {
    return this.answered[name] ?? null;
  }
  answer(status, responseText = "", answered = {}) {
    Object.assign(this, { status, responseText, answered });
    this.dispatchEvent(new NodeEvent("load"));
    this.dispatchEvent(new NodeEvent("loadend"));
  }
  lose() {
    this.dispatchEvent(new NodeEvent("error"));
    this.dispatchEvent(new NodeEvent("loadend"));
  }
}
beforeEach(async () => {
  openPage(HTML);
  requests = [];
  globalThis.XMLHttpRequest = Request;
  await run("evidence.js");
});

function carry({ files = [], uris = "", text = "" }) {
  const types = [...(files.length ? ["Files"] : []), ...(uris ? ["text/uri-list"] : []), "text/plain"];
  return { types, files, dropEffect: "", getData: (type) => (type === "text/plain" ? text : uris) };
}
function send(name, target, property, what) {
  const event = new Event(name, { bubbles: true, cancelable: true });
  event[property] = carry(what);
  target.dispatchEvent(event);
  return event;
}
const drop = (target, what) => send("drop", target, "dataTransfer", what);
const paste = (target, what) => send("paste", target, "clipboardData", what);
const at = (selector) => document.querySelector(selector);
const file = (name, bytes = 3) => new File(["x".repeat(bytes)], name);
const rows = () =>
  [...document.querySelectorAll(".dropped > li")].map((row) => [
    row.querySelector(".drop-name").textContent,
    row.querySelector(".drop-words").textContent,
  ]);

test("a file dropped anywhere on a practice is sent to that practice", () => {
  const event = drop(at("#b p"), { files: [file("plan.pdf")] });

  const [request] = requests;
  assert.deepEqual([request.method, request.url, request.sent.file.name], ["POST", "/b/", "plan.pdf"]);
  assert.deepEqual(request.headers, { "X-Requested-With": "XMLHttpRequest", "X-CSRFToken": "token" });
  assert.equal(event.defaultPrevented, true);
});

test("a file that misses is not sent, and does not replace the page", () => {
  const event = drop(at("#beside"), { files: [file("plan.pdf")] });

  assert.deepEqual([requests.length, event.defaultPrevented], [0, true]);
});

test("text dropped into a field is the browser's, a file is not", () => {
  const text = drop(at("#a textarea"), { uris: "https://one.example/" });
  drop(at("#a textarea"), { files: [file("plan.pdf")] });

  assert.equal(text.defaultPrevented, false);
  assert.deepEqual(
    requests.map((request) => request.sent.file?.name),
    ["plan.pdf"],
  );
});

test("the practice that a file is over is lit, until it is dropped or gone", () => {
  const lit = () => [...document.querySelectorAll(".is-over")].map((zone) => zone.id);
  const over = send("dragover", at("#a p"), "dataTransfer", { files: [file("plan.pdf")] });
  assert.deepEqual([lit(), over.dataTransfer.dropEffect], [["a"], "copy"]);
  send("dragover", at("#b p"), "dataTransfer", { files: [file("plan.pdf")] });
  assert.deepEqual(lit(), ["b"]);
  const beside = send("dragover", at("#beside"), "dataTransfer", { files: [file("plan.pdf")] });
  assert.deepEqual([lit(), beside.dataTransfer.dropEffect], [[], "none"]);
  send("dragover", at("#a p"), "dataTransfer", { files: [file("plan.pdf")] });
  document.dispatchEvent(new Event("dragleave"));

  assert.deepEqual(lit(), []);
});

const PASTES = {
  "one link": ["https://one.example/a", ["https://one.example/a"]],
  "a link a line": ["https://one.example/\nwww.two.example", ["https://one.example/", "www.two.example"]],
  "a title above its link": ["Our plan\nhttps://one.example/", ["Our plan https://one.example/"]],
  "a list's comments": ["# from a browser\r\nhttps://one.example/", ["https://one.example/"]],
  prose: ["https://one.example/\nand\nmore", []],
  "the page's own link": ["https://districts.example/assessments/1/", []],
  "a link that is too long": [`https://one.example/${"x".repeat(4000)}`, []],
  "no link": ["Vision", []],
};
for (const [name, [text, links]] of Object.entries(PASTES)) {
  test(`pasted on a practice: ${name}`, () => {
    const event = paste(at("#a p"), { text });
    for (const request of requests) request.answer(422, "no");

    assert.deepEqual(
      requests.map((request) => request.sent.url),
      links,
    );
    assert.equal(event.defaultPrevented, links.length > 0);
  });
}

test("what is pasted into a field stays there", () => {
  const event = paste(at("#a textarea"), { text: "https://one.example/" });

  assert.deepEqual([requests.length, event.defaultPrevented], [0, false]);
});

test("what is pasted with the focus nowhere goes where the pointer is", () => {
  at("#b p").dispatchEvent(new Event("pointerover", { bubbles: true }));
  paste(document.body, { text: "https://one.example/" });

  assert.deepEqual(
    requests.map((request) => request.url),
    ["/b/"],
  );
});

test("two are sent at once, and the next when one is done", () => {
  drop(at("#a"), { files: [file("one"), file("two"), file("three")] });
  assert.deepEqual(rows(), [
    ["one", "0 %"],
    ["two", "0 %"],
    ["three", "waiting"],
  ]);
  requests[0].answer(200, "<li id='piece-1'><span class='drop-name'>One</span><span class='drop-words'></span></li>");

  assert.deepEqual(rows(), [
    ["One", ""],
    ["two", "0 %"],
    ["three", "0 %"],
  ]);
});

test("progress is said, and that the server looks at it", () => {
  drop(at("#a"), { files: [file("one")] });
  const progress = (loaded) =>
    requests[0].upload.dispatchEvent(
      Object.assign(new NodeEvent("progress"), { lengthComputable: true, loaded, total: 4 }),
    );
  progress(1);
  assert.deepEqual(rows(), [["one", "25 %"]]);
  progress(4);

  assert.deepEqual(rows(), [["one", "checking"]]);
});

const ANSWERS = [
  [401, "signed out"],
  [403, "signed out"],
  [413, "too large"],
  [422, "Its words"],
  [409, "refused"],
  [500, "offline"],
];
for (const [status, words] of ANSWERS) {
  test(`an answer ${status} is said in words, and may be tried again`, () => {
    drop(at("#a"), { files: [file("one")] });
    requests[0].answer(status, "Its words");

    assert.deepEqual(rows(), [["one", words]]);
    assert.deepEqual([at("[data-again]").hidden, at("[data-keep]").hidden], [false, true]);
  });
}

test("one that met no server is sent again when asked", async () => {
  drop(at("#a"), { files: [file("one")] });
  requests[0].lose();
  assert.deepEqual(rows(), [["one", "offline"]]);
  at("[data-again]").click();
  await new Promise(setImmediate);

  assert.deepEqual([requests.length, requests[1].sent.file.name], [2, "one"]);
});

test("one that cannot be cleaned is kept as it is when a person says so", async () => {
  drop(at("#a"), { files: [file("one")] });
  requests[0].answer(422, "It names people.", { "X-Can-Be-Kept": "yes" });
  assert.equal(at("[data-keep]").hidden, false);
  at("[data-keep]").click();
  await new Promise(setImmediate);

  assert.deepEqual([requests[0].sent.as_it_is, requests[1].sent.as_it_is], [undefined, "on"]);
});

test("a file that is too large is not sent", () => {
  drop(at("#a"), { files: [file("one", 11)] });

  assert.deepEqual([requests.length, rows()], [0, [["one", "too large"]]]);
});

test("the same piece once more takes the place of what was shown", () => {
  drop(at("#a"), { files: [file("one"), file("again")] });
  for (const request of requests)
    request.answer(200, "<li id='piece-1'><i class='drop-name'></i><i class='drop-words'></i></li>");

  assert.equal(document.querySelectorAll("#a .dropped > li").length, 1);
});

test("leaving is asked about while something is on its way", () => {
  const leave = () => {
    const event = new Event("beforeunload", { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented;
  };
  assert.equal(leave(), false);
  drop(at("#a"), { files: [file("one")] });
  assert.equal(leave(), true);
  requests[0].answer(200, "<li id='piece-1'></li>");

  assert.equal(leave(), false);
});

test("of a group of choices those with the typed words stay in sight", () => {
  const field = at("[data-narrow]");
  const type = (value) => {
    field.value = value;
    field.dispatchEvent(new Event("input"));
    return [...document.querySelectorAll("#choices [hidden]")].map((part) => part.textContent.trim());
  };

  assert.deepEqual(type("ecole"), ["Vision", "Learning", "Learning", "None"]);
  assert.ok(!type("zzz").includes("None"));
  assert.deepEqual(type(""), ["None"]);
});

// What Node lacks of a browser: a page (jsdom) and storage (fake-indexeddb), made anew for each test.
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { JSDOM } from "jsdom";

const OF_THE_PAGE = [
  ...["document", "location", "localStorage", "sessionStorage", "DOMParser", "Event", "CustomEvent", "FocusEvent"],
  ...["KeyboardEvent", "FormData", "File", "HTMLElement", "getComputedStyle"],
];
let pages = 0;

export function openPage(html = "", url = "https://districts.example/") {
  const { window } = new JSDOM(`<!doctype html>${html}`, { url, pretendToBeVisual: true });
  for (const name of OF_THE_PAGE) globalThis[name] = window[name];
  globalThis.window = window;
  globalThis.matchMedia = () => ({ matches: false });
  globalThis.BroadcastChannel = undefined; // of Node's own, an open one keeps the tests from ending
  globalThis.indexedDB = new IDBFactory();
  globalThis.IDBKeyRange = IDBKeyRange;
  // There is no layout: everything is in sight, and nothing is scrolled.
  window.HTMLElement.prototype.getBoundingClientRect = () => ({ bottom: 1000 });
  window.HTMLElement.prototype.scrollIntoView = () => {};
  window.HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  return window;
}

// A script as a page that has just been opened runs it; what it imports is run once for all.
export function run(name) {
  pages += 1;
  return import(`../../static/js/${name}?page=${pages}`);
}

// What a person chose on this device and the server has not acknowledged. It lives in memory for as long as the page
// does, and beside that in IndexedDB, under the person's own number, so that it outlives the page. A browser may refuse
// its storage in any way and at any time: full, closed, forbidden, an opening or a transaction that never ends. So nothing
// here waits for it longer than a second, and nothing here fails because of it.
class TookTooLong extends Error {}

// The promise, or after so many milliseconds a failure.
export function withinLimit(promise, milliseconds = 1_000) {
  let timer;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new TookTooLong()), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

const EDITS = "edits";
const SAVED = "saved";
const REST = 30_000; // storage that did not answer in time is left alone for so long
const edits = new Map(); // order → { edit, isStored, wasStored (an earlier state of it), isGone, isOnlyHere }
const saved = new Map(); // person and practice → what the server has acknowledged
let connection = null;
let restsUntil = 0;
let isRefusingNow = true; // until it has answered
let adding = Promise.resolve();

// --- the browser's storage
function open(isClosed) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("rating", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(EDITS, { keyPath: "order", autoIncrement: true });
      request.result.createObjectStore(SAVED, { keyPath: ["user", "practice"] });
      // Where there was one before, the browser has thrown away what it held.
      for (const held of edits.values()) held.isStored = held.wasStored = false;
    };
    request.onsuccess = () => {
      const database = request.result;
      database.onclose = isClosed;
      database.onversionchange = () => {
        isClosed();
        database.close();
      };
      restsUntil = 0;
      isRefusingNow = false;
      resolve(database);
    };
    request.onerror = () => reject(request.error);
  });
}
function connect() {
  if (connection) return connection;
  const isClosed = () => {
    if (connection === opening) connection = null;
  };
  const opening = open(isClosed);
  opening.catch(isClosed);
  connection = opening;
  return opening;
}

// Done when the transaction is complete: a request that succeeded is not kept yet. A connection that the browser has
// closed, before or in the middle, is opened anew, once.
async function attempt(stores, mode, act, isSecondTry = false) {
  const opening = connect();
  const database = await opening;
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(stores, mode);
      const request = act(transaction);
      transaction.oncomplete = () => resolve(request?.result);
      transaction.onabort = () => reject(transaction.error || new DOMException("", "AbortError"));
    });
  } catch (error) {
    if (isSecondTry || !["InvalidStateError", "AbortError"].includes(error.name)) throw error;
    if (connection === opening) connection = null;
    database.close();
    return attempt(stores, mode, act, true);
  }
}
function transact(...what) {
  if (Date.now() < restsUntil) return Promise.reject(new Error("storage rests"));
  return withinLimit(attempt(...what)).catch((error) => {
    if (error instanceof TookTooLong) {
      restsUntil = Date.now() + REST;
      isRefusingNow = true;
    }
    throw error;
  });
}

// --- edits
// Writes down what is not yet, each for itself: where one does not fit, another may.
export function store() {
  const unstored = [...edits.values()].filter((held) => !held.isStored);
  return Promise.all(unstored.map((held) => write(held)));
}
async function write(held) {
  const { edit, isGone } = held;
  const act = (rows) => (isGone ? rows.delete(edit.order) : rows.put(edit));
  try {
    await transact(EDITS, "readwrite", (transaction) => act(transaction.objectStore(EDITS)));
    held.isStored = true;
    held.isOnlyHere = isRefusingNow = false;
    if (isGone && edits.get(edit.order) === held) edits.delete(edit.order);
  } catch {
    held.isOnlyHere = !isGone && !held.wasStored;
    isRefusingNow = true;
  }
}

// Other tabs write to the same storage: what they added is read, and what was stored and is gone, they have sent.
async function allOf(user) {
  try {
    const rows = await transact(EDITS, "readonly", (transaction) => transaction.objectStore(EDITS).getAll());
    const stored = new Map(rows.map((edit) => [edit.order, edit]));
    for (const [order, held] of edits) if (held.isStored && !stored.has(order)) edits.delete(order);
    for (const [order, edit] of stored) {
      if (edit.user === user && (edits.get(order)?.isStored ?? true)) edits.set(order, { edit, isStored: true });
    }
  } catch {
    // Then it is what this page knows.
  }
  const waiting = [...edits.values()].filter(({ edit, isGone }) => !isGone && edit.user === user);
  return waiting.map(({ edit }) => edit).sort((one, other) => one.order - other.order);
}
export function put(edit) {
  const before = edits.get(edit.order);
  edits.set(edit.order, { edit, wasStored: before?.isStored || before?.wasStored });
  return store();
}
export function remove(edit) {
  edits.set(edit.order, { edit, isGone: true });
  return store();
}

function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// An edit that waits is followed, never replaced: it may be on its way at this very moment.
async function follow(edit) {
  const earlier = (await allOf(edit.user)).filter((one) => one.url === edit.url).at(-1);
  if (earlier?.refused) remove(earlier);
  else if (earlier) Object.assign(edit, { after: earlier.id, revision: earlier.revision + 1 });
  // The order is the time, in thousandths of a millisecond, and always behind what was there before.
  const order = Math.max(Date.now() * 1000, ...[...edits.keys()].map((before) => before + 1));
  await put({ ...edit, order, id: newId(), refused: "" });
}

// --- what the server has acknowledged, so that a page opened from the offline cache shows it
export async function acknowledge(row) {
  saved.set(`${row.user} ${row.practice}`, row);
  await transact(SAVED, "readwrite", (transaction) => transaction.objectStore(SAVED).put(row)).catch(() => {});
}
export async function savedOf(user) {
  const read = (transaction) => transaction.objectStore(SAVED).getAll();
  const rows = await transact(SAVED, "readonly", read).catch(() => [...saved.values()]);
  return rows.filter((row) => row.user === user);
}

// --- at sign-in and sign-out
const keyOf = { [EDITS]: (edit) => edit.order, [SAVED]: (row) => [row.user, row.practice] };
async function deleteOthers(name, user) {
  const act = (transaction) => {
    const rows = transaction.objectStore(name);
    rows.getAll().onsuccess = ({ target }) => {
      for (const row of target.result) if (row.user !== user) rows.delete(keyOf[name](row));
    };
  };
  await transact(name, "readwrite", act).catch(() => {});
}
export async function unsentOfOthers(user) {
  const read = (transaction) => transaction.objectStore(EDITS).getAll();
  const rows = await transact(EDITS, "readonly", read).catch(() => []);
  return rows.filter((edit) => edit.user !== user && !edit.refused).length;
}
// Asked also where storage rests: nothing of anybody is to stay.
export async function clear() {
  edits.clear();
  saved.clear();
  restsUntil = 0;
  const act = (transaction) => {
    for (const name of [EDITS, SAVED]) transaction.objectStore(name).clear();
  };
  await transact([EDITS, SAVED], "readwrite", act).catch(() => {});
}
export const deleteEditsOfOthers = (user) => deleteOthers(EDITS, user);
export const deleteSavedOfOthers = (user) => deleteOthers(SAVED, user);

// --- what the screens ask
// When storage has answered for the first time, or refused; never, where it never answers.
export const ready = connect().then(
  () => {},
  () => {},
);
export const editsOf = (user) => adding.then(() => allOf(user));
export function add(edit) {
  adding = adding.then(() => follow(edit));
  return adding;
}
export const isOnlyHere = (edit) => Boolean(edits.get(edit.order)?.isOnlyHere);
export const isRefusing = () => isRefusingNow;

// What a person chose on this device and the server has not acknowledged, kept until it has: in IndexedDB, under
// the person's own number. Used by the rate screen, and at sign-out by every page. Where the browser keeps nothing
// (private windows of some), the same lives in memory for as long as the page does.
const Waiting = (() => {
  const EDITS = "edits";
  const SAVED = "saved";
  let memory = null;
  const opened = new Promise((resolve) => {
    try {
      const request = indexedDB.open("rating", 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore(EDITS, { keyPath: "order", autoIncrement: true });
        request.result.createObjectStore(SAVED, { keyPath: ["user", "practice"] });
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
    } catch {
      resolve(null);
    }
  });

  // One request in a transaction of its own, done when the transaction is: only then is a change kept.
  async function ask(store, mode, act) {
    const database = await opened;
    if (!database) return act(inMemory(store)); // gives the rows themselves
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode);
      const request = act(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(request?.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  }

  function inMemory(name) {
    memory ||= { [EDITS]: new Map(), [SAVED]: new Map(), next: 1 };
    const rows = memory[name];
    const key = (row) => (name === EDITS ? (row.order ||= memory.next++) : `${row.user} ${row.practice}`);
    return {
      put: (row) => rows.set(key(row), row),
      delete: (one) => rows.delete(Array.isArray(one) ? one.join(" ") : one),
      getAll: () => [...rows.values()],
    };
  }

  async function all(store, user) {
    const rows = await ask(store, "readonly", (rows) => rows.getAll());
    return rows.filter((row) => row.user === user);
  }

  async function forget(user) {
    for (const edit of await all(EDITS, user)) await ask(EDITS, "readwrite", (rows) => rows.delete(edit.order));
    for (const row of await all(SAVED, user)) {
      await ask(SAVED, "readwrite", (rows) => rows.delete([row.user, row.practice]));
    }
  }

  return {
    isKept: opened.then(Boolean),
    edits: (user) => all(EDITS, user),
    saved: (user) => all(SAVED, user),
    put: (edit) => ask(EDITS, "readwrite", (rows) => rows.put(edit)),
    remove: (edit) => ask(EDITS, "readwrite", (rows) => rows.delete(edit.order)),
    // What the server has acknowledged, so that a page opened from the offline cache shows it.
    acknowledge: (row) => ask(SAVED, "readwrite", (rows) => rows.put(row)),
    forget,
  };
})();

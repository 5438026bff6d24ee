"""The ways in which a browser's storage refuses: as scripts that run before the page's own, and as the browser does it."""

# The request succeeds, its transaction does not.
ABORTS = """
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (...given) {
    const request = put.apply(this, given);
    request.addEventListener("success", () => this.transaction.abort());
    return request;
};
"""
PUT_THROWS = "IDBObjectStore.prototype.put = () => { throw new DOMException('no', 'DataError') };"
NEVER_OPENS = "IDBFactory.prototype.open = () => ({});"
NEVER_COMPLETES = """
const begin = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function (...given) {
    const transaction = begin.apply(this, given);
    for (const name of ["oncomplete", "onabort", "onerror"]) Object.defineProperty(transaction, name, { set() {} });
    return transaction;
};
"""
# What a test may close behind the page's back.
CLOSABLE = """
const open = IDBFactory.prototype.open;
window.connections = [];
IDBFactory.prototype.open = function (...given) {
    const request = open.apply(this, given);
    request.addEventListener("success", () => window.connections.push(request.result));
    return request;
};
"""
FORBIDDEN = """
const no = () => new DOMException("The operation is insecure.", "SecurityError");
for (const name of ["indexedDB", "localStorage", "sessionStorage", "caches"]) {
    Object.defineProperty(window, name, { get() { throw no() } });
}
window.BroadcastChannel = class { constructor() { throw no() } };
LockManager.prototype.request = () => Promise.reject(no());
ServiceWorkerContainer.prototype.register = () => Promise.reject(no());
"""
MISSING = """
for (const name of ["indexedDB", "caches", "BroadcastChannel"]) {
    delete window[name];
    delete Window.prototype[name];
}
for (const name of ["serviceWorker", "locks"]) delete Navigator.prototype[name];
"""
CACHES_NEVER_ANSWER = """
for (const name of ["delete", "has", "keys", "match", "open"]) CacheStorage.prototype[name] = () => new Promise(() => {});
"""


def limit_storage(page, size=1024):
    """Let the site keep this many bytes and no more; what it holds already counts."""
    told = {"origin": page.evaluate("location.origin")}
    browser = page.context.new_cdp_session(page)
    browser.send("Storage.overrideQuotaForOrigin", told | {"quotaSize": size})
    assert browser.send("Storage.getUsageAndQuota", told)["quota"] == size
    return browser  # the limit ends with it


def clear_storage(page):
    """Throw away what the site keeps and end its connections, as a browser does that is short of room."""
    told = {"origin": page.evaluate("location.origin"), "storageTypes": "indexeddb"}
    page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", told)

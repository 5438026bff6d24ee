// A server that the queue's tests are told to be: it gives the answers in turn, and remembers what it was asked.
window.sent = [];
window.answers = [];
window.told = [];
// What a saved answer looks like, as far as the queue reads it.
window.stored = (revision) => `<div class="saved-area"><input name="revision" value="${revision}"></div>`;
window.fetch = async (url, { method = "GET", body, headers = {}, keepalive = false } = {}) => {
  window.sent.push({ url, method, ...Object.fromEntries(body || []), token: headers["X-CSRFToken"], keepalive });
  const answer = window.answers.shift();
  if (!answer) throw new TypeError("no network");
  const { status = 200, html = "", type = "basic", ratesFor = "" } = answer;
  const named = { "X-Rates-For": ratesFor };
  return { ok: status < 300 && type === "basic", status, type, text: async () => html, headers: { get: (name) => named[name] } };
};
// Nothing is sent by itself: a test says when.
Sending.prototype.soon = function (milliseconds) {
  this.asked = milliseconds;
};
window.begin = (user) => {
  const tell = (what, edit) => window.told.push(edit ? `${what} ${edit.answer}` : what);
  return new Sending({ user, token: "first", page: "/rate/", tell });
};
window.choose = (user, practice, answer, more = {}) =>
  Waiting.add({ user, practice, url: `/practices/${practice}/`, answer, note: "", revision: 0, ...more });

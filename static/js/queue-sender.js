// Sends what waits, in order, one at a time, each under the name it was given when it was made: the server
// writes the same name once, however often it is sent. Notifies the screen of what became of it.
import * as queue from "./offline-queue.js";

export class QueueSender {
  static TIMEOUT = 30_000; // milliseconds; what was not answered by then is sent again

  constructor({ user, token, page = "", notify }) {
    Object.assign(this, { user, token, page, notify, state: "idle", running: false, again: false, pause: 0, timer: 0 });
    this.leaving = false;
    this.channel = this.openChannel();
    this.channel?.addEventListener("message", (event) => notify("elsewhere", event.data));
    window.addEventListener("online", () => this.runIn(0));
    window.addEventListener("focus", () => this.runIn(0)); // back from signing in, in a window beside this one
    document.addEventListener("visibilitychange", () => document.hidden || this.runIn(0));
  }

  openChannel() {
    try {
      return new BroadcastChannel(`rating-${this.user}`);
    } catch {
      return null; // a browser without it, or one that forbids it: then tabs learn of each other when they send
    }
  }

  runIn(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.run(), milliseconds);
  }

  // One tab of a person sends at a time. Without locks two might: the server then writes each edit once all the same.
  async run() {
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = true;
    try {
      await this.withLock(() => this.drain());
    } finally {
      this.running = false;
    }
    await this.notify("rest");
    if (this.again) {
      this.again = false;
      this.runIn(0);
    }
  }

  async withLock(drain) {
    let begun = false;
    const once = () => {
      begun = true;
      return drain();
    };
    try {
      await navigator.locks.request(`rating-${this.user}`, once);
    } catch (error) {
      if (begun) throw error;
      await drain(); // a browser without locks, or one that forbids them
    }
  }

  async drain() {
    await queue.store();
    for (;;) {
      const next = (await queue.editsOf(this.user)).find((edit) => !edit.refused);
      if (!next) {
        this.setState("idle");
        return;
      }
      if (!(await this.send(next))) return;
    }
  }

  setState(state) {
    this.state = state;
    if (state === "idle") this.pause = 0;
    if (state === "waiting") {
      this.pause = Math.min(30_000, this.pause ? this.pause * 2 : 1_000);
      this.runIn(this.pause);
    }
  }

  // Whether to go on with the next one.
  async send(edit, isSecondTry = false) {
    this.notify("sending", edit);
    let answer;
    let html;
    try {
      answer = await this.post(edit);
      html = await answer.text();
    } catch {
      this.setState("waiting");
      return false;
    }
    // Whatever stands between this page and the server may answer too; only the server names the next revision.
    const revision = answer.ok && this.revisionIn(html);
    if (revision) return this.acknowledged(edit, html, revision);
    if (answer.type === "opaqueredirect" || answer.status === 401) this.setState("signed-out");
    else if (answer.ok || answer.status === 429 || answer.status >= 500) this.setState("waiting");
    else if (answer.status === 403 && !isSecondTry) return this.sendWithNewToken(edit);
    else return this.refused(edit, answer.status, html);
    return false;
  }

  post(edit) {
    const { answer, note, revision, id, after, from } = edit;
    const body = new URLSearchParams({
      answer,
      note,
      revision,
      client_id: id,
      ...(after && { after }),
      ...(from && { from }),
    });
    const headers = { "HX-Request": "true", "X-CSRFToken": this.token, "X-Rates-For": this.user };
    const signal = AbortSignal.timeout(QueueSender.TIMEOUT);
    return fetch(edit.url, { method: "POST", body, headers, redirect: "manual", keepalive: this.leaving, signal });
  }

  revisionIn(html) {
    const parts = new DOMParser().parseFromString(html, "text/html");
    return Number(parts.querySelector(".saved-area [name=revision]")?.value);
  }

  // The token of this page may be that of an earlier sign-in. When somebody else has signed in since, nothing is sent.
  async sendWithNewToken(edit) {
    const asked =
      this.page &&
      fetch(this.page, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(QueueSender.TIMEOUT) });
    const answer = await Promise.resolve(asked).catch(() => null);
    if (answer === "") this.setState("signed-out");
    else if (!answer) this.setState("waiting");
    else if (answer.headers.get("X-Rates-For") !== this.user) this.setState("signed-out");
    else {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      this.token = page.querySelector("meta[name=csrf-token]").content;
      return this.send(edit, true);
    }
    return false;
  }

  async acknowledged(edit, html, revision) {
    const { user, practice, url, answer, note } = edit;
    await queue.acknowledge({ user, practice, url, answer, note, revision });
    for (const other of await queue.editsOf(this.user)) {
      if (other.url === edit.url && other.order > edit.order) {
        await queue.put({ ...other, revision, after: edit.id, refused: "" });
      }
    }
    await queue.remove(edit);
    this.channel?.postMessage({ edit, html });
    await this.notify("saved", edit, html);
    return true;
  }

  // A later edit of the same practice takes the place of one that cannot be saved, and stands on what that stood on.
  async refused(edit, status, html) {
    const edits = await queue.editsOf(this.user);
    const later = edits.find((other) => other.url === edit.url && other.order > edit.order);
    if (later) {
      await queue.put({ ...later, revision: edit.revision, after: edit.after });
      await queue.remove(edit);
    } else {
      // With a part of the card the person decides between two values; a page says that there is nothing to decide.
      await queue.put({ ...edit, refused: String(status), isFinal: !html.includes('class="saved-area"') });
    }
    await this.notify("refused", edit, html);
    return true;
  }
}

// Sends what waits, in order, one at a time, each under the name it was given when it was made: the server
// writes the same name once, however often it is sent. Tells the screen what became of it.
class Sending {
  static PATIENCE = 30_000; // milliseconds; what was not answered by then is sent again

  constructor({ user, token, page = "", tell }) {
    Object.assign(this, { user, token, page, tell, state: "idle", running: false, again: false, pause: 0, timer: 0 });
    this.leaving = false;
    this.channel = this.openChannel();
    this.channel?.addEventListener("message", (event) => tell("elsewhere", event.data));
    window.addEventListener("online", () => this.soon(0));
    window.addEventListener("focus", () => this.soon(0)); // back from signing in, in a window beside this one
    document.addEventListener("visibilitychange", () => document.hidden || this.soon(0));
  }

  openChannel() {
    try {
      return new BroadcastChannel(`rating-${this.user}`);
    } catch {
      return null; // a browser without it, or one that forbids it: then tabs learn of each other when they send
    }
  }

  soon(milliseconds) {
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
      await this.alone(() => this.drain());
    } finally {
      this.running = false;
    }
    await this.tell("rest");
    if (this.again) {
      this.again = false;
      this.soon(0);
    }
  }

  async alone(drain) {
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
    await Waiting.store();
    for (;;) {
      const next = (await Waiting.edits(this.user)).find((edit) => !edit.refused);
      if (!next) {
        this.become("idle");
        return;
      }
      if (!(await this.send(next))) return;
    }
  }

  become(state) {
    this.state = state;
    if (state === "idle") this.pause = 0;
    if (state === "waiting") {
      this.pause = Math.min(30_000, this.pause ? this.pause * 2 : 1_000);
      this.soon(this.pause);
    }
  }

  // Whether to go on with the next one.
  async send(edit, isSecondTry = false) {
    this.tell("sending", edit);
    let answer;
    let html;
    try {
      answer = await this.post(edit);
      html = await answer.text();
    } catch {
      this.become("waiting");
      return false;
    }
    // Whatever stands between this page and the server may answer too; only the server names the next revision.
    const revision = answer.ok && this.revisionIn(html);
    if (revision) return this.acknowledged(edit, html, revision);
    if (answer.type === "opaqueredirect" || answer.status === 401) this.become("signed-out");
    else if (answer.ok || answer.status === 429 || answer.status >= 500) this.become("waiting");
    else if (answer.status === 403 && !isSecondTry) return this.sendWithNewToken(edit);
    else return this.refused(edit, answer.status, html);
    return false;
  }

  post(edit) {
    const { answer, note, revision, id, after, from } = edit;
    const body = new URLSearchParams({ answer, note, revision, client_id: id, ...(after && { after }), ...(from && { from }) });
    const headers = { "HX-Request": "true", "X-CSRFToken": this.token, "X-Rates-For": this.user };
    const signal = AbortSignal.timeout(Sending.PATIENCE);
    return fetch(edit.url, { method: "POST", body, headers, redirect: "manual", keepalive: this.leaving, signal });
  }

  revisionIn(html) {
    const parts = new DOMParser().parseFromString(html, "text/html");
    return Number(parts.querySelector(".saved-area [name=revision]")?.value);
  }

  // The token of this page may be that of an earlier sign-in. When somebody else has signed in since, nothing is sent.
  async sendWithNewToken(edit) {
    const asked = this.page && fetch(this.page, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(Sending.PATIENCE) });
    const answer = await Promise.resolve(asked).catch(() => null);
    if (answer === "") this.become("signed-out");
    else if (!answer) this.become("waiting");
    else if (answer.headers.get("X-Rates-For") !== this.user) this.become("signed-out");
    else {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      this.token = page.querySelector("meta[name=csrf-token]").content;
      return this.send(edit, true);
    }
    return false;
  }

  async acknowledged(edit, html, revision) {
    const { user, practice, url, answer, note } = edit;
    await Waiting.acknowledge({ user, practice, url, answer, note, revision });
    for (const other of await Waiting.edits(this.user)) {
      if (other.url === edit.url && other.order > edit.order) {
        await Waiting.put({ ...other, revision, after: edit.id, refused: "" });
      }
    }
    await Waiting.remove(edit);
    this.channel?.postMessage({ edit, html });
    await this.tell("saved", edit, html);
    return true;
  }

  // A later edit of the same practice takes the place of one that cannot be saved, and stands on what that stood on.
  async refused(edit, status, html) {
    const edits = await Waiting.edits(this.user);
    const later = edits.find((other) => other.url === edit.url && other.order > edit.order);
    if (later) {
      await Waiting.put({ ...later, revision: edit.revision, after: edit.after });
      await Waiting.remove(edit);
    } else {
      // With a part of the card the person decides between two values; a page says that there is nothing to decide.
      await Waiting.put({ ...edit, refused: String(status), isFinal: !html.includes('class="saved-area"') });
    }
    await this.tell("refused", edit, html);
    return true;
  }
}

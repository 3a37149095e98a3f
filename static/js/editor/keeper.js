// Keeps what is typed: at once in the browser, a moment later on the server.
// Nothing here waits for the network, and nothing that fails takes text away.

const soon = 250; // milliseconds from a key to the copy in the browser
const idle = 1500; // milliseconds without a key before the server is sent a draft
const patience = [2000, 5000, 10000, 30000]; // between tries while it cannot be reached

export class Keeper {
  constructor(desk) {
    this.desk = desk;
    this.form = desk.form;
    this.key = "verso:draft:" + this.form.dataset.key;
    this.tries = 0;
    this.sent = this.start = this.now();
    addEventListener("online", () => this.send());
    addEventListener("pagehide", () => this.keepHere());
    this.form.addEventListener("submit", () => this.keepHere());
    // After a save the page comes back with a newer revision: what was kept
    // for the older one has arrived.
    if (this.form.dataset.saved !== undefined) this.forget();
  }

  now() {
    return this.desk.fields().toString();
  }

  changed() {
    clearTimeout(this.here);
    clearTimeout(this.there);
    this.here = setTimeout(() => this.keepHere(), soon);
    this.there = setTimeout(() => this.send(), idle);
  }

  keepHere() {
    clearTimeout(this.here);
    const fields = this.now();
    if (fields === this.start) return;
    try {
      localStorage.setItem(this.key, JSON.stringify({ fields, at: Date.now() }));
    } catch {
      // Storage is full or refused: the server's copy is the one that counts.
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // Nothing was kept.
    }
  }

  /** Sends the draft; tries again until it arrives. */
  async send() {
    clearTimeout(this.there);
    const fields = this.now();
    if (fields === this.sent || this.sending) return;
    this.sending = true;
    const { words } = this.desk;
    try {
      const answer = await fetch(this.form.dataset.draft, {
        method: "POST",
        body: new URLSearchParams(fields),
        headers: { Accept: "application/json" },
        redirect: "error",
      });
      if (answer.status === 401) {
        this.desk.say(words.wordsExpired, "bad");
        this.form.querySelector("[data-sign-in]")?.removeAttribute("hidden");
        return this.again();
      }
      if (!answer.ok) throw new Error(answer.statusText);
      const told = await answer.json();
      this.sent = fields;
      this.tries = 0;
      this.form.querySelector("[data-sign-in]")?.setAttribute("hidden", "");
      this.desk.say(told.stale ? told.stale : told.saved, told.stale ? "warn" : "");
      for (const place of this.form.querySelectorAll("[data-count]")) place.textContent = told.count;
    } catch {
      this.desk.say(words.wordsOffline, "bad");
      this.again();
    } finally {
      this.sending = false;
      if (this.tries === 0 && this.now() !== this.sent) this.changed();
    }
  }

  /** Sends the draft now, to hear whether somebody has saved meanwhile. */
  look() {
    if (this.now() === this.start) return;
    this.sent = "";
    this.send();
  }

  again() {
    const wait = patience[Math.min(this.tries++, patience.length - 1)];
    clearTimeout(this.there);
    this.there = setTimeout(() => this.send(), wait);
  }

  /** Offers what the browser kept and the server never got. */
  offer() {
    let kept;
    try {
      kept = JSON.parse(localStorage.getItem(this.key) ?? "null");
    } catch {
      return;
    }
    const place = this.form.querySelector("[data-kept]");
    if (!kept || kept.fields === this.start || !place) return;
    place.hidden = false;
    place.querySelector("[data-take]").addEventListener("click", () => {
      this.take(new URLSearchParams(kept.fields));
      place.hidden = true;
    });
    place.querySelector("[data-leave]").addEventListener("click", () => {
      this.forget();
      place.hidden = true;
    });
  }

  take(fields) {
    for (const [name, value] of fields) {
      const field = this.form.elements.namedItem(name);
      if (name === "revision" || !field || field.type === "hidden") continue;
      if (name === "body") this.desk.replace(value);
      else if (field.type === "checkbox") field.checked = true;
      else field.value = value;
    }
    this.desk.changed();
  }
}

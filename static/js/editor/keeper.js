// Keeps what is typed: at once in the browser, a moment later on the server.
// Nothing here waits for the network, and nothing that fails takes text away.

const soon = 250; // milliseconds from a key to the copy in the browser
const idle = 1500; // milliseconds without a key before the server is sent a draft
const patience = [2000, 5000, 10000, 30000]; // between tries while it cannot be reached

export class Keeper {
  constructor(desk) {
    this.desk = desk;
    this.form = desk.form;
    this.key = keyOf(this.form.dataset.key);
    this.tries = 0;
    this.sending = Promise.resolve();
    this.saving = false; // what the site says of the post now is this very save
    this.sent = this.start = this.now();
    const back = () => this.tries > 0 && this.send();
    addEventListener("online", back);
    addEventListener("focus", back); // from the tab where one has signed in again
    addEventListener("pagehide", () => this.keepHere());
    addEventListener("verso:keep", () => this.keepHere());
    // After a save the page comes back with a newer revision: what was kept
    // for the older one has arrived.
    const { saved, begun } = this.form.dataset;
    if (begun) remove(keyOf(begun)); // what was typed before there was a post
    if (saved !== undefined) this.arrived();
  }

  /** The text is saved, this once: loading the page again says nothing of it. */
  arrived() {
    this.forget();
    const address = new URL(location.href);
    address.searchParams.delete("saved");
    address.searchParams.delete("begun");
    history.replaceState(history.state, "", address);
  }

  now() {
    return this.desk.fields().toString();
  }

  /** Whether the page has something that is no revision yet. */
  get unsaved() {
    return this.now() !== this.start || this.form.querySelector("[data-shown]") !== null;
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
    if (fields === this.start || "leaving" in document.documentElement.dataset) return;
    try {
      const to = this.form.dataset.draft;
      localStorage.setItem(this.key, JSON.stringify({ to, fields, at: Date.now() }));
    } catch {
      // Storage is full or refused: the server's copy is the one that counts.
    }
  }

  forget() {
    clearTimeout(this.here);
    remove(this.key);
  }

  /**
   * Sends the draft, one after the other, and tries again until it arrives.
   * Resolves to "kept", "refused", "expired" or "away".
   */
  send(always = false) {
    clearTimeout(this.there);
    this.sending = this.sending.then(() => this.sendNow(always));
    return this.sending;
  }

  async sendNow(always) {
    const fields = this.now();
    if (fields === this.sent && !always) return "kept";
    const answer = await this.ask(this.form.dataset.draft, fields);
    if (typeof answer === "string") {
      this.again();
      return answer;
    }
    this.tries = 0;
    this.sent = fields;
    if (!answer.ok) return "refused"; // the page says why when the form is sent
    this.tell(await answer.json());
    if (this.now() !== fields) this.changed();
    return "kept";
  }

  /** Sends fields and resolves to the answer, or to why there is none: "expired" or "away". */
  async ask(address, fields) {
    const { words } = this.desk;
    const door = this.form.querySelector("[data-sign-in]");
    try {
      const answer = await fetch(address, {
        method: "POST",
        body: new URLSearchParams(fields),
        headers: { Accept: "application/json" },
        redirect: "error",
      });
      door.hidden = answer.status !== 401;
      if (answer.ok || answer.status === 409 || answer.status === 422) return answer;
      if (answer.status === 401) {
        this.desk.say(words.wordsExpired, "bad");
        return "expired";
      }
    } catch {
      // No network, or nobody there.
    }
    this.desk.say(words.wordsOffline, "bad");
    return "away";
  }

  /** Says what the server says of a draft or of a saved text. */
  tell(told) {
    this.desk.say(told.stale ?? told.saved, told.stale ? "warn" : "");
    for (const place of this.form.querySelectorAll("[data-count]")) place.textContent = told.count;
  }

  /** Takes note that the fields have been saved, as a revision of the post. */
  saved(fields, told) {
    const { revision, slug } = this.form.elements;
    const meanwhile = this.now() !== fields;
    revision.value = told.revision;
    if (slug.value === new URLSearchParams(fields).get("slug")) slug.value = told.slug;
    this.tries = 0;
    this.form.querySelector("[data-shown]")?.remove();
    this.tell(told);
    const changed = this.form.querySelector("[data-changed]");
    if (changed) changed.innerHTML = told.changed ?? "";
    if (meanwhile) return this.changed();
    this.sent = this.start = this.now();
    clearTimeout(this.there);
    this.forget();
  }

  /** Sends the draft now, to hear whether somebody has saved meanwhile. */
  look() {
    if (!this.saving && this.now() !== this.start) this.send(true);
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
    if (!kept || !place || sameText(kept.fields, this.start)) return;
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

/** Where the browser keeps a draft of this person: nobody else here is shown it. */
function keyOf(key) {
  const person = document.querySelector("[data-sign-out]")?.dataset.person ?? "";
  return "verso:draft:" + person + ":" + key;
}

function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

/** Reports whether two forms say the same, of whatever revision. */
function sameText(one, other) {
  const [a, b] = [new URLSearchParams(one), new URLSearchParams(other)];
  a.delete("revision");
  b.delete("revision");
  return a.toString() === b.toString();
}

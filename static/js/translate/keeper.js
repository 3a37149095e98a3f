// Keeps what is typed in a segment: at once in the browser, a moment later on
// the server. Going elsewhere never asks and never loses anything.

const soon = 250; // milliseconds from a key to the copy in the browser
const idle = 1500; // milliseconds without a key before the server is sent a draft
const patience = [2000, 5000, 10000, 30000]; // between tries while it cannot be reached

export class Keeper {
  /** @param {import("./bench.js").Bench} bench */
  constructor(bench) {
    this.bench = bench;
    this.waiting = new Map(); // segment → timers
    this.tries = 0;
    bench.page.addEventListener("input", (event) => {
      const seg = event.target.name === "text" && event.target.closest(".seg");
      if (seg && bench.root) this.changed(seg);
    });
    addEventListener("pagehide", () => this.keepAll());
    addEventListener("verso:keep", () => this.keepAll());
    addEventListener("online", () => this.sendAll());
  }

  key(seg) {
    return `verso:segment:${this.bench.person}:${this.bench.form(seg).getAttribute("action").replace(/^\/[^/]+/, "")}`;
  }

  changed(seg) {
    const timers = this.waiting.get(seg.dataset.uid) ?? {};
    clearTimeout(timers.here);
    clearTimeout(timers.there);
    timers.here = setTimeout(() => this.keep(seg), soon);
    timers.there = setTimeout(() => this.send(seg), idle);
    this.waiting.set(seg.dataset.uid, timers);
  }

  /** Whether the field holds what nobody has been sent. */
  typed(seg) {
    const field = this.bench.field(seg);
    return field !== null && field.value !== (field.dataset.kept ?? field.defaultValue);
  }

  keep(seg) {
    const field = this.bench.field(seg);
    if (!field || field.value === field.dataset.saved) return this.forget(seg);
    if ("leaving" in document.documentElement.dataset) return;
    const form = this.bench.form(seg);
    const entry = { to: form.dataset.draft, text: field.value, version: form.elements.version.value, at: Date.now() };
    try {
      localStorage.setItem(this.key(seg), JSON.stringify(entry));
    } catch {
      // Storage is full or refused: the server's copy is the one that counts.
    }
  }

  keepAll() {
    if (!this.bench.root) return;
    for (const seg of this.bench.segments) if (this.typed(seg)) this.keep(seg);
  }

  forget(seg) {
    try {
      localStorage.removeItem(this.key(seg));
    } catch {
      // Nothing was kept.
    }
  }

  kept(seg) {
    try {
      return JSON.parse(localStorage.getItem(this.key(seg)) ?? "null");
    } catch {
      return null;
    }
  }

  /** Puts what the browser kept, and the server never got, back into the fields. */
  restore() {
    for (const seg of this.bench.segments) {
      const field = this.bench.field(seg);
      const kept = this.kept(seg);
      if (!kept || field.readOnly) continue;
      if (kept.text === field.dataset.saved) {
        this.forget(seg);
        continue;
      }
      if (kept.text === field.value) continue;
      field.value = kept.text;
      // It was written over this version: should there be a newer one by now,
      // saving says so.
      this.bench.form(seg).elements.version.value = kept.version;
      this.changed(seg);
    }
  }

  /** Called when a text has arrived on the server. */
  arrived(seg, text) {
    const field = this.bench.field(seg);
    clearTimeout(this.waiting.get(seg.dataset.uid)?.there);
    if (!field || field.value !== text) return;
    field.dataset.kept = text;
    this.forget(seg);
  }

  /** Sends the draft of a segment, if need be; tries again until it arrives. */
  async send(seg, again = false) {
    const field = this.bench.field(seg);
    if (!field?.isConnected || !(again || this.typed(seg))) return;
    const { words } = this.bench;
    const form = this.bench.form(seg);
    const text = field.value;
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST",
        body: new URLSearchParams({ text, version: form.elements.version.value }),
        headers: { Accept: "application/json" },
        redirect: "error",
      });
      this.bench.queue.signedIn(answer.status !== 401);
      if (answer.status === 401 || answer.status >= 500) throw new TypeError(answer.statusText);
      if (!answer.ok) return;
      const told = await answer.json();
      this.tries = 0;
      field.dataset.kept = text;
      this.bench.sayOf(seg, told.stale || told.said, told.stale ? "warn" : "");
      const place = seg.querySelector("[data-findings]");
      if (place && told.findings !== undefined && field.value === text) {
        place.innerHTML = told.findings;
        this.bench.reveal(seg);
      }
    } catch (failure) {
      if (!(failure instanceof TypeError)) throw failure;
      this.keep(seg);
      this.bench.sayOf(seg, words.retrying, "bad");
      const wait = patience[Math.min(this.tries++, patience.length - 1)];
      const timers = this.waiting.get(seg.dataset.uid) ?? {};
      clearTimeout(timers.there);
      timers.there = setTimeout(() => this.send(seg), wait);
      this.waiting.set(seg.dataset.uid, timers);
    }
  }

  sendAll() {
    if (!this.bench.root) return;
    for (const seg of this.bench.segments) if (this.typed(seg)) this.send(seg);
  }
}

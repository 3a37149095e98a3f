// Saves are written down before they are sent, with the version that the
// person saw, and are sent again until the site has answered. What somebody
// else changed meanwhile is shown afterwards; no text is lost on the way.

const patience = [1000, 3000, 10000, 30000]; // milliseconds between tries

/** What an act makes of a segment, until the site says it better. */
const becomes = { next: "translated", save: "translated", still: "translated", "needs-edit": "needs-edit", approve: "approved", reject: "needs-edit" };

export class Queue {
  /** @param {import("./bench.js").Bench} bench */
  constructor(bench) {
    this.bench = bench;
    this.tries = 0;
    this.added = 0; // saves since the page was loaded
    this.idle = Promise.resolve();
    addEventListener("online", () => this.send());
  }

  get key() {
    return "verso:saves:" + this.bench.person;
  }

  /** What waits, oldest first. It is in the browser's storage, so that it outlives the page. */
  get waiting() {
    try {
      return JSON.parse(localStorage.getItem(this.key) ?? "null") ?? this.memory ?? [];
    } catch {
      return this.memory ?? [];
    }
  }

  set waiting(all) {
    this.memory = all;
    try {
      if (all.length > 0) localStorage.setItem(this.key, JSON.stringify(all));
      else localStorage.removeItem(this.key);
    } catch {
      // Without storage the page itself keeps it.
    }
  }

  /** Writes down that something is to be done to a segment. */
  add(seg, act) {
    const form = this.bench.form(seg);
    const fields = Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string"));
    const entry = { to: form.getAttribute("action"), uid: seg.dataset.uid, fields: { ...fields, act }, at: Date.now() };
    // A later save of the same segment takes the place of one that was not sent.
    const others = this.waiting.filter((each) => each.to !== entry.to || each.at === this.sending);
    this.waiting = [...others, entry];
    this.added++;
    this.bench.sayOf(seg, this.bench.words.sending);
    if (becomes[act]) {
      seg.dataset.state = becomes[act];
      seg.toggleAttribute("data-open", becomes[act] === "needs-edit");
    }
    const field = this.bench.field(seg);
    field.dataset.kept = field.value;
    this.send();
  }

  resume() {
    this.show();
    if (this.waiting.length > 0) this.send();
  }

  /** Resolves when nothing is being sent. */
  settle() {
    return this.idle;
  }

  send() {
    clearTimeout(this.timer);
    // Two tabs of one person do not send the same text twice.
    const drain = () => (navigator.locks ? navigator.locks.request("verso:saves", () => this.drain()) : this.drain());
    this.idle = this.idle.then(drain, drain); // a fault in showing an answer must not keep the rest back
    return this.idle;
  }

  async drain() {
    for (let [entry] = this.waiting; entry && this.bench.root; [entry] = this.waiting) {
      this.sending = entry.at;
      const done = await this.try(entry);
      this.sending = undefined;
      if (!done) break;
      this.tries = 0;
      this.waiting = this.waiting.filter((each) => each.at !== entry.at || each.to !== entry.to);
      this.show();
    }
  }

  /** Sends one; says whether the site has answered for good. */
  async try(entry) {
    const answer = await fetch(entry.to, {
      method: "POST",
      body: new URLSearchParams(entry.fields),
      headers: { Accept: "application/json" },
      redirect: "error",
    }).catch(() => null); // the network is away
    if (answer) this.signedIn(answer.status !== 401);
    if (!answer || answer.status === 401 || answer.status === 429 || answer.status >= 500) {
      this.later(entry);
      return false;
    }
    await this.answered(entry, answer.status, await answer.json().catch(() => ({})));
    return true;
  }

  later(entry) {
    this.bench.sayOf(this.bench.segment(entry.uid), this.bench.words.retrying, "bad");
    this.show(true);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), patience[Math.min(this.tries++, patience.length - 1)]);
  }

  async answered(entry, status, told) {
    const seg = this.here(entry);
    if (status === 409 && told.conflict) return this.bench.conflict.add(entry, told.conflict);
    if (status >= 400) {
      // It cannot be saved as it is: the text stays in its field.
      if (!seg) return;
      const field = this.bench.field(seg);
      delete field.dataset.kept;
      this.bench.keeper.keep(seg);
      seg.setAttribute("data-open", "");
      this.bench.sayOf(seg, told.said ?? this.bench.words.refused, "bad");
      if (told.findings !== undefined) seg.querySelector("[data-findings]").innerHTML = told.findings;
      this.bench.reveal(seg);
      return;
    }
    this.renew(entry, told.version);
    // What a later save makes of the segment is shown already.
    if (this.waiting.some((each) => each.to === entry.to && each.at > entry.at)) return;
    this.bench.update(told);
    if (!seg) return;
    this.bench.field(seg).dataset.saved = told.text ?? entry.fields.text;
    this.bench.keeper.arrived(seg, entry.fields.text);
    this.bench.put(told.html);
    this.bench.sayOf(this.bench.segment(entry.uid), told.said);
    if (told.flash) this.bench.say(told.flash);
  }

  /** A save that waits behind this one was written over it, not beside it. */
  renew(entry, version) {
    if (!version) return;
    this.waiting = this.waiting.map((each) => (each.to === entry.to && each.at > entry.at ? { ...each, fields: { ...each.fields, version } } : each));
  }

  /** The segment of an entry, if it is on this page. */
  here(entry) {
    const seg = this.bench.segment(entry.uid);
    return seg && this.bench.form(seg).getAttribute("action") === entry.to ? seg : null;
  }

  /** Says how much waits. */
  show(failing = false) {
    const place = this.bench.page.querySelector("[data-unsent]");
    if (!place) return;
    const n = this.waiting.length;
    if (n === 0) place.hidden = true;
    else if (failing) {
      place.textContent = (this.bench.words.unsent ?? "").replace("{n}", n);
      place.hidden = false;
    }
  }

  signedIn(yes) {
    this.bench.page.querySelector("[data-sign-in]")?.toggleAttribute("hidden", yes);
  }

  /** Puts a finding away; that needs no second try. */
  async dismiss(seg, check) {
    const form = this.bench.form(seg);
    const answer = await fetch(form.getAttribute("action"), {
      method: "POST",
      body: new URLSearchParams({ dismiss: check, text: this.bench.field(seg).value, version: form.elements.version.value }),
      headers: { Accept: "application/json" },
      redirect: "error",
    }).catch(() => null);
    if (!answer?.ok) return this.bench.sayOf(seg, this.bench.words.refused, "bad");
    const told = await answer.json();
    const field = this.bench.field(seg);
    if (field.value !== field.dataset.saved) {
      // What is said is of the text that is saved; of this one the draft's answer tells.
      await this.bench.keeper.send(seg, true);
    } else {
      this.bench.update(told);
      seg.querySelector("[data-findings]").innerHTML = told.findings ?? "";
      this.bench.reveal(seg);
    }
    field.focus();
  }
}

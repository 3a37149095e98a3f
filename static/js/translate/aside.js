// What is known of the segment that is worked on: asked for when one has
// stayed with it for a moment.

const pause = 200; // milliseconds

export class Aside {
  /** @param {import("./bench.js").Bench} bench */
  constructor(bench) {
    this.bench = bench;
    this.typed = new Map(); // comments that were not sent, by segment
    bench.page.addEventListener("verso:bench", () => (this.shown = bench.current?.dataset.uid));
    bench.page.addEventListener("verso:segment", () => this.soon());
    bench.page.addEventListener("submit", (event) => this.submit(event), true); // before htmx
  }

  get place() {
    return this.bench.page.querySelector("[data-aside]");
  }

  soon() {
    clearTimeout(this.timer);
    // What stands there is of another segment.
    if (this.place && this.bench.current?.dataset.uid !== this.shown) this.place.inert = true;
    this.timer = setTimeout(() => this.load(), pause);
  }

  async load(acted = false) {
    const seg = this.bench.current;
    if (!seg || !this.place) return;
    this.asked?.abort();
    this.asked = new AbortController();
    try {
      const answer = await fetch(seg.dataset.asideAt, { signal: this.asked.signal, redirect: "error" });
      if (!answer.ok) return;
      const html = await answer.text();
      if (this.bench.current === seg) this.put(html, seg.dataset.uid, acted);
    } catch (failure) {
      if (failure.name !== "AbortError" && failure.name !== "TypeError") throw failure;
    }
  }

  /** Shows what is known of a segment; not while somebody is at it. A comment that was not sent waits for its segment. */
  put(html, uid, acted) {
    const { place, typed } = this;
    const here = place.contains(this.bench.page.activeElement);
    if (here && !acted && this.shown === uid) return;
    const text = () => place.querySelector("#talk-text");
    if (text()) typed.set(this.shown, text().value);
    place.innerHTML = html;
    this.bench.reveal(place);
    place.inert = false;
    this.shown = uid;
    if (text()) text().value = typed.get(uid) ?? "";
    if (here) text()?.focus();
  }

  /** Sends a comment or an answer to a suggestion without leaving the segment. */
  async submit(event) {
    const form = event.target.closest?.("form[data-side]");
    if (!form || !this.bench.root) return;
    event.preventDefault();
    event.stopPropagation();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error" }).catch(() => null);
    if (!answer) return this.bench.say(this.bench.words.retrying);
    const told = await answer.json().catch(() => ({}));
    if (told.conflict) return this.bench.conflict.add({ to: "", uid: this.bench.current?.dataset.uid, fields: {} }, told.conflict);
    if (!answer.ok) return this.bench.say(told.said ?? this.bench.words.refused);
    this.bench.update(told);
    if (told.html) this.bench.put(told.html);
    form.reset();
    await this.load(true);
    if (told.flash) this.bench.say(told.flash);
  }
}

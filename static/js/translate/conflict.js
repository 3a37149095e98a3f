// Somebody else has saved a segment meanwhile: three ways out, none of which
// loses a text. The site keeps one's own as a draft in any case.

export class Conflict {
  /** @param {import("./bench.js").Bench} bench */
  constructor(bench) {
    this.bench = bench;
    this.open = [];
    bench.page.addEventListener("submit", (event) => {
      const form = event.target.closest?.("[data-conflict] form");
      if (!form) return;
      event.preventDefault();
      this.settle(form);
    });
    bench.page.addEventListener(
      "close",
      (event) => {
        if (event.target.matches?.("[data-conflict]")) this.next();
      },
      true,
    );
  }

  get dialog() {
    return this.bench.page.querySelector("[data-conflict]");
  }

  /** Shows a conflict, after those that are shown already. */
  add(entry, html) {
    this.open.push({ entry, html });
    const seg = this.bench.segment(entry.uid);
    seg?.setAttribute("data-open", "");
    this.bench.sayOf(seg, this.bench.words.conflict, "bad");
    if (!this.dialog.open) this.next();
  }

  next() {
    const first = this.open.shift();
    if (!first) return;
    const place = this.dialog.querySelector("[data-conflict-body]");
    place.innerHTML = first.html;
    this.entry = first.entry;
    this.dialog.showModal();
    place.querySelector("textarea, button")?.focus();
  }

  /** Saves the text of one of the ways, over the version that was shown. */
  settle(form) {
    const { text, version } = form.elements;
    const { entry } = this;
    const seg = this.bench.queue.here(entry);
    if (seg) {
      const field = this.bench.field(seg);
      field.value = text.value;
      this.bench.form(seg).elements.version.value = version.value;
    }
    const fields = { ...entry.fields, text: text.value, version: version.value };
    this.bench.queue.waiting = [...this.bench.queue.waiting, { ...entry, fields, at: Date.now() }];
    this.bench.queue.send();
    this.dialog.close();
  }
}

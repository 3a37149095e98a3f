// The page as readers will see it, in a frame beside the text: the public
// page itself, made of what is in the form now.

const pause = 40; // milliseconds without a key; the page is there within 100

export class Preview {
  constructor(desk) {
    this.desk = desk;
    this.pane = desk.form.closest("[data-desk]")?.querySelector("[data-pane]");
    this.frame = this.pane?.querySelector("iframe");
    this.toggleButton = desk.form.querySelector("[data-toggle-preview]");
    this.toggleButton?.addEventListener("click", () => this.toggle());
  }

  get open() {
    return this.pane !== undefined && this.pane !== null && !this.pane.hidden;
  }

  start() {
    if (!this.pane) return;
    const kept = localStorage.getItem("verso:preview");
    this.show(kept === null ? matchMedia("(min-width: 80rem)").matches : kept === "open");
  }

  toggle() {
    if (!this.pane) return;
    this.show(!this.open);
    localStorage.setItem("verso:preview", this.open ? "open" : "closed");
  }

  show(open) {
    this.pane.hidden = !open;
    this.toggleButton?.setAttribute("aria-pressed", String(open));
    if (open) this.ask();
  }

  changed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), pause);
  }

  /** Asks for one page at a time: whoever types fast waits for the newest alone. */
  async ask() {
    if (!this.open) return;
    if (!this.filled) return this.load();
    if (this.asking) return void (this.again = true);
    this.asking = true;
    try {
      await this.fetch();
    } finally {
      this.asking = false;
      if (this.again) this.ask();
    }
  }

  async fetch() {
    this.again = false;
    try {
      const answer = await fetch(this.desk.form.dataset.preview, { method: "POST", body: this.desk.fields(), redirect: "error" });
      if (answer.ok) this.put(await answer.text());
      else if (answer.status === 429) {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.ask(), (Number(answer.headers.get("Retry-After")) || 1) * 1000);
      }
    } catch (failure) {
      if (failure.name !== "TypeError") throw failure; // no network: the next key asks again
    }
  }

  /** Fills the frame by a form of its own: the page comes under its own policy. */
  load() {
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action: this.desk.form.dataset.preview, target: this.frame.name, hidden: true });
    for (const [name, value] of this.desk.fields()) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      form.append(field);
    }
    this.frame.addEventListener("load", () => this.still(), { once: true });
    document.body.append(form);
    form.submit();
    form.remove();
  }

  /** Shows a page: it changes only in its middle. */
  put(html) {
    const document = this.frame.contentDocument;
    const place = document?.querySelector("main");
    const next = new DOMParser().parseFromString(html, "text/html").querySelector("main");
    if (!place || !next) return;
    const top = document.scrollingElement.scrollTop;
    place.replaceChildren(...document.adoptNode(next).childNodes);
    document.scrollingElement.scrollTop = top;
  }

  /** Links of the page are for looking at, not for leaving the editor. */
  still() {
    const document = this.frame.contentDocument;
    this.filled = Boolean(document?.querySelector("main"));
    document?.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (!link || link.getAttribute("href").startsWith("#")) return;
      event.preventDefault();
      window.open(link.href, "_blank", "noopener");
    });
  }

  /** Brings the block that was written at a line to the top. */
  scrollTo(line) {
    const page = this.open ? this.frame.contentDocument?.scrollingElement : null;
    if (!page) return;
    let block;
    for (const next of page.querySelectorAll("main [data-line]")) {
      if (Number(next.dataset.line) > line) break;
      block = next;
    }
    page.scrollTop = block && line > 1 ? block.getBoundingClientRect().top + page.scrollTop - 16 : 0;
  }
}

// The page as readers will see it, in a frame beside the text: the public
// page itself, made of what is in the form now.

const pause = 60; // milliseconds without a key; the page is there within 100

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

  async ask() {
    if (!this.open) return;
    this.asked?.abort();
    this.asked = new AbortController();
    try {
      const answer = await fetch(this.desk.form.dataset.preview, {
        method: "POST",
        body: this.desk.fields(),
        signal: this.asked.signal,
        redirect: "error",
      });
      if (!answer.ok) return;
      await this.put(await answer.text());
    } catch (failure) {
      if (failure.name !== "AbortError" && failure.name !== "TypeError") throw failure;
    }
  }

  /** Shows a page; one that is there already changes only in its middle. */
  async put(html) {
    const shown = this.frame.contentDocument;
    const main = shown?.querySelector("main");
    if (!main || !this.filled) {
      this.filled = true;
      // The frame's own address answers with the page as it was kept, under
      // its own policy; what is typed goes into it.
      await new Promise((loaded) => {
        this.frame.addEventListener("load", loaded, { once: true });
        this.frame.src = this.desk.form.dataset.preview;
      });
    }
    const document = this.frame.contentDocument;
    const place = document?.querySelector("main");
    if (!place) return;
    const page = new DOMParser().parseFromString(html, "text/html");
    const top = document.scrollingElement.scrollTop;
    place.replaceChildren(...document.adoptNode(page.querySelector("main")).childNodes);
    document.scrollingElement.scrollTop = top;
    this.still();
  }

  /** Links of the page are for looking at, not for leaving the editor. */
  still() {
    const document = this.frame.contentDocument;
    if (document.documentElement.dataset.still !== undefined) return;
    document.documentElement.dataset.still = "";
    document.addEventListener("click", (event) => {
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

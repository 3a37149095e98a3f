// The workbench as a page has it: which segment is worked on, and the way to
// the others. It keeps nothing of its own: what it knows stands in the page.

export class Bench {
  /** @param {Document} page */
  constructor(page) {
    this.page = page;
    page.addEventListener("focusin", (event) => {
      const seg = this.root && event.target.closest?.(".seg");
      if (seg && seg !== this.current) this.choose(seg);
    });
    page.addEventListener("click", (event) => this.follow(event));
  }

  /** The workbench, or null on other pages. */
  get root() {
    return this.page.querySelector("[data-bench]");
  }

  get words() {
    return JSON.parse(this.root?.dataset.words || "{}");
  }

  get person() {
    return this.root?.dataset.person ?? "";
  }

  get segments() {
    return [...this.page.querySelectorAll("[data-segments] > .seg")];
  }

  get current() {
    return this.page.querySelector("[data-segments] > .seg.current");
  }

  /** @param {string} uid */
  segment(uid) {
    return this.page.getElementById("s-" + uid);
  }

  /** The field of a segment. */
  field(seg) {
    return seg?.querySelector("textarea[name=text]") ?? null;
  }

  form(seg) {
    return seg?.querySelector("form[data-segment]") ?? null;
  }

  /** The segment's line in the list at the side. */
  line(uid) {
    return this.page.querySelector(`.index [data-line="${uid}"]`);
  }

  /** Called when the page has come, or was changed. */
  open() {
    if (!this.root) return;
    this.reveal();
    this.keeper.restore();
    this.queue.resume();
    this.presence.beat();
    this.keys.show();
    this.page.dispatchEvent(new CustomEvent("verso:bench"));
    const field = this.field(this.current);
    if (field && this.root.dataset.mode === "segment" && this.page.activeElement === this.page.body) this.focus(field);
  }

  /** Shows what makes sense with a script alone. */
  reveal(within = this.root) {
    const row = this.page.querySelector("template[data-characters]");
    for (const place of within.querySelectorAll("[data-chars]:empty")) if (row) place.append(row.content.cloneNode(true));
    for (const part of within.querySelectorAll("[data-inserts], [data-take], [data-copy], [data-clear], [data-jump], [data-fix], [data-open-keys]")) part.hidden = false;
  }

  focus(field) {
    field.focus({ preventScroll: true });
    const end = field.value.length;
    if (field.dataset.visited === undefined) field.setSelectionRange(end, end);
    field.dataset.visited = "";
  }

  /** Makes a segment the one that is worked on. */
  choose(seg) {
    this.current?.classList.remove("current");
    seg.classList.add("current");
    for (const line of this.page.querySelectorAll(".index [aria-current]")) line.removeAttribute("aria-current");
    const line = this.line(seg.dataset.uid);
    line?.setAttribute("aria-current", "true");
    line?.scrollIntoView({ block: "nearest" });
    const address = new URL(seg.dataset.href, this.page.baseURI);
    // On the reviewer's page a segment's own address is that of another page.
    if (address.pathname === this.page.location.pathname && address.href !== this.page.location.href) history.replaceState(history.state, "", address);
    this.page.dispatchEvent(new CustomEvent("verso:segment", { detail: seg }));
  }

  /** Goes to a segment, with the cursor in its field. */
  go(seg) {
    if (!seg) return;
    this.choose(seg);
    this.focus(this.field(seg));
    if (this.root.dataset.mode === "list") seg.scrollIntoView({ block: "nearest" });
    else this.page.defaultView.scrollTo({ top: 0 });
  }

  /** Goes some segments on, over the end of the page too. */
  step(by) {
    const all = this.segments;
    const next = all[all.indexOf(this.current) + by];
    if (next) this.go(next);
    else this.leave(by > 0 ? "next" : "prev");
  }

  /** Goes to the first or last segment of the page. */
  end(at) {
    this.go(this.segments.at(at));
  }

  /** Goes to the next segment in some direction that has something left to do. */
  unfinished(by = 1) {
    const all = this.segments;
    const here = all.indexOf(this.current);
    const open = (seg) => seg.dataset.open !== undefined && seg !== this.current && !seg.querySelector("[data-present]")?.textContent;
    const after = by > 0 ? all.slice(here + 1) : all.slice(0, here).reverse();
    const found = after.find(open);
    if (found) return this.go(found);
    if (this.page.querySelector(`.index .pager [rel="${by > 0 ? "next" : "prev"}"]`) && navigator.onLine) return this.ask();
    const before = by > 0 ? all.slice(0, here) : all.slice(here + 1).reverse();
    const wrapped = before.find(open);
    if (wrapped) return this.go(wrapped);
    this.say(this.words.done ?? "");
  }

  /** Asks the site for the next unfinished segment, on whatever page it is. */
  async ask() {
    await this.queue.settle();
    const address = new URL(this.page.location.href);
    address.searchParams.set("after", this.current?.dataset.uid ?? "");
    address.searchParams.set("segment", "next");
    address.searchParams.delete("page");
    this.page.location.assign(address);
  }

  leave(rel) {
    const link = this.page.querySelector(`.index .pager [rel="${rel}"]`);
    if (link) this.page.location.assign(link.href);
  }

  /** Says something about the whole, where screen readers hear it. */
  say(text) {
    const place = this.page.querySelector("[data-said-all]");
    if (place && place.textContent !== text) place.textContent = text;
  }

  /** Says how a segment is kept. */
  sayOf(seg, text, kind = "") {
    const place = seg?.querySelector("[data-said]");
    if (!place || place.textContent === text) return;
    place.textContent = text;
    place.dataset.kind = kind;
  }

  /** Goes to a segment of this page without asking for it. */
  follow(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const uid = event.target.closest?.(".index [data-line]")?.dataset.line;
    const seg = uid && this.segment(uid);
    if (!seg) return;
    event.preventDefault();
    this.go(seg);
  }

  /** Puts a segment as the site has it now in the place of what is shown. */
  put(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector(".seg");
    const old = fresh && this.segment(fresh.dataset.uid);
    if (!old) return;
    const [was, now] = [this.field(old), this.field(fresh)];
    const at = this.page.activeElement;
    const changed = was.value !== was.dataset.saved && was.value !== now.value;
    if (changed || (at !== null && old.contains(at))) {
      this.blend(old, fresh);
    } else {
      fresh.classList.toggle("current", old.classList.contains("current"));
      old.replaceWith(this.page.adoptNode(fresh));
      this.reveal(fresh);
    }
  }

  /** Brings everything up to date but the field that somebody writes in. */
  blend(old, fresh) {
    const [was, now] = [this.field(old), this.field(fresh)];
    const typed = was.value !== was.dataset.saved;
    for (const name of ["version", "state"]) old.dataset[name] = fresh.dataset[name];
    old.toggleAttribute("data-open", fresh.hasAttribute("data-open"));
    this.form(old).elements.version.value = fresh.dataset.version;
    was.dataset.saved = now.dataset.saved;
    if (!typed && was.value !== now.value) was.value = now.value;
    for (const part of ["header .state", "header .reason", "[data-findings]"]) {
      const [a, b] = [old.querySelector(part), fresh.querySelector(part)];
      if (a && b) a.replaceWith(this.page.adoptNode(b));
    }
    this.reveal(old);
  }

  /** Puts lines of the list and the figures above in their places. */
  update(answer) {
    if (answer.line) {
      const item = new DOMParser().parseFromString(`<ol>${answer.line}</ol>`, "text/html").querySelector("li");
      const old = item && this.line(item.querySelector("[data-line]").dataset.line);
      const current = old?.getAttribute("aria-current");
      old?.closest("li").replaceWith(this.page.adoptNode(item));
      item?.querySelector("[data-line]").toggleAttribute("aria-current", false);
      if (current) item?.querySelector("[data-line]").setAttribute("aria-current", "true");
    }
    if (answer.progress) {
      const fresh = new DOMParser().parseFromString(answer.progress, "text/html").querySelector("[data-progress]");
      const old = this.page.querySelector("[data-progress]");
      const said = old?.querySelector("[data-said-all]")?.textContent ?? "";
      old?.replaceWith(this.page.adoptNode(fresh));
      this.say(said);
    }
  }
}

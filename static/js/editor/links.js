// The link picker: finds works in every language, or takes an address.

import { linkTo } from "./marks.js";

const pause = 150; // milliseconds without a key before the site is asked

export class Links {
  constructor(desk) {
    this.desk = desk;
    this.box = desk.form.closest("[data-desk]")?.querySelector("dialog[data-links]");
    if (!this.box) return;
    this.input = this.box.querySelector("input");
    this.list = this.box.querySelector("[role=listbox]");
    this.input.addEventListener("input", (event) => {
      clearTimeout(this.timer);
      if (!event.isComposing) this.timer = setTimeout(() => this.ask(), pause);
    });
    this.input.addEventListener("compositionend", () => this.ask());
    this.input.addEventListener("keydown", (event) => this.walk(event));
    this.list.addEventListener("click", (event) => this.pick(event.target.closest("[role=option]")));
    this.box.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.pick(this.chosen());
    });
  }

  open() {
    if (!this.box) return;
    const { from, to } = this.desk.view.state.selection.main;
    this.input.value = this.desk.view.state.sliceDoc(from, to).slice(0, 100);
    this.list.replaceChildren();
    this.box.showModal();
    this.input.select();
    this.ask();
  }

  async ask() {
    this.asked?.abort();
    this.asked = new AbortController();
    const query = new URLSearchParams({ q: this.input.value, locale: this.desk.form.elements.locale.value });
    try {
      const answer = await fetch(`${this.box.dataset.links}?${query}`, { signal: this.asked.signal });
      if (!answer.ok) return;
      this.list.innerHTML = await answer.text();
      this.choose(this.list.querySelector("[role=option]"));
    } catch (failure) {
      if (failure.name !== "AbortError" && failure.name !== "TypeError") throw failure;
    }
  }

  chosen() {
    return this.list.querySelector("[aria-selected=true]");
  }

  choose(option) {
    this.chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option?.id ?? "");
  }

  walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.isComposing) return;
    event.preventDefault();
    const options = [...this.list.querySelectorAll("[role=option]")];
    const at = options.indexOf(this.chosen());
    this.choose(options[Math.min(Math.max(at + step, 0), options.length - 1)]);
  }

  pick(option) {
    const typed = this.input.value.trim();
    const address = option?.dataset.href ?? (/^(https?:|mailto:|\/|#)/.test(typed) ? typed : "");
    this.box.close();
    linkTo(this.desk.view, address, option?.dataset.title ?? "");
  }
}

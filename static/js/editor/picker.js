// A box in which something is sought and picked: the cursor stays in the
// field, the arrows walk through what was found (ARIA, combobox).

const pause = 150; // milliseconds without a key before the site is asked

export class Picker {
  /** @param {HTMLDialogElement} box with data-ask, an address */
  constructor(box) {
    this.box = box;
    this.input = box.querySelector("input[role=combobox]");
    this.list = box.querySelector("[role=listbox]");
    this.input.addEventListener("input", (event) => {
      clearTimeout(this.timer);
      if (!event.isComposing) this.timer = setTimeout(() => this.ask(), pause);
    });
    this.input.addEventListener("compositionend", () => this.ask());
    this.input.addEventListener("keydown", (event) => this.walk(event));
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.take(option);
    });
    box.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.take(this.chosen());
    });
    box.querySelector("[data-close]")?.addEventListener("click", () => box.close());
  }

  /** Opens the box; picked is called with the option, or null, and what was typed. */
  open({ text, locale, picked }) {
    this.locale = locale;
    this.picked = picked;
    this.input.value = text;
    this.list.replaceChildren();
    this.box.showModal();
    this.input.select();
    this.ask();
  }

  async ask() {
    this.asked?.abort();
    this.asked = new AbortController();
    const query = new URLSearchParams({ q: this.input.value, locale: this.locale });
    try {
      const answer = await fetch(`${this.box.dataset.ask}?${query}`, { signal: this.asked.signal });
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

  take(option) {
    const typed = this.input.value.trim();
    this.box.close();
    this.picked(option, typed);
  }
}

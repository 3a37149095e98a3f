// A desk is one text being written: its form, the writing surface, and what
// keeps, shows and counts the text meanwhile.

import { Cover } from "./cover.js";
import { Keeper } from "./keeper.js";
import { Links } from "./links.js";
import { Pictures } from "./pictures.js";
import { Presence } from "./presence.js";
import { Preview } from "./preview.js";
import { Saver } from "./saver.js";
import { nameTheStep } from "./schedule.js";
import { Slug } from "./slug.js";
import { showSnippets } from "./snippets.js";
import { surface } from "./surface.js";
import { growTitle } from "./title.js";
import { toolbar } from "./toolbar.js";

export class Desk {
  /**
   * @param {HTMLFormElement} form
   * @param {() => Desk[]} shown every desk on the screen
   */
  constructor(form, shown) {
    this.form = form;
    this.shown = shown;
    this.body = form.elements.body;
    this.words = form.dataset; // the interface's words, in data-words-…
    const keeper = new Keeper(this);
    const preview = new Preview(this);
    this.view = surface(this.body, {
      label: form.querySelector(`label[for="${this.body.id}"]`)?.id,
      nonce: document.querySelector("meta[name=csp-nonce]")?.content ?? "",
      changed: () => this.changed(),
      scrolled: (line) => preview.scrollTo(line),
      commands: { link: () => this.links.open() },
    });
    this.links = new Links(this);
    this.pictures = new Pictures(this);
    toolbar(form.querySelector("[data-toolbar]"), this.view, { link: () => this.links.open(), picture: () => this.pictures.choose() });
    new Cover(this);
    new Slug(this);
    new Presence(this);
    growTitle(this);
    nameTheStep(form);
    showSnippets(form);
    this.keeper = keeper;
    this.preview = preview;
    this.saver = new Saver(this);
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    // Wherever one is in the form: the same keys.
    form.addEventListener("keydown", (event) => this.pressed(event));
    keeper.offer();
    preview.start();
  }

  pressed(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
    const key = event.key.toLowerCase();
    if (key === "s" && !event.shiftKey) this.saver.save();
    else if (key === "p" && event.shiftKey) this.preview.toggle();
    else return;
    event.preventDefault();
  }

  /** Called after every change of a field or of the text. */
  changed() {
    this.keeper?.changed();
    this.preview?.changed();
  }

  /** Puts text in the place of what is there, as one step that can be undone. */
  replace(text) {
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text } });
  }

  /** Puts text where the cursor is. */
  insert(text) {
    this.view.dispatch(this.view.state.replaceSelection(text), { scrollIntoView: true });
    this.view.focus();
  }

  /** Returns one of the boxes that open over the desk. */
  box(name) {
    return this.form.closest("[data-desk]").querySelector(`dialog.${name}`);
  }

  /** Everything in the form, as it would be sent. */
  fields() {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string") fields.append(name, value);
    }
    return fields;
  }

  /** Says something where screen readers hear it. */
  say(text, kind = "") {
    const place = this.form.querySelector("[data-said]");
    if (!place || (place.textContent === text && place.dataset.kind === kind)) return;
    place.textContent = text;
    place.dataset.kind = kind;
  }
}

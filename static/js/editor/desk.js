// A desk is one text being written: its form, the writing surface, and what
// keeps, shows and counts the text meanwhile.

import { Keeper } from "./keeper.js";
import { Links } from "./links.js";
import { Pictures } from "./pictures.js";
import { Presence } from "./presence.js";
import { Preview } from "./preview.js";
import { Slug } from "./slug.js";
import { surface } from "./surface.js";
import { toolbar } from "./toolbar.js";
import { showSnippets } from "./snippets.js";

export class Desk {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.body = form.elements.body;
    this.words = form.dataset; // the interface's words, in data-words-…
    const keeper = new Keeper(this);
    const preview = new Preview(this);
    this.view = surface(this.body, {
      label: form.querySelector(`label[for="${this.body.id}"]`)?.id,
      nonce: document.querySelector("meta[name=csp-nonce]")?.content ?? "",
      changed: () => this.changed(),
      scrolled: (line) => preview.scrollTo(line),
      commands: {
        save: () => form.requestSubmit(),
        link: () => links.open(),
        preview: () => preview.toggle(),
      },
    });
    const links = new Links(this);
    const pictures = new Pictures(this);
    toolbar(form.querySelector("[data-toolbar]"), this.view, { link: () => links.open(), picture: () => pictures.choose() });
    new Slug(this);
    new Presence(this);
    showSnippets(form);
    this.keeper = keeper;
    this.preview = preview;
    form.addEventListener("input", () => this.changed());
    keeper.offer();
    preview.start();
  }

  /** Called after every change of a field or of the text. */
  changed() {
    this.keeper?.changed();
    this.preview?.changed();
  }

  /** The text as the person has it now. */
  get text() {
    return this.view.state.doc.toString();
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

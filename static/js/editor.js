// The script of the article editor. Without it the same form is a plain one,
// with a text area, and saves all the same.

import { Desk } from "./editor/desk.js";
import { saveFirst } from "./editor/together.js";

const desks = new WeakMap(); // of a form

/** The desks on the screen: two languages may lie side by side. */
function open() {
  for (const form of document.querySelectorAll("form[data-editor]:not([data-open])")) {
    form.dataset.open = "";
    desks.set(form, new Desk(form, shown));
  }
  const together = document.querySelector("form[data-together]:not([data-open])");
  if (!together) return;
  together.dataset.open = "";
  saveFirst(together, shown);
}

function shown() {
  return [...document.querySelectorAll("form[data-editor]")].map((form) => desks.get(form)).filter(Boolean);
}

open();
// The admin changes pages without loading them anew.
document.addEventListener("htmx:after:swap", open);

// One key between the two languages.
document.addEventListener("keydown", (event) => {
  if (event.key !== "F8" || event.isComposing) return;
  const texts = [...document.querySelectorAll("form[data-editor] .cm-content, form[data-editor] [name=title]")];
  const forms = [...document.querySelectorAll("form[data-editor]")];
  if (forms.length < 2) return;
  event.preventDefault();
  const here = document.activeElement?.closest("form[data-editor]");
  const there = forms[(forms.indexOf(here) + 1) % forms.length];
  const same = document.activeElement?.matches("[name]") ? `[name="${document.activeElement.name}"]` : ".cm-content";
  (there.querySelector(same) ?? texts.find((text) => there.contains(text)))?.focus();
});

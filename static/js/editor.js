// The script of the article editor. Without it the same form is a plain one,
// with a text area, and saves all the same.

import { Desk } from "./editor/desk.js";

/** One desk for each text on the screen: two languages may lie side by side. */
function open() {
  const desks = [];
  for (const form of document.querySelectorAll("form[data-editor]:not([data-open])")) {
    form.dataset.open = "";
    desks.push(new Desk(form));
  }
  return desks;
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

// The toolbar: one stop of the Tab key, arrows within it (ARIA authoring
// practices, toolbar).

import { around, before } from "./marks.js";

const acts = {
  bold: (view) => around(view, "**"),
  italic: (view) => around(view, "_"),
  code: (view) => around(view, "`"),
  heading: (view) => before(view, "## "),
  quote: (view) => before(view, "> "),
  list: (view) => before(view, "- "),
  numbers: (view) => before(view, "1. "),
};

/** @param {HTMLElement} bar */
export function toolbar(bar, view, others) {
  if (!bar) return;
  bar.hidden = false;
  const buttons = [...bar.querySelectorAll("button")];
  const stop = (button) => buttons.forEach((other) => (other.tabIndex = other === button ? 0 : -1));
  stop(buttons[0]);
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    stop(button);
    const act = acts[button.dataset.act];
    if (act) act(view);
    else others[button.dataset.act]?.();
  });
  bar.addEventListener("keydown", (event) => {
    const forward = getComputedStyle(bar).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
    const at = buttons.indexOf(document.activeElement);
    const to = { [forward]: at + 1, [back]: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    const button = buttons.at(to % buttons.length);
    stop(button);
    button.focus();
  });
}

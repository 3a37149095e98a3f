// Publishing several languages in one act takes what is on the screen, not
// what was saved last.

import { nameTheStep } from "./schedule.js";

/**
 * @param {HTMLFormElement} form that publishes them
 * @param {() => import("./desk.js").Desk[]} shown
 */
export function saveFirst(form, shown) {
  nameTheStep(form);
  let saved = false;
  form.addEventListener("submit", async (event) => {
    if (saved) return;
    event.preventDefault();
    for (const { keeper, saver } of shown()) {
      if (!keeper.unsaved) continue;
      const state = await saver.saveHere();
      if (state === "refused") return saver.leave(); // its page says why
      if (state !== "saved") return;
    }
    saved = true;
    setTimeout(() => form.requestSubmit()); // not before this event is over
  });
}

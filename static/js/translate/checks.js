// A finding leads to its place in the text, and mends it where it can.

import { replace } from "./field.js";

/** @param {import("./bench.js").Bench} bench */
export function checks(bench) {
  bench.page.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-jump], [data-fix]");
    const field = button && bench.field(button.closest(".seg"));
    if (!field) return;
    const { jump, fix } = button.dataset;
    if (jump !== undefined) {
      const [from, to] = jump.split(",").map(Number);
      field.focus();
      field.setSelectionRange(from, to);
    } else if (!field.readOnly) replace(field, fix);
  });
}

// The buttons of a segment: what can be put into its field, and what is done
// to it.

import { around, insert, replace } from "./field.js";

const opening = /^[“‘„‚«「『”’]/u;

/** Puts a piece or a character in; quotation marks go around what is selected. */
export function put(field, text) {
  const [first, ...rest] = text;
  if (opening.test(text) && rest.length > 0 && rest.length < 3) {
    const space = rest.length === 2 ? rest[0] : "";
    around(field, first + space, space + rest.at(-1));
  } else insert(field, text);
}

/** @param {import("./bench.js").Bench} bench */
export function tools(bench) {
  const { page } = bench;
  page.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-put], [data-copy], [data-clear], [data-take]");
    if (!button || !bench.root) return;
    const seg = button.closest(".seg") ?? bench.current;
    const field = bench.field(seg);
    if (!field || field.readOnly) return;
    const { put: text, copy, clear, take } = button.dataset;
    if (text !== undefined) put(field, text);
    else if (copy !== undefined) replace(field, source(seg));
    else if (clear !== undefined) replace(field, "");
    else if (take !== undefined) replace(field, take || (seg.querySelector("[data-match]")?.dataset.match ?? ""));
  });
  page.addEventListener(
    "submit",
    (event) => {
      const form = event.target.closest?.("form[data-segment]");
      if (!form || event.submitter?.name === "dismiss-all") return; // a page of its own: many segments change
      event.preventDefault();
      event.stopPropagation();
      const seg = form.closest(".seg");
      if (event.submitter?.name === "dismiss") return bench.queue.dismiss(seg, event.submitter.value);
      act(bench, seg, event.submitter?.value ?? "next");
    },
    true, // before htmx
  );
  // A button of the toolbar must not take the cursor out of the field.
  page.addEventListener("mousedown", (event) => {
    if (event.target.closest?.("[data-inserts] button")) event.preventDefault();
  });
}

/** The source of a segment as it is now. */
export const source = (seg) => seg.querySelector("[data-source]")?.dataset.source ?? "";

/** Acts after which one stays where one is. */
const staying = new Set(["save", "omit", "unomit", "offer"]);

/** Does something to a segment and, mostly, goes on to the next. */
export function act(bench, seg, name) {
  const field = bench.field(seg);
  if (!field || (field.readOnly && name !== "approve" && name !== "reject" && name !== "still")) return;
  const form = bench.form(seg);
  const allowed = form.querySelector(`[name="act"][value="${name}"]`);
  if (!allowed) return;
  if (name === "reject" && form.elements.reason?.value.trim() === "") {
    form.querySelector("details.reject").open = true;
    form.elements.reason.setAttribute("aria-invalid", "true");
    return form.elements.reason.focus();
  }
  bench.queue.add(seg, name);
  if (!staying.has(name)) bench.unfinished();
}

// What a browser does by itself when it loads a page, and has to be done when
// htmx takes over the body of the next one: the language, the direction, where
// one reads on; and what happens when the site does not answer.

import { closeToasts, tell } from "./toast.js";

/** How long a page may take, in milliseconds, before one sees that it does. */
const patience = 300;

/** Answers that must not take the place of what somebody has typed. */
const kept = (method, status) => method !== "GET" && (status === 401 || status === 413 || status >= 500);

/** @param {Document} page */
export function keepPage(page) {
  const next = new WeakMap(); // what a swap brings for the document around the body
  let from, busy;
  closeToasts(page);
  const still = () => {
    clearTimeout(busy);
    page.documentElement.removeAttribute("data-busy");
  };
  page.addEventListener("htmx:config:request", (event) => {
    const { method, action } = event.detail.ctx.request;
    const to = new URL(action, page.baseURI);
    if (method !== "GET" || /^\/[^/]+\/admin(\/|$)/.test(to.pathname)) return;
    event.preventDefault(); // a page of the public site
    page.location.assign(to);
  });
  page.addEventListener("htmx:before:request", () => {
    clearTimeout(busy);
    busy = setTimeout(() => page.documentElement.setAttribute("data-busy", ""), patience);
  });
  page.addEventListener("htmx:finally:request", still);
  page.addEventListener("htmx:error", ({ detail: { error } }) => {
    if (error?.name === "TypeError") tell(page, page.body.dataset.away); // no answer
  });
  page.addEventListener("htmx:before:swap", (event) => {
    const { ctx } = event.detail;
    const answer = new DOMParser().parseFromString(ctx.text, "text/html");
    if (kept(ctx.request.method, ctx.response?.status)) {
      event.preventDefault();
      tell(page, answer.querySelector("main h1")?.textContent, answer.querySelector("main p:not([aria-hidden])")?.textContent);
      return;
    }
    from = page.location.pathname;
    for (const task of event.detail.tasks) {
      if (task.target === page.body) next.set(task, answer);
    }
    if (next.has(event.detail.tasks[0])) ctx.title = null; // htmx would set it after the transition, and after a later page
  });
  page.addEventListener("htmx:before:settle", ({ detail: { task } }) => {
    const answer = next.get(task);
    if (!answer) return;
    page.title = answer.title;
    const { lang, dir } = answer.documentElement;
    [page.documentElement.lang, page.documentElement.dir] = [lang, dir];
  });
  page.addEventListener("htmx:after:swap", () => {
    if (page.location.pathname === from) return;
    if (page.activeElement?.closest("main, [popover]")) return; // autofocus has chosen
    page.getElementById("main")?.focus({ preventScroll: true });
  });
  page.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.isComposing || event.target.closest("input, textarea, select, [contenteditable]")) return;
    const box = page.getElementById("sought");
    if (!box) return;
    event.preventDefault();
    box.select();
  });
}

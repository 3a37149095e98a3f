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
  const next = new WeakMap(); // what a swap brings beside the body
  let busy;
  closeToasts(page);
  const still = () => {
    clearTimeout(busy);
    page.documentElement.removeAttribute("data-busy");
  };
  page.addEventListener("htmx:config:request", (event) => {
    const { method, action } = event.detail.ctx.request;
    const to = new URL(action, page.baseURI);
    const inside = /^\/[^/]+\/admin(\/|$)/.test(to.pathname);
    const writing = page.querySelector("form[data-editor]") && event.detail.ctx.sourceElement?.matches?.("a");
    if (method !== "GET" || (inside && !writing)) return;
    event.preventDefault(); // a page of the public site, or one that would take the place of a text
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
    const task = event.detail.tasks[0];
    if (task?.target !== page.body) return;
    ctx.title = null; // htmx would set it after the transition, perhaps after the title of a later page
    next.set(task, { answer, from: page.location.pathname });
  });
  page.addEventListener("htmx:before:settle", ({ detail: { task } }) => {
    if (!next.has(task)) return;
    const { answer, from } = next.get(task);
    const { lang, dir } = answer.documentElement;
    [page.title, page.documentElement.lang, page.documentElement.dir] = [answer.title, lang, dir];
    // Another page is read from its beginning; a field with autofocus comes after.
    if (page.location.pathname !== from) page.getElementById("main")?.focus({ preventScroll: true });
  });
  page.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.isComposing || event.target.closest("input, textarea, select, [contenteditable]")) return;
    const box = page.getElementById("sought");
    if (!box) return;
    event.preventDefault();
    box.select();
  });
}

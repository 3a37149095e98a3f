// What changes outside the body when htmx takes over the body of the next
// page: the language, the direction, and where a screen reader goes on.

/** @param {Document} page */
export function keepPage(page) {
  let from;
  page.addEventListener("htmx:before:swap", ({ detail }) => {
    from = page.location.pathname;
    const root = /<html\b[^>]*>/i.exec(detail.ctx.text)?.[0];
    if (!root) return;
    for (const name of ["lang", "dir"]) {
      const value = new RegExp(`\\b${name}="([^"]*)"`).exec(root)?.[1];
      if (value) page.documentElement[name] = value;
    }
  });
  page.addEventListener("htmx:after:swap", () => {
    if (page.location.pathname === from) return;
    if (page.activeElement?.closest("main")) return; // autofocus has chosen
    page.getElementById("main")?.focus({ preventScroll: true });
  });
}

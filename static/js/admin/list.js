// Lists that answer while one types or chooses. Each form of search and
// filters is a plain form; this only sends it sooner.

const pause = 250; // milliseconds without a key before the site is asked

/** @param {Document} page */
export function sieveAsYouType(page) {
  let timer;
  const send = (form) => {
    clearTimeout(timer);
    form.requestSubmit();
  };
  const soon = (form) => {
    clearTimeout(timer);
    timer = setTimeout(send, pause, form);
  };
  page.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-sieve]");
    if (!form) return;
    if (event.target.matches("select")) send(form);
    else if (!event.isComposing) soon(form);
  });
  page.addEventListener("compositionend", (event) => {
    const form = event.target.closest("form[data-sieve]");
    if (form) soon(form);
  });
}

/**
 * Leaves out what is empty, so that addresses stay short.
 * @param {Document} page
 */
export function shortenQueries(page) {
  page.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
    if (ctx.request.method !== "GET" || !(ctx.request.body instanceof FormData)) return;
    for (const [name, value] of [...ctx.request.body]) {
      if (value === "") ctx.request.body.delete(name);
    }
  });
}

/**
 * One box chooses all rows; Shift chooses up to the last one.
 * @param {Document} page
 */
export function chooseRows(page) {
  let last;
  page.addEventListener("click", (event) => {
    const box = event.target.closest?.(".rows .tick");
    if (!box) return;
    const boxes = [...box.form.querySelectorAll("tbody .tick")];
    if (box.dataset.all !== undefined) {
      for (const each of boxes) each.checked = box.checked;
    } else if (event.shiftKey && boxes.includes(last)) {
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
      for (const each of boxes.slice(from, to + 1)) each.checked = box.checked;
    }
    last = box;
    const all = box.form.querySelector("[data-all]");
    const chosen = boxes.filter((each) => each.checked).length;
    if (all) [all.checked, all.indeterminate] = [chosen === boxes.length, chosen > 0 && chosen < boxes.length];
  });
}

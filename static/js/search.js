// Shows what is found while the reader types on the page of the search. It
// asks for the same page as the form does, and takes over the parts that
// depend on what is typed.

const pause = 200; // milliseconds without a key before the site is asked

/** What a new answer replaces, and the one part of it that is read aloud. */
const parts = [".found", ".languages", ".remember [name=next]"];
const spoken = "main [role=status]";

/** @param {Document} page */
export function searchAsYouType(page) {
  const form = page.querySelector("main form[role=search]");
  if (!form) return;
  const box = form.elements.q;
  let timer, asked;

  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const query = new URLSearchParams(new FormData(form));
    const address = `${form.action}?${query}`;
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok) return;
      show(page, new DOMParser().parseFromString(await answer.text(), "text/html"));
      history.replaceState(null, "", address);
    } catch (failure) {
      // The reader typed on, or is offline: the button still works.
      if (failure.name !== "AbortError" && failure.name !== "TypeError") throw failure;
    }
  };

  box.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, pause);
  });
  box.addEventListener("compositionend", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, pause);
  });
  page.querySelector("main").addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !event.isComposing && walk(page, box, step)) event.preventDefault();
  });
}

/** Takes over the parts of an answer. */
function show(page, answer) {
  page.title = answer.title;
  for (const part of parts) {
    const now = page.querySelector(part);
    const then = answer.querySelector(part);
    if (now && then) now.replaceWith(then);
  }
  // The element that is read aloud stays: a new one would be silent.
  const now = page.querySelector(spoken);
  const then = answer.querySelector(spoken);
  if (now && then && now.textContent !== then.textContent) now.replaceChildren(...then.childNodes);
}

/**
 * Moves from the box to the results and back.
 * @returns {boolean} whether there was somewhere to go
 */
function walk(page, box, step) {
  const stops = [box, ...page.querySelectorAll(".found .entries a")];
  const at = stops.indexOf(page.activeElement);
  const next = stops[at + step];
  if (at < 0 || !next) return false;
  next.focus();
  return true;
}

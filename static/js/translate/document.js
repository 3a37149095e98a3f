// The whole text as Markdown with the page that it makes. A click in the page
// leads to the segment that was clicked.

const pause = 60; // milliseconds without a key; the page is there within 100

/** @param {import("./bench.js").Bench} bench */
export function showDocument(bench) {
  const { page } = bench;
  let timer;
  let asked;
  const parts = () => {
    const place = page.querySelector("[data-document]");
    return place && { place, raw: place.querySelector("[data-raw]"), frame: place.querySelector("[data-page]") };
  };
  const ask = async () => {
    const { place, raw, frame } = parts() ?? {};
    if (!place) return;
    asked?.abort();
    asked = new AbortController();
    const body = new URLSearchParams(new FormData(raw));
    for (const name of ["version", "act"]) body.delete(name);
    const answer = await fetch(place.dataset.preview, { method: "POST", body, signal: asked.signal, redirect: "error" }).catch(() => null);
    if (!answer?.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
    const shown = frame.contentDocument?.querySelector("main");
    if (!fresh || !shown) return;
    const top = frame.contentDocument.scrollingElement.scrollTop;
    shown.replaceChildren(...frame.contentDocument.adoptNode(fresh).childNodes);
    frame.contentDocument.scrollingElement.scrollTop = top;
  };
  const opened = () => {
    const { place, frame } = parts() ?? {};
    if (!place || place.dataset.opened !== undefined) return;
    place.dataset.opened = "";
    frame.addEventListener("load", () => {
      frame.contentDocument?.addEventListener("click", (event) => leadOn(event, frame, page));
      ask();
    });
    if (frame.contentDocument?.readyState === "complete" && frame.contentDocument.querySelector("main")) {
      frame.contentDocument.addEventListener("click", (event) => leadOn(event, frame, page));
      ask();
    }
  };
  page.addEventListener("verso:bench", opened);
  page.addEventListener("input", (event) => {
    if (!event.target.closest?.("[data-raw]")) return;
    clearTimeout(timer);
    timer = setTimeout(ask, pause);
  });
}

/** Goes to the segment whose text was clicked. */
function leadOn(event, frame, page) {
  const link = event.target.closest("a[href]");
  if (link?.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  const block = event.target.closest("[data-line]");
  if (!block) return;
  const line = Number(block.dataset.line);
  const lines = JSON.parse(frame.dataset.lines || "[]");
  const found = lines.filter(([at]) => at <= line).at(-1) ?? lines[0];
  if (found) page.location.assign(frame.dataset.to + found[1]);
}

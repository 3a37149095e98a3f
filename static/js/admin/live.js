// Shows what others do, without a reload. All tabs of a browser share one
// stream: one of them holds it and tells the others.

const changed = "verso:changed";

/** @param {Document} page */
export function listen(page) {
  const address = page.querySelector("[data-events]")?.dataset.events;
  if (!address || !("EventSource" in globalThis)) return;
  const tabs = new BroadcastChannel("verso:live");
  tabs.addEventListener("message", ({ data }) => tell(page, data));
  // Whoever holds the lock holds the stream; when that tab closes, the next
  // one gets both.
  navigator.locks?.request("verso:live", () => {
    const stream = new EventSource(address);
    stream.addEventListener("changed", (event) => {
      const keys = JSON.parse(event.data);
      tabs.postMessage(keys);
      tell(page, keys);
    });
    return new Promise(() => {}); // as long as the tab is open
  });
  page.addEventListener(changed, ({ detail }) => show(page, detail));
}

function tell(page, keys) {
  page.dispatchEvent(new CustomEvent(changed, { detail: keys }));
}

/** Asks for the page again when something on it has changed, and nobody types in it. */
function show(page, keys) {
  const shown = (page.body.dataset.live ?? "").split(" ").filter(Boolean);
  const everything = shown.length > 0 && keys.includes("*");
  if (!everything && !keys.some((key) => shown.includes(key))) return;
  if (page.querySelector("form[data-editor], [data-bench]")) return; // these look after themselves
  const typing = page.activeElement?.closest("main input:not([type=checkbox], [type=search]), main textarea, main select");
  const chosen = page.querySelector("main .rows tbody .tick:checked");
  if (typing || chosen || page.querySelector("main :popover-open")) return;
  globalThis.htmx?.ajax("GET", page.location.href, { target: "#main", select: "#main", swap: "outerMorph show:none" });
}

// Shows what others do, without a reload. All tabs of a browser share one
// stream: one of them holds it and tells the others.

const changed = "verso:changed";
const everything = "*"; // the key that stands for all others
const pause = 30000; // milliseconds until a stream that was refused is asked for again

/** @param {Document} page */
export function listen(page) {
  const address = page.querySelector("[data-events]")?.dataset.events;
  if (!address || !("EventSource" in globalThis)) return;
  const tabs = new BroadcastChannel("verso:live");
  tabs.addEventListener("message", ({ data }) => tell(page, data));
  // Whoever holds the lock holds the stream; when that tab closes, the next
  // one gets both.
  navigator.locks?.request("verso:live", () => {
    hear(address, (keys) => {
      tabs.postMessage(keys);
      tell(page, keys);
    });
    return new Promise(() => {}); // as long as the tab is open
  });
  page.addEventListener(changed, ({ detail }) => show(page, detail));
  // What was asked for on another page has nothing to say on this one.
  page.addEventListener("htmx:before:swap", (event) => {
    const { live } = event.detail.ctx;
    if (live !== undefined && (live !== page.location.href || busy(page))) event.preventDefault();
  });
}

/**
 * Calls heard with the keys of every change. A stream that breaks comes back by
 * itself; one that is refused, because the session is over or the site has too
 * many, is asked for again, and whatever has changed meanwhile is new.
 */
function hear(address, heard, refused = false) {
  const stream = new EventSource(address);
  stream.addEventListener("changed", (event) => heard(JSON.parse(event.data)));
  if (refused) stream.addEventListener("open", () => heard([everything]), { once: true });
  stream.addEventListener("error", () => {
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => hear(address, heard, true), pause);
  });
}

function tell(page, keys) {
  page.dispatchEvent(new CustomEvent(changed, { detail: keys }));
}

/** Asks for the page again when something on it has changed, and nobody types in it. */
function show(page, keys) {
  const shown = (page.body.dataset.live ?? "").split(" ");
  if (!keys.some((key) => key === everything || shown.includes(key)) || busy(page)) return;
  const live = page.location.href;
  globalThis.htmx?.ajax("GET", live, {
    target: "#main",
    select: "#main",
    swap: "outerMorph show:none",
    headers: { "Verso-Refresh": "1" }, // what an act has to say is for the page that it leads to
    live,
  });
}

/** Whether the page is not to be touched: somebody types, has chosen rows or opened a menu. The editor looks after itself. */
function busy(page) {
  const typing = page.activeElement?.closest("main input:not([type=checkbox], [type=search]), main textarea, main select");
  return typing || page.querySelector("form[data-editor], main .rows tbody .tick:checked, main :popover-open");
}

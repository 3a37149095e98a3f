// Shows what others do to the same translation, without touching what is
// being written.

const pause = 300; // milliseconds in which changes are taken together

/** @param {import("./bench.js").Bench} bench */
export function follow(bench) {
  let timer;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (!(await refresh(bench))) soon();
    }, pause);
  };
  bench.page.addEventListener("verso:changed", ({ detail }) => {
    const keys = bench.root?.dataset.liveKey?.split(" ") ?? [];
    if (detail.some((key) => keys.includes(key))) soon();
  });
}

/**
 * Asks for the page again and takes from it what is newer. It is to be asked
 * again when something was saved meanwhile: what came is older than that.
 */
async function refresh(bench) {
  await bench.queue.settle();
  if (!bench.root || bench.queue.waiting.length > 0) return true;
  const { added } = bench.queue;
  const answer = await fetch(bench.page.location.href, { redirect: "error" }).catch(() => null);
  if (!answer?.ok || !bench.root) return true;
  const html = await answer.text();
  if (bench.queue.added !== added) return false;
  take(bench, html);
  return true;
}

/** Takes from a page what is newer than what is shown. */
function take(bench, html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const line of fresh.querySelectorAll(".index [data-line]")) {
    if (bench.line(line.dataset.line)) bench.update({ line: line.closest("li").outerHTML });
  }
  insertNew(bench.page, fresh, ".index ol > li", (item) => item.querySelector("[data-line]").dataset.line);
  for (const seg of insertNew(bench.page, fresh, "[data-segments] > .seg", (item) => item.dataset.uid)) {
    seg.classList.remove("current");
    bench.reveal(seg);
  }
  const progress = fresh.querySelector("[data-progress]");
  if (progress) bench.update({ progress: progress.outerHTML });
  replaceBanner(bench, fresh);
  for (const seg of fresh.querySelectorAll("[data-segments] > .seg")) refreshSegment(bench, seg);
  bench.aside.soon();
}

/** Puts in what came into the text meanwhile, behind what stands before it there. */
function insertNew(page, fresh, which, name) {
  const known = new Map([...page.querySelectorAll(which)].map((item) => [name(item), item]));
  const added = [];
  let before = null;
  for (const item of fresh.querySelectorAll(which)) {
    const here = known.get(name(item));
    if (!here && before) {
      before.after(page.adoptNode(item));
      added.push(item);
    }
    before = here ?? (before && item);
  }
  return added;
}

function replaceBanner(bench, fresh) {
  const [old, now] = [bench.page.querySelector("[data-banner]"), fresh.querySelector("[data-banner]")];
  if (old && now) old.replaceWith(bench.page.adoptNode(now));
  else if (now) bench.page.querySelector("[data-progress]")?.after(bench.page.adoptNode(now));
  else old?.remove();
}

function refreshSegment(bench, fresh) {
  const old = bench.segment(fresh.dataset.uid);
  if (!old) return;
  old.querySelector(".place").textContent = fresh.querySelector(".place").textContent;
  const who = fresh.querySelector("[data-present]")?.textContent ?? "";
  bench.presence.show(old, who);
  if (old.dataset.version === fresh.dataset.version && sameSource(old, fresh)) return;
  const field = bench.field(old);
  if (field.value !== field.dataset.saved) {
    // Somebody saved while this person writes: the version stays, so that
    // saving shows both; here it is only said.
    bench.sayOf(old, bench.words.newer, "warn");
    if (!sameSource(old, fresh)) old.querySelector(".source").replaceWith(bench.page.adoptNode(fresh.querySelector(".source")));
    return;
  }
  const at = bench.page.activeElement;
  if (at !== field && old.contains(at)) {
    // Whoever is at one of its buttons stays there.
    if (!sameSource(old, fresh)) old.querySelector(".source").replaceWith(bench.page.adoptNode(fresh.querySelector(".source")));
    bench.blend(old, fresh);
    return;
  }
  const was = at === field ? [field.selectionStart, field.selectionEnd] : null;
  fresh.classList.toggle("current", old.classList.contains("current"));
  old.replaceWith(bench.page.adoptNode(fresh));
  bench.reveal(fresh);
  if (!was) return;
  const now = bench.field(fresh);
  now.focus({ preventScroll: true });
  now.setSelectionRange(...was);
}

const sameSource = (a, b) => a.querySelector("[data-source]")?.dataset.source === b.querySelector("[data-source]")?.dataset.source;

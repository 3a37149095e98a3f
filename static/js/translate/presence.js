// Says who else is at a segment. It keeps nobody out.

const pulse = 15000; // milliseconds

export class Presence {
  /** @param {import("./bench.js").Bench} bench */
  constructor(bench) {
    this.bench = bench;
    bench.page.addEventListener("verso:segment", () => this.beat());
    addEventListener("pagehide", () => this.leave());
    this.timer = setInterval(() => this.beat(), pulse);
  }

  async beat() {
    const seg = this.bench.root && this.bench.current;
    if (!seg || this.bench.page.visibilityState === "hidden") return;
    this.at = seg.dataset.seenAt; // which is to leave the one before
    try {
      const answer = await fetch(this.at, { method: "POST", body: new URLSearchParams(), redirect: "error" });
      if (answer.ok) this.show(seg, (await answer.json()).text);
    } catch {
      // Offline: the queue says so.
    }
  }

  show(seg, text) {
    const place = seg.querySelector("[data-present]");
    if (place && place.textContent !== text) place.textContent = text;
  }

  leave() {
    if (this.at) navigator.sendBeacon(this.at, new URLSearchParams({ gone: "1" }));
    this.at = undefined;
  }
}

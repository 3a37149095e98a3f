// Says who else writes at this post. It keeps nobody out.

const pulse = 15000; // milliseconds

export class Presence {
  constructor(desk) {
    this.desk = desk;
    this.address = desk.form.dataset.presence;
    this.place = desk.form.querySelector("[data-present]");
    if (!this.address || !this.place) return;
    this.id = "admin:presence:" + desk.form.dataset.key.replace("post:", "");
    this.beat();
    this.timer = setInterval(() => this.beat(), pulse);
    document.addEventListener("verso:changed", ({ detail }) => {
      if (!this.place.isConnected) return clearInterval(this.timer);
      if (detail.includes(this.id)) this.beat();
      if (detail.includes(this.id.replace("presence", "post")) || detail.includes("*")) desk.keeper.look();
    });
    addEventListener("pagehide", () => navigator.sendBeacon(this.address, new URLSearchParams({ gone: "1" })));
  }

  async beat() {
    if (!this.place.isConnected) return clearInterval(this.timer);
    try {
      const answer = await fetch(this.address, { method: "POST", body: new URLSearchParams(), redirect: "error" });
      if (answer.ok) this.place.textContent = (await answer.json()).text;
    } catch {
      // Offline: the keeper says so.
    }
  }
}

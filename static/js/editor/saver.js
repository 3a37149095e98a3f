// Saving. A text is never handed to a page that may not come: the server has
// it before the form is sent, and where there is no page to go to, none is
// loaded.

const fresh = 30000; // milliseconds in which a page is the one that was left

export class Saver {
  constructor(desk) {
    this.desk = desk;
    this.form = desk.form;
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.return();
  }

  /** Saves, as the first button of the form does. */
  save() {
    this.form.requestSubmit(this.form.querySelector("[data-save]"));
  }

  async submit(event) {
    const button = event.submitter;
    if (this.leaving || button?.hasAttribute("formaction")) return;
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    const here = !button?.value && Number(this.form.elements.revision.value) > 0;
    if (!here || (await this.saveHere()) === "refused") await this.leave(button);
    this.busy = false;
  }

  /**
   * Saves without leaving. Resolves to "saved", to "refused" when the server
   * has something to show, or to why it cannot be asked: "expired" or "away".
   */
  async saveHere() {
    const { keeper } = this.desk;
    await keeper.sending;
    const fields = keeper.now();
    keeper.keepHere();
    keeper.saving = true;
    const answer = await keeper.ask(this.form.action, fields);
    if (answer.ok) keeper.saved(fields, await answer.json());
    keeper.saving = false;
    if (typeof answer !== "string") return answer.ok ? "saved" : "refused";
    keeper.again();
    return answer;
  }

  async leave(button) {
    const { keeper } = this.desk;
    keeper.keepHere();
    const state = await keeper.send(true);
    for (const other of this.desk.shown()) if (other !== this.desk) await other.keeper.send();
    if (state === "expired" || state === "away") return;
    this.remember();
    this.leaving = true;
    this.form.requestSubmit(button);
  }

  /** Notes where the person is in the text, for the page that comes. */
  remember() {
    const { form, desk } = this;
    const field = form.contains(document.activeElement) ? document.activeElement : null;
    const { anchor, head } = desk.view.state.selection.main;
    const place = { locale: form.elements.locale.value, name: field?.name || "body", anchor, head, at: Date.now() };
    try {
      sessionStorage.setItem("verso:place", JSON.stringify(place));
    } catch {
      // The next page begins at its beginning.
    }
  }

  /** Goes back to where the person was before the page was left. */
  return() {
    let place;
    try {
      place = JSON.parse(sessionStorage.getItem("verso:place") ?? "null");
      if (place?.locale !== this.form.elements.locale.value) return;
      sessionStorage.removeItem("verso:place");
    } catch {
      return;
    }
    if (Date.now() - place.at > fresh || this.form.querySelector("[aria-invalid]")) return;
    if (place.name !== "body") return this.form.elements.namedItem(place.name)?.focus?.();
    const { view } = this.desk;
    const most = view.state.doc.length;
    view.dispatch({ selection: { anchor: Math.min(place.anchor, most), head: Math.min(place.head, most) }, scrollIntoView: true });
    view.focus();
  }
}

// The address follows the title by the rules of its language, which the
// server knows, until the person writes one or readers know it.

const pause = 300; // milliseconds without a key before the server is asked

export class Slug {
  constructor({ form }) {
    this.form = form;
    const { title, slug } = form.elements;
    this.free = form.dataset.slugFree !== undefined;
    slug.addEventListener("input", () => (this.free = slug.value === ""));
    title.addEventListener("input", () => {
      if (!this.free) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), pause);
    });
  }

  async ask() {
    const { title, slug, locale } = this.form.elements;
    const query = new URLSearchParams({ title: title.value, locale: locale.value });
    try {
      const answer = await fetch(`${this.form.dataset.slug}?${query}`);
      if (answer.ok && this.free) slug.value = await answer.text();
    } catch {
      // Offline: the server makes one when the text is saved.
    }
  }
}

// The cover of a post: a picture that is chosen and seen, not an address that
// is typed.

export class Cover {
  constructor({ form, pictures }) {
    this.place = form.querySelector("[data-cover]");
    this.field = form.elements.cover;
    this.alt = form.elements.cover_alt;
    if (!this.place) return;
    this.image = this.place.querySelector("img");
    this.place.hidden = false;
    this.field.addEventListener("input", () => this.show(this.field.value));
    this.place.querySelector("[data-choose]").addEventListener("click", () => pictures.choose((picture) => this.put(picture)));
    this.drop = this.place.querySelector("[data-drop]");
    this.drop.addEventListener("click", () => this.put({ href: "", alt: "", thumb: "" }));
    this.image.addEventListener("error", () => (this.image.hidden = true));
    this.show(this.image.getAttribute("src") ?? "");
  }

  /** Makes a picture the cover; what somebody said that it shows comes along. */
  put({ href, alt, thumb }) {
    this.field.value = href;
    if (href === "" || this.alt.value === "" || this.alt.value === this.said) this.alt.value = alt;
    this.said = alt;
    this.show(thumb);
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
    this.alt.dispatchEvent(new Event("input", { bubbles: true }));
    this.place.querySelector("[data-choose]").focus();
  }

  show(address) {
    const here = /^(\/(?!\/)|https:)/.test(address);
    this.image.hidden = !here;
    if (here && this.image.getAttribute("src") !== address) this.image.src = address;
    this.drop.hidden = this.field.value === "";
  }
}

// How the text will look in a search engine's results and on a shared card,
// while its title and description are written.

/** @param {HTMLFormElement} form */
export function showSnippets(form) {
  const first = (...names) => names.map((name) => form.elements[name]?.value.trim()).find(Boolean) ?? "";
  const show = () => {
    const parts = {
      name: first("title"),
      title: first("seo_title", "title"),
      description: first("seo_description", "excerpt"),
      slug: first("slug"),
    };
    for (const place of form.querySelectorAll("[data-snippet]")) place.textContent = parts[place.dataset.snippet];
    const cover = form.querySelector("[data-cover] img[src]:not([hidden])")?.getAttribute("src");
    for (const picture of form.querySelectorAll("[data-snippet-cover]")) {
      picture.hidden = !cover;
      if (cover) picture.src = cover;
      picture.parentElement.classList.toggle("covered", Boolean(cover));
    }
    for (const meter of form.querySelectorAll("[data-length-of]")) {
      meter.value = [...new Intl.Segmenter().segment(form.elements[meter.dataset.lengthOf].value)].length;
    }
  };
  form.addEventListener("input", show);
  show();
}

// What the page has to say at its foot: what an act did, or why it could not.

/**
 * Says something until it is put away, or the next page comes.
 * @param {Document} page
 * @param {...(string|undefined)} words
 */
export function tell(page, ...words) {
  page.getElementById("flash")?.remove();
  const toast = page.createElement("div");
  toast.id = "flash";
  toast.className = "flash bad";
  toast.setAttribute("role", "alert");
  const text = page.createElement("p");
  text.textContent = words.filter(Boolean).join(". ");
  toast.append(text, closing(page));
  page.body.append(toast);
}

/**
 * Lets people put away what an act has said.
 * @param {Document} page
 */
export function closeToasts(page) {
  const complete = () => {
    const toast = page.getElementById("flash");
    if (toast && !toast.querySelector("[data-close]")) toast.append(closing(page));
  };
  complete();
  page.addEventListener("htmx:after:swap", complete);
  page.addEventListener("click", (event) => {
    if (event.target.closest?.("#flash [data-close]")) page.getElementById("flash")?.remove();
  });
}

function closing(page) {
  const button = page.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.dataset.close = "";
  button.setAttribute("aria-label", page.body.dataset.close);
  button.textContent = "×";
  return button;
}

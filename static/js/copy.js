// Adds a button that copies to every block of code. Its words are in the
// script element, in the language of the page.

const shown = 2000; // milliseconds that "Copied" stays

/** @param {Document} page */
export function addCopyButtons(page) {
  const words = page.querySelector("script[data-copy]");
  if (!words || !navigator.clipboard) return;
  for (const block of page.querySelectorAll(".prose .code > pre")) {
    block.before(button(page, words, block));
  }
}

function button(page, words, block) {
  const { copy, copied } = words.dataset;
  const made = page.createElement("button");
  made.type = "button";
  made.className = "copy";
  made.lang = words.lang || page.documentElement.lang;
  made.textContent = copy;
  made.ariaLive = "polite";
  made.addEventListener("click", async () => {
    await navigator.clipboard.writeText(block.textContent);
    made.textContent = copied;
    setTimeout(() => (made.textContent = copy), shown);
  });
  return made;
}

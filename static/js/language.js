// Remembers the language a reader chooses in the switcher, for the next visit
// to "/" (rule 54), and leads to the section that they are in: it has the same
// id in every language. The link itself does the switching.

const year = 365 * 24 * 60 * 60; // seconds

/** @param {Document} page */
export function rememberLanguage(page) {
  page.querySelector(".languages")?.addEventListener("click", (event) => {
    const link = event.target.closest("a[hreflang]");
    if (link) page.cookie = cookie(link.hreflang, page.location.protocol === "https:");
  });
}

/**
 * @param {string} tag a BCP 47 tag, "pt-BR"
 * @param {boolean} secure whether the page came over https
 */
export function cookie(tag, secure) {
  return `lang=${tag.toLowerCase()}; Path=/; Max-Age=${year}; SameSite=Lax${secure ? "; Secure" : ""}`;
}

// The switcher stands above the text: who goes up to it is still where they
// rested before, in milliseconds, unless they stay at the top.
const rest = 600;
const stay = 5000;

/** @param {Document} page */
export function keepPlace(page) {
  let rested = "";
  let timer;
  page.addEventListener("scroll", () => {
    clearTimeout(timer);
    const here = place(page);
    timer = setTimeout(() => (rested = here), here ? rest : stay);
  });
  const lead = (event) => {
    const link = event.target.closest?.(".languages a[hreflang], .about a");
    if (link) link.hash = place(page) || rested;
  };
  for (const type of ["pointerdown", "focusin", "click"]) page.addEventListener(type, lead);
}

const headings = ".prose:not(.facing) :is(h2, h3, h4, h5, h6)[id]";

/**
 * Returns the fragment of the section at the reader's eyes, a third down the
 * window; "" before the first and at the top of the page.
 * @param {Document} page
 */
function place(page) {
  const { clientHeight, scrollTop } = page.scrollingElement;
  let id = "";
  if (scrollTop === 0) return id;
  for (const heading of page.querySelectorAll(headings)) {
    if (heading.getBoundingClientRect().top > clientHeight / 3) break;
    id = heading.id;
  }
  return id && `#${encodeURIComponent(id)}`;
}

// Remembers the language a reader chooses in the switcher, for the next visit
// to "/" (rule 54). The link itself does the switching.

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

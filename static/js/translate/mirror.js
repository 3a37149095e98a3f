// Shows in a field's text what one would not see: a line below repeats the
// text with the hidden characters marked, as long as there are any.

/** @param {import("./bench.js").Bench} bench */
export function showUnseen(bench) {
  const { page } = bench;
  const look = (field) => {
    const place = field.closest(".seg")?.querySelector("[data-mirror]");
    if (!place) return;
    const names = JSON.parse(bench.root.dataset.unseen || "{}");
    const parts = cut(field.value, names);
    place.hidden = parts.every((part) => part.name === undefined);
    if (!place.hidden) place.replaceChildren(...parts.map((part) => show(page, part)));
  };
  page.addEventListener("input", (event) => {
    if (event.target.name === "text" && bench.root) look(event.target);
  });
  const all = () => bench.segments.forEach((seg) => look(bench.field(seg)));
  page.addEventListener("verso:bench", all);
  page.addEventListener("verso:segment", ({ detail }) => look(bench.field(detail)));
}

/** Cuts a text at the characters that have a name. */
function cut(text, names) {
  const parts = [];
  let plain = "";
  const flush = () => {
    if (plain) parts.push({ text: plain });
    plain = "";
  };
  for (const sign of text) {
    const known = names[sign];
    if (!known) plain += sign;
    else {
      flush();
      parts.push({ text: sign, name: known[0], sign: known[1] });
    }
  }
  flush();
  return parts;
}

function show(page, { text, name, sign }) {
  if (name === undefined) return page.createTextNode(text);
  const mark = page.createElement("span");
  mark.className = sign ? "unseen sign" : "unseen";
  mark.title = name;
  if (sign) {
    const shown = page.createElement("span");
    shown.textContent = sign;
    mark.append(shown);
  }
  mark.append(text);
  return mark;
}

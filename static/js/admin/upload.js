// Pictures are sent while they are chosen or dropped, several at a time, each
// with a line that says how far it is. Without this the form sends them.

const atOnce = 3;

/** @param {Document} page */
export function sendPictures(page) {
  const formOf = (event) => event.target.closest?.("[data-upload]");
  page.addEventListener("change", (event) => {
    const form = formOf(event);
    if (!form || event.target.type !== "file") return;
    send(page, form, [...event.target.files]);
    event.target.value = "";
  });
  // Anywhere on the page is near enough.
  const over = (event) => {
    const form = page.querySelector("[data-upload]");
    if (!form || ![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
    event.preventDefault();
    form.classList.add("over");
    return form;
  };
  page.addEventListener("dragover", over);
  page.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) page.querySelector("[data-upload]")?.classList.remove("over");
  });
  page.addEventListener("drop", (event) => {
    const form = over(event);
    if (!form) return;
    form.classList.remove("over");
    send(page, form, [...event.dataTransfer.files]);
  });
}

async function send(page, form, files) {
  const list = form.querySelector("[data-sending]");
  list.replaceChildren();
  let kept = 0;
  const next = async () => {
    for (let file; (file = files.shift()); ) if (await sendOne(page, form, list, file)) kept++;
  };
  await Promise.all(Array.from({ length: atOnce }, next));
  if (kept === 0) return;
  // The library shows them now; what was refused stays to be read.
  if (page.location.search) return page.location.assign(form.dataset.again);
  page.addEventListener("htmx:after:swap", () => page.querySelector("[data-sending]")?.replaceWith(list), { once: true });
  globalThis.htmx?.ajax("GET", form.dataset.again, { target: "#main", select: "#main", swap: "outerMorph show:none" });
}

/** Sends one file and resolves to whether it was kept. */
function sendOne(page, form, list, file) {
  const line = page.createElement("li");
  const name = page.createElement("bdi");
  name.textContent = file.name;
  const bar = page.createElement("progress");
  bar.setAttribute("aria-label", file.name);
  line.append(name, bar);
  list.append(line);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.responseType = "json";
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = event.loaded / event.total;
  });
  return new Promise((done) => {
    request.addEventListener("loadend", () => {
      bar.remove();
      const kept = request.status === 201;
      name.textContent = kept ? `${file.name}: ${form.dataset.kept}` : (request.response?.detail ?? `${file.name}: ${form.dataset.lost}`);
      line.className = kept ? "" : "bad";
      done(kept);
    });
    const body = new FormData();
    body.append("files", file);
    request.send(body);
  });
}

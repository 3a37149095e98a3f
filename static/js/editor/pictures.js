// Pictures that are pasted, dropped or chosen are sent at once, and stand in
// the text while they travel.

export class Pictures {
  constructor(desk) {
    this.desk = desk;
    this.field = desk.form.querySelector("[data-picture]");
    this.field?.addEventListener("change", () => {
      this.send([...this.field.files]);
      this.field.value = "";
    });
    const place = desk.view.dom;
    place.addEventListener("paste", (event) => this.taken(event, event.clipboardData), true);
    place.addEventListener("drop", (event) => this.taken(event, event.dataTransfer), true);
  }

  choose() {
    this.field?.click();
  }

  taken(event, data) {
    const files = [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));
    if (files.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    this.send(files);
  }

  send(files) {
    for (const file of files) this.sendOne(file);
  }

  sendOne(file) {
    const { desk } = this;
    const alt = file.name.replace(/\.[^.]+$/, "").replace(/[[\]]/g, "");
    const mark = `![${desk.words.wordsSending} ${alt}](#${crypto.randomUUID()})`;
    desk.insert(mark);
    const request = new XMLHttpRequest();
    request.open("POST", desk.form.dataset.media);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    const bar = this.progress(file.name);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    });
    request.addEventListener("loadend", () => {
      bar.parentElement.remove();
      const kept = request.status === 201 && request.response?.files?.[0];
      if (kept?.href) return this.put(mark, `![${kept.alt ?? ""}](${kept.href})`);
      this.put(mark, "");
      desk.say(kept?.error ?? request.response?.detail ?? desk.words.wordsNotSent, "bad");
    });
    const form = new FormData();
    form.append("files", file);
    form.append("locale", desk.form.elements.locale?.value ?? "");
    request.send(form);
  }

  progress(name) {
    const line = document.createElement("p");
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", name);
    line.append(bar, " ", name);
    this.desk.form.querySelector("[data-sending]")?.append(line);
    return bar;
  }

  /** Replaces the mark, wherever it has moved to meanwhile. */
  put(mark, text) {
    const { view } = this.desk;
    const from = view.state.doc.toString().indexOf(mark);
    if (from >= 0) view.dispatch({ changes: { from, to: from + mark.length, insert: text } });
  }
}

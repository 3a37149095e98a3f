// Pictures: those of the library are picked; those that are pasted, dropped
// or chosen are sent at once, and stand in the text while they travel.

import { Picker } from "./picker.js";

export class Pictures {
  constructor(desk) {
    this.desk = desk;
    this.field = desk.form.querySelector("[data-picture]");
    this.place = desk.form.querySelector("[data-sending]");
    this.box = desk.box("pictures");
    this.picker = new Picker(this.box);
    this.box.querySelector("[data-send]").addEventListener("click", () => this.field.click());
    this.field.addEventListener("change", () => {
      this.box.close();
      this.send([...this.field.files], this.taken);
      this.field.value = "";
    });
    const writing = desk.view.dom;
    writing.addEventListener("paste", (event) => this.brought(event, event.clipboardData), true);
    writing.addEventListener("drop", (event) => this.brought(event, event.dataTransfer), true);
  }

  /**
   * Lets the person pick a picture of the library, or send one. Without taken
   * it goes into the text, where the cursor is.
   */
  choose(taken) {
    this.taken = taken;
    this.picker.open({
      text: "",
      locale: this.desk.form.elements.locale.value,
      picked: (option) => {
        if (!option) return;
        const { href, alt } = option.dataset;
        const picture = { href, alt, thumb: option.querySelector("img").getAttribute("src") };
        if (taken) taken(picture);
        else this.desk.insert(written(picture));
      },
    });
  }

  brought(event, data) {
    const files = [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));
    if (files.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.type === "drop") this.moveTo(event);
    this.send(files);
  }

  /** Puts the cursor where something was dropped. */
  moveTo({ clientX: x, clientY: y }) {
    const { view } = this.desk;
    const at = view.posAtCoords({ x, y });
    if (at !== null) view.dispatch({ selection: { anchor: at } });
  }

  send(files, taken) {
    for (const file of files) this.sendOne(file, taken);
  }

  sendOne(file, taken) {
    const { desk } = this;
    const name = file.name.replace(/\.[^.]+$/, "").replace(/[[\]]/g, "");
    const mark = taken ? "" : `![${desk.words.wordsSending} ${name}](#${crypto.randomUUID()})`;
    if (mark) desk.insert(mark);
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
      const kept = request.status === 201 ? request.response?.files?.[0] : undefined;
      if (!kept) desk.say(request.response?.detail ?? desk.words.wordsNotSent, "bad");
      if (taken) return kept && taken({ ...kept, thumb: kept.href });
      this.put(mark, kept ? written(kept) : "");
    });
    const form = new FormData();
    form.append("locale", desk.form.elements.locale.value);
    form.append("files", file);
    request.send(form);
  }

  progress(name) {
    const line = document.createElement("p");
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", name);
    const words = document.createElement("bdi");
    words.textContent = name;
    line.append(bar, " ", words);
    this.place.append(line);
    return bar;
  }

  /** Replaces the mark, wherever it has moved to meanwhile. */
  put(mark, text) {
    const { view } = this.desk;
    const from = view.state.doc.toString().indexOf(mark);
    if (from >= 0) view.dispatch({ changes: { from, to: from + mark.length, insert: text } });
  }
}

/** A picture in Markdown. */
function written({ href, alt }) {
  return `![${(alt ?? "").replace(/([[\]\\])/g, "\\$1")}](${href})`;
}

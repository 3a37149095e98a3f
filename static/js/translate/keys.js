// The keys of the workbench (translation 2.14). Enter is a new line and Tab
// moves the focus, always. A key belongs to the person: each can be changed or
// switched off.

import { around, link, replace } from "./field.js";
import { act, source } from "./tools.js";

const mac = /Mac|iP(hone|ad)/.test(navigator.platform);

/**
 * The name of what was pressed: "Mod+Shift+K". Letters go by what the key
 * writes, or by where it is where it writes another script (Cyrillic, Hebrew).
 * It is "" for what belongs to an input method or writes a character by AltGr.
 * @param {KeyboardEvent} event
 */
export function chord(event) {
  if (event.isComposing || event.keyCode === 229) return "";
  const mod = mac ? event.metaKey : event.ctrlKey;
  const other = mac ? event.ctrlKey : event.metaKey;
  let { key } = event;
  if (event.getModifierState("AltGraph")) return "";
  if (event.altKey && key.length === 1) {
    // On Windows AltGr is Ctrl and Alt; on a Mac Option writes characters.
    if (!mod || !mac) return "";
  }
  // Some layouts write two letters with one key.
  if (key > "~" || (key.length === 1 && mac && event.altKey)) key = event.code.replace(/^(Key|Digit)/, "");
  if (key === "Slash" || key === "?") key = "/";
  if (key.length === 1) key = key.toUpperCase();
  if (/^(Control|Shift|Alt|Meta|Dead|Process|Unidentified)$/.test(key)) return "";
  const shifted = event.shiftKey && key !== "/";
  return [mod && "Mod", other && (mac ? "Ctrl" : "Meta"), event.altKey && "Alt", shifted && "Shift", key].filter(Boolean).join("+");
}

/** How a chord is written for people. */
export function written(keys) {
  const names = mac
    ? { Mod: "⌘", Alt: "⌥", Shift: "⇧", Ctrl: "⌃" }
    : { Mod: "Ctrl", Alt: "Alt", Shift: "Shift" };
  const signs = { ArrowUp: "↑", ArrowDown: "↓", Enter: "⏎", Backspace: "⌫", PageUp: "PgUp", PageDown: "PgDn", Escape: "Esc" };
  return keys.split("+").map((part) => names[part] ?? signs[part] ?? part).join(mac ? "" : "+");
}

export class Keys {
  /** @param {import("./bench.js").Bench} bench */
  constructor(bench) {
    this.bench = bench;
    const { page } = bench;
    page.addEventListener("keydown", (event) => this.pressed(event), true);
    page.addEventListener("click", (event) => this.clicked(event));
    page.addEventListener("input", (event) => {
      if (event.target.matches?.("[data-keys-search]")) this.filter(event.target.value);
    });
  }

  get dialog() {
    return this.bench.page.querySelector("[data-keys]");
  }

  get store() {
    return "verso:keys:" + this.bench.person;
  }

  /** What the person has changed: name of the act → keys, "" for off. */
  get own() {
    try {
      return JSON.parse(localStorage.getItem(this.store) ?? "null") ?? {};
    } catch {
      return {};
    }
  }

  set own(all) {
    try {
      localStorage.setItem(this.store, JSON.stringify(all));
    } catch {
      // Without storage the keys stay as they are.
    }
  }

  /** Every act with its keys. */
  bindings() {
    const { own } = this;
    return [...(this.dialog?.querySelectorAll("[data-shortcut]") ?? [])].map((row) => ({
      row,
      name: row.dataset.shortcut,
      keys: own[row.dataset.shortcut] ?? row.dataset.default,
    }));
  }

  /** Writes the keys into the list, and onto the buttons they press. */
  show() {
    for (const { row, name, keys } of this.bindings()) {
      row.querySelector("[data-shown]").textContent = keys ? written(keys) : "–";
      for (const button of this.bench.root.querySelectorAll(`[data-act="${name}"]`)) {
        if (keys) button.title = written(keys);
      }
    }
  }

  pressed(event) {
    if (!this.bench.root) return;
    if (this.listening) return this.bind(event);
    if (this.bench.page.querySelector("dialog:modal")) return;
    if (this.choosing(event)) return;
    const keys = chord(event);
    if (keys === "") return;
    const found = this.bindings().find((binding) => binding.keys === keys);
    if (!found || !this.run(found.name)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Does what a key, or a line of the list, stands for; says whether there was anything to do. */
  run(name) {
    const { bench } = this;
    const seg = bench.current;
    const field = bench.field(seg);
    const writing = field && !field.readOnly && bench.page.activeElement === field;
    const write = (what) => (writing ? (what(), true) : false);
    const seek = bench.page.getElementById("sought");
    const acts = {
      next: () => this.act(seg, field?.form.querySelector('[data-act="next"]') ? "next" : "suggest"),
      approve: () => this.act(seg, field?.form.querySelector('[data-act="approve"]') ? "approve" : "still") || this.act(seg, "next"),
      "needs-edit": () => this.act(seg, "needs-edit"),
      save: () => this.act(seg, "save"),
      reject: () => this.reject(seg),
      "previous-segment": () => seg && (bench.step(-1), true),
      "next-segment": () => seg && (bench.step(1), true),
      "previous-unfinished": () => seg && (bench.unfinished(-1), true),
      "next-unfinished": () => seg && (bench.unfinished(1), true),
      first: () => seg && (bench.end(0), true),
      last: () => seg && (bench.end(-1), true),
      copy: () => field && !field.readOnly && (replace(field, source(seg)), true),
      clear: () => field && !field.readOnly && (replace(field, ""), true),
      "previous-match": () => this.match(-1),
      "next-match": () => this.match(1),
      pieces: () => this.openPieces(seg),
      bold: () => write(() => around(field, "**")),
      italic: () => write(() => around(field, "_")),
      code: () => write(() => around(field, "`")),
      link: () => write(() => link(field)),
      search: () => seek && (seek.focus(), seek.select(), true),
      keys: () => this.dialog && (this.dialog.showModal(), this.dialog.querySelector("[data-keys-search]").focus(), true),
      markdown: () => this.follow("[data-markdown]"),
      leave: () => this.leave(field),
    };
    return Boolean(acts[name]?.());
  }

  act(seg, name) {
    if (!seg?.querySelector(`[name="act"][value="${name}"]`)) return false;
    act(this.bench, seg, name);
    return true;
  }

  reject(seg) {
    const part = seg?.querySelector("details.reject");
    if (!part) return false;
    part.open = true;
    part.querySelector("textarea").focus();
    return true;
  }

  /** Goes out of a field; what is in it stays. */
  leave(field) {
    const at = this.bench.page.activeElement;
    if (!at?.closest(".seg, .known") || this.bench.page.querySelector(":popover-open")) return false;
    if (at.closest("[data-inserts]")) field?.focus();
    else at.closest(".seg")?.focus();
    return true;
  }

  follow(which) {
    const target = this.bench.root.querySelector(which);
    target?.click();
    return Boolean(target);
  }

  /** Puts a suggestion, or another text that is offered, into the field. */
  match(by) {
    const { bench } = this;
    const field = bench.field(bench.current);
    const all = [...bench.page.querySelectorAll(".seg.current [data-match], [data-aside] [data-match]")];
    if (!field || field.readOnly || all.length === 0) return false;
    const at = all.findIndex((each) => each.dataset.match === field.value);
    replace(field, all.at((at + (at < 0 && by > 0 ? 1 : by) + all.length) % all.length).dataset.match);
    return true;
  }

  openPieces(seg) {
    const first = seg?.querySelector("[data-pieces] button, [data-chars] button");
    first?.focus();
    return Boolean(first);
  }

  /** Digits choose a piece while the focus is among them. */
  choosing(event) {
    const bar = event.target.closest?.("[data-inserts]");
    if (!bar) return false;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const button = bar.querySelector(`[data-key="${event.key}"]`);
    if (!event.ctrlKey && !event.altKey && !event.metaKey && button) button.click();
    else if (step) {
      const all = [...bar.querySelectorAll("button")];
      const sign = getComputedStyle(bar).direction === "rtl" && event.key.match(/Left|Right/) ? -1 : 1;
      all.at((all.indexOf(event.target) + step * sign + all.length) % all.length).focus();
    } else return false;
    event.preventDefault();
    return true;
  }

  clicked(event) {
    const at = (name) => event.target.closest?.(`[${name}]`);
    if (at("data-open-keys")) return this.run("keys");
    const row = event.target.closest?.("[data-shortcut]");
    const said = this.dialog?.querySelector("[data-keys-said]");
    if (at("data-keys-reset")) {
      this.own = {};
      return this.show();
    }
    if (!row) return;
    if (at("data-off")) {
      this.own = { ...this.own, [row.dataset.shortcut]: "" };
      this.show();
    } else if (at("data-rebind")) {
      this.listening = row.dataset.shortcut;
      said.textContent = this.bench.words.pressKeys;
    } else if (at("data-run")) {
      this.dialog.close();
      const field = this.bench.field(this.bench.current);
      field?.focus();
      this.run(row.dataset.shortcut);
    }
  }

  /** Takes the next keys for an act. Those of another act change hands. */
  bind(event) {
    const keys = chord(event);
    if (keys === "") return;
    event.preventDefault();
    event.stopPropagation();
    const said = this.dialog.querySelector("[data-keys-said]");
    said.textContent = "";
    const name = this.listening;
    this.listening = undefined;
    if (keys === "Escape" || keys === "Tab" || keys === "Enter" || (keys.length === 1 && !keys.includes("+"))) return;
    const own = { ...this.own, [name]: keys };
    for (const other of this.bindings()) if (other.name !== name && other.keys === keys) own[other.name] = "";
    this.own = own;
    this.show();
  }

  filter(sought) {
    for (const row of this.dialog.querySelectorAll("[data-shortcut]")) {
      row.hidden = !row.textContent.toLowerCase().includes(sought.trim().toLowerCase());
    }
  }
}

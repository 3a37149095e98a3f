// What a script writes into a field stays in the browser's own list of steps
// to undo.

/** Puts text in the place of what is selected. */
export function insert(field, text) {
  field.focus();
  const done = text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text);
  if (done || (text === "" && field.selectionStart === field.selectionEnd)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/** Puts text in the place of everything. */
export function replace(field, text) {
  if (field.value === text) return;
  field.focus();
  field.setSelectionRange(0, field.value.length);
  insert(field, text);
}

/** Puts marks around what is selected, or takes them away. */
export function around(field, open, close = open) {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const chosen = value.slice(from, to);
  const has = value.slice(from - open.length, from) === open && value.slice(to, to + close.length) === close;
  if (has && (chosen !== "" || open === close)) {
    field.setSelectionRange(from - open.length, to + close.length);
    insert(field, chosen);
    field.setSelectionRange(from - open.length, from - open.length + chosen.length);
    return;
  }
  insert(field, open + chosen + close);
  field.setSelectionRange(from + open.length, from + open.length + chosen.length);
}

/** Makes a link of what is selected; the cursor stands where its address goes. */
export function link(field) {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const words = value.slice(from, to);
  insert(field, `[${words}]()`);
  const at = words === "" ? from + 1 : from + words.length + 3;
  field.setSelectionRange(at, at);
}

// The writing surface: CodeMirror over the text area, which keeps the text for
// the form and stays the field where script does not run.

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { markdownKeymap, markdownLanguage } from "@codemirror/lang-markdown";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap, placeholder } from "@codemirror/view";
import { tags } from "@lezer/highlight";

import { around, linkTo } from "./marks.js";

const colours = HighlightStyle.define([
  { tag: tags.heading, class: "md-heading" },
  { tag: tags.strong, class: "md-strong" },
  { tag: tags.emphasis, class: "md-emphasis" },
  { tag: tags.strikethrough, class: "md-struck" },
  { tag: [tags.monospace, tags.processingInstruction], class: "md-code" },
  { tag: [tags.link, tags.url], class: "md-link" },
  { tag: tags.quote, class: "md-quote" },
  { tag: [tags.meta, tags.contentSeparator], class: "md-mark" },
]);

/**
 * Returns a view that stands in for the text area.
 * @param {HTMLTextAreaElement} field
 */
export function surface(field, { label, nonce, changed, scrolled, commands }) {
  const keys = [
    { key: "Mod-b", preventDefault: true, run: (view) => around(view, "**") },
    { key: "Mod-i", preventDefault: true, run: (view) => around(view, "_") },
    { key: "Mod-e", preventDefault: true, run: (view) => around(view, "`") },
    { key: "Mod-k", preventDefault: true, run: () => (commands.link(), true) },
    { key: "Mod-Alt-k", preventDefault: true, run: (view) => linkTo(view, "") },
  ];
  const view = new EditorView({
    doc: field.value,
    extensions: [
      EditorView.cspNonce.of(nonce),
      history(),
      drawSelection(),
      search({ top: true }),
      highlightSelectionMatches(),
      // The language alone: with completion of HTML the script would be twice as long.
      markdownLanguage.extension,
      syntaxHighlighting(colours),
      EditorView.lineWrapping,
      EditorView.perLineTextDirection.of(true),
      EditorState.allowMultipleSelections.of(true),
      placeholder(field.placeholder),
      keymap.of([...keys, ...markdownKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
      EditorView.contentAttributes.of({
        "aria-labelledby": label ?? "",
        tabindex: "0", // which it is as it is; some tools want to read it
        lang: field.lang,
        dir: field.dir || "auto",
        spellcheck: "true",
        autocorrect: "on",
        autocapitalize: "sentences",
      }),
      EditorView.updateListener.of((update) => {
        if (!update.docChanged) return;
        field.value = update.state.doc.toString();
        changed();
      }),
    ],
  });
  field.hidden = true;
  field.after(view.dom);
  // A field that is required and hidden could not be complained about.
  field.required = false;
  followScrolling(view, scrolled);
  const target = field.getAttribute("aria-invalid") || field.autofocus;
  if (target) view.focus();
  return view;
}

/** Tells which line is at the top, at most once a frame. */
function followScrolling(view, scrolled) {
  let waiting = false;
  const tell = () => {
    waiting = false;
    const box = view.scrollDOM.getBoundingClientRect();
    const top = Math.max(box.top, 0);
    const block = view.lineBlockAtHeight(top - view.documentTop);
    scrolled(view.state.doc.lineAt(block.from).number);
  };
  const later = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(tell);
  };
  view.scrollDOM.addEventListener("scroll", later, { passive: true });
  document.addEventListener("scroll", later, { passive: true });
}

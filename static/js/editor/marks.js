// Marks of Markdown put around what is selected, each as one step to undo.

import { EditorSelection } from "@codemirror/state";

/**
 * Puts a mark on both sides of each selection, or takes it off. A cursor that
 * stands before the closing mark steps over it.
 */
export function around(view, mark) {
  view.dispatch(
    view.state.changeByRange((range) => {
      const doc = view.state.doc;
      const before = doc.sliceString(Math.max(range.from - mark.length, 0), range.from);
      const after = doc.sliceString(range.to, range.to + mark.length);
      if (range.empty && after === mark && before !== mark) return { range: EditorSelection.cursor(range.to + mark.length) };
      if (before === mark && after === mark) {
        return {
          changes: [
            { from: range.from - mark.length, to: range.from },
            { from: range.to, to: range.to + mark.length },
          ],
          range: EditorSelection.range(range.from - mark.length, range.to - mark.length),
        };
      }
      return {
        changes: [
          { from: range.from, insert: mark },
          { from: range.to, insert: mark },
        ],
        range: EditorSelection.range(range.from + mark.length, range.to + mark.length),
      };
    }),
    { scrollIntoView: true, userEvent: "input" },
  );
  view.focus();
  return true;
}

/** Puts a mark before each selected line, or takes it off all of them. */
export function before(view, mark) {
  const { state } = view;
  const lines = new Set();
  for (const range of state.selection.ranges) {
    for (let at = range.from; at <= range.to; ) {
      const line = state.doc.lineAt(at);
      lines.add(line.number);
      at = line.to + 1;
    }
  }
  const all = [...lines].map((number) => state.doc.line(number));
  const marked = all.every((line) => line.text.startsWith(mark));
  view.dispatch({
    changes: all.map((line) => (marked ? { from: line.from, to: line.from + mark.length } : { from: line.from, insert: mark })),
    userEvent: "input",
  });
  view.focus();
  return true;
}

/** Makes the selection a link; the cursor goes where something is missing. */
export function linkTo(view, address, title = "") {
  const { from, to } = view.state.selection.main;
  const text = view.state.sliceDoc(from, to) || title;
  const written = text.replace(/([[\]])/g, "\\$1");
  const insert = `[${written}](${address})`;
  const cursor = text === "" ? from + 1 : address === "" ? from + written.length + 3 : from + insert.length;
  view.dispatch({ changes: { from, to, insert }, selection: { anchor: cursor }, scrollIntoView: true, userEvent: "input" });
  view.focus();
  return true;
}

// The title is one line, however long: its field grows with it, takes no line
// end, and Enter leads on to the text.

/** @param {import("./desk.js").Desk} desk */
export function growTitle(desk) {
  const { title } = desk.form.elements;
  title.addEventListener("beforeinput", (event) => {
    if (event.inputType !== "insertLineBreak" && event.inputType !== "insertParagraph") return;
    event.preventDefault();
    desk.view.focus();
  });
  title.addEventListener("input", () => {
    if (!title.value.includes("\n")) return;
    const { selectionEnd } = title;
    title.value = title.value.replaceAll("\n", " "); // of pasted lines
    title.setSelectionRange(selectionEnd, selectionEnd);
  });
  if (CSS.supports("field-sizing", "content")) return;
  const fit = () => {
    title.style.blockSize = "auto";
    title.style.blockSize = title.scrollHeight + "px";
  };
  title.addEventListener("input", fit);
  addEventListener("resize", fit);
  fit();
}

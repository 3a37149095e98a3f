// Rows that are drawn to another place. The buttons beside the grip do the
// same without a script; here they keep the focus.

/** @param {Document} page */
export function orderRows(page) {
  const reveal = () => {
    for (const grip of page.querySelectorAll("[data-grip][hidden]")) grip.hidden = false;
  };
  reveal();
  page.addEventListener("htmx:after:swap", reveal);
  keepFocus(page);
  page.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest?.("[data-grip]");
    if (!grip || event.button !== 0) return;
    event.preventDefault();
    carry(page, grip, event.pointerId);
  });
}

/** Carries the row of a grip until the pointer lets go of it. */
function carry(page, grip, pointer) {
  const row = grip.closest("[data-order]");
  const rows = row.parentElement;
  const before = order(rows);
  const home = row.nextElementSibling;
  row.classList.add("carried");
  grip.setPointerCapture(pointer);
  const move = (event) => {
    const other = page.elementFromPoint(event.clientX, event.clientY)?.closest("[data-order]");
    if (!other || other === row || other.parentElement !== rows) return;
    const { top, height } = other.getBoundingClientRect();
    const below = event.clientY > top + height / 2;
    const anchor = below ? other.nextElementSibling : other;
    if (anchor !== row && anchor !== row.nextElementSibling) rows.insertBefore(row, anchor);
  };
  const end = new AbortController();
  const stop = () => {
    end.abort();
    row.classList.remove("carried");
  };
  const { signal } = end;
  const back = () => {
    stop();
    rows.insertBefore(row, home);
  };
  grip.addEventListener("pointermove", move, { signal });
  grip.addEventListener("pointercancel", back, { signal });
  page.addEventListener("keydown", (event) => event.key === "Escape" && back(), { signal });
  grip.addEventListener(
    "pointerup",
    () => {
      stop();
      const after = order(rows);
      if (after !== before) submit(page, row.closest("form"), grip.dataset.grip, after);
    },
    { signal },
  );
}

const order = (rows) => [...rows.querySelectorAll(":scope > [data-order]")].map((row) => row.dataset.order).join(",");

function submit(page, form, path, value) {
  const button = page.createElement("button");
  Object.assign(button, { hidden: true, name: "order", value });
  button.setAttribute("formaction", path);
  form.append(button);
  form.requestSubmit(button);
  button.remove();
}

/** A row that has come to an end of the list has one button less to press. */
function keepFocus(page) {
  let pressed;
  page.addEventListener("click", (event) => {
    pressed = event.target.closest?.(".place button")?.id;
  });
  page.addEventListener("htmx:after:swap", () => {
    const button = pressed && page.getElementById(pressed);
    if (!button) return;
    const other = page.getElementById(pressed.startsWith("up-") ? pressed.replace("up-", "down-") : pressed.replace("down-", "up-"));
    (button.disabled ? other : button)?.focus();
    pressed = undefined;
  });
}

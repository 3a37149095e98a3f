// Time zones: the browser knows its own, and the names of all.

/** @param {Document} page */
export function offerZones(page) {
  const fill = () => {
    for (const field of page.querySelectorAll("input[name=time_zone], input[name=time-zone]")) {
      if (field.type === "hidden") field.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
      else if (!field.list) list(page, field);
    }
  };
  fill();
  page.addEventListener("htmx:after:swap", fill);
}

function list(page, field) {
  const names = page.createElement("datalist");
  names.id = "zones";
  names.append(...Intl.supportedValuesOf("timeZone").map((name) => new Option(name)));
  field.after(names);
  field.setAttribute("list", names.id);
}

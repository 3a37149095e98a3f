// The link picker: finds works in every language, or takes an address.

import { linkTo } from "./marks.js";
import { Picker } from "./picker.js";

export class Links {
  constructor(desk) {
    this.desk = desk;
    this.picker = new Picker(desk.box("links"));
  }

  open() {
    const { view, form } = this.desk;
    const { from, to } = view.state.selection.main;
    this.picker.open({
      text: view.state.sliceDoc(from, to).slice(0, 100),
      locale: form.elements.locale.value,
      picked: (option, typed) => {
        const address = option?.dataset.href ?? (/^(https?:|mailto:|\/|#)/.test(typed) ? typed : "");
        linkTo(view, address, option?.dataset.title ?? "");
      },
    });
  }
}

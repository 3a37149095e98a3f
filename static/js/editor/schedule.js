// The button of publishing says so when the date is still to come: then it
// schedules.

/** @param {HTMLFormElement} form */
export function nameTheStep(form) {
  const button = form.querySelector("[data-words-schedule]");
  const { date } = form.elements;
  if (!button || !date) return;
  const publish = button.textContent;
  const name = () => {
    button.textContent = date.value > clock(form.dataset.zone) ? button.dataset.wordsSchedule : publish;
  };
  date.addEventListener("input", name);
  name();
}

/** The time on a clock of a time zone, as a field of date and time has it. */
function clock(zone) {
  return new Date().toLocaleString("sv-SE", { timeZone: zone }).replace(" ", "T").slice(0, 16);
}

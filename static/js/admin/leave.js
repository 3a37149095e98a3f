// Signing out takes what somebody has typed off the browser, for the next
// person who sits there; before that, what has not reached the site is sent.

import { tell } from "./toast.js";

/**
 * Where the scripts that keep texts write them down. Every name is one
 * person's, and every entry says where it is to be sent:
 * {to, fields} or {to, text, version}, or a list of such.
 */
const names = (person) => ["verso:draft:" + person + ":", "verso:segment:" + person + ":", "verso:saves:" + person];

/** @param {Document} page */
export function takeLeave(page) {
  page.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches?.("[data-sign-out]") || form.elements.cleared) return;
    event.preventDefault();
    dispatchEvent(new Event("verso:keep")); // the last letters, too
    const rest = await send(own(form.dataset.person));
    if (rest.length > 0 && form.dataset.told === undefined) {
      form.dataset.told = "";
      tell(page, form.dataset.unsent);
      return;
    }
    page.documentElement.dataset.leaving = ""; // nothing is written down any more
    for (const key of own(form.dataset.person)) localStorage.removeItem(key);
    form.append(Object.assign(page.createElement("input"), { type: "hidden", name: "cleared", value: "1" }));
    form.submit();
  });
}

/** The entries of a person. */
function own(person) {
  try {
    const mine = names(person);
    return Object.keys(localStorage).filter((key) => mine.some((name) => (name.endsWith(":") ? key.startsWith(name) : key === name)));
  } catch {
    return []; // the browser keeps nothing
  }
}

/** Sends what is written down under keys, and resolves to those that stay. */
async function send(keys) {
  const rest = [];
  for (const key of keys) {
    const value = read(key);
    const left = [];
    for (const entry of [value].flat()) if (entry && !(await arrives(entry))) left.push(entry);
    if (left.length > 0) rest.push(key);
    if (Array.isArray(value) && left.length > 0) localStorage.setItem(key, JSON.stringify(left));
    else if (left.length === 0) localStorage.removeItem(key);
  }
  return rest;
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

async function arrives({ to, fields, text, version }) {
  try {
    const body = new URLSearchParams(fields ?? { text, version });
    const answer = await fetch(to, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error" });
    return answer.ok;
  } catch {
    return false;
  }
}

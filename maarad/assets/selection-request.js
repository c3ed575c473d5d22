/** What a trade buyer fills in: kept in this tab until it is closed, and told to whoever writes messages. */

import { today } from "./selection-words.js";

const KEY = `maarad-request ${new URL("../../", import.meta.url).pathname}`;

/** Watch the panel; gives a function that tells what is asked for, null while the panel is closed. */
export function watchRequest(panel, changed) {
  const form = panel.querySelector("form");
  restore(panel, form);
  form.elements.namedItem("date").min = today();
  const tell = () => {
    remember({ open: panel.open, ...valuesOf(form) });
    changed();
  };
  form.addEventListener("input", tell);
  form.addEventListener("submit", (event) => event.preventDefault());
  panel.addEventListener("toggle", tell);
  return () => (panel.open ? valuesOf(form) : null);
}

// A day that is over is no wish: the page says so beside it.
function valuesOf(form) {
  const valid = [...new FormData(form)].filter(([name]) => form.elements.namedItem(name).validity.valid);
  return Object.fromEntries(valid.map(([name, value]) => [name, value.trim()]));
}

function restore(panel, form) {
  const { open = false, ...values } = remembered();
  panel.open = open === true;
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements.namedItem(name);
    if (field && typeof value === "string") field.value = value;
  }
}

function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

function remember(values) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(values));
  } catch {
    /* A window that keeps nothing: the fields last as long as the page. */
  }
}

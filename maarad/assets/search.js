/**
 * Search, as far as a page offers it: `form[data-search]` becomes a box that answers as one types,
 * `[data-search-page]` a list of results with filters. This file is all a page costs until then.
 */

const COMBOBOX = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", autocomplete: "off" };

const boxes = Array.from(document.querySelectorAll("form[data-search]"), (form) => {
  const input = form.querySelector('input[name="q"]');
  for (const [name, value] of Object.entries(COMBOBOX)) input.setAttribute(name, value);
  input.addEventListener("focus", () => wake(form), { once: true });
  if (document.activeElement === input) wake(form);
  return input;
});

// Where this fails, the form itself leads to the page of results.
function wake(form) {
  import("./search-box.js").then(({ startBox }) => startBox(form), () => {});
}

const places = document.querySelectorAll("[data-search-page]");
if (places.length) import("./search-page.js").then(({ startPage }) => places.forEach(startPage), sayLost);

// An address that asks for something must not lead to all there is without a word.
function sayLost() {
  if (location.search) document.querySelectorAll("[data-search-lost]").forEach((note) => (note.hidden = false));
}

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing) return;
  const box = boxes.find((input) => input.offsetParent !== null);
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

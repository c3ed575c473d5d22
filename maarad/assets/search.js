/**
 * Search, as far as a page offers it: `form[data-search]` becomes a box that answers as one types,
 * `[data-search-page]` a list of results with filters. This file is all a page costs until then.
 */

const COMBOBOX = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", autocomplete: "off" };

const boxes = Array.from(document.querySelectorAll("form[data-search]"), (form) => {
  const input = form.querySelector('input[name="q"]');
  for (const [name, value] of Object.entries(COMBOBOX)) input.setAttribute(name, value);
  input.addEventListener("focus", () => void wake(form), { once: true });
  if (document.activeElement === input) void wake(form);
  return input;
});

async function wake(form) {
  const { startBox } = await import("./search-box.js");
  startBox(form);
}

const places = document.querySelectorAll("[data-search-page]");
if (places.length) void import("./search-page.js").then(({ startPage }) => places.forEach(startPage));

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing) return;
  const box = boxes.find((input) => input.offsetParent !== null);
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

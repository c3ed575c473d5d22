/** The box in the header: a combobox whose list holds results grouped by kind. */

import { cardOf, find, open } from "./search-engine.js";
import { moment, speaker } from "./search-words.js";
import { el, panelOption } from "./search-cards.js";

const PAUSE_MS = 160;
const SHORTEST = 2;
const GROUPS = 5;
const FIRST = { product: 4 };
const OTHERS = 2;

let number = 0;

/** Make `form` answer as one types; what was typed before this was loaded is answered too. */
export function startBox(form) {
  const input = form.querySelector('input[name="q"]');
  const name = `m-suggest-${(number += 1)}`;
  const panel = el("div", { class: "m-suggest", id: name, role: "listbox", hidden: true });
  const status = el("p", { class: "m-hidden", role: "status" });
  form.append(panel, status);
  input.setAttribute("aria-controls", name);
  const box = { form, input, panel, status, turn: 0, timer: 0, options: [], active: -1 };
  input.addEventListener("input", () => wait(box));
  input.addEventListener("keydown", (event) => onKey(box, event));
  input.addEventListener("blur", () => close(box));
  // The panel would vanish with the focus before a click on it arrives.
  panel.addEventListener("pointerdown", (event) => event.preventDefault());
  open().then(() => wait(box), () => {});
}

function wait(box) {
  clearTimeout(box.timer);
  const query = box.input.value.trim();
  if (Array.from(query).length < SHORTEST) return close(box);
  box.timer = setTimeout(() => answer(box, query), PAUSE_MS);
}

async function answer(box, query) {
  const turn = (box.turn += 1);
  try {
    const { face, saved } = await open();
    const say = speaker(face.words);
    const { groups, count } = await grouped(query, face.kinds);
    if (turn === box.turn && document.activeElement === box.input) show(box, say, query, { groups, count, saved });
  } catch {
    close(box); // The form itself still leads to the page of results, which says what is wrong.
  }
}

async function grouped(query, kinds) {
  const { results, counts } = await find(query, { filters: { kind: kinds } });
  const present = kinds.filter((kind) => counts.kind?.[kind]).slice(0, GROUPS);
  const groups = await Promise.all(
    present.map(async (kind) => {
      const found = await find(query, { filters: { kind: [kind] } });
      const first = found.results.slice(0, FIRST[kind] ?? OTHERS);
      return { kind, cards: await Promise.all(first.map(cardOf)) };
    }),
  );
  return { groups, count: results.length };
}

function show(box, say, query, { groups, count, saved }) {
  const { panel, form } = box;
  panel.replaceChildren(...groups.map((group) => groupOf(panel.id, say, group)));
  panel.setAttribute("aria-label", say("suggestions"));
  const old = saved && count ? say("saved", { date: moment(saved) }) : "";
  if (old) panel.prepend(el("p", { class: "m-suggest__title", role: "presentation" }, old));
  const told = count ? say("found", { count }) : say("none", { query });
  if (count) panel.append(last(panel.id, form, say("all_results", { query })));
  else panel.append(el("p", { class: "m-suggest__none", role: "option", "aria-disabled": "true" }, told));
  box.options = Array.from(panel.querySelectorAll('a[role="option"]'));
  box.options.forEach((option, place) => (option.id = `${panel.id}-${place}`));
  box.status.textContent = [told, old].filter(Boolean).join(" ");
  point(box, -1);
  panel.hidden = false;
  box.input.setAttribute("aria-expanded", "true");
}

function groupOf(name, say, { kind, cards }) {
  const heading = el("p", { class: "m-suggest__title", id: `${name}-${kind}`, role: "presentation" }, say(`kind_${kind}`));
  return el("div", { role: "group", "aria-labelledby": heading.id }, heading, ...cards.map(panelOption));
}

function last(name, form, text) {
  const address = new URL(form.action);
  address.search = new URLSearchParams(new FormData(form)).toString();
  return el("a", { class: "m-hit m-suggest__all", role: "option", href: address.href, tabindex: "-1", "aria-selected": "false" }, text);
}

function onKey(box, event) {
  if (event.isComposing) return;
  const shown = !box.panel.hidden;
  if (event.key === "Escape" && shown) {
    event.preventDefault();
    close(box);
  } else if (event.key === "Enter" && shown && box.active >= 0) {
    event.preventDefault();
    box.options[box.active].click();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!shown) return wait(box);
    const step = event.key === "ArrowDown" ? 1 : -1;
    const places = box.options.length + 1; // one more than options: back in the box, nothing chosen
    point(box, ((box.active + 1 + step + places) % places) - 1);
  }
}

function point(box, place) {
  box.options.forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
  box.active = place;
  if (place < 0) return box.input.removeAttribute("aria-activedescendant");
  box.input.setAttribute("aria-activedescendant", box.options[place].id);
  box.options[place].scrollIntoView({ block: "nearest" });
}

function close(box) {
  clearTimeout(box.timer);
  box.turn += 1;
  box.panel.hidden = true;
  box.status.textContent = "";
  box.input.setAttribute("aria-expanded", "false");
  point(box, -1);
}

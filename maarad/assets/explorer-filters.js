/** The choices offered, with counts beside each, and the chips of what is chosen. Built once, then updated. */

import { button, el } from "./search-cards.js";
import { codesOf, FACETS, yearsOf } from "./explorer-data.js";
import { choices, toggled } from "./explorer-state.js";

const OPEN = new Set(["programme", "kind", "period"]);

/** Build the choices over all rows; `change(state)` is told each one. Gives {nodes, update(state, counts)}. */
export function filtersOf(rows, names, change) {
  const current = { state: null };
  const move = (state) => change(state);
  const facets = FACETS.filter((facet) => isUseful(rows, facet)).map((facet) => facetOf(rows, facet, names, current, move));
  const years = yearsPart(rows, names, current, move);
  const at = facets.findIndex((part) => part.facet === "period");
  const parts = years ? [...facets.slice(0, at + 1), years, ...facets.slice(at + 1)] : facets;
  return {
    nodes: parts.map((part) => part.node),
    update(state, counts) {
      current.state = state;
      parts.forEach((part) => part.update(state, counts));
    },
  };
}

// One code that every row has narrows nothing.
function isUseful(rows, facet) {
  const codes = codesOf(rows, facet);
  return codes.length > 1 || (codes.length === 1 && rows.some((row) => !row.codes[facet]));
}

function facetOf(rows, facet, names, current, change) {
  const { say, nameOf, number } = names;
  const several = codesOf(rows, "programme").length > 1;
  const lines = codesOf(rows, facet).map((code) => {
    const box = el("input", { type: "checkbox", name: facet, value: code });
    const count = el("span", { class: "m-chip__count" });
    box.addEventListener("change", () => change(toggled(current.state, { facet, code })));
    const whose = several && code.includes(".") && ["indicator", "agency"].includes(facet);
    const name = el("span", {}, nameOf(facet, code));
    if (whose) name.append(el("span", { class: "m-explorer__whose" }, nameOf("programme", code.split(".")[0])));
    return { code, box, count, line: el("label", { class: "m-check" }, box, name, count) };
  });
  const list = el("div", { class: "m-filters__scroll", role: "group", "aria-label": say(facet) }, ...lines.map(({ line }) => line));
  const node = el("details", { class: "m-filters__group", open: OPEN.has(facet) }, el("summary", {}, say(facet)), list);
  function update(state, counts) {
    for (const { code, box, count, line } of lines) {
      const found = counts[facet][code] ?? 0;
      box.checked = state.filters[facet].includes(code);
      count.textContent = number(found);
      line.hidden = !found && !box.checked;
    }
    node.hidden = lines.every(({ line }) => line.hidden);
    if (state.filters[facet].length) node.open = true;
  }
  return { facet, node, update };
}

function yearsPart(rows, { say }, current, change) {
  const years = yearsOf(rows);
  if (years.length < 2) return null;
  const selects = ["from", "to"].map((end) => {
    const options = [el("option", { value: "" }, say("any")), ...years.map((year) => el("option", { value: year }, year))];
    const select = el("select", { class: "m-select", name: end }, ...options);
    select.addEventListener("change", () => change({ ...current.state, [end]: select.value }));
    return { end, select, label: el("label", {}, el("span", {}, say(end)), select) };
  });
  const note = el("p", { class: "m-source" }, say("years_note"));
  const range = el("div", { class: "m-explorer__years" }, ...selects.map(({ label }) => label));
  const list = el("div", { role: "group", "aria-label": say("years") }, range, note);
  const node = el("details", { class: "m-filters__group", open: true }, el("summary", {}, say("years")), list);
  const update = (state) => selects.forEach(({ end, select }) => (select.value = state[end]));
  return { facet: "years", node, update };
}

/** Fill a list with a chip for each choice; `change(state, true)` takes one off. */
export function showChosen(list, state, { say, nameOf }, change) {
  const chosen = choices(state);
  const items = chosen.map((choice) => {
    const name = nameOf(choice.facet, choice.code);
    return button({ class: "m-chip m-chip--on", "aria-label": say("remove", { name }) }, () => change(toggled(state, choice), true), name);
  });
  if (items.length > 1) items.push(button({ class: "m-button m-button--small m-button--plain" }, () => change(cleared(state), true), say("clear")));
  list.replaceChildren(...items.map((item) => el("li", {}, item)));
  list.hidden = !items.length;
}

/** Give the state in which nothing is chosen; `only` names one facet, or "years", to be cleared. */
export function cleared(state, only = "") {
  const filters = Object.fromEntries(FACETS.map((facet) => [facet, only && facet !== only ? state.filters[facet] : []]));
  const years = only && only !== "years" ? { from: state.from, to: state.to } : { from: "", to: "" };
  return { filters, ...years };
}

/** Controls of a results page: kinds, filters with counts, chosen filters, order. Built once, then updated. */

import { button, el } from "./search-cards.js";
import { number } from "./search-words.js";
import { priceFacet, rangeName } from "./search-range.js";
import { chosenKeys, cleared, toggled, without } from "./search-state.js";

const OPEN = 3;

/**
 * Build the controls. `given` holds say, nameOf(key, code), codes {key: [code]}, kinds, facets, fixedKind,
 * change(state), and current, whose `state` is what is asked for now: a choice adds to it even while the
 * answer to the one before is still on its way. Gives {kindNode, facetNodes, orderNode, chosenNode, update(state, counts),
 * reveal()}: what is chosen comes into sight where a list of choices scrolls.
 */
export function controls(given) {
  const { current } = given;
  const parts = [order(given, current)];
  const facets = given.facets.filter((key) => given.codes[key]?.length).map((key, place) => facet(given, current, key, place));
  const kinds = given.fixedKind ? null : kindRow(given, current);
  const chosen = el("ul", { class: "m-chips m-chosen", "aria-label": given.say("chosen"), hidden: true });
  parts.push(...facets, ...(kinds ? [kinds] : []));
  return {
    kindNode: kinds?.node,
    facetNodes: facets.map((part) => part.node),
    orderNode: parts[0].node,
    chosenNode: chosen,
    reveal: () => facets.forEach((part) => part.reveal?.()),
    update(state, counts) {
      parts.forEach((part) => part.update(state, counts));
      showChosen(chosen, given, state);
    },
  };
}

function kindRow({ say, kinds, change }, current) {
  const chips = ["", ...kinds].map((kind) => {
    const count = el("span", { class: "m-chip__count" });
    const choose = () => change({ ...current.state, kind, pages: 1 });
    return { kind, count, chip: button({ class: "m-chip" }, choose, say(kind ? `kind_${kind}` : "all_kinds"), " ", count) };
  });
  const items = chips.map(({ chip }) => el("li", {}, chip));
  function update(state, counts) {
    const all = Object.values(counts.kind ?? {}).reduce((sum, each) => sum + each, 0);
    chips.forEach(({ kind, chip, count }, at) => {
      const found = kind ? (counts.kind?.[kind] ?? 0) : all;
      count.textContent = number(found);
      chip.setAttribute("aria-pressed", String(state.kind === kind));
      items[at].hidden = Boolean(kind) && !found && state.kind !== kind;
    });
  }
  return { node: el("ul", { class: "m-chips m-kinds", "aria-label": say("facet_kind") }, ...items), update };
}

function facet(given, current, key, place) {
  if (key === "price") return priceFacet(given, current, place < OPEN);
  const { say, nameOf, codes, change } = given;
  const lines = codes[key].map((code) => {
    const box = el("input", { type: "checkbox", name: key, value: code });
    const count = el("span", { class: "m-chip__count" });
    box.addEventListener("change", () => change(toggled(current.state, key, code)));
    return { code, box, count, line: el("label", { class: "m-check" }, box, " ", nameOf(key, code), " ", count) };
  });
  // What is only chosen or not needs no heading to open: its one line says it all.
  const alone = codes[key].every((code) => code === "yes");
  const node = alone ? el("div", { class: "m-filters__alone" }, lines[0].line) : fold(say(`facet_${key}`), place < OPEN, lines);
  function update(state, counts) {
    for (const { code, box, count, line } of lines) {
      const found = counts[key]?.[code] ?? 0;
      box.checked = state.filters[key].includes(code);
      count.textContent = number(found);
      line.hidden = !found && !box.checked;
    }
    node.hidden = lines.every(({ line }) => line.hidden);
    if (!alone && state.filters[key].length) node.open = true;
  }
  return { node, update, reveal: () => reveal(lines) };
}

// Only the list scrolls, and only where nobody is at work in it.
function reveal(lines) {
  const list = lines[0].line.parentElement;
  const chosen = lines.filter(({ box }) => box.checked).map(({ line }) => line.getBoundingClientRect());
  const { top, bottom } = list.getBoundingClientRect();
  if (list.contains(document.activeElement) || chosen.some((line) => line.top >= top && line.bottom <= bottom)) return;
  if (chosen.length) list.scrollTop += chosen[0].top - top;
}

function fold(name, open, lines) {
  const list = el("div", { class: "m-filters__scroll", role: "group", "aria-label": name }, ...lines.map(({ line }) => line));
  return el("details", { class: "m-filters__group", open }, el("summary", {}, name), list);
}

function order({ say, change, fixedKind, byPrice }, current) {
  const select = el("select", { class: "m-select" });
  select.addEventListener("change", () => change({ ...current.state, sort: select.value, pages: 1 }, { sorted: true }));
  function update(state, counts) {
    const priced = fixedKind || state.kind ? (fixedKind || state.kind) === "product" : counts.kind?.product;
    const names = [...(state.q.trim() ? ["relevance"] : []), "newest", ...(priced ? ["price-up", "price-down"] : [])];
    const options = names.map((name, at) => el("option", { value: at ? name : "" }, say(`sort_${name.replace("-", "_")}`)));
    select.replaceChildren(...options);
    const shown = state.sort || (byPrice ? "price-up" : "");
    select.value = names.indexOf(shown) > 0 ? shown : "";
  }
  return { node: el("label", {}, say("sort"), " ", select), update };
}

function showChosen(list, { say, nameOf, change }, state) {
  const drop = (name, next) => button({ class: "m-chip m-chip--on", "aria-label": say("remove", { name }) }, () => change(next), name);
  const items = Object.entries(state.filters).flatMap(([key, codes]) =>
    codes.map((code) => drop(nameOf(key, code), toggled(state, key, code))),
  );
  const range = rangeName(say, nameOf, state.range);
  if (range) items.push(drop(range, without(state, "price")));
  if (items.length > 1) items.push(button({ class: "m-button m-button--small m-button--plain" }, () => change(cleared(state)), say("clear")));
  list.replaceChildren(...items.map((item) => el("li", {}, item)));
  list.hidden = !items.length;
}

/** Name what is asked for in a few words: the names of a filter's codes, the range of prices, the word itself. */
export function filterName({ say, nameOf, kinds }, state, key) {
  if (key === "q") return state.q.trim();
  if (key === "kind") return kinds.includes(state.kind) ? say(`kind_${state.kind}`) : state.kind;
  if (key === "price") return rangeName(say, nameOf, state.range);
  return state.filters[key].map((code) => nameOf(key, code)).join(", ");
}

/** Say how many filters are chosen, beside the word that opens them. */
export function filtersSummary(say, state) {
  const count = chosenKeys(state).length;
  return count ? `${say("filters")} (${number(count)})` : say("filters");
}

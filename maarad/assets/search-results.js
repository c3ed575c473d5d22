/** The answer on a results page: groups of cards, one long list, or what to loosen. */

import { cardOf, find } from "./search-engine.js";
import { button, el, resultList } from "./search-cards.js";
import { number } from "./search-words.js";
import { addressOf, chosenKeys, cleared, filtersOf, isEmpty, without } from "./search-state.js";
import { filterName } from "./search-facets.js";

const PAGE = 24;
const GROUP = { product: 8 };
const OTHERS = 3;

/** Groups of the first results of each kind, with a way to all of them. */
export async function groups(given, state, counts) {
  const present = given.kinds.filter((kind) => counts.kind?.[kind]);
  return Promise.all(present.map((kind) => group(given, { ...state, kind }, counts.kind[kind])));
}

async function group({ say, go }, state, count) {
  const { results } = await find(state.q, { filters: filtersOf(state), sort: state.sort });
  const cards = await Promise.all(results.slice(0, GROUP[state.kind] ?? OTHERS).map(cardOf));
  const name = say(`kind_${state.kind}`);
  const head = el("div", { class: "m-results__head" }, el("h2", {}, name), el("span", { class: "m-quiet" }, number(count)));
  if (count > cards.length) head.append(go(state, say("group_all"), { "aria-label": `${say("group_all")} (${name})` }));
  return el("section", { class: "m-results__group" }, head, resultList(cards));
}

/** One list of a kind, as many pages of it as were asked for, and the button for the next. */
export async function pages({ say, change }, state, results) {
  const shown = results.slice(0, state.pages * PAGE);
  const list = resultList(await Promise.all(shown.map(cardOf)));
  const name = el("h2", { class: "m-hidden" }, say(`kind_${state.kind}`));
  if (shown.length === results.length) return [name, list];
  const next = () => change({ ...state, pages: state.pages + 1 }, { from: shown.length });
  return [name, list, button({ class: "m-button m-next" }, next, say("more"))];
}

/**
 * What to say when nothing was found: each choice that would give results if it were dropped, the word as well,
 * then all filters, then everything; and the search of the whole portal, where that finds what this list does not.
 */
export async function nothing(given, state) {
  const { say, change, everywhere } = given;
  const query = state.q.trim();
  const [ways, elsewhere] = await Promise.all([waysOut(given, state), everywhere && query ? find(query) : null]);
  const items = ways.map(({ text, next }) => el("li", {}, button({ class: "m-button m-button--small" }, () => change(next), text)));
  if (elsewhere?.results.length) {
    const href = `${everywhere}?${new URLSearchParams({ q: query })}`;
    items.push(el("li", {}, el("a", { class: "m-button m-button--small", href }, say("all_results", { query }))));
  }
  return el(
    "div",
    { class: "m-empty" },
    el("h2", {}, query ? say("none", { query }) : say("none_selection")),
    el("p", {}, say(query ? "loosen_query" : "loosen_hint")),
    el("ul", { class: "m-chips" }, ...items),
  );
}

// The last way gives something for certain: what the page shows when nothing is asked for.
async function waysOut({ say, fixedKind, ...given }, state) {
  const filters = chosenKeys(state);
  const kind = state.kind && !fixedKind ? ["kind"] : [];
  const word = state.q.trim() ? ["q"] : [];
  const nothingLeft = (next) => !fixedKind && isEmpty(next, fixedKind);
  const count = async (next) => (nothingLeft(next) ? 0 : (await find(next.q, { filters: filtersOf(next) })).results.length);
  const offers = await Promise.all(
    [...filters, ...kind, ...word].map(async (key) => {
      const next = without(state, key);
      return { next, found: await count(next), name: filterName({ say, ...given }, state, key) };
    }),
  );
  const ways = offers.filter(({ found }) => found).sort((one, other) => other.found - one.found);
  const told = ways.map(({ next, found, name }) => ({ next, text: say("loosen_filter", { name, results: say("found", { count: found }) }) }));
  const bare = cleared(state);
  if (filters.length > 1 && (await count(bare))) told.push({ next: bare, text: say("loosen_all") });
  return told.length ? told : [{ next: [...kind, ...word].reduce(without, bare), text: say("clear") }];
}

/** Make links that change the state in place but are real addresses for everybody else. */
export function linkMaker(fixedKind, change) {
  return function go(state, text, attributes = {}) {
    const link = el("a", { class: "m-more", href: addressOf(state, fixedKind), ...attributes }, text);
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      change(state, { top: true });
    });
    return link;
  };
}

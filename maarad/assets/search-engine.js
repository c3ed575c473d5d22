/**
 * Ask the index: loads Pagefind and the interface of the locale on first need, folds queries, sorts.
 * Knows addresses and answers; builds no element.
 */

import { fold } from "./search-text.js";

const rootName = document.querySelector('meta[name="maarad-root"]')?.content;

/** Address of the site's root, whatever folder the site is served from. */
export const root = rootName === undefined ? new URL("../../", import.meta.url) : new URL(rootName || "./", document.baseURI);

/** Language of the page, as the folder of its index is named. */
export const locale = (document.documentElement.lang || "fr").split("-")[0];

/** Sorts by the name they have in addresses. */
export const SORTS = {
  relevance: null,
  newest: { date: "desc" },
  "price-up": { price: "asc" },
  "price-down": { price: "desc" },
};

const folder = new URL(`pagefind/${locale}/`, root);
const loaded = new Map();

// A failure is forgotten, so that the next call tries again.
function once(name, load) {
  if (!loaded.has(name)) {
    const promise = load();
    loaded.set(name, promise);
    promise.catch(() => loaded.delete(name));
  }
  return loaded.get(name);
}

/** Load what is needed to speak: {words, kinds, dir, fold}. A few kilobytes, without the index. */
export function openFace() {
  return once("face", async () => {
    const answer = await fetch(new URL("interface.json", folder));
    if (!answer.ok) throw new Error(`interface.json: ${answer.status}`);
    return answer.json();
  });
}

/** Load the index, and what is needed to speak: {pagefind, face}. */
export function open() {
  return once("index", async () => {
    const starting = import(new URL("pagefind.js", folder).href);
    const [face, pagefind] = await Promise.all([openFace(), starting]);
    await pagefind.init();
    return { pagefind, face };
  });
}

/** Load all filters; gives {key: {code: count}} over the whole index. */
export async function allFilters() {
  const { pagefind } = await open();
  return pagefind.filters();
}

/**
 * Search. `filters` is {key: [code, …]}: any of the codes of each key; `sort` a name of SORTS.
 * Gives {results, counts}: results in order, each with `id` and `data()`; counts {key: {code: number}}
 * for the filters loaded so far.
 */
export async function find(query, { filters = {}, sort = "relevance" } = {}) {
  const { pagefind, face } = await open();
  const term = fold(query, face.fold);
  if (query.trim() && !term) return { results: [], counts: {} };
  const options = { filters: asPagefind(filters) };
  const order = SORTS[sort] ?? (term ? null : SORTS.newest);
  const plain = await pagefind.search(term || null, options);
  const results = order ? await sorted(pagefind, term, options, order, plain.results) : plain.results;
  return { results, counts: plain.filters };
}

// Pagefind leaves out of a sorted search what has no value to sort by: a price on request, a page
// without a date. They still match, so they follow at the end.
async function sorted(pagefind, term, options, order, plain) {
  const { results } = await pagefind.search(term || null, { ...options, sort: order });
  if (results.length === plain.length) return results;
  const placed = new Set(results.map((result) => result.id));
  return [...results, ...plain.filter((result) => !placed.has(result.id))];
}

function asPagefind(filters) {
  const chosen = Object.entries(filters).filter(([, codes]) => codes.length);
  return Object.fromEntries(chosen.map(([key, codes]) => [key, { any: codes }]));
}

/** Load what a card shows: {title, kind, language, href, image?, price?, region?, summary?, …}. */
export async function cardOf(result) {
  const data = await result.data();
  const holder = data.anchors.find((anchor) => anchor.element === "i" && anchor.id.startsWith("{"));
  const card = JSON.parse(holder.id);
  card.href = within(data.raw_url);
  if (card.image) card.image = within(card.image);
  return card;
}

function within(address) {
  return new URL(address.replace(/^\/+/, ""), root).href;
}

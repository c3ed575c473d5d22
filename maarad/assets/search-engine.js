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

/** Sorts by the name they have in addresses; those without a value are not the index's but made here. */
export const SORTS = {
  relevance: null,
  newest: null,
  "price-up": { price: "asc" },
  "price-down": { price: "desc" },
};

const folder = new URL(`pagefind/${locale}/`, root);
const loaded = new Map();
let starts = 0;

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

/**
 * Load the index, and what is needed to speak: {index, face, saved}. Without a line the service worker gives
 * an index it kept: `saved` is the moment it was kept, else "".
 */
export function open() {
  return once("index", async () => {
    const script = new URL("pagefind.js", folder);
    // A browser may hold a script it once could not get for lost, by its address.
    if (starts) script.search = starts;
    starts += 1;
    const [face, pagefind] = await Promise.all([openFace(), import(script.href)]);
    const [saved] = await Promise.all([savedOn(), pagefind.init()]);
    return { index: watched(pagefind), face, saved };
  });
}

// Pagefind holds a part it once could not load for lost, for as long as it lives: what asks next starts another.
function watched(pagefind) {
  let lost = false;
  const orLose = (answer) =>
    answer.catch((fault) => {
      if (!lost) {
        lost = true;
        loaded.delete("index");
        void pagefind.destroy();
      }
      throw fault;
    });
  return {
    filters: () => orLose(pagefind.filters()),
    async search(term, options) {
      const { results, filters } = await orLose(pagefind.search(term, options));
      // The result itself is held: once it is gone, Pagefind forgets what it would have given.
      return { results: results.map((result) => ({ id: result.id, data: () => orLose(result.data()) })), filters };
    },
  };
}

// Asked beside Pagefind, which asks for the same file: both get the same answer.
async function savedOn() {
  if (!navigator.serviceWorker?.controller) return "";
  const answer = await fetch(new URL("pagefind-entry.json", folder)).catch(() => null);
  return answer?.headers.get("X-Maarad-Saved") ?? "";
}

/** Load all filters; gives {key: {code: count}} over the whole index. */
export async function allFilters() {
  const { index } = await open();
  return index.filters();
}

/**
 * Search. `filters` is {key: [code, …]}: any of the codes of each key; `sort` a name of SORTS.
 * Gives {results, counts}: results in order, each with `id` and `data()`; counts {key: {code: number}}
 * for the filters loaded so far.
 */
export async function find(query, { filters = {}, sort = "relevance" } = {}) {
  const { index, face } = await open();
  const term = fold(query, face.fold);
  if (query.trim() && !term) return { results: [], counts: {} };
  const options = { filters: asPagefind(filters) };
  const plain = await index.search(term || null, options);
  const order = sort === "relevance" && !term ? "newest" : sort;
  return { results: await ordered(index, term, options, order, plain.results), counts: plain.filters };
}

async function ordered(index, term, options, order, results) {
  if (order === "relevance") return onSaleFirst(index, term, options, results);
  const newest = [...results].sort(byPlace);
  if (!SORTS[order]) return newest;
  // Pagefind leaves out of a sorted search what has no value to sort by: a price on request, a piece that
  // is sold. They still match, so they follow at the end.
  const { results: priced } = await index.search(term || null, { ...options, sort: SORTS[order] });
  const placed = new Set(priced.map(({ id }) => id));
  return [...priced, ...newest.filter(({ id }) => !placed.has(id))];
}

// Results are named by their place from the newest to the oldest, what is sold at the end.
function byPlace(one, other) {
  return one.id < other.id ? -1 : 1;
}

// Among products alone, those one can still have come first, however well a sold one matches.
async function onSaleFirst(index, term, options, results) {
  if (options.filters.kind?.any.join() !== "product") return results;
  const filters = { ...options.filters, availability: { any: ["sold"] } };
  const sold = new Set((await index.search(term, { filters })).results.map(({ id }) => id));
  return [...results.filter(({ id }) => !sold.has(id)), ...results.filter(({ id }) => sold.has(id))];
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

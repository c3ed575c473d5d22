/** What a visitor asked for, as the address of the page keeps it; touches no element. */

import { SORTS } from "./search-engine.js";
import { codesOf, rangeOf } from "./search-prices.js";

const PRICE = "price";

/** Read the state from the address: {q, kind, filters: {key: [code]}, range: {min, max}, sort, pages}. */
export function readState(facets, fixedKind) {
  const asked = new URLSearchParams(location.search);
  const sort = asked.get("sort");
  const keys = facets.filter((key) => key !== PRICE);
  const ranged = facets.includes(PRICE);
  return {
    q: asked.get("q") ?? "",
    kind: fixedKind || asked.get("kind") || "",
    filters: Object.fromEntries(keys.map((key) => [key, [...new Set(asked.getAll(key).filter(Boolean))]])),
    range: ranged ? rangeOf(asked.get("min"), asked.get("max")) : { min: "", max: "" },
    sort: Object.hasOwn(SORTS, sort ?? "") ? sort : "",
    pages: Math.max(1, Math.min(50, Number.parseInt(asked.get("n"), 10) || 1)),
  };
}

/** Give the address of a state, relative to this very page. */
export function addressOf(state, fixedKind) {
  const asked = new URLSearchParams();
  if (state.q.trim()) asked.set("q", state.q.trim());
  if (state.kind && !fixedKind) asked.set("kind", state.kind);
  for (const [key, codes] of Object.entries(state.filters)) codes.forEach((code) => asked.append(key, code));
  for (const end of ["min", "max"]) if (state.range[end]) asked.set(end, state.range[end]);
  if (state.sort) asked.set("sort", state.sort);
  if (state.pages > 1) asked.set("n", String(state.pages));
  const query = asked.toString();
  return location.pathname + (query ? `?${query}` : "");
}

/** Tell whether nothing was asked for, so that the page may show what it holds without search. */
export function isEmpty(state, fixedKind) {
  return addressOf({ ...state, pages: 1 }, fixedKind) === location.pathname;
}

/** Give all filters of a state in the form the engine takes; `without` leaves one key out. */
export function filtersOf(state, without = "") {
  const all = { kind: state.kind ? [state.kind] : [], ...state.filters, [PRICE]: codesOf(state.range) };
  return Object.fromEntries(Object.entries(all).filter(([key]) => key !== without));
}

/** Tell which filters are chosen, the price among them: [key]. */
export function chosenKeys(state) {
  const keys = Object.keys(state.filters).filter((key) => state.filters[key].length);
  return state.range.min || state.range.max ? [...keys, PRICE] : keys;
}

/** Give the state after choosing or dropping one code of a filter. */
export function toggled(state, key, code) {
  const codes = state.filters[key] ?? [];
  const next = codes.includes(code) ? codes.filter((other) => other !== code) : [...codes, code];
  return { ...state, filters: { ...state.filters, [key]: next }, pages: 1 };
}

/** Give the state with one filter dropped whole; "q" and "kind" are dropped likewise. */
export function without(state, key) {
  if (key === "q" || key === "kind") return { ...state, [key]: "", pages: 1 };
  if (key === PRICE) return { ...state, range: { min: "", max: "" }, pages: 1 };
  return { ...state, filters: { ...state.filters, [key]: [] }, pages: 1 };
}

/** Give the state without any filter but the kind. */
export function cleared(state) {
  return chosenKeys(state).reduce(without, { ...state, pages: 1 });
}

/** What a visitor chose, as the address of the page keeps it: codes only, the same in every language. */

import { FACETS } from "./explorer-data.js";

const YEAR = /^\d{4}$/;

/** Read {filters: {facet: [code]}, from, to} from an address's query. */
export function readState(query = location.search) {
  const asked = new URLSearchParams(query);
  const year = (name) => (YEAR.test(asked.get(name) ?? "") ? asked.get(name) : "");
  return {
    filters: Object.fromEntries(FACETS.map((facet) => [facet, [...new Set(asked.getAll(facet).filter(Boolean))]])),
    from: year("from"),
    to: year("to"),
  };
}

/** Give the query of a state, "" when nothing is chosen. */
export function queryOf(state) {
  const asked = new URLSearchParams();
  for (const facet of FACETS) state.filters[facet].forEach((code) => asked.append(facet, code));
  if (state.from) asked.set("from", state.from);
  if (state.to) asked.set("to", state.to);
  const query = asked.toString();
  return query ? `?${query}` : "";
}

/** List what is chosen as [{facet, code}]; years are the facets "from" and "to". */
export function choices(state) {
  const codes = FACETS.flatMap((facet) => state.filters[facet].map((code) => ({ facet, code })));
  return [...codes, ...["from", "to"].filter((end) => state[end]).map((end) => ({ facet: end, code: state[end] }))];
}

/** Give the state after choosing one code, or dropping it when it was chosen. */
export function toggled(state, { facet, code }) {
  if (facet === "from" || facet === "to") return { ...state, [facet]: state[facet] === code ? "" : code };
  const codes = state.filters[facet];
  const next = codes.includes(code) ? codes.filter((other) => other !== code) : [...codes, code];
  return { ...state, filters: { ...state.filters, [facet]: next } };
}

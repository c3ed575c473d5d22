/** The values, and what is chosen of them: loads them once, narrows, counts. Touches no element. */

/** The columns a choice is made by, in the order they are offered; `by` is how a value is broken down. */
export const FACETS = ["programme", "indicator", "kind", "period", "by", "region", "agency", "sex", "age_band", "milieu"];

const AXES = ["region", "agency", "sex", "age_band", "milieu"];
const loaded = new Map();

/** Load the values from an address: the file as it is, each row an object with `cells` and `codes`. */
export function load(address) {
  if (!loaded.has(address)) {
    const promise = fetchValues(address);
    loaded.set(address, promise);
    promise.catch(() => loaded.delete(address)); // so that the next call tries again
  }
  return loaded.get(address);
}

async function fetchValues(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const data = await answer.json();
  return { ...data, rows: data.rows.map((cells) => rowOf(data.columns, cells)) };
}

/** Give a row as an object of its cells, with `codes`: what it is by each facet, "" for nothing. */
export function rowOf(columns, cells) {
  const row = Object.fromEntries(columns.map((column, at) => [column, cells[at]]));
  const { programme, period_start: start, period_end: end } = row;
  const codes = Object.fromEntries(FACETS.map((facet) => [facet, row[facet] ?? ""]));
  codes.indicator = `${programme}.${row.indicator}`;
  codes.agency = row.agency && `${programme}.${row.agency}`;
  codes.period = start || end ? `${start}..${end}` : "none";
  codes.by = AXES.filter((axis) => row[axis]).join(".") || "whole";
  return { ...row, cells, codes };
}

/** Tell whether the state's choices keep a row; `without` leaves the choice of one facet out. */
export function keeps(state, row, without = "") {
  const chosen = FACETS.every((facet) => {
    const codes = state.filters[facet];
    return facet === without || !codes.length || codes.includes(row.codes[facet]);
  });
  return chosen && (without === "years" || touches(row, state.from, state.to));
}

// A period without a first or last day goes on; a value without any period belongs to no year.
function touches({ period_start: start, period_end: end }, from, to) {
  if (!from && !to) return true;
  if (!start && !end) return false;
  return (!from || !end || end.slice(0, 4) >= from) && (!to || !start || start.slice(0, 4) <= to);
}

/** Count, for each facet, the rows each code would leave, as if nothing of that facet were chosen. */
export function counts(rows, state) {
  return Object.fromEntries(
    FACETS.map((facet) => {
      const found = {};
      for (const row of rows) {
        const code = row.codes[facet];
        if (code && keeps(state, row, facet)) found[code] = (found[code] ?? 0) + 1;
      }
      return [facet, found];
    }),
  );
}

/** List the codes of a facet that rows have: programmes and indicators as they stand, the others sorted. */
export function codesOf(rows, facet) {
  const codes = [...new Set(rows.map((row) => row.codes[facet]).filter(Boolean))];
  const order = ORDERS[facet];
  return order ? codes.sort(order) : codes;
}

const plain = (one, other) => (one < other ? -1 : 1);
const KINDS = ["baseline", "target", "actual"];
const ORDERS = {
  kind: (one, other) => KINDS.indexOf(one) - KINDS.indexOf(other),
  period: (one, other) => (one === "none") - (other === "none") || plain(one, other),
  by: (one, other) => (other === "whole") - (one === "whole") || one.split(".").length - other.split(".").length || plain(one, other),
  region: plain,
  sex: plain,
  age_band: (one, other) => parseInt(one, 10) - parseInt(other, 10) || plain(one, other),
  milieu: plain,
};

/** List the years from the first to the last that any period names. */
export function yearsOf(rows) {
  const named = rows.flatMap((row) => [row.period_start, row.period_end]).filter(Boolean).map((day) => Number(day.slice(0, 4)));
  if (!named.length) return [];
  const first = Math.min(...named);
  return Array.from({ length: Math.max(...named) - first + 1 }, (_, at) => String(first + at));
}

/**
 * The scale of prices the exhibition narrows by: each step is a code ("1500"), and so is what lies between
 * two steps ("1000-1500"). The page tells the scale, cheapest first; touches no element but to read it.
 */

const data = JSON.parse(document.getElementById("m-search-data")?.textContent ?? "{}");

/** All codes of the scale, cheapest first; none where the page has no prices. */
export const scale = data.scale ?? [];

/** The prices one can narrow from or up to, as codes. */
export const steps = scale.filter((code) => /^\d+$/.test(code));

/** Give the range an address asks for, on the steps around it: {min, max}, each a step or "". */
export function rangeOf(min, max) {
  const [low, high] = [amount(min), amount(max)];
  const [least, most] = low !== null && high !== null && low > high ? [high, low] : [low, high];
  return {
    min: least === null ? "" : (steps.filter((step) => Number(step) <= least).at(-1) ?? ""),
    max: most === null ? "" : (steps.find((step) => Number(step) >= most) ?? ""),
  };
}

function amount(text) {
  return /^\d{1,9}(\.\d+)?$/.test(text ?? "") ? Number(text) : null;
}

/** Give the codes from one step to another, both within; none when neither is given. */
export function codesOf({ min, max }) {
  if (!min && !max) return [];
  return scale.slice(min ? scale.indexOf(min) : 0, max ? scale.indexOf(max) + 1 : scale.length);
}

/**
 * Count the offers within a range. An offer that touches several codes is counted for each of them, and
 * once less for each pair of its codes that lies within.
 */
export function countOf({ min, max }, counts) {
  const from = min ? scale.indexOf(min) : 0;
  const to = max ? scale.indexOf(max) : scale.length - 1;
  let sum = 0;
  for (let place = from; place <= to; place += 1) sum += counts.price?.[scale[place]] ?? 0;
  for (const [pair, count] of Object.entries(counts.price_pair ?? {})) {
    const [one, next] = pair.split("~").map(Number);
    if (one >= from && next <= to) sum -= count;
  }
  return sum;
}

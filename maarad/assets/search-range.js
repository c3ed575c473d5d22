/** The filter by price: from one step to another, each choice with the number of products it would leave. */

import { el } from "./search-cards.js";
import { countOf, steps } from "./search-prices.js";
import { number } from "./search-words.js";

const ENDS = ["min", "max"];

/** Build the filter: {node, update(state, counts)}, as the other facets. */
export function priceFacet({ say, nameOf, change }, current, open) {
  const ends = ENDS.map((end) => {
    const select = el("select", { class: "m-select", name: end });
    select.addEventListener("change", () => {
      const range = { ...current.state.range, [end]: select.value };
      change({ ...current.state, range, pages: 1 });
    });
    return { end, select, field: el("label", { class: "m-range__end" }, say(`price_${end}`), " ", select) };
  });
  const fields = el("div", { class: "m-range", role: "group", "aria-label": say("facet_price") }, ...ends.map(({ field }) => field));
  const node = el("details", { class: "m-filters__group", open }, el("summary", {}, say("facet_price")), fields);
  function update({ range }, counts) {
    for (const { end, select } of ends) {
      select.replaceChildren(el("option", { value: "" }, say("price_any")), ...options(nameOf, range, end, counts));
      select.value = range[end];
    }
    node.hidden = !range.min && !range.max && !countOf(range, counts);
    if (range.min || range.max) node.open = true;
  }
  return { node, update };
}

function options(nameOf, range, end, counts) {
  return steps.map((step) => {
    const asked = { ...range, [end]: step };
    const upside = asked.min && asked.max && Number(asked.min) > Number(asked.max);
    const count = upside ? 0 : countOf(asked, counts);
    const none = !count && range[end] !== step;
    return el("option", { value: step, disabled: none }, `${nameOf("price", step)} (${number(count)})`);
  });
}

/** Say a range in words: "up to 1 500 MAD"; "" when there is none. */
export function rangeName(say, nameOf, { min, max }) {
  const [low, high] = [min, max].map((step) => (step ? nameOf("price", step) : ""));
  if (low && high) return low === high ? low : say("price_between", { low, high });
  return low ? say("price_from", { low }) : high ? say("price_up_to", { high }) : "";
}

/** Names of codes and numbers in the language of the page; gives texts, touches no element. */

import { number, speaker } from "./search-words.js";

const RTL = new Set(["ar"]);
const language = (document.documentElement.lang || "fr").split("-")[0];
const AGREED = { roundingMode: "halfEven" }; // as the tables made at build time round
const formats = new Map();

// Numbers in Arabic pages are written as the Moroccan administration prints them.
function decimal(text, least, most) {
  const key = `${least} ${most}`;
  const options = { ...AGREED, minimumFractionDigits: least, maximumFractionDigits: most };
  if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(RTL.has(language) ? "fr" : language, options));
  return formats.get(key).format(text);
}

/** Give what speaks for the page; `given` is the JSON of `pages.explorer.explorer_data`. */
export function namesOf(given) {
  const { labels, indicators, percent, comma, colon } = given;
  const label = (facet, code) => labels[facet]?.[code] ?? code;
  const say = speaker(given.words);
  function nameOf(facet, code) {
    if (facet === "by" && code !== "whole") return say("by_some", { axes: code.split(".").map((axis) => label("by", axis)).join(" × ") });
    if (facet === "from" || facet === "to") return say(`${facet}_year`, { year: code });
    return label(facet, code);
  }
  function amount({ codes, value, missing, derived }) {
    if (value === "") return label("missing", missing || "not_published");
    if (indicators[codes.indicator]?.measure === "percentage") return decimal(String(Number(value) * 100), 1, 1) + percent;
    const rounded = derived && Number(value) % 1 !== 0;
    return rounded ? decimal(value, 2, 2) : decimal(value, 0, 3);
  }
  return {
    say,
    nameOf,
    amount,
    number,
    decimal: (text) => decimal(text, 0, 3),
    qualifier: (code) => (code === "exact" ? "" : label("qualifier", code)),
    list: (texts) => texts.join(comma),
    pair: (name, text) => colon.replace("{name}", name).replace("{text}", text),
    language,
    facts: given,
  };
}

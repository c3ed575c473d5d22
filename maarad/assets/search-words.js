/** Words and numbers of the page's language; gives texts, touches no element. */

import { locale } from "./search-engine.js";

const plurals = new Intl.PluralRules(locale);
// Numbers in Arabic pages are written as the Moroccan administration prints them.
const numbers = new Intl.NumberFormat(locale === "ar" ? "fr" : locale);

/** Write a count. */
export function number(value) {
  return numbers.format(value);
}

/** Give a function that says a key: say("found", {count: 3}); `words` come from interface.json. */
export function speaker(words) {
  return function say(key, values = {}) {
    let text = words[key] ?? key;
    if (typeof text === "object") text = text[plurals.select(values.count)] ?? text.other;
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name === "count" ? number(values.count) : (values[name] ?? whole)));
  };
}

/** Words and numbers of the page's language; gives texts, touches no element. */

import { locale } from "./search-engine.js";

const plurals = new Intl.PluralRules(locale);
// Numbers in Arabic pages are written as the Moroccan administration prints them.
const numbers = new Intl.NumberFormat(locale === "ar" ? "fr" : locale);

/** Write a count. */
export function number(value) {
  return numbers.format(value);
}

/** Write a moment ("2026-12-01T08:30:00Z") as a day and a time. */
export function moment(iso) {
  const form = { dateStyle: "long", timeStyle: "short" };
  return new Intl.DateTimeFormat({ ar: "ar-MA-u-nu-latn", en: "en-GB" }[locale] ?? locale, form).format(new Date(iso));
}

/** Give a function that says a key: say("found", {count: 3}); `words` come from interface.json. */
export function speaker(words) {
  return function say(key, values = {}) {
    let text = words[key] ?? key;
    if (typeof text === "object") text = text[plurals.select(values.count)] ?? text.other;
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name === "count" ? number(values.count) : (values[name] ?? whole)));
  };
}

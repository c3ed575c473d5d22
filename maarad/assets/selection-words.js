/** Words, numbers and prices of the selection, in any of the portal's languages; touches no element. */

const FALLBACK = { fr: ["fr", "en", "ar"], ar: ["ar", "fr", "en"], en: ["en", "fr", "ar"] };
const FIRST_STRONG = "\u2068";
const POP = "\u2069";
const ARABIC = /\p{Script=Arabic}/u;

/** Give what a text of three languages says to a reader of `locale`: {text, language}. */
export function textIn(texts, locale) {
  const language = FALLBACK[locale].find((other) => texts?.[other]) ?? locale;
  return { text: texts?.[language] ?? "", language };
}

/** Write a whole number or an amount as the portal does: in Arabic as the Moroccan administration prints it. */
export function number(value, locale, digits = 0) {
  const form = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(locale === "ar" ? "fr" : locale, form).format(value);
}

// French and Moroccan Arabic name the first of a month by its rank.
const FIRST = { fr: "1er", ar: "فاتح" };

/** Give today as the visitor's clock has it ("2026-12-01"). */
export const today = () => new Date().toLocaleDateString("sv");

/** Write a day ("2026-12-01") in words. */
export function day(iso, locale) {
  const date = new Date(`${iso}T12:00:00Z`);
  if (Number.isNaN(date.getTime())) return iso;
  const form = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  const text = new Intl.DateTimeFormat({ ar: "ar-MA-u-nu-latn", en: "en-GB" }[locale] ?? locale, form).format(date);
  return FIRST[locale] ? text.replace(/^1(?= )/, FIRST[locale]) : text;
}

/** Give a function that says a key of `words` in a language; {count: n} picks the plural form. */
export function speaker(words, locale) {
  const plurals = new Intl.PluralRules(locale);
  return function say(key, values = {}) {
    let text = words[key] ?? key;
    if (typeof text === "object") text = text[plurals.select(values.count)] ?? text.other;
    return text.replace(/\{(\w+)\}/g, (whole, name) => written(values[name], name, locale) ?? whole);
  };
}

function written(value, name, locale) {
  return name === "count" && typeof value === "number" ? number(value, locale) : value;
}

/** Write an amount in MAD, or what lies between two. */
export function price(words, locale, low, high = low) {
  const digits = Number.isInteger(low) && Number.isInteger(high) ? 0 : 2;
  const bare = (amount) => number(amount, locale, digits);
  const whole = (amount) => words.price.replace("{amount}", bare(amount));
  if (low === high) return whole(low);
  const parts = { low: bare(low), high: bare(high), low_price: whole(low), high_price: whole(high) };
  return words.price_range.replace(/\{(\w+)\}/g, (_, name) => parts[name]);
}

/** Keep a run of other letters from turning the line round: isolated where it may be of another direction. */
export function isolated(text, locale) {
  return locale === "ar" || ARABIC.test(text) ? `${FIRST_STRONG}${text}${POP}` : text;
}

/** The enquiry a visitor sends a seller: its text, and the links that open it. Pure; nothing is sent from here. */

import { isAskable, totalOf } from "./selection-data.js";
import { day, isolated, price, speaker, textIn } from "./selection-words.js";

const RIGHT_TO_LEFT = "\u200f";
const MOST = 7000; // characters of a message within a link: a host may refuse an address of more than 8 KB

/** Give the languages a message to a seller can be in: the page's own first, then those she reads. */
export function languagesOf(offer, words, locale) {
  const read = offer.seller.languages.filter((language) => language in words.write);
  return [...new Set([locale, ...read])];
}

/**
 * Write the enquiry about the rows of one seller in a language. `request` is what a trade buyer filled in
 * {name, city, date, handover, note}, or null for a plain enquiry. Where that is more than a link can hold,
 * each product has one line; what is still too much is counted.
 */
export function enquiry(group, request, words, locale) {
  const rows = group.rows.filter(isAskable);
  const about = (products) => letter(group.offer, rows, products, request, words, locale);
  const whole = about(rows.map((row, at) => product(row, at + 1, words, locale)));
  if (fits(whole)) return whole;
  const say = speaker(words.write[locale], locale);
  const lines = rows.map((row, at) => brief(row, at + 1, words, locale));
  for (let shown = lines.length; ; shown -= 1) {
    const left = lines.length - shown;
    const text = about([[...lines.slice(0, shown), ...(left ? [say("rest", { count: left })] : [])].join("\n")]);
    if (!shown || fits(text)) return text;
  }
}

const fits = (text) => encodeURIComponent(text).length <= MOST;

function letter(offer, rows, products, request, words, locale) {
  const own = words.write[locale];
  const say = speaker(own, locale);
  const name = isolated(textIn(offer.seller.name, locale).text, locale);
  const count = rows.length;
  return [
    say("hello", { name }),
    say(request ? "quote_intro" : "intro", { count, site: isolated(own.site, locale) }),
    ...products,
    totalLine(rows, own, locale, say),
    request ? requestLines(request, locale, say) : "",
    say(request ? "quote_question" : "question", { count }),
  ]
    .filter(Boolean)
    .join("\n\n");
}

function brief({ key, item, shown }, place, words, locale) {
  const say = speaker(words.write[locale], locale);
  const told = { title: numbered(shown, place, locale), code: isolated(key, locale), quantity: item.quantity };
  return [say("brief", told), item.note ? say("item_note", { note: isolated(item.note, locale) }) : ""].filter(Boolean).join("\n");
}

function numbered(shown, place, locale) {
  return `${locale === "ar" ? RIGHT_TO_LEFT : ""}${place}. ${isolated(textIn(shown.title, locale).text, locale)}`;
}

function product({ key, item, shown }, place, words, locale) {
  const say = speaker(words.write[locale], locale);
  const unit = textIn(shown.unit, locale).text;
  return [
    numbered(shown, place, locale),
    say("code", { code: isolated(key, locale) }),
    say("quantity", { quantity: item.quantity }),
    say("price_shown", { price: [shown.price.text[locale], unit && isolated(unit, locale)].filter(Boolean).join(" ") }),
    shown.availability === "sold" ? say("sold") : "",
    item.note ? say("item_note", { note: isolated(item.note, locale) }) : "",
    addressOf(shown, words, locale),
  ]
    .filter(Boolean)
    .join("\n");
}

/** Give the whole address of a product's page in a language, "" when the portal has none yet. */
export function addressOf(shown, words, locale) {
  return words.origin && `${words.origin}${locale === "fr" ? "" : `${locale}/`}${shown.page}`;
}

function totalLine(rows, own, locale, say) {
  const { low, high, priced } = totalOf(rows);
  const several = rows.length > 1 || rows.some(({ item }) => item.quantity > 1);
  return priced && several ? say("total", { price: price(own, locale, low, high) }) : "";
}

/** Write what a trade buyer filled in, a line each; "" when she left all of it out. */
export function requestLines({ name, city, date, handover, note }, locale, say) {
  const told = (key, value) => (value ? say(key, { value: isolated(value, locale) }) : "");
  return [
    told("from", name),
    told("city", city),
    date ? say("date", { value: day(date, locale) }) : "",
    handover ? say(`handover_${handover}`) : "",
    told("request_note", note),
  ]
    .filter(Boolean)
    .join("\n");
}

/** Give the link that opens WhatsApp with a message; a demonstration has no number and reaches nobody. */
export function whatsappLink({ contact }, text) {
  return `https://wa.me/${(contact.whatsapp ?? "").replace("+", "")}?text=${encodeURIComponent(text)}`;
}

/** Give the link that opens a letter with a message. */
export function mailLink({ contact }, subject, text) {
  const body = encodeURIComponent(text.replaceAll("\n", "\r\n"));
  return `mailto:${encodeURIComponent(contact.email ?? "").replace("%40", "@")}?subject=${encodeURIComponent(subject)}&body=${body}`;
}

/** Give the subject of the letter. */
export function subjectOf(group, request, words, locale) {
  const say = speaker(words.write[locale], locale);
  const count = group.rows.filter(isAskable).length;
  return say(request ? "quote_subject" : "subject", { count, site: words.write[locale].site });
}

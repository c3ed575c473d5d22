/** The enquiry a visitor sends a seller: its text, and the links that open it. Pure; nothing is sent from here. */

import { isAskable, totalOf } from "./selection-data.js";
import { day, isolated, price, speaker, textIn } from "./selection-words.js";

const RIGHT_TO_LEFT = "\u200f";

/** Give the languages a message to a seller can be in: the page's own first, then those she reads. */
export function languagesOf(offer, words, locale) {
  const read = offer.seller.languages.filter((language) => language in words.write);
  return [...new Set([locale, ...read])];
}

/**
 * Write the enquiry about the rows of one seller in a language. `request` is what a trade buyer filled in
 * {name, city, date, handover, note}, or null for a plain enquiry.
 */
export function enquiry(group, request, words, locale) {
  const own = words.write[locale];
  const say = speaker(own, locale);
  const rows = group.rows.filter(isAskable);
  const name = isolated(textIn(group.offer.seller.name, locale).text, locale);
  const count = rows.length;
  return [
    say("hello", { name }),
    say(request ? "quote_intro" : "intro", { count, site: isolated(own.site, locale) }),
    ...rows.map((row, at) => product(row, at + 1, words, locale)),
    totalLine(rows, own, locale, say),
    request ? requestLines(request, locale, say) : "",
    say(request ? "quote_question" : "question", { count }),
  ]
    .filter(Boolean)
    .join("\n\n");
}

function product({ key, item, shown }, place, words, locale) {
  const say = speaker(words.write[locale], locale);
  const { text } = textIn(shown.title, locale);
  const mark = locale === "ar" ? RIGHT_TO_LEFT : "";
  const unit = textIn(shown.unit, locale).text;
  return [
    `${mark}${place}. ${isolated(text, locale)}`,
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

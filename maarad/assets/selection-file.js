/** The selection as an address to share and as a CSV file (RFC 4180, UTF-8 with a mark). Pure. */

import { addressOf } from "./selection-message.js";
import { LIMIT, isProduct, quantityOf } from "./selection-store.js";
import { textIn } from "./selection-words.js";

const FORMULA = /^[=+\-@\t\r]/;
const QUOTED = /[",\r\n]/;
const COLUMNS = ["seller", "code", "title", "quantity", "unit", "price_from", "price_to", "currency", "availability", "address"];

/** Write the query of a shared selection: "?p=seller/listing*2,seller/listing". */
export function toQuery(items) {
  const parts = Object.entries(items).map(([key, { quantity }]) => (quantity > 1 ? `${key}*${quantity}` : key));
  return `?p=${parts.join(",")}`;
}

/** Read the query of a shared selection; null when there is none, {} when it names nothing. */
export function fromQuery(query) {
  const given = new URLSearchParams(query).get("p");
  if (given === null) return null;
  const parts = given.split(",").map((part) => part.trim().split("*"));
  const good = parts.filter(([key]) => isProduct(key)).slice(0, LIMIT);
  return Object.fromEntries(good.map(([key, quantity]) => [key, { quantity: quantityOf(quantity ?? 1) }]));
}

/** Write the rows of all groups as CSV; `columns` names each column in the reader's language. */
export function toCsv(groups, words, locale) {
  const head = COLUMNS.map((column) => words.say[`csv_${column}`]);
  const lines = groups.flatMap((group) => group.rows.filter(({ ghost }) => !ghost).map((row) => cells(group, row, words, locale)));
  return `\ufeff${[head, ...lines].map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cells(group, { key, item, shown }, words, locale) {
  const seller = textIn(group.offer?.seller.name, locale).text || group.seller;
  if (!shown) return [seller, key, item.title ?? "", item.quantity, "", "", "", "", words.say.csv_gone, ""];
  const { from, to } = shown.price;
  return [
    seller,
    key,
    textIn(shown.title, locale).text,
    item.quantity,
    textIn(shown.unit, locale).text,
    from ?? "",
    to ?? "",
    from === null ? "" : "MAD",
    words.availability[shown.availability],
    addressOf(shown, words, locale),
  ];
}

// A text that a spreadsheet would take for a formula gets an apostrophe before it.
function cell(value) {
  const text = typeof value === "string" && FORMULA.test(value) ? `'${value}` : String(value);
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

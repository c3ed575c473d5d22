/**
 * The selection as an address to share and as a CSV file (RFC 4180, UTF-8 with a mark). Pure. What is shared stands
 * behind the "#" of the address: a browser sends that to no host.
 */

import { addressOf } from "./selection-message.js";
import { LIMIT, isProduct, quantityOf } from "./selection-store.js";
import { textIn } from "./selection-words.js";

const FORMULA = /^[=+\-@\t\r]/;
const QUOTED = /[",\r\n]/;
const COLUMNS = ["seller", "code", "title", "note", "quantity", "unit", "price_from", "price_to", "currency", "availability", "address"];

/** Write the end of the address of a shared selection: "#p=seller/listing*2,seller/listing". */
export function toFragment(items) {
  const parts = Object.entries(items).map(([key, { quantity }]) => (quantity > 1 ? `${key}*${quantity}` : key));
  return `#p=${parts.join(",")}`;
}

/** Read a shared selection from an address ("?p=" in old ones); null when there is none, {} when it names nothing. */
export function fromAddress({ hash, search }) {
  const given = new URLSearchParams(hash.slice(1)).get("p") ?? new URLSearchParams(search).get("p");
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
  if (!shown) return [seller, key, item.title ?? "", item.note ?? "", item.quantity, "", "", "", "", words.say.csv_gone, ""];
  const { from, to } = shown.price;
  return [
    seller,
    key,
    textIn(shown.title, locale).text,
    item.note ?? "",
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

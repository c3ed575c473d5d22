/** The selection on paper: one table a seller, with the addresses written out. Seen in print only. */

import { addressOf, requestLines } from "./selection-message.js";
import { day, speaker, textIn } from "./selection-words.js";
import { titleOf } from "./selection-view.js";

/** Fill the sheet; `sheet` carries the heads of the columns, `priced` is the day of its prices. */
export function fillSheet(sheet, groups, request, about, priced) {
  const shown = groups.filter((group) => group.rows.some(({ ghost }) => !ghost));
  const date = make("p", [about.say("priced", { date: day(priced, about.locale) })]);
  sheet.replaceChildren(date, ...shown.map((group) => tableOf(group, sheet.dataset, about)), ...requestOf(request, about));
}

function tableOf(group, heads, about) {
  const { locale } = about;
  const name = textIn(group.offer?.seller.name, locale).text || group.seller;
  const place = group.offer?.seller.place[locale];
  return make("table", [
    make("caption", [[name, place].filter(Boolean).join(" — ")]),
    make("thead", [make("tr", [heads.product, heads.quantity, heads.price].map((head) => make("th", [head], { scope: "col" })))]),
    make("tbody", group.rows.filter(({ ghost }) => !ghost).map((row) => lineOf(row, about))),
  ]);
}

function lineOf(row, { words, say, locale }) {
  const { key, item, shown } = row;
  const address = shown && addressOf(shown, words, locale);
  const title = titleOf(row, locale);
  const told = [key, item.note, address].filter((text) => text && text !== title);
  const unit = textIn(shown?.unit, locale).text;
  return make("tr", [
    make("td", [make("strong", [title]), ...told.flatMap((text) => [make("br"), make("bdi", [text])])]),
    make("td", [String(item.quantity)]),
    make("td", [shown ? [shown.price.text[locale], unit].filter(Boolean).join(" ") : say("gone")]),
  ]);
}

function requestOf(request, { words, locale }) {
  const lines = request ? requestLines(request, locale, speaker(words.write[locale], locale)).split("\n") : [];
  return lines.filter(Boolean).map((line) => make("p", [line]));
}

function make(name, children = [], attributes = {}) {
  const element = Object.assign(document.createElement(name), attributes);
  element.append(...children);
  return element;
}

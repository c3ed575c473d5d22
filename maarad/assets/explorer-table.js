/** The table of chosen values, in the form of the tables made at build time (templates/results_parts.html). */

import { el } from "./search-cards.js";

const SLICES = ["region", "agency", "sex", "age_band", "milieu"];
const RTL = new Set(["ar"]);
const LANGUAGES = ["fr", "en", "ar"];
const NO_BREAK = "\u00a0";

/** Build the table of some rows, a group an indicator; `names` is what `namesOf` gives. */
export function tableOf(rows, names) {
  const { say } = names;
  const groups = grouped(rows);
  const caption = el("caption", { id: "m-explorer-caption" }, say("caption"));
  const heads = [say("what"), say("period"), say("value"), say("source")];
  const head = el("tr", {}, ...heads.map((text, at) => el("th", { scope: "col", class: at === 2 ? "m-num" : null }, text)));
  const bodies = [...groups.values()].map((group) => el("tbody", {}, headOf(group[0], names), ...group.map((row) => rowOf(row, names))));
  const table = el("table", {}, caption, el("thead", {}, head), ...bodies);
  return el("div", { class: "m-table m-explorer__table", role: "region", tabindex: "0", "aria-labelledby": caption.id }, table);
}

function grouped(rows) {
  const groups = new Map();
  for (const row of rows) {
    if (!groups.has(row.codes.indicator)) groups.set(row.codes.indicator, []);
    groups.get(row.codes.indicator).push(row);
  }
  return groups;
}

function headOf({ programme, indicator, codes }, { nameOf, say, facts }) {
  const title = el("a", { class: "m-values__title", href: `${programme}/${indicator}/` }, nameOf("indicator", codes.indicator));
  const whose = el("a", { class: "m-explorer__whose", href: `../programmes/${programme}/` }, nameOf("programme", programme));
  const wider = facts.indicators[codes.indicator]?.wider ? el("span", { class: "m-values__text" }, say("wider")) : null;
  return el("tr", { class: "m-explorer__head" }, el("th", { scope: "rowgroup", colspan: "4" }, title, whose, wider));
}

function rowOf(row, names) {
  const { nameOf, say } = names;
  return el(
    "tr",
    { class: "m-explorer__row", "data-value": `${row.programme}.${row.id}` },
    el("th", { scope: "row" }, nameOf("kind", row.kind), slicesOf(row, nameOf)),
    el("td", {}, nameOf("period", row.codes.period)),
    el("td", { class: "m-num" }, amountOf(row, names), row.derived ? el("span", { class: "m-computed" }, say("computed")) : null),
    el("td", { class: "m-small" }, sourceOf(row, names), noteOf(row, names)),
  );
}

function slicesOf(row, nameOf) {
  const parts = SLICES.filter((axis) => row[axis]).map((axis) => el("span", {}, nameOf(axis, row.codes[axis])));
  return parts.length ? el("span", { class: "m-slices" }, ...parts) : null;
}

function amountOf(row, { amount, qualifier }) {
  const link = el("a", { href: `${row.programme}/${row.indicator}/${row.id}/` });
  if (row.value === "") link.append(el("span", { class: "m-none" }, amount(row)));
  else link.append(qualifier(row.qualifier) ? qualifier(row.qualifier) + NO_BREAK : "", el("bdi", {}, amount(row)));
  return link;
}

// The place in the source is written in French, as in the source.
function sourceOf({ programme, source, locator }, { facts, language }) {
  const link = el("a", { href: `../programmes/${programme}/#sources-${source}` }, facts.sources[`${programme}.${source}`] ?? source);
  const where = el("span", language === "fr" ? {} : { lang: "fr", dir: "ltr" }, locator);
  return el("p", { class: "m-source" }, el("span", { class: "m-origin" }, link, facts.comma, where));
}

function noteOf(row, { language }) {
  const told = [language, ...LANGUAGES].find((one) => row[`note_${one}`]);
  if (!told) return null;
  const speech = told === language ? {} : { lang: told, dir: RTL.has(told) ? "rtl" : "ltr" };
  return el("p", { class: "m-remark", ...speech }, row[`note_${told}`]);
}

/**
 * Take chosen values away: the files of one zip, made of the very cells of the data package.
 * Writes them as `exports/explorer.py` writes the ready ones. Touches no element but the link it saves by.
 */

import { makeZip } from "./explorer-zip.js";

const QUOTED = /[",\n\r]/;
const RAW = new Set(["number", "array"]);

/** Write rows of cells as the package's CSV: the header, then the package's own lines. */
export function csvOf(columns, rows) {
  const line = (cells) => `${cells.map((cell) => (QUOTED.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",")}\n`;
  return [columns, ...rows].map(line).join("");
}

/** Write rows of cells as JSON objects; numbers and lists keep the very signs of their cell, nothing is null. */
export function jsonOf(told, columns, types, rows) {
  const cell = (text, at) => (text === "" ? "null" : RAW.has(types[at]) ? text : JSON.stringify(text));
  const object = (cells) => `{${cells.map((text, at) => `${JSON.stringify(columns[at])}:${cell(text, at)}`).join(",")}}`;
  return `${JSON.stringify(told).slice(0, -1)},"rows":[\n${rows.map(object).join(",\n")}\n]}\n`;
}

/**
 * Give the files of a selection by name. `data` is the JSON of every value, `chosen` {filters, from, to},
 * `told` {language, selection, number, address}: how the README names the selection.
 */
export function filesOf(data, rows, chosen, told) {
  const { texts, columns, types, rows: all, ...about } = data;
  const selection = Object.fromEntries([...Object.entries(chosen.filters).filter(([, codes]) => codes.length), ...years(chosen)]);
  const cells = rows.map((row) => row.cells);
  const own = texts[told.language];
  const readme = own.readme.replace(/\{(selection|number|address)\}/g, (_, name) => told[name]);
  return {
    "values.csv": csvOf(columns, cells),
    "values.json": jsonOf({ ...about, address: told.address, columns, selection }, columns, types, cells),
    "README.txt": readme,
    "LICENSE.txt": own.licence,
    "CITATION.txt": own.citation,
  };
}

function years({ from, to }) {
  return [["from", from], ["to", to]].filter(([, year]) => year);
}

/** Let the browser save files as one zip. */
export function save(files, name) {
  const address = URL.createObjectURL(new Blob([makeZip(files)], { type: "application/zip" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

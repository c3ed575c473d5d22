/**
 * The results explorer, in `[data-explorer]` (its value is the address of all values): narrows them, keeps the
 * choice in the address, and lets it be taken away. `[data-explorer-frame]` gives way to the choices;
 * `[data-explorer-static]`, the plain tables, stands wherever nothing is chosen. What it says comes from `#m-explorer-data`.
 */

import { button, el } from "./search-cards.js";
import { counts, FACETS, keeps, load } from "./explorer-data.js";
import { filesOf, save } from "./explorer-download.js";
import { cleared, filtersOf, showChosen } from "./explorer-filters.js";
import { namesOf } from "./explorer-names.js";
import { choices, queryOf, readState } from "./explorer-state.js";
import { tableOf } from "./explorer-table.js";
import { totalOf } from "./explorer-total.js";

const WIDE = "(width >= 60rem)";
const ROWS_A_TIME = 100;

function start(place) {
  const names = namesOf(JSON.parse(document.getElementById("m-explorer-data").textContent));
  const page = { place, names, state: readState(), shown: ROWS_A_TIME, view: null, data: null, rows: [] };
  build(page);
  addEventListener("popstate", () => void run(page, readState()));
  if (queryOf(page.state) || (page.filters.open && !navigator.connection?.saveData)) void run(page, page.state);
}

/** Lay the page out around its tables; needs no values yet. */
function build(page) {
  const { place, names: { say, facts } } = page;
  page.static = place.querySelector("[data-explorer-static]");
  page.status = el("p", { class: "m-explorer__count", tabindex: "-1" }, say("all", { count: facts.count }));
  page.total = el("p", { class: "m-explorer__total", hidden: true });
  page.take = button({ class: "m-button m-button--main m-button--small" }, () => void take(page), say("download", { count: facts.count }));
  page.take.setAttribute("aria-describedby", "m-explorer-note");
  page.chosen = el("ul", { class: "m-chips", "aria-label": say("chosen"), hidden: true });
  page.results = el("div", { class: "m-stack", hidden: true });
  page.choices = el("div", { class: "m-filters__form" });
  const open = matchMedia(WIDE).matches;
  page.filters = el("details", { class: "m-filters", open }, el("summary", { class: "m-filters__summary" }, say("filters")), page.choices);
  page.filters.addEventListener("toggle", () => page.filters.open && !page.data && void run(page, page.state));
  page.see = button({ class: "m-button m-button--main m-explorer__see" }, () => see(page));
  const told = el("div", { role: "status" }, page.status, page.total);
  const taking = el("div", { class: "m-explorer__take" }, page.take, el("p", { class: "m-source", id: "m-explorer-note" }, say("download_note")));
  page.taking = taking;
  place.querySelector("[data-explorer-frame]").replaceWith(page.filters);
  page.static.before(el("div", { class: "m-browse__bar" }, told, taking), page.chosen, page.results);
}

async function ready(page) {
  const data = await load(page.place.dataset.explorer);
  if (page.view) return data;
  page.view = filtersOf(data.rows, page.names, (state) => change(page, state));
  page.choices.replaceChildren(...page.view.nodes, page.see);
  return data;
}

function change(page, state, refocus = false) {
  page.shown = ROWS_A_TIME;
  history.pushState(null, "", location.pathname + queryOf(state));
  void run(page, state, refocus);
}

async function run(page, state, refocus = false) {
  page.state = state;
  try {
    const data = await ready(page);
    if (page.state === state) show(page, data);
    if (refocus) page.status.focus();
  } catch (fault) {
    fail(page, fault);
  }
}

function show(page, data) {
  const { state, names } = page;
  const narrowed = choices(state).length > 0;
  page.data = data;
  page.rows = data.rows.filter((row) => keeps(state, row));
  page.view.update(state, counts(data.rows, state));
  showChosen(page.chosen, state, names, (next, refocus) => change(page, next, refocus));
  tell(page, data.rows.length, narrowed);
  page.static.hidden = narrowed;
  page.results.hidden = !narrowed;
  page.results.replaceChildren(...(narrowed ? resultsOf(page, data) : []));
}

function tell(page, total, narrowed) {
  const { rows, names: { say, number, facts, decimal, qualifier } } = page;
  const count = rows.length;
  page.status.textContent = narrowed ? say("found", { count, total: number(total) }) : say("all", { count });
  page.take.textContent = say("download", { count });
  page.see.textContent = say("see", { count });
  page.taking.hidden = !count;
  const sum = totalOf(rows, facts);
  page.total.hidden = !narrowed || sum.reason === "few";
  page.total.dataset.reason = sum.reason ?? "";
  if (sum.reason) page.total.textContent = page.total.hidden ? "" : say(`no_total_${sum.reason}`);
  else page.total.textContent = say("total", { number: number(count), total: `${qualifier(sum.qualifier)}\u00a0${decimal(sum.total)}`.trim() });
}

function resultsOf(page, data) {
  const { rows, shown, names } = page;
  if (!rows.length) return [nothing(page, data)];
  const parts = [tableOf(rows.slice(0, shown), names)];
  const rest = Math.min(ROWS_A_TIME, rows.length - shown);
  if (rest > 0) parts.push(button({ class: "m-button m-next" }, () => more(page, data), names.say("more", { count: rest })));
  return parts;
}

// The focus goes to the first of the new rows, so that a reader goes on where she was.
function more(page, data) {
  const before = page.shown;
  page.shown += ROWS_A_TIME;
  page.results.replaceChildren(...resultsOf(page, data));
  page.results.querySelectorAll("tr[data-value] .m-num a")[before]?.focus();
}

/** Say what to loosen: each choice without which there would be values. */
function nothing(page, data) {
  const { state, names: { say } } = page;
  const facets = [...FACETS.filter((facet) => state.filters[facet].length), ...(state.from || state.to ? ["years"] : [])];
  const ways = facets
    .map((facet) => ({ facet, count: data.rows.filter((row) => keeps(state, row, facet)).length }))
    .filter(({ count }) => count)
    .map(({ facet, count }) => button({ class: "m-chip" }, () => change(page, cleared(state, facet), true), say("loosened", { name: say(facet), count })));
  const afresh = button({ class: "m-button" }, () => change(page, cleared(state), true), say("clear"));
  const offered = ways.length ? el("ul", { class: "m-chips" }, ...ways.map((way) => el("li", {}, way))) : afresh;
  return el("div", { class: "m-empty" }, el("p", {}, el("strong", {}, say("none"))), el("p", {}, say(ways.length ? "loosen" : "loosen_all")), offered);
}

// On a phone the choices stand above what they choose: fold them, and go there.
function see(page) {
  page.filters.open = false;
  page.status.focus();
}

async function take(page) {
  if (!page.data) await run(page, page.state);
  const { data, rows, state, names } = page;
  if (!data) return; // what went wrong has been said
  const told = { language: names.language, selection: chosenText(page), number: String(rows.length), address: addressOf(state, data) };
  const name = ["resultats", data.version, choices(state).length ? "selection" : ""].filter(Boolean).join("-");
  save(filesOf(data, rows, state, told), `${name}.zip`);
}

function chosenText({ state, names: { say, nameOf, list, pair } }) {
  const facets = FACETS.filter((facet) => state.filters[facet].length);
  const lines = facets.map((facet) => pair(say(facet), list(state.filters[facet].map((code) => nameOf(facet, code)))));
  const years = ["from", "to"].filter((end) => state[end]).map((end) => nameOf(end, state[end]));
  if (years.length) lines.push(pair(say("years"), list(years)));
  return lines.join("\n") || say("everything");
}

function addressOf(state, data) {
  const here = location.protocol.startsWith("http") ? location.origin + location.pathname : data.address;
  return here + queryOf(state);
}

function fail(page, fault) {
  console.warn("explorer:", fault);
  const { say } = page.names;
  const retry = button({ class: "m-button" }, () => void run(page, page.state), say("retry"));
  page.static.hidden = false;
  page.results.hidden = false;
  page.results.replaceChildren(el("div", { class: "m-empty" }, el("p", { role: "alert" }, say("failed")), retry));
}

const place = document.querySelector("[data-explorer]");
if (place) start(place);

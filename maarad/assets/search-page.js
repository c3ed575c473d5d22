/**
 * A list of results with filters, in `[data-search-page]`. Attributes of the element:
 *   data-fixed-kind="product"            results of this kind only (the exhibition)
 *   data-facets="craft region programme" filters offered, in this order; "price" is a range
 *   data-list="…" data-order="price"     on a further page, or one in order of price: the address of the list
 * Inside it, `[data-search-static]` is what stands there while nothing is asked for (links, a grid made
 * at build time), `[data-search-off]` is the note for pages without JavaScript, and a child `form` with an
 * input named q is taken over, or made. `[data-search-lost]`, hidden, says that the search could not be loaded,
 * for when its own words could not either. `[data-search-frame]` is a static frame of the same shape (links
 * where the filters will stand): what is static moves out of it and it goes. Names of codes come from the JSON in `#m-search-data`.
 */

import { allFilters, find, open, openFace } from "./search-engine.js";
import { moment, speaker } from "./search-words.js";
import { button, el } from "./search-cards.js";
import { controls, filtersSummary } from "./search-facets.js";
import { scale } from "./search-prices.js";
import { keepPlace, placeOf, returnTo, watchPlace } from "./search-place.js";
import { addressOf, chosenKeys, filtersOf, isEmpty, readState } from "./search-state.js";
import { groups, linkMaker, nothing, pages } from "./search-results.js";

const PAUSE_MS = 250;
const WIDE = "(width >= 60rem)";

/** Make `place` a results page. The index is loaded when something is asked for, or soon on wide screens. */
export function startPage(place) {
  const facets = (place.dataset.facets ?? "craft region programme").split(/\s+/).filter(Boolean);
  const page = { place, facets, fixedKind: place.dataset.fixedKind ?? "", turn: 0, timer: 0, view: null };
  page.static = place.querySelector("[data-search-static]");
  page.lost = place.querySelector("[data-search-lost]");
  place.querySelector("[data-search-off]")?.remove();
  page.list = place.dataset.list ? new URL(place.dataset.list, document.baseURI) : null;
  page.byPrice = place.dataset.order === "price";
  page.state = readState(facets, page.fixedKind);
  takeForm(page);
  addEventListener("popstate", () => {
    const at = placeOf(history.state);
    clearTimeout(page.timer);
    page.state = readState(facets, page.fixedKind);
    page.input.value = page.state.q;
    void run(page).then(() => returnTo(at));
  });
  watchPlace();
  const at = placeOf(history.state);
  if (!isEmpty(page.state, page.fixedKind)) void run(page).then(() => returnTo(at));
  else if (page.fixedKind) void frame(page).then(() => page.filters.open && soon(() => run(page)), () => {});
}

function soon(task) {
  (globalThis.requestIdleCallback ?? setTimeout)(() => void task());
}

function takeForm(page) {
  page.form = page.place.querySelector(":scope > form") ?? el("form", { class: "m-search", role: "search" });
  page.input = page.form.querySelector('input[name="q"]');
  page.input ??= page.form.appendChild(el("input", { class: "m-search__input", type: "search", name: "q", autocomplete: "off" }));
  // What was typed before this script came counts as asked for.
  if (page.input.value && !page.state.q) page.state.q = page.input.value;
  page.input.value = page.state.q;
  page.input.addEventListener("focus", () => void show(page).catch(() => {}), { once: true });
  page.form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(page.timer);
    void typed(page);
  });
  page.input.addEventListener("input", () => {
    clearTimeout(page.timer);
    page.timer = setTimeout(() => typed(page), PAUSE_MS);
  });
}

// However many letters it takes, a word is one step: Back leads to what stood there before it.
function typed(page) {
  const begun = Boolean(page.state.q.trim());
  return change(page, { ...page.state, q: page.input.value, pages: 1 }, { replace: begun });
}

function change(page, state, { replace = false, top = false, from = -1, sorted = false } = {}) {
  if (page.list && page.list.pathname !== location.pathname) return leave(page, state, sorted);
  const address = addressOf(state, page.fixedKind);
  if (replace || from >= 0) {
    history.replaceState(history.state, "", address);
  } else if (address !== location.pathname + location.search) {
    keepPlace();
    history.pushState(null, "", address);
  }
  page.state = state;
  return run(page, { top, from });
}

// A further page, or one in order of price, is narrowed at the address of its list, whose order it keeps.
function leave(page, state, sorted) {
  const sort = state.sort || (page.byPrice && !sorted ? "price-up" : "");
  page.list.search = new URL(addressOf({ ...state, sort }, page.fixedKind), location.href).search;
  location.assign(page.list);
}

/** Lay the page out around what stands there; needs words only, not the index. */
async function frame(page) {
  const { words } = await openFace();
  if (page.say) return;
  const say = (page.say = speaker(words));
  if (!page.input.placeholder) page.input.placeholder = say("placeholder");
  if (!page.input.labels?.length) page.input.setAttribute("aria-label", say("label"));
  // The box in the header is a search too: this one needs a name of its own.
  if (!page.form.hasAttribute("aria-label")) page.form.setAttribute("aria-label", say("label"));
  page.status = el("p", { class: "m-finder__status", role: "status" });
  page.results = el("div", { class: "m-results", hidden: true });
  page.bar = el("div", { class: "m-browse__bar" }, page.status);
  page.main = el("div", { class: "m-browse__list" }, page.bar, page.results, page.static);
  page.choices = el("div", { class: "m-filters__form" }, el("p", { class: "m-quiet" }, say("loading")));
  page.name = el("span", {}, filtersSummary(say, page.state));
  const name = el("summary", { class: "m-filters__summary" }, page.name);
  page.filters = el("details", { class: "m-filters", open: matchMedia(WIDE).matches && !navigator.connection?.saveData }, name, page.choices);
  page.filters.addEventListener("toggle", () => page.filters.open && (page.view ? page.view.reveal() : void run(page)));
  page.place.classList.add("m-finder");
  if (!page.form.isConnected) page.place.prepend(page.form); // moved, it would lose the focus
  page.form.after(el("div", { class: "m-browse" }, page.filters, page.main));
  page.place.querySelector("[data-search-frame]")?.remove();
  page.lost?.remove();
}

/** Build the controls once the index is there; later calls do nothing. */
async function show(page) {
  await frame(page);
  const [{ face, saved }, known] = await Promise.all([open(), allFilters()]);
  if (saved && !page.view) page.bar.before(el("p", { class: "m-note", role: "status" }, page.say("saved", { date: moment(saved) })));
  page.view ??= build(page, face, known);
}

function build(page, face, known) {
  const labels = JSON.parse(document.getElementById("m-search-data")?.textContent ?? "{}").labels ?? {};
  const nameOf = (key, code) => (Object.hasOwn(labels[key] ?? {}, code) ? labels[key][code] : code);
  const codes = Object.fromEntries(page.facets.map((key) => [key, ordered(Object.keys(known[key] ?? {}), key, nameOf)]));
  if (!scale.length) codes.price = [];
  const kinds = face.kinds.filter((kind) => known.kind?.[kind]);
  const move = (state, how) => void change(page, state, how);
  const go = linkMaker(page.fixedKind, move);
  const { say, facets, fixedKind, byPrice } = page;
  const everywhere = fixedKind && page.form.getAttribute("action");
  const given = { say, nameOf, codes, kinds, facets, fixedKind, byPrice, everywhere, current: page, change: move, go };
  const parts = controls(given);
  return { ...given, ...parts };
}

// Controls come into sight with their first counts, never empty.
function placeControls(page, { kindNode, facetNodes, orderNode, chosenNode }) {
  if (orderNode.isConnected) return;
  if (kindNode) page.form.after(kindNode);
  page.done = button({ class: "m-button m-button--primary m-filters__done" }, () => close(page));
  page.choices.replaceChildren(...facetNodes, page.done);
  page.filters.hidden = !facetNodes.length;
  page.bar.append(orderNode);
  page.bar.after(chosenNode);
}

// On a phone the filters lie over the list: the button at their end leads to what they leave.
function close(page) {
  page.filters.open = false;
  page.status.tabIndex = -1;
  page.status.focus({ preventScroll: true });
  page.main.scrollIntoView({ block: "start" });
}

// Codes that begin with a digit (years, price bands) sort as numbers, all others by their names.
function ordered(codes, key, nameOf) {
  const numeric = codes.every((code) => /^\d/.test(code));
  const text = numeric ? (code) => code : (code) => nameOf(key, code);
  return codes.sort((one, other) => text(one).localeCompare(text(other), document.documentElement.lang, { numeric: true }));
}

async function run(page, { top = false, from = -1 } = {}) {
  const turn = (page.turn += 1);
  if (page.static && !isEmpty(page.state, page.fixedKind)) page.static.hidden = true;
  const late = setTimeout(() => page.results?.setAttribute("aria-busy", "true"), PAUSE_MS);
  try {
    await frame(page);
    if (!page.counts && !isEmpty(page.state, page.fixedKind)) page.status.textContent = page.say("loading");
    await show(page);
    const answer = await ask(page.state);
    const nodes = turn === page.turn && (await answerNodes(page, answer));
    if (turn !== page.turn) return;
    redraw(page, () => display(page, answer, nodes));
    if (from >= 0) page.results.querySelectorAll("h3 a")[from]?.focus();
    if (top) page.place.scrollIntoView({ block: "start" });
  } catch (fault) {
    if (turn === page.turn) redraw(page, () => fail(page, fault));
  } finally {
    clearTimeout(late);
    page.results?.removeAttribute("aria-busy");
  }
}

// A filter's own codes are counted as if none of them were chosen: they widen, not narrow, each other.
async function ask(state) {
  const answer = await find(state.q, { filters: filtersOf(state), sort: state.sort });
  const counts = { ...answer.counts };
  for (const key of [...(state.kind ? ["kind"] : []), ...chosenKeys(state)]) {
    const { counts: wider } = await find(state.q, { filters: filtersOf(state, key), sort: "newest" });
    counts[key] = wider[key];
    if (key === "price") counts.price_pair = wider.price_pair;
  }
  return { results: answer.results, counts };
}

async function answerNodes(page, { results, counts }) {
  const { state, view } = page;
  if (isEmpty(state, page.fixedKind) && page.static) return null;
  if (!results.length) return [await nothing(view, state)];
  return state.kind ? pages(view, state, results) : groups(view, state, counts);
}

function display(page, { results, counts }, nodes) {
  page.counts = counts;
  page.view.update(page.state, counts);
  placeControls(page, page.view);
  page.view.reveal();
  if (document.activeElement !== page.input) page.input.value = page.state.q;
  page.results.hidden = !nodes;
  if (page.static) page.static.hidden = Boolean(nodes);
  page.results.replaceChildren(...(nodes ?? []));
  const count = results.length;
  const found = page.fixedKind === "product" ? "found_products" : "found";
  page.status.textContent = nodes || page.fixedKind ? page.say(found, { count }) : "";
  page.name.textContent = filtersSummary(page.say, page.state);
  page.done.textContent = page.say("show_found", { count });
}

// What is drawn anew may hold the focus: it passes to the next chip, or to what tells how many were found.
function redraw(page, draw) {
  const chips = () => Array.from(page.view?.chosenNode.querySelectorAll(".m-chip") ?? []);
  const held = document.activeElement;
  const at = chips().indexOf(held);
  const lent = page.view?.chosenNode.contains(held) || page.results?.contains(held);
  draw();
  if (!lent || held.isConnected) return;
  const told = page.status.textContent ? page.status : page.results.querySelector("button");
  const next = (at >= 0 && (chips()[at] ?? chips().at(-1))) || told || page.static?.querySelector("h2") || page.place;
  if (!next.matches("button")) next.tabIndex = -1;
  next.focus({ preventScroll: true });
}

// Never the list of all there is in place of what was asked for, unless there are no words to say so.
function fail(page, fault) {
  console.warn("search:", fault);
  const asked = !isEmpty(page.state, page.fixedKind);
  if (page.static) page.static.hidden = Boolean(page.say && asked && page.fixedKind);
  if (!page.say) {
    if (page.lost && asked) page.lost.hidden = false;
    return;
  }
  page.status.textContent = "";
  page.name.textContent = filtersSummary(page.say, page.state);
  if (page.counts) {
    page.view.update(page.state, page.counts);
    page.done.textContent = page.say("results");
  } else page.filters.hidden = true;
  const retry = button({ class: "m-button" }, () => void run(page), page.say("retry"));
  page.results.hidden = false;
  page.results.replaceChildren(el("div", { class: "m-empty" }, el("p", { role: "alert" }, page.say("failed")), retry));
}

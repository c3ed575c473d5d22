/**
 * The page of the selection: reads what this device keeps, or what the address of a shared selection names,
 * asks each seller's file what it shows, and keeps elements and messages in step with what the visitor does.
 */

import { priceOf, say as toast } from "./selection.js";
import { forgetMissing, grouped, isAskable, totalOf } from "./selection-data.js";
import { fromAddress, toCsv, toFragment } from "./selection-file.js";
import { watchRequest } from "./selection-request.js";
import { fillSheet } from "./selection-sheet.js";
import { drop, isLasting, keep, kept, onChange, quantityOf } from "./selection-store.js";
import { makeViews, titleOf } from "./selection-view.js";
import { day, price, speaker, today } from "./selection-words.js";

const locale = document.documentElement.lang.split("-")[0];
const words = JSON.parse(document.getElementById("m-selection-words").textContent);
const say = speaker(words.say, locale);
const place = document.querySelector("[data-selection]");
const find = (selector) => place.querySelector(selector);
const root = new URL(document.querySelector('meta[name="maarad-root"]').content, location.href);
const home = new URL("../", location.href.split(/[?#]/)[0]).href;
const named = fromAddress(location);
const shared = named && Object.keys(named).length ? named : null;
const opened = today();
const source = shared ? passing(shared) : { items: kept, set: keep, drop, onChange };
const ghosts = new Map();
const views = makeViews({ words, say, locale, home, root }, { count, note, remove, restore, retry, speak: () => void render(), copy });
let groups = [];
let turn = 0;

// A shared selection is only looked at: it changes in the address, and nowhere else.
function passing(items) {
  const listeners = [];
  const change = (next) => {
    items = next;
    for (const listener of listeners) listener();
    readdress(items);
  };
  return {
    items: () => items,
    set: (key, part) => change({ ...items, [key]: { ...items[key], ...part } }),
    drop(key) {
      const before = items;
      change(Object.fromEntries(Object.entries(items).filter(([other]) => other !== key)));
      return () => change({ ...items, [key]: before[key] });
    },
    onChange: (listener) => listeners.push(listener),
  };
}

function readdress(items) {
  const fragment = toFragment(items);
  if (location.hash !== fragment) history.replaceState(null, "", location.pathname + fragment);
}

async function render() {
  const mine = (turn += 1);
  const entries = withGhosts(Object.entries(source.items()));
  const found = await grouped(entries);
  if (mine !== turn) return;
  groups = found.map((group) => ({ ...group, rows: group.rows.map((row) => ({ ...row, ghost: ghosts.has(row.key) })) }));
  const request = requested();
  const active = document.activeElement;
  find("[data-groups]").replaceChildren(...groups.map((group) => viewOf(group, request)));
  if (active?.isConnected && active !== document.activeElement) active.focus({ preventScroll: true });
  fillPage(request);
}

// What was taken out stays in its place as a line that undoes it, until the page is left.
function withGhosts(entries) {
  const all = [...entries];
  for (const [key, { item, at }] of ghosts) {
    if (all.some(([other]) => other === key)) ghosts.delete(key);
    else all.splice(at, 0, [key, item]);
  }
  return all;
}

function viewOf(group, request) {
  const view = views.group(group, request);
  view.querySelector(".m-picks").replaceChildren(...group.rows.map((row) => (row.ghost ? ghostOf(row) : views.row(row))));
  return view;
}

function ghostOf(row) {
  const ghost = ghosts.get(row.key);
  ghost.view ??= views.ghost(row);
  return ghost.view;
}

function fillPage(request) {
  const rows = groups.flatMap((group) => group.rows).filter(({ ghost }) => !ghost);
  const empty = !rows.length;
  find("[data-empty]").hidden = !empty || Boolean(shared);
  find("[data-merge]").hidden = empty;
  find("[data-full]").hidden = empty && !ghosts.size;
  for (const part of ["[data-request]", "[data-sum]"]) find(part).hidden = empty;
  find("[data-not-lasting]").hidden = isLasting();
  const saved = groups.map((group) => group.saved).filter(Boolean).sort()[0];
  find("[data-prices]").hidden = !saved;
  find("[data-prices]").textContent = saved ? say("saved", { date: day(saved, locale) }) : "";
  fillSum(rows);
  fillSheet(find("[data-sheet]"), groups, request, { words, say, locale }, saved || opened);
}

function fillSum(rows) {
  const { low, high, priced, onRequest, sold } = totalOf(rows);
  find("[data-count]").textContent = say("products", { count: rows.length });
  const total = find("[data-sum] [data-total]");
  total.hidden = !priced;
  total.textContent = say("total", { price: `\u2068${price(words.write[locale], locale, low, high)}\u2069` });
  const notes = [priced && say("total_note"), onRequest && say("on_request", { count: onRequest }), sold && say("sold", { count: sold })];
  find("[data-total-notes]").replaceChildren(
    ...notes.filter(Boolean).map((text) => Object.assign(document.createElement("p"), { textContent: text })),
  );
}

// ---- what the visitor does

function count(key, quantity) {
  source.set(key, { quantity: quantityOf(quantity) });
  announce(find("[data-sum] [data-total]").textContent);
}

function note(key, text) {
  source.set(key, { note: text });
}

async function remove(key) {
  const at = withGhosts(Object.entries(source.items())).findIndex(([other]) => other === key);
  const row = groups.flatMap((group) => group.rows).find((one) => one.key === key);
  ghosts.set(key, { item: row.item, at });
  ghosts.get(key).undo = source.drop(key);
  await render();
  announce(say("removed", { title: titleOf(row, locale) }));
  ghosts.get(key)?.view.querySelector("button").focus();
}

async function restore(key) {
  const { undo } = ghosts.get(key);
  ghosts.delete(key);
  undo();
  await render();
  const row = groups.flatMap((group) => group.rows).find((one) => one.key === key);
  announce(say("restored", { title: titleOf(row, locale) }));
  views.row(row).querySelector("[data-remove]").focus();
}

async function retry() {
  await forgetMissing();
  await render();
}

async function copy(text) {
  await navigator.clipboard.writeText(text);
  toast(say("copied"));
}

async function share() {
  const url = new URL(location.pathname + toFragment(source.items()), location.href).href;
  if (navigator.share) return navigator.share({ title: document.title, url }).catch(() => {});
  await navigator.clipboard.writeText(url);
  return toast(say("address_copied"));
}

function saveCsv() {
  const blob = new Blob([toCsv(groups, words, locale)], { type: "text/csv;charset=utf-8" });
  const href = URL.createObjectURL(blob);
  Object.assign(document.createElement("a"), { href, download: `${words.say.csv_file}.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

// What is here already keeps its quantity: a shared selection only ever adds.
function merge() {
  const before = kept();
  const fresh = groups.flatMap((group) => group.rows).filter(({ key, ghost }) => !ghost && !(key in before));
  const added = fresh.filter(({ key, item, shown }) => keep(key, { ...item, title: titleOf({ key, item, shown }, locale), ...(shown && priceOf(shown)) }));
  if (!isLasting()) return void toast(find("[data-not-lasting]").textContent); // it would be lost with this page
  try {
    sessionStorage.setItem("maarad-selection-said", say("merged", { count: added.length }));
  } catch {
    /* It is added all the same. */
  }
  location.assign(location.pathname);
}

function announce(text) {
  find("[data-said]").textContent = text;
}

function welcome() {
  try {
    const said = sessionStorage.getItem("maarad-selection-said");
    sessionStorage.removeItem("maarad-selection-said");
    if (said) toast(said);
  } catch {
    /* A window that keeps nothing has nothing to say. */
  }
}

function showShared() {
  const [title, lead] = [document.querySelector("[data-title]"), document.querySelector("[data-lead]")];
  title.textContent = title.dataset.title;
  lead.textContent = lead.dataset.lead;
  find("[data-shared]").hidden = false;
  find("[data-merge]").addEventListener("click", merge);
  readdress(shared);
}

// Another shared selection may come into this very page; a jump within it leaves the address as it was.
function onJump() {
  if (fromAddress(location) || (shared && !location.hash)) location.reload();
  else if (shared) readdress(source.items());
}

const requested = watchRequest(find("[data-request]"), () => void render());
document.querySelector("[data-selection-off]").hidden = true;
place.hidden = false;
find("[data-csv]").addEventListener("click", saveCsv);
find("[data-print]").addEventListener("click", () => print());
find("[data-share-selection]").hidden = !navigator.share && !navigator.clipboard;
find("[data-share-selection]").addEventListener("click", () => void share());
source.onChange(() => void render());
addEventListener("online", () => void retry());
addEventListener("hashchange", onJump);
find("[data-shared-nothing]").hidden = !named || Boolean(shared);
if (shared) showShared();
welcome();
void render();

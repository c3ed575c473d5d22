/** What sellers show of what was kept: fetched once a seller, joined to the selection. Touches no element. */

import { windowOf } from "./selection.js";

const asked = new Map();

/** Give what a seller shows: {state: "shown", offer, saved}, {state: "gone"}, or {state: "missing"} off line. */
export function shownBy(seller) {
  if (!asked.has(seller)) asked.set(seller, ask(seller));
  return asked.get(seller);
}

/** Forget what could not be loaded, so that it is asked for again. */
export async function forgetMissing() {
  for (const [seller, answer] of [...asked]) if ((await answer).state === "missing") asked.delete(seller);
}

async function ask(seller) {
  try {
    const answer = await fetch(windowOf(seller));
    if (answer.status === 404 || answer.status === 410) return { state: "gone" };
    if (!answer.ok) return { state: "missing" };
    const offer = await answer.json();
    return { state: "shown", offer, saved: savedOn(answer, offer) };
  } catch {
    return { state: "missing" };
  }
}

// Told by the service worker when it answers from what it kept.
function savedOn(answer, offer) {
  const saved = answer.headers.get("X-Maarad-Saved");
  if (saved) return saved.slice(0, 10);
  return navigator.onLine ? "" : offer.updated;
}

/** Group entries [key, item] by seller, in the order kept: [{seller, state, offer, saved, rows}]. */
export async function grouped(entries) {
  const sellers = [...new Set(entries.map(([key]) => key.split("/")[0]))];
  const answers = await Promise.all(sellers.map(shownBy));
  return sellers.map((seller, at) => ({
    seller,
    ...answers[at],
    rows: entries.filter(([key]) => key.startsWith(`${seller}/`)).map(([key, item]) => row(key, item, answers[at])),
  }));
}

function row(key, item, answer) {
  const listings = new Map(Object.entries(answer.offer?.listings ?? {}));
  const shown = listings.get(key.split("/")[1]) ?? null;
  return { key, item, shown, state: shown || answer.state === "missing" ? answer.state : "gone" };
}

/** Tell whether a row can be asked for: shown, and not taken out a moment ago. */
export const isAskable = ({ shown, ghost }) => Boolean(shown) && !ghost;

/** Add up what is shown with a price: {low, high} in MAD, how many products are priced, on request, sold. */
export function totalOf(rows) {
  const total = { low: 0, high: 0, priced: 0, onRequest: 0, sold: 0 };
  for (const { shown, item } of rows.filter(isAskable)) {
    if (shown.availability === "sold") total.sold += 1;
    else if (shown.price.from === null) total.onRequest += 1;
    else {
      total.priced += 1;
      total.low += shown.price.from * item.quantity;
      total.high += (shown.price.to ?? shown.price.from) * item.quantity;
    }
  }
  return total;
}

/** Tell whether the price is another than the one the visitor saw when she kept it. */
export function isRepriced({ item, shown }) {
  if (!shown || item.price === undefined) return false;
  return item.price !== shown.price.from || (item.price_to ?? null) !== shown.price.to;
}

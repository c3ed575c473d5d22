/**
 * What the visitor kept, in this browser only: {"seller/listing": {quantity, title?, note?, price?, price_to?}} in the
 * order kept; the price is the one she saw. Read anew at every question, so that several tabs agree. Where the
 * browser keeps nothing (private windows), the selection lasts as long as the page. What is kept belongs to an
 * origin, on which other portals may stand: its name has the portal's own path.
 */

const KEY = `maarad-selection-1 ${new URL("../../", import.meta.url).pathname}`;
const PRODUCT = /^[a-z0-9-]{1,60}\/[a-z0-9-]{1,60}$/;
export const LIMIT = 200;
export const MOST = 9999;
const listeners = new Set();
let lasting = true;
let held = {};

/** Tell whether a text names a product. */
export const isProduct = (key) => PRODUCT.test(key);

/** Give a quantity as a whole number from 1 to `MOST`, whatever was given. */
export function quantityOf(value) {
  const number = Math.round(Number(value));
  return Number.isFinite(number) ? Math.min(Math.max(number, 1), MOST) : 1;
}

/** Give what is kept; what cannot be understood counts as not kept. */
export function kept() {
  if (!lasting) return { ...held };
  try {
    return sound(JSON.parse(localStorage.getItem(KEY) ?? "{}"));
  } catch {
    return {};
  }
}

function sound(given) {
  const entries = given && typeof given === "object" ? Object.entries(given) : [];
  const good = entries.filter(([key, item]) => isProduct(key) && item && typeof item === "object").slice(0, LIMIT);
  return Object.fromEntries(good.map(([key, item]) => [key, { ...known(item), quantity: quantityOf(item.quantity) }]));
}

function known({ title, note, price, price_to: priceTo }) {
  return {
    ...(typeof title === "string" && { title: title.slice(0, 200) }),
    ...(typeof note === "string" && note && { note: note.slice(0, 200) }),
    ...(typeof price === "number" && { price }),
    ...(typeof priceTo === "number" && { price_to: priceTo }),
  };
}

/** Keep a product, or change what is known of it; false when there is no room for another. */
export function keep(key, item = {}) {
  const items = kept();
  if (!(key in items) && Object.keys(items).length >= LIMIT) return false;
  write({ ...items, [key]: { quantity: 1, ...items[key], ...item } });
  return true;
}

/** Take a product out; gives what undoes it. */
export function drop(key) {
  const before = Object.entries(kept());
  write(Object.fromEntries(before.filter(([other]) => other !== key)));
  return () => putBack(before, key);
}

// What another tab kept in the meantime stays.
function putBack(before, key) {
  const now = Object.entries(kept()).filter(([other]) => other !== key);
  const place = before.findIndex(([other]) => other === key);
  if (place >= 0) now.splice(place, 0, before[place]);
  write(Object.fromEntries(now.slice(0, LIMIT)));
}

/** Tell whether what is kept or changed outlives the page: there is room, and the browser lets it be used. */
export function isLasting() {
  try {
    localStorage.setItem(`${KEY} room`, "".padEnd(500));
    localStorage.removeItem(`${KEY} room`);
    return lasting;
  } catch {
    return false;
  }
}

/** Call a function whenever the selection changes, here or in another tab. */
export function onChange(listener) {
  listeners.add(listener);
}

function write(items) {
  held = items;
  try {
    localStorage.setItem(KEY, JSON.stringify(items));
    lasting = true;
  } catch {
    lasting = false;
  }
  tell();
}

function tell() {
  for (const listener of listeners) listener();
}

addEventListener("storage", ({ key }) => (key === KEY || key === null) && tell());
addEventListener("pageshow", ({ persisted }) => persisted && tell());

/**
 * On every page: the hearts that keep a product, and how many are kept, in the header.
 * Whatever is kept is asked to be kept for reading off line too, if a service worker is there.
 */

import { LIMIT, drop, isLasting, keep, kept, onChange } from "./selection-store.js";

const link = document.querySelector("[data-kept]");
const root = new URL(document.querySelector('meta[name="maarad-root"]')?.content || "./", location.href);

/** Make the heart of a card; `key` is "seller/listing". */
export function keepButton(key, title) {
  const button = Object.assign(document.createElement("button"), { className: "m-keep", type: "button" });
  Object.assign(button.dataset, { keep: key, keepTitle: title });
  button.setAttribute("aria-label", (link?.dataset.keepWord ?? title).replace("{title}", title));
  paint(button, kept());
  return button;
}

/** Give the product whose page an address is, or "" when it is none. */
export function productOf(address) {
  return /\/produits\/([a-z0-9-]+\/[a-z0-9-]+)\/$/.exec(new URL(address, location.href).pathname)?.[1] ?? "";
}

/** Give the address of what a seller shows, for scripts. */
export const windowOf = (seller) => new URL(`produits/${seller}/vitrine.json`, root).href;

function paint(button, items) {
  button.hidden = false;
  button.setAttribute("aria-pressed", String(button.dataset.keep in items));
}

function paintAll() {
  const items = kept();
  for (const button of document.querySelectorAll("[data-keep]")) paint(button, items);
  if (!link) return;
  link.hidden = false;
  link.querySelector("[data-kept-count]").textContent = Object.keys(items).length || "";
}

async function toggle({ keep: key, keepTitle: title }) {
  if (key in kept()) {
    drop(key);
    say(link?.dataset.unkeptWord);
  } else if (keep(key, { title })) {
    say(isLasting() ? link?.dataset.keptWord : link?.dataset.onceWord, isLasting());
    await remember(key);
  } else {
    say(link?.dataset.fullWord.replace("{limit}", LIMIT));
  }
}

// The price as the visitor saw it, and what she needs to see the product again off line.
async function remember(key) {
  const [seller, listing] = key.split("/");
  const answer = await fetch(windowOf(seller)).catch(() => null);
  const shown = answer?.ok ? (await answer.json().catch(() => null))?.listings?.[listing] : null;
  const page = new URL(`${key}/`, new URL("produits/", link ? new URL("../", link.href) : root)).href;
  const photo = shown?.photo ? photoFiles(shown.photo) : [];
  navigator.serviceWorker?.controller?.postMessage({ type: "keep", urls: [link?.href ?? page, page, windowOf(seller), ...photo] });
  if (shown && key in kept()) keep(key, priceOf(shown));
}

/** Give the part of what a seller shows that is kept beside a product: the price it has today. */
export function priceOf({ price }) {
  return { ...(price.from !== null && { price: price.from }), ...(price.to !== null && { price_to: price.to }) };
}

function photoFiles({ stem, widths }) {
  const near = (wanted) => widths.find((width) => width >= wanted) ?? widths.at(-1);
  return [`${stem}-${near(360)}.webp`, `${stem}-${near(720)}.avif`].map((path) => new URL(path, root).href);
}

/** Say something over the page for a moment, with the way to the selection if wanted. */
export function say(text, withLink = false) {
  document.querySelector("[data-keep-toast]")?.remove();
  if (!text) return;
  const toast = Object.assign(document.createElement("p"), { className: "m-toast m-toast--keep", textContent: text });
  toast.dataset.keepToast = "";
  toast.setAttribute("role", "status");
  if (withLink) toast.append(" · ", Object.assign(document.createElement("a"), { href: link.href, textContent: link.dataset.seeWord }));
  document.body.append(toast);
  setTimeout(() => toast.remove(), 5000);
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-keep]");
  if (button) void toggle(button.dataset);
});
onChange(paintAll);
paintAll();

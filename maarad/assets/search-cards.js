/** Build elements: cards of results and the small pieces they share. Data only ever becomes text. */

import { keepButton, productOf } from "./selection.js";

/** Make an element: el("a", {class: "x", href: "…"}, child or text, …); null attributes are left out. */
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Make a button that does something. */
export function button(attributes, onClick, ...children) {
  const node = el("button", { type: "button", ...attributes }, ...children);
  node.addEventListener("click", onClick);
  return node;
}

const RTL = new Set(["ar"]);

// A text may be in another language than the page: say so, for its letters and for who hears it.
function speech(language) {
  const other = language && language !== document.documentElement.lang.split("-")[0];
  return other ? { lang: language, dir: RTL.has(language) ? "rtl" : "ltr" } : {};
}

/** Give the list of results, as cards for products and lines for everything else. */
export function resultList(cards) {
  if (cards.every((card) => card.kind === "product")) return el("ul", { class: "m-cards" }, ...cards.map(productCard));
  return el("ul", { class: "m-hits" }, ...cards.map((card) => hit(card)));
}

function productCard(card) {
  const place = [card.region, card.seller].filter(Boolean);
  return el(
    "li",
    { class: card.availability === "sold" ? "m-card m-card--sold" : "m-card" },
    card.image ? image(card.image, "m-card__photo", 1200, 900) : el("div", { class: "m-card__photo" }),
    tags(card),
    el(
      "div",
      { class: "m-card__body" },
      el("h3", { class: "m-card__title" }, el("a", { href: card.href, ...speech(card.language) }, card.title)),
      place.length ? el("p", { class: "m-card__place" }, place.join("\u00a0· ")) : null,
      el("p", { class: "m-card__foot" }, price(card), badge(card)),
    ),
    keepButton(productOf(card.href), card.title),
  );
}

function tags({ ribbon, new: fresh }) {
  if (!ribbon && !fresh) return null;
  const sign = (text, css) => (text ? el("span", { class: css }, text) : null);
  return el("div", { class: "m-card__tags" }, sign(fresh, "m-fresh"), sign(ribbon, "m-ribbon"));
}

function price(card) {
  if (!card.price) return null;
  const unit = card.unit ? [" ", el("span", { class: "m-price__unit" }, card.unit)] : [];
  return el("span", { class: "m-price" }, el("bdi", {}, card.price), ...unit);
}

function badge(card) {
  if (!card.availability_name) return null;
  return el("span", { class: `m-badge m-badge--${card.availability}` }, card.availability_name);
}

function hit(card) {
  return el(
    "li",
    { class: card.image ? "m-hit m-hit--photo" : "m-hit" },
    card.image ? image(card.image, "m-hit__photo", 400, 300) : null,
    el("h3", { class: "m-hit__title" }, el("a", { href: card.href, ...speech(card.language) }, card.title)),
    meta(card),
    card.summary ? el("p", { class: "m-hit__text", ...speech(card.language) }, card.summary) : null,
  );
}

function meta(card) {
  const rest = [card.region, card.date].filter(Boolean);
  if (!card.price && !rest.length) return null;
  return el("span", { class: "m-hit__meta" }, price(card), ...rest.map((text) => el("span", { class: "m-quiet" }, text)));
}

// The address of a photo is what those of its files begin with; "#360,500" follows where it is narrower than most.
function image(address, className, width, height) {
  const [stem, given] = address.split("#");
  const widths = (given ?? "360,720").split(",");
  const sizes = className === "m-card__photo" ? "(min-width: 76em) 18rem, (min-width: 45em) 30vw, 46vw" : "6rem";
  const files = (ending) => widths.map((w) => `${stem}-${w}.${ending} ${w}w`).join(", ");
  const source = (kind) => el("source", { type: `image/${kind}`, srcset: files(kind), sizes });
  const src = `${stem}-${widths.at(-1)}.jpg`;
  const img = el("img", { class: className, src, alt: "", width, height, loading: "lazy", decoding: "async" });
  return el("picture", {}, source("avif"), source("webp"), img);
}

/** Give one line of the panel under the header box. */
export function panelOption(card) {
  return el(
    "a",
    { class: card.image ? "m-hit m-hit--photo" : "m-hit", role: "option", href: card.href, tabindex: "-1", "aria-selected": "false" },
    card.image ? image(card.image, "m-hit__photo", 64, 48) : null,
    el("span", { class: "m-hit__title", ...speech(card.language) }, card.title),
    meta(card),
  );
}

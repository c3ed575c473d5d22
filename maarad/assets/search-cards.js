/** Build elements: cards of results and the small pieces they share. Data only ever becomes text. */

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
    card.ribbon ? el("div", { class: "m-card__tags" }, el("span", { class: "m-ribbon" }, card.ribbon)) : null,
    el(
      "div",
      { class: "m-card__body" },
      el("h3", { class: "m-card__title" }, el("a", { href: card.href, ...speech(card.language) }, card.title)),
      place.length ? el("p", { class: "m-card__place" }, place.join("\u00a0· ")) : null,
      el("p", { class: "m-card__foot" }, price(card), badge(card)),
    ),
  );
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

function image(address, className, width, height) {
  return el("img", { class: className, src: address, alt: "", width, height, loading: "lazy", decoding: "async" });
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

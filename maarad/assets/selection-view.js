/**
 * The elements of the selection's page: copies of its templates, filled. Texts only ever become text.
 * A group knows its rows, a row its product; what the visitor does is told through `does`.
 */

import { isAskable, isRepriced, totalOf } from "./selection-data.js";
import { enquiry, languagesOf, mailLink, subjectOf, whatsappLink } from "./selection-message.js";
import { price, textIn } from "./selection-words.js";

const copyOf = (name) => document.querySelector(`template[data-${name}]`).content.firstElementChild.cloneNode(true);

/** Fill an element with a text of three languages, marked when it is not in the page's. */
export function tell(element, texts, locale) {
  const { text, language } = textIn(texts, locale);
  element.textContent = text.replace(" — ", "\u00a0— "); // a dash does not begin a line
  if (language !== locale) Object.assign(element, { lang: language, dir: language === "ar" ? "rtl" : "ltr" });
}

/** Make the views of one page; `about` is {words, say, locale, home, root}, `does` what the visitor can do. */
export function makeViews(about, does) {
  const rows = new Map();
  const groups = new Map();
  return {
    row: (row) => kept(rows, row.key, () => makeRow(row.key, does), (view) => fillRow(view, row, about)),
    ghost: (row) => makeGhost(row, about, does),
    group: (group, request) => kept(groups, group.seller, () => makeGroup(group.seller, does), (view) => fillGroup(view, group, request, about)),
  };
}

function kept(views, key, make, fill) {
  if (!views.has(key)) views.set(key, make());
  const view = views.get(key);
  fill(view);
  return view;
}

function makeRow(key, does) {
  const view = copyOf("row");
  const find = (selector) => view.querySelector(selector);
  const input = find(".m-stepper input");
  find("[data-less]").addEventListener("click", () => does.count(key, Number(input.value) - 1));
  find("[data-more]").addEventListener("click", () => does.count(key, Number(input.value) + 1));
  input.addEventListener("change", () => does.count(key, input.value));
  find(".m-pick__note").addEventListener("input", ({ target }) => does.note(key, target.value));
  find("[data-remove]").addEventListener("click", () => does.remove(key));
  find("img").addEventListener("error", ({ target }) => target.remove());
  return view;
}

function fillRow(view, row, about) {
  const find = (selector) => view.querySelector(selector);
  const { key, item, shown, state } = row;
  const title = titleOf(row, about.locale);
  const link = find(".m-pick__title a");
  if (shown) tell(link, shown.title, about.locale);
  else link.textContent = title;
  link.href = `${about.home}produits/${key}/`;
  if (state === "gone") link.removeAttribute("href");
  view.classList.toggle("m-pick--gone", state === "gone");
  fillPhoto(find("img"), shown?.photo, about.root);
  fillPrice(view, shown, about);
  find("[data-told]").textContent = toldOf(row, about);
  const stepper = find(".m-stepper");
  stepper.hidden = !shown;
  stepper.setAttribute("aria-label", about.say("quantity_of", { title }));
  const input = stepper.querySelector("input");
  input.value = item.quantity;
  input.setAttribute("aria-label", about.say("quantity_of", { title }));
  find("[data-less]").disabled = item.quantity <= 1;
  const note = find(".m-pick__note");
  note.hidden = !shown;
  note.setAttribute("aria-label", about.say("note_of", { title }));
  if (note !== document.activeElement) note.value = item.note ?? "";
  find("[data-remove]").setAttribute("aria-label", about.say("remove", { title }));
}

/** Give the title of a row: as it is shown, else as it was when it was kept, else its code. */
export const titleOf = ({ key, item, shown }, locale) => textIn(shown?.title, locale).text || item.title || key;

function fillPhoto(image, photo, root) {
  if (!photo) image?.removeAttribute("src");
  if (!image || !photo) return;
  const width = photo.widths[0];
  const source = new URL(`${photo.stem}-${width}.webp`, root).href;
  if (image.src !== source) image.src = source;
}

function fillPrice(view, shown, { words, locale }) {
  const line = view.querySelector(".m-pick__price");
  line.hidden = !shown;
  if (!shown) return;
  line.querySelector("bdi").textContent = shown.price.text[locale];
  tell(line.querySelector(".m-price__unit"), shown.unit, locale);
  const badge = line.querySelector(".m-badge");
  badge.className = `m-badge m-badge--${shown.availability}`;
  badge.textContent = words.availability[shown.availability];
}

function toldOf({ item, shown, state }, { words, say, locale }) {
  if (state === "gone") return say("gone");
  if (!shown) return "";
  if (shown.availability === "sold") return say("sold_now");
  if (!isRepriced({ item, shown })) return "";
  if (item.price === null) return say("was_on_request");
  return say("was", { price: price(words.write[locale], locale, item.price, item.price_to ?? item.price) });
}

function makeGhost(row, about, does) {
  const view = copyOf("ghost");
  view.querySelector("p").textContent = about.say("removed", { title: titleOf(row, about.locale) });
  view.querySelector("button").addEventListener("click", () => does.restore(row.key));
  return view;
}

function makeGroup(seller, does) {
  const view = copyOf("group");
  const find = (selector) => view.querySelector(selector);
  find("[data-missing] button").addEventListener("click", () => does.retry());
  find("select").addEventListener("change", ({ target }) => does.speak(seller, target.value));
  const copy = find("[data-copy-message]");
  copy.hidden = !navigator.clipboard;
  copy.addEventListener("click", () => does.copy(find("blockquote").textContent));
  return view;
}

function fillGroup(view, group, request, about) {
  const find = (selector) => view.querySelector(selector);
  const { offer, seller, state } = group;
  const link = find(".m-group__name a");
  if (offer) tell(link, offer.seller.name, about.locale);
  else link.textContent = seller;
  if (state !== "gone") link.href = `${about.home}produits/${seller}/`;
  find("[data-place]").textContent = offer?.seller.place[about.locale] ?? "";
  const missing = find("[data-missing]");
  missing.hidden = state !== "missing";
  missing.firstElementChild.textContent = about.say("missing");
  for (const ribbon of view.querySelectorAll("[data-demo]")) ribbon.hidden = !offer?.seller.demo;
  const asked = group.rows.filter(isAskable);
  find("[data-ask]").hidden = !asked.length || !offer.seller.reachable;
  const withheld = find("[data-withheld]");
  withheld.hidden = !asked.length || offer.seller.reachable;
  if (!asked.length) return;
  if (offer.seller.reachable) fillAsk(view, group, request, about);
  else fillWithheld(withheld, offer.seller, about);
}

function fillAsk(view, group, request, about) {
  const find = (selector) => view.querySelector(selector);
  const { words, say, locale } = about;
  const { seller } = group.offer;
  const language = fillLanguages(find("select"), group, about);
  const text = enquiry(group, request, words, language);
  const count = group.rows.filter(isAskable).length;
  const way = (selector, there, href) => Object.assign(find(selector), { hidden: !there, href: there ? href : "" });
  way("[data-whatsapp]", seller.demo || seller.contact.whatsapp, whatsappLink(seller, text));
  find("[data-whatsapp] span").textContent = say("ask", { count });
  way("[data-email]", seller.demo || seller.contact.email, mailLink(seller, subjectOf(group, request, words, language), text));
  const number = seller.contact.phone ?? seller.contact.whatsapp;
  way("[data-phone]", number, `tel:${number}`);
  const shown = find("blockquote");
  shown.textContent = text;
  Object.assign(shown, { lang: language, dir: language === "ar" ? "rtl" : "ltr" });
  const { low, high, priced } = totalOf(group.rows);
  const total = find("[data-total]");
  total.hidden = !priced;
  total.textContent = say("total", { price: `\u2068${price(words.write[locale], locale, low, high)}\u2069` });
}

function fillLanguages(select, group, { words, locale }) {
  const languages = languagesOf(group.offer, words, locale);
  const chosen = languages.includes(select.value) ? select.value : locale;
  select.replaceChildren(
    ...languages.map((language) => Object.assign(new Option(words.write[language].language, language), { lang: language })),
  );
  select.value = chosen;
  select.parentElement.hidden = languages.length < 2;
  return chosen;
}

function fillWithheld(note, seller, { say, home, locale }) {
  const links = seller.programmes.map(({ title, page }) => {
    const link = Object.assign(document.createElement("a"), { href: home + page });
    tell(link, title, locale);
    return link;
  });
  const through = links.length ? [` ${say("through")} `, ...links.flatMap((link, at) => (at ? [" · ", link] : [link]))] : [];
  const text = document.createElement("span");
  text.append(say("withheld"), ...through);
  note.replaceChildren(text);
}

/**
 * The gallery of a product: arrows, thumbs, keys, and the photo enlarged in a dialog.
 * Without it the photos scroll by touch, thumbs lead to them, and each links to its large file.
 */

const still = matchMedia("(prefers-reduced-motion: reduce)");
const gallery = document.querySelector("[data-gallery]");

/** Make a row of slides that shows one at a time; `onSeen` hears the place of the one that is seen. */
function makeRow(track, onSeen) {
  let at = 0;
  const slides = () => [...track.children];

  function show(place, jump = false) {
    const to = Math.max(0, Math.min(place, slides().length - 1));
    const away = slides()[to].getBoundingClientRect().left - track.getBoundingClientRect().left;
    // A scroll by a distance would stop at the next slide, as a finger's does.
    track.scrollTo({ left: track.scrollLeft + away, behavior: jump || still.matches ? "instant" : "smooth" });
    seen(to);
    return to;
  }

  function seen(place) {
    at = place;
    onSeen(place);
  }

  const watcher = new IntersectionObserver(
    (entries) => {
      const shown = entries.findLast((entry) => entry.isIntersecting);
      if (shown) seen(slides().indexOf(shown.target));
    },
    { root: track, threshold: 0.6 },
  );
  return { at: () => at, show, slides, watch: () => slides().forEach((slide) => watcher.observe(slide)) };
}

/** Give the place a key leads to, or null when it leads nowhere. */
function placeOf(key, row) {
  const forward = getComputedStyle(gallery).direction === "rtl" ? -1 : 1;
  const steps = { ArrowRight: forward, ArrowLeft: -forward };
  if (key in steps) return row.at() + steps[key];
  return { Home: 0, End: row.slides().length - 1 }[key] ?? null;
}

/** Bind arrows and keys of an element to a row; `after` hears where a key led. */
function bind(element, row, after) {
  for (const arrow of element.querySelectorAll(":scope > [data-step]")) {
    arrow.hidden = false;
    arrow.addEventListener("click", () => row.show(row.at() + Number(arrow.dataset.step)));
  }
  element.addEventListener("keydown", (event) => {
    const place = event.altKey || event.ctrlKey || event.metaKey ? null : placeOf(event.key, row);
    if (place === null) return;
    event.preventDefault();
    after(row.show(place));
  });
}

/** Say on the arrows of an element which way there is nothing more. */
function paintArrows(element, place, count) {
  for (const arrow of element.querySelectorAll(":scope > [data-step]")) {
    const next = place + Number(arrow.dataset.step);
    arrow.setAttribute("aria-disabled", String(next < 0 || next >= count));
  }
}

function makeLightbox(dialog, links, onClose) {
  const track = dialog.querySelector(".m-lightbox__track");
  const row = makeRow(track, (place) => paintArrows(dialog, place, links.length));
  bind(dialog, row, () => {});
  dialog.addEventListener("close", () => onClose(row.at()));
  dialog.addEventListener("click", (event) => {
    if (event.target.closest("img, button") === null) dialog.close();
  });
  return (place) => {
    if (!track.children.length) {
      track.append(...links.map(enlarged));
      row.watch();
    }
    dialog.showModal();
    row.show(place, true);
  };
}

/** Make the slide of an enlarged photo: the same picture, told that it has the whole window. */
function enlarged(link) {
  const slide = document.createElement("li");
  const picture = (link.querySelector("picture") ?? link.querySelector("img")).cloneNode(true);
  for (const part of [picture, ...picture.querySelectorAll("*")]) {
    part.removeAttribute("class");
    part.removeAttribute("style");
    if (part.hasAttribute("sizes")) part.setAttribute("sizes", "100vw");
  }
  slide.append(picture);
  return slide;
}

function start() {
  const stage = gallery.querySelector(".m-gallery__stage");
  const links = [...stage.querySelectorAll(".m-gallery__open")];
  const thumbs = [...gallery.querySelectorAll(".m-gallery__thumbs a")];
  const row = makeRow(stage.querySelector(".m-gallery__track"), (place) => {
    // One stop for the Tab key: the photo that is seen. The arrow keys lead to the others.
    links.forEach((link, index) => (link.tabIndex = index === place ? 0 : -1));
    thumbs.forEach((thumb, index) => thumb.setAttribute("aria-current", String(index === place)));
    paintArrows(stage, place, links.length);
  });
  const open = makeLightbox(gallery.querySelector(".m-lightbox"), links, (place) => {
    row.show(place, true);
    links[place].focus({ preventScroll: true });
  });
  links.forEach((link, place) =>
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(place);
    }),
  );
  thumbs.forEach((thumb, place) =>
    thumb.addEventListener("click", (event) => {
      event.preventDefault();
      row.show(place);
    }),
  );
  bind(stage, row, (place) => links[place].focus({ preventScroll: true }));
  row.watch();
  row.show(0, true);
}

if (gallery) start();

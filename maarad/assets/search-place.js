/**
 * Where a visitor was in a list of results, kept with each entry of the history: results come after the
 * page does, so the browser cannot find the place again by itself. Nothing here hinders its own memory of
 * whole pages.
 */

const PAUSE_MS = 200;
const PATIENCE_MS = 2000;
let timer = 0;

/** Note the place whenever scrolling comes to rest, and when the page is left. */
export function watchPlace() {
  addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(keepPlace, PAUSE_MS);
  }, { passive: true });
  addEventListener("pagehide", keepPlace);
}

/** Note how far the page is scrolled in the entry of the history it stands for. */
export function keepPlace() {
  history.replaceState({ ...history.state, scrolled: Math.round(scrollY) }, "");
}

/** Give the place an entry of the history kept, or -1. */
export function placeOf(state) {
  return Number.isInteger(state?.scrolled) ? state.scrolled : -1;
}

/** Scroll to a place, as soon as what stands there is laid out; -1 does nothing, and so does a visitor's own move. */
export function returnTo(place) {
  if (place < 0) return;
  const until = performance.now() + PATIENCE_MS;
  let own = false;
  for (const move of ["wheel", "touchstart", "keydown"]) addEventListener(move, () => (own = true), { once: true, passive: true });
  const step = () => {
    if (own) return;
    scrollTo({ top: place, behavior: "instant" });
    if (Math.abs(scrollY - place) > 2 && performance.now() < until) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

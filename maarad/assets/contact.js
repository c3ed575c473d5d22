/**
 * A seller's number and e-mail address, written when they are asked for: until then they stand in links only.
 * And, on a phone, the bar that keeps the price and the button to ask at hand while the button itself is out of sight.
 */

for (const button of document.querySelectorAll("[data-reveal]")) {
  button.hidden = false;
  button.addEventListener("click", () => reveal(button));
}

function reveal(button) {
  const link = document.getElementById(button.dataset.reveal);
  const shown = Object.assign(document.createElement("bdi"), { className: "m-contact__number", dir: "ltr", tabIndex: -1 });
  shown.textContent = link.dataset.shown;
  button.replaceWith(shown);
  shown.focus();
}

const bar = document.querySelector("[data-askbar]");
const ask = document.querySelector("[data-ask]");
const end = document.querySelector(".m-footer");

if (bar && ask) {
  const inSight = new Map();
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) inSight.set(entry.target, entry.isIntersecting);
    bar.hidden = [...inSight.values()].some(Boolean);
  });
  watcher.observe(ask);
  if (end) watcher.observe(end);
}

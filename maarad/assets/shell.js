/* Palette button, menu, filters and languages. Without this file all of them still open by hand. */
(function () {
  "use strict";
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const button = document.querySelector("[data-palette]");
  const menu = document.querySelector("[data-menu]");

  function paint() {
    const chosen = root.dataset.scheme;
    const scheme = chosen === "auto" ? (dark.matches ? "slate" : "default") : chosen;
    document.body.dataset.mdColorScheme = scheme;
  }

  function choose() {
    const schemes = Array.from(button.querySelectorAll("[data-scheme]"), (option) => option.dataset.scheme);
    root.dataset.scheme = schemes[(schemes.indexOf(root.dataset.scheme) + 1) % schemes.length];
    try {
      localStorage.setItem("maarad-scheme", root.dataset.scheme);
    } catch {
      /* A private window keeps nothing; the choice then lasts for this page. */
    }
    paint();
  }

  if (button) {
    button.hidden = false;
    button.addEventListener("click", choose);
  }
  dark.addEventListener("change", paint);

  /* Filters stand open beside the list where there is room for both. */
  if (matchMedia("(min-width: 60rem)").matches) {
    for (const folded of document.querySelectorAll("[data-wide-open]")) folded.open = true;
  }

  /* Another language shows the same: what was asked for or shared goes along, in a new tab too. */
  for (const link of document.querySelectorAll(".m-lang")) {
    const carry = () => Object.assign(link, { search: location.search, hash: location.hash });
    for (const moment of ["pointerenter", "focus", "click"]) link.addEventListener(moment, carry);
  }

  /* What is seen stays readable off line; on pages opened from a disk there is nobody to keep it. */
  const workers = location.protocol === "file:" ? undefined : navigator.serviceWorker;
  const worker = new URL("../../service-worker.js", document.currentScript.src);

  async function stayReadable() {
    const first = !workers.controller;
    await workers.register(worker);
    const { active } = await workers.ready;
    const photos = Array.from(document.images, (image) => image.currentSrc).filter(Boolean);
    if (first) active.postMessage({ type: "seen", urls: [location.href, ...photos] });
  }

  if (workers) addEventListener("load", () => void stayReadable().catch(() => {}));

  if (menu) {
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }
})();

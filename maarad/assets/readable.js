/** The page shown without a connection: leads back to what was asked for, and lists what can be read. */

const place = document.querySelector("[data-offline-seen]");
const root = new URL(document.querySelector('meta[name="maarad-root"]').content || "./", location.href).href;
const locale = document.documentElement.lang;
const dates = new Intl.DateTimeFormat(locale === "ar" ? "ar-MA" : locale, { dateStyle: "long", timeStyle: "short" });

function wanted() {
  const page = new URLSearchParams(location.search).get("page");
  const url = page === null ? null : URL.parse?.(page, root) ?? new URL(page, root);
  return url?.href.startsWith(root) ? url.href + location.hash : "";
}

async function seen() {
  const own = `maarad ${new URL(root).pathname} `;
  const pages = new Map();
  for (const name of [`${own}pages`, `${own}kept`]) {
    if (!(await caches.has(name))) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const headers = (await cache.match(request)).headers;
      const [title, when] = [headers.get("X-Maarad-Title"), headers.get("X-Maarad-Saved")];
      const lang = headers.get("X-Maarad-Lang");
      if (title && when && lang === locale) pages.set(request.url, { href: request.url, title: decodeURIComponent(title), when });
    }
  }
  return [...pages.values()].sort((one, other) => other.when.localeCompare(one.when));
}

function row({ href, title, when }) {
  const link = Object.assign(document.createElement("a"), { href });
  link.append(new DOMParser().parseFromString(title, "text/html").body.textContent.split(" — ")[0]);
  const time = Object.assign(document.createElement("time"), { dateTime: when, textContent: dates.format(new Date(when)) });
  const item = document.createElement("li");
  item.append(link, time);
  return item;
}

const back = wanted();
if (back) {
  document.querySelector("[data-offline-retry]").href = back;
  addEventListener("online", () => location.replace(back));
}

if (window.caches) {
  const pages = await seen();
  place.querySelector("ul").append(...pages.map(row));
  place.querySelector("ul").hidden = !pages.length;
  place.querySelector("ul + p").hidden = pages.length > 0;
  place.hidden = false;
}

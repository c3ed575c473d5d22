/**
 * Keeps what a visitor has seen readable off line, and never shows it as today's without saying so.
 *
 * Pages and data: from the network; after a failure, or 4 s on a slow line, what was seen before, with the
 * day it was saved. Photos and index files carry a hash of their content: seen once, never asked for again.
 * Style sheet and scripts: from the shell that belongs to the page, told by `service-worker.json`: a new page
 * gets no old shell. All else (downloads, ranges, other hosts, anything but GET) is left to the browser.
 *
 * `site/worker.py` fills in the kit and publishes this file at the root; in the assets it does nothing.
 * Messages: {type: "seen", urls}, {type: "keep", urls} (not evicted).
 */

const KIT = "⟦KIT⟧"; // {version, shell: [[path, integrity]], offline: {locale: path}, words: {locale: {…}}}

const ROOT = self.registration.scope;
const BASE = new URL(ROOT).pathname;
const OWN = `maarad ${BASE} `; // caches belong to an origin, on which other portals may stand
const SHELL = `${OWN}shell `;
const PAGES = `${OWN}pages`;
const KEPT = `${OWN}kept`;
const PHOTOS = `${OWN}photos`;
const INDEX = `${OWN}index`;
const DATA = `${OWN}data`;
const BOUNDS = { [PAGES]: 120, [KEPT]: 1000, [PHOTOS]: 300, [INDEX]: 300, [DATA]: 100 };
const SHELLS = 2;
const PATIENCE = 4000;
const AGREED = 3000;
const SAVED = "X-Maarad-Saved";
const ANY = { ignoreVary: true };

const shells = new Map(); // by client: the version of the shell its page was written for
const touched = new Set();
let asked;

// ---- life

async function install() {
  const cache = await caches.open(SHELL + KIT.version);
  const there = new Set((await cache.keys()).map((request) => request.url));
  const missing = KIT.shell.filter(([path]) => !there.has(ROOT + path));
  // With integrity, a host that is half way through an update cannot give half a shell.
  await cache.addAll(missing.map(([path, integrity]) => new Request(ROOT + path, { cache: "no-cache", integrity })));
  await self.skipWaiting();
}

async function activate() {
  const names = (await caches.keys()).filter((name) => name.startsWith(SHELL) && name !== SHELL + KIT.version);
  await Promise.all(names.slice(0, 1 - SHELLS || undefined).map((name) => caches.delete(name)));
  await self.registration.navigationPreload?.disable(); // it may answer from the browser's own cache, unsaid
  await self.clients.claim();
}

// ---- what is asked for

function pathOf(url) {
  return new URL(url).pathname.slice(BASE.length);
}

function answerer(request) {
  if (request.method !== "GET" || !request.url.startsWith(ROOT) || request.headers.has("range")) return null;
  const path = pathOf(request.url);
  if (request.mode === "navigate") {
    return request.destination === "document" && /(^|\/)[^./]*$|\.html$/.test(path) ? answerPage : null;
  }
  if (path.startsWith("assets/maarad/")) return answerShell;
  if (path.startsWith("photos/")) return (event) => answerHashed(event, PHOTOS);
  if (/^pagefind\/.*\.pf_[a-z]+$/.test(path)) return (event) => answerHashed(event, INDEX);
  // The way into the index is never taken from the store while there is a line: it holds prices.
  if (path.startsWith("pagefind/")) return (event) => answerData(event, false);
  if (/^produits\/.*\.json$/.test(path)) return answerData;
  return null;
}

// ---- pages

async function answerPage(event) {
  const key = event.request.url.split(/[?#]/)[0];
  const shell = versionOnServer();
  belongs(event.resultingClientId, shell);
  const network = fetch(event.request, { cache: "no-cache" });
  event.waitUntil(network.then((answer) => savePage(key, answer.clone(), shell)).catch(() => {}));
  const first = await Promise.race([network, after(PATIENCE, "slow")]).catch(() => "offline");
  if (first.status < 500) return first;
  const saved = await find(key, [PAGES, KEPT, SHELL + KIT.version]);
  if (saved) {
    belongs(event.resultingClientId, Promise.resolve(saved.headers.get("X-Maarad-Shell")));
    return tell(saved, first === "offline" ? first : "slow");
  }
  return network.catch(() => toOffline(event.request.url));
}

function toOffline(url) {
  const path = pathOf(url);
  const names = Object.keys(KIT.offline);
  const own = names.find((name) => !KIT.offline[name].startsWith(`${name}/`));
  const locale = names.find((name) => name !== own && path.startsWith(`${name}/`)) ?? own;
  // The browser carries what stands behind a "#" over to this address; the host is told nothing of it.
  return Response.redirect(`${ROOT}${KIT.offline[locale]}?page=${encodeURIComponent(url.split("#")[0].slice(ROOT.length))}`);
}

async function savePage(key, answer, shell) {
  if ([404, 410].includes(answer.status)) return forget([key]);
  const html = /text\/html/.test(answer.headers.get("Content-Type"));
  if (!html || answer.status !== 200 || answer.type !== "basic" || answer.redirected || isShell(key)) return;
  const text = await answer.text();
  if (!text.includes('<meta name="maarad-root"')) return; // below the portal may stand what is none of its pages
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  headers.set(SAVED, new Date().toISOString());
  headers.set("X-Maarad-Shell", (await shell) || KIT.version);
  headers.set("X-Maarad-Title", encodeURIComponent(/<title>([^<]*)/.exec(text)?.[1] ?? ""));
  headers.set("X-Maarad-Lang", /<html[^>]* lang="([a-z]+)"/.exec(text)?.[1] ?? "");
  await put((await isKept(key)) ? KEPT : PAGES, key, new Response(text, { headers }));
}

function isShell(url) {
  return KIT.shell.some(([path]) => ROOT + path === url);
}

async function isKept(key) {
  return Boolean(await (await caches.open(KEPT)).match(key, ANY));
}

// The page says by itself that it is an old one, whatever becomes of its scripts.
async function tell(saved, why) {
  const when = saved.headers.get(SAVED);
  const words = KIT.words[saved.headers.get("X-Maarad-Lang")];
  if (!when || !words) return saved;
  const day = new Intl.DateTimeFormat(words.dates, { dateStyle: "long", timeStyle: "short" }).format(new Date(when));
  const date = `<time datetime="${when}"><bdi>${day}</bdi></time>`;
  const banner =
    `<div class="m-saved" role="status"><p>${words[why].replace("{date}", date)}</p>` +
    `<a class="m-button m-button--small" href="">${words.retry}</a></div>`;
  const text = (await saved.text())
    .replace(/<html(?=[\s>])/, `<html data-saved="${when}" data-saved-why="${why}"`)
    .replace(/<main(?=[\s>])/, (main) => banner + main);
  return new Response(text, { headers: saved.headers });
}

// ---- the shell

// Asked once for all that a page loads; "" when it cannot be asked.
function versionOnServer() {
  if (!asked) {
    asked = Promise.race([fetch(`${ROOT}service-worker.json`, { cache: "no-store" }), after(PATIENCE, null)])
      .then((answer) => (answer?.ok ? answer.json() : null))
      .then((told) => told?.version ?? "")
      .catch(() => "");
    void asked.then((version) => version && version !== KIT.version && self.registration.update().catch(() => {}));
    setTimeout(() => (asked = undefined), AGREED);
  }
  return asked;
}

function belongs(client, version) {
  shells.set(client, version);
  if (shells.size > 50) shells.delete(shells.keys().next().value);
}

async function answerShell(event) {
  const version = (await (shells.get(event.clientId) ?? versionOnServer())) || KIT.version;
  const saved = await find(event.request, [SHELL + version]);
  if (saved) return saved;
  try {
    const answer = await fetch(event.request, { cache: "no-cache" }); // the browser's own cache may hold an older one
    if (answer.ok && version === KIT.version) event.waitUntil(put(SHELL + version, event.request, answer.clone()));
    return answer;
  } catch (fault) {
    const own = await find(event.request, [SHELL + KIT.version]);
    if (own) return own;
    throw fault;
  }
}

// ---- photos, index files, data

async function answerHashed(event, name) {
  const saved = await find(event.request, [name, KEPT]);
  if (saved) {
    if (!touched.has(event.request.url)) event.waitUntil(touch(name, event.request, saved.clone()));
    return saved;
  }
  const answer = await fetch(event.request);
  if (answer.status === 200 && answer.type === "basic") event.waitUntil(put(name, event.request, answer.clone()));
  return answer;
}

// What is seen again becomes the youngest; once a life of this worker is enough.
async function touch(name, request, saved) {
  touched.add(request.url);
  const cache = await caches.open(name);
  if (await cache.match(request, ANY)) await put(name, request, saved);
}

async function answerData(event, hurried = true) {
  const key = event.request.url.split(/[?#]/)[0]; // Pagefind asks with the time of day
  const network = fetch(event.request, { cache: "no-cache" });
  event.waitUntil(network.then((answer) => saveData(key, answer.clone())).catch(() => {}));
  const first = await Promise.race(hurried ? [network, after(PATIENCE, null)] : [network]).catch(() => null);
  return first ?? (await find(key, [DATA, KEPT])) ?? network;
}

async function saveData(url, answer) {
  if (answer.status !== 200 || answer.type !== "basic") return;
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  headers.set(SAVED, new Date().toISOString());
  await put((await isKept(url)) ? KEPT : DATA, url, new Response(await answer.blob(), { headers }));
}

// ---- messages

async function remember(urls, keep) {
  const wanted = urls.map((url) => new URL(url, ROOT).href.split(/[?#]/)[0]).filter((url) => url.startsWith(ROOT));
  await Promise.all(wanted.slice(0, 1000).map((url) => take(url, keep).catch(() => {})));
}

async function take(url, keep) {
  const hashed = pathOf(url).startsWith("photos/");
  const saved = await find(url, keep ? [KEPT] : [KEPT, PAGES, PHOTOS, DATA]);
  if (saved && (hashed || !keep)) return;
  const answer = (hashed && (await find(url, [PHOTOS]))) || (await fetch(url, { cache: hashed ? "force-cache" : "no-cache" }));
  if (answer.status !== 200) return;
  // An empty place first: what is saved under it stays there.
  if (keep && !saved) await put(KEPT, url, answer.clone());
  if (hashed) return keep || put(PHOTOS, url, answer);
  await (/text\/html/.test(answer.headers.get("Content-Type")) ? savePage(url, answer, versionOnServer()) : saveData(url, answer));
}

async function forget(urls) {
  for (const name of [KEPT, PAGES]) {
    const cache = await caches.open(name);
    await Promise.all(urls.map((url) => cache.delete(new URL(url, ROOT).href, ANY)));
  }
}

// ---- caches

function after(time, value) {
  return new Promise((resolve) => setTimeout(resolve, time, value));
}

// The youngest of what several caches hold.
async function find(request, names) {
  const found = [];
  for (const name of names) {
    const saved = (await caches.has(name)) && (await (await caches.open(name)).match(request, ANY));
    if (saved) found.push(saved);
  }
  return found.sort((one, other) => (other.headers.get(SAVED) ?? "").localeCompare(one.headers.get(SAVED) ?? ""))[0];
}

// A full disk costs the oldest photos; when that is not enough, nothing is kept and nothing breaks.
async function put(name, request, answer) {
  const cache = await caches.open(name);
  const spare = answer.clone();
  try {
    await cache.put(request, answer);
  } catch {
    await trim(PHOTOS, BOUNDS[PHOTOS] / 2);
    await cache.put(request, spare).catch(() => {});
  }
  await trim(name, BOUNDS[name]);
}

async function trim(name, bound = Infinity) {
  if (bound === Infinity) return;
  const cache = await caches.open(name);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - bound)).map((key) => cache.delete(key, ANY)));
}

if (KIT.version) {
  self.addEventListener("install", (event) => event.waitUntil(install()));
  self.addEventListener("activate", (event) => event.waitUntil(activate()));
  self.addEventListener("fetch", (event) => {
    const answer = answerer(event.request);
    if (answer) event.respondWith(answer(event));
  });
  self.addEventListener("message", (event) => {
    const { type, urls = [] } = event.data ?? {};
    if (!["seen", "keep"].includes(type)) return;
    event.waitUntil(remember(urls, type === "keep").then(() => event.source?.postMessage({ type: `${type}-done`, urls })));
  });
}

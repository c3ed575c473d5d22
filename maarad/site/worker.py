"""What makes the portal an app that works off line: the service worker and the web manifests.

Takes the site and the stage, writes files into the stage: `service-worker.js`, the version of the shell in
`service-worker.json`, and `app.<locale>.webmanifest` (W3C Web Application Manifest). The shell is what every
page stands in; its version is a hash of its files only, so that a new price throws nothing away.

The way back: `extra.maarad.offline: false` in `mkdocs.yml` publishes, at the same address, a worker that
takes away what was kept on the visitors' devices, and then itself.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

from maarad.config import LOCALES, Site, direction
from maarad.pages import urls
from maarad.words import read_area, words_for

ASSETS = "assets/maarad/"
TEMPLATE, FAREWELL = "service-worker.js", "offline-off.js"
KIT = '"⟦KIT⟧"'
LATER = ("explorer", "material-", "logo")
"""How the names of assets begin that few pages load: they are kept when a page asks for them first."""

TOLD = ("offline", "slow", "retry")
DATE_LOCALES = {"fr": "fr-MA", "ar": "ar-MA", "en": "en-GB"}
ICONS = (
    ("icons/icon-192.png", "192x192", "image/png", "any"),
    ("icons/icon-512.png", "512x512", "image/png", "any"),
    ("icons/icon-maskable-512.png", "512x512", "image/png", "maskable"),
    ("favicon.svg", "any", "image/svg+xml", "any"),
)
"""The icons of the installed portal: file among the assets, sizes, type, purpose."""


def write_worker(site: Site, stage: Path) -> None:
    """Write the service worker, which names the shell's files, and a web manifest a locale.

    The worker's sources come with the assets and leave them: they do nothing there.
    """
    sources = {name: stage / ASSETS / name for name in (TEMPLATE, FAREWELL)}
    texts = {name: path.read_text("utf-8") for name, path in sources.items()}
    for path in sources.values():
        path.unlink()
    version = shell_version(stage)
    worker = texts[TEMPLATE].replace(KIT, _json(kit(stage, version)), 1) if site.offline else texts[FAREWELL]
    _write(stage / "service-worker.js", worker)
    _write(stage / "service-worker.json", _json({"version": version}))
    for locale in LOCALES:
        _write(stage / f"app.{locale}.webmanifest", _json(web_manifest(site, locale, _tokens(stage))))


def kit(stage: Path, version: str) -> dict[str, object]:
    """Give what the worker must know: the shell's files with their hashes (SRI), offline pages, words.

    Offline pages have no hash: a server may add to a page as it sends it, as ours does for live reload.
    """
    assets = [[path, _integrity(stage / path)] for path in _assets(stage) if not _is_later(path)]
    offline = {locale: urls.site_path(locale, urls.OFFLINE) for locale in LOCALES}
    return {
        "version": version,
        "shell": [*assets, *([path, ""] for path in offline.values())],
        "offline": offline,
        "words": {locale: _words(locale) for locale in LOCALES},
    }


def shell_version(stage: Path) -> str:
    """Give the version of the shell: 12 hexadecimal digits, a hash of its assets and offline pages."""
    pages = [urls.file_path(locale, urls.OFFLINE) for locale in LOCALES]
    digest = hashlib.sha256()
    for path in (*_assets(stage), *pages):
        digest.update(path.encode() + b"\0" + hashlib.sha256((stage / path).read_bytes()).digest())
    return digest.hexdigest()[:12]


def web_manifest(site: Site, locale: str, tokens: dict[str, str]) -> dict[str, object]:
    """Give the web manifest of a locale, its addresses relative to the site's root; `tokens` are colours."""
    words = words_for(locale)
    shortcuts = [("pages.products", urls.PRODUCTS), ("pages.selection", urls.SELECTION)]
    return {
        "name": f"{site.name[locale]} — {words('offline.app')}",
        "short_name": site.name[locale],
        "description": site.description[locale],
        "lang": locale,
        "dir": direction(locale),
        "start_url": "./" + urls.site_path(locale, urls.HOME),
        "scope": "./",
        "display": "standalone",
        "background_color": tokens["paper"],
        "theme_color": tokens["band"],
        "icons": [
            {"src": ASSETS + name, "sizes": sizes, "type": kind, "purpose": purpose}
            for name, sizes, kind, purpose in ICONS
        ],
        "shortcuts": [
            {"name": words(key), "url": "./" + urls.site_path(locale, path)} for key, path in shortcuts
        ],
    }


def _assets(stage: Path) -> Iterator[str]:
    """List what pages may load of the shell; icons are for the device that installs the portal."""
    folder = stage / ASSETS
    for path in sorted(folder.iterdir()):
        if path.is_file():
            yield ASSETS + path.name


def _is_later(path: str) -> bool:
    return path.removeprefix(ASSETS).startswith(LATER)


def _integrity(path: Path) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(path.read_bytes()).digest()).decode("ascii")


def _words(locale: str) -> dict[str, str]:
    """Give what the worker writes into a saved page, as HTML; `{date}` stays for the worker."""
    texts = {key: html.escape(read_area("offline")[key][locale]) for key in TOLD}
    return {**texts, "dates": DATE_LOCALES[locale]}


def _tokens(stage: Path) -> dict[str, str]:
    """Read the colours of the light palette out of the style sheet, by name; the first one counts."""
    css = (stage / ASSETS / "maarad.css").read_text("utf-8")
    found = re.findall(r"--m-(paper|band):\s*(#[0-9a-f]{6})", css)
    return dict(reversed(found))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _write(path: Path, text: str) -> None:
    path.write_text(text + ("" if text.endswith("\n") else "\n"), "utf-8", newline="\n")

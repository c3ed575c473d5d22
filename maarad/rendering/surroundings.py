"""What stands around the content of a page: its title, head, languages, breadcrumbs, and a warning.

Takes a page and the materials, gives the texts that fill the slots of the layout.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from markupsafe import Markup, escape

from maarad.catalogue import Listing, Record, Seller, Text
from maarad.config import DEFAULT_LOCALE, LOCALES, direction
from maarad.exports.goods import CURRENCY, money
from maarad.exports.linked import Linked, indexable, invented
from maarad.exports.novelties import novelties_path
from maarad.markup import to_plain, tongue_of
from maarad.pages import urls
from maarad.pages.addresses import Picture, origin, picture_of
from maarad.pages.plan import Page
from maarad.rendering.materials import HOME, ROOT, Materials
from maarad.shell.sheets import KINDS
from maarad.words import Words, words_for

SHOWN_PACKAGES = {
    **dict.fromkeys(("programmes", "network", "library"), ("programmes",)),
    **dict.fromkeys(("agenda", "event", "month", "honours"), ("programmes",)),
    **dict.fromkeys(("results", "indicator", "figure", "control", "quality"), ("results",)),
    **dict.fromkeys(("home", "programme", "data"), ("programmes", "results")),
}
"""Which packages the pages of a kind show: such a page says when what it shows has not been released."""
TERRITORIES = {"fr": "fr_FR", "ar": "ar_AR", "en": "en_GB"}
"""Our locales as Open Graph knows them."""

FEW = 8
"""Products of a list among which a photo for its card is looked for."""

PRODUCT_KINDS = ("home", "exhibition", "craft", "region", "craft_region")
FEED_KINDS = ("data", "package", "results", "indicator", "figure", "programme")


class Surroundings:
    """Fills the slots around the content, for the pages of one locale."""

    def __init__(self, materials: Materials, locale: str) -> None:
        self.materials, self.locale = materials, locale
        self.words: Words = words_for(locale)
        self._linked = Linked(materials.site, materials.catalogue, locale, materials.renditions)

    def slots(self, page: Page) -> dict[str, str]:
        """Give the text of each slot of the layout but the content's."""
        return {
            "TITLE": str(escape(self._title(page))),
            "DESCRIPTION": str(escape(page.description)),
            "HEAD": self._head(page),
            "SHEETS": _sheets(page.kind),
            "LANGUAGES": self._languages(page),
            "CRUMBS": self._crumbs(page),
            "KIND": page.kind,
            "ROOT": ROOT,
            "HOME": HOME,
            f"CURRENT:{page.section}": ' aria-current="page"',
        }

    def ribbon(self, page: Page) -> str:
        """Give what stands above figures that are not released, so that nobody cites them unawares."""
        versions = self.materials.catalogue.versions
        shown = SHOWN_PACKAGES.get(page.kind, (page.subject,) if page.kind == "package" else ())
        if all(versions.get(package) for package in shown if package != "products"):
            return ""
        return str(Markup('<p class="m-working" role="note">%s</p>') % (self.words("shell.working"),))

    def _title(self, page: Page) -> str:
        name = self.materials.site.name[self.locale]
        return (
            f"{name} — {self.materials.site.description[self.locale]}"
            if page.kind == "home"
            else f"{page.title} — {name}"
        )

    def _head(self, page: Page) -> str:
        """Give canonical, language alternates and Open Graph, absolute when the site has an address."""
        base = self.materials.site.url.rstrip("/") + "/" if self.materials.site.url else ROOT
        if page.path == urls.NOT_FOUND:
            return '<meta name="robots" content="noindex">'
        address = base + urls.site_path(self.locale, page.path)
        tags = [Markup('<link rel="canonical" href="%s">') % (address,)] if self.materials.site.url else []
        for other in LOCALES:
            where = base + urls.site_path(other, page.path)
            tags.append(Markup('<link rel="alternate" hreflang="%s" href="%s">') % (other, where))
        tags.append(
            Markup('<link rel="alternate" hreflang="x-default" href="%s">')
            % (base + urls.site_path(DEFAULT_LOCALE, page.path),)
        )
        if not indexable(page):
            tags.append(Markup('<meta name="robots" content="noindex">'))
        tags += [*self._feeds(page, base), *self._cards(page, address)]
        if graph := self._linked.graph(page):
            text = json_in_script(json.dumps(graph, ensure_ascii=False, separators=(",", ":")))
            tags.append(Markup('<script type="application/ld+json">%s</script>') % (text,))
        return "".join(tags)

    def _feeds(self, page: Page, base: str) -> Iterator[Markup]:
        """Name the feeds in which what the page shows can be followed."""
        feeds = (
            (FEED_KINDS, f"feeds/{self.locale}.xml", "shell.feed"),
            (PRODUCT_KINDS, novelties_path(self.locale), "machines.novelties_short"),
        )
        for kinds, path, key in feeds:
            if page.kind in kinds and path in self.materials.files:
                yield Markup('<link rel="alternate" type="application/atom+xml" title="%s" href="%s">') % (
                    self.words(key),
                    base + path,
                )

    def _cards(self, page: Page, address: str) -> Iterator[Markup]:
        """Give what messengers show of a link: Open Graph, and the size of the card for those that ask."""
        site = self.materials.site
        facts = [
            ("og:title", page.title),
            ("og:description", page.description),
            ("og:locale", TERRITORIES[self.locale]),
            *(("og:locale:alternate", TERRITORIES[other]) for other in LOCALES if other != self.locale),
            ("og:site_name", site.name[self.locale]),
            ("og:type", "product" if self._for_sale(page) else "website"),
        ]
        shown = self._picture(page) if site.url else None
        if site.url:
            facts.append(("og:url", address))
        if shown:
            picture, alt = shown
            facts += [
                ("og:image", f"{origin(site)}{picture.path}"),
                ("og:image:width", str(picture.width)),
                ("og:image:height", str(picture.height)),
                ("og:image:alt", alt),
            ]
        if self._for_sale(page):
            facts += [
                ("product:price:amount", money(page.subject.price_mad)),
                ("product:price:currency", CURRENCY),
            ]
        for name, text in facts:
            if text:
                yield Markup('<meta property="%s" content="%s">') % (name, text)
        yield Markup('<meta name="twitter:card" content="%s">') % (
            "summary_large_image" if shown else "summary",
        )

    def _for_sale(self, page: Page) -> bool:
        """Tell whether the page is about a real product with a price, which a card may say."""
        subject = page.subject
        return isinstance(subject, Listing) and not invented(subject) and subject.price_mad is not None

    def _picture(self, page: Page) -> tuple[Picture, str] | None:
        """Give the photo of a page with its description: its own, or that of the first product it lists."""
        subject, listings = page.subject, page.data.get("listings", ())
        photos: list[tuple[Record, Text]] = []
        if isinstance(subject, Seller):
            if subject.photo and subject.consent_photo:
                photos.append((subject.record, subject.photo_alt))
            listings = subject.listings
        elif isinstance(subject, Listing):
            listings = (subject,)
        elif page.kind == "home":
            listings = self.materials.catalogue.listings
        photos += [(one.photos[0], one.photos[0].alt) for one in listings[:FEW] if one.photos]
        for photo, alt in photos:
            if picture := picture_of(photo, self.materials.renditions):
                return picture, to_plain(alt.text(self.locale))
        return None

    def _languages(self, page: Page) -> str:
        """Give the links that lead to this page in each language."""
        links = []
        for other in LOCALES:
            href = ROOT + urls.site_path(other, page.path)
            current = Markup(' aria-current="true"') if other == self.locale else ""
            links.append(
                Markup('<li><a class="m-lang" href="%s" hreflang="%s" lang="%s" dir="%s"%s>%s</a></li>')
                % (href, other, other, direction(other), current, words_for(other)("shell.language"))
            )
        return "".join(links)

    def _languages_of(self, page: Page) -> dict[str, Markup]:
        """Give the attributes of names on the way to a page that are in another language than the page."""
        about = page.subject if isinstance(page.subject, (Listing, Seller)) else None
        names = (about.title, about.by.name) if isinstance(about, Listing) else (about.name,) if about else ()
        found = {}
        for name in names:
            shown = name.text(self.locale)
            language = tongue_of(shown, name.language(self.locale))
            if language != self.locale:
                mark = Markup(' lang="%s"') % (language,) if language else Markup("")
                found[shown] = mark + Markup(' dir="%s"') % (direction(language) if language else "auto",)
        return found

    def _crumbs(self, page: Page) -> str:
        if not page.crumbs:
            return ""
        spoken = self._languages_of(page)
        links = [
            Markup('<li><a href="%s"%s>%s</a></li>')
            % (HOME + crumb.path, spoken.get(crumb.title, ""), crumb.title)
            for crumb in page.crumbs
        ]
        last = Markup('<li aria-current="page"><span%s>%s</span></li>') % (
            spoken.get(page.title, ""),
            page.title,
        )
        label = self.words("shell.breadcrumbs")
        return Markup('<nav class="m-crumbs" aria-label="%s"><ol>%s%s</ol></nav>') % (
            label,
            Markup("").join(links),
            last,
        )


def _sheets(kind: str) -> str:
    """Give the links to the style sheets that pages of a kind need beyond the common one."""
    link = Markup('<link rel="stylesheet" href="{}assets/maarad/{}.css">')
    return "".join(link.format(ROOT, sheet) for sheet in KINDS.get(kind, ()))


def json_in_script(text: str) -> Markup:
    """Give JSON as it is safe inside a script element."""
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704

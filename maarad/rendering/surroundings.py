"""What stands around the content of a page: its title, head, languages, breadcrumbs, and a warning.

Takes a page and the materials, gives the texts that fill the slots of the layout.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from maarad.catalogue import Listing
from maarad.config import LOCALES, direction
from maarad.pages import urls
from maarad.pages.plan import Page
from maarad.rendering.materials import HOME, PHOTO_FOLDER, ROOT, Materials, photo_key
from maarad.words import Words, words_for

SHOWN_PACKAGES = {
    **dict.fromkeys(("programmes", "network", "agenda", "library"), ("programmes",)),
    **dict.fromkeys(("results", "indicator", "figure", "control", "quality"), ("results",)),
    **dict.fromkeys(("home", "programme", "data"), ("programmes", "results")),
}
"""Which packages the pages of a kind show: such a page says when what it shows has not been released."""
FEED_KINDS = ("data", "package", "results", "indicator", "figure", "programme")


class Surroundings:
    """Fills the slots around the content, for the pages of one locale."""

    def __init__(self, materials: Materials, locale: str) -> None:
        self.materials, self.locale = materials, locale
        self.words: Words = words_for(locale)

    def slots(self, page: Page) -> dict[str, str]:
        """Give the text of each slot of the layout but the content's."""
        return {
            "TITLE": str(escape(self._title(page))),
            "DESCRIPTION": str(escape(page.description)),
            "HEAD": self._head(page),
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
        return str(Markup('<p class="m-working" role="note">{}</p>').format(self.words("shell.working")))

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
        tags = [Markup('<link rel="canonical" href="{}">').format(address)] if self.materials.site.url else []
        for other in LOCALES:
            where = base + urls.site_path(other, page.path)
            tags.append(Markup('<link rel="alternate" hreflang="{}" href="{}">').format(other, where))
        feed = f"feeds/{self.locale}.xml"
        if page.kind in FEED_KINDS and feed in self.materials.files:
            tags.append(
                Markup('<link rel="alternate" type="application/atom+xml" title="{}" href="{}">').format(
                    self.words("shell.feed"), base + feed
                )
            )
        facts = {
            "og:title": page.title,
            "og:description": page.description,
            "og:locale": self.locale,
            "og:site_name": self.materials.site.name[self.locale],
            "og:type": "website",
        }
        if self.materials.site.url:
            facts["og:url"] = address
            if image := self._image(page):
                facts["og:image"] = base + image
        tags += [
            Markup('<meta property="{}" content="{}">').format(*item) for item in facts.items() if item[1]
        ]
        return "".join(tags)

    def _image(self, page: Page) -> str:
        photos = page.subject.photos if isinstance(page.subject, Listing) else ()
        files = self.materials.renditions[photo_key(photos[0])].files if photos else ()
        return PHOTO_FOLDER + files[-1].name if files else ""

    def _languages(self, page: Page) -> str:
        """Give the links that lead to this page in each language."""
        links = []
        for other in LOCALES:
            href = ROOT + urls.site_path(other, page.path)
            current = Markup(' aria-current="true"') if other == self.locale else ""
            links.append(
                Markup(
                    '<li><a class="m-lang" href="{}" hreflang="{}" lang="{}" dir="{}"{}>{}</a></li>'
                ).format(href, other, other, direction(other), current, words_for(other)("shell.language"))
            )
        return "".join(links)

    def _crumbs(self, page: Page) -> str:
        if not page.crumbs:
            return ""
        links = [
            Markup('<li><a href="{}">{}</a></li>').format(HOME + crumb.path, crumb.title)
            for crumb in page.crumbs
        ]
        last = Markup('<li aria-current="page">{}</li>').format(page.title)
        label = self.words("shell.breadcrumbs")
        return Markup('<nav class="m-crumbs" aria-label="{}"><ol>{}{}</ol></nav>').format(
            label, Markup("").join(links), last
        )

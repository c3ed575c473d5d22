"""Which pages exist, at which address, with which template and subject.

Takes the catalogue and the editorial texts, gives `Page`s of one locale, lazily and in a fixed order.
Renders nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from maarad.catalogue import Catalogue, Entity, Indicator, Listing, Programme, Record, Text
from maarad.markup import shorten, to_plain
from maarad.pages import urls
from maarad.pages.control import has_control
from maarad.reading.tables import PACKAGES
from maarad.words import Words

LISTINGS_A_PAGE = 24
SECTIONS = (
    ("products", urls.PRODUCTS),
    ("programmes", urls.PROGRAMMES),
    ("results", urls.RESULTS),
    ("crafts", urls.CRAFTS),
    ("regions", urls.REGIONS),
    ("network", urls.NETWORK),
    ("agenda", urls.AGENDA),
    ("library", urls.LIBRARY),
    ("data", urls.DATA),
    ("take_part", "participer/"),
)
"""The parts of the portal as (words key in `pages`, path), in the order of the header."""

DESCRIPTION_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way from home to a page."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one locale; `path` is within the locale, `subject` what it is about.

    `data` is what its template needs besides; `source` names who made it, for the message when two
    pages claim one address.
    """

    locale: str
    kind: str
    path: str
    title: str
    description: str
    template: str
    subject: Any = None
    crumbs: tuple[Crumb, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""

    @property
    def section(self) -> str:
        """Give the path of the part of the portal the page belongs to."""
        return self.path.split("/", 1)[0] + "/"


class PagePlan:
    """Plans the pages of one locale over a catalogue."""

    def __init__(self, catalogue: Catalogue, words: Words) -> None:
        self.catalogue, self.words, self.locale = catalogue, words, words.locale

    def pages(self) -> Iterator[Page]:
        """Give every page that data fills."""
        yield self._page("home", urls.HOME, "home")
        yield from self._paged("exhibition", urls.PRODUCTS, "products", self.catalogue.listings)
        for seller in self.catalogue.sellers.values():
            yield from self._about("seller", urls.seller_path(seller), seller, seller.name, seller.story)
        for listing in self.catalogue.listings:
            crumb = Crumb(self._text(listing.by.name), urls.seller_path(listing.by))
            path = urls.listing_path(listing)
            yield from self._about("product", path, listing, listing.title, listing.description, crumb=crumb)
        yield from self._places()
        yield self._page("programmes", urls.PROGRAMMES, "programmes")
        for programme in self.catalogue.programmes.values():
            yield from self._about(
                "programme", urls.programme_path(programme), programme, programme.title, programme.summary
            )
            yield from self._results(programme)
        for package in PACKAGES:
            yield self._package(package)
        told = self.words("pages.quality"), self.words("pages.quality_description")
        yield self._under("quality", urls.QUALITY, None, told)
        for key, path in (
            ("results", urls.RESULTS),
            ("network", urls.NETWORK),
            ("agenda", urls.AGENDA),
            ("library", urls.LIBRARY),
            ("data", urls.DATA),
            ("search", urls.SEARCH),
        ):
            yield self._page(key, path, key)
        yield self._page("not_found", urls.NOT_FOUND, "not_found")

    def _results(self, programme: Programme) -> Iterator[Page]:
        """Give the pages of a programme's figures: its network's reports, its indicators, each value."""
        crumb = Crumb(self._text(programme.title), urls.programme_path(programme))
        if has_control(self.catalogue, self.words, programme):
            title, text = self.words("pages.control"), self.words("pages.control_description")
            path = urls.control_path(programme)
            yield self._under("control", path, programme, (title, text), (crumb,))
        for indicator in programme.indicators:
            title, path = self._text(indicator.title), urls.indicator_path(indicator)
            text = self._text(indicator.definition or programme.summary)
            yield self._under("indicator", path, indicator, (title, text), (crumb,))
            yield from self._figures(indicator, (crumb, Crumb(title, path)))

    def _figures(self, indicator: Indicator, crumbs: tuple[Crumb, ...]) -> Iterator[Page]:
        for figure in indicator.figures:
            title = self.words("pages.figure", title=crumbs[-1].title)
            text = self._text(indicator.definition) or title
            yield self._under("figure", urls.figure_path(figure), figure, (title, text), crumbs)

    def _package(self, package: str) -> Page:
        title = self.words(f"pages.package_{package}")
        text = self.words("pages.package_description", title=title)
        return self._under("package", urls.package_path(package), package, (title, text))

    def _under(
        self, kind: str, path: str, subject: object, told: tuple[str, str], crumbs: tuple[Crumb, ...] = ()
    ) -> Page:
        """Give a page below a part of the portal and, in it, below `crumbs`; `told` is title and text."""
        title, text = told
        section = path.split("/", 1)[0] + "/"
        key = next(key for key, tab in SECTIONS if tab == section)
        above = (Crumb(self.words("pages.home"), urls.HOME), Crumb(self.words(f"pages.{key}"), section))
        plain = shorten(to_plain(text), DESCRIPTION_LENGTH)
        whole = (*above, *crumbs)
        return Page(
            self.locale, kind, path, title, plain, f"{kind}.html", subject, whole, {}, f"{kind} {path}"
        )

    def _places(self) -> Iterator[Page]:
        words = self.catalogue.vocabularies
        yield self._page("crafts", urls.CRAFTS, "crafts")
        for craft in words["crafts"].values():
            listings = self.catalogue.by_craft.get(str(craft.code), ())
            yield from self._about(
                "craft", urls.craft_path(craft), craft, craft.name, craft.description, paged=listings
            )
        yield self._page("regions", urls.REGIONS, "regions")
        for region in words["regions"].values():
            listings = self.catalogue.by_region.get(str(region.code), ())
            yield from self._about(
                "region", urls.region_path(region), region, region.name, region.description, paged=listings
            )

    def _page(self, kind: str, path: str, key: str, data: Mapping[str, Any] | None = None) -> Page:
        title, description = self.words(f"pages.{key}"), self.words(f"pages.{key}_description")
        crumbs = (Crumb(self.words("pages.home"), urls.HOME),) if path else ()
        return Page(
            self.locale,
            kind,
            path,
            title,
            description,
            f"{kind}.html",
            None,
            crumbs,
            data or {},
            f"page {kind}",
        )

    def _paged(self, kind: str, path: str, key: str, listings: Sequence[Listing]) -> Iterator[Page]:
        first = self._page(kind, path, key)
        yield from self._spread(first, listings)

    def _about(
        self,
        kind: str,
        path: str,
        subject: Entity | Record,
        title: Text,
        text: Text,
        *,
        crumb: Crumb | None = None,
        paged: Sequence[Listing] | None = None,
    ) -> Iterator[Page]:
        section = path.split("/", 1)[0] + "/"
        key = next(key for key, tab in SECTIONS if tab == section)
        crumbs = [Crumb(self.words("pages.home"), urls.HOME), Crumb(self.words(f"pages.{key}"), section)]
        plain = shorten(to_plain(self._text(text)), DESCRIPTION_LENGTH)
        page = Page(
            self.locale,
            kind,
            path,
            self._text(title),
            plain,
            f"{kind}.html",
            subject,
            tuple(crumbs + ([crumb] if crumb else [])),
            {},
            f"{kind} {path}",
        )
        if paged is None:
            yield page
        else:
            yield from self._spread(page, paged)

    def _spread(self, first: Page, listings: Sequence[Listing]) -> Iterator[Page]:
        """Give a page and its further pages, `LISTINGS_A_PAGE` listings each."""
        count = max(1, -(-len(listings) // LISTINGS_A_PAGE))
        for number in range(1, count + 1):
            start = (number - 1) * LISTINGS_A_PAGE
            data = {
                "listings": listings[start : start + LISTINGS_A_PAGE],
                "total": len(listings),
                "number": number,
                "count": count,
                "base": first.path,
            }
            title = (
                first.title if number == 1 else f"{first.title} — {self.words('pages.page', number=number)}"
            )
            path = urls.page_of(first.path, number)
            yield Page(
                first.locale,
                first.kind,
                path,
                title,
                first.description,
                first.template,
                first.subject,
                first.crumbs,
                data,
                f"{first.source} ({number})",
            )

    def _text(self, text: Text) -> str:
        return text.text(self.locale)

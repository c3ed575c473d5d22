"""Which pages exist, at which address, with which template and subject.

Takes the catalogue and the editorial texts, gives `Page`s of one locale, lazily and in a fixed order.
Renders nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from maarad.catalogue import Catalogue, Entity, Indicator, Listing, Programme, Record, Text
from maarad.markup import shorten, to_plain
from maarad.pages import urls
from maarad.pages.calendar import months
from maarad.pages.control import has_control
from maarad.pages.gathering import held
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
        yield from self._spread(self._page("exhibition", urls.PRODUCTS, "products"), self.catalogue.listings)
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
        for kind, path in (
            ("quality", urls.QUALITY),
            ("product_feeds", urls.PRODUCT_FEEDS),
            ("honours", urls.HONOURS),
        ):
            told = self.words(f"pages.{kind}"), self.words(f"pages.{kind}_description")
            yield self._under(kind, path, None, told)
        yield from self._events()
        for key, path in (
            ("results", urls.RESULTS),
            ("network", urls.NETWORK),
            ("agenda", urls.AGENDA),
            ("library", urls.LIBRARY),
            ("data", urls.DATA),
            ("search", urls.SEARCH),
            ("selection", urls.SELECTION),
            ("offline", urls.OFFLINE),
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

    def _events(self) -> Iterator[Page]:
        for one in held(self.catalogue, "events"):
            title, text = self._text(one.record.title), self._text(one.record.description)
            yield self._under("event", urls.event_path(one.record), one, (title, text or title))
        for month in months(self.catalogue):
            title = self.words("pages.month", month=self.words.partial_date(month))
            text = self.words("pages.month_description", month=self.words.partial_date(month))
            yield self._under("month", urls.month_path(month), month, (title, text))

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
            for region in words["regions"].values():
                yield from self._craft_in(craft, region)
        yield self._page("regions", urls.REGIONS, "regions")
        for region in words["regions"].values():
            listings = self.catalogue.by_region.get(str(region.code), ())
            yield from self._about(
                "region", urls.region_path(region), region, region.name, region.description, paged=listings
            )

    def _craft_in(self, craft: Record, region: Record) -> Iterator[Page]:
        """Give the pages of a craft in a region, when something of it is on show there."""
        listings = self.catalogue.by_craft_and_region.get((str(craft.code), str(region.code)), ())
        if listings:
            names = {"craft": self._text(craft.name), "region": self._text(region.name)}
            title = self.words("pages.craft_region", **names)
            told = {"craft": names["craft"], "region": self.words.within(names["region"])}
            text = self.words("pages.craft_region_description", **told)
            path, crumb = urls.craft_region_path(craft, region), Crumb(names["craft"], urls.craft_path(craft))
            page = self._under("craft_region", path, (craft, region), (title, text), (crumb,))
            yield from self._spread(page, listings)

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
        """Give a list of products, newest first, and the same in order of price where there is an order."""
        yield from self._cut(first, listings, first.path, "newest")
        if sum(listing.price_mad is not None for listing in listings) > 1:
            priced = sorted(listings, key=_by_price)
            yield from self._cut(first, priced, urls.by_price_path(first.path), "price")

    def _cut(self, first: Page, listings: Sequence[Listing], base: str, order: str) -> Iterator[Page]:
        """Cut a list into pages of `LISTINGS_A_PAGE`; `list` is its path, `base` that of its order."""
        count = max(1, -(-len(listings) // LISTINGS_A_PAGE))
        for number in range(1, count + 1):
            start = (number - 1) * LISTINGS_A_PAGE
            data = {
                "listings": listings[start : start + LISTINGS_A_PAGE],
                "total": len(listings),
                "number": number,
                "count": count,
                "base": base,
                "list": first.path,
                "order": order,
            }
            title = first.title if order == "newest" else self.words("pages.by_price", title=first.title)
            if number > 1:
                title = f"{title} — {self.words('pages.page', number=number)}"
            path, source = urls.page_of(base, number), f"{first.source} {order} ({number})"
            yield replace(first, path=path, title=title, data=data, source=source)

    def _text(self, text: Text) -> str:
        return text.text(self.locale)


def _by_price(listing: Listing) -> tuple[bool, bool, Decimal]:
    """Sort by price, cheapest first; then what has none, and what is sold."""
    price = listing.price_mad
    return (listing.availability == "sold", price is None, price or Decimal(0))

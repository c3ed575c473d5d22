"""What a page is about as schema.org JSON-LD: the page, the way to it, and the thing it shows.

Takes a page and what it was made from, gives one graph: WebPage and BreadcrumbList on every page; WebSite and
its publisher at home; Product with its offers, Organization, Event and Project on theirs; ItemList on lists.
Machines are told of nothing that is invented: pages of demonstrations say what page they are and no more,
and are kept out of search engines (`indexable`). Datasets are described on their pages by `schemaorg`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from maarad.catalogue import Catalogue, Listing, Programme, Record, Seller
from maarad.config import Site
from maarad.exports.goods import COUNTRY, Goods, Node
from maarad.markup import to_plain
from maarad.pages import urls
from maarad.pages.addresses import page_address
from maarad.pages.gathering import Held, held
from maarad.pages.plan import Page
from maarad.photos.shelf import Renditions
from maarad.words import words_for

CONTEXT = "https://schema.org"
PAGE_TYPES = {
    **dict.fromkeys(("exhibition", "craft", "region", "craft_region", "crafts", "regions"), "CollectionPage"),
    **dict.fromkeys(("programmes", "results", "network", "library", "data"), "CollectionPage"),
    **dict.fromkeys(("agenda", "month", "honours"), "CollectionPage"),
    "product": "ItemPage",
    "seller": "ProfilePage",
    "search": "SearchResultsPage",
}
"""What kind of page schema.org calls a page of ours; WebPage when it has no word for it."""

KEPT_OUT = ("not_found", "offline", "selection", "search")
"""Kinds of pages that are for visitors only: they differ for each of them, or say nothing alone."""

FULL_DATE = len("2026-12-31")
FUNDERS = ("funder",)
OWNERS = ("owner", "lead_association")


def invented(subject: object) -> bool:
    """Tell whether a page's subject is a demonstration: a listing, a seller or an event that is not real."""
    if isinstance(subject, Listing):
        return bool(subject.by.demo)
    record = subject.record if isinstance(subject, Seller | Held) else None
    return bool(getattr(record, "demo", False))


def indexable(page: Page) -> bool:
    """Tell whether a search engine should show a page: no demonstration, no second order of the same list."""
    other_order = page.data.get("order") == "price"
    return page.kind not in KEPT_OUT and not other_order and not invented(page.subject)


class Linked:
    """Describes pages of one locale to machines."""

    def __init__(
        self, site: Site, catalogue: Catalogue, locale: str, renditions: Mapping[str, Renditions]
    ) -> None:
        self.site, self.catalogue, self.locale = site, catalogue, locale
        self.goods = Goods(site, words_for(locale), renditions)

    def graph(self, page: Page) -> Node:
        """Describe a page; {} when the portal has no address, as nothing could be named then."""
        if not self.site.url or page.kind == "not_found":
            return {}
        thing = {} if invented(page.subject) else self._thing(page)
        nodes = [self._page(page, thing), self._way(page), thing]
        if page.kind == "home":
            nodes += [self._website(), self._publisher()]
        return {"@context": CONTEXT, "@graph": [node for one in nodes if (node := filled(one))]}

    # ---- the page and the way to it

    def _page(self, page: Page, thing: Node) -> Node:
        address = self._address(page.path)
        return {
            "@type": PAGE_TYPES.get(page.kind, "WebPage"),
            "@id": f"{address}#page",
            "url": address,
            "name": page.title,
            "description": page.description,
            "inLanguage": self.locale,
            "isPartOf": {"@id": f"{self._address(urls.HOME)}#site"},
            "breadcrumb": {"@id": f"{address}#way"} if page.crumbs else None,
            "mainEntity": {"@id": thing["@id"]} if thing else None,
        }

    def _way(self, page: Page) -> Node:
        """Give the way from home, the page itself at its end."""
        if not page.crumbs:
            return {}
        steps = [*((crumb.title, crumb.path) for crumb in page.crumbs), (page.title, page.path)]
        items = [
            {"@type": "ListItem", "position": place, "name": title, "item": self._address(path)}
            for place, (title, path) in enumerate(steps, 1)
        ]
        return {
            "@type": "BreadcrumbList",
            "@id": f"{self._address(page.path)}#way",
            "itemListElement": items,
        }

    def _website(self) -> Node:
        home = self._address(urls.HOME)
        search = {
            "@type": "EntryPoint",
            "urlTemplate": f"{self._address(urls.SEARCH)}?q={{search_term_string}}",
        }
        return {
            "@type": "WebSite",
            "@id": f"{home}#site",
            "url": home,
            "name": self.site.name[self.locale],
            "description": self.site.description[self.locale],
            "inLanguage": self.locale,
            "publisher": {"@id": f"{home}#publisher"},
            "potentialAction": {
                "@type": "SearchAction",
                "target": search,
                "query-input": "required name=search_term_string",
            },
        }

    def _publisher(self) -> Node:
        home, name = self._address(urls.HOME), self.site.name[self.locale]
        return {"@type": "Organization", "@id": f"{home}#publisher", "name": name, "url": home}

    # ---- what the page shows

    def _thing(self, page: Page) -> Node:
        subject = page.subject
        if isinstance(subject, Listing):
            return self.goods.product(subject, self.catalogue.titles)
        if isinstance(subject, Seller):
            return self.goods.organisation(subject, self.catalogue.vocabularies["crafts"])
        if isinstance(subject, Programme) and page.kind == "programme":
            return self._programme(subject)
        if isinstance(subject, Held) and page.kind == "event":
            return self._event(subject)
        return self._list(page)

    def _list(self, page: Page) -> Node:
        """Give the products of a list, or the events of the agenda, as links to their pages."""
        paths: Iterable[tuple[str, str]] = ()
        if "listings" in page.data:
            shown = [one for one in page.data["listings"] if not invented(one)]
            paths = [(one.title.text(self.locale), urls.listing_path(one)) for one in shown]
        elif page.kind == "agenda":
            events = [one for one in held(self.catalogue, "events") if self._event(one)]
            paths = [
                (one.record.title.text(self.locale), urls.event_path(one.record))
                for one in events
                if not invented(one)
            ]
        items = [
            {"@type": "ListItem", "position": place, "name": name, "url": self._address(path)}
            for place, (name, path) in enumerate(paths, 1)
        ]
        if not items:
            return {}
        address = f"{self._address(page.path)}#list"
        return {
            "@type": "ItemList",
            "@id": address,
            "numberOfItems": len(items),
            "itemListElement": items,
        }

    def _programme(self, programme: Programme) -> Node:
        address = self._address(urls.programme_path(programme))
        return {
            "@type": "Project",
            "@id": f"{address}#programme",
            "name": programme.title.text(self.locale),
            "description": to_plain(programme.summary.text(self.locale)),
            "url": address,
            "parentOrganization": self._organisations(programme, OWNERS),
            "funder": self._organisations(programme, FUNDERS),
        }

    def _event(self, one: Held) -> Node:
        """Give an event whose first day and place are known; {} for others, which no calendar can hold."""
        record = one.record
        start, end = str(record.start or ""), str(record.end or "")
        place = self._place(record)
        if len(start) != FULL_DATE or not place:
            return {}
        address = self._address(urls.event_path(record))
        return {
            "@type": "Event",
            "@id": f"{address}#event",
            "name": record.title.text(self.locale),
            "description": to_plain(record.description.text(self.locale)),
            "url": address,
            "startDate": start,
            "endDate": end if len(end) == FULL_DATE else "",
            "location": place,
            "eventAttendanceMode": f"{CONTEXT}/OfflineEventAttendanceMode",
            "organizer": self._organisations(one.programme, OWNERS),
        }

    def _place(self, record: Record) -> Node:
        town = record.commune.text(self.locale)
        found = self.catalogue.vocabularies["regions"].get(str(record.region or ""))
        region = found.name.text(self.locale) if found else ""
        if not (town or region):
            return {}
        venue = getattr(record, "venue", None)
        hall = venue.text(self.locale) if venue else ""
        address = {"addressLocality": town, "addressRegion": region, "addressCountry": COUNTRY}
        return {
            "@type": "Place",
            "name": hall or town or region,
            "address": {"@type": "PostalAddress", **address},
        }

    def _organisations(self, programme: Programme, roles: tuple[str, ...]) -> list[Node]:
        named = [str(one.organisation) for one in programme.parts["roles"] if one.role in roles]
        names = [programme.organisations[key].name.text(self.locale) for key in dict.fromkeys(named)]
        return [{"@type": "Organization", "name": name} for name in names]

    def _address(self, path: str) -> str:
        return page_address(self.site, self.locale, path)


def filled(value: Any) -> Any:
    """Leave out, at every depth, what says nothing: empty texts, lists and nodes, None."""
    if isinstance(value, dict):
        kept = {key: filled(one) for key, one in value.items()}
        return {key: one for key, one in kept.items() if one not in (None, "", [], {})}
    if isinstance(value, list):
        return [one for one in map(filled, value) if one not in (None, "", [], {})]
    return value

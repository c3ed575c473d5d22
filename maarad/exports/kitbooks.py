"""What the fair kit prints of fairs and regions: stands and catalogues, as plain values.

Takes fairs and regions of the catalogue, gives trees of dicts, lists and texts that JSON can hold, as
`kitdata` does for sellers.
"""

from __future__ import annotations

from collections.abc import Sequence

from maarad.catalogue import Record, Seller
from maarad.exports.kitdata import Kit, maker_tree, named, offer_tree, open_listings, print_frame
from maarad.exports.telling import Tree
from maarad.pages import urls
from maarad.pages.gathering import Held

COVER_PICTURES, COVER_ROW = 6, 3


def fair_stands(kit: Kit, fair: Held) -> Tree:
    """Give the list of a fair's stands, and what the sign of each says."""
    return (
        print_frame(kit, "stands", named(kit, "stands_of", fair.record.title))
        | _event(kit, fair)
        | {
            "stands": [
                {**maker_tree(kit, seller), "stand": stand, "second": kit.second(seller.name)}
                for stand, seller in kit.exhibitors(fair)
            ],
        }
    )


def fair_catalogue(kit: Kit, fair: Held) -> Tree:
    """Give the catalogue of a fair: its exhibitors by stand, with their products."""
    shown = kit.exhibitors(fair)
    about = {"kicker": kit.word("fair_catalogue"), "lead": kit.prose(fair.record.description)}
    title = named(kit, "catalogue_of", fair.record.title)
    return _catalogue(kit, title, shown) | _event(kit, fair) | about


def region_catalogue(kit: Kit, region: Record) -> Tree:
    """Give the catalogue of a region: what it is known for, its sellers with their products."""
    sellers = [
        one for one in kit.catalogue.sellers_by_region.get(str(region.code), ()) if open_listings([one])
    ]
    title = named(kit, "catalogue_of", region.name)
    return _catalogue(kit, title, [("", seller) for seller in sellers]) | {
        "kicker": kit.word("region_catalogue"),
        "title": kit.tell(region.name),
        "dates": "",
        "where": [],
        "lead": kit.prose(region.description),
        "qr": kit.code(urls.region_path(region)),
    }


def _catalogue(kit: Kit, title: str, shown: Sequence[tuple[str, Seller]]) -> Tree:
    sellers = list(dict.fromkeys(seller for _, seller in shown))
    date, site = kit.words.date(kit.today), kit.site.name[kit.words.locale]
    products = kit.words("products.products", count=len(open_listings(sellers)))
    makers = kit.words("products.sellers", count=len(sellers))
    demo = any(seller.demo for seller in sellers)
    groups = [_group(kit, stand, seller) for stand, seller in shown]
    firsts = [one["photo"] for group in groups for one in group["products"][:1]]
    photos = [photo for photo in firsts if photo]
    return print_frame(kit, "catalogue", title) | {
        "counts": kit.word("counts", sellers=makers, products=products),
        "edition": kit.word("prices_as_of", date=date),
        "groups": groups,
        "pictures": photos[: len(photos) // COVER_ROW * COVER_ROW][:COVER_PICTURES],
        "demo": all(seller.demo for seller in sellers),
        "colophon": [
            kit.word("colophon", date=date, site=site),
            *([kit.word("colophon_demo")] if demo else []),
        ],
    }


def _group(kit: Kit, stand: str, seller: Seller) -> Tree:
    return {
        **maker_tree(kit, seller),
        "stand": stand,
        "story": kit.prose(seller.story)[:1],
        "products": [offer_tree(kit, listing) for listing in open_listings([seller])],
    }


def _event(kit: Kit, fair: Held) -> Tree:
    """Give what, when and where a fair is."""
    region = kit.catalogue.vocabularies["regions"].get(str(fair.record.region))
    places = (kit.tell(fair.record.commune), kit.tell(region.name) if region else "")
    return {
        "title": kit.tell(fair.record.title),
        "dates": kit.dates(fair.record),
        "where": [place for place in places if place],
        "qr": kit.code(urls.event_path(fair.record)),
        "demo": bool(fair.record.demo),
    }

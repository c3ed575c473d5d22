"""The addresses of the portal: one place that knows which word leads where.

Takes entities of the catalogue, gives paths within a locale ("produits/atelier/tapis/") and relative links.
The words of a path are the same in the three locales; a page's file is `<path>index.html`.
"""

from __future__ import annotations

from maarad.catalogue import Figure, Indicator, Listing, Programme, Record, Seller
from maarad.config import DEFAULT_LOCALE

HOME = ""
PRODUCTS = "produits/"
CRAFTS = "artisanat/"
REGIONS = "regions/"
PROGRAMMES = "programmes/"
RESULTS = "resultats/"
NETWORK = "reseau/"
AGENDA = "agenda/"
HONOURS = f"{AGENDA}laureates/"
LIBRARY = "documentation/"
DATA = "donnees/"
QUALITY = f"{DATA}qualite/"
PRODUCT_FEEDS = f"{DATA}flux-produits/"
SELECTION = "selection/"
OFFLINE = "hors-ligne/"
BY_PRICE = "par-prix/"
SEARCH = "recherche/"
NOT_FOUND = "404.html"


def listing_path(listing: Listing) -> str:
    """Give the path of a product's page."""
    return f"{PRODUCTS}{listing.seller}/{listing.listing}/"


def seller_path(seller: Seller) -> str:
    """Give the path of a seller's page."""
    return f"{PRODUCTS}{seller.seller}/"


def craft_path(craft: Record) -> str:
    """Give the path of a craft's page."""
    return f"{CRAFTS}{craft.slug}/"


def region_path(region: Record) -> str:
    """Give the path of a region's page."""
    return f"{REGIONS}{region.slug}/"


def craft_region_path(craft: Record, region: Record) -> str:
    """Give the path of the page of a craft in one region."""
    return f"{craft_path(craft)}{region.slug}/"


def by_price_path(path: str) -> str:
    """Give the path of a list of products in order of price; `path` is that of the list, newest first."""
    return f"{path}{BY_PRICE}"


def event_path(event: Record) -> str:
    """Give the path of an event's page."""
    return f"{AGENDA}{event.programme}/{event.id}/"


def month_path(month: str) -> str:
    """Give the path of a month of the agenda; `month` is "2026-12"."""
    return f"{AGENDA}{month}/"


def programme_path(programme: Programme) -> str:
    """Give the path of a programme's page."""
    return f"{PROGRAMMES}{programme.programme}/"


def control_path(programme: Programme) -> str:
    """Give the path of the page on which a programme's network reports."""
    return f"{programme_path(programme)}pilotage/"


def indicator_path(indicator: Indicator) -> str:
    """Give the path of an indicator's page."""
    return f"{RESULTS}{indicator.programme}/{indicator.id}/"


def figure_path(figure: Figure) -> str:
    """Give the path of the page of one value: its permalink."""
    return f"{RESULTS}{figure.programme}/{figure.indicator}/{figure.id}/"


def package_path(package: str) -> str:
    """Give the path of a data package's page."""
    return f"{DATA}{package}/"


def page_of(path: str, number: int) -> str:
    """Give the path of a further page of a paged list; the first is the list's own path."""
    return path if number == 1 else f"{path}page/{number}/"


def site_path(locale: str, path: str) -> str:
    """Give a page's path from the site's root: the default locale lives there, the others one level down."""
    return path if locale == DEFAULT_LOCALE else f"{locale}/{path}"


def file_path(locale: str, path: str) -> str:
    """Give the file a page is written to, from the site's root."""
    whole = site_path(locale, path)
    return whole if whole.endswith(".html") else f"{whole}index.html"


def prefix_to_root(site: str) -> str:
    """Give the relative prefix that leads from a page (its path from the site's root) to the root."""
    return "../" * site.count("/") or "./"


def prefix_to_home(locale: str, path: str) -> str:
    """Give the relative prefix that leads from a page to the home of its locale."""
    return "../" * path.count("/") or "./"

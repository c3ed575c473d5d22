"""Whole addresses of pages and photos, for those who read them away from the portal.

Takes the site, records and the renditions, gives addresses. Without an address of the portal those of pages
are "", and those of files lead from the root.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maarad.catalogue import Record
from maarad.config import Site
from maarad.pages.urls import site_path
from maarad.photos.shelf import Rendition, Renditions

PHOTO_FOLDER = "photos/"
READ_EVERYWHERE = ".jpg"
"""The format of pictures that every machine reads: messengers, feed readers, shops."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A published photo: the file's path from the site's root, its size in pixels and in bytes."""

    path: str
    width: int
    height: int
    size_bytes: int


def page_address(site: Site, locale: str, path: str) -> str:
    """Give the whole address of a page, "" when the portal has none."""
    return f"{origin(site)}{site_path(locale, path)}" if site.url else ""


def origin(site: Site) -> str:
    """Give what every whole address begins with, "" when the portal has no address."""
    return f"{site.url.rstrip('/')}/" if site.url else ""


def photo_key(photo: Record) -> str:
    """Give the name of a photo (a row of `photos`, or a seller) among the renditions."""
    return f"{photo.seller}/{photo.file if hasattr(photo, 'file') else photo.photo}"


def picture_of(photo: Record, renditions: Mapping[str, Renditions]) -> Picture | None:
    """Give the largest picture of a photo (a row of `photos`, or a seller) that every machine can read."""
    made = renditions.get(photo_key(photo))
    if made is None or not made.files:
        return None
    read = [one for one in made.files if one.name.endswith(READ_EVERYWHERE)] or made.files
    largest: Rendition = max(read, key=lambda one: one.width)
    return Picture(f"{PHOTO_FOLDER}{largest.name}", largest.width, largest.height, largest.size_bytes)


def pictures_of(photos: Sequence[Record], renditions: Mapping[str, Renditions]) -> list[Picture]:
    """Give the largest picture of each photo, in their order, none twice."""
    found = (picture_of(photo, renditions) for photo in photos)
    return list(dict.fromkeys(one for one in found if one))

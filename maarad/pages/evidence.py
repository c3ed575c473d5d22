"""What backs a figure, and from each of those things the figures it backs.

Takes figures, records and sellers of the catalogue, gives `Proof`s with the place where each stands. A
figure computed from others is backed by what backs those. A demonstration seller proves nothing. What the
shown edition does not hold is passed over.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maarad.catalogue import Catalogue, Figure, Listing, Programme, Record, Seller, Text, group_by
from maarad.pages.figures import MANY_PROGRAMMES, NAMING, arithmetic, figures_of
from maarad.pages.urls import listing_path, programme_path, seller_path
from maarad.words import Words

DEEPEST = 6
"""How many sums of sums are followed down to what was counted."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that backs a figure: its table ("sessions"), its name, and where it stands in the portal.

    `part` is the figure it backs at first hand when the one asked about is computed from it, else None.
    """

    resource: str
    title: Text
    path: str
    part: Figure | None = None


def evidence_of(catalogue: Catalogue, words: Words, figure: Figure) -> tuple[Proof, ...]:
    """List what backs a figure: records of its programme, then sellers with their listings."""
    proofs: dict[str, Proof] = {}
    for one in _counted(catalogue, words, figure, DEEPEST):
        part = None if one is figure else one
        for proof in (*_records(catalogue, one, part), *_sellers(catalogue, one, part)):
            proofs.setdefault(proof.path, proof)
    return tuple(sorted(proofs.values(), key=lambda proof: RESOURCES.index(proof.resource)))


RESOURCES = ("agreements", "sessions", "events", "documents", "network", "sellers", "products")
"""What can back a figure, in the order in which it is shown."""


def _counted(catalogue: Catalogue, words: Words, figure: Figure, deep: int) -> Iterator[Figure]:
    yield figure
    for operand in arithmetic(catalogue, words, figure) if deep else ():
        yield from _counted(catalogue, words, operand.figure, deep - 1)


def _records(catalogue: Catalogue, figure: Figure, part: Figure | None) -> Iterator[Proof]:
    programme = catalogue.programmes[figure.programme]
    for place in figure.evidence or ():
        resource, _, name = str(place).partition("/")
        record = next((one for one in programme.parts.get(resource, ()) if one.id == name), None)
        if record is not None and resource in RESOURCES:
            title = next(getattr(record, column) for column in NAMING if hasattr(record, column))
            yield Proof(resource, title, f"{programme_path(programme)}#{resource}-{name}", part)


def _sellers(catalogue: Catalogue, figure: Figure, part: Figure | None) -> Iterator[Proof]:
    for seller in _by_figure(catalogue).get((str(figure.programme), str(figure.id)), ()):
        yield Proof("sellers", seller.name, seller_path(seller), part)
        listings: Sequence[Listing] = seller.listings
        yield from (Proof("products", one.title, listing_path(one), part) for one in listings)


@functools.lru_cache(maxsize=2)
def _by_figure(catalogue: Catalogue) -> Mapping[tuple[str, str], tuple[Seller, ...]]:
    real = [one for one in catalogue.sellers.values() if not one.demo]
    return group_by(real, lambda one: [_names(place) for place in one.evidence or ()])


def _names(place: str) -> tuple[str, str]:
    programme, _, value = str(place).partition("/")
    return programme, value


def backs(
    catalogue: Catalogue, words: Words, programme: Programme, resource: str, record: Record
) -> tuple[Figure, ...]:
    """List the figures of a programme that one of its records ("sessions", …) backs at first hand."""
    del catalogue, words
    return _backed(programme).get(f"{resource}/{record.id}", ())


@functools.lru_cache(maxsize=MANY_PROGRAMMES)
def _backed(programme: Programme) -> Mapping[str, tuple[Figure, ...]]:
    figures = figures_of(programme).values()
    return group_by(figures, lambda one: [str(place) for place in one.evidence or ()])


def backed_by(catalogue: Catalogue, words: Words, seller: Seller) -> tuple[Figure, ...]:
    """List the figures a seller is evidence for; a demonstration one is for none."""
    del words
    if seller.demo:
        return ()
    named = (_names(place) for place in seller.evidence or ())
    held = ((catalogue.programmes[one], value) for one, value in named if one in catalogue.programmes)
    return tuple(figures_of(programme)[value] for programme, value in held if value in figures_of(programme))


TEMPLATE_FUNCTIONS: Mapping[str, Any] = {"backed_by": backed_by, "backs": backs, "evidence_of": evidence_of}
"""What templates may call, with the catalogue and the words already given."""

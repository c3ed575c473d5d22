"""The network by region: every place once, every programme where it works, services under their segment."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from programme_world import page_html, real_catalogue

from maarad.catalogue import Programme, Record
from maarad.config import LOCALES
from maarad.pages.gathering import held
from maarad.pages.offices import (
    map_of_places,
    offer_in,
    offers_by_programme,
    territories,
    unlocated,
)
from maarad.words import words_for

WORDS = words_for("fr")


def programme(**services: list[dict[str, object]]) -> Programme:
    """Make a programme with two segments and the given services."""
    segments = tuple(Record({"id": key}) for key in ("youth", "tpe"))
    given = tuple(
        Record({"id": str(number), "segments": None, "regions": None, **service})
        for number, service in enumerate(services["services"])
    )
    return Programme(
        Record({"programme": "essai"}), {"segments": segments, "services": given}, (), (), {}, {}
    )


def told(offer: object) -> list[tuple[str | None, list[str]]]:
    """Write an offer as [(segment, [service])]."""
    return [(one and one.id, [service.id for service in some]) for one, some in offer]  # type: ignore[attr-defined]


def test_services_stand_under_everyone_they_are_for_and_the_rest_at_the_end() -> None:
    one = programme(services=[{"segments": ["tpe", "youth"]}, {}, {"segments": ["youth"]}])
    assert told(offer_in(one)) == [("youth", ["0", "2"]), ("tpe", ["0"]), (None, ["1"])]


def test_a_service_that_names_regions_is_offered_there_only() -> None:
    one = programme(services=[{"regions": ["MA-01"]}, {"segments": ["tpe"]}])
    assert told(offer_in(one, "MA-01")) == [("tpe", ["1"]), (None, ["0"])]
    assert told(offer_in(one, "MA-02")) == [("tpe", ["1"])]
    assert told(offer_in(one)) == [("tpe", ["1"]), (None, ["0"])]


def test_a_programme_without_services_offers_nothing() -> None:
    assert offer_in(programme(services=[])) == ()


def test_every_place_stands_in_its_region_or_among_those_nobody_locates() -> None:
    located = [
        str(place.id)
        for territory in territories(real_catalogue(), WORDS)
        for presence in territory.presences
        for place in presence.places
    ]
    elsewhere = [str(one.record.id) for one in unlocated(real_catalogue(), WORDS)]
    assert Counter(located + elsewhere) == Counter(
        str(one.record.id) for one in held(real_catalogue(), "network")
    )
    assert located
    assert elsewhere


def test_a_region_names_every_programme_that_works_there_running_ones_first() -> None:
    for territory in territories(real_catalogue(), WORDS):
        code = territory.region.code
        keys = {presence.programme.key for presence in territory.presences}
        for one in real_catalogue().programmes.values():
            if code in (one.regions or ()):
                assert one.key in keys
        closed = [presence.closed for presence in territory.presences]
        assert closed == sorted(closed)
        assert territory.places == sum(len(presence.places) for presence in territory.presences)


def test_the_offer_of_each_programme_is_told_once() -> None:
    shown = offers_by_programme(real_catalogue(), WORDS)
    assert {one.key for one, _ in shown} == {
        key for key, one in real_catalogue().programmes.items() if one.parts["services"]
    }


@pytest.mark.parametrize("locale", LOCALES)
def test_the_map_leads_to_every_region_where_somebody_is(locale: str) -> None:
    drawn = map_of_places(real_catalogue(), words_for(locale))
    there = {str(one.region.slug) for one in territories(real_catalogue(), WORDS) if one.presences}
    assert set(re.findall(r'href="#([a-z-]+)"', drawn)) == there


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_has_each_place_once_and_an_anchor_for_each_region(locale: str) -> None:
    page = page_html(locale, "reseau/")
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    places = [f"network-{one.record.id}" for one in held(real_catalogue(), "network")]
    assert [one for one in ids if one.startswith("network-")] and set(places) <= set(ids)
    assert {str(one.region.slug) for one in territories(real_catalogue(), WORDS)} <= set(ids)
    for service in held(real_catalogue(), "services"):
        assert service.record.title.text(locale).split("&")[0][:20] in page.replace("&#39;", "'")

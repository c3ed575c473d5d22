"""A figure is backed by what its rows name, and each of those things leads back to it."""

from __future__ import annotations

import pytest
from programme_world import real_catalogue
from results_world import figure, world

from maarad.pages import evidence
from maarad.pages.figures import figures_of
from maarad.words import words_for

FR = words_for("fr")


def proofs(name: str) -> list[tuple[str, str]]:
    return [(proof.resource, proof.path) for proof in evidence.evidence_of(world(), FR, figure(name))]


def test_records_stand_on_the_programmes_page_and_listings_on_their_own() -> None:
    assert proofs("created-2019") == [
        ("documents", "programmes/essai/#documents-rapport"),
        ("sellers", "produits/atelier-tiny/"),
        ("products", "produits/atelier-tiny/bol-arabe/"),
        ("products", "produits/atelier-tiny/tapis-boujad/"),
    ]


def test_a_demonstration_seller_proves_nothing() -> None:
    assert not any("atelier-demo" in path for _, path in proofs("created-2019"))
    sellers = world().sellers
    assert evidence.backed_by(world(), FR, sellers["atelier-demo"]) == ()
    assert [one.id for one in evidence.backed_by(world(), FR, sellers["atelier-tiny"])] == ["created-2019"]


def test_a_sum_is_backed_by_what_backs_its_parts_once_each() -> None:
    found = evidence.evidence_of(world(), FR, figure("trained-2019"))
    assert [(one.resource, one.title.fr) for one in found] == [
        ("sessions", "Atelier"),
        ("events", "Foire d’essai"),
    ]
    assert [one.part.id for one in found if one.part] == ["trained-a", "trained-b"]


def test_a_ratio_reaches_through_sums_to_what_was_counted() -> None:
    resources = [resource for resource, _ in proofs("rate-2019")]
    assert resources[:3] == ["sessions", "events", "documents"]
    assert set(resources[3:]) == {"sellers", "products"}


def test_what_is_counted_at_first_hand_names_no_other_figure() -> None:
    assert [one.part for one in evidence.evidence_of(world(), FR, figure("trained-a"))] == [None]
    assert proofs("visits-q1") == []


@pytest.mark.parametrize(
    ("resource", "record", "values"),
    [
        ("sessions", "atelier", ["trained-a", "trained-b"]),
        ("events", "foire", ["trained-b"]),
        ("documents", "rapport", ["created-2019"]),
        ("network", "agency-a", []),
    ],
)
def test_a_record_names_the_figures_it_backs(resource: str, record: str, values: list[str]) -> None:
    programme = world().programmes["essai"]
    one = next(one for one in programme.parts[resource] if one.id == record)
    assert [back.id for back in evidence.backs(world(), FR, programme, resource, one)] == values


def test_every_evidence_of_the_real_programmes_is_found_and_leads_back() -> None:
    catalogue, seen = real_catalogue(), 0
    for programme in catalogue.programmes.values():
        for one in figures_of(programme).values():
            own = [proof for proof in evidence.evidence_of(catalogue, FR, one) if proof.part is None]
            assert len(own) == len(one.evidence or ())
            seen += len(own)
            assert bool(own) != bool(one.derived), (
                "what is published has evidence, what is computed its parts'"
            )
            for place in one.evidence or ():
                resource, _, name = place.partition("/")
                record = next(record for record in programme.parts[resource] if record.id == name)
                assert one in evidence.backs(catalogue, FR, programme, resource, record)
    assert seen == 33

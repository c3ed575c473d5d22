"""What pages over all programmes show is complete and in order."""

from __future__ import annotations

from programme_world import real_catalogue

from maarad.pages import gathering
from maarad.words import words_for

FR = words_for("fr")


def test_documents_are_grouped_by_kind_in_the_order_of_the_list() -> None:
    groups = gathering.documents_by_kind(real_catalogue(), FR)
    kinds = list(real_catalogue().labels["documents", "kind"])
    assert list(groups) == sorted(groups, key=kinds.index)
    assert sum(len(some) for some in groups.values()) == sum(
        len(p.parts["documents"]) for p in real_catalogue().programmes.values()
    )


def test_a_service_stands_under_each_of_its_segments_and_none_is_lost() -> None:
    for programme in real_catalogue().programmes.values():
        groups = gathering.services_for(real_catalogue(), FR, programme)
        assert {one.id for _, some in groups for one in some} == {
            one.id for one in programme.parts["services"]
        }
        for segment, some in groups:
            assert all(segment.id in one.segments if segment else not one.segments for one in some)


def test_indicators_stand_by_level_from_impact_to_output() -> None:
    programme = real_catalogue().programmes["w4i"]
    groups = gathering.by_level(real_catalogue(), FR, programme.indicators)
    assert list(groups) == [level for level in gathering.LEVELS if level in groups]
    assert sum(len(some) for some in groups.values()) == len(programme.indicators)


def test_places_are_found_by_the_region_a_source_gives_them() -> None:
    found = [one.record.id for one in gathering.places_in(real_catalogue(), FR, "MA-01")]
    assert found == ["alice-antenne-tanger", "alice-antenne-tetouan"]


def test_the_dictionary_gives_a_translated_text_one_row_of_three_columns() -> None:
    schema = next(
        one for one in gathering.dictionary(real_catalogue(), FR, "results") if one.name == "indicators"
    )
    rows = gathering.public_fields(real_catalogue(), FR, schema)
    assert ("title_fr", "title_ar", "title_en") in [columns for columns, _ in rows]
    assert sum(len(columns) for columns, _ in rows) == len(schema.fields)


def test_records_are_named_in_the_order_asked_for() -> None:
    alice = real_catalogue().programmes["alice"]
    found = gathering.named(real_catalogue(), FR, alice, "phases", ["phase-3", "phase-1"])
    assert [one.id for one in found] == ["phase-3", "phase-1"]
    assert gathering.named(real_catalogue(), FR, alice, "phases", None) == ()

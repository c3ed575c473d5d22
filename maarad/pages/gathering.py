"""What the pages over all programmes show, gathered and in order: network, library, dictionary.

Takes the catalogue, gives groups of records beside their programme. Writes no text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from maarad.catalogue import Catalogue, Indicator, Programme, Record, group_by
from maarad.reading.schemas import Field, Schema
from maarad.words import Words

LEVELS = ("impact", "outcome", "output")
"""Levels of results, from the farthest aim to what was done."""


@dataclass(frozen=True, slots=True)
class Held:
    """A record beside the programme that holds it; `resource` names its table ("events")."""

    programme: Programme
    resource: str
    record: Record


def held(catalogue: Catalogue, resource: str) -> tuple[Held, ...]:
    """List the records of a resource over all programmes, in the programmes' order."""
    return tuple(
        Held(one, resource, record) for one in catalogue.programmes.values() for record in one.parts[resource]
    )


def documents_by_kind(catalogue: Catalogue, words: Words) -> Mapping[str, tuple[Held, ...]]:
    """Group the documents of all programmes by kind, kinds in the order of the closed list."""
    del words
    groups = group_by(held(catalogue, "documents"), lambda one: [str(one.record.kind)])
    return {kind: groups[kind] for kind in catalogue.labels["documents", "kind"] if kind in groups}


def places_in(catalogue: Catalogue, words: Words, region: str) -> tuple[Held, ...]:
    """List the places of the network that a source locates in a region."""
    del words
    return tuple(one for one in held(catalogue, "network") if one.record.region == region)


def by_level(
    catalogue: Catalogue, words: Words, indicators: Iterable[Indicator]
) -> Mapping[str, tuple[Indicator, ...]]:
    """Group indicators by level, from impact to output; empty levels are left out."""
    del catalogue, words
    groups = group_by(indicators, lambda one: [str(one.level)])
    return {level: groups[level] for level in LEVELS if level in groups}


def named(
    catalogue: Catalogue, words: Words, programme: Programme, resource: str, ids: Iterable[str] | None
) -> tuple[Record, ...]:
    """Give the records of a programme that a list of ids names, in the list's order."""
    del catalogue, words
    records = {str(record.id): record for record in programme.parts[resource]}
    return tuple(records[one] for one in ids or ())


def services_for(
    catalogue: Catalogue, words: Words, programme: Programme
) -> tuple[tuple[Record | None, tuple[Record, ...]], ...]:
    """Group a programme's services under the people they are for; under None, those that name nobody."""
    del catalogue, words
    services = programme.parts["services"]
    groups = group_by(services, lambda service: [str(one) for one in service.segments or [""]])
    segments = [*((str(one.id), one) for one in programme.parts["segments"]), ("", None)]
    return tuple((segment, groups[key]) for key, segment in segments if key in groups)


def dictionary(catalogue: Catalogue, words: Words, package: str) -> tuple[Schema, ...]:
    """List the resources of a package with their fields, in order of name."""
    del words
    return tuple(schema for _, schema in sorted(catalogue.schemas.items()) if package in schema.packages)


def public_fields(
    catalogue: Catalogue, words: Words, schema: Schema
) -> tuple[tuple[tuple[str, ...], Field], ...]:
    """List the published fields as (column names, field): a translated text is one row of three columns."""
    del catalogue, words
    bases = {names[locale]: tuple(names.values()) for names in schema.translated.values() for locale in names}
    private = {column["name"] for column in schema.descriptor["fields"] if column["maarad"].get("private")}
    rows: dict[tuple[str, ...], Field] = {}
    for field in schema.fields:
        if field.name not in private:
            rows.setdefault(bases.get(field.name, (field.name,)), field)
    return tuple(rows.items())


TEMPLATE_FUNCTIONS: Mapping[str, Any] = {
    "by_level": by_level,
    "dictionary": dictionary,
    "documents_by_kind": documents_by_kind,
    "named": named,
    "places_in": places_in,
    "public_fields": public_fields,
    "services_for": services_for,
}
"""What templates may call, with the catalogue and the words already given."""

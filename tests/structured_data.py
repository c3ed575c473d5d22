"""What stands in a page as JSON-LD, held against the vocabulary of schema.org and what Google asks of it.

`faults` takes the HTML of a page and gives every fault as a sentence. The table of terms beside this file
names the types we use with their ancestors and properties, as schema.org publishes them; `NEWER` holds what
is younger than that table and than the terms rdflib knows.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rdflib.namespace import SDO

TERMS: dict[str, dict[str, list[str]]] = json.loads(
    Path(__file__).with_name("schemaorg_terms.json").read_text("utf-8")
)
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
VOCABULARY = "https://schema.org/"
NEWER = {"MadeToOrder"}
"""Members of ItemAvailability that schema.org has taken in since."""

ANNOTATED = re.compile(r"(?P<name>[a-z-]+)-input")
"""`query-input` and its like: properties of schema.org's actions that say what a visitor fills in."""

REQUIRED = {
    "Product": ("name",),
    "Offer": ("price", "priceCurrency", "availability"),
    "AggregateOffer": ("lowPrice", "highPrice", "priceCurrency", "availability"),
    "Event": ("name", "startDate", "location"),
    "BreadcrumbList": ("itemListElement",),
    "ItemList": ("itemListElement",),
    "ListItem": ("position",),
    "Organization": ("name",),
    "WebSite": ("name", "url"),
    "SearchAction": ("target", "query-input"),
}
"""What Google's guides to rich results require of each type, and recommend of offers."""

PRIVATE = ("telephone", "email", "faxNumber", "contactPoint")
AMOUNT = re.compile(r"\d+\.\d\d")
DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T\S+)?")


def graphs(html: str) -> list[dict[str, Any]]:
    """Give what each JSON-LD script of a page holds."""
    return [json.loads(text) for text in SCRIPT.findall(html)]


def nodes(html: str) -> list[dict[str, Any]]:
    """Give every node with a type in a page's JSON-LD, at any depth."""
    return [node for graph in graphs(html) for node in _walk(graph) if "@type" in node]


def of_type(html: str, name: str) -> list[dict[str, Any]]:
    """Give the nodes of a type."""
    return [node for node in nodes(html) if node["@type"] == name]


def faults(html: str) -> list[str]:
    """Give what is wrong with the structured data of a page: unknown terms, missing or empty values."""
    found = []
    for graph in graphs(html):
        if str(graph.get("@context", "")).rstrip("/") != VOCABULARY.rstrip("/"):
            found.append("the context is not schema.org's")
        for node in _walk(graph):
            found += _node_faults(node)
    return found


@functools.cache
def properties(name: str) -> frozenset[str]:
    """Give the properties of a type, inherited ones too."""
    own = TERMS[name]
    return frozenset(own["properties"]).union(*(properties(parent) for parent in own["parents"]))


def _walk(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _walk(one)


def _node_faults(node: dict[str, Any]) -> Iterator[str]:
    name = node.get("@type")
    for key, value in node.items():
        if value in (None, "", [], {}):
            yield f"{name}.{key} is empty"
        if key in PRIVATE:
            yield f"{name}.{key} tells how to reach a person"
        if isinstance(value, str) and value.startswith(VOCABULARY) and key != "@context":
            member = value.removeprefix(VOCABULARY)
            if member not in SDO and member not in NEWER:
                yield f"{name}.{key}: {member} is no term of schema.org"
    if name is None:
        return
    if name not in TERMS:
        yield f"{name} is no type we know of"
        return
    for key in node:
        known = key.startswith("@") or key in properties(name) or ANNOTATED.fullmatch(key)
        if not known:
            yield f"{name} has no property {key}"
    for key in REQUIRED.get(name, ()):
        if key not in node:
            yield f"{name} lacks {key}"
    yield from _value_faults(name, node)


def _value_faults(name: str, node: dict[str, Any]) -> Iterator[str]:
    for key in ("price", "lowPrice", "highPrice"):
        if key in node and not AMOUNT.fullmatch(node[key]):
            yield f"{name}.{key} is no amount: {node[key]}"
    if name == "Event" and "address" not in node.get("location", {}):
        yield "Event.location lacks address"
    for key in ("startDate", "endDate"):
        if key in node and not DAY.fullmatch(node[key]):
            yield f"{name}.{key} is no day: {node[key]}"
    for key in ("url", "item", "image"):
        for one in node.get(key, ()) if isinstance(node.get(key), list) else [node.get(key, "https://")]:
            if not str(one).startswith("https://"):
                yield f"{name}.{key} is no whole address: {one}"

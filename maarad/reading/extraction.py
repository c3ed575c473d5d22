"""From one written file to the typed rows its schemas describe.

Takes a tree of `sources` and the schemas whose rows are written in that kind of file, gives `Row`s and
findings: unknown fields, missing ones, values that are none. Reads no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from maarad.config import LOCALES
from maarad.findings import Finding, finding, near_miss
from maarad.reading.amounts import EASTERN
from maarad.reading.schemas import Field, Schema
from maarad.reading.sources import Mapping as Block
from maarad.reading.sources import Place, Scalar, is_absent, key_place
from maarad.reading.sources import Sequence as Items
from maarad.reading.values import Fault, Value, parse_item, parse_value, right_range

LIST = "[]"
ARABIC = re.compile(r"[\u0600-\u06ff]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a resource, and where each of its values was written.

    `values` has every column of the schema (None where nothing was written); `path` is relative to the
    project; `places` holds the places of the columns people wrote.
    """

    values: Mapping[str, Value]
    path: str
    start: Place
    places: Mapping[str, Place]

    def place(self, column: str = "") -> Place:
        """Give the place of a column, or where the row begins when it was not written."""
        return self.places.get(column, self.start)


@dataclass(frozen=True)
class Shape:
    """What may be written in one kind of file: allowed keys, and other spellings that suggest them."""

    keys: Mapping[str, Any]
    spellings: Mapping[str, Mapping[str, str]]


def shape_of(schemas: Sequence[Schema]) -> Shape:
    """Join what several schemas allow in one file; `keys` nests, with `LIST` for items of a list."""
    keys: dict[str, Any] = {}
    spellings: dict[str, dict[str, str]] = {}
    for schema in schemas:
        node = keys
        for part in schema.list_path:
            node = node.setdefault(part, {}).setdefault(LIST, {})
        for column in schema.fields:
            here = node
            for part in column.path:
                here = here.setdefault(part, {})
            _spell(spellings, column)
    return Shape(keys, spellings)


def _spell(spellings: dict[str, dict[str, str]], column: Field) -> None:
    if not column.path:
        return
    *above, key = column.path
    if key in LOCALES:
        key = above[-1] if above else ""
    for title in column.title.values():
        plain = title.split(" (")[0].casefold()
        spellings.setdefault(key, {})[plain] = key


def check_keys(block: object, shape: Shape, path: str) -> Iterator[Finding]:
    """Find every written key that no schema knows, with the nearest one that is known."""
    yield from _check_keys(block, shape.keys, shape, path, "")


def _check_keys(
    node: object, keys: Mapping[str, Any], shape: Shape, path: str, prefix: str
) -> Iterator[Finding]:
    if isinstance(node, Items) and LIST in keys:
        for item in node:
            yield from _check_keys(item, keys[LIST], shape, path, prefix)
    elif isinstance(node, Block) and keys and LIST not in keys:
        for key, child in node.items():
            if key in keys:
                yield from _check_keys(child, keys[key], shape, path, f"{prefix}{key}.")
            elif is_absent(child) and (cut := _cut_number(key, node)):
                before, whole, right = cut
                number = {"key": before, "value": f"{whole},{key}", "right": right}
                yield finding("comma-in-number", path, key, field=prefix + before, **number)
            elif is_absent(child) and _is_cut_text(key, keys) and not path.endswith(".csv"):
                yield finding("comma-in-braces", path, key, field=prefix.rstrip("."), value=key)
            else:
                yield _unknown_key(key, keys, shape, path, prefix)


def _cut_number(key: str, block: Block) -> tuple[str, str, str] | None:
    """Give the field, the whole part and the number meant where a comma cut one: "{price: 12,50}"."""
    keys = list(block)
    before = keys[max(0, keys.index(key) - 1)]
    whole = block[before]
    digits = re.sub(r"\s", "", whole) if isinstance(whole, Scalar) else ""
    if not (key.isdecimal() and digits.isdecimal()):
        return None
    thousands = len(key) == 3 and not digits.startswith("0")
    return before, digits, f"{digits}{'' if thousands else '.'}{key}".translate(EASTERN)


def _is_cut_text(key: str, keys: Mapping[str, Any]) -> bool:
    """Tell whether a key is what a comma cut off: "{fr: Laine, soie grège}", "{fr: Laine, soie}"."""
    return " " in key or (LOCALES[0] in keys and len(key) > len(LOCALES[0]))


def _unknown_key(key: str, keys: Mapping[str, Any], shape: Shape, path: str, prefix: str) -> Finding:
    names = {known.casefold(): known for known in keys}
    for known in keys:
        names.update({k: v for k, v in shape.spellings.get(known, {}).items() if k not in names})
    near, choices = near_miss(key, names), ", ".join(keys)
    return finding("field-unknown", path, key, field=prefix + key, near=near, choices=choices)


def extract_rows(block: Block, schema: Schema, path: str) -> tuple[list[Row], list[Finding], bool]:
    """Take the rows of one schema out of one written file, and tell whether all of them could be read.

    Rows with faults stay, without the faulty values; what is no row at all is lost.
    """
    rows: list[Row] = []
    findings: list[Finding] = []
    lost: list[Finding] = []
    for index, (item, parents) in enumerate(_items(block, schema.list_path, (), path, lost), 1):
        reader = _RowReader(schema, path, item, parents)
        position = index if len(schema.list_path) < 2 else _position(item, parents[-1], schema.list_path[-1])
        rows.append(reader.read(position))
        findings += reader.findings
    return rows, findings + lost, not lost


def _position(item: Block, parent: Block, key: str) -> int:
    return next(i for i, other in enumerate(parent[key], 1) if other is item)


def _items(
    block: Block, list_path: Sequence[str], parents: tuple[Block, ...], path: str, findings: list[Finding]
) -> Iterator[tuple[Block, tuple[Block, ...]]]:
    if not list_path:
        yield block, parents
        return
    head, *rest = list_path
    written = block.get(head)
    if is_absent(written):
        return
    if not isinstance(written, Items):
        findings.append(finding("list-expected", path, key_place(block, head), field=head))
        return
    for item in written:
        if isinstance(item, Block):
            yield from _items(item, rest, (*parents, block), path, findings)
        else:
            findings.append(finding("mapping-expected", path, item, field=head))


class _RowReader:
    """Reads one row of one schema out of one block."""

    def __init__(self, schema: Schema, path: str, block: Block, parents: tuple[Block, ...]) -> None:
        self.schema, self.path, self.block, self.parents = schema, path, block, parents
        self.findings: list[Finding] = []
        self.places: dict[str, Place] = {}
        self.faulty: set[str] = set()
        self.misshapen: set[int] = set()

    def read(self, position: int) -> Row:
        """Give the row; `position` is its place in the list, from 1."""
        start = Place(max(self.block.line, 1), max(self.block.column, 1))
        values = {column.name: self._value(column, position) for column in self.schema.fields}
        for group in self.schema.one_of:
            if all(values[name] is None for name in group) and not self.faulty.intersection(group):
                self._miss_group(group)
        return Row(values, self.path, start, self.places)

    def _value(self, column: Field, position: int) -> Value:
        if column.derived:
            return self._derived(column, position)
        holder, node = self._find(column)
        if is_absent(node):
            if column.required and column.name not in self.faulty:
                code = "source-missing" if column.name == "source" else "field-missing"
                place = Place(node.line, node.column) if isinstance(node, Scalar) else None
                self._fault(code, column, place or key_place(holder, column.path[-1]))
            return None
        place = key_place(holder, column.path[-1])
        self.places[column.name] = Place(
            getattr(node, "line", place.line), getattr(node, "column", place.column)
        )
        if column.type == "array":
            return self._array(column, node)
        spread = self._spread(column, node)
        if spread:
            details = {"low": spread[0], "high": spread[1]}
            return self._fault("price-spread", column, self.places[column.name], **details)
        if not isinstance(node, Scalar):
            return self._fault("text-expected", column, self.places[column.name])
        return self._parsed(column, node, parse_value(column, node))

    def _spread(self, column: Field, node: object) -> tuple[str, str] | None:
        """Give the two prices of one written as a range: "45 à 400", [45, 400], {from: 45, to: 400}."""
        if column.name != "price_mad" or "price_to_mad" not in self.schema.by_name:
            return None
        parts = node.values() if isinstance(node, Block) else node if isinstance(node, Items) else (node,)
        texts = [part for part in parts if isinstance(part, Scalar)]
        return right_range(column, texts) if texts else None

    def _find(self, column: Field) -> tuple[Block, object]:
        holder = self.block
        for part in column.path[:-1]:
            child = holder.get(part)
            if is_absent(child):
                return holder, None
            if not isinstance(child, Block):
                self.faulty.add(column.name)
                if id(child) not in self.misshapen:
                    self.misshapen.add(id(child))
                    text = column.path[-1] in LOCALES and isinstance(child, Scalar)
                    code = "language-expected" if text else "mapping-expected"
                    language = "ar" if ARABIC.search(str(child)) else LOCALES[0]
                    self._find_fault(code, part, child, value=str(child)[:60], language=language)
                return holder, None
            holder = child
        return holder, holder.get(column.path[-1])

    def _array(self, column: Field, node: object) -> Value:
        if not isinstance(node, Items):
            if isinstance(node, Scalar) and self.path.endswith(".csv"):
                node = Items(Scalar(p.strip(), node.line, node.column) for p in node.split(";") if p.strip())
            else:
                return self._fault("list-expected", column, self.places[column.name])
        values: list[str] = []
        for item in node:
            if not isinstance(item, Scalar):
                self._fault("text-expected", column, Place(item.line, item.column))
                continue
            value = self._parsed(column, item, parse_item(column, item))
            if value is not None:
                values.append(str(value))
        return values

    def _parsed(self, column: Field, node: Scalar, value: Value | Fault) -> Value:
        if isinstance(value, Fault):
            return self._fault(value.code, column, Place(node.line, node.column), **value.details)
        return value

    def _derived(self, column: Field, position: int) -> Value:
        path = PurePosixPath(self.path)
        kind, _, name = column.derived.partition(":")
        if kind == "index":
            return position
        if kind == "photo":
            return None
        if kind == "parent":
            text = self.parents[-1].get(name)
        else:
            text = path.parent.name if kind == "folder" else path.stem
        if is_absent(text) or not isinstance(text, str):
            return None
        value = parse_value(column, text)
        if isinstance(value, Fault):  # one finding for a folder or file, however many rows are named by it
            self.faulty.add(column.name)
            where = str(path.parent) if kind == "folder" else self.path
            self.findings.append(finding(value.code, where, field=column.name, **value.details))
            return None
        return value

    def _miss_group(self, group: tuple[str, ...]) -> None:
        columns = [self.schema.by_name[name] for name in group]
        languages = all(column.path[-1] in LOCALES for column in columns)
        code = (
            "price-missing" if "price_mad" in group else "language-missing" if languages else "one-of-missing"
        )
        field = columns[0].path[0] if languages else columns[0].written
        names = ", ".join(column.written for column in columns)
        node = self.block.get(field)
        place = node if isinstance(node, Scalar) else key_place(self.block, field)
        self._find_fault(code, field, place, choices=names)

    def _fault(self, code: str, column: Field, place: object, **details: Any) -> Value:
        """Note that a column has no value because of a fault, and give that: no value."""
        self.faulty.add(column.name)
        self._find_fault(code, column.written or column.name, place, **details)
        return None

    def _find_fault(self, code: str, name: str, place: object, **details: Any) -> None:
        field = ".".join((*self.schema.list_path, name))
        self.findings.append(finding(code, self.path, place, field=field, **details))

"""Strict reading of what people write: YAML and CSV in which every value knows its line.

Takes a file below the project, gives plain trees of `Scalar`, `Mapping` and `Sequence`, and findings.
Every scalar stays the text that was written: types are the schema's affair. Aliases, tags, repeated
keys, several documents, deep nesting, large files and anything but UTF-8 are findings, never exceptions.
The only module that knows a YAML library.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from maarad.findings import Finding, finding

MAX_BYTES = 64 * 1024
MAX_CSV_BYTES = 16 * 1024 * 1024
MAX_CELL = 128 * 1024
MAX_DEPTH = 20
MOST_CHARACTERS = 20
"""How many control characters of one file are named; a file that holds more is no text at all."""
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
ABSENT = frozenset({"", "~", "null", "Null", "NULL"})
CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069"
    r"\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)
FLAG = re.compile(r"(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f)")
"""A flag written in tags, such as that of Scotland: the one place where these may stand."""
BLANK = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]*"
)
"""Spaces, joiners, marks of direction: what shows nothing when it stands alone."""


class Scalar(str):
    """A text as it was written, with the line and column (from 1) where it begins."""

    line: int
    column: int
    plain: bool
    __slots__ = ("column", "line", "plain")

    def __new__(cls, text: str, line: int = 0, column: int = 0, plain: bool = True) -> Scalar:
        """Make a text that knows its place; `plain` means written without quotes."""
        self = super().__new__(cls, text)
        self.line, self.column, self.plain = line, column, plain
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Keep the place when a value goes to another process."""
        return Scalar, (str(self), self.line, self.column, self.plain)


class Mapping(dict[str, Any]):
    """A block of `key: value`; its keys are `Scalar`s and so know their lines."""

    line = 0
    column = 0


class Sequence(list[Any]):
    """A list, with the place where it begins."""

    line = 0
    column = 0


Node = Scalar | Mapping | Sequence


@dataclass(frozen=True, slots=True)
class Place:
    """A line and column from 1; 0 means the file as a whole."""

    line: int = 0
    column: int = 0


def is_absent(node: object) -> bool:
    """Tell whether nothing was written: no node, an empty or invisible one, or a bare `null`."""
    if isinstance(node, Scalar):
        return BLANK.fullmatch(node) is not None or (node.plain and node in ABSENT)
    return node is None or (isinstance(node, (Mapping, Sequence)) and not node)


def read_text(path: Path, name: str, limit: int) -> tuple[str | None, list[Finding]]:
    """Read a regular UTF-8 file of at most `limit` bytes; `name` is its path in findings.

    Control characters become spaces, so that the rest of the file can be judged; None when nothing can be.
    """
    if path.is_symlink() or not path.is_file():
        return None, [finding("file-not-regular", name)]
    size = path.stat().st_size
    if size > limit:
        return None, [finding("file-too-large", name, size=size, limit=limit)]
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_encoding_wrong(data, error.start, name)]
    if "\0" in text:  # UTF-16 without its mark, or no text at all
        return None, [_encoding_wrong(data, data.index(b"\0"), name)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = itertools.islice(_controls(text), MOST_CHARACTERS)
    return _without_controls(text), [
        _control(match[0], name, _place_at(text, match.start())) for match in found
    ]


def _controls(text: str) -> Iterator[re.Match[str]]:
    flags = {place for flag in FLAG.finditer(text) for place in range(*flag.span())}
    return (match for match in CONTROL.finditer(text) if match.start() not in flags)


def _without_controls(text: str) -> str:
    parts = FLAG.split(text)  # every second one is a flag
    return "".join(part if number % 2 else CONTROL.sub(" ", part) for number, part in enumerate(parts))


def _encoding_wrong(data: bytes, offset: int, name: str) -> Finding:
    return finding("encoding-wrong", name, Place(data.count(b"\n", 0, offset) + 1, 1))


def _control(character: str, name: str, place: Place) -> Finding:
    return finding("control-character", name, place, character=f"U+{ord(character):04X}")


def _place_at(text: str, offset: int) -> Place:
    line = text.count("\n", 0, offset) + 1
    return Place(line, offset - text.rfind("\n", 0, offset))


def read_yaml(path: Path, name: str) -> tuple[Mapping | None, list[Finding]]:
    """Read one YAML file whose top is a mapping; None when nothing usable could be read."""
    text, findings = read_text(path, name, MAX_BYTES)
    if text is None:
        return None, findings
    block, faults = parse_yaml(text, name)
    return block, findings + faults


def parse_yaml(text: str, name: str) -> tuple[Mapping | None, list[Finding]]:
    """Parse the text of one YAML file; see `read_yaml`."""
    tabs = [
        finding("tab", name, Place(number, line.index("\t") + 1))
        for number, line in enumerate(text.split("\n"), 1)
        if "\t" in line[: len(line) - len(line.lstrip())]
    ]
    builder = _Builder(name)
    try:
        builder.build(text.replace("\t", "  ") if tabs else text)
    except yaml.MarkedYAMLError as error:
        return None, tabs or [*builder.findings, _syntax(error, name)]
    except yaml.YAMLError:
        return None, tabs or [*builder.findings, finding("yaml-syntax", name)]
    findings = tabs + builder.findings
    if builder.refused:
        return None, findings
    if not isinstance(builder.root, Mapping):
        return None, findings or [finding("not-a-mapping", name, Place(1, 1))]
    return builder.root, findings


def _syntax(error: yaml.MarkedYAMLError, name: str) -> Finding:
    mark = error.problem_mark or error.context_mark
    place = Place(mark.line + 1, mark.column + 1) if mark else Place()
    code = "yaml-colon" if "mapping values are not allowed" in (error.problem or "") else "yaml-syntax"
    return finding(code, name, place)


class _Builder:
    """Builds the tree from the parser's events, without recursion; stops at what it refuses outright."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.findings: list[Finding] = []
        self.root: Node | None = None
        self.refused = False
        self._stack: list[tuple[Mapping | Sequence, list[Scalar]]] = []

    def build(self, text: str) -> None:
        """Read the events of `text` into `root` and `findings`."""
        documents = 0
        for event in yaml.parse(text, Loader=LOADER):
            place = Place(event.start_mark.line + 1, event.start_mark.column + 1)
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.findings.append(finding("several-documents", self.name, place))
                    return
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self._stack.pop()
            elif isinstance(event, yaml.NodeEvent) and not self._take(event, place):
                return

    def _take(self, event: yaml.NodeEvent, place: Place) -> bool:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            return self._refuse("alias-refused", place)
        if len(self._stack) >= MAX_DEPTH and not isinstance(event, yaml.ScalarEvent):
            return self._refuse("too-deep", place, limit=MAX_DEPTH)
        if getattr(event, "tag", None):
            self.findings.append(
                finding("tag-refused", self.name, place, tag=event.tag.replace("tag:yaml.org,2002:", "!!"))
            )
        self._place_node(event, place)
        return True

    def _refuse(self, code: str, place: Place, **details: Any) -> bool:
        self.findings.append(finding(code, self.name, place, **details))
        self.refused = True
        return False

    def _place_node(self, event: yaml.NodeEvent, place: Place) -> None:
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            text = event.value
            if control := next(_controls(text), None):  # smuggled in as "\x1b"
                self.findings.append(_control(control[0], self.name, place))
                text = _without_controls(text)
            self._attach(Scalar(text, place.line, place.column, not event.style))
            return
        node = Mapping() if isinstance(event, yaml.MappingStartEvent) else Sequence()
        node.line, node.column = place.line, place.column
        self._attach(node)
        self._stack.append((node, []))

    def _attach(self, node: Node) -> None:
        if not self._stack:
            self.root = node
            return
        parent, keys = self._stack[-1]
        if isinstance(parent, Sequence):
            parent.append(node)
        elif not keys:
            keys.append(node if isinstance(node, Scalar) else Scalar("?", node.line, node.column))
        else:
            key = keys.pop()
            if key in parent:
                self.findings.append(finding("key-repeated", self.name, key, field=key))
            else:
                parent[key] = node


def key_place(mapping: Mapping, key: str) -> Place:
    """Give the place where a key stands, or where it would: the mapping's beginning, a table's header."""
    first: Scalar | None = None
    for written in mapping:
        if isinstance(written, Scalar):
            first = first or written
            if written == key:
                return Place(written.line, written.column)
    if first is not None and first.line < mapping.line:  # a row of a table whose header lacks the column
        return Place(first.line, first.column)
    return Place(max(mapping.line, 1), max(mapping.column, 1))


def read_csv(path: Path, name: str) -> tuple[Mapping | None, list[Mapping], list[Finding]]:
    """Read a comma-separated file: its header as a mapping without values, and one mapping a row."""
    text, findings = read_text(path, name, MAX_CSV_BYTES)
    rows: list[Mapping] = []
    header: list[Scalar] = []
    for line, cells in _csv_lines(text or ""):
        if cells is None:
            findings.append(finding("csv-syntax", name, Place(line, 1)))
        elif not header:
            if len(cells) == 1 and re.search(r"[;\t]", cells[0]):
                return None, [], [*findings, finding("csv-separator", name, Place(line, 1))]
            header = [Scalar(cell.strip(), line, column) for column, cell in enumerate(cells, 1)]
            again = (cell for number, cell in enumerate(header) if cell in header[:number])
            findings += [finding("key-repeated", name, cell, field=cell) for cell in again]
        elif len(cells) != len(header):
            place, columns = Place(line, 1), len(header)
            findings.append(finding("row-length", name, place, cells=len(cells), columns=columns))
        else:
            rows.append(_csv_row(header, cells, line))
    if not header:
        return None, [], findings or [finding("header-missing", name, Place(1, 1))]
    return _csv_row(header, [""] * len(header), header[0].line), rows, findings


def _csv_lines(text: str) -> Iterator[tuple[int, list[str] | None]]:
    """Give each row with the line it begins on; None, last, where the text is no CSV."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    before = 0
    try:
        for cells in reader:
            if any(
                len(cell) > MAX_CELL for cell in cells
            ):  # the csv module's own limit is anybody's to change
                yield before + 1, None
                return
            if any(cell.strip() for cell in cells):  # spreadsheets leave rows of nothing but commas
                yield before + 1, cells
            before = reader.line_num
    except csv.Error:
        yield before + 1, None


def _csv_row(header: list[Scalar], cells: list[str], line: int) -> Mapping:
    row = Mapping(
        (Scalar(name, line, column), Scalar(cell, line, column))
        for column, (name, cell) in enumerate(zip(header, cells, strict=True), 1)
    )
    row.line, row.column = line, 1
    return row

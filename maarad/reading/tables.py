"""The data packages: every row of every resource, gathered from the folders people write in.

Takes the project and its schemas, gives `Table`s (one a resource, rows in order of key) and findings.
Writes nothing; `descriptors` turns tables into data packages on disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path, PurePosixPath

from maarad.config import Config
from maarad.findings import Finding, finding
from maarad.reading.extraction import Row, Shape, check_keys, extract_rows, shape_of
from maarad.reading.schemas import Schema
from maarad.reading.sources import Mapping as Block
from maarad.reading.sources import read_csv, read_yaml

PACKAGES = ("programmes", "results", "products")
WRITTEN_FOLDERS = ("products", "programmes")
PICTURES = (".jpg", ".jpeg", ".png", ".webp")
CHUNK = 200
_Chunk = tuple[dict[str, list[Row]], list[Finding], dict[str, list[str]]]
"""What some files give: rows by resource, findings, and by resource the files not read whole."""


@dataclass(frozen=True)
class Table:
    """The rows of one resource; `unread` names the files that may hold rows nobody could read."""

    schema: Schema
    rows: list[Row] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


Tables = Mapping[str, Table]


@dataclass(frozen=True)
class _Kind:
    """One kind of written file: its glob and the schemas whose rows stand in it."""

    files: str
    except_for: str
    schemas: tuple[Schema, ...]

    @property
    def shape(self) -> Shape:
        return shape_of(self.schemas)


def assemble_tables(
    config: Config, schemas: Mapping[str, Schema], pool: Executor | None = None
) -> tuple[dict[str, Table], list[Finding]]:
    """Read every written file once and gather the rows of all resources.

    With a `pool`, files are read in several processes; the result is the same.
    """
    tables = {name: Table(schema) for name, schema in schemas.items()}
    findings: list[Finding] = []
    known: set[str] = set()
    for kind in _kinds(schemas.values()):
        names = _files(config.project, kind)
        known.update(names)
        chunks = [names[start : start + CHUNK] for start in range(0, len(names), CHUNK)]
        jobs = ((str(config.project), kind, chunk) for chunk in chunks)
        results = pool.map(_read_chunk, jobs) if pool and len(chunks) > 1 else map(_read_chunk, jobs)
        for rows, found, unread in results:
            findings += found
            for name, some in rows.items():
                tables[name].rows.extend(some)
            for name, files in unread.items():
                tables[name].unread.extend(files)
    for table in tables.values():
        table.rows.sort(key=lambda row: (row.path, row.start.line))
    return tables, findings + _strangers(config.project, known)


def _kinds(schemas: Iterable[Schema]) -> list[_Kind]:
    def address(schema: Schema) -> tuple[str, str]:
        return schema.files, schema.except_for

    ordered = sorted(schemas, key=address)
    return [_Kind(*key, tuple(group)) for key, group in groupby(ordered, address)]


def _files(project: Path, kind: _Kind) -> list[str]:
    patterns = [kind.files]
    if kind.files.endswith(".yml"):
        patterns.append(kind.files.removesuffix(".yml") + ".yaml")
    found = {path for pattern in patterns for path in project.glob(pattern)}
    return sorted(
        path.relative_to(project).as_posix()
        for path in found
        if path.with_suffix(".yml").name != kind.except_for and _is_own(project, path)
    )


def _is_own(project: Path, path: Path) -> bool:
    """Tell whether a path is not hidden and leads nowhere else: no folder on its way is a link."""
    parts = path.relative_to(project).parents
    return not path.name.startswith(".") and not any((project / folder).is_symlink() for folder in parts)


def _read_chunk(job: tuple[str, _Kind, Sequence[str]]) -> _Chunk:
    project, kind, names = job
    rows: dict[str, list[Row]] = {schema.name: [] for schema in kind.schemas}
    unread: dict[str, list[str]] = {schema.name: [] for schema in kind.schemas}
    findings: list[Finding] = []
    shape = kind.shape
    for name in names:
        head, blocks, found = _read_blocks(Path(project), name)
        findings += found
        if head is not None:
            findings += check_keys(head, shape, name)
        for schema in kind.schemas:
            whole = not found or (head is not None and not name.endswith(".csv"))
            for block in blocks:
                some, faults, all_of_it = extract_rows(block, schema, name)
                rows[schema.name] += some
                findings += faults
                whole = whole and all_of_it
            unread[schema.name] += [] if whole else [name]
    return rows, findings, unread


def _read_blocks(project: Path, name: str) -> tuple[Block | None, list[Block], list[Finding]]:
    """Read a file as the block that shows its fields, the blocks that hold its rows, and findings."""
    if name.endswith(".csv"):
        return read_csv(project / name, name)
    block, findings = read_yaml(project / name, name)
    return block, [] if block is None else [block], findings


def _strangers(project: Path, known: set[str]) -> list[Finding]:
    """Find files in the folders people write in that nothing will ever read, and links instead of folders."""
    findings = []
    for folder in WRITTEN_FOLDERS:
        for path in sorted((project / folder).rglob("*")):
            name = path.relative_to(project).as_posix()
            if path.is_symlink() and path.is_dir():
                findings.append(finding("file-not-regular", name))
            elif not path.is_dir() and name not in known and not _is_harmless(name):
                findings.append(finding("file-unexpected", name))
    return findings


def _is_harmless(name: str) -> bool:
    """Tell whether a file may lie about: a photo, a note for people, what desktops and editors leave."""
    path = PurePosixPath(name)
    if any(part.startswith(".") for part in path.parts) or path.name.lower() in ("readme.md", "thumbs.db"):
        return True
    return path.parts[0] == "products" and len(path.parts) == 3 and path.suffix.lower() in PICTURES


def key_of(table: Table, row: Row, columns: Sequence[str] = ()) -> tuple[object, ...]:
    """Give the values of some columns of a row, those of the primary key by default."""
    return tuple(row.values.get(column) for column in columns or table.schema.primary_key)

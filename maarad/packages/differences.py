"""What changed between two published states of a package, and the version that follows from it.

Takes two `State`s, gives a frozen `Difference`, its `bump`, sentences and JSON. The rules are the recipe
"Data Package Version" of datapackage.org, in the reading of this house:

| bump  | what changed                                                                                   |
|-------|------------------------------------------------------------------------------------------------|
| major | a resource or column removed, columns put in another order; the type or format of a column;    |
|       | a constraint, key or reference added or made narrower; the form of a file;                     |
|       | a row removed, or what a cited value stands for (`IDENTITY`): its address loses its meaning    |
| minor | a resource, a column or a row added; a constraint or reference made wider                      |
| patch | a cell corrected, with the restatement that says so; titles, descriptions and other prose      |

One rule is milder than the recipe: a column added is minor, because columns are read by their names.
Numbers are compared as numbers: 0.5 and 0.50 are no correction. The order of rows says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from maarad.config import LOCALES
from maarad.packages.releases import FIRST, version_order
from maarad.packages.reopening import Cells, Key, Resource, State, keyed

IDENTITY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"values": ("indicator", "kind", "region", "agency", "sex", "age_band", "milieu")}
)
"""By resource, the columns that say what a row is about; with others under the same key it is another row."""

NAMINGS = (
    (("programme", "programmes", ("programme",), "title"),),
    (("indicator", "indicators", ("programme", "id"), "title"),),
    (("agency", "network", ("id",), "name"), ("region", "regions", ("code",), "name")),
)
"""What names corrected rows: a column, the resource that explains it, its key, and the stem of the name."""

RECORDS = frozenset({"restatements"})
"""Resources whose new rows only tell of a correction, so that they weigh no more than it does."""

CHANGING = frozenset(
    {"$schema", "name", "version", "created", "resources", "bytes", "hash", "path", "schema"}
)
"""Members of descriptors that change with every release, or are compared in their own way."""
FORM = ("type", "format", "mediatype", "encoding", "dialect")
LOWER, UPPER = ("minimum", "exclusiveMinimum", "minLength"), ("maximum", "exclusiveMaximum", "maxLength")
WEIGHTS = ("", "patch", "minor", "major")


@dataclass(frozen=True, slots=True)
class Correction:
    """One row that says something else now: (column, old, new) for each cell that changed."""

    key: Key
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class ResourceChange:
    """What changed in one resource; `tightened` and `loosened` name columns or keys of the schema.

    `filled` are cells of columns that were added; `repurposed` the keys of rows that became other ones;
    `names` and `period` what the corrected rows have in common: programme, indicator and place by language.
    """

    resource: str
    fields_added: tuple[str, ...] = ()
    fields_removed: tuple[str, ...] = ()
    reordered: bool = False
    tightened: tuple[str, ...] = ()
    loosened: tuple[str, ...] = ()
    described: tuple[str, ...] = ()
    rows_added: tuple[tuple[Key, Cells], ...] = ()
    rows_removed: tuple[tuple[Key, Cells], ...] = ()
    corrected: tuple[Correction, ...] = ()
    filled: tuple[Correction, ...] = ()
    repurposed: tuple[Key, ...] = ()
    names: tuple[Mapping[str, str], ...] = ()
    period: tuple[str, str] = ("", "")

    @property
    def bump(self) -> str:
        """Give what this change asks of the version."""
        if self.fields_removed or self.reordered or self.tightened or self.rows_removed or self.repurposed:
            return "major"
        if self.fields_added or self.loosened or (self.rows_added and self.resource not in RECORDS):
            return "minor"
        return "patch" if self.corrected or self.described or self.rows_added else ""


@dataclass(frozen=True)
class Difference:
    """Everything that changed between two states of a package."""

    resources_added: tuple[str, ...] = ()
    resources_removed: tuple[str, ...] = ()
    described: tuple[str, ...] = ()
    changes: tuple[ResourceChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.resources_added or self.resources_removed or self.described or self.changes)

    @property
    def bump(self) -> str:
        """Give "major", "minor", "patch", or "" when nothing changed."""
        asked = [change.bump for change in self.changes]
        asked += ["major"] if self.resources_removed else []
        asked += ["minor"] if self.resources_added else []
        asked += ["patch"] if self.described else []
        return max(asked, key=WEIGHTS.index, default="")


def next_version(version: str, bump: str) -> str:
    """Give the version after `version`; after "" comes the first, after no change none."""
    if not version:
        return FIRST
    major, minor, patch = version_order(version)
    return {
        "major": f"{major + 1}.0.0",
        "minor": f"{major}.{minor + 1}.0",
        "patch": f"{major}.{minor}.{patch + 1}",
        "": version,
    }[bump]


def compare(old: State, new: State) -> Difference:
    """Find everything that changed from one state of a package to another."""
    both = sorted(old.resources.keys() & new.resources.keys())
    changes = [_compare_resources(old.resources[name], new.resources[name], old, new) for name in both]
    return Difference(
        tuple(sorted(new.resources.keys() - old.resources.keys())),
        tuple(sorted(old.resources.keys() - new.resources.keys())),
        _prose(old.about, new.about),
        tuple(change for change in changes if change.bump),
    )


def _prose(old: Mapping[str, Any], new: Mapping[str, Any], beside: Iterable[str] = ()) -> tuple[str, ...]:
    """Name the members that differ, but for those that always do and those compared elsewhere."""
    names = (old.keys() | new.keys()) - CHANGING - set(beside)
    return tuple(sorted(name for name in names if old.get(name) != new.get(name)))


def _compare_resources(old: Resource, new: Resource, before: State, after: State) -> ResourceChange:
    kept = [name for name in old.fields if name in new.fields]
    tightened, loosened, described = _compare_schemas(old, new, kept)
    key = new.schema.get("primaryKey", [])
    rows = keyed(list(old.rows.values()), key), keyed(list(new.rows.values()), key)
    corrected = _corrections(*rows, [name for name in kept if name not in key], new)
    added = [name for name in new.fields if name not in old.fields]
    identity = set(IDENTITY.get(new.name, ()))
    touched = [(rows[0][one.key], before) for one in corrected] + [
        (rows[1][one.key], after) for one in corrected
    ]
    return ResourceChange(
        new.name,
        tuple(added),
        tuple(name for name in old.fields if name not in new.fields),
        kept != [name for name in new.fields if name in old.fields],
        tightened,
        loosened,
        described,
        tuple((key, rows[1][key]) for key in sorted(rows[1].keys() - rows[0].keys())),
        tuple((key, rows[0][key]) for key in sorted(rows[0].keys() - rows[1].keys())),
        corrected,
        _corrections(*rows, added, new),
        tuple(one.key for one in corrected if identity & {column for column, *_ in one.cells}),
        tuple(filter(None, (_common_name(touched, naming) for naming in NAMINGS))),
        _common_period([cells for cells, _ in touched]),
    )


def _corrections(
    old: Mapping[Key, Cells], new: Mapping[Key, Cells], columns: Sequence[str], resource: Resource
) -> tuple[Correction, ...]:
    numbers = {name for name, item in resource.fields.items() if item["type"] in ("number", "integer")}
    found = []
    for key in sorted(old.keys() & new.keys()):
        pairs = ((name, old[key].get(name, ""), new[key].get(name, "")) for name in columns)
        cells = [
            pair
            for pair in pairs
            if pair[1] != pair[2] and not (pair[0] in numbers and same_number(*pair[1:]))
        ]
        if cells:
            found.append(Correction(key, tuple(cells)))
    return tuple(found)


def same_number(one: str, other: str) -> bool:
    """Tell whether two cells hold the same number, however it is written."""
    try:
        return one == other or Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False


def _compare_schemas(
    old: Resource, new: Resource, kept: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Name what became narrower, what became wider, and what is only told otherwise."""
    tightened = [name for name in FORM if old.about.get(name) != new.about.get(name)]
    loosened: list[str] = []
    described = list(_prose(old.about, new.about, FORM))
    for name in kept:
        one, other = old.fields[name], new.fields[name]
        asks_more, asks_less = compare_constraints(one.get("constraints", {}), other.get("constraints", {}))
        if asks_more or one["type"] != other["type"] or one.get("format") != other.get("format"):
            tightened.append(name)
        if asks_less:
            loosened.append(name)
        if _prose(one, other, ("type", "format", "constraints")):
            described.append(name)
    narrower, wider = _compare_keys(old.schema, new.schema)
    described += _prose(old.schema, new.schema, ("fields", "primaryKey", "foreignKeys", "missingValues"))
    return tuple(tightened + narrower), tuple(loosened + wider), tuple(described)


def _compare_keys(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    narrower = [name for name in ("primaryKey", "missingValues") if old.get(name) != new.get(name)]
    before, after = old.get("foreignKeys", []), new.get("foreignKeys", [])
    narrower += ["foreignKeys"] if any(key not in before for key in after) else []
    wider = ["foreignKeys"] if any(key not in after for key in before) else []
    return narrower, wider


def compare_constraints(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[bool, bool]:
    """Tell whether the constraints of a column became narrower, and whether they became wider."""
    narrower = wider = False
    for name in sorted(old.keys() | new.keys()):
        one, other = old.get(name), new.get(name)
        if one == other:
            continue
        asks_more, asks_less = _compare_constraint(name, one, other)
        narrower, wider = narrower or asks_more, wider or asks_less
    return narrower, wider


def _compare_constraint(name: str, old: Any, new: Any) -> tuple[bool, bool]:
    if name in ("required", "unique"):
        return bool(new) and not old, bool(old) and not new
    if old is None or new is None:
        return old is None, new is None
    if name == "enum":
        return not set(old) <= set(new), not set(new) <= set(old)
    if name in LOWER + UPPER:
        try:
            rises = Decimal(str(new)) > Decimal(str(old))
        except InvalidOperation:  # dates: their text sorts as they do
            rises = str(new) > str(old)
        return rises == (name in LOWER), rises == (name in UPPER)
    return True, False  # a pattern that is another one: nobody can tell, so it counts as narrower


def _common_name(
    touched: Sequence[tuple[Cells, State]], naming: Sequence[tuple[str, str, tuple[str, ...], str]]
) -> Mapping[str, str]:
    """Give by language what the first of some columns names, when all rows name the same; else nothing."""
    for column, resource, key, name in naming:
        found = {tuple(cells.get(part, "") for part in (*key[:-1], column)) for cells, _ in touched}
        if len(found) == 1 and (codes := found.pop())[-1]:
            state = touched[-1][1]
            rows = state.resources[resource].rows.values() if resource in state.resources else ()
            row = next((row for row in rows if tuple(row.get(part, "") for part in key) == codes), {})
            brief = row.get("acronym", "")
            return {
                locale: brief or row.get(f"{name}_{locale}") or row.get(f"{name}_fr") or codes[-1]
                for locale in LOCALES
            }
    return {}


def _common_period(rows: Sequence[Cells]) -> tuple[str, str]:
    """Give the first and last year of the period that some rows have in common, or two empty texts."""
    years = {(row.get("period_start", "")[:4], row.get("period_end", "")[:4]) for row in rows}
    first, last = years.pop() if len(years) == 1 else ("", "")
    return first or last, last or first

"""What changed between two states: the version follows from it, and it says everything."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maarad.config import LOCALES
from maarad.packages.accounts import as_json, count_rows, describe, list_cells, tell
from maarad.packages.differences import IDENTITY, Difference, compare, compare_constraints, next_version
from maarad.packages.releases import successors, version_order
from maarad.packages.reopening import Resource, State, keyed
from maarad.packages.restating import Restated, find_restated, unexplained
from maarad.words import read_area, words_for

COLUMNS = {
    "programme": "string",
    "id": "string",
    "indicator": "string",
    "kind": "string",
    "period_start": "date",
    "period_end": "date",
    "value": "number",
    "missing": "string",
    "qualifier": "string",
    "region": "string",
    "derived": "string",
    "note_fr": "string",
}
REGIONS = [
    {"code": "MA-06", "name_fr": "Casablanca-Settat", "name_ar": "الدار البيضاء - سطات", "name_en": ""}
]


def resource(
    name: str, columns: dict[str, str], rows: list[dict[str, str]], key: list[str], **about: Any
) -> Resource:
    fields = [{"name": column, "type": kind} for column, kind in columns.items()]
    return Resource(name, {"schema": {"fields": fields, "primaryKey": key}, **about}, keyed(rows, key))


def row(number: int, **cells: str) -> dict[str, str]:
    own = {
        "programme": "essai",
        "id": f"v{number}",
        "indicator": "trained",
        "kind": "actual",
        "period_start": "2002-01-01",
        "period_end": "2002-12-31",
        "value": str(number * 10),
        "qualifier": "exact",
        "region": "MA-06",
    }
    return {**dict.fromkeys(COLUMNS, ""), **own, **cells}


def state(rows: list[dict[str, str]], columns: dict[str, str] = COLUMNS, **about: Any) -> State:
    kept = [{name: cells.get(name, "") for name in columns} for cells in rows]
    places = resource("regions", dict.fromkeys(REGIONS[0], "string"), REGIONS, ["code"])
    values = resource("values", columns, kept, ["programme", "id"])
    return State({"title": "Results", **about}, {"regions": places, "values": values})


OLD = [row(number) for number in range(1, 6)]


def changed(number: int, **cells: str) -> list[dict[str, str]]:
    return [{**one, **cells} if one["id"] == f"v{number}" else one for one in OLD]


# ---- the rules


def with_field(**about: Any) -> State:
    made = state(OLD)
    schema = copy.deepcopy(dict(made.resources["values"].schema))
    next(item for item in schema["fields"] if item["name"] == "note_fr").update(about)
    values = Resource("values", {"schema": schema}, made.resources["values"].rows)
    return State(made.about, {**made.resources, "values": values})


def with_schema(**about: Any) -> State:
    made = state(OLD)
    schema = {**made.resources["values"].schema, **about}
    values = Resource("values", {"schema": schema}, made.resources["values"].rows)
    return State(made.about, {**made.resources, "values": values})


FEWER = {name: kind for name, kind in COLUMNS.items() if name != "note_fr"}
KEY = {"fields": ["indicator"], "reference": {"resource": "indicators", "fields": ["id"]}}
RULES = [
    ("nothing", state(OLD), state(OLD), ""),
    ("rows in another order", state(OLD), state(OLD[::-1]), ""),
    ("a number written otherwise", state(OLD), state(changed(1, value="10.0")), ""),
    ("another version", state(OLD, version="1.0.0"), state(OLD, version="0.0.0", created="2026"), ""),
    ("a value corrected", state(OLD), state(changed(1, value="11")), "patch"),
    ("a note corrected", state(OLD), state(changed(1, note_fr="Estimation.")), "patch"),
    ("a title", state(OLD), state(OLD, title="Figures"), "patch"),
    ("the title of a column", with_field(title="Note"), with_field(title="Remark"), "patch"),
    ("a row added", state(OLD), state([*OLD, row(6)]), "minor"),
    ("a column added", state(OLD, columns=FEWER), state(OLD), "minor"),
    ("a resource added", State({}, {}), State({}, state(OLD).resources), "minor"),
    ("a constraint loosened", with_field(constraints={"maxLength": 9}), with_field(constraints={}), "minor"),
    ("a reference dropped", with_schema(foreignKeys=[KEY]), with_schema(foreignKeys=[]), "minor"),
    ("a row removed", state(OLD), state(OLD[1:]), "major"),
    ("a column removed", state(OLD), state(OLD, columns=FEWER), "major"),
    ("columns re-ordered", state(OLD), state(OLD, columns=dict(reversed(COLUMNS.items()))), "major"),
    ("a resource removed", State({}, state(OLD).resources), State({}, {}), "major"),
    ("a type", with_field(type="string"), with_field(type="integer"), "major"),
    ("a format", with_field(format="default"), with_field(format="uri"), "major"),
    ("a constraint tightened", with_field(constraints={}), with_field(constraints={"maxLength": 9}), "major"),
    ("a reference added", with_schema(foreignKeys=[]), with_schema(foreignKeys=[KEY]), "major"),
    ("another key", state(OLD), with_schema(primaryKey=["id"]), "major"),
    *(
        (f"another {name}", state(OLD), state(changed(2, **{name: "other"})), "major")
        for name in ("indicator", "kind", "region")
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "bump"), [rule[1:] for rule in RULES], ids=[rule[0] for rule in RULES]
)
def test_the_version_follows_from_what_changed(old: State, new: State, bump: str) -> None:
    difference = compare(old, new)
    assert difference.bump == bump
    assert bool(difference) == bool(bump)
    assert bool(describe(difference, words_for("en"))) == bool(bump)


@pytest.mark.parametrize(
    ("old", "new", "narrower", "wider"),
    [
        ({}, {"required": True}, True, False),
        ({"required": True}, {}, False, True),
        ({"required": False}, {}, False, False),
        ({"enum": ["a"]}, {"enum": ["a", "b"]}, False, True),
        ({"enum": ["a", "b"]}, {"enum": ["a"]}, True, False),
        ({"enum": ["a", "b"]}, {"enum": ["a", "c"]}, True, True),
        ({"enum": ["a", "b"]}, {"enum": ["b", "a"]}, False, False),
        ({"minimum": 0}, {"minimum": 1}, True, False),
        ({"minimum": 9}, {"minimum": 10}, True, False),
        ({"minimum": "2001-01-01"}, {"minimum": "1999-01-01"}, False, True),
        ({"maximum": 10}, {"maximum": 9}, True, False),
        ({"maxLength": 40}, {"maxLength": 400}, False, True),
        ({"minLength": 4}, {"minLength": 3}, False, True),
        ({"pattern": "a"}, {"pattern": "b"}, True, False),
        ({"pattern": "a"}, {}, False, True),
        ({"minimum": 0, "maximum": 5}, {"minimum": 1, "maximum": 6}, True, True),
    ],
)
def test_constraints_become_narrower_or_wider(
    old: dict[str, Any], new: dict[str, Any], narrower: bool, wider: bool
) -> None:
    assert compare_constraints(old, new) == (narrower, wider)


@pytest.mark.parametrize(
    ("version", "bump", "after"),
    [
        ("", "", "1.0.0"),
        ("1.9.3", "major", "2.0.0"),
        ("1.9.3", "minor", "1.10.0"),
        ("1.9.3", "patch", "1.9.4"),
        ("1.9.3", "", "1.9.3"),
    ],
)
def test_the_next_version_is_computed(version: str, bump: str, after: str) -> None:
    assert next_version(version, bump) == after


def test_a_restatement_weighs_no_more_than_the_correction_it_tells() -> None:
    def restated(rows: list[dict[str, str]]) -> State:
        return State({}, {"restatements": resource("restatements", {"value": "string"}, rows, ["value"])})

    assert compare(restated([]), restated([{"value": "v1"}])).bump == "patch"
    assert compare(restated([{"value": "v1"}]), restated([])).bump == "major"


# ---- in words


def said(old: State, new: State, locale: str = "en") -> str:
    (clause,) = describe(compare(old, new), words_for(locale))
    return clause


def test_what_the_corrected_rows_have_in_common_is_named() -> None:
    rows = [{**one, "value": "7"} if one["id"] in ("v1", "v2", "v3") else one for one in OLD]
    told = {
        "en": "3 values corrected: essai, trained, Casablanca-Settat, 2002",
        "fr": "correction de 3\u00a0valeurs\u202f: essai, trained, Casablanca-Settat, 2002",
        "ar": "تصحيح 3\u00a0قيم: essai، trained، الدار البيضاء - سطات، 2002",
    }
    for locale, text in told.items():
        assert said(state(OLD), state(rows), locale) == text
    assert list_cells(compare(state(OLD), state(rows)))[0] == "values essai/v1 · value: 10 → 7"


def test_a_programme_and_an_indicator_are_named_as_people_name_them() -> None:
    def named(value: str) -> State:
        about = {"title_fr": "Formés", "title_ar": "المكونون", "title_en": "People trained"}
        indicators = [
            {"programme": "autre", "id": "trained", "title_en": "Wrong"},
            {"programme": "essai", "id": "trained", **about},
        ]
        programmes = [{"programme": "essai", "acronym": "ESSAI", "title_fr": "Programme d’essai"}]
        key = ["programme", "id"]
        more = {
            "indicators": resource(
                "indicators", dict.fromkeys(["programme", "id"], "string"), indicators, key
            ),
            "programmes": resource("programmes", {"programme": "string"}, programmes, ["programme"]),
        }
        made = state([row(1, value=value)])
        return State(made.about, {**made.resources, **more})

    old, new = named("1"), named("2")
    assert said(old, new) == "1 value corrected: ESSAI, People trained, Casablanca-Settat, 2002"
    assert "المكونون" in said(old, new, "ar")


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"region": ""}, "essai, trained, 2002"),
        (
            {"period_start": "2002-01-01", "period_end": "2004-12-31"},
            "essai, trained, Casablanca-Settat, 2002–2004",
        ),
        ({"period_start": "", "period_end": ""}, "essai, trained, Casablanca-Settat"),
        ({"period_start": "", "region": "MA-99"}, "essai, trained, MA-99, 2002"),
    ],
)
def test_only_what_is_one_is_named(cells: dict[str, str], told: str) -> None:
    old, new = state([row(1, **cells)]), state([row(1, **cells, value="9")])
    assert said(old, new) == f"1 value corrected: {told}"


def test_two_places_or_two_indicators_are_not_named() -> None:
    old = [row(1), row(2, region="MA-99")]
    new = [{**one, "value": "3"} for one in old]
    assert said(state(old), state(new)) == "2 values corrected: essai, trained, 2002"
    old = [row(1), row(2, indicator="met"), row(3, programme="autre")]
    new = [{**one, "value": "3"} for one in old]
    assert said(state(old), state(new)) == "3 values corrected: Casablanca-Settat, 2002"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ({"maxLength": 9}, {"maxLength": 8}, "stricter rules for what may be entered"),
        ({"maxLength": 9}, {}, "wider rules for what may be entered"),
        ({"minLength": 1, "maxLength": 9}, {"minLength": 2}, "rules for what may be entered revised"),
    ],
)
def test_the_form_of_a_resource_is_one_clause(old: dict[str, Any], new: dict[str, Any], told: str) -> None:
    before, after = with_field(constraints=old, title="A"), with_field(constraints=new, title="B")
    assert said(before, after) == f"table “values”: {told}, explanations revised"


def test_each_clause_and_each_corrected_cell_has_a_line_of_its_own() -> None:
    new = state([*changed(1, value="11"), row(9)], title="Other")
    assert tell(compare(state(OLD), new), words_for("en")) == [
        "1 value corrected: essai, trained, Casablanca-Settat, 2002",
        "1 value added",
        "presentation of the data set revised",
        "values essai/v1 · value: 10 → 11",
    ]


def test_every_kind_of_change_has_its_clause() -> None:
    columns = {**dict(reversed(FEWER.items())), "later": "string"}
    new = state([*changed(2, kind="target", value="1")[1:], row(9)], columns, title="Other")
    old = state(OLD, title="Results")
    old = State(old.about, {**old.resources, "gone": resource("gone", {"a": "string"}, [], [])})
    clauses = describe(compare(old, new), words_for("en"))
    assert clauses == [
        "1 value added",
        "1 value removed",
        "1 value turned into something else",
        "resource “gone” removed",
        "table “values”: 1 column added, 1 column removed, columns in another order",
        "presentation of the data set revised",
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_rows_of_every_resource_are_counted_in_every_language(locale: str) -> None:
    for name in read_area("releases"):
        if name.startswith("noun_"):
            for count in (1, 2, 3, 11, 100):
                text = count_rows(name.removeprefix("noun_"), count, words_for(locale))
                assert "{" not in text
                assert text
    assert count_rows("whatever", 2, words_for("fr")) == "2\u00a0lignes"
    assert tell(Difference(), words_for(locale)) == [words_for(locale)("releases.unchanged")]


# ---- packages changed at random

CELLS = st.sampled_from(["", "5", "7", "7.0", "about"])
KINDS = st.sampled_from(["actual", "target", "baseline"])
FREE = ("value", "missing", "qualifier", "note_fr")


@st.composite
def rows_of(draw: st.DrawFn) -> list[dict[str, str]]:
    numbers = draw(st.sets(st.integers(1, 8), max_size=6))
    return [
        row(number, kind=draw(KINDS), derived=draw(st.sampled_from(["", "a / b"])))
        for number in sorted(numbers)
    ]


@st.composite
def edits(draw: st.DrawFn) -> tuple[State, State]:
    """Give a state and what became of it: cells corrected, rows and columns added and removed."""
    rows = draw(rows_of())
    after = [dict(one) for one in rows]
    for one in after:
        one.update(draw(st.dictionaries(st.sampled_from(FREE), CELLS, max_size=2)))
    if draw(st.booleans()):
        after = [one for one in after if draw(st.booleans())]
    if draw(st.booleans()):
        after += [row(number) for number in draw(st.sets(st.integers(20, 23), max_size=2))]
    columns = {**COLUMNS, "later": "string"} if draw(st.booleans()) else COLUMNS
    columns = (
        {name: kind for name, kind in columns.items() if name != "note_fr"}
        if draw(st.booleans())
        else columns
    )
    for one in after:
        one["later"] = draw(CELLS)
    return state(rows), state(after, columns)


def applied(old: State, told: dict[str, Any], name: str) -> dict[tuple[str, ...], dict[str, str]]:
    """Make the rows of the new state from those of the old one and the JSON of the difference."""
    change = next((one for one in told["changes"] if one["resource"] == name), None)
    rows = {key: dict(cells) for key, cells in old.resources[name].rows.items()}
    if change is None:
        return rows
    for item in change["rows_removed"]:
        del rows[tuple(item["key"])]
    for cells in rows.values():
        cells.update(dict.fromkeys(change["fields_added"], ""))
        for column in change["fields_removed"]:
            del cells[column]
    for item in [*change["corrected"], *change["filled"]]:
        for column, pair in item["cells"].items():
            assert rows[tuple(item["key"])][column] == pair["old"]
            rows[tuple(item["key"])][column] = pair["new"]
    return {**rows, **{tuple(item["key"]): item["row"] for item in change["rows_added"]}}


def plain(rows: Any) -> dict[tuple[str, ...], dict[str, str]]:
    """Give rows with their numbers written in one way."""
    return {
        key: {name: "7" if cell == "7.0" and name == "value" else cell for name, cell in cells.items()}
        for key, cells in rows.items()
    }


@given(edits())
def test_bump_difference_and_rows_agree(pair: tuple[State, State]) -> None:
    old, new = pair
    difference = compare(old, new)
    told = json.loads(json.dumps(as_json(difference)))
    before, after = old.resources["values"], new.resources["values"]
    assert plain(applied(old, told, "values")) == plain(after.rows)
    same = list(before.fields) == list(after.fields) and plain(before.rows) == plain(after.rows)
    assert bool(difference) == (not same)
    lost = before.rows.keys() - after.rows.keys() or before.fields.keys() - after.fields.keys()
    more = after.rows.keys() - before.rows.keys() or after.fields.keys() - before.fields.keys()
    assert difference.bump == ("" if same else "major" if lost else "minor" if more else "patch")
    for version in ("1.0.0", "1.9.12"):
        following = next_version(version, difference.bump)
        assert same or (
            version_order(following) > version_order(version) and following in successors(version)
        )
    for locale in LOCALES:
        assert bool(describe(difference, words_for(locale))) == (not same)


@given(edits())
def test_every_corrected_actual_has_one_restatement_a_column(pair: tuple[State, State]) -> None:
    old, new = pair
    values = new.resources["values"]
    restated = find_restated(old.resources["values"], values.rows)
    change = next((one for one in compare(old, new).changes if one.resource == "values"), None)
    corrected = {
        (*one.key, column)
        for one in (change.corrected if change else ())
        for column, *_ in one.cells
        if column in ("value", "missing", "qualifier")
    }
    assert sorted((one.programme, one.value, one.column) for one in restated) == sorted(corrected)
    for one in restated:
        cells = values.rows[one.programme, one.value]
        assert one.needs_reason == (cells["kind"] == "actual" and not cells["derived"])
    lines = [
        {name: getattr(one, name) for name in Restated.__slots__ if name != "computed"} for one in restated
    ]
    assert unexplained(restated, lines) == []
    for number in range(len(lines)):
        assert unexplained(restated, lines[:number] + lines[number + 1 :]) == [restated[number]]


@given(edits(), st.sampled_from(IDENTITY["values"][:3]))
def test_a_value_that_stands_for_something_else_is_always_major(
    pair: tuple[State, State], column: str
) -> None:
    old, new = pair
    both = sorted(old.resources["values"].rows.keys() & new.resources["values"].rows.keys())
    for key in both[:1]:
        rows = {**new.resources["values"].rows, key: {**new.resources["values"].rows[key], column: "other"}}
        values = Resource("values", new.resources["values"].about, rows)
        difference = compare(old, State({"title": "Results"}, {**new.resources, "values": values}))
        assert difference.bump == "major"
        assert difference.changes[0].repurposed == (key,)


RULE = st.sampled_from([{"required": True}, {"maxLength": 4}, {"enum": ["5", "7"]}, {"minimum": 1}])


@given(edits(), RULE, st.sampled_from(["value", "qualifier"]))
def test_a_stricter_rule_is_always_major_and_a_looser_one_never_less_than_minor(
    pair: tuple[State, State], rule: dict[str, Any], column: str
) -> None:
    old, new = pair

    def ruled(made: State) -> State:
        values = made.resources["values"]
        fields = [
            {**item, "constraints": rule} if item["name"] == column else item
            for item in values.schema["fields"]
        ]
        about = {"schema": {**values.schema, "fields": fields}}
        return State(made.about, {**made.resources, "values": Resource("values", about, values.rows)})

    stricter, looser = compare(old, ruled(new)), compare(ruled(old), new)
    assert (stricter.bump, stricter.changes[0].tightened) == ("major", (column,))
    assert looser.changes[0].loosened == (column,)
    assert looser.bump == ("major" if compare(old, new).bump == "major" else "minor")
    assert compare(ruled(old), ruled(new)) == compare(old, new)

"""Strict reading: every value stays as it was written and knows its place; nothing written raises."""

from __future__ import annotations

import pickle
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from maarad.findings import Finding
from maarad.reading.sources import (
    MAX_BYTES,
    MAX_DEPTH,
    MOST_CHARACTERS,
    Mapping,
    Place,
    Scalar,
    Sequence,
    is_absent,
    key_place,
    parse_yaml,
    read_csv,
    read_text,
    read_yaml,
)

BOMB = "\n".join(["a0: &a0 [lol]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)])


def codes(findings: list[Finding]) -> list[tuple[str, int]]:
    return [(item.code, item.line) for item in findings]


def read(tmp_path: Path, data: bytes) -> tuple[Mapping | None, list[Finding]]:
    path = tmp_path / "a.yml"
    path.write_bytes(data)
    return read_yaml(path, "a.yml")


# ---- YAML


@pytest.mark.parametrize(
    "written",
    [
        "NO",
        "yes",
        "1.10",
        "12:30",
        "0612345670",
        "0x1F",
        "1_000",
        "1e3",
        ".inf",
        "2024-02-30",
        "=",
        "~x",
        "007",
    ],
)
def test_a_plain_value_stays_the_text_that_was_written(written: str) -> None:
    block, findings = parse_yaml(f"key: {written}\n", "a.yml")
    assert findings == []
    assert block == {"key": written}


@given(st.text())
@example(BOMB)
@example("a: [" * 9000)
@example("? {a: b}\n: c")
@example("- - - - a\n%YAML 9.9\n---\n")
@example('a: "\\ud800 \\x1b[2J \\0"')
@example("\t\n \ta: b")
@settings(max_examples=400, deadline=None)
def test_no_text_whatever_makes_the_parser_raise(text: str) -> None:
    block, findings = parse_yaml(text, "a.yml")
    assert block is None or isinstance(block, Mapping)
    assert block is not None or findings, "what is not read has a finding"


PLAIN = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20).filter(
        lambda text: not any("\u202a" <= sign <= "\u202e" or "\u2066" <= sign <= "\u2069" for sign in text)
    ),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), PLAIN, min_size=1, max_size=4),
    st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_the_texts_are_those_a_reader_without_types_gives(tree: dict[str, Any], flow: bool) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, width=60)
    block, findings = parse_yaml(text, "a.yml")
    assert findings == [item for item in findings if item.code in ("control-character", "tab")]
    if not findings:
        assert block == yaml.load(text, yaml.BaseLoader)


def test_values_and_keys_know_their_line_and_column() -> None:
    block, _ = parse_yaml("craft: weaving\ntitle:\n  fr: Tapis\nphotos:\n  - {file: a.png}\n", "a.yml")
    assert block is not None
    title = block["title"]["fr"]
    assert (title.line, title.column) == (3, 7)
    assert key_place(block, "photos") == Place(4, 1)
    assert (block["photos"].line, block["photos"][0].line, block["photos"][0].column) == (5, 5, 5)
    assert key_place(block, "price") == Place(1, 1)


def test_a_value_keeps_its_place_on_the_way_to_another_process() -> None:
    value = pickle.loads(pickle.dumps(Scalar("wool", 3, 7, plain=False)))
    assert (value, value.line, value.column, value.plain) == ("wool", 3, 7, False)


def test_a_billion_laughs_are_refused_at_once() -> None:
    start = time.perf_counter()
    block, findings = parse_yaml(BOMB, "a.yml")
    assert time.perf_counter() - start < 0.5
    assert block is None
    assert codes(findings) == [("alias-refused", 1)]


@pytest.mark.parametrize(("depth", "refused"), [(MAX_DEPTH - 1, False), (MAX_DEPTH, True), (9000, True)])
def test_nesting_ends_at_twenty_levels(depth: int, refused: bool) -> None:
    block, findings = parse_yaml("a: " + "[" * depth + "x" + "]" * depth, "a.yml")
    assert [item.code for item in findings] == (["too-deep"] if refused else [])
    assert (block is None) == refused


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", [("key-repeated", 3)]),
        ("a: {fr: x, fr: y}\n", [("key-repeated", 1)]),
        ("a: 1\n--- \nb: 2\n", [("several-documents", 2)]),
        ("a: !!python/object:os.system x\n", [("tag-refused", 1)]),
        ("a: *b\n", [("alias-refused", 1)]),
        ("a: b: c\n", [("yaml-colon", 1)]),
        ("a: 'b\n", [("yaml-syntax", 2)]),
        ("a: @b\n", [("yaml-syntax", 1)]),
        ("", [("not-a-mapping", 1)]),
        ("just a text\n", [("not-a-mapping", 1)]),
        ("- a\n- b\n", [("not-a-mapping", 1)]),
        ("a:\n\tb: c\n", [("tab", 2)]),
        ("a:\n\tb: c\n\td: 'e\n", [("tab", 2), ("tab", 3)]),
        ('a: "\\x1b[2J"\n', [("control-character", 1)]),
        ('a: "x\\U000E0041"\n', [("control-character", 1)]),
    ],
)
def test_what_strict_reading_refuses_is_named_with_its_line(
    text: str, expected: list[tuple[str, int]]
) -> None:
    assert codes(parse_yaml(text, "a.yml")[1]) == expected


def test_the_rest_of_a_file_with_a_tag_or_a_tab_is_still_read() -> None:
    block, findings = parse_yaml("a: !!str 1\nb:\n\tc: 2\n", "a.yml")
    assert block == {"a": "1", "b": {"c": "2"}}
    assert codes(findings) == [("tab", 3), ("tag-refused", 1)]


def test_a_control_character_written_as_an_escape_does_not_get_through() -> None:
    block, _ = parse_yaml('a: "x\\0\\u202Ey"\n', "a.yml")
    assert block == {"a": "x  y"}


# ---- files


def test_a_byte_order_mark_and_windows_line_ends_are_no_matter(tmp_path: Path) -> None:
    block, findings = read(tmp_path, "\ufeffa: é\r\nb: زربية\r\n".encode())
    assert (block, findings) == ({"a": "é", "b": "زربية"}, [])


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("a: b\nc: é\n".encode("latin-1"), 2),
        ("a: b\n".encode("utf-16"), 1),
        ("a: b\n".encode("utf-16-le"), 1),
    ],
)
def test_another_encoding_is_named_with_the_line_it_shows_on(tmp_path: Path, data: bytes, line: int) -> None:
    block, findings = read(tmp_path, data)
    assert block is None
    assert codes(findings) == [("encoding-wrong", line)]


@pytest.mark.parametrize(("size", "found"), [(MAX_BYTES, []), (MAX_BYTES + 1, [("file-too-large", 0)])])
def test_a_file_may_have_64_kilobytes_and_no_more(
    tmp_path: Path, size: int, found: list[tuple[str, int]]
) -> None:
    assert codes(read(tmp_path, b"a: " + b"b" * (size - 3))[1]) == found


def test_a_link_or_a_folder_is_no_file_to_read(tmp_path: Path) -> None:
    (tmp_path / "real.yml").write_text("a: b\n")
    (tmp_path / "link.yml").symlink_to("real.yml")
    (tmp_path / "folder.yml").mkdir()
    for name in ("link.yml", "folder.yml", "none.yml"):
        assert codes(read_yaml(tmp_path / name, name)[1]) == [("file-not-regular", 0)]


def test_a_control_character_is_named_by_its_number_and_the_rest_is_read(tmp_path: Path) -> None:
    block, findings = read(tmp_path, "a: x\nb: y\u202ez\n".encode())
    assert block == {"a": "x", "b": "y z"}
    assert [(item.line, item.column, dict(item.details)["character"]) for item in findings] == [
        (2, 5, "U+202E")
    ]


FLAG = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"  # of Scotland


def test_tags_are_refused_outside_a_flag_and_joined_signs_are_kept(tmp_path: Path) -> None:
    kept = f"{FLAG} 👩🏽\u200d🎨 می\u200cخواهم"
    (tmp_path / "a.yml").write_text(f"a: {kept}\nb: x\U000e0041{FLAG[1:]}\n", "utf-8")
    block, findings = read_yaml(tmp_path / "a.yml", "a.yml")
    assert block == {"a": kept, "b": "x"}
    assert codes(findings) == [("control-character", 2)] * 7


def test_a_file_of_nothing_but_control_characters_is_soon_dealt_with(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\x01" * 3_000_000)
    start = time.perf_counter()
    _, findings = read_text(path, "a.csv", 16_000_000)
    assert len(findings) == MOST_CHARACTERS
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    ("node", "absent"),
    [
        (None, True),
        (Scalar(" "), True),
        (Scalar("null"), True),
        (Scalar("~"), True),
        (Scalar("\u200b\u200d\u2060", plain=False), True),
        (Scalar("\u2800 \u3164\ufe0f", plain=False), True),
        (Scalar("می\u200cخواهم"), False),
        (Scalar("👩🏽\u200d🎨"), False),
        (Mapping(), True),
        (Sequence(), True),
        (Scalar("null", plain=False), False),
        (Scalar("0"), False),
        (Scalar("no"), False),
    ],
)
def test_nothing_written_is_told_from_something(node: object, absent: bool) -> None:
    assert is_absent(node) is absent


# ---- CSV


def table(tmp_path: Path, text: str) -> tuple[list[Mapping], list[tuple[str, int]]]:
    path = tmp_path / "t.csv"
    path.write_text(text, "utf-8", newline="")
    _, rows, findings = read_csv(path, "t.csv")
    return rows, codes(findings)


def test_rows_know_the_line_they_begin_on_even_after_a_cell_of_two_lines(tmp_path: Path) -> None:
    rows, findings = table(tmp_path, 'id,note\na,"deux\nlignes"\n\n,\nb,x\n')
    assert findings == []
    assert [(row["id"], row["id"].line, row["note"].column) for row in rows] == [("a", 2, 2), ("b", 6, 2)]
    assert rows[0]["note"] == "deux\nlignes"


def test_the_header_is_there_even_without_a_row(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id, note\n")
    header, rows, _ = read_csv(path, "t.csv")
    assert (list(header or ()), rows) == (["id", "note"], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("header-missing", 1)]),
        ("id,id\na,b\n", [("key-repeated", 1)]),
        ("id,note\na\nb,c,d\n", [("row-length", 2), ("row-length", 3)]),
        ('id,note\na,"b\n', [("csv-syntax", 2)]),
        ("id,note\na," + "b" * 140_000 + "\n", [("csv-syntax", 2)]),
        ("id;note\na;b\n", [("csv-separator", 1)]),
        ("id\tnote\na\tb\n", [("csv-separator", 1)]),
    ],
)
def test_what_is_no_table_is_named_with_its_line(
    tmp_path: Path, text: str, expected: list[tuple[str, int]]
) -> None:
    assert table(tmp_path, text)[1] == expected


@given(st.text())
@settings(max_examples=100, deadline=None)
def test_no_text_whatever_makes_the_table_reader_raise(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    header, rows, findings = read_csv(path, "any.csv")
    assert header is not None or (findings and not rows)

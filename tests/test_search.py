"""The search index: folding, records, Pagefind, determinism, cache, faults."""
# ruff: noqa: E501

from __future__ import annotations

import dataclasses
import datetime
import gzip
import hashlib
import json
import re
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search_world import records

from maarad.config import LOCALES, Config
from maarad.errors import ToolFailed, ToolMissing
from maarad.search import index as search
from maarad.search import indexfiles
from maarad.search.folding import fold
from maarad.search.records import KINDS, SearchRecord, record_html

CASES = json.loads((Path(__file__).parent / "search_cases.json").read_text("utf-8"))["cases"]
RECORD = SearchRecord(
    "fr",
    "produits/atelier/tapis/",
    "product",
    "Tapis d’Azrou",
    "Laine épaisse",
    "fr",
    (("craft", "weaving"), ("region", "MA-03")),
    (("image", "../tapis.webp"), ("price", "1 450\u00a0MAD")),
    (("price", "0000001450.00"), ("date", "2026-03-14")),
    "زربية أزرو",
)


def make_config(folder: Path, jobs: int = 2) -> Config:
    return Config(project=folder, output=folder / "site", now=datetime.date(2026, 4, 1), jobs=jobs)


def tree(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def build(folder: Path, site: str = "site", jobs: int = 2) -> Path:
    search.build_index(
        make_config(folder, jobs), {locale: records(locale) for locale in LOCALES}, folder / site
    )
    return folder / site / "pagefind"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("index"))


# ---- folding


@pytest.mark.parametrize(("text", "locale", "folded"), CASES)
def test_text_is_folded_to_what_people_type(text: str, locale: str, folded: str) -> None:
    assert fold(text, locale) == folded


@given(st.text(max_size=60), st.sampled_from(LOCALES))
def test_folding_gives_plain_words_with_one_space_between(text: str, locale: str) -> None:
    folded = fold(text, locale)
    assert re.fullmatch(r"|\S+( \S+)*", folded)
    assert not set(folded) & set("<>&'\"`_-")


# ---- a record as Pagefind reads it


def test_a_record_carries_its_card_in_an_id_without_white_space_or_quotes() -> None:
    told = re.search(r"<i id='([^']*)'>", record_html(RECORD))
    assert told is not None
    assert not re.search(r"[\s<>&]", told[1])
    card = json.loads(told[1])
    assert card["title"] == "Tapis d’Azrou"
    assert card["image"] == "produits/atelier/tapis.webp"
    assert card["price"] == "1 450\u00a0MAD"


def test_a_record_keeps_its_kind_as_a_filter_even_when_it_names_none() -> None:
    page = record_html(RECORD)
    assert 'data-pagefind-filter="kind[data-v]" data-v="product"' in page
    assert 'data-pagefind-sort="price[data-v]" data-v="0000001450.00"' in page


def test_hostile_text_cannot_leave_its_place_in_a_record() -> None:
    evil = "\"'><script>alert(1)</script>' id='x"
    record = dataclasses.replace(
        RECORD, title=evil, text=evil, also=evil, filters=(("craft", evil),), meta=(("price", evil),)
    )
    page = record_html(record)
    assert "<script" not in page
    assert json.loads(re.search(r"<i id='([^']*)'>", page)[1])["price"] == evil  # type: ignore[index]


def test_long_texts_are_summed_up_at_a_word_and_products_have_no_summary() -> None:
    long = dataclasses.replace(RECORD, kind="programme", text="mot " * 200)
    summary = json.loads(re.search(r"<i id='([^']*)'>", record_html(long))[1])["summary"]  # type: ignore[index]
    assert summary.endswith("mot…")
    assert len(summary) <= 182
    assert "summary" not in record_html(RECORD)


# ---- the index


def test_each_locale_has_its_index_with_only_the_files_that_are_loaded(index: Path) -> None:
    for locale in LOCALES:
        names = {re.sub(r"_[0-9a-f]+", "", path.name) for path in (index / locale).iterdir()}
        assert names == {
            "pagefind.js",
            "pagefind-worker.js",
            "pagefind-entry.json",
            "interface.json",
            f"wasm.{locale}.pagefind",
            f"pagefind.{locale}.pf_meta",
            "filter",
            "fragment",
            "index",
        }


def test_every_record_is_in_the_index_of_its_locale(index: Path) -> None:
    for locale in LOCALES:
        fragments = [
            gzip.decompress(path.read_bytes())[12:]
            for path in sorted((index / locale / "fragment").iterdir())
        ]
        home = "/" if locale == "fr" else f"/{locale}/"
        assert sorted(json.loads(each)["url"] for each in fragments) == sorted(
            home + r.path for r in records(locale)
        )
        entry = json.loads((index / locale / "pagefind-entry.json").read_text("utf-8"))
        assert list(entry["languages"]) == [locale]
        assert entry["languages"][locale]["page_count"] == len(records(locale)) >= 45


def test_the_interface_speaks_the_locale_and_says_all_a_page_needs(index: Path) -> None:
    for locale in LOCALES:
        face = json.loads((index / locale / "interface.json").read_text("utf-8"))
        assert face["dir"] == ("rtl" if locale == "ar" else "ltr")
        assert set(face["kinds"]) == set(KINDS)
        assert all(f"kind_{kind}" in face["words"] for kind in KINDS)
        assert face["fold"]["letters"]["ى"] == "ي"


def test_two_runs_in_other_folders_with_other_jobs_give_the_same_bytes(index: Path, tmp_path: Path) -> None:
    assert tree(build(tmp_path / "elsewhere", jobs=1)) == tree(index)


def test_the_order_of_files_on_disk_plays_no_part_but_the_order_of_records_does(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    search.build_index(config, {"fr": records("fr")[::-1]}, tmp_path / "turned")
    search.build_index(config, {"fr": records("fr")}, tmp_path / "straight")
    assert tree(tmp_path / "turned") != tree(tmp_path / "straight")


def test_an_unchanged_locale_does_not_start_pagefind_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tree(build(tmp_path))
    monkeypatch.setattr(search, "_run_pagefind", None)
    assert tree(build(tmp_path, site="second")) == first


def test_a_changed_record_makes_a_new_index_and_drops_the_old_one(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    search.build_index(config, {"fr": [RECORD]}, tmp_path / "site")
    before = tree(tmp_path / "site")
    search.build_index(config, {"fr": [dataclasses.replace(RECORD, title="Tapis neuf")]}, tmp_path / "site")
    assert tree(tmp_path / "site") != before
    assert len(list((config.cache / "search").glob("fr-*"))) == 1


def test_records_are_taken_one_by_one_from_an_iterator(tmp_path: Path) -> None:
    def one_by_one() -> Iterator[SearchRecord]:
        yield from records("en")

    counts = search.build_index(make_config(tmp_path), {"en": one_by_one()}, tmp_path / "site")
    assert counts == {"en": len(records("en"))}


def test_a_locale_without_records_has_its_interface_and_nothing_else(tmp_path: Path) -> None:
    assert search.build_index(make_config(tmp_path), {"ar": []}, tmp_path / "site") == {"ar": 0}
    assert [path.name for path in (tmp_path / "site/pagefind/ar").iterdir()] == ["interface.json"]


# ---- the operator's situation


def test_without_pagefind_one_plain_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    with pytest.raises(ToolMissing, match="pip install pagefind-bin"):
        search.build_index(make_config(tmp_path), {"fr": [RECORD]}, tmp_path / "site")


def fake_pagefind(folder: Path, body: str) -> Path:
    path = folder / "pagefind"
    path.write_text(
        f"#!{sys.executable}\nimport sys, base64, json\nif '--version' in sys.argv: print('pagefind 0'); sys.exit()\n{body}\n"
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.mark.parametrize(
    "body",
    [
        "sys.stderr.write('the disk is full'); sys.exit(3)",
        "sys.stdout.write(base64.b64encode(json.dumps({'message_id': 1, 'payload': {'type': 'Error', "
        "'message': 'the disk is full'}}).encode()).decode() + ','); sys.stdout.flush(); sys.stdin.read()",
    ],
    ids=["ends", "answers with an error and goes on"],
)
def test_a_failing_pagefind_is_reported_with_what_it_said(
    body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    binary = fake_pagefind(tmp_path, body)
    monkeypatch.setattr(search, "pagefind_binary", lambda: binary)
    many = [dataclasses.replace(RECORD, path=f"produits/a/b{number}/") for number in range(2000)]
    with pytest.raises(ToolFailed, match="the disk is full"):
        search.build_index(make_config(tmp_path), {"fr": many}, tmp_path / "site")
    assert threading.active_count() < 8
    assert not (tmp_path / "site").exists()


def test_a_pagefind_that_cannot_be_started_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "pagefind_binary", lambda: tmp_path / "nowhere")
    with pytest.raises(ToolMissing, match="cannot be started"):
        search.build_index(make_config(tmp_path), {"fr": [RECORD]}, tmp_path / "site")


def test_an_index_of_an_unknown_form_is_refused(tmp_path: Path) -> None:
    for strange in (b"pagefind_dcd\xf9\x00\x00", b"pagefind_dcd\x80", b"pagefind_dcd\x00\x00", b"other"):
        with pytest.raises(indexfiles.UnknownFormat):
            indexfiles.write_index({"pagefind.fr_1.pf_meta": gzip.compress(strange)}, tmp_path, "fr")
    assert not list(tmp_path.iterdir())


@given(
    st.recursive(
        st.integers(0, 2**60) | st.text(max_size=300),
        lambda inner: st.lists(inner, max_size=30),
        max_leaves=60,
    )
)
def test_what_is_written_for_pagefind_is_read_back_the_same(value: object) -> None:
    data = b"".join(indexfiles._encode(value))
    assert indexfiles._decode(data, 0) == (value, len(data))

"""IATI: what is said of a programme, of the reporting organisation, and when there is a file at all."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import TODAY
from iati_world import (
    LANG,
    NAMES,
    NOWHERE,
    ONLINE,
    REPORTING,
    WORLDS,
    published,
    real,
    sliced,
    tree,
)
from lxml import etree

from maarad.catalogue import Catalogue, Record
from maarad.config import LOCALES, Site
from maarad.exports.iati import ACTIVITIES, ORGANISATION, publish_iati
from maarad.exports.iati_activity import even_shares, first_day, last_day
from maarad.pages.iati import iati_left_out, iati_remarks, left_out
from maarad.words import words_for

EVERY_REGION = [f"MA-{number:02}" for number in range(1, 13)]


def test_every_programme_with_a_start_is_an_activity_named_after_the_reporting_organisation() -> None:
    found = tree("real").xpath("/iati-activities/iati-activity/iati-identifier/text()")
    started = [key for key, programme in real().programmes.items() if programme.start]
    assert found == [f"MA-COA-TEST-{key}" for key in started]
    assert set(real().programmes) - set(started) == {"centre-mohammed-vi"}
    assert set(tree("real").xpath("//reporting-org/@secondary-reporter")) == {"1"}


@pytest.mark.parametrize("name", WORLDS)
def test_texts_stand_in_their_languages_and_never_empty(name: str) -> None:
    root = tree(name).getroot()
    for activity in root:
        assert activity.get(LANG) == "fr"
        assert set(activity.xpath("title/narrative/@xml:lang")) == set(LOCALES)
    for narrative in root.iter("narrative"):
        assert narrative.text.strip()
        if narrative.get(LANG) == "ar":
            assert re.search(r"[\u0600-\u06ff]", narrative.text) or narrative.text in root.xpath(
                "//title//text()"
            )


def test_a_description_of_each_type_says_what_the_programme_says() -> None:
    activity = tree("real").xpath("//iati-activity[contains(iati-identifier, 'w4i')]")[0]
    said = {
        one.get("type"): one.xpath("narrative[@xml:lang='en']/text()")[0]
        for one in activity.iterfind("description")
    }
    programme = real().programmes["w4i"]
    assert said["1"] == programme.description.en
    assert "Specific objective 1: " in said["2"]
    assert len(said["2"].splitlines()) == len(programme.parts["objectives"])
    assert all(segment.title.en in said["3"] for segment in programme.parts["segments"])
    assert programme.status_note.en in said["4"]
    assert said["4"].startswith(programme.area.en)


def test_what_to_know_of_an_objective_stands_beside_it() -> None:
    noted = [
        one for programme in real().programmes.values() for one in programme.parts["objectives"] if one.note
    ]
    assert noted
    said = "\n".join(tree("real").xpath("//iati-activity/description[@type='2']/narrative/text()"))
    assert all(f"{one.text.fr} {one.note.fr}" in said for one in noted)


def test_organisations_go_by_name_and_an_association_of_unknown_country_has_no_type() -> None:
    found = tree("sliced").findall(".//participating-org")
    assert [(one.get("role"), one.get("ref")) for one in found] == [("4", None), ("2", None)]
    encore = tree("sliced").xpath("//participating-org[@role='4']")[0]
    assert encore.get("type") is None
    funder = tree("real").xpath("//participating-org[@role='1']")
    assert [one.findtext("narrative") for one in funder] == ["Union européenne"]


def test_only_roles_that_iati_knows_are_exported_and_the_others_are_named_in_words() -> None:
    others = 0
    for activity in tree("real").getroot():
        key = activity.findtext("iati-identifier").removeprefix("MA-COA-TEST-")
        programme = real().programmes[key]
        exported = set(activity.xpath("participating-org/narrative[@xml:lang='fr']/text()"))
        told = {
            locale: "".join(activity.xpath(f"description[@type='4']/narrative[@xml:lang='{locale}']/text()"))
            for locale in LOCALES
        }
        for one in programme.parts["roles"]:
            name = programme.organisations[one.organisation].name
            known = one.role in ("funder", "owner", "lead_association")
            assert (name.fr in exported) == known, (key, one.id)
            others += not known
            assert known or all(getattr(name, locale) in told[locale] for locale in LOCALES)
    assert others > 8
    assert not tree("real").xpath("//participating-org[@role='3']")


def test_partners_are_named_with_what_the_source_calls_them() -> None:
    said = tree("real").xpath("//iati-activity[contains(iati-identifier, 'alice')]/description[@type='4']")[0]
    french, arabic, english = (said.findtext(f"narrative[{place}]") for place in (1, 2, 3))
    assert "par la source\u202f: Gouvernement italien (partenaire), Bureau international" in french
    assert "هيئات أخرى ذكرها المصدر: الحكومة الإيطالية (شريك)، " in arabic
    assert "named by the source: Italian Government (partner), International Labour Office" in english
    launch = tree("real").xpath("//iati-activity[contains(iati-identifier, 'generation')]/description")[-1]
    assert "(launching authority), Regions of Morocco (partner)." in launch.findtext("narrative[last()]")


@pytest.mark.parametrize("name", WORLDS)
def test_each_sector_says_that_its_share_is_the_publishers(name: str) -> None:
    for sector in tree(name).getroot().iterfind(".//sector"):
        assert set(sector.xpath("narrative/@xml:lang")) == set(LOCALES)
        assert "no budget" in sector.findtext("narrative[last()]")
        assert "even split" in sector.findtext("narrative[last()]")


def test_a_single_sector_claims_no_split(tmp_path: Path) -> None:
    publish_iati(NOWHERE, sliced(sectors=["32130"]), tmp_path, TODAY)
    (sector,) = etree.parse(str(tmp_path / ACTIVITIES)).iterfind(".//sector")
    assert sector.get("percentage") == "100"
    assert "split" not in sector.findtext("narrative[last()]")


def test_what_is_active_is_so_at_the_date_of_its_source(tmp_path: Path) -> None:
    remess = tree("real").xpath("//iati-activity[contains(iati-identifier, 'remess')]")[0]
    assert remess.find("activity-status").get("code") == "2"
    (said,) = remess.xpath("description[@type='4']/narrative[@xml:lang='en']/text()")
    assert "Running at the date of the source, 1 March 2018." in said
    closed = tree("real").xpath("//iati-activity[contains(iati-identifier, 'alice')]")[0]
    assert "Running" not in etree.tostring(closed, encoding="unicode")
    undated = sliced(status="active")
    (programme,) = undated.programmes.values()
    record = programme.sources["src-essai"]
    object.__setattr__(programme, "sources", {"src-essai": Record({**record._values, "date": None})})
    publish_iati(NOWHERE, undated, tmp_path, TODAY)
    assert "which is undated" in (tmp_path / ACTIVITIES).read_text("utf-8")


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-10", "2024-02-10", "2024-02-10"),
    ],
)
def test_a_partial_date_opens_and_closes_on_its_first_and_last_day(
    partial: str, first: str, last: str
) -> None:
    assert first_day(partial).isoformat() == first
    assert last_day(partial).isoformat() == last


def dates_of(catalogue: Catalogue, folder: Path) -> dict[str, tuple[str, str | None]]:
    publish_iati(NOWHERE, catalogue, folder, TODAY)
    root = etree.parse(str(folder / ACTIVITIES))
    return {
        one.get("type"): (one.get("iso-date"), one.findtext("narrative[last()]"))
        for one in root.iterfind(".//activity-date")
    }


@pytest.mark.parametrize(
    ("status", "start", "end", "dates"),
    [
        ("closed", "2019-02-03", "2021-06-30", {"2": "2019-02-03", "4": "2021-06-30"}),
        ("closed", "2019", "2026", {"2": "2019-01-01", "3": "2026-12-31"}),
        ("active", "2019-02", "2020", {"2": "2019-02-01", "3": "2020-12-31"}),
        ("active", "2019", None, {"2": "2019-01-01"}),
        ("active", "2027", None, {"1": "2027-01-01"}),
        ("planned", "2026-01-01", "2027", {"1": "2026-01-01", "3": "2027-12-31"}),
    ],
)
def test_dates_are_actual_only_when_they_have_come(
    status: str, start: str, end: str | None, dates: dict[str, str], tmp_path: Path
) -> None:
    found = dates_of(sliced(status=status, start=start, end=end), tmp_path)
    assert {kind: day for kind, (day, _) in found.items()} == dates
    for partial, kinds in ((start, "12"), (end, "34")):
        for text in [text for kind, (_, text) in found.items() if kind in kinds]:
            assert (text is None) == (len(str(partial)) == 10)


@pytest.mark.parametrize(
    ("regions", "scope"),
    [(None, []), (["MA-01"], ["6"]), (["MA-01", "MA-02"], ["5"]), (EVERY_REGION, ["4"])],
)
def test_the_scope_is_that_of_the_regions(
    regions: list[str] | None, scope: list[str], tmp_path: Path
) -> None:
    publish_iati(NOWHERE, sliced(regions=regions), tmp_path, TODAY)
    assert etree.parse(str(tmp_path / ACTIVITIES)).xpath("//activity-scope/@code") == scope


def reasons(catalogue: Catalogue) -> list[str]:
    return [reason for _, reason in left_out(catalogue)]


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_left_out_is_told_in_words_only_when_there_are_files(locale: str) -> None:
    words = words_for(locale)
    ((programme, reason),) = iati_left_out(real(), words, NOWHERE)
    assert programme.key == "centre-mohammed-vi"
    assert reason == words("quality.iati_no_start_why")
    assert [one.code for one in iati_remarks(real(), words, programme, NOWHERE)] == ["iati_no_start"]
    silent = Site(NAMES, NAMES)
    assert iati_left_out(real(), words, silent) == ()
    assert iati_remarks(real(), words, programme, silent) == ()
    assert iati_remarks(real(), words, real().programmes["alice"], NOWHERE) == ()


def test_no_programme_is_given_a_day_that_no_source_names(tmp_path: Path) -> None:
    assert b"centre-mohammed-vi" not in published("real")[ACTIVITIES]
    assert not tree("real").xpath("//activity-date[@iso-date='2009-01-01']")
    files = publish_iati(NOWHERE, sliced(start=None), tmp_path, TODAY)
    assert [file.path for file in files] == [ORGANISATION]


def test_a_programme_iati_cannot_hold_is_left_out_for_a_named_reason(tmp_path: Path) -> None:
    without = sliced(sectors=None)
    assert reasons(without) == ["no_sector"]
    assert reasons(sliced(start=None)) == ["no_start"]
    assert reasons(sliced()) == []
    alone = sliced()
    (programme,) = alone.programmes.values()
    partners = tuple(one for one in programme.parts["roles"] if one.role == "partner")
    assert partners
    object.__setattr__(programme, "parts", {**programme.parts, "roles": partners})
    assert reasons(alone) == ["no_organisation"]
    assert [file.path for file in publish_iati(NOWHERE, without, tmp_path, TODAY)] == [ORGANISATION]
    assert not (tmp_path / ACTIVITIES).exists()


@pytest.mark.parametrize("count", range(1, 9))
def test_sectors_share_a_hundred_to_the_cent(count: int) -> None:
    shares = [Decimal(share) for _, share in even_shares([str(10000 + n) for n in range(count)])]
    assert sum(shares) == 100
    assert max(shares) - min(shares) <= Decimal("0.05")


def test_documents_with_an_address_about_the_activity_are_linked() -> None:
    links = tree("sliced").findall(".//document-link")
    found = [(one.get("url"), one.get("format"), one.find("category").get("code")) for one in links]
    assert found == [
        ("https://portal.example.org/a/programmes/essai/", "text/html", "A12"),
        ("https://example.org/a?b&c", "text/html", "A12"),
        ("https://example.org/r.PDF", "application/pdf", "A08"),
    ]
    assert [one.xpath("language/@code") for one in links] == [["fr", "ar", "en"], ["ar"], []]


# ---- the files


def test_nothing_is_written_without_a_reporting_organisation(tmp_path: Path) -> None:
    assert publish_iati(Site(NAMES, NAMES), sliced(), tmp_path, TODAY) == []
    assert list(tmp_path.iterdir()) == []


def test_the_same_bytes_every_time_and_the_day_only_in_the_head(tmp_path: Path) -> None:
    again = publish_iati(ONLINE, sliced(), tmp_path / "a", TODAY)
    assert {file.path: (tmp_path / "a" / file.path).read_bytes() for file in again} == published("sliced")
    publish_iati(ONLINE, sliced(), tmp_path / "b", TODAY + datetime.timedelta(days=1))
    later = (tmp_path / "b" / ACTIVITIES).read_bytes()
    assert later.replace(b"2026-11-23T", b"2026-11-22T") == published("sliced")[ACTIVITIES]


def test_the_organisation_says_who_it_is_in_every_language() -> None:
    root = tree("sliced", ORGANISATION).getroot()
    assert root.get("version") == "2.03"
    assert root.findtext("*/organisation-identifier") == REPORTING.ref
    assert root.xpath("*/name/narrative/text()") == list(NAMES.values())
    assert root.xpath("//document-link/@url") == ["https://portal.example.org/a/"]

"""The data pages: what can be taken, in which version and format, how to check it and how to cite it."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from browser import chromium
from conftest import REPOSITORY
from data_world import ADDRESS, NAMES, SECOND, World, world
from lxml import etree
from lxml.html import fromstring
from playwright.sync_api import Route

from maarad.config import LOCALES, Reporting
from maarad.exports.iati import publish_iati
from maarad.pages.citations import package_citation
from maarad.pages.urls import DATA, QUALITY, package_path
from maarad.reading.tables import PACKAGES
from maarad.rendering.renderer import ROOT
from maarad.words import words_for

PATHS = (DATA, *(package_path(package) for package in PACKAGES))
PAGES = pytest.mark.parametrize(("locale", "path"), [(locale, path) for locale in LOCALES for path in PATHS])


def tree(locale: str, path: str, address: str = ADDRESS) -> etree._Element:
    """Render a page and parse it."""
    return fromstring(f"<main>{world(address).page(locale, path)}</main>")


def said(locale: str, path: str, address: str = ADDRESS) -> str:
    """Give the words of a page on one line."""
    return " ".join(tree(locale, path, address).text_content().split())


@PAGES
def test_one_heading_of_the_first_level_and_none_left_out_below(locale: str, path: str) -> None:
    levels = [int(node.tag[1]) for node in tree(locale, path).iter("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@PAGES
def test_ids_are_there_once_and_everything_that_names_one_finds_it(locale: str, path: str) -> None:
    page = tree(locale, path)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    named = page.xpath("//@aria-labelledby | //@data-copy")
    named += [href[1:] for href in page.xpath("//a/@href") if href.startswith("#")]
    assert set(named) <= set(ids)


@PAGES
def test_every_file_that_is_linked_is_published(locale: str, path: str) -> None:
    made = world()
    published = set(made.files) | {file.path for one in made.downloads for file in one.files}
    links = [
        re.sub(r"^(?:\.\./)+|^\./", "", href) for href in tree(locale, path).xpath("//a[@download]/@href")
    ]
    assert links
    assert set(links) <= published
    assert ROOT not in made.page(locale, path)


@PAGES
def test_a_wide_table_can_be_reached_and_scrolled_by_keyboard(locale: str, path: str) -> None:
    for table in tree(locale, path).xpath("//table"):
        holder = table.getparent()
        assert holder.get("role") == "region" and holder.get("tabindex") == "0"
        assert holder.get("aria-label") or holder.get("aria-labelledby")


# ---- /donnees/


@pytest.mark.parametrize("locale", LOCALES)
def test_the_overview_shows_each_package_with_its_latest_version_day_and_formats(locale: str) -> None:
    page, words = tree(locale, DATA), words_for(locale)
    headings = [
        node.get("id") for node in page.xpath("//section/div/h2") if node.get("id") in (*PACKAGES, "x")
    ]
    assert headings == list(PACKAGES)
    text = said(locale, DATA)
    assert words("programmes.version", version="1.10.0") in text
    assert words.date(world().download("results", "1.10.0").created) in text
    assert "1.9.0" not in text
    links = "\n".join(page.xpath("//a/@href"))
    for name in ("results-1.10.0.zip", "results-1.10.0.xlsx", "programmes-1.0.0.zip", "products-courant.zip"):
        assert name in links


@pytest.mark.parametrize("locale", LOCALES)
def test_only_what_is_no_release_is_marked_so(locale: str) -> None:
    mark = words_for(locale)("data.unreleased")
    assert [mark in said(locale, package_path(package)) for package in PACKAGES] == [False, False, True]
    assert said(locale, DATA).count(mark) == 1


@pytest.mark.parametrize("locale", LOCALES)
def test_the_overview_leads_to_quality_and_to_the_machine_files_that_exist(locale: str) -> None:
    links = tree(locale, DATA).xpath("//section[@aria-labelledby='machines']//a/@href")
    ends = [re.sub(r"^(?:\.\./)+", "", link) for link in links]
    assert [end for end in ends if not end.endswith(("qualite/", "flux-produits/"))] == [
        "donnees/catalog.jsonld",
        f"feeds/{locale}.xml",
    ]
    assert any(end.endswith("donnees/qualite/") for end in ends)
    assert any(end.endswith("donnees/flux-produits/") for end in ends)


@pytest.mark.parametrize("locale", LOCALES)
def test_addresses_on_the_overview_that_were_published_once_stay(locale: str) -> None:
    page = tree(locale, DATA)
    ids = set(page.xpath("//@id"))
    schemas = world().catalogue.schemas.values()
    kept = {f"dictionnaire-{package}-{one.name}" for one in schemas for package in one.packages}
    assert {*PACKAGES, "licence", "verification", *kept} <= ids
    for package in PACKAGES:
        own = set(tree(locale, package_path(package)).xpath("//@id"))
        links = page.xpath(f"//li[starts-with(@id, 'dictionnaire-{package}-')]/a/@href")
        assert {link.partition("#")[2] for link in links} <= own


@pytest.mark.parametrize("locale", LOCALES)
def test_the_overview_says_how_to_check_a_checksum(locale: str) -> None:
    text = said(locale, DATA)
    for command in ("sha256sum datapackage.json", "shasum -a 256", "certutil -hashfile"):
        assert command in text


# ---- a package


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_shows_every_file_of_every_version_with_its_checksum(locale: str, package: str) -> None:
    made = world()
    text = said(locale, package_path(package))
    own = [one for one in made.downloads if one.package == package]
    files = [file for one in own for file in one.files]
    files += [file for path, file in made.files.items() if path.startswith(f"donnees/{package}/")]
    assert all(file.sha256 in text for file in files)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("package", PACKAGES)
def test_only_the_descriptor_and_csv_files_are_said_to_be_frozen(locale: str, package: str) -> None:
    made, words = world(), words_for(locale)
    tables = tree(locale, package_path(package)).xpath("//div[contains(@class, 'm-files')]/table")
    own = [one for one in made.downloads if one.package == package]
    assert len(tables) == len(own)
    for one, table in zip(own, tables, strict=True):
        bodies = {
            body.xpath("string(tr/th[@scope='rowgroup'])"): body.xpath("tr/th[@scope='row']//bdi/text()")
            for body in table.iterfind("tbody")
        }
        kept, derived = (
            words("data.files_own" if one.version else "data.files_own_working"),
            "data.files_made",
        )
        assert list(bodies) == [kept, words(derived)]
        assert all(name == "datapackage.json" or name.endswith(".csv") for name in bodies[kept])
        assert {f"{one.stem}.zip", f"{one.stem}.xlsx"} <= set(bodies[words(derived)])
        assert not [name for name in bodies[words(derived)] if name.endswith(".csv")]


FROZEN = {
    "fr": ("(datapackage.json)", "ne changeront plus", "à chaque édition", "peuvent changer"),
    "ar": ("(datapackage.json)", "لن يتغير", "عند كل نسخة من البوابة", "قد تتغير بصماتها"),
    "en": ("(datapackage.json)", "never change", "at each build", "may change"),
}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_frozen_version_says_which_of_its_files_are_made_again(locale: str) -> None:
    page = said(locale, package_path("programmes"))
    assert all(part in page for part in FROZEN[locale])
    assert " ".join(words_for(locale)("data.verify_text").split()) in said(locale, DATA)


def reported() -> World:
    """Give the world with a reporting organisation and its IATI files."""
    made = world()
    site = replace(made.site, reporting=Reporting("MA-COA-TEST", "22", NAMES))
    written = publish_iati(site, made.catalogue, made.folder, SECOND)
    return replace(made, site=site, files={**made.files, **{file.path: file for file in written}})


@pytest.mark.parametrize("locale", LOCALES)
def test_iati_stands_with_what_the_pages_show_and_not_in_a_version(locale: str) -> None:
    with_iati = reported()
    page = fromstring(f"<main>{with_iati.page(locale, package_path('results'))}</main>")
    (link,) = page.xpath("//a[contains(@href, 'iati/activities.xml')]")
    section = next(link.iterancestors("section"))
    assert section.get("aria-labelledby") == "formats"
    assert words_for(locale)("data.other_formats_text") in section.text_content()
    assert page.xpath("//nav//a[@href='#formats']")
    for other in ("programmes", "products"):
        assert "activities.xml" not in with_iati.page(locale, package_path(other))
    assert "formats" not in tree(locale, package_path("results")).xpath("//section/@aria-labelledby")


@pytest.mark.parametrize("locale", LOCALES)
def test_programmes_left_out_of_iati_are_named_beside_its_link_with_the_reason(locale: str) -> None:
    page = fromstring(f"<main>{reported().page(locale, DATA)}</main>")
    (row,) = page.xpath("//li[.//h3/a[contains(@href, 'iati/activities.xml')]]")
    (absent,) = row.xpath(".//ul/li")
    assert absent.xpath(".//a/@href")[0].endswith("programmes/centre-mohammed-vi/")
    assert words_for(locale)("quality.iati_no_start_why") in absent.text_content()
    assert "centre-mohammed-vi" not in world().page(locale, DATA)
    told = fromstring(f"<main>{reported().page(locale, QUALITY)}</main>").text_content()
    assert words_for(locale)("quality.iati_no_start") in told
    assert words_for(locale)("quality.iati_no_start") not in world().page(locale, QUALITY)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_latest_version_comes_first_and_older_ones_are_folded(locale: str) -> None:
    page = tree(locale, "donnees/results/")
    (latest,) = page.xpath("//h2[@id='v1.10.0']")
    (older,) = page.xpath("//details[@id='v1.9.0']")
    assert older.get("open") is None
    order = list(page.iter())
    assert order.index(latest) < order.index(older)
    assert "1.9.0" in older.text_content() and "1.10.0" not in older.text_content()


@pytest.mark.parametrize(
    ("locale", "clauses"),
    [
        (
            "en",
            (
                "1 value corrected: ALICE, People trained, 1996–2007",
                "1 restatement added",
                "First released version.",
            ),
        ),
        ("ar", ("تصحيح قيمة واحدة", "إضافة تصحيح واحد", "أول إصدار منشور.")),
    ],
)
def test_a_package_says_in_words_what_each_version_changed(locale: str, clauses: tuple[str, ...]) -> None:
    text = said(locale, "donnees/results/")
    assert all(clause in text for clause in clauses)
    assert words_for(locale)("data.no_release_yet") in said(locale, "donnees/products/")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("form", ["apa", "bibtex", "ris"])
def test_a_package_can_be_cited_and_the_citation_copied(locale: str, form: str) -> None:
    made, page = world(), tree(locale, "donnees/results/")
    download = made.download("results", "1.10.0")
    (shown,) = page.xpath(f"//*[@id='cite-{form}']")
    assert shown.text_content() == package_citation(
        made.catalogue, words_for(locale), download, form, made.site
    )
    (button,) = page.xpath(f"//button[@data-copy='cite-{form}']")
    assert button.get("hidden") is not None, "it needs a script, and shows itself then"
    assert button.get("type") == "button" and button.get("data-copy-done")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("package", PACKAGES)
def test_the_dictionary_explains_every_public_column(locale: str, package: str) -> None:
    page = tree(locale, package_path(package))
    made = world()
    download = next(one for one in made.downloads if one.package == package)
    for resource in download.descriptor["resources"]:
        (held,) = page.xpath(f"//details[@id='dictionnaire-{resource['name']}']")
        names = set(held.xpath(".//th[@scope='row']/code/text()"))
        assert names == {field["name"] for field in resource["schema"]["fields"]}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("package", PACKAGES)
def test_the_page_carries_schema_org_in_its_language(locale: str, package: str) -> None:
    page = world().page(locale, package_path(package))
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert "<" not in block
    data = json.loads(block)
    download = next(one for one in world().downloads if one.package == package)
    assert (data["@type"], data["name"]) == ("Dataset", download.title[locale])
    assert html.unescape(data["description"]) == download.description[locale]


@pytest.mark.parametrize("path", PATHS)
def test_without_an_address_a_page_names_none(path: str) -> None:
    page = world("").page("fr", path)
    assert "portal.example.org/" not in page.replace("mailto:", "")
    assert "https://creativecommons.org/licenses/by/4.0/" in page


def test_a_preview_shows_working_data_below_the_releases_and_marks_them() -> None:
    made, words = world(preview=True), words_for("fr")
    page = fromstring(f"<main>{made.page('fr', 'donnees/results/')}</main>")
    (working,) = page.xpath("//details[@id='courant']")
    assert words("data.unreleased") in working.xpath("string(summary)")
    assert words("data.unchanged") in working.text_content()
    assert page.xpath("//details[@id='v1.9.0']/following::details[@id='courant']")
    overview = fromstring(f"<main>{made.page('fr', DATA)}</main>")
    (shown,) = overview.xpath("//section[@aria-labelledby='results']")
    assert words("programmes.version", version="1.10.0") in shown.text_content()
    assert words("data.unreleased") not in shown.text_content()


@pytest.mark.parametrize("package", PACKAGES)
def test_the_dictionary_keeps_private_columns_to_itself(package: str) -> None:
    private = {
        column["name"]
        for schema in world().catalogue.schemas.values()
        for column in schema.descriptor["fields"]
        if package in schema.packages and column["maarad"].get("private")
    }
    shown = set(tree("en", package_path(package)).xpath("//th/code/text()"))
    assert not private & shown
    assert private or package != "products"


# ---- in a browser


@pytest.mark.browser
@pytest.mark.parametrize("form", ["apa", "bibtex", "ris"])
def test_a_copy_button_puts_its_citation_on_the_clipboard_and_says_so(form: str) -> None:
    made, address = world(), f"{ADDRESS}ar/donnees/results/"
    page_html = f'<!doctype html><html lang="ar" dir="rtl"><main>{made.page("ar", "donnees/results/")}</main>'
    script = (REPOSITORY / "maarad" / "assets" / "copy.js").read_text("utf-8")

    def answer(route: Route) -> None:
        if route.request.url == address:
            route.fulfill(body=page_html, content_type="text/html; charset=utf-8")
        elif route.request.url.endswith("/assets/maarad/copy.js"):
            route.fulfill(body=script, content_type="text/javascript")
        else:
            route.abort()

    with chromium() as browser:
        context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
        context.route("**/*", answer)
        page = context.new_page()
        page.goto(address)
        page.click(f"[data-copy=cite-{form}]")
        page.wait_for_selector("[role=status]")
        cited = package_citation(
            made.catalogue, words_for("ar"), made.download("results", "1.10.0"), form, made.site
        )
        assert page.evaluate("navigator.clipboard.readText()") == cited.strip()
        assert page.inner_text("[role=status]") == words_for("ar")("data.copied")

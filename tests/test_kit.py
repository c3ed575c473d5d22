"""The fair kit as PDF: tagged, read back; one file a seller, fair and region, made anew if it must be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, TODAY, config_for
from kit_world import (
    SITE,
    fair,
    fair_catalogue_of_shop,
    kit_of,
    press,
    printed,
    said,
    squeezed,
)
from photo_world import picture, renditions

from maarad.catalogue import Catalogue, Listing, Record, Seller, Text
from maarad.config import LOCALES
from maarad.errors import OutputUnwritable, UsageError
from maarad.exports import kit as kits
from maarad.exports.kit import Wanted, choose, make_kit, open_kits, publish_kit, write_kit
from maarad.exports.kitbooks import fair_catalogue, fair_stands, region_catalogue
from maarad.exports.kitdata import fair_cards, seller_cards, seller_sheet
from maarad.exports.press import Press

CARDS_A_PAGE = 8


def seller(key: str = "atelier-tiny") -> Seller:
    return fair_catalogue_of_shop().sellers[key]


def rug() -> Listing:
    return next(one for one in seller().listings if one.listing == "tapis-boujad")


def with_listings(count: int, **values: Any) -> Seller:
    """Give a seller of so many listings."""
    first = rug()
    some = [
        replace(first, record=Record({**first.record._values, "listing": f"tapis-{number}", **values}))
        for number in range(count)
    ]
    return replace(seller(), listings=some)


def with_makers(count: int, each: int) -> Catalogue:
    """Give the catalogue with so many sellers in one region, each with so many listings."""
    sellers = {
        f"atelier-{number}": replace(
            with_listings(each), record=Record({**seller().record._values, "seller": f"atelier-{number}"})
        )
        for number in range(count)
    }
    return replace(fair_catalogue_of_shop(), sellers=sellers)


# ---- what is printed


@pytest.mark.parametrize("locale", LOCALES)
def test_a_card_has_title_price_maker_and_reference(locale: str) -> None:
    text = said(printed(seller_cards(kit_of(locale), seller())))
    assert "atelier-tiny/tapis-boujad" in text
    assert ("2,400" if locale == "en" else "2400") in text
    if locale != "ar":  # shaped letters come back from a PDF as the forms they were drawn with
        assert squeezed(rug().title.text(locale)) in text
        assert squeezed(seller().name.text(locale)) in text


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (CARDS_A_PAGE, 1), (CARDS_A_PAGE + 1, 2), (20, 3)])
def test_eight_cards_fill_a_page(count: int, pages: int) -> None:
    pdf = printed(seller_cards(kit_of(), with_listings(count)))
    assert len(pdf.pages) == pages
    assert said(pdf).count("2400MAD") == count


@pytest.mark.parametrize("locale", LOCALES)
def test_every_print_is_a4_tagged_and_of_its_language(locale: str) -> None:
    kit = kit_of(locale)
    region = kit.catalogue.vocabularies["regions"]["MA-05"]
    for tree in (
        seller_cards(kit, seller()),
        seller_sheet(kit, seller()),
        fair_cards(kit, fair()),
        fair_stands(kit, fair()),
        fair_catalogue(kit, fair()),
        region_catalogue(kit, region),
    ):
        pdf = printed(tree)
        root: Any = pdf.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert str(root["/Lang"]).startswith(locale)
        assert pdf.metadata is not None
        assert pdf.metadata.title == tree["document"]["title"]
        assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()
        sides = {tuple(round(float(side) / 72 * 25.4) for side in page.mediabox[2:]) for page in pdf.pages}
        assert sides == {(210, 297)}


LONG = (
    "Groupement d’intérêt économique des artisanes et coopératives féminines de la vallée du Haut Atlas (GIE)"
)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_longest_texts_stay_on_their_card(locale: str) -> None:
    title = Text(
        fr="Tapis de laine noué à la main en grand format, " * 2 + "losanges", ar="زربية من الصوف " * 7
    )
    many = with_listings(
        CARDS_A_PAGE, title=title, unit=Text(fr="le mètre carré, pose comprise, hors transport")
    )
    named = replace(many.listings[0].by, record=Record({**seller().record._values, "name": Text(fr=LONG)}))
    variants = rug().variants * 6
    long = replace(many, listings=[replace(one, by=named, variants=variants) for one in many.listings])
    pdf = printed(seller_cards(kit_of(locale), long))
    assert len(pdf.pages) == 1
    assert said(pdf).count(squeezed(LONG)) == CARDS_A_PAGE


def test_tifinagh_in_latin_letters_and_emoji_stand_on_a_card_and_what_no_font_has_does_not() -> None:
    pdf = printed(seller_cards(kit_of(), with_listings(1, title=Text(fr="Tapis ⵣ 😀 漢 rouge"))))
    assert "Tapisz😀rouge" in said(pdf)
    assert b"pdfuaid:part>1<" in pdf.trailer["/Root"]["/Metadata"].get_data()


def test_a_sheet_says_who_where_and_how_to_reach() -> None:
    text = said(printed(seller_sheet(kit_of(), seller())))
    for one in (
        "Atelier d’essai",
        "Boujad",
        "On y tisse à la main.",
        "+212 6 61 23 45 67",
        "Stand B-10",
        "2400MAD",
    ):
        assert squeezed(one) in text
    assert "portal.example.org/produits/atelier-tiny" in text


def test_every_stand_has_its_sign() -> None:
    pdf = printed(fair_stands(kit_of(), fair()))
    assert len(pdf.pages) == 3  # the list, and the two stands that are given
    assert all(name in said(pdf, 0) for name in ("Atelierd’essai", "Autreatelier"))
    assert "B-9" in said(pdf, 1)
    assert "Ateliersanstéléphone" in said(pdf, 1)
    assert "B-10" in said(pdf, 2)


def test_a_catalogue_of_a_fair_leads_from_the_stand_to_the_page() -> None:
    pdf = printed(fair_catalogue(kit_of(), fair()))
    assert squeezed("Foire d’essai") in said(pdf, 0)
    assert squeezed("Prix au 22 novembre 2026") in said(pdf, 0)
    listed = said(pdf, 1)
    place = next(
        number
        for number, page in enumerate(pdf.pages)
        if number > 1 and "tapis-boujad" in squeezed(page.extract_text())
    )
    assert re.search(rf"B-10Atelierd’essai.*?{place + 1}", listed)
    assert "CCBY4.0" in said(pdf, len(pdf.pages) - 1)


@pytest.mark.parametrize(("makers", "each"), [(1, 1), (13, 2), (30, 10)])
def test_a_catalogue_of_any_length_has_everything_and_leaves_no_heading_behind(
    makers: int, each: int
) -> None:
    kit = kit_of(catalogue=with_makers(makers, each))
    pdf = printed(region_catalogue(kit, kit.catalogue.vocabularies["regions"]["MA-05"]))
    pages = [squeezed(page.extract_text()) for page in pdf.pages]
    assert sum(page.count("2400MAD") for page in pages) == makers * each
    assert ("Sommaire" in "".join(pages)) == (makers > 12)
    for page in pages[1:]:
        if "Coopérative·Boujad" in page:  # the line below the name of a workshop
            assert "2400MAD" in page.rpartition("Coopérative·Boujad")[2]


def test_a_photo_is_in_the_pdf_as_it_is_on_the_site(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    path = tmp_path / "photos/t-720.jpg"
    picture(720, 540).save(path)
    tree = seller_sheet(kit_of(pictures={"atelier-tiny/tapis.png": "/photos/t-720.jpg"}), seller())
    assert path.read_bytes() in press().print(tree, TODAY, tmp_path)


# ---- which files there are


def everything() -> set[str]:
    names = {
        **{
            f"vendeurs/{key}": ("fiche", "cartes")
            for key in ("atelier-tiny", "atelier-demo", "atelier-muet", "atelier-autre")
        },
        **{
            f"foires/essai-{key}": ("catalogue", "cartes", "stands")
            for key in ("foire-essai", "foire-passee", "foire-demo")
        },
        **{f"regions/{slug}": ("catalogue",) for slug in ("beni-mellal-khenifra", "souss-massa")},
    }
    return {
        f"kit/{folder}/{name}.{locale}.pdf"
        for folder, some in names.items()
        for name in some
        for locale in LOCALES
    }


def published(folder: Path, catalogue: Catalogue | None = None, **options: Any) -> list[Any]:
    (folder / "site").mkdir(parents=True, exist_ok=True)
    config = replace(config_for(REPOSITORY), project=folder, kit=True, **options)
    return publish_kit(config, SITE, catalogue or fair_catalogue_of_shop(), {}, folder / "site")


@pytest.fixture
def in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    """Print in one language only, where the languages are no matter."""
    monkeypatch.setattr(kits, "LOCALES", ("fr",))


def test_there_is_a_kit_for_whoever_has_something_to_show(tmp_path: Path) -> None:
    files = published(tmp_path)
    assert {file.path for file in files} == everything()
    assert all((tmp_path / "site" / file.path).read_bytes().startswith(b"%PDF") for file in files)


def test_no_kit_is_made_when_it_was_not_asked_for(tmp_path: Path) -> None:
    config = replace(config_for(REPOSITORY), project=tmp_path)
    assert publish_kit(config, SITE, fair_catalogue_of_shop(), {}, tmp_path / "site") == []
    assert not (tmp_path / "site").exists()


@pytest.mark.usefixtures("in_french")
@pytest.mark.parametrize("jobs", [4])
def test_the_bytes_are_the_same_whatever_the_number_of_jobs(tmp_path: Path, jobs: int) -> None:
    sums = {file.path: file.sha256 for file in published(tmp_path / str(jobs), jobs=jobs)}
    assert sums == {file.path: file.sha256 for file in published(tmp_path / "once")}


@pytest.mark.usefixtures("in_french")
def test_an_unchanged_print_is_taken_from_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = published(tmp_path)
    monkeypatch.setattr(Press, "print", lambda *_: pytest.fail("made again"))
    assert published(tmp_path) == first


@pytest.mark.usefixtures("in_french")
def test_on_another_day_only_what_bears_the_day_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = replace(config_for(REPOSITORY), project=tmp_path, kit=True)
    published(tmp_path)
    made: list[str] = []
    once = Press.print

    def count(self: Press, tree: Any, *rest: Any) -> bytes:
        made.append(tree["kind"])
        return once(self, tree, *rest)

    monkeypatch.setattr(Press, "print", count)
    later = replace(config, now=config.now.replace(day=config.now.day + 1))
    publish_kit(later, SITE, fair_catalogue_of_shop(), {}, tmp_path / "site")
    assert set(made) == {"catalogue"}


@pytest.mark.parametrize("kinds", [("jpg", "webp"), ("webp",)])
def test_of_all_pictures_of_a_photo_the_jpeg_is_printed(kinds: tuple[str, ...]) -> None:
    made = renditions("stem")
    some = replace(made, files=tuple(one for one in made.files if one.kind in kinds))
    kit = open_kits(config_for(REPOSITORY), SITE, fair_catalogue_of_shop(), {"atelier-tiny/tapis.png": some})[
        0
    ]
    assert kit.pictures == {"atelier-tiny/tapis.png": f"/photos/stem-720.{kinds[0]}"}


# ---- what is asked for by name


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (("foire-essai", "", ""), Wanted(fairs=("foire-essai",))),
        (("", "souss-massa", ""), Wanted(regions=("MA-09",))),
        (("", "MA-09", ""), Wanted(regions=("MA-09",))),
        (("", "", "atelier-tiny"), Wanted(sellers=("atelier-tiny",))),
        (("", "", ""), Wanted()),
    ],
)
def test_things_are_chosen_by_name(names: tuple[str, str, str], wanted: Wanted) -> None:
    assert choose(fair_catalogue_of_shop(), *names) == wanted


@pytest.mark.parametrize(
    ("names", "key", "near"),
    [
        (("foire-esai", "", ""), "kit-fair-unknown", "foire-essai"),
        (("", "sous-masa", ""), "kit-region-unknown", "souss-massa"),
        (("", "", "atelier-tini"), "kit-seller-unknown", "atelier-tiny"),
        (("", "", "zzzzzz"), "kit-seller-unknown", "atelier-demo"),
        (("rencontre-vide", "", ""), "kit-nobody", "rencontre-vide"),
        (("", "MA-12", ""), "kit-nothing", "MA-12"),
    ],
)
def test_what_there_is_not_is_told_with_what_there_is(
    names: tuple[str, str, str], key: str, near: str
) -> None:
    with pytest.raises(UsageError) as caught:
        choose(fair_catalogue_of_shop(), *names)
    assert caught.value.key == key
    for locale in LOCALES:
        assert near in caught.value.text(locale)


def paths(wanted: Wanted, folder: Path) -> set[str]:
    config = replace(config_for(REPOSITORY), project=folder)
    return {path for path, _ in make_kit(config, [kit_of()], folder, wanted)}


def test_only_what_was_asked_for_is_printed_and_nothing_is_forgotten(tmp_path: Path) -> None:
    own = {"kit/vendeurs/atelier-tiny/fiche.fr.pdf", "kit/vendeurs/atelier-tiny/cartes.fr.pdf"}
    assert paths(Wanted(sellers=("atelier-tiny",)), tmp_path) == own
    assert paths(Wanted(regions=("MA-09",)), tmp_path) == {"kit/regions/souss-massa/catalogue.fr.pdf"}
    for_fair = paths(Wanted(fairs=("foire-essai",)), tmp_path)
    assert own < for_fair
    assert {path for path in for_fair if "foires" in path} == {
        f"kit/foires/essai-foire-essai/{name}.fr.pdf" for name in ("cartes", "catalogue", "stands")
    }
    assert len(list((tmp_path / ".cache/maarad/kit").iterdir())) == len(for_fair) + 1


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    files: Iterable[tuple[str, bytes]] = [("kit/vendeurs/a/fiche.fr.pdf", b"%PDF")]
    with pytest.raises(OutputUnwritable):
        write_kit(files, tmp_path / "out")


def test_writing_touches_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert write_kit([("kit/vendeurs/a/fiche.fr.pdf", b"%PDF")], tmp_path) == 1
    assert sorted(
        path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()
    ) == [
        "notes.txt",
        "vendeurs/a/fiche.fr.pdf",
    ]


def test_the_press_of_the_kit_is_named_in_its_cache() -> None:
    assert kits.TEMPLATE == "kit"
    assert len(press().recipe) == 64
    assert isinstance(rug(), Listing)

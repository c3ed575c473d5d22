"""The exhibition's pages as published: what they say, what they keep to themselves, how they are built."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from shop_world import ODD, write_shop

from maarad.config import LOCALES
from maarad.pages.urls import file_path
from maarad.site.tree import check_links

TAPIS = "produits/atelier-tiny/tapis-boujad/"
SOLD = "produits/atelier-tiny/coussin-vendu/"
BOWL = "produits/atelier-tiny/bol-arabe/"
DEMO = "produits/atelier-demo/tapis-demo/"
SILENT = "produits/atelier-muet/panier/"
LONG, TIFINAGH = "produits/cooperative-longue/emoji/", "produits/cooperative-longue/tifinagh/"
SELLER = "produits/atelier-tiny/"
REGION = "regions/beni-mellal-khenifra/"
PLACES = ["artisanat/", "artisanat/tissage/", "artisanat/miel/", "regions/", REGION]
KINDS = ["", "produits/", TAPIS, BOWL, DEMO, SILENT, SELLER, "produits/atelier-muet/", *PLACES, "404.html"]

Read = Callable[..., str]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write every page of the shop once; give the folder."""
    return write_shop(tmp_path_factory.mktemp("shop"), ODD)


@pytest.fixture(scope="module")
def page(stage: Path) -> Read:
    """Give a function that reads what stands in <main> of a page."""

    def _page(path: str, locale: str = "fr") -> str:
        whole = (stage / file_path(locale, path)).read_text("utf-8")
        found = re.search(r"<main\b.*</main>", whole, re.DOTALL)
        assert found
        return found[0]

    return _page


def words_of(markup: str) -> str:
    """Give the text of some HTML, every white space one space."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", markup, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


# ---- how every page is built


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("path", KINDS)
def test_headings_begin_with_one_h1_and_leave_no_level_out(page: Read, path: str, locale: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", page(path, locale))]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), levels


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("path", KINDS)
def test_pictures_boxes_and_ids_are_fit_for_everybody(page: Read, path: str, locale: str) -> None:
    markup = page(path, locale)
    ids = re.findall(r'\bid="([^"]+)"', markup)
    assert len(ids) == len(set(ids)), "an id stands twice"
    shown = [tag for tag in re.findall(r"<img\b[^>]*>", markup) if "m-picture__veil" not in tag]
    assert all(' alt="' in tag and ' width="' in tag for tag in shown)
    inputs = [re.search(r'\bid="([^"]+)"', tag) for tag in re.findall(r"<input\b[^>]*>", markup)]
    assert all(one and f'<label class="m-hidden" for="{one[1]}"' in markup for one in inputs)
    named = re.findall(r'aria-labelledby="([^"]+)"', markup)
    assert set(" ".join(named).split()) <= set(ids)


@pytest.mark.parametrize("path", KINDS)
def test_nothing_needs_an_inline_script_or_style(page: Read, path: str) -> None:
    markup = page(path)
    assert not re.search(r"\sstyle=|\son[a-z]+=", markup)
    for attributes, body in re.findall(r"<script\b([^>]*)>(.*?)</script>", markup, re.DOTALL):
        assert not body.strip() or "application/json" in attributes


def test_every_link_of_these_pages_leads_somewhere(stage: Path) -> None:
    ours = {file_path(locale, path) for locale in LOCALES for path in KINDS}
    problems = [problem for problem in check_links(stage, None) if problem.page in ours]
    assert [one for one in problems if not one.href.endswith(".webmanifest")] == [], "that one is made later"


# ---- a product


def test_a_product_says_its_price_state_size_options_and_reference(page: Read) -> None:
    text = words_of(page(TAPIS))
    for part in ("2 400 MAD", "En stock", "Longueur 200 cm × largeur 140 cm", "Grand modèle", "3 600 MAD"):
        assert part in text
    for part in ("Laine", "Battre, ne pas laver", "14 mars 2026", "atelier-tiny/tapis-boujad"):
        assert part in text


def test_a_product_leads_to_its_seller_craft_region_and_programme(page: Read) -> None:
    markup = page(TAPIS)
    for path in (SELLER, "artisanat/tissage/", REGION, "programmes/essai/"):
        assert f'href="../../../{path}"' in markup


def test_a_visitor_can_write_call_and_mail_with_the_message_ready(page: Read) -> None:
    markup = page(TAPIS)
    assert 'href="https://wa.me/212661234567?text=Bonjour' in markup
    assert 'href="tel:+212661234567"' in markup
    assert (
        'href="mailto:atelier@example.org?subject=Tapis%20de%20Boujad%20%28r%C3%A9f.%20atelier-tiny%2Ftapis-boujad%29&amp;body=Bonjour'
        in markup
    )
    assert "text=%D8%A7%D9%84%D8%B3%D9%84%D8%A7%D9%85" in page(TAPIS, "ar"), "in the language of the page"
    assert "r%C3%A9f.%20atelier-tiny%2Ftapis-boujad" in markup, "with the code of the product"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("path", [TAPIS, SOLD, BOWL, SELLER, LONG])
def test_neither_number_nor_mail_address_stands_in_the_text_of_a_page(
    stage: Path, path: str, locale: str
) -> None:
    whole = (stage / file_path(locale, path)).read_text("utf-8")
    text = html.unescape(re.sub(r"<[^>]+>", " ", whole))
    assert "tel:" in whole
    digits = re.sub(r"\D", "", text)
    assert not any(number in digits for number in ("661234567", "523456789"))
    assert "atelier@example.org" not in text


def test_a_number_is_ready_to_be_shown_and_printed_in_groups(page: Read) -> None:
    markup = page(TAPIS, "ar")
    assert 'href="tel:+212661234567" data-shown="+212 6 61 23 45 67"' in markup
    assert re.search(r'<button[^>]*data-reveal="call" hidden>إظهار الرقم</button>', markup)


def test_the_message_is_offered_in_the_other_language_of_the_seller(page: Read) -> None:
    link = re.search(
        r'<a href="([^"]+)" hreflang="ar" lang="ar" dir="rtl" rel="nofollow noopener">', page(TAPIS)
    )
    assert link and link[1].startswith("https://wa.me/212661234567?text=%D8%A7")
    assert "hreflang" not in page(SILENT)


def test_a_page_has_a_code_for_cameras_and_ways_to_pass_it_on(page: Read) -> None:
    markup = page(TAPIS)
    assert '<div class="m-qr__code" aria-hidden="true"><svg' in markup
    assert "https://maarad.example/produits/atelier-tiny/tapis-boujad/" in markup
    assert "data-share=" in markup and "data-copy-link=" in markup
    assert "Signaler un problème" in words_of(markup)


# ---- texts as they may be written


def test_tifinagh_is_amazigh_and_runs_from_the_left_whatever_field_it_is_in(page: Read) -> None:
    for locale in LOCALES:
        markup = page(TIFINAGH, locale)
        assert '<span lang="zgh" dir="ltr">ⵜⴰⵥⵔⴱⵉⵢⵜ ⵏ ⵓⵟⵍⴰⵙ</span></h1>' in markup
        assert '<div lang="zgh" dir="ltr"><p>' in markup
    assert "Texte en amazighe" in words_of(page(TIFINAGH))


def test_the_way_to_a_page_tells_its_languages_too(stage: Path) -> None:
    crumbs = re.compile(r'<nav class="m-crumbs".*?</nav>', re.DOTALL)
    bowl = crumbs.search((stage / file_path("fr", BOWL)).read_text("utf-8"))
    assert bowl and 'aria-current="page"><span lang="ar" dir="rtl">زلافة من الطين</span>' in bowl[0]
    mixed = crumbs.search((stage / file_path("ar", LONG)).read_text("utf-8"))
    assert mixed and re.search(r'<a href="[^"]+" lang="fr" dir="ltr">Société', mixed[0])


def test_a_long_name_takes_a_smaller_title(page: Read) -> None:
    assert '<h1 class="m-title__long"' in page("produits/cooperative-longue/")
    assert "m-title__long" not in page(TAPIS)


def test_a_demonstration_says_so_and_reaches_nobody(page: Read) -> None:
    markup = page(DEMO)
    assert "Démonstration" in markup
    assert "aucun message n’arrive à personne" in markup
    assert "ce ne sont pas des photographies" in markup
    assert 'href="https://wa.me/?text=' in markup
    both = markup + page("produits/atelier-demo/")
    assert not re.search(r"tel:|demo@example|66123456|example\.org/demo", both)


def test_without_consent_neither_contact_nor_photo_is_published(page: Read) -> None:
    product, seller = page(SILENT), page("produits/atelier-muet/")
    for markup in (product, seller):
        assert "n’a pas demandé la publication" in markup
        assert not re.search(r"wa\.me/\d|tel:|mailto:", markup)
        assert "m-portrait__photo" not in markup


def test_a_sold_piece_offers_a_similar_one_instead(page: Read) -> None:
    text = words_of(page(SOLD))
    assert "Cette pièce est vendue" in text
    assert "Demander une pièce semblable" in text
    assert "Écrire sur WhatsApp" not in text


def test_a_text_in_another_language_is_marked_and_announced(page: Read) -> None:
    markup = page(BOWL)
    assert '<h1><span lang="ar" dir="rtl">زلافة من الطين</span></h1>' in markup
    assert "Texte en arabe" in words_of(markup)
    assert "m-fallback" not in page(BOWL, "ar")
    assert "Prix sur demande" in markup and "15 jours" in markup


def test_what_a_contributor_wrote_cannot_become_markup(page: Read) -> None:
    markup = page(SILENT)
    assert "Panier &lt;b&gt;de palme&lt;/b&gt;" in markup
    assert "<b>" not in markup
    assert 'href="javascript' not in markup


def test_the_gallery_works_by_anchors(page: Read) -> None:
    markup = page(SOLD)
    assert re.findall(r'href="#(photo-\d)"', markup) == ["photo-1", "photo-2"]
    assert re.findall(r'<li id="(photo-\d)"', markup) == ["photo-1", "photo-2"]
    assert re.findall(r'<a class="m-gallery__open" href="[^"]+-\d+\.webp"', markup)
    first, second = re.findall(r'<img class="m-gallery__photo"[^>]*>', markup)
    assert 'fetchpriority="high"' in first and 'loading="lazy"' in second


def test_a_product_without_a_photo_says_so(page: Read) -> None:
    assert "Pas encore d’image" in page(SILENT)


# ---- sellers and lists


def test_a_seller_shows_what_can_be_bought_before_what_is_sold(page: Read) -> None:
    text = words_of(page("produits/atelier-tiny/"))
    assert text.index("Tapis de Boujad") < text.index("Déjà vendu") < text.index("Coussin « Lune »")
    for part in ("Coopérative", "2012", "Dirigé par des femmes", "Programme d’essai", "On y tisse à la main"):
        assert part in text


def test_the_exhibition_lists_all_and_names_what_the_search_filters_by(page: Read) -> None:
    markup = page("produits/")
    assert markup.count('class="m-card') - markup.count('class="m-card__') >= 5
    assert 'data-fixed-kind="product"' in markup
    assert "8 produits" in words_of(markup)
    labels = re.search(r'id="m-search-data">(.*?)</script>', markup)
    assert labels
    for name in ('"weaving": "Tissage', '"MA-05": "Béni', '"essai": "ESSAI"', '"sold": "Vendu"', '"women"'):
        assert name in labels[1]


def test_the_exhibition_can_be_walked_without_a_script(page: Read) -> None:
    markup = page("produits/")
    for href in ("../artisanat/tissage/", "../regions/beni-mellal-khenifra/", "../programmes/essai/"):
        assert re.search(rf'href="{re.escape(href)}">[^<]*<span class="m-chip__count">\d', markup)


def test_a_craft_and_a_region_show_their_products_makers_and_programmes(page: Read) -> None:
    craft, region = words_of(page("artisanat/tissage/")), words_of(page("regions/beni-mellal-khenifra/"))
    assert "Tapis de Boujad" in craft and "Atelier d’essai" in craft and "Béni Mellal-Khénifra 6" in craft
    assert "Tapis de Boujad" in region and "Programme d’essai" in region and "Tissage et tapis 6" in region
    assert "Aucun produit pour l’instant" in words_of(page("artisanat/miel/"))


def test_the_map_leads_to_all_twelve_regions(page: Read) -> None:
    for path in ("", "regions/"):
        drawing = re.search(r"<svg[^>]*m-plot--regions.*?</svg>", page(path), re.DOTALL)
        assert drawing
        assert len(set(re.findall(r'href="([^"]*regions/[a-z-]+/)"', drawing[0]))) == 12


# ---- home and the way back


def test_home_shows_products_and_one_sourced_figure_of_each_programme(page: Read) -> None:
    text = words_of(page(""))
    assert "Tapis de Boujad" in text
    figures = re.findall(r'm-figures__value">(.*?)</dd>', page(""), re.DOTALL)
    assert [words_of(figure) for figure in figures] == ["300"], "the outcome, not the output before it"
    assert "Source : Rapport d’essai" in text


def test_home_does_not_offer_what_is_sold_as_new(page: Read) -> None:
    assert "Coussin « Lune »" not in words_of(page(""))


def test_the_page_of_unknown_addresses_speaks_three_languages_and_searches(page: Read) -> None:
    markup = page("404.html")
    assert 'action="/recherche/"' in markup
    assert 'lang="ar" dir="rtl"><a href="/ar/"' in markup and 'lang="en" dir="ltr"><a href="/en/"' in markup
    assert "لا تؤدي" in page("404.html", "ar") or "انطلقوا من هنا" in page("404.html", "ar")

"""A visitor keeps products, gets one enquiry a seller, sees them again: Chromium on the finished portal."""

from __future__ import annotations

import csv
import datetime
import io
import itertools
import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect
from portal_site import DESK, HOMES, KEPT_WHOLE, PHONE, until

pytestmark = pytest.mark.browser
OIL, AMLOU = "argan-tiout/huile-argan-alimentaire", "argan-tiout/amlou-aux-amandes"
PLATE = "ceramique-bleue-fes/plat-bleu-fes"
KEY = "maarad-selection-1 /portail/"
FILL = """() => {
  let filler = '';
  for (let size = 4_000_000; size >= 1; size = Math.floor(size / 2)) {
    for (;;) {
      try { localStorage.setItem('filler', filler + 'x'.repeat(size)); } catch { break; }
      filler += 'x'.repeat(size);
    }
  }
}"""
"""Fills what a browser keeps for the portal to the last byte."""
Visit = Callable[..., Page]

FSI, PDI, RLM = "\u2068", "\u2069", "\u200f"
ARGAN = f"""السلام عليكم {FSI}تعاونية للعرض التجريبي — أركان تيوت{PDI}،

اخترت هذين المنتجين من بوابة «{FSI}معرض{PDI}»:

{RLM}1. {FSI}زيت الأركان للمائدة، 250 مل{PDI}
المرجع: {FSI}argan-tiout/huile-argan-alimentaire{PDI}
الكمية: 2
الثمن المعروض: 120 درهم {FSI}للقنينة{PDI}
https://maarad.example/ar/produits/argan-tiout/huile-argan-alimentaire/

{RLM}2. {FSI}أملو باللوز{PDI}
المرجع: {FSI}argan-tiout/amlou-aux-amandes{PDI}
الكمية: 1
الثمن المعروض: 65 درهم {FSI}للإناء من 250 غ{PDI}
https://maarad.example/ar/produits/argan-tiout/amlou-aux-amandes/

المجموع التقريبي للأثمان المعروضة: 305 درهم

هل هما متوفران؟ وكيف يمكن شراؤهما؟"""
FES = f"""السلام عليكم {FSI}ورشة للعرض التجريبي — خزف فاس الأزرق{PDI}،

رأيت هذا المنتج في بوابة «{FSI}معرض{PDI}»:

{RLM}1. {FSI}صحن كبير بأزرق فاس{PDI}
المرجع: {FSI}ceramique-bleue-fes/plat-bleu-fes{PDI}
الكمية: 1
الثمن المعروض: 380 درهم
https://maarad.example/ar/produits/ceramique-bleue-fes/plat-bleu-fes/

هل هو متوفر؟ وكيف يمكن شراؤه؟"""


def message(page: Page, seller: int, way: str = "whatsapp") -> str:
    """Give the text that opens with the link of one seller, spaces of every width as one."""
    query = parse_qs(urlsplit(page.locator(f"[data-{way}]").nth(seller).get_attribute("href") or "").query)
    return query["text" if way == "whatsapp" else "body"][0].replace("\u00a0", " ").replace("\u202f", " ")


def kept(page: Page) -> dict[str, dict[str, object]]:
    """Give what the browser keeps."""
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or "{}")


def put(page: Page, items: object) -> None:
    """Let the browser keep something, and read the page again."""
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(items)])
    page.reload()


def selection(
    visit: Visit, *keys: str, locale: str = "fr", size: dict[str, int] = DESK, **options: object
) -> Page:
    """Open the selection with some products kept."""
    page = visit(f"{HOMES[locale]}selection/", size, **options)
    put(page, {key: {"quantity": 1} for key in keys})
    expect(page.locator(".m-pick")).to_have_count(len(keys))
    return page


# ---- as it is shown: keep, ask, see again off line


def test_three_products_of_two_sellers_make_two_enquiries_in_arabic(visit: Visit) -> None:
    page = visit("ar/produits/argan-tiout/", PHONE)
    for key in (OIL, AMLOU):
        page.locator(f".m-card [data-keep='{key}']").click()
        expect(page.locator(f".m-card [data-keep='{key}']")).to_have_attribute("aria-pressed", "true")
    assert page.url.endswith("/produits/argan-tiout/"), "the heart is not the card's link"
    page.goto(page.url.replace("argan-tiout/", f"{PLATE}/"))
    page.locator(f"[data-keep='{PLATE}']").first.click()
    expect(page.locator("[data-kept-count]")).to_have_text("3")
    page.locator("[data-keep-toast] a").click()
    expect(page.locator(".m-group")).to_have_count(2)
    page.locator("[data-more]").first.click()
    expect(page.locator("[data-sum] [data-total]")).to_contain_text("685")
    assert [message(page, 0), message(page, 1)] == [ARGAN, FES]
    assert [message(page, 0, "email"), message(page, 1, "email")] == [
        text.replace("\n", "\r\n") for text in (ARGAN, FES)
    ]
    assert page.locator(".m-group blockquote").first.text_content() == ARGAN.replace(" درهم", "\u00a0درهم")
    assert list(kept(page)) == [OIL, AMLOU, PLATE]
    assert kept(page)[OIL]["price"] == 120, "the price seen when it was kept"


def test_what_was_kept_is_there_again_off_line(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{address}ar/produits/argan-tiout/")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("navigator.serviceWorker.controller")
    page.locator(f"[data-keep='{OIL}']").first.click()
    home = urlsplit(address).path
    until(page, KEPT_WHOLE, [f"{home}{path}" for path in (f"ar/produits/{OIL}/", "ar/selection/")])
    context.set_offline(True)
    page.goto(f"{address}ar/selection/")
    expect(page.locator(".m-pick__title")).to_have_text("زيت الأركان للمائدة، 250 مل")
    expect(page.locator("[data-prices]")).to_contain_text("دون اتصال")
    assert "120 درهم" in message(page, 0)
    page.locator(".m-pick__title a").click()
    expect(page.locator("h1")).to_contain_text("زيت الأركان")
    context.close()


# ---- the hearts


def test_a_heart_is_large_enough_named_and_can_be_taken_back(visit: Visit) -> None:
    page = visit("produits/argan-tiout/", PHONE)
    heart = page.locator(f"[data-keep='{OIL}']").first
    box = heart.bounding_box()
    assert box and box["width"] >= 44 and box["height"] >= 44
    heart.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Garder «", pressed=True)).to_have_count(1)
    expect(page.get_by_role("status").last).to_contain_text("Gardé")
    page.keyboard.press("Enter")
    expect(heart).to_have_attribute("aria-pressed", "false")
    assert kept(page) == {}


@pytest.mark.parametrize("locale", HOMES)
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_way_to_the_selection_fits_into_the_header(
    visit: Visit, locale: str, size: dict[str, int]
) -> None:
    page = visit(HOMES[locale], size)
    expect(page.locator("[data-kept]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    boxes = [
        page.locator(name).bounding_box() for name in ("[data-kept]", "[data-palette]", ".m-header .m-search")
    ]
    spans = sorted((box["x"], box["x"] + box["width"]) for box in boxes if box)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))


@pytest.mark.parametrize("broken", ["{", "[]", "null", '"x"', '{"a/b": 3, "../x": {"quantity": 1}}'])
def test_what_cannot_be_understood_is_an_empty_selection(visit: Visit, broken: str) -> None:
    page = visit("selection/")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, broken])
    page.reload()
    expect(page.locator("[data-empty]")).to_be_visible()
    expect(page.locator("[data-kept-count]")).to_have_text("")


def test_a_browser_that_keeps_nothing_says_so(visit: Visit) -> None:
    page = visit("selection/")
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full'); }")
    page.goto(page.url.replace("selection/", "produits/argan-tiout/"))
    page.locator(f"[data-keep='{OIL}']").first.click()
    expect(page.locator("[data-keep-toast]")).to_contain_text("ce navigateur ne retient rien")
    expect(page.locator("[data-kept-count]")).to_have_text("1")
    page.locator("[data-kept]").click()
    expect(page.locator("[data-empty]")).to_be_visible()
    expect(page.locator("[data-not-lasting]")).to_be_visible()


def test_a_full_browser_keeps_what_it_had_and_says_that_nothing_more_lasts(visit: Visit) -> None:
    page = selection(visit, OIL)
    page.evaluate(FILL)
    page.goto(f"{page.url}#p={PLATE}")
    expect(page.locator(".m-pick")).to_have_count(1)
    expect(page.locator("[data-not-lasting]")).to_be_visible()
    page.locator("[data-merge]").click()
    expect(page.locator("[data-keep-toast]")).to_contain_text("ne retient rien de nouveau")
    assert page.url.endswith(f"#p={PLATE}"), "what would be lost is not left"
    assert list(kept(page)) == [OIL]
    page.locator("[data-kept]").click()
    expect(page.locator(".m-pick__title")).to_have_text("Huile d’argan alimentaire, 250 ml")
    page.evaluate("localStorage.removeItem('filler')")
    page.reload()
    expect(page.locator(".m-pick")).to_have_count(1)
    expect(page.locator("[data-not-lasting]")).to_be_hidden()


def test_two_tabs_agree_and_neither_undoes_what_the_other_kept(visit: Visit) -> None:
    page = selection(visit, OIL)
    other = page.context.new_page()
    other.goto(page.url.replace("selection/", "produits/argan-tiout/"))
    other.locator(f"[data-keep='{AMLOU}']").first.click()
    expect(page.locator(".m-pick")).to_have_count(2)
    page.locator("[data-more]").first.click()
    expect(other.locator("[data-kept-count]")).to_have_text("2")
    assert {key: item["quantity"] for key, item in kept(other).items()} == {OIL: 2, AMLOU: 1}


# ---- the page


def test_taking_out_moves_to_the_way_back_which_restores_order_and_quantity(visit: Visit) -> None:
    page = selection(visit, OIL, AMLOU, PLATE)
    page.locator(".m-stepper input").first.fill("7")
    page.locator(".m-stepper input").first.press("Tab")
    page.locator("[data-remove]").first.click()
    expect(page.get_by_role("button", name="Annuler")).to_be_focused()
    expect(page.locator("[data-said]")).to_contain_text("Retiré de votre sélection")
    assert OIL not in message(page, 0) and list(kept(page)) == [AMLOU, PLATE]
    page.keyboard.press("Enter")
    expect(page.locator("[data-remove]").first).to_be_focused()
    assert list(kept(page)) == [OIL, AMLOU, PLATE] and kept(page)[OIL]["quantity"] == 7


def test_the_last_one_taken_out_leaves_a_friendly_page(visit: Visit) -> None:
    page = selection(visit, PLATE)
    page.locator("[data-remove]").click()
    expect(page.locator("[data-empty]")).to_be_visible()
    expect(page.get_by_role("button", name="Annuler")).to_be_focused()


def test_prices_that_changed_and_products_that_went_are_said(visit: Visit) -> None:
    page = visit("selection/")
    put(
        page, {OIL: {"quantity": 1, "price": 99}, "argan-tiout/parti": {"quantity": 2, "title": "Savon noir"}}
    )
    told = page.locator("[data-told]")
    expect(told.nth(0)).to_have_text("Était à 99 MAD quand vous l’avez gardé.")
    expect(told.nth(1)).to_contain_text("N’est plus exposé")
    expect(page.locator(".m-pick__title").nth(1)).to_have_text("Savon noir")
    assert "parti" not in message(page, 0)


def test_a_message_can_be_written_in_a_language_the_seller_reads(visit: Visit) -> None:
    page = selection(visit, OIL, locale="en")
    assert message(page, 0).startswith("Hello Demonstration cooperative")
    page.locator(".m-message summary").click()
    page.locator(".m-group__language select").select_option("ar")
    expect(page.locator(".m-group blockquote")).to_have_attribute("dir", "rtl")
    assert message(page, 0).startswith("السلام عليكم")


def test_a_demonstration_reaches_nobody_and_says_so(visit: Visit) -> None:
    page = selection(visit, OIL)
    assert (page.locator("[data-whatsapp]").get_attribute("href") or "").startswith("https://wa.me/?text=")
    assert (page.locator("[data-email]").get_attribute("href") or "").startswith("mailto:?subject=")
    expect(page.locator("[data-phone]")).to_be_hidden()
    expect(page.locator(".m-group__ask [data-demo]")).to_contain_text("sans destinataire")


# ---- a trade buyer


@pytest.mark.parametrize(
    ("locale", "number", "whole"),
    [("ar", 12, True), ("ar", 150, False), ("fr", 30, True), ("fr", 150, False)],
)
def test_a_long_order_fits_into_a_link_and_says_how_much_it_leaves_out(
    visit: Visit, locale: str, number: int, whole: bool
) -> None:
    page = visit(f"{HOMES[locale]}selection/", service_workers="block")
    seller, listing = OIL.split("/")
    window = page.evaluate(
        "(url) => fetch(url).then((answer) => answer.json())", f"/portail/produits/{seller}/vitrine.json"
    )
    window["listings"] = {f"huile-{at}": window["listings"][listing] for at in range(number)}
    page.route(f"**/{seller}/vitrine.json", lambda route: route.fulfill(json=window))
    put(page, {f"{seller}/huile-{at}": {"quantity": 3} for at in range(number)})
    expect(page.locator(".m-pick")).to_have_count(number)
    text = message(page, 0)
    assert len(page.locator("[data-whatsapp]").first.get_attribute("href") or "") < 8000
    named = [at for at in range(number) if f"huile-{at}{PDI if locale == 'ar' else ')'}" in text]
    assert named == list(range(len(named))) and len(named) >= 12
    left = re.search(r"^(?:و|et )(\d+) ", text, re.MULTILINE)
    assert (int(left[1]) if left else 0) == number - len(named)
    assert (number == len(named)) is whole


def test_a_request_for_quotation_goes_into_the_message_and_nowhere_else(visit: Visit) -> None:
    page = selection(visit, OIL, PLATE)
    page.clock.set_fixed_time(datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC))
    page.reload()
    page.locator("[data-request] summary").click()
    for name, text in {"name": "Riad d’essai", "city": "Fès", "date": "2026-12-01", "note": "Par 10"}.items():
        page.locator(f"[name='{name}']").fill(text)
    page.locator("[name='handover']").select_option("pickup")
    page.locator(".m-pick__note").first.fill("verre brun")
    for seller in (0, 1):
        text = message(page, seller)
        assert "Demande de devis" in text
        lines = (
            "De la part de : Riad d’essai",
            "Ville : Fès",
            "Date souhaitée : 1er décembre 2026",
            "Remarque : Par 10",
        )
        assert all(line in text for line in (*lines, "Réception : retrait sur place"))
    assert "Précision : verre brun" in message(page, 0)
    assert "Riad" not in page.evaluate("JSON.stringify(localStorage)")
    page.reload()
    expect(page.locator("[name='city']")).to_have_value("Fès")
    page.locator("[data-request] summary").click()
    expect(page.locator(".m-group blockquote").first).not_to_contain_text("devis")


def test_a_day_that_is_over_is_no_wish(visit: Visit) -> None:
    page = selection(visit, OIL)
    page.locator("[data-request] summary").click()
    over = datetime.datetime.now(tz=datetime.UTC).date() - datetime.timedelta(days=2)
    wanted, told = page.locator("[name='date']"), page.locator(".m-request__past")
    expect(told).to_be_hidden()
    wanted.fill(over.isoformat())
    expect(told).to_have_text("Cette date est passée\u202f: elle n’entre pas dans vos messages.")
    assert "Date souhaitée" not in message(page, 0)
    wanted.fill((over + datetime.timedelta(days=9)).isoformat())
    expect(told).to_be_hidden()
    assert "Date souhaitée" in message(page, 0)


def test_the_selection_is_taken_away_as_csv_that_no_spreadsheet_runs(visit: Visit) -> None:
    page = visit("selection/")
    gone = {"quantity": 1, "title": '=1+1,"x"', "note": "@SUM(1)"}
    put(page, {OIL: {"quantity": 12, "note": "verre brun"}, "argan-tiout/parti": gone})
    with page.expect_download() as download:
        page.locator("[data-csv]").click()
    assert download.value.suggested_filename == "ma-selection.csv"
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n")
    head, oil, gone = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert head[:2] == ["Vendeur", "Référence"] and len(head) == len(oil) == len(gone) == 11
    assert oil[1:9] == [
        OIL,
        "Huile d’argan alimentaire, 250 ml",
        "verre brun",
        "12",
        "la bouteille",
        "120",
        "",
        "MAD",
    ]
    assert oil[9:] == ["En stock", f"https://maarad.example/produits/{OIL}/"]
    assert gone[2:4] == ['\'=1+1,"x"', "'@SUM(1)"]


def test_on_paper_it_is_a_table_with_addresses_and_no_buttons(visit: Visit) -> None:
    page = selection(visit, OIL, PLATE)
    page.clock.set_fixed_time(datetime.datetime(2026, 12, 1, 12, tzinfo=datetime.UTC))
    page.reload()
    expect(page.locator(".m-pick")).to_have_count(2)
    pages = pypdf.PdfReader(io.BytesIO(page.pdf())).pages
    text = unicodedata.normalize("NFKC", "\n".join(one.extract_text() for one in pages))  # no ligatures
    assert "Huile d’argan alimentaire" in text and "120 MAD" in text
    assert f"maarad.example/produits/{PLATE}/" in text.replace("\n", "")
    assert "WhatsApp" not in text and "Retirer" not in text
    assert "Prix tels qu’ils étaient affichés le 1er décembre 2026." in text
    assert "cet appareil" not in text and "ce téléphone" not in text, "paper is neither"


# ---- shared


def test_a_shared_selection_is_looked_at_first_and_adds_only_what_is_missing(visit: Visit) -> None:
    page = visit(f"selection/#p={OIL}*3,{PLATE},nonsense,../x*2")
    expect(page.locator("h1")).to_have_text("Une sélection partagée avec vous")
    expect(page.locator(".m-pick")).to_have_count(2)
    expect(page.locator(".m-stepper input").first).to_have_value("3")
    assert kept(page) == {}, "looking keeps nothing"
    put(page, {OIL: {"quantity": 9}})
    page.locator("[data-more]").first.click()
    assert kept(page)[OIL]["quantity"] == 9, "neither does changing what is looked at"
    assert page.url.endswith(f"#p={OIL}*4,{PLATE}"), "the address keeps it"
    page.reload()
    expect(page.locator(".m-stepper input").first).to_have_value("4")
    page.locator("[data-merge]").click()
    expect(page.locator("[data-keep-toast]")).to_have_text("1 produit ajouté à votre sélection.")
    assert page.url.endswith("/selection/")
    assert {key: item["quantity"] for key, item in kept(page).items()} == {OIL: 9, PLATE: 1}


def test_the_address_that_is_shared_shows_the_same_elsewhere(visit: Visit) -> None:
    page = selection(visit, OIL, PLATE, permissions=["clipboard-read", "clipboard-write"])
    page.evaluate("Object.defineProperty(navigator, 'share', {value: undefined})")
    page.locator("[data-more]").first.click()
    page.locator("[data-share-selection]").click()
    expect(page.locator("[data-keep-toast]")).to_have_text("Adresse copiée")
    address = page.evaluate("navigator.clipboard.readText()")
    assert address.endswith(f"selection/#p={OIL}*2,{PLATE}"), "behind the #, which no host is sent"
    elsewhere = visit(f"selection/#{urlsplit(address).fragment}", PHONE)
    expect(elsewhere.locator(".m-stepper input").first).to_have_value("2")


def test_an_address_shared_in_the_old_way_is_read_and_written_anew(visit: Visit) -> None:
    page = visit(f"selection/?p={OIL}*2,{PLATE}")
    expect(page.locator(".m-pick")).to_have_count(2)
    assert page.url.endswith(f"selection/#p={OIL}*2,{PLATE}")


def test_a_shared_selection_stays_in_another_language_and_through_jumps(visit: Visit) -> None:
    page = visit(f"selection/#p={OIL},{PLATE}")
    expect(page.locator(".m-pick")).to_have_count(2)
    page.locator("[data-more]").first.click()
    page.evaluate("location.hash = 'contenu'")
    page.wait_for_url(f"**/selection/#p={OIL}*2,{PLATE}")
    page.locator('a[hreflang="ar"]:visible').first.click()
    page.wait_for_url(f"**/ar/selection/#p={OIL}*2,{PLATE}")
    expect(page.locator("h1")).to_have_text("اختيارات شاركها معكم أحدهم")
    expect(page.locator(".m-stepper input").first).to_have_value("2")


def test_an_address_put_in_the_place_of_another_shows_its_own_products(visit: Visit) -> None:
    page = selection(visit, AMLOU)
    page.evaluate(f"location.hash = '#p={PLATE}'")
    expect(page.locator("h1")).to_have_text("Une sélection partagée avec vous")
    expect(page.locator(".m-pick__title a")).to_have_attribute("href", re.compile(PLATE))
    page.get_by_role("link", name="Voir seulement la mienne").click()
    expect(page.locator(".m-pick__title a")).to_have_attribute("href", re.compile(AMLOU))
    expect(page.locator("[data-shared]")).to_be_hidden()


@pytest.mark.parametrize("end", ["#p=", "?p=", "#p=<b>,../../x"])
def test_an_address_that_names_nothing_shows_ones_own_selection_and_says_so(visit: Visit, end: str) -> None:
    page = selection(visit, OIL)
    address = page.url
    page.goto("about:blank")
    page.goto(address + end)
    expect(page.locator("[data-shared-nothing]")).to_be_visible()
    expect(page.locator(".m-pick")).to_have_count(1)
    expect(page.locator("h1")).to_have_text("Ma sélection")
    expect(page.locator("[data-merge]")).to_be_hidden()


def test_a_shared_selection_emptied_by_its_reader_offers_nothing_to_add(visit: Visit) -> None:
    page = visit(f"selection/#p={OIL}")
    page.locator("[data-remove]").click()
    expect(page.get_by_role("button", name="Annuler")).to_be_focused()
    expect(page.locator("[data-merge]")).to_be_hidden()
    expect(page.locator("[data-empty]")).to_be_hidden()


# ---- without a script


def test_without_a_script_the_page_says_what_it_needs_and_where_to_go(visit: Visit) -> None:
    page = visit("selection/", java_script_enabled=False)
    expect(page.locator("[data-selection-off]")).to_contain_text("JavaScript")
    expect(page.locator("[data-selection]")).to_be_hidden()
    expect(page.locator("[data-kept]")).to_be_hidden()

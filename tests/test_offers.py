"""What is said of a price, a size, a delay, and the messages and links that lead to a seller."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from shop_world import read_shop

from maarad.catalogue import Catalogue, Listing
from maarad.config import LOCALES, Site
from maarad.pages import offers
from maarad.words import words_for

NAMES = {"fr": "Maarad", "ar": "معرض", "en": "Maarad"}
NOWHERE = Site(NAMES, NAMES)
ONLINE = Site(NAMES, NAMES, url="https://example.org/portail/")
FR, AR, EN = (words_for(locale) for locale in LOCALES)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return read_shop(tmp_path_factory.mktemp("shop") / "project")


@pytest.fixture(scope="module")
def listing(shop: Catalogue) -> Callable[[str], Listing]:
    by_name = {str(one.listing): one for one in shop.listings}
    return by_name.__getitem__


def bare(text: str) -> str:
    """Write every kind of space as a plain one."""
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("name", "fr", "en"),
    [
        ("tapis-boujad", "2 400 MAD", "MAD 2,400"),
        ("coussin-vendu", "100 à 250,50 MAD", "MAD 100 to 250.50"),
        ("bol-arabe", "Prix sur demande", "Price on request"),
    ],
)
def test_a_price_is_written_as_its_language_does(shop, listing, name: str, fr: str, en: str) -> None:
    assert bare(offers.price_text(shop, FR, listing(name))) == fr
    assert bare(offers.price_text(shop, EN, listing(name))) == en


def test_an_arabic_range_names_the_currency_once_at_its_end(shop, listing) -> None:
    text = bare(offers.price_text(shop, AR, listing("coussin-vendu")))
    assert text.count("درهم") == 1
    assert text.endswith("250,50 درهم")


def test_every_price_falls_in_one_band_and_no_price_in_none(listing) -> None:
    assert offers.price_band(listing("tapis-demo")) == "300-1000"
    assert offers.price_band(listing("coussin-vendu")) == "100-300"
    assert offers.price_band(listing("bol-arabe")) == ""
    assert offers.price_bands()[0].startswith("0-") and offers.price_bands()[-1].endswith("-")


def test_the_names_of_the_bands_join_without_a_gap() -> None:
    texts = [bare(offers.price_band_text(FR, band)) for band in offers.price_bands()]
    assert texts[:3] == ["Moins de 100 MAD", "100 à 300 MAD", "300 à 1 000 MAD"]
    assert texts[3:] == ["1 000 à 3 000 MAD", "3 000 MAD et plus"]


def test_measures_are_named_and_missing_ones_left_out(shop, listing) -> None:
    assert offers.measures_text(shop, FR, listing("tapis-boujad")) == "longueur 200 cm × largeur 140 cm"
    assert offers.measures_text(shop, FR, listing("bol-arabe")) == ""


def test_from_a_kilogram_on_a_weight_is_in_kilograms(shop, listing) -> None:
    assert bare(offers.weight_text(shop, FR, listing("coussin-vendu"))) == "1,5 kg"
    assert offers.weight_text(shop, FR, listing("tapis-boujad")) == ""


def test_the_time_to_make_a_thing_takes_the_arabic_plural(shop, listing) -> None:
    assert offers.availability_note(shop, AR, listing("bol-arabe")).endswith("15 يوما")
    assert offers.availability_note(shop, AR, listing("panier")).endswith("في يومين")
    assert "15" in offers.availability_note(shop, FR, listing("bol-arabe"))
    assert offers.availability_note(shop, FR, listing("tapis-boujad")) == ""


def test_a_sold_piece_says_that_it_is_sold(shop, listing) -> None:
    assert "vendue" in offers.availability_note(shop, FR, listing("coussin-vendu"))


@pytest.mark.parametrize("words", [FR, AR, EN])
def test_a_message_names_the_product_and_its_whole_address(shop, listing, words) -> None:
    message = offers.contact_message(shop, words, listing("tapis-boujad"), ONLINE)
    prefix = "" if words.locale == "fr" else f"{words.locale}/"
    assert f"https://example.org/portail/{prefix}produits/atelier-tiny/tapis-boujad/" in message
    assert listing("tapis-boujad").title.text(words.locale) in message


def test_without_an_address_of_the_site_a_message_gives_the_reference(shop, listing) -> None:
    message = offers.contact_message(shop, FR, listing("tapis-boujad"), NOWHERE)
    assert "référence atelier-tiny/tapis-boujad" in message


def test_a_message_about_a_sold_piece_asks_for_a_similar_one(shop, listing) -> None:
    assert "semblable" in offers.contact_message(shop, FR, listing("coussin-vendu"), NOWHERE)
    assert "semblable" not in offers.contact_message(shop, FR, listing("tapis-boujad"), NOWHERE)


def test_whatsapp_opens_with_the_message_whatever_it_holds(shop, listing) -> None:
    message = "Été & « 100 % » ?\n#صوف"
    link = urlsplit(offers.whatsapp_link(shop, FR, listing("tapis-boujad").by, message))
    assert (link.netloc, link.path) == ("wa.me", "/212661234567")
    assert parse_qs(link.query) == {"text": [message]}


def test_a_demonstration_seller_has_no_number_to_write_to(shop, listing) -> None:
    link = urlsplit(offers.whatsapp_link(shop, FR, listing("tapis-demo").by, "Bonjour"))
    assert link.path == "/"


def test_a_letter_keeps_its_subject_and_message_apart(shop) -> None:
    link = offers.mail_link(shop, FR, "atelier@example.org", "Prix & délai", "a=b&c")
    assert link.startswith("mailto:atelier@example.org?")
    assert parse_qs(urlsplit(link).query) == {"subject": ["Prix & délai"], "body": ["a=b&c"]}


def test_sharing_leaves_the_recipient_to_the_visitor(shop) -> None:
    link = offers.share_link(shop, FR, "Tapis", "https://example.org/x/")
    assert unquote(link) == "https://wa.me/?text=Tapis https://example.org/x/"


@pytest.mark.parametrize(
    ("number", "shown"), [("+212661234567", "+212 6 61 23 45 67"), ("+33612345678", "+33612345678")]
)
def test_a_moroccan_number_is_grouped_as_it_is_read(shop, number: str, shown: str) -> None:
    assert offers.phone_text(shop, FR, number) == shown


def test_only_a_seller_who_agreed_can_be_reached(shop) -> None:
    reachable = {key: offers.is_reachable(shop, FR, seller) for key, seller in shop.sellers.items()}
    assert reachable == {"atelier-tiny": True, "atelier-demo": True, "atelier-muet": False}


def test_related_products_are_of_the_craft_and_never_the_product_itself(shop, listing) -> None:
    names = [str(one.listing) for one in offers.related_listings(shop, FR, listing("tapis-boujad"))]
    assert names[0] == "tapis-demo"
    assert "tapis-boujad" not in names
    assert names[-1] == "coussin-vendu", "sold pieces come last"


def test_no_more_related_products_than_asked_for(shop, listing) -> None:
    assert len(offers.related_listings(shop, FR, listing("tapis-boujad"), count=1)) == 1


def test_a_lonely_product_has_no_related_ones(shop, listing) -> None:
    assert offers.related_listings(shop, FR, listing("panier")) == []

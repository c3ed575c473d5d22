"""Asking a seller: the message in the visitor's language, and the links that carry it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from shop_world import read_shop

from maarad.catalogue import Catalogue, Listing
from maarad.config import LOCALES, Site
from maarad.pages import asking
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


def message_of(*about) -> str:
    """Give the message in the visitor's language."""
    return asking.enquiries(*about)[0].message


@pytest.mark.parametrize(
    ("words", "code"), [(FR, "(réf. {})"), (AR, "(المرجع: {})"), (EN, "(ref. {})")], ids=LOCALES
)
def test_a_message_names_product_code_and_address_a_line_each(shop, listing, words, code: str) -> None:
    rug = listing("tapis-boujad")
    opening, address, question = message_of(shop, words, rug, ONLINE).split("\n")
    assert rug.title.text(words.locale) in opening
    assert code.format("atelier-tiny/tapis-boujad") in opening
    prefix = "" if words.locale == "fr" else f"{words.locale}/"
    assert address == f"https://example.org/portail/{prefix}produits/atelier-tiny/tapis-boujad/"
    assert question.endswith(("?", "؟"))


def test_without_an_address_of_the_site_the_code_alone_names_the_product(shop, listing) -> None:
    message = message_of(shop, FR, listing("tapis-boujad"), NOWHERE)
    assert "réf. atelier-tiny/tapis-boujad" in message
    assert "http" not in message and message.count("\n") == 1
    assert asking.address_of(shop, FR, NOWHERE, "x/", "a/b") == "réf. a/b"


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("tapis-boujad", "Est-ce toujours disponible"),
        ("bol-arabe", "passer commande"),
        ("tapis-demo", "quelle période"),
        ("coussin-vendu", "faire une semblable"),
    ],
)
def test_what_is_asked_depends_on_what_can_be_had(shop, listing, name: str, asked: str) -> None:
    assert asked in message_of(shop, FR, listing(name), NOWHERE)


def test_a_name_in_another_language_is_isolated_within_the_message(shop, listing) -> None:
    message = message_of(shop, FR, listing("bol-arabe"), NOWHERE)
    assert "«\u202f\u2068زلافة من الطين\u2069\u202f»" in message
    assert "\u2068" not in message_of(shop, AR, listing("bol-arabe"), NOWHERE)


def test_the_message_comes_in_the_other_languages_of_the_seller(shop, listing) -> None:
    seller = shop.sellers["atelier-tiny"]
    assert seller.languages == ["fr", "ar"]
    for words, expected in ((FR, ["fr", "ar"]), (AR, ["ar", "fr"]), (EN, ["en", "fr", "ar"])):
        found = asking.enquiries(shop, words, listing("tapis-boujad"), ONLINE)
        assert [one.language for one in found] == expected
    assert "السلام عليكم" in asking.enquiries(shop, FR, seller, ONLINE)[1].message


def test_a_seller_is_greeted_with_the_name_of_her_page(shop) -> None:
    message = message_of(shop, EN, shop.sellers["atelier-tiny"], ONLINE)
    assert message.startswith("Hello, I saw the page of “Test workshop” (ref. atelier-tiny)")
    assert "https://example.org/portail/en/produits/atelier-tiny/" in message


def test_whatsapp_opens_with_the_message_whatever_it_holds(shop, listing) -> None:
    message = "Été & « 100 % » ?\n#صوف"
    link = urlsplit(asking.whatsapp_link(shop, FR, listing("tapis-boujad").by, message))
    assert (link.netloc, link.path) == ("wa.me", "/212661234567")
    assert parse_qs(link.query) == {"text": [message]}


def test_a_demonstration_seller_has_no_number_to_write_to(shop, listing) -> None:
    seller = listing("tapis-demo").by
    assert urlsplit(asking.whatsapp_link(shop, FR, seller, "Bonjour")).path == "/"
    (ready,) = asking.enquiries(shop, FR, seller, ONLINE)
    assert asking.ask_link(shop, FR, seller, ready).startswith("https://wa.me/?text=Bonjour")


def test_who_has_no_whatsapp_is_written_a_letter(shop) -> None:
    class Mailed:
        demo, whatsapp, email, languages = False, None, "atelier@example.org", None

    class Silent(Mailed):
        email = None

    ready = asking.Enquiry("fr", "Sujet", "Bonjour\nà vous")
    link = asking.ask_link(shop, FR, Mailed(), ready)  # type: ignore[arg-type]
    assert parse_qs(urlsplit(link).query) == {"subject": ["Sujet"], "body": ["Bonjour\r\nà vous"]}
    assert asking.ask_link(shop, FR, Silent(), ready) == ""  # type: ignore[arg-type]


def test_a_letter_keeps_its_subject_and_message_apart(shop) -> None:
    link = asking.mail_link(shop, FR, "atelier@example.org", "Prix & délai", "a=b&c")
    assert link.startswith("mailto:atelier@example.org?")
    assert parse_qs(urlsplit(link).query) == {"subject": ["Prix & délai"], "body": ["a=b&c"]}


@pytest.mark.parametrize(
    ("words", "prefix", "opening"),
    [(FR, "", "Bonjour,"), (AR, "ar/", "السلام عليكم،"), (EN, "en/", "Hello,")],
    ids=LOCALES,
)
def test_a_report_names_title_key_and_address_in_the_visitors_language(
    shop, words, prefix: str, opening: str
) -> None:
    site = Site(NAMES, NAMES, url="https://example.org/", contact="portail@example.org")
    link = asking.report_link(shop, words, site, "Tapis & co", path="produits/a/b/", key="a/b")
    assert link.startswith("mailto:portail@example.org?")
    told = {name: text for name, (text,) in parse_qs(urlsplit(link).query).items()}
    assert "a/b" in told["subject"]
    hello, about, ask = told["body"].split("\r\n\r\n")
    assert hello == opening and ask.rstrip().endswith(":")
    assert "Tapis & co" in about and "a/b" in about
    assert about.endswith(f"\r\nhttps://example.org/{prefix}produits/a/b/")


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("", ""),
        ("Bureau 5, Rabat", ""),
        ("https://example.org/ecrire?a=@b", "https://example.org/ecrire?a=@b"),
    ],
)
def test_a_report_without_a_mail_address_goes_to_the_form_or_nowhere(shop, contact: str, link: str) -> None:
    site = Site(NAMES, NAMES, contact=contact)
    assert asking.report_link(shop, FR, site, "Tapis", path="produits/a/b/", key="a/b") == link


def test_sharing_leaves_the_recipient_to_the_visitor(shop) -> None:
    link = asking.share_link(shop, FR, "Tapis", "https://example.org/x/")
    assert unquote(link) == "https://wa.me/?text=Tapis https://example.org/x/"


@pytest.mark.parametrize(
    ("number", "shown"), [("+212661234567", "+212 6 61 23 45 67"), ("+33612345678", "+33612345678")]
)
def test_a_moroccan_number_is_grouped_as_it_is_read(shop, number: str, shown: str) -> None:
    assert asking.phone_text(shop, FR, number) == shown


def test_only_a_seller_who_agreed_can_be_reached(shop) -> None:
    reachable = {key: asking.is_reachable(shop, FR, seller) for key, seller in shop.sellers.items()}
    assert reachable == {"atelier-tiny": True, "atelier-demo": True, "atelier-muet": False}

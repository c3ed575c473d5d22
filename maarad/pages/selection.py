"""What the script of the selection's page says: words of the page's language, and messages in all three.

Takes the words of a locale, gives plain values for the page's JSON; the texts are filled in by the script.
"""

from __future__ import annotations

from typing import Any

from maarad.catalogue import Catalogue
from maarad.config import LOCALES, Site
from maarad.pages.addresses import origin
from maarad.words import Words, read_area, words_for

SAID, WRITTEN = "say_", "msg_"
"""What the names of words begin with that the page says, and of those that go into messages."""


def selection_words(catalogue: Catalogue, words: Words, site: Site) -> dict[str, Any]:
    """Give `say` (words of this locale), `write` (those of each), the names of states, and `origin`."""
    return {
        "say": _beginning(SAID, words.locale),
        "write": {
            locale: {
                **_beginning(WRITTEN, locale),
                "site": site.name[locale],
                "price": words_for(locale).price(0).replace("0", "{amount}"),
                "price_range": read_area("products")["price_range"][locale],
                "language": words_for(locale)("shell.language"),
            }
            for locale in LOCALES
        },
        "availability": {
            code: names[words.locale] for code, names in catalogue.labels["products", "availability"].items()
        },
        "origin": origin(site),
    }


def _beginning(start: str, locale: str) -> dict[str, Any]:
    return {
        key.removeprefix(start): texts[locale]
        for key, texts in read_area("selection").items()
        if key.startswith(start)
    }


TEMPLATE_FUNCTIONS = {"selection_words": selection_words}
"""What templates may call, with the catalogue and the words already given."""

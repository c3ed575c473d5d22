"""The texts of a print: safe beside each other, in the reader's language or named with their own.

Takes texts of the catalogue, gives a text, or `{text, lang, dir}` for one in another language than the
print's. Numbers in an Arabic line are isolated; what contributors wrote cannot turn a neighbour's text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from maarad.catalogue import Catalogue, Programme, Text
from maarad.charts.runs import settle
from maarad.config import RTL, direction
from maarad.markup import to_plain
from maarad.pages.figures import dates_text, source_number
from maarad.words import Words

Tree = dict[str, Any]

SOURCES_LANGUAGE = "fr"
"""Places in a source and names it uses are written as the sources have them, in French."""


@dataclass(frozen=True)
class Scribe:
    """Tells the texts of the catalogue in one language."""

    catalogue: Catalogue
    words: Words

    def say(self, text: str) -> str:
        """Make a text safe beside others, and keep the order of numbers in an Arabic line."""
        return settle(text, self.words.locale in RTL)

    def tell(self, text: Text | None) -> Any:
        """Give a translated text in the print's language, else in the nearest, named with it."""
        if not text:
            return ""
        language = text.language(self.words.locale)
        return self.foreign(to_plain(text.text(language)), language)

    def prose(self, text: Text | None) -> list[Any]:
        """Give the paragraphs of a text of several."""
        if not text:
            return []
        language = text.language(self.words.locale)
        blocks = (to_plain(block) for block in re.split(r"\n\s*\n", text.text(language)))
        return [self.foreign(block, language) for block in blocks if block]

    def foreign(self, text: str | None, language: str = SOURCES_LANGUAGE) -> Any:
        """Give a text of a known language; plain when it is that of the print."""
        if language == self.words.locale:
            return self.say(text or "")
        said = settle(text or "", language in RTL)
        return {"text": said, "lang": language, "dir": direction(language)} if said else ""

    def label(self, table: str, column: str, code: str | None) -> str:
        """Name a code of a closed list."""
        return self.say(self.catalogue.labels[table, column][code][self.words.locale]) if code else ""

    def dates(self, record: Any) -> str:
        """Write the dates of a record."""
        return self.say(dates_text(self.catalogue, self.words, record.start, record.end))


@dataclass(frozen=True)
class Teller(Scribe):
    """Tells the texts of one programme in one language, and where they come from."""

    programme: Programme

    def origin(self, record: Any) -> Tree:
        """Give the number of a record's source and the place in it."""
        number = source_number(self.catalogue, self.words, self.programme, record.source)
        return {"number": number, "place": self.foreign(record.locator)}

"""Reduce text to what a person types: no accents, no vowel marks, no spelling variants, no filler words.

Takes plain text in any of the portal's languages, gives words in lower case with one space between.
The index is folded here and the query by `assets/search-text.js`, which reads the very same table
(`table_for`, published beside the index); `tests/search_cases.json` holds both to the same answers.
Never touches what is shown.
"""

from __future__ import annotations

import re
import unicodedata

LETTERS = {
    # Arabic: what people type one for another, and the extra letters of Morocco and of Persian keyboards.
    "ى": "ي",
    "ی": "ي",
    "ٱ": "ا",
    "ء": "",
    "ـ": "",
    "ک": "ك",
    "گ": "ك",
    "ڭ": "ك",
    "ݣ": "ك",
    "ڤ": "ف",
    "ڥ": "ف",
    "پ": "ب",
    "ہ": "ه",
    "ھ": "ه",
    # Latin letters that do not fall apart into a letter and an accent.
    "œ": "oe",
    "æ": "ae",
    "ß": "ss",
    "ø": "o",
    "ı": "i",
    "ł": "l",
    "đ": "d",
    "ɣ": "gh",
    "ɛ": "a",
} | {chr(start + digit): str(digit) for start in (0x660, 0x6F0) for digit in range(10)}
"""One letter to what stands for it; applied after decomposition, so أ إ آ ؤ ئ have lost their hamza."""

STOP_WORDS = {
    # "thé" folds to "the" and "sûr" to "sur": only words that name nothing anyone looks for.
    "fr": "au aux avec ce ces cette dans de des du elle en est et il ils la le les leur leurs nos notre ou "
    "par pour qui que sa se ses son sont sur un une vos votre",
    "ar": "من في على الي عن مع او ان هذا هذة التي الذي هو هي كل بين ثم",
    "en": "a an and are as at by for from in is it its of on or that the their this to with your",
}
"""Words that say nothing, by locale, already folded; they would only cost the visitor downloads."""

_ELISION = re.compile(r"(^|[\W_])(?:l|d|j|n|s|c|t|qu|jusqu|lorsqu|puisqu)['’ʼ‘`](?=\w)")
_JOINED_M = re.compile(r"(^|[\W_])m['’ʼ‘`](?=\w)")
_FINAL_HEH = re.compile(r"(?<=\w\w)ه(?!\w)")
_NO_WORD = re.compile(r"[\W_]+")
_ARTICLE = "ال"


def table_for(locale: str) -> dict[str, object]:
    """Give the table the browser folds queries with: {"letters": {…}, "stop": […]}."""
    return {"letters": LETTERS, "stop": STOP_WORDS[locale].split()}


def fold(text: str, locale: str) -> str:
    """Fold text for the index of a locale; a text of filler words only is kept whole."""
    words = [_without_article(word) for word in _words(text)]
    stop = frozenset(STOP_WORDS[locale].split())
    told = [word for word in words if word not in stop and not _is_lone_letter(word)]
    return " ".join(told or words)


def _words(text: str) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in decomposed if unicodedata.category(sign)[0] != "M").lower()
    plain = bare.translate(_TRANSLATION)
    joined = _JOINED_M.sub(r"\1m", _ELISION.sub(r"\1", plain))
    return _NO_WORD.sub(" ", _FINAL_HEH.sub("ة", joined)).split()


def _without_article(word: str) -> str:
    return word[2:] if word.startswith(_ARTICLE) and len(word) > 4 else word


def _is_lone_letter(word: str) -> bool:
    return len(word) == 1 and not word.isdigit()


_TRANSLATION = str.maketrans(LETTERS)

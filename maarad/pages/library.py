"""The library: the documents of all programmes, the ways to narrow them, and how each is cited.

Takes the catalogue and the words of a locale, gives documents beside their programme, choices with their
counts, and citations as BibTeX and RIS. A document is cited by the title it bears itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from maarad.catalogue import Catalogue, Record
from maarad.pages.citations import escape_tex
from maarad.pages.gathering import Held, held
from maarad.words import Words

BIBTEX_TYPES = {"book": "book", "report": "techreport", "press_article": "article"}
"""Entry types of BibTeX by kind of document; whatever else is @misc."""

RIS_TYPES = {
    "project_sheet": "RPRT",
    "project_page": "ELEC",
    "press_article": "NEWS",
    "news_item": "NEWS",
    "book": "BOOK",
    "journal": "JFULL",
    "report": "RPRT",
    "guide": "RPRT",
    "official": "GOVDOC",
    "audiovisual": "VIDEO",
}
"""Types of reference of the RIS format by kind of document."""

PUBLISHER_FIELDS = {"techreport": "institution", "article": "journal"}
UNKNOWN = "?"
"""The code of a year or a language that no source tells."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow the library: its code, its name, and how many documents it leaves."""

    code: str
    name: str
    count: int


def library(catalogue: Catalogue, words: Words) -> tuple[Held, ...]:
    """List all documents: kinds in the order of the closed list, then the latest first."""
    del words
    kinds = list(catalogue.labels["documents", "kind"])
    return tuple(
        sorted(
            held(catalogue, "documents"),
            key=lambda one: (kinds.index(one.record.kind), -(one.record.year or 0), str(one.record.id)),
        )
    )


def facets_of(catalogue: Catalogue, words: Words, one: Held) -> Mapping[str, tuple[str, ...]]:
    """Give what a document can be found by, as codes: its kind, subjects, year, language, programme."""
    del catalogue, words
    record = one.record
    return {
        "kind": (str(record.kind),),
        "subject": tuple(str(code) for code in record.subjects or ()),
        "year": (str(record.year or UNKNOWN),),
        "language": (str(record.language or UNKNOWN),),
        "programme": (one.programme.key,),
    }


def library_choices(catalogue: Catalogue, words: Words) -> Mapping[str, tuple[Choice, ...]]:
    """Give the choices of each facet that has more than one: {"kind": (Choice, …), "subject": …}."""
    documents = library(catalogue, words)
    made = {}
    for facet, name in _namers(catalogue, words).items():
        codes = Counter(code for one in documents for code in facets_of(catalogue, words, one)[facet])
        choices = [Choice(code, name(code), count) for code, count in codes.items()]
        made[facet] = tuple(sorted(choices, key=lambda one: _order(facet, one)))
    return {facet: choices for facet, choices in made.items() if len(choices) > 1}


def _order(facet: str, choice: Choice) -> tuple[bool, int, str]:
    """Sort years from the latest, the rest by how many documents they have; what is unknown comes last."""
    known = choice.code != UNKNOWN
    size = -int(choice.code) if facet == "year" and known else -choice.count
    return (not known, size, choice.code)


def _namers(catalogue: Catalogue, words: Words) -> Mapping[str, Callable[[str], str]]:
    """Give for each facet the function that names its codes."""

    def labelled(column: str) -> Callable[[str], str]:
        labels = catalogue.labels["documents", column]
        return lambda code: words("library.unknown") if code == UNKNOWN else labels[code][words.locale]

    def programme(code: str) -> str:
        title: str = catalogue.programmes[code].title.text(words.locale)
        return title

    return {
        "kind": labelled("kind"),
        "subject": labelled("subjects"),
        "year": lambda code: words("library.unknown") if code == UNKNOWN else code,
        "language": labelled("language"),
        "programme": programme,
    }


# ---- citations


def cited_title(record: Record, locale: str) -> str:
    """Give the title a document bears itself, else ours in the reader's language."""
    return str(record.original_title or record.title.text(locale))


def document_reference(one: Held) -> str:
    """Give the reference of a document that no move of the portal changes: "remess-page-remess"."""
    return f"{one.programme.key}-{one.record.id}"


def publisher_of(one: Held, locale: str) -> str:
    """Name who published a document: the name its source gives, else the organisation's."""
    record = one.record
    if record.publisher_name:
        return str(record.publisher_name.text(locale))
    organisation = one.programme.organisations.get(str(record.publisher))
    return str(organisation.name.text(locale)) if organisation else ""


def document_bibtex(catalogue: Catalogue, words: Words, one: Held) -> str:
    """Cite a document as BibTeX; braces round title and publisher keep their capitals."""
    del catalogue
    record, kind = one.record, BIBTEX_TYPES.get(str(one.record.kind), "misc")
    publisher = publisher_of(one, words.locale)
    fields = {
        "title": f"{{{escape_tex(cited_title(record, words.locale))}}}",
        PUBLISHER_FIELDS.get(kind, "publisher"): f"{{{escape_tex(publisher)}}}" if publisher else "",
        "year": str(record.year or ""),
        "language": str(record.language or ""),
        "url": str(record.url or ""),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{kind}{{{document_reference(one)},\n" + ",\n".join(lines) + "\n}"


def document_ris(catalogue: Catalogue, words: Words, one: Held) -> str:
    """Cite a document as RIS; a tag stands at the start of a line, so values have none."""
    del catalogue
    record = one.record
    fields = [
        ("TY", RIS_TYPES[str(record.kind)]),
        ("ID", document_reference(one)),
        ("TI", cited_title(record, words.locale)),
        ("PB", publisher_of(one, words.locale)),
        ("PY", str(record.year or "")),
        ("LA", str(record.language or "")),
        ("UR", str(record.url or "")),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return "\n".join([*lines, "ER  - "])


def bibliography(documents: Iterable[Held], cite: Callable[[Held], str]) -> str:
    """Write many citations one after the other, an empty line between them."""
    return "\n\n".join(cite(one) for one in documents) + "\n"


TEMPLATE_FUNCTIONS: Mapping[str, Callable[..., object]] = {
    "library": library,
    "library_choices": library_choices,
    "facets_of": facets_of,
    "document_bibtex": document_bibtex,
    "document_ris": document_ris,
}
"""What templates may call, with the catalogue and the words already given."""

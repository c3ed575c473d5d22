"""How to cite a version of a package, or one figure of it: APA in the reader's language, BibTeX, RIS.

Takes what is cited and the words of a locale, gives plain texts. The year is that of the release, never that
of the build; a portal without an address is cited by a reference, never by an address that leads nowhere.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from maarad.catalogue import Catalogue, Figure
from maarad.config import Site
from maarad.pages.figures import figure_text, indicator_of, period_text, slice_text
from maarad.pages.urls import figure_path, package_path, site_path
from maarad.words import Words

FIGURES = "results"
"""The package that figures are released in."""

WORKING = "courant"
BIBTEX = {
    **{sign: f"\\{sign}" for sign in "{}$&%#_"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
"""Signs that mean something to TeX, and how they are written."""


class Version(Protocol):
    """One version of one package, as exports made it."""

    @property
    def package(self) -> str:
        """Give the package's name."""

    @property
    def version(self) -> str:
        """Give the version, "" for data as they stand."""

    @property
    def title(self) -> Mapping[str, str]:
        """Give the title in each language."""

    @property
    def created(self) -> datetime.date:
        """Give the day it was released, or written when it is no release."""

    @property
    def anchor(self) -> str:
        """Give the word that names it on the package's page."""


@dataclass(frozen=True, slots=True)
class Cited:
    """What is cited, in one language; `container` is the package a figure stands in, "" for a package."""

    reference: str
    author: str
    title: str
    container: str
    version: str
    created: datetime.date | None
    address: str


def package_reference(download: Version) -> str:
    """Give the reference of a version that no move of the portal changes: "maarad:results:1.0.0"."""
    return f"maarad:{download.package}:{download.version or WORKING}"


def figure_reference(catalogue: Catalogue, words: Words, figure: Figure) -> str:
    """Give the reference of one figure: "maarad:results:1.0.0:remess/people-trained"."""
    del words
    version = catalogue.versions.get(FIGURES) or WORKING
    return f"maarad:{FIGURES}:{version}:{figure.programme}/{figure.id}"


def package_citation(
    catalogue: Catalogue, words: Words, download: Version, form: str = "apa", site: Site | None = None
) -> str:
    """Cite a version of a package; `form` is apa, bibtex or ris."""
    del catalogue
    return cite_package(words, download, form, site)


def cite_package(words: Words, download: Version, form: str, site: Site | None) -> str:
    """Cite a version of a package, for those who have no catalogue at hand."""
    path = site_path(words.locale, package_path(download.package)) + f"#{download.anchor}"
    cited = Cited(
        package_reference(download),
        _author(words, site),
        download.title[words.locale],
        "",
        download.version,
        download.created,
        _address(site, path),
    )
    return FORMS[form](words, cited)


def figure_citation(
    catalogue: Catalogue, words: Words, figure: Figure, form: str = "apa", site: Site | None = None
) -> str:
    """Cite one figure with the version it is read in; `form` is apa, bibtex or ris."""
    cited = Cited(
        figure_reference(catalogue, words, figure),
        _author(words, site),
        figure_title(catalogue, words, figure),
        words("data.results_title"),
        catalogue.versions.get(FIGURES, ""),
        _released(catalogue, figure),
        _address(site, site_path(words.locale, figure_path(figure))),
    )
    return FORMS[form](words, cited)


def figure_title(catalogue: Catalogue, words: Words, figure: Figure) -> str:
    """Say what a figure is in one line: indicator, programme, kind, slice, period, and the figure itself."""
    programme = catalogue.programmes[figure.programme]
    kind = catalogue.labels["values", "kind"][figure.kind][words.locale]
    parts = [
        programme.title.text(words.locale),
        kind,
        slice_text(catalogue, words, figure),
        period_text(catalogue, words, figure),
    ]
    title = indicator_of(catalogue, figure).title.text(words.locale)
    details = words("data.comma").join(part for part in parts if part)
    return words(
        "data.figure_title", title=title, details=details, figure=figure_text(catalogue, words, figure)
    )


def _released(catalogue: Catalogue, figure: Figure) -> datetime.date | None:
    """Give the day the shown version of a figure was released; None when it is not."""
    version = catalogue.versions.get(FIGURES, "")
    past = catalogue.history.get((str(figure.programme), str(figure.id)), ())
    return next((one.created for one in past if version and one.version == version), None)


def _author(words: Words, site: Site | None) -> str:
    return site.name[words.locale] if site else words("data.author")


def _address(site: Site | None, path: str) -> str:
    return f"{site.url.rstrip('/')}/{path}" if site and site.url else ""


def _version_text(words: Words, cited: Cited) -> str:
    return words("programmes.version", version=cited.version) if cited.version else words("data.working")


def _apa(words: Words, cited: Cited) -> str:
    """Write as the seventh edition of APA cites data sets, in the reader's language."""
    year = str(cited.created.year) if cited.created else words("programmes.no_date")
    title = (
        words("data.apa_in", title=cited.title, container=cited.container) if cited.container else cited.title
    )
    return words(
        "data.apa",
        author=cited.author,
        year=year,
        title=title,
        version=_version_text(words, cited),
        kind=words("programmes.dataset"),
        place=cited.address or cited.reference,
    )


def _bibtex(words: Words, cited: Cited) -> str:
    fields = {
        "author": f"{{{escape_tex(cited.author)}}}",
        "title": f"{{{escape_tex(cited.title)}}}",
        "booktitle": escape_tex(cited.container),
        "year": str(cited.created.year) if cited.created else "",
        "version": escape_tex(cited.version),
        "type": escape_tex(words("programmes.dataset")),
        "note": escape_tex(
            cited.reference if cited.version else f"{cited.reference}, {words('data.working')}"
        ),
        "language": {"fr": "french", "ar": "arabic", "en": "english"}[words.locale],
        "url": cited.address,
    }
    key = re.sub(r"[:/]", "-", cited.reference)
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}"


def escape_tex(text: str) -> str:
    """Write a text for TeX, on one line."""
    return "".join(BIBTEX.get(sign, sign) for sign in " ".join(text.split()))


def _ris(words: Words, cited: Cited) -> str:
    """Write as reference managers import it; a tag stands at the start of a line, so values have none."""
    created = cited.created
    fields = [
        ("TY", "DATA"),
        ("ID", cited.reference),
        ("AU", cited.author),
        ("TI", cited.title),
        ("T2", cited.container),
        ("PY", str(created.year) if created else ""),
        ("DA", f"{created:%Y/%m/%d}" if created else ""),
        ("ET", cited.version),
        ("N1", "" if cited.version else words("data.working")),
        ("PB", cited.author),
        ("LA", words.locale),
        ("UR", cited.address),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return "\n".join([*lines, "ER  - "])


FORMS: Mapping[str, Callable[[Words, Cited], str]] = {"apa": _apa, "bibtex": _bibtex, "ris": _ris}

TEMPLATE_FUNCTIONS: Mapping[str, Any] = {
    "figure_citation": figure_citation,
    "figure_reference": figure_reference,
    "package_citation": package_citation,
    "package_reference": lambda catalogue, words, download: package_reference(download),
}
"""What templates may call, with the catalogue and the words already given."""

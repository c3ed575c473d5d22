"""The library as one file for reference managers: BibTeX and RIS.

Takes the catalogue, writes `documentation/bibliotheque.bib` and `.ris` in the portal's first language.
"""

from __future__ import annotations

import functools
from pathlib import Path

from maarad.catalogue import Catalogue
from maarad.config import DEFAULT_LOCALE
from maarad.exports.files import DataFile, write_file
from maarad.pages.library import bibliography, document_bibtex, document_ris, library
from maarad.pages.urls import LIBRARY
from maarad.words import words_for


def publish_bibliography(catalogue: Catalogue, folder: Path) -> list[DataFile]:
    """Write both files; a library without documents has none. RIS ends its lines with CRLF."""
    words = words_for(DEFAULT_LOCALE)
    documents = library(catalogue, words)
    if not documents:
        return []
    bibtex = bibliography(documents, functools.partial(document_bibtex, catalogue, words))
    ris = bibliography(documents, functools.partial(document_ris, catalogue, words))
    return [
        write_file(folder, f"{LIBRARY}bibliotheque.bib", bibtex.encode()),
        write_file(folder, f"{LIBRARY}bibliotheque.ris", ris.replace("\n", "\r\n").encode()),
    ]

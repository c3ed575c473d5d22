"""A chart of each indicator as a file that people take away: one self-contained SVG a language.

Takes the catalogue and who publishes the portal, writes `graphiques/<programme>/<indicator>.<locale>.svg`.
"""

from __future__ import annotations

from pathlib import Path

from maarad.catalogue import Catalogue
from maarad.config import LOCALES, Site
from maarad.exports.files import DataFile, write_file
from maarad.pages.embeds import chart_file, embed_chart
from maarad.words import words_for


def publish_charts(site: Site, catalogue: Catalogue, folder: Path) -> list[DataFile]:
    """Write the chart of every indicator, in each language, into the site's `folder`."""
    files = []
    for programme in catalogue.programmes.values():
        for indicator in programme.indicators:
            for locale in LOCALES:
                words = words_for(locale)
                chart = embed_chart(catalogue, words, indicator, site)
                path = chart_file(catalogue, words, indicator)
                files.append(write_file(folder, path, chart.svg.encode("utf-8")))
    return files

"""Donor reports: one PDF a programme and language, made by Typst, and taken from the cache when unchanged.

Takes the catalogue and the published packages, writes `rapports/<programme>.<locale>.pdf`. What people wrote
goes to the press as data and is never compiled.
"""

from __future__ import annotations

import datetime
import functools
import json
from collections.abc import Sequence
from pathlib import Path

from maarad.catalogue import Catalogue
from maarad.config import LOCALES, Config, Site
from maarad.exports.dossiers import Imprint, assemble_dossier, report_path
from maarad.exports.files import DataFile, Shelf, write_file
from maarad.exports.packages import Download, find_version
from maarad.exports.press import open_press
from maarad.words import words_for

PACKAGE = "results"
VALUES = "values.csv"
DESCRIPTOR = "datapackage.json"
TEMPLATE = "report"


def publish_reports(
    config: Config, site: Site, catalogue: Catalogue, downloads: Sequence[Download], folder: Path
) -> list[DataFile]:
    """Write the reports of all programmes into the site's `folder`, where the packages already stand.

    ToolMissing without Typst or a font, ToolFailed when it fails.
    """
    imprint = read_imprint(site, catalogue.versions.get(PACKAGE, ""), downloads, folder)
    press = open_press(TEMPLATE)
    shelf = Shelf(config.cache / "reports")
    files = []
    for programme in catalogue.programmes.values():
        for locale in LOCALES:
            dossier = assemble_dossier(catalogue, words_for(locale), programme, imprint)
            made_from = [press.recipe, imprint.day, dossier]
            data = shelf.take(made_from, functools.partial(press.print, dossier, imprint.day))
            files.append(write_file(folder, report_path(programme.key, locale), data))
    shelf.sweep()
    return files


def read_imprint(site: Site, version: str, downloads: Sequence[Download], folder: Path) -> Imprint:
    """Find the file of values of the version shown, its checksum, and the day it was made."""
    download = find_version(downloads, PACKAGE, version)
    files = {file.name: file for file in download.files}
    descriptor = json.loads((folder / files[DESCRIPTOR].path).read_bytes())
    day = datetime.date.fromisoformat(descriptor["created"][:10])
    return Imprint(site, version, day, files[VALUES].path, files[VALUES].sha256)

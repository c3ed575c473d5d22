"""Donor reports: one PDF a programme and language, made by Typst, and taken from the cache when unchanged.

Takes the catalogue and the published packages, writes `rapports/<programme>.<locale>.pdf`. What people wrote
goes to Typst as JSON and is never compiled. The only module that knows Typst and the fonts of the reports.
"""

from __future__ import annotations

import datetime
import functools
import hashlib
import importlib
import importlib.metadata
import importlib.resources
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from maarad.catalogue import Catalogue
from maarad.config import LOCALES, Config, Site
from maarad.errors import ToolFailed, ToolMissing
from maarad.exports.dossiers import Imprint, assemble_dossier, report_path
from maarad.exports.files import DataFile, Shelf, write_file
from maarad.exports.packages import Download, find_version
from maarad.words import words_for

PACKAGE = "results"
VALUES = "values.csv"
DESCRIPTOR = "datapackage.json"
STANDARDS = ("a-2a", "ua-1")
"""PDF/A-2a keeps, PDF/UA-1 is read aloud; both refuse a character that no font of ours can draw."""

REFUSED = "could not be displayed"


@dataclass(frozen=True, slots=True)
class Press:
    """Typst with its fonts and our template; `recipe` names everything but the data that makes a report."""

    typst: Any
    fonts: tuple[Path, ...]
    template: bytes
    recipe: str

    def print(self, dossier: Mapping[str, Any], day: datetime.date) -> bytes:
        """Make the PDF of a dossier. ToolFailed with what Typst said."""
        data = json.dumps(dossier, ensure_ascii=False, sort_keys=True)
        try:
            return self._compile(data, day, STANDARDS)
        except self.typst.TypstError as error:
            if REFUSED not in str(error):
                raise ToolFailed("typst-failed", said=error) from error
        # A sign outside our fonts must not stop a build: the report is made, if not to the standards.
        return self._compile(data, day, ())

    def _compile(self, data: str, day: datetime.date, standards: Sequence[str]) -> bytes:
        midnight = datetime.datetime.combine(day, datetime.time.min, datetime.UTC)
        made: bytes = self.typst.compile(
            self.template,
            font_paths=list(self.fonts),
            ignore_system_fonts=True,
            sys_inputs={"data": data},
            pdf_standards=list(standards),
            timestamp=midnight,
        )
        return made


def publish_reports(
    config: Config, site: Site, catalogue: Catalogue, downloads: Sequence[Download], folder: Path
) -> list[DataFile]:
    """Write the reports of all programmes into the site's `folder`, where the packages already stand.

    ToolMissing without Typst or a font, ToolFailed when it fails.
    """
    imprint = read_imprint(site, catalogue.versions.get(PACKAGE, ""), downloads, folder)
    press = open_press()
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


def open_press() -> Press:
    """Load Typst, the fonts and the template; ToolMissing names the package that is not installed."""
    try:
        typst = importlib.import_module("typst")
        faces = (
            importlib.import_module("fontpkg_amiri"),
            importlib.import_module("fontpkg_noto_sans"),
            importlib.import_module("fontpkg_noto_sans_arabic"),
        )
    except ImportError as error:
        raise ToolMissing("tool-missing", name=str(error.name).replace("_", "-")) from error
    fonts = tuple(Path(face.ROOT) / "files" for face in faces)
    template = importlib.resources.files("maarad").joinpath("reports", "report.typ").read_bytes()
    made_of = hashlib.sha256(template)
    for font in sorted(path for place in fonts for path in place.iterdir()):
        made_of.update(f"{font.name} {font.stat().st_size}\n".encode())
    made_of.update(f"{importlib.metadata.version('typst')} {STANDARDS}".encode())
    return Press(typst, fonts, template, made_of.hexdigest())

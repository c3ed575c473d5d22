"""Each version of a package as one zip: its descriptor, its tables, how to cite it, and a text that says so.

Takes the files of a version, gives bytes that depend on them only: sorted, dated 1980-01-01, one mode.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from maarad.config import LOCALES, Site, direction
from maarad.exports.files import DataFile, write_file
from maarad.exports.packages import Download
from maarad.pages.citations import cite_package, package_reference
from maarad.words import Words, words_for

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
MODE = 0o100644 << 16
UNIX = 3
LEVEL = 9
README = "README.txt"


def make_zip(entries: Mapping[str, bytes]) -> bytes:
    """Zip files by name; the same entries give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in sorted(entries):
            info = zipfile.ZipInfo(name, FIRST_DAY)
            info.create_system, info.external_attr = UNIX, MODE
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, entries[name], compresslevel=LEVEL)
    return made.getvalue()


def publish_archives(
    site: Site, downloads: Sequence[Download], extras: Sequence[DataFile], folder: Path
) -> list[DataFile]:
    """Write a zip beside each version; of `extras`, those in its folder go in too, but for workbooks."""
    made = []
    for download in downloads:
        near = (file for file in extras if file.path.startswith(download.folder))
        beside = [file for file in near if not file.name.endswith(".xlsx")]
        entries = {file.name: (folder / file.path).read_bytes() for file in (*download.files, *beside)}
        entries[README] = readme(site, download).encode("utf-8")
        made.append(write_file(folder, f"{download.folder}{download.stem}.zip", make_zip(entries)))
    return made


def readme(site: Site, download: Download) -> str:
    """Say what a version is, in the three languages: title, date, licence, citation, files and checksums."""
    parts = ["\n".join(_told(site, words_for(locale), download)) for locale in LOCALES]
    sums = "\n".join(f"{file.sha256}  {file.name}" for file in download.files)
    return "\n\n----\n\n".join([*parts, sums]) + "\n"


def _told(site: Site, words: Words, download: Download) -> Iterator[str]:
    locale = words.locale
    mark = "\u200f" if direction(locale) == "rtl" else ""
    version = words("programmes.version", version=download.version) if download.version else ""
    licence = download.descriptor["licenses"][0]
    yield f"{mark}{download.title[locale]}"
    yield f"{mark}{version or words('data.working')}{words('data.comma')}{words.date(download.created)}"
    yield f"{mark}{package_reference(download)}"
    yield ""
    yield f"{mark}{download.description[locale]}"
    yield ""
    yield f"{mark}{words('programmes.licence')} – {licence['title']} ({licence['name']})"
    yield str(licence["path"])
    yield ""
    yield f"{mark}{words('programmes.citation')} – {cite_package(words, download, 'apa', site)}"
    yield ""
    yield f"{mark}{words('data.readme_sums')}"
